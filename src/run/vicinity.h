/* run/vicinity.h -- a stored article among those that it could be of one story with
 *
 * The latest VICINITY_OWN reports of its story, and the VICINITY_LIKELY articles of the days around it that share its
 * most telling words (run/likely.h), as a set that group/explain.h can look at.  Stories are as they stand in the store;
 * how rare words are, this set tells, so that figures differ from those that the article was placed by when it came.
 *
 * Fails:   as the store does.   Memory: `keep`.   Threads: the store's.
 * Cost:    a text unpacked for each.
 */
#ifndef SYN_RUN_VICINITY_H
#define SYN_RUN_VICINITY_H

#include "group/explain.h"
#include "store/store.h"

enum { VICINITY_OWN = 60, VICINITY_LIKELY = 60, VICINITY_DAYS = 10 };

struct vicinity {
    const struct report **reports;     /* articles alone */
    uint32_t count, which;             /* which: the article itself */
    struct stories groups;
    struct stored_story *stories;      /* by number in groups */
    struct span *first;                /* of each the id of its first report in the set that is not the article */
};

bool vicinity_read(struct store *store, struct arena *keep, int64_t article, struct vicinity *out,
                   struct syn_error *error);

#endif
