/* store/sources_view.h -- what is watched and how the store is, in a few rows
 *
 * Fails:   as the database does.
 * Memory:  `keep`.      Threads: the store's.
 * Cost:    an index's ends; counts stop at SOURCES_COUNT_MOST.  None reads the whole file (store/health.h does).
 */
#ifndef SYN_STORE_SOURCES_VIEW_H
#define SYN_STORE_SOURCES_VIEW_H

#include "store/store.h"
#include "store/watched.h"

enum { SOURCES_COUNT_MOST = 10000 };

struct store_health {
    uint64_t articles, versions, stories, outlets;     /* numbers that were given out: none is taken back */
    uint64_t bytes, free_bytes;
    int schema;
    int64_t latest_published, latest_seen;             /* of the reports; seconds, 0: there are none */
    int64_t image_event, event;                        /* grouping's state is of this event; the last there is */
    uint64_t told;                                     /* stories that are kept as they were told; up to the limit */
};
bool store_health_read(struct store *store, struct store_health *out, struct syn_error *error);

struct sources_counts {
    uint64_t all, paused, gone, failing;
    uint64_t overdue, visits_due, visits_ahead;        /* sources and pages that may be asked for; pages later on */
    int64_t next;                                      /* when the next source is due; 0: none */
    int64_t asked;                                     /* when one was last asked; 0: never */
};
bool sources_counts_read(struct store *store, int64_t now, struct sources_counts *out, struct syn_error *error);

/* In the order in which they were added, behind source `after`; those that fail alone where `failing`. */
bool sources_page_read(struct store *store, struct arena *keep, int64_t after, bool failing, uint32_t most,
                       struct watched_list *out, bool *more, struct syn_error *error);

#endif
