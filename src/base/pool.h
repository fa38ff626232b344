/* base/pool.h -- the same work on many things, by several threads
 *
 * pool_each calls `work` once for each number 0 .. count-1, on up to `threads` threads, each of which
 * takes the next number when it is free.  It returns when all is done.  `worker` (0 .. threads-1) lets
 * the work choose its own scratch memory.  Results go to places that `index` names, so that the order
 * of finishing does not show.
 *
 * Fails:   never: where no thread can be made, the calling thread does the work.
 * Threads: the calling thread works too.
 */
#ifndef SYN_BASE_POOL_H
#define SYN_BASE_POOL_H

#include <stddef.h>

enum { POOL_THREADS_MAX = 64 };

typedef void pool_work(void *context, size_t index, unsigned worker);
void pool_each(unsigned threads, size_t count, pool_work *work, void *context);
/* How many processors may be used here, 1 .. POOL_THREADS_MAX. */
unsigned pool_processors(void);

#endif
