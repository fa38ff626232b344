#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

bool error_set(struct syn_error *error, enum syn_status status, uint64_t at, const char *format, ...)
{
    va_list args;
    error->status = status;
    error->at = at;
    va_start(args, format);
    vsnprintf(error->text, sizeof error->text, format, args);
    va_end(args);
    /* Names of files and members come from outside: they must not steer a terminal. */
    for (char *c = error->text; *c; c++)
        if ((unsigned char)*c < ' ' || *c == 0x7f)
            *c = '?';
    return false;
}
