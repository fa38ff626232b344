#include "group/copy_index.h"

#include <stdlib.h>

enum {
    HOLDERS_MAX = 64,       /* each two of so many are paired */
    HOLDERS_LINKED = 8,     /* beyond it each with so many of the first */
    HITS_LEAST = 2,         /* one gram alone may be chance, however rare */
    TEXTS_AHEAD = 8, TEXT_LINES = 5, LINE_BYTES = 64, SLOTS_AHEAD = 8
};

/* How rare the shared grams must be together, or which part of the one's grams they must be. */
static const float RARE_ENOUGH = 0.2f, PART_ENOUGH = 0.2f;

struct slot { uint32_t gram, last, count, first; };   /* last: text + 1, 0 for a free slot */

struct sampled { uint32_t *gram, text; };

/* The grams of one slice. */
struct slice {
    struct sampled *grams;
    size_t count;
    struct slot *slots;
    uint32_t mask;
};

static inline uint32_t home(uint32_t gram)
{
    uint32_t hash = gram * 0x9e3779b1u;
    return hash ^ hash >> 15;
}

static inline struct slot *find_slot(const struct slice *slice, uint32_t gram)
{
    for (uint32_t at = home(gram);; at++) {
        struct slot *slot = &slice->slots[at & slice->mask];
        if (!slot->last || slot->gram == gram)
            return slot;
    }
}

/* Slots and texts lie all over the memory: those that come soon are asked for. */
static inline void ask_for_slot(const struct slice *slice, size_t i)
{
    if (i + SLOTS_AHEAD < slice->count)
        __builtin_prefetch(&slice->slots[home(*slice->grams[i + SLOTS_AHEAD].gram) & slice->mask], 1);
}

static inline void ask_for_text(const struct copy_index *index, uint32_t t)
{
    if (t + TEXTS_AHEAD >= index->text_count)
        return;
    const char *at = (const char *)index->texts[t + TEXTS_AHEAD];
    for (unsigned line = 0; line < TEXT_LINES; line++)
        __builtin_prefetch(at + line * LINE_BYTES);
}

static void gather(const struct copy_index *index, struct slice *slice, uint32_t number)
{
    for (uint32_t t = 0; t < index->text_count; t++) {
        struct copy_text *text = index->texts[t];
        ask_for_text(index, t);
        for (uint32_t i = 0; i < text->gram_count; i++)
            if (text->gram[i] >> COPY_SLICE_SHIFT == number)
                slice->grams[slice->count++] = (struct sampled){ &text->gram[i], t };
    }
}

static void count_holders(const struct slice *slice)
{
    for (size_t i = 0; i < slice->count; i++) {
        const struct sampled *s = &slice->grams[i];
        ask_for_slot(slice, i);
        struct slot *slot = find_slot(slice, *s->gram);
        slot->gram = *s->gram;
        slot->count += slot->last != s->text + 1;
        slot->last = s->text + 1;
    }
}

/* Room for the postings of the grams that several texts hold, gram after gram. */
static uint32_t *make_postings(struct arena *keep, const struct slice *slice, uint32_t *end)
{
    uint32_t used = 1;
    for (uint32_t i = 0; i <= slice->mask; i++) {
        struct slot *slot = &slice->slots[i];
        bool fits = slot->count > 1 && slot->count < COPY_LOCAL_MASK - used;
        slot->last = slot->count ? UINT32_MAX : 0;
        slot->first = fits ? used : 0;
        used += fits ? slot->count + 1 : 0;
    }
    *end = used;
    return arena_new(keep, uint32_t, used);
}

/* Fills the postings, and each gram becomes the place of its own. */
static void fill_postings(const struct slice *slice, uint32_t *postings, uint32_t number)
{
    for (size_t i = 0; i < slice->count; i++) {
        const struct sampled *s = &slice->grams[i];
        ask_for_slot(slice, i);
        struct slot *slot = find_slot(slice, *s->gram);
        *s->gram = number << COPY_SLICE_SHIFT | slot->first;
        if (!slot->first || slot->last == s->text + 1)
            continue;
        slot->last = s->text + 1;
        postings[slot->first + ++postings[slot->first]] = s->text;
    }
}

static void index_slice(struct copy_index *index, struct arena *keep, struct arena scratch, uint32_t number,
                        size_t grams)
{
    struct slice slice = { .grams = arena_take_raw(&scratch, sizeof(struct sampled), alignof(struct sampled), grams),
                           .mask = 15 };
    while (slice.mask < grams + grams / 2)
        slice.mask = slice.mask * 2 + 1;
    slice.slots = arena_new(&scratch, struct slot, (size_t)slice.mask + 1);
    gather(index, &slice, number);
    count_holders(&slice);
    index->postings[number] = make_postings(keep, &slice, &index->postings_end[number]);
    fill_postings(&slice, index->postings[number], number);
}

struct copy_index copy_index_of(struct arena *keep, struct copy_text *const *texts, uint32_t count)
{
    struct copy_index index = { .texts = texts, .text_count = count, .gram_counts = arena_new(keep, uint32_t, count) };
    size_t grams[COPY_SLICES] = { 0 };
    for (uint32_t t = 0; t < count; t++) {
        index.gram_counts[t] = texts[t]->gram_count;
        for (uint32_t i = 0; i < texts[t]->gram_count; i++)
            grams[texts[t]->gram[i] >> COPY_SLICE_SHIFT]++;
    }
    struct arena slots = arena_half(keep);
    for (uint32_t s = 0; s < COPY_SLICES; s++)
        index_slice(&index, keep, slots, s, grams[s]);
    return index;
}

/* ---- nominees ---- */

struct copy_nominees copy_nominees_in(struct arena *keep, const struct copy_index *index)
{
    return (struct copy_nominees){ .weight = arena_new(keep, float, index->text_count),
                                   .hits = arena_new(keep, uint32_t, index->text_count),
                                   .at = arena_new(keep, uint32_t, index->text_count) };
}

/* Whether the one of many holders that text t is, is paired with all later ones. */
static bool is_linked(const uint32_t *holders, uint32_t t)
{
    for (uint32_t k = 1; k <= HOLDERS_LINKED; k++)
        if (holders[k] == t)
            return true;
    return false;
}

/* The later texts that share grams with text t. */
static void count_hits(struct copy_nominees *n, const struct copy_index *index, uint32_t t)
{
    const struct copy_text *text = index->texts[t];
    for (uint32_t i = 0; i < text->gram_count; i++)
        __builtin_prefetch(copy_index_holders(index, text->gram[i]));
    for (uint32_t i = 0; i < text->gram_count; i++) {
        const uint32_t *holders = copy_index_holders(index, text->gram[i]);
        if (!holders || (text->gram[i] & COPY_STANDING) || (holders[0] > HOLDERS_MAX && !is_linked(holders, t)))
            continue;
        float rarity = 1.0f / (float)holders[0];
        for (uint32_t k = holders[0]; holders[k] > t; k--) {
            uint32_t other = holders[k];
            if (n->hits[other]++ == 0)
                n->at[n->count++] = other;
            n->weight[other] += rarity;
        }
    }
}

static bool is_nominated(const struct copy_nominees *n, const struct copy_index *index, uint32_t a, uint32_t b)
{
    uint32_t of_a = index->gram_counts[a], of_b = index->gram_counts[b], less = of_a < of_b ? of_a : of_b;
    bool rare = n->hits[b] >= HITS_LEAST && n->weight[b] >= RARE_ENOUGH;
    return rare || (float)n->hits[b] >= PART_ENOUGH * (float)less;
}

static int by_number(const void *x, const void *y)
{
    uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
    return (a > b) - (a < b);
}

void copy_nominate(struct copy_nominees *n, const struct copy_index *index, uint32_t text)
{
    uint32_t kept = 0;
    n->count = 0;
    ask_for_text(index, text);
    count_hits(n, index, text);
    for (uint32_t i = 0; i < n->count; i++) {
        uint32_t other = n->at[i];
        bool nominated = is_nominated(n, index, text, other);
        n->weight[other] = 0;
        n->hits[other] = 0;
        n->at[kept] = other;
        kept += nominated;
    }
    n->count = kept;
    if (kept > 1)
        qsort(n->at, kept, sizeof *n->at, by_number);
}

void copy_nominate_all(struct copy_nominees *n, const struct copy_index *index, uint32_t text)
{
    n->count = 0;
    for (uint32_t other = text + 1; other < index->text_count; other++)
        n->at[n->count++] = other;
}
