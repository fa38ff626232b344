/* base/error.h -- how the edge says what went wrong
 *
 * Only what touches the outside can fail (read, run, cli).  There a function returns false (or a
 * status) and fills its caller's struct; there is no global state.  A message says what was being
 * done, to what, and what the user can do.  The struct is the library's own (include/synoptic.h), so
 * that nothing is translated on the way out.
 */
#ifndef SYN_BASE_ERROR_H
#define SYN_BASE_ERROR_H

#include "synoptic.h"

/* Fills *error and returns false, so that `return error_set(...)` reads well. */
bool error_set(struct syn_error *error, enum syn_status status, uint64_t at, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
