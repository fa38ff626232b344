/* run/late.h -- articles that come long after their story left memory
 *
 * A page that was found late, or an archive that is loaded behind the news: its story may be final (group/stream.h) but
 * stands in the store.  So an article that is dated more than LATE_DAYS from what comes with it, and that founded a
 * story of its own, is held against the stories of its days, by the rules by which stories are made.  What goes the usual
 * way pays nothing for that, nor does anything while no story has left memory.
 *
 * In:      an article that was stored and placed just now; its story has no other.
 * Out:     the placings that it takes to be where it belongs, or none.
 * Fails:   as the store does.
 * Memory:  its own: of LATE_STORIES stories LATE_REPORTS reports each.
 * Threads: the store's.
 * Cost:    some 10 ms for an article that is late.
 */
#ifndef SYN_RUN_LATE_H
#define SYN_RUN_LATE_H

#include "run/grouping.h"
#include "store/store.h"

enum { LATE_DAYS = 4, LATE_AROUND = 6, LATE_STORIES = 4, LATE_REPORTS = 8, LATE_FRONT = 256 };

struct late;
struct late *late_open(struct store *store);
void late_close(struct late *late);               /* NULL is taken */

bool late_find(struct late *late, struct grouping *g, int64_t id, const struct article *article, const struct bag *bag,
               struct placings *out, struct syn_error *error);

#endif
