/* group/slots.h -- numbered places of one size, which are given back and taken again
 *
 * Places do not move while they are taken.  A place begins with zeros.
 *
 * Fails:   never (see base/arena.h).
 * Memory:  its own, by blocks of SLOTS_BLOCK places; it stays until slots_close.
 * Threads: one at a time.      Cost: constant.
 */
#ifndef SYN_GROUP_SLOTS_H
#define SYN_GROUP_SLOTS_H

#include "base/arena.h"

enum { SLOTS_BLOCK_BITS = 16, SLOTS_BLOCK = 1 << SLOTS_BLOCK_BITS, SLOTS_MOST = 1 << 24 };
#define SLOT_NONE UINT32_MAX

struct slots {
    struct region own;
    struct region *blocks;
    size_t size;                 /* of a place, in bytes: at least 4 */
    uint32_t count;              /* places ever taken at one time */
    uint32_t free, taken;        /* the first place that was given back, or SLOT_NONE; those that are not */
};

struct slots slots_open(size_t size);
void slots_close(struct slots *slots);
uint32_t slots_take(struct slots *slots);
void slots_give(struct slots *slots, uint32_t place);

static inline void *slots_at(const struct slots *slots, uint32_t place)
{
    return slots->blocks[place >> SLOTS_BLOCK_BITS].base + (place & (SLOTS_BLOCK - 1)) * slots->size;
}

#endif
