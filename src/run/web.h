/* run/web.h -- all that the program needs to fetch: network, cache and queue, opened together
 *
 * The library has none of this: it is the program's, and libcurl with it.
 *
 * Fails:   web_open, with a message.      Threads: one at a time.
 */
#ifndef SYN_RUN_WEB_H
#define SYN_RUN_WEB_H

#include "base/error.h"
#include "read/fetch.h"
#include "read/read.h"

struct web_settings {
    const char *agent;               /* NULL: our own; its product is whom robots.txt means */
    double pace;                     /* seconds from one page of a host to its next */
    unsigned timeout;                /* seconds for one answer */
    unsigned pages_max;              /* out of lists */
    const char *cache;               /* folder; NULL: the usual one */
    bool no_cache, allow_private;
    bool follow;                     /* what lists name, too */
    void (*progress)(void *context, const struct fetch_progress *progress);
    void *context;
};

struct web;
/* The usual folder of the cache may be missing or read-only, and nothing is kept then; one that was named must
 * be good. */
struct web *web_open(const struct web_settings *settings, struct syn_error *error);
void web_close(struct web *web);

struct read_settings web_reading(const struct web *web);
/* What a queue of the caller's own is opened with (run/watch.h); good while `web` is open. */
struct web_parts { struct fetch_settings fetch; struct transport transport; struct page_store store; };
struct web_parts web_parts(const struct web *web);
struct fetch_counts web_counts(const struct web *web);

#endif
