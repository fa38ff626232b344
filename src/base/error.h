/* base/error.h -- how the edge says what went wrong
 *
 * Only what touches the outside can fail (read, store, serve, cli).  There a function returns false
 * (or a status) and fills its caller's struct; there is no global state.  A message says what was
 * being done, to what, and what the user can do.
 */
#ifndef SYN_BASE_ERROR_H
#define SYN_BASE_ERROR_H

#include <stdbool.h>
#include <stdint.h>

enum syn_status { SYN_OK, SYN_NOT_FOUND, SYN_BAD_FORMAT, SYN_TOO_LARGE, SYN_IO, SYN_MISUSE };

struct syn_error {
    enum syn_status status;
    uint64_t at;            /* byte of the input, where that makes sense */
    char text[240];         /* one line, UTF-8, NUL-ended, no control characters */
};

/* Fills *error and returns false, so that `return error_set(...)` reads well. */
bool error_set(struct syn_error *error, enum syn_status status, uint64_t at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
