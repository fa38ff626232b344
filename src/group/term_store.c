#include "group/term_store.h"

#include <assert.h>
#include <string.h>

enum {
    UNIT = 16,
    BLOCK_BITS = 20,                     /* a list's number: its block, and its place there in units */
    BLOCK_UNITS = 1 << BLOCK_BITS,
    BLOCKS_MOST = 1 << (32 - BLOCK_BITS),
    STEP = 2,                            /* lists take multiples of so many units */
    CLASSES = 128,
    WEIGHT_MOST = UINT16_MAX
};

struct list_head { uint32_t count; float scale; };

struct term_store {
    struct region own;
    struct region *blocks;
    uint32_t block_count;
    uint32_t next_unit;                  /* of the last block */
    uint32_t free[CLASSES];              /* list + 1, by units / STEP: those given back; each begins with the next */
    size_t bytes;
};

static uint32_t class_of(uint32_t count)
{
    size_t bytes = sizeof(struct list_head) + count * (sizeof(uint32_t) + sizeof(uint16_t));
    return (uint32_t)((bytes + UNIT * STEP - 1) / (UNIT * STEP));
}

static char *list_at(const struct term_store *store, uint32_t list)
{
    return store->blocks[list >> BLOCK_BITS].base + (size_t)(list & (BLOCK_UNITS - 1)) * UNIT;
}

struct term_store *term_store_open(void)
{
    struct region own = region_open(sizeof(struct term_store) + BLOCKS_MOST * sizeof(struct region) + 256);
    struct term_store *store = arena_new(&own.arena, struct term_store, 1);
    store->blocks = arena_take_raw(&own.arena, sizeof *store->blocks, alignof(struct region), BLOCKS_MOST);
    store->own = own;
    return store;
}

void term_store_close(struct term_store *store)
{
    for (uint32_t i = 0; i < store->block_count; i++)
        region_close(&store->blocks[i]);
    struct region own = store->own;
    region_close(&own);
}

static void add_block(struct term_store *store)
{
    if (store->block_count == BLOCKS_MOST)
        arena_exhausted((size_t)BLOCK_UNITS * UNIT);
    struct region block = region_open((size_t)BLOCK_UNITS * UNIT + UNIT);
    region_scattered(&block);
    arena_take_raw(&block.arena, UNIT, UNIT, BLOCK_UNITS);
    store->blocks[store->block_count++] = block;
    store->next_unit = 0;
}

static uint32_t take(struct term_store *store, uint32_t class)
{
    uint32_t list = store->free[class];
    if (list) {
        memcpy(&store->free[class], list_at(store, list - 1), sizeof(uint32_t));
        return list - 1;
    }
    if (!store->block_count || store->next_unit + class * STEP > BLOCK_UNITS)
        add_block(store);
    list = (store->block_count - 1) << BLOCK_BITS | store->next_unit;
    store->next_unit += class * STEP;
    return list;
}

uint32_t term_store_put(struct term_store *store, const struct terms *terms)
{
    assert(terms->count <= TERM_STORE_MOST);
    uint32_t class = class_of(terms->count), list = take(store, class);
    char *at = list_at(store, list);
    float most = 0;
    for (uint32_t i = 0; i < terms->count; i++)
        most = terms->at[i].weight > most ? terms->at[i].weight : most;
    struct list_head *head = (struct list_head *)(void *)at;
    *head = (struct list_head){ terms->count, most / WEIGHT_MOST };
    uint32_t *numbers = (uint32_t *)(void *)(at + sizeof *head);
    uint16_t *weights = (uint16_t *)(void *)(numbers + terms->count);
    float parts = most > 0 ? WEIGHT_MOST / most : 0;
    for (uint32_t i = 0; i < terms->count; i++) {
        numbers[i] = terms->at[i].number;
        weights[i] = (uint16_t)(terms->at[i].weight * parts + 0.5f);
    }
    store->bytes += (size_t)class * STEP * UNIT;
    return list;
}

struct packed_terms term_store_at(const struct term_store *store, uint32_t list)
{
    const char *at = list_at(store, list);
    const struct list_head *head = (const struct list_head *)(const void *)at;
    const uint32_t *numbers = (const uint32_t *)(const void *)(at + sizeof *head);
    return (struct packed_terms){ numbers, (const uint16_t *)(const void *)(numbers + head->count), head->count,
                                  head->scale };
}

struct terms term_store_get(struct arena *keep, const struct term_store *store, uint32_t list)
{
    struct packed_terms packed = term_store_at(store, list);
    struct terms terms = { .count = packed.count };
    terms.at = arena_take_raw(keep, sizeof *terms.at, alignof(struct term), packed.count);
    for (uint32_t i = 0; i < packed.count; i++)
        terms.at[i] = (struct term){ packed.numbers[i], packed.weights[i] * packed.scale };
    return terms;
}

void term_store_drop(struct term_store *store, uint32_t list)
{
    uint32_t class = class_of(term_store_at(store, list).count);
    memcpy(list_at(store, list), &store->free[class], sizeof(uint32_t));
    store->free[class] = list + 1;
    store->bytes -= (size_t)class * STEP * UNIT;
}

const char *term_store_address(const struct term_store *store, uint32_t list) { return list_at(store, list); }

size_t term_store_bytes(const struct term_store *store) { return store->bytes; }
