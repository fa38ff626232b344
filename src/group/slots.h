/* group/slots.h -- numbered places of one size, which are given back and taken again
 *
 * Places do not move while they are taken.  A place begins with zeros.
 *
 * Fails:   slots_restore, on an image that is none; else never (see base/arena.h).
 * Memory:  its own, by blocks of SLOTS_BLOCK places; it stays until slots_close.
 * Threads: one at a time.      Cost: constant.
 */
#ifndef SYN_GROUP_SLOTS_H
#define SYN_GROUP_SLOTS_H

#include "base/image.h"

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

/* All places, also those that were given back, as they are. */
void slots_save(const struct slots *slots, struct image_out *out);
/* Into slots that were just opened, for places of the same size.  False: nothing but slots_close may be done with them. */
bool slots_restore(struct slots *slots, struct image_in *in);

static inline void *slots_at(const struct slots *slots, uint32_t place)
{
    return slots->blocks[place >> SLOTS_BLOCK_BITS].base + (place & (SLOTS_BLOCK - 1)) * slots->size;
}

#endif
