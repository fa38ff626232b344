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

/* ---- written down ---- */

/* Units of a block that were handed out; of all but the last one to its end. */
static uint32_t units_of(const struct term_store *store, uint32_t block)
{
    return block + 1 < store->block_count ? BLOCK_UNITS : store->next_unit;
}

void term_store_save(const struct term_store *store, struct image_out *out)
{
    image_section(out, "terms", sizeof(struct list_head));
    IMAGE_PUT(out, store->block_count);
    IMAGE_PUT(out, store->next_unit);
    IMAGE_PUT(out, store->bytes);
    IMAGE_PUT(out, store->free);
    for (uint32_t i = 0; i < store->block_count; i++)
        image_put(out, store->blocks[i].base, (size_t)units_of(store, i) * UNIT);
}

static bool read_blocks(struct term_store *store, struct image_in *in, uint32_t count, uint32_t next_unit)
{
    while (store->block_count < count) {
        add_block(store);
        store->next_unit = store->block_count < count ? BLOCK_UNITS : next_unit;
        char *base = store->blocks[store->block_count - 1].base;
        if (!image_get(in, base, (size_t)store->next_unit * UNIT))
            return false;
    }
    return true;
}

static bool is_place(const struct term_store *store, uint32_t list, uint32_t units)
{
    uint32_t block = list >> BLOCK_BITS;
    return block < store->block_count && (list & (BLOCK_UNITS - 1)) + units <= units_of(store, block);
}

/* Whether every list that was given back lies where lists can; none can be met twice before all were. */
static bool free_lists_are_sane(const struct term_store *store)
{
    uint64_t left = (uint64_t)store->block_count * (BLOCK_UNITS / STEP);
    for (uint32_t class = 0; class < CLASSES; class++)
        for (uint32_t list = store->free[class]; list; left--) {
            if (!left || !class || !is_place(store, list - 1, class * STEP))
                return false;
            memcpy(&list, list_at(store, list - 1), sizeof list);
        }
    return true;
}

struct term_store *term_store_restore(struct image_in *in)
{
    struct term_store *store = term_store_open();
    uint32_t count, next_unit;
    bool good = image_expect(in, "terms", sizeof(struct list_head)) && IMAGE_GET(in, count)
                && IMAGE_GET(in, next_unit) && IMAGE_GET(in, store->bytes) && IMAGE_GET(in, store->free)
                && image_check(in, count < BLOCKS_MOST && next_unit <= BLOCK_UNITS)
                && read_blocks(store, in, count, next_unit) && image_check(in, free_lists_are_sane(store));
    if (good)
        return store;
    term_store_close(store);
    return NULL;
}

bool term_store_holds(const struct term_store *store, uint32_t list)
{
    if (!is_place(store, list, 1))
        return false;
    uint32_t count = term_store_at(store, list).count;
    return count <= TERM_STORE_MOST && is_place(store, list, class_of(count) * STEP);
}
