#include "group/slots.h"

#include <assert.h>
#include <string.h>

enum { BLOCKS_MOST = SLOTS_MOST / SLOTS_BLOCK };

struct slots slots_open(size_t size)
{
    struct slots slots = { .size = size, .free = SLOT_NONE };
    slots.own = region_open(BLOCKS_MOST * sizeof(struct region) + 64);
    slots.blocks = arena_take_raw(&slots.own.arena, sizeof *slots.blocks, alignof(struct region), BLOCKS_MOST);
    return slots;
}

void slots_close(struct slots *slots)
{
    for (uint32_t i = 0; i < (slots->count + SLOTS_BLOCK - 1) / SLOTS_BLOCK; i++)
        region_close(&slots->blocks[i]);
    region_close(&slots->own);
}

static uint32_t take_new(struct slots *slots)
{
    if (slots->count == SLOTS_MOST)
        arena_exhausted(slots->size * SLOTS_MOST);
    if (slots->count % SLOTS_BLOCK == 0) {
        struct region block = region_open(slots->size * SLOTS_BLOCK + 64);
        region_scattered(&block);
        arena_take_raw(&block.arena, slots->size, alignof(max_align_t), SLOTS_BLOCK);
        slots->blocks[slots->count / SLOTS_BLOCK] = block;
    }
    return slots->count++;
}

uint32_t slots_take(struct slots *slots)
{
    uint32_t place = slots->free;
    slots->taken++;
    if (place == SLOT_NONE)
        return take_new(slots);
    memcpy(&slots->free, slots_at(slots, place), sizeof slots->free);
    memset(slots_at(slots, place), 0, slots->size);
    return place;
}

void slots_give(struct slots *slots, uint32_t place)
{
    assert(place < slots->count && slots->taken);
    memcpy(slots_at(slots, place), &slots->free, sizeof slots->free);
    slots->free = place;
    slots->taken--;
}
