/* base/sets.h -- which set a thing is in, while sets are joined
 *
 * parent[i] is i for the thing that stands for its set, else another thing of the same set.  R. Tarjan, "Efficiency of a
 * good but not linear set union algorithm", 1975; paths are halved on the way.
 *
 * Fails: never.   Threads: one at a time.   Cost: nearly constant, amortised.
 */
#ifndef SYN_BASE_SETS_H
#define SYN_BASE_SETS_H

#include <stdint.h>

static inline uint32_t sets_root(uint32_t *parent, uint32_t i)
{
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

#endif
