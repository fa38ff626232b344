#include "group/query.h"

#include <string.h>

static inline uint32_t spread(uint32_t number) { return term_id(number) * 0x9e3779b1u; }
static inline uint32_t filter_bit(uint32_t hash) { return hash >> (32 - QUERY_FILTER_BITS); }
static inline uint32_t slot_of(uint32_t hash) { return hash << QUERY_FILTER_BITS >> (32 - QUERY_BITS); }

void query_open(struct query *q, const struct terms *terms)
{
    memset(q, 0, sizeof *q);
    for (uint32_t i = 0; i < terms->count; i++) {
        if (!(terms->at[i].weight > 0))
            continue;
        uint32_t hash = spread(terms->at[i].number), slot = slot_of(hash);
        q->filter[filter_bit(hash) / 64] |= (uint64_t)1 << filter_bit(hash) % 64;
        while (q->slots[slot].weight > 0)
            slot = (slot + 1) % QUERY_SLOTS;
        q->slots[slot] = terms->at[i];
    }
}

/* The query's term of the same id; one of weight 0 where it has none. */
static inline const struct term *find(const struct query *q, uint32_t number, uint32_t hash)
{
    uint32_t slot = slot_of(hash);
    while (q->slots[slot].weight > 0 && term_id(q->slots[slot].number) != term_id(number))
        slot = (slot + 1) % QUERY_SLOTS;
    return &q->slots[slot];
}

static inline bool may_hold(const struct query *q, uint32_t hash)
{
    return q->filter[filter_bit(hash) / 64] >> filter_bit(hash) % 64 & 1;
}

struct common query_common(const struct query *q, const struct packed_terms *packed)
{
    struct common common = { 0 };
    for (uint32_t i = 0; i < packed->count; i++) {
        uint32_t number = packed->numbers[i], hash = spread(number);
        if (!may_hold(q, hash))
            continue;
        const struct term *term = find(q, number, hash);
        if (term->weight > 0)
            common_add(&common, *term, (struct term){ number, packed->weights[i] * packed->scale });
    }
    return common;
}
