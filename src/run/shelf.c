#include "run/shelf.h"

/* Small enough that the sanitizer builds, which mark every byte of it, start quickly. */
static const size_t smallest = (size_t)16 << 20;
/* A region of some ordinary pages stays, so that what it touched is touched once. */
static const size_t largest_kept = (size_t)1 << 30;

static size_t room_left(const struct arena *arena) { return (size_t)(arena->end - arena->next); }

struct arena *shelf_arena(struct shelf *shelf, size_t bytes)
{
    struct region *last = shelf->count ? &shelf->at[shelf->count - 1] : NULL;
    if (last && room_left(&last->arena) >= bytes)
        return &last->arena;
    size_t size = last ? last->size * 2 : smallest;
    if (shelf->count == SHELF_REGIONS)
        arena_exhausted(bytes);
    last = &shelf->at[shelf->count++];
    *last = region_open(size > bytes ? size : bytes);
    return &last->arena;
}

void shelf_reset(struct shelf *shelf, size_t keep_bytes)
{
    if (!shelf->count)
        return;
    /* The last is the largest: it may well do for all the next time. */
    struct region last = shelf->at[--shelf->count];
    shelf_close(shelf);
    shelf->at[shelf->count++] = last;
    if (last.size > largest_kept)
        shelf_close(shelf);
    else
        region_reset(&shelf->at[0], keep_bytes);
}

void shelf_close(struct shelf *shelf)
{
    while (shelf->count)
        region_close(&shelf->at[--shelf->count]);
}
