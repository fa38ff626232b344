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

static void add_block(struct slots *slots)
{
    struct region block = region_open(slots->size * SLOTS_BLOCK + 64);
    region_scattered(&block);
    arena_take_raw(&block.arena, slots->size, alignof(max_align_t), SLOTS_BLOCK);
    slots->blocks[slots->count / SLOTS_BLOCK] = block;
}

static uint32_t take_new(struct slots *slots)
{
    if (slots->count == SLOTS_MOST)
        arena_exhausted(slots->size * SLOTS_MOST);
    if (slots->count % SLOTS_BLOCK == 0)
        add_block(slots);
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

/* ---- written down ---- */

void slots_save(const struct slots *slots, struct image_out *out)
{
    image_section(out, "slots", slots->size);
    IMAGE_PUT(out, slots->count);
    IMAGE_PUT(out, slots->free);
    IMAGE_PUT(out, slots->taken);
    for (uint32_t i = 0; i < slots->count; i += SLOTS_BLOCK) {
        uint32_t places = slots->count - i < SLOTS_BLOCK ? slots->count - i : SLOTS_BLOCK;
        image_put(out, slots_at(slots, i), places * slots->size);
    }
}

/* Whether exactly the places that are not taken hang together. */
static bool free_places_are_sane(const struct slots *slots)
{
    uint32_t place = slots->free, left = slots->count - slots->taken;
    for (; place < slots->count && left; left--)
        memcpy(&place, slots_at(slots, place), sizeof place);
    return place == SLOT_NONE && !left;
}

bool slots_restore(struct slots *slots, struct image_in *in)
{
    uint32_t count, free, taken;
    if (!image_expect(in, "slots", slots->size) || !IMAGE_GET(in, count) || !IMAGE_GET(in, free)
        || !IMAGE_GET(in, taken) || !image_check(in, count <= SLOTS_MOST && taken <= count))
        return false;
    while (slots->count < count) {
        uint32_t places = count - slots->count < SLOTS_BLOCK ? count - slots->count : SLOTS_BLOCK;
        add_block(slots);
        slots->count += places;
        if (!image_get(in, slots_at(slots, slots->count - places), places * slots->size))
            return false;
    }
    slots->free = free;
    slots->taken = taken;
    return image_check(in, free_places_are_sane(slots));
}
