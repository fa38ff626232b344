#include "group/story_index.h"

#include <assert.h>
#include <string.h>

enum {
    INLINE = 3,                          /* postings that stand in the bucket itself */
    BITS_LEAST = 12, BITS_MOST = 24,
    BITS_LARGE = 18,                     /* from here on larger than what the processor keeps addresses for */
    CROWD = 4,                           /* postings a bucket */
    CLASSES = 5,                         /* of lists: 8 to 64 postings, the first not used */
    SLOT_BITS = 24,
    TALLY_BITS = 13, TALLY_SLOTS = 1 << TALLY_BITS,
    TALLY_MOST = STORY_INDEX_TERMS * STORY_INDEX_POSTINGS
};

struct bucket {
    uint8_t count, class, turn;          /* class 0: `postings` are its own; else the first is where its list begins */
    uint32_t postings[INLINE];
};

struct tally { uint32_t posting; float weight; };    /* weight 0: empty */

struct story_index {
    struct region own, bucket_region, list_region;
    struct bucket *buckets;
    uint32_t bits, hand;
    uint32_t *lists;
    uint32_t free[CLASSES];              /* where a list begins that was given back; 0: none */
    size_t postings;
    uint8_t *generation;                 /* of each slot: postings of another one are dead */
    struct tally tally[TALLY_SLOTS];
    uint16_t tallied[TALLY_MOST];
};

static void make_buckets(struct story_index *x)
{
    size_t count = (size_t)1 << x->bits;
    x->bucket_region = region_open(count * sizeof(struct bucket) + 64);
    x->buckets = arena_take_raw(&x->bucket_region.arena, sizeof(struct bucket), alignof(struct bucket), count);
    if (x->bits >= BITS_LARGE)
        region_scattered(&x->bucket_region);
    x->list_region = region_open(count * 4 * STORY_INDEX_POSTINGS * sizeof(uint32_t));
    x->lists = arena_take_raw(&x->list_region.arena, sizeof(uint32_t), alignof(uint32_t), 1);
    x->postings = 0;
    x->hand = 0;
    memset(x->free, 0, sizeof x->free);
}

struct story_index *story_index_open(void)
{
    struct region own = region_open(sizeof(struct story_index) + STORY_INDEX_SLOTS + 256);
    struct story_index *x = arena_new(&own.arena, struct story_index, 1);
    x->generation = arena_take_raw(&own.arena, 1, 1, STORY_INDEX_SLOTS);
    x->own = own;
    x->bits = BITS_LEAST;
    make_buckets(x);
    return x;
}

static void drop_buckets(struct story_index *x)
{
    region_close(&x->bucket_region);
    region_close(&x->list_region);
}

void story_index_close(struct story_index *x)
{
    drop_buckets(x);
    struct region own = x->own;
    region_close(&own);
}

bool story_index_crowded(const struct story_index *x)
{
    return x->bits < BITS_MOST && x->postings > (size_t)CROWD << x->bits;
}

void story_index_grow(struct story_index *x)
{
    drop_buckets(x);
    x->bits++;
    make_buckets(x);
}

struct terms story_index_terms(struct arena *keep, const struct terms *terms)
{
    struct terms heaviest = { .count = terms->count };
    heaviest.at = arena_take_raw(keep, sizeof *heaviest.at, alignof(struct term), terms->count);
    if (terms->count)
        memcpy(heaviest.at, terms->at, terms->count * sizeof *terms->at);
    terms_cut(&heaviest, *keep, STORY_INDEX_TERMS);
    return heaviest;
}

/* ---- buckets ---- */

static inline struct bucket *bucket_of(const struct story_index *x, uint32_t number)
{
    return &x->buckets[term_id(number) * 0xc2b2ae35u >> (32 - x->bits)];
}

static inline uint32_t posting_of(const struct story_index *x, uint32_t story)
{
    return story | (uint32_t)x->generation[story] << SLOT_BITS;
}

static inline uint32_t story_of(uint32_t posting) { return posting & (STORY_INDEX_SLOTS - 1); }
static inline bool is_alive(const struct story_index *x, uint32_t posting)
{
    return x->generation[story_of(posting)] == posting >> SLOT_BITS;
}

static inline uint32_t *postings_of(const struct story_index *x, struct bucket *b)
{
    return b->class ? x->lists + b->postings[0] : b->postings;
}

static inline uint32_t room_of(const struct bucket *b) { return b->class ? 4u << b->class : INLINE; }

static uint32_t take_list(struct story_index *x, uint32_t class)
{
    uint32_t list = x->free[class];
    if (list) {
        x->free[class] = x->lists[list];
        return list;
    }
    uint32_t *at = arena_take_raw(&x->list_region.arena, sizeof *at, alignof(uint32_t), (size_t)4 << class);
    return (uint32_t)(at - x->lists);
}

static void give_list(struct story_index *x, uint32_t list, uint32_t class)
{
    x->lists[list] = x->free[class];
    x->free[class] = list;
}

/* Drops what is dead, and the list where what is left finds room in the bucket. */
static void squeeze(struct story_index *x, struct bucket *b)
{
    uint32_t *postings = postings_of(x, b), kept = 0;
    for (uint32_t i = 0; i < b->count; i++)
        if (is_alive(x, postings[i]))
            postings[kept++] = postings[i];
    x->postings -= b->count - kept;
    b->count = (uint8_t)kept;
    b->turn = 0;
    if (b->class && kept <= INLINE) {
        uint32_t list = b->postings[0];
        for (uint32_t i = 0; i < kept; i++)
            b->postings[i] = x->lists[list + i];
        give_list(x, list, b->class);
        b->class = 0;
    }
}

static void enlarge(struct story_index *x, struct bucket *b)
{
    uint32_t list = take_list(x, b->class + 1u);
    memcpy(x->lists + list, postings_of(x, b), b->count * sizeof(uint32_t));
    if (b->class)
        give_list(x, b->postings[0], b->class);
    b->class++;
    b->postings[0] = list;
}

/* To the end in any case: that takes many at a time. */
static bool stands_in(const uint32_t *postings, uint32_t count, uint32_t posting)
{
    uint32_t found = 0;
    for (uint32_t i = 0; i < count; i++)
        found |= postings[i] == posting;
    return found;
}

static void put(struct story_index *x, struct bucket *b, uint32_t posting)
{
    if (stands_in(postings_of(x, b), b->count, posting))
        return;
    if (b->count == room_of(b) && b->count > INLINE)
        squeeze(x, b);
    if (b->count == STORY_INDEX_POSTINGS) {          /* the oldest makes room */
        postings_of(x, b)[b->turn] = posting;
        b->turn = (uint8_t)((b->turn + 1) % STORY_INDEX_POSTINGS);
        return;
    }
    if (b->count == room_of(b))
        enlarge(x, b);
    postings_of(x, b)[b->count++] = posting;
    x->postings++;
}

void story_index_post(struct story_index *x, uint32_t story, const struct terms *heaviest)
{
    for (uint32_t i = 0; i < heaviest->count; i++)
        put(x, bucket_of(x, heaviest->at[i].number), posting_of(x, story));
}

void story_index_retire(struct story_index *x, uint32_t story) { x->generation[story]++; }

void story_index_sweep(struct story_index *x, uint32_t buckets)
{
    uint32_t mask = (1u << x->bits) - 1;
    for (; buckets; buckets--, x->hand = (x->hand + 1) & mask)
        if (x->buckets[x->hand].count)
            squeeze(x, &x->buckets[x->hand]);
}

/* ---- finding ---- */

static void prefetch(const struct story_index *x, const struct terms *heaviest)
{
    for (uint32_t i = 0; i < heaviest->count; i++)
        __builtin_prefetch(bucket_of(x, heaviest->at[i].number));
    for (uint32_t i = 0; i < heaviest->count; i++) {
        const struct bucket *b = bucket_of(x, heaviest->at[i].number);
        for (uint32_t k = 0; b->class && k < b->count; k += 16)
            __builtin_prefetch(x->lists + b->postings[0] + k);
    }
}

/* Adds what each posting's story may hold; returns how many postings there are. */
static uint32_t tally_postings(struct story_index *x, const struct terms *heaviest)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < heaviest->count; i++) {
        struct bucket *b = bucket_of(x, heaviest->at[i].number);
        const uint32_t *postings = postings_of(x, b);
        float weight = heaviest->at[i].weight * heaviest->at[i].weight;
        for (uint32_t k = 0; k < b->count && weight > 0; k++) {
            uint32_t slot = postings[k] * 0x9e3779b1u >> (32 - TALLY_BITS);
            while (x->tally[slot].weight > 0 && x->tally[slot].posting != postings[k])
                slot = (slot + 1) % TALLY_SLOTS;
            if (!(x->tally[slot].weight > 0)) {
                x->tally[slot].posting = postings[k];
                x->tallied[count++] = (uint16_t)slot;
            }
            x->tally[slot].weight += weight;
        }
    }
    return count;
}

static inline bool stands_before(struct story_candidate a, struct story_candidate b)
{
    return a.weight != b.weight ? a.weight > b.weight : a.story < b.story;
}

/* Puts a candidate that is wanted among the best so far; returns how many there are. */
static uint32_t place(struct story_candidate *out, uint32_t count, uint32_t most, struct story_candidate c)
{
    uint32_t i = count < most ? count++ : count - 1;
    for (; i && stands_before(c, out[i - 1]); i--)
        out[i] = out[i - 1];
    out[i] = c;
    return count;
}

uint32_t story_index_find(struct story_index *x, const struct terms *heaviest, struct story_candidate *out,
                          uint32_t most)
{
    assert(heaviest->count <= STORY_INDEX_TERMS && most);
    prefetch(x, heaviest);
    uint32_t count = tally_postings(x, heaviest), found = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct tally *t = &x->tally[x->tallied[i]];
        struct story_candidate c = { story_of(t->posting), t->weight };
        bool is_wanted = found < most || stands_before(c, out[found - 1]);
        if (is_wanted && is_alive(x, t->posting))
            found = place(out, found, most, c);
        t->weight = 0;
    }
    return found;
}

size_t story_index_bytes(const struct story_index *x)
{
    return (sizeof(struct bucket) << x->bits) + (size_t)(x->list_region.arena.next - x->list_region.base);
}

uint32_t story_index_buckets(const struct story_index *x) { return 1u << x->bits; }

/* ---- written down ---- */

struct index_head { uint32_t bits, hand, slots, postings; };
struct bucket_head { uint8_t count, class, turn; };

void story_index_save(const struct story_index *x, struct image_out *out, uint32_t slots)
{
    struct index_head head = { x->bits, x->hand, slots, (uint32_t)x->postings };
    image_section(out, "index", sizeof head);
    IMAGE_PUT(out, head);
    image_put(out, x->generation, slots);
    for (uint32_t i = 0; i < 1u << x->bits; i++) {
        struct bucket *b = &x->buckets[i];
        struct bucket_head bucket = { b->count, b->class, b->turn };
        IMAGE_PUT(out, bucket);
        image_put(out, postings_of(x, b), b->count * sizeof(uint32_t));
    }
}

/* Lists are handed out anew: where they lie tells nothing. */
static bool read_bucket(struct story_index *x, struct image_in *in, struct bucket *b, uint32_t slots)
{
    struct bucket_head head;
    bool sane = true;
    if (!IMAGE_GET(in, head) || !image_check(in, head.class < CLASSES && head.turn < STORY_INDEX_POSTINGS))
        return false;
    *b = (struct bucket){ head.count, head.class, head.turn, { 0 } };
    if (!image_check(in, b->count <= room_of(b)))
        return false;
    if (b->class)
        b->postings[0] = take_list(x, b->class);
    uint32_t *postings = postings_of(x, b);
    image_get(in, postings, b->count * sizeof(uint32_t));
    for (uint32_t i = 0; i < b->count; i++)
        sane = sane && story_of(postings[i]) < slots;
    x->postings += b->count;
    return image_check(in, sane);
}

static bool read_index(struct story_index *x, struct image_in *in, uint32_t slots)
{
    struct index_head head;
    if (!image_expect(in, "index", sizeof head) || !IMAGE_GET(in, head)
        || !image_check(in, head.bits >= BITS_LEAST && head.bits <= BITS_MOST && head.slots == slots
                            && slots <= STORY_INDEX_SLOTS && head.hand < 1u << head.bits))
        return false;
    drop_buckets(x);
    x->bits = head.bits;
    make_buckets(x);
    x->hand = head.hand;
    image_get(in, x->generation, slots);
    for (uint32_t i = 0; i < 1u << x->bits; i++)
        if (!read_bucket(x, in, &x->buckets[i], slots))
            return false;
    return image_check(in, x->postings == head.postings);
}

struct story_index *story_index_restore(struct image_in *in, uint32_t slots)
{
    struct story_index *x = story_index_open();
    if (read_index(x, in, slots))
        return x;
    story_index_close(x);
    return NULL;
}
