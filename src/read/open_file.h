/* read/open_file.h -- files, folders and standard input: the one place of this layer that asks the system
 *
 * Fails:   with a message that names the path and what can be done about it.
 * Threads: any, on different files.
 */
#ifndef SYN_READ_OPEN_FILE_H
#define SYN_READ_OPEN_FILE_H

#include "read/source.h"

enum file_type { FILE_REGULAR, FILE_FOLDER, FILE_OTHER };
struct file_info { enum file_type type; uint64_t device, inode, size; };

/* What stands at `path` (NUL-ended), links followed. */
bool file_look(const char *path, struct file_info *info, struct syn_error *error);

struct file { int descriptor; struct span name; };

/* A regular file; "-" is standard input.  Pipes and devices are refused: reading them may never end. */
bool file_open(const char *path, struct file *file, struct syn_error *error);
void file_close(struct file *file);
/* Reads on; `file` must live as long as the source. */
struct source file_source(struct file *file);

/* The names in a folder, sorted by their bytes, without those that begin with a full stop. */
bool file_list(struct arena *keep, const char *folder, struct spans *names, struct syn_error *error);

#endif
