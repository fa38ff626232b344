/* tell/site_sources.h -- the page of what is watched, and of how the store is
 *
 * What stands between site_begin and site_end.  Addresses are shown as they are given: who fills the struct leaves out
 * what not every reader may see.
 *
 * Fails: never.   Memory: `out` grows in its own arena.   Threads: any.   Cost: linear in what is shown.
 */
#ifndef SYN_TELL_SITE_SOURCES_H
#define SYN_TELL_SITE_SOURCES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"

enum site_source_kind { SITE_SOURCE_UNKNOWN, SITE_SOURCE_FEED, SITE_SOURCE_SITEMAP, SITE_SOURCE_LIST, SITE_SOURCE_PAGE,
                        SITE_SOURCE_KINDS };     /* in the order of enum watched_kind */
struct site_source {
    struct span url, title, error;     /* error: empty where there is none, or it is not for this reader */
    uint8_t kind;
    bool paused, gone;
    uint32_t failures;
    int status;                        /* of the last answer; 0: there was none */
    int64_t interval, asked, next;     /* seconds; 0: never */
    uint64_t entries;
};

struct site_sources {
    const struct site_source *at;
    uint32_t count;
    int64_t cursor;                    /* for the next page; 0: there is none */
    bool further, failing;             /* not the first page; only those that fail */
    uint64_t all, failing_all, paused, gone, due, pages_due, pages_ahead;
    uint64_t pages_most;               /* where counting of pages stopped */

    struct span store, program;        /* the store's name; the program's version */
    uint64_t articles, versions, stories, outlets, bytes, free_bytes, told, told_most, behind;
    int schema;
    int64_t latest_seen, latest_published, now;
};
void site_sources(struct buffer *out, const struct site_sources *page);

#endif
