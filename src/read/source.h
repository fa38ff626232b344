/* read/source.h -- bytes that come in blocks
 *
 * Reading goes through one callback, so that a file, a compressed file and bytes in memory are read by
 * the same code.  What was read to look at it goes back as `ahead` and is served first.
 *
 * Fails:   source_read, with a message, as the callback does.
 * Threads: one at a time.
 */
#ifndef SYN_READ_SOURCE_H
#define SYN_READ_SOURCE_H

#include "base/arena.h"
#include "base/error.h"

enum { SOURCE_NAME_SHOWN = 110 };   /* bytes of a name that a message has room for */

/* Puts up to `room` bytes at `into`; returns how many, 0 at the end, -1 for a failure with *error. */
typedef long source_pull(void *context, char *into, size_t room, struct syn_error *error);

struct source {
    struct span ahead;       /* what is served before `pull` is called */
    source_pull *pull;       /* NULL: only `ahead` */
    void *context;
    struct span name;        /* for messages */
};

long source_read(struct source *source, char *into, size_t room, struct syn_error *error);
/* The next bytes without taking them: `wanted` of them, fewer only at the end.  They live in `keep` or
 * where they stood. */
bool source_peek(struct arena *keep, struct source *source, size_t wanted, struct span *bytes, struct syn_error *error);
/* The name as a message has it, cut to what fits into one. */
struct span source_shown(const struct source *source);

#endif
