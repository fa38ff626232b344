/* group/query.h -- one list of terms held against many
 *
 * Two sorted lists are compared by a walk over both; where one is held against dozens it is faster to spread it out in
 * a small table once, behind a filter that turns away nearly all terms it does not hold.
 *
 * Fails: never.   Memory: within the query, 9 kB.   Threads: any, each its own.
 * Cost:  query_open some 300 ns; query_common about 1 ns a term of the other list.
 */
#ifndef SYN_GROUP_QUERY_H
#define SYN_GROUP_QUERY_H

#include "group/likeness.h"
#include "group/term_store.h"

enum { QUERY_BITS = 10, QUERY_SLOTS = 1 << QUERY_BITS, QUERY_FILTER_BITS = 12 };

struct query {
    struct term slots[QUERY_SLOTS];                    /* weight 0: empty */
    uint64_t filter[(1 << QUERY_FILTER_BITS) / 64];
};

/* `terms` holds TERM_STORE_MOST terms at most. */
void query_open(struct query *query, const struct terms *terms);
/* What common_of gives, the query being a. */
struct common query_common(const struct query *query, const struct packed_terms *packed);

#endif
