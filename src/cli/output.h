/* cli/output.h -- where results go
 *
 * Standard output, or a file that is replaced in one step when all was written: a run that fails or is
 * stopped leaves the old file as it was.  What is no regular file (a device, a pipe) is written to.
 *
 * Fails:   output_open and output_close with a message; output_put remembers what went wrong.  A
 *          reader who has seen enough (a closed pipe) is no mistake: `closed` is set, and no more is written.
 * Threads: one at a time.
 */
#ifndef SYN_CLI_OUTPUT_H
#define SYN_CLI_OUTPUT_H

#include <limits.h>
#include <sys/types.h>

#include "base/error.h"
#include "base/span.h"

enum { OUTPUT_BLOCK = 1 << 16 };

struct output {
    int file;
    bool replaces;             /* a hidden new file takes the place of `path` at the end */
    bool closed, failed;
    int why;                   /* errno of the first failure */
    size_t held;
    char path[PATH_MAX], temporary[PATH_MAX];   /* temporary: empty while the new file has no name */
    char block[OUTPUT_BLOCK];
};

/* `path` NULL or "-": standard output. */
bool output_open(struct output *out, const char *path, struct syn_error *error);
/* False once there is no use in writing more. */
bool output_put(struct output *out, struct span bytes);
/* What was put is written now. */
void output_flush(struct output *out);
/* With `good` false what was written to a file is thrown away. */
bool output_close(struct output *out, bool good, struct syn_error *error);

#endif
