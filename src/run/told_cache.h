/* run/told_cache.h -- stories that were told, shared by workers
 *
 * A telling is a synopsis with its articles in a region of its own.  It is taken, used and given back; while somebody uses
 * it, it stays, also when a later one stands in its place.  Those that were not used for longest go first when all
 * together are larger than the cache may be.  A telling that nobody has is made by the first who asks for it; the others
 * wait for him.
 *
 * Fails:   never.
 * Memory:  what was handed out of the regions, `bytes` in all; those that are in use may go beyond it.
 * Threads: any.
 * Cost:    a look-up under one lock.
 */
#ifndef SYN_RUN_TOLD_CACHE_H
#define SYN_RUN_TOLD_CACHE_H

#include "run/told.h"

struct telling {
    int64_t story, revision;
    struct synopsis synopsis;
    struct region region;              /* holds this, too */
    /* the cache's: */
    uint32_t users;
    bool kept;                         /* in the cache; else it goes with its last user */
    struct telling *next, *newer, *older;
};

/* The telling of that story of `revision` or later.  NULL: there is none; with `mine` set, the caller has to make it and
 * to say so with told_cache_put.  Without patience nobody is waited for: then it may also be that another one makes it. */
struct telling *told_cache_take(struct told_cache *cache, int64_t story, int64_t revision, bool patient, bool *mine);
/* What was made, which the caller has taken thereby; NULL where it could not be made. */
void told_cache_put(struct told_cache *cache, int64_t story, struct telling *telling);
void told_cache_give_back(struct told_cache *cache, struct telling *telling);

#endif
