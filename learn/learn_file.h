/* learn/learn_file.h -- the files of programs that learn: read whole, written whole, or the end of the program
 *
 * Fails:   with a message on standard error and exit 3.
 * Memory:  what is read lives in `keep`.      Threads: any.
 */
#ifndef SYN_LEARN_LEARN_FILE_H
#define SYN_LEARN_LEARN_FILE_H

#include "base/arena.h"

/* "learn: DOING WHAT failed" */
_Noreturn void learn_fail(const char *doing, const char *what);
/* The bytes of a file, unpacked where they are gzip. */
struct span learn_read(struct arena *keep, const char *path);
/* The same, or the empty span where there is no such file. */
struct span learn_read_if_there(struct arena *keep, const char *path);
void learn_write(const char *path, struct span bytes);
/* Behind what the file holds. */
void learn_append(const char *path, struct span bytes);

#endif
