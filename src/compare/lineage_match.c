#include "compare/lineage_match.h"

/* A sentence has a place in the other report when this much of it does. */
static const float place_share = 0.35f;

/* As if so much weight of facts had been seen of which half is shared: two figures alone tell little. */
static const float facts_unseen = 4;

enum { PLACES_LEAST = 3, RARE_HOLDERS = 3 };

/* For each term of b, where it stands in a. */
static uint64_t *find_in(struct arena *arena, const struct lineage_text *a, const struct lineage_text *b)
{
    uint64_t *in = arena_new(arena, uint64_t, b->term_count);
    for (uint32_t i = 0, k = 0; i < a->term_count && k < b->term_count;) {
        if (a->terms[i].key < b->terms[k].key)
            i++;
        else if (a->terms[i].key > b->terms[k].key)
            k++;
        else
            in[k++] = a->terms[i++].sentences;
    }
    return in;
}

struct place { float whole, share; uint32_t at; };

/* The sentence of a (with the next) that holds most of one of b, whose terms are [from, to). */
static struct place best_place(const struct lineage_text *a, const struct lineage_text *b, const uint64_t *in, uint32_t from,
                               uint32_t to)
{
    float sum[LINEAGE_SENTENCES_MAX] = { 0 };
    uint8_t terms[LINEAGE_SENTENCES_MAX] = { 0 };
    struct place best = { 0, 0, 0 };
    float most = 0;
    for (uint32_t p = from; p < to; p++) {
        const struct lineage_term *term = &b->terms[b->places[p].term];
        uint64_t where = in[b->places[p].term];
        best.whole += term->cognate && !where ? 0 : term->weight;
        for (where |= where >> 1; where; where &= where - 1) {
            uint32_t at = (uint32_t)__builtin_ctzll(where);
            sum[at] += term->weight;
            terms[at]++;
        }
    }
    for (uint32_t s = 0; s < a->sentence_count; s++)
        if (terms[s] >= 2 && sum[s] > most) {
            most = sum[s];
            best.at = s;
        }
    best.share = best.whole > 0 ? most / best.whole : 0;
    return best;
}

/* Length of the longest run of places that never falls. */
static uint32_t longest_rise(const uint32_t *at, uint32_t count)
{
    uint32_t lowest[LINEAGE_SENTENCES_MAX], length = 0;   /* the lowest last place of a run of each length */
    for (uint32_t i = 0; i < count; i++) {
        uint32_t k = 0;
        while (k < length && lowest[k] <= at[i])
            k++;
        lowest[k] = at[i];
        length += k == length;
    }
    return length;
}

static void weigh_terms(const struct lineage_text *b, const uint64_t *in, struct lineage_match *out)
{
    float facts = 0;
    for (uint32_t t = 0; t < b->term_count; t++) {
        const struct lineage_term *term = &b->terms[t];
        out->rare += in[t] && term->holders <= RARE_HOLDERS ? term->weight : 0;
        out->own += term->fact && term->holders == 1 ? term->weight : 0;
        if (!term->fact || term->holders > RARE_HOLDERS)
            continue;
        facts += term->weight;
        out->facts += in[t] ? term->weight : 0;
    }
    out->facts = (out->facts + facts_unseen / 2) / (facts + facts_unseen);
}

struct lineage_match lineage_match(struct arena scratch, const struct lineage_text *a, const struct lineage_text *b)
{
    const uint64_t *in = find_in(&scratch, a, b);
    struct lineage_match out = { .of = b->sentence_count };
    uint32_t places[LINEAGE_SENTENCES_MAX];
    float whole = 0, covered = 0, lede = 0, lede_covered = 0;
    for (uint32_t from = 0, to; from < b->place_count; from = to) {
        for (to = from + 1; to < b->place_count && b->places[to].sentence == b->places[from].sentence;)
            to++;
        struct place place = best_place(a, b, in, from, to);
        whole += place.whole;
        covered += place.whole * place.share;
        if (b->places[from].sentence < 2) {
            lede += place.whole;
            lede_covered += place.whole * place.share;
        }
        if (place.share >= place_share)
            places[out.sentences++] = place.at;
    }
    weigh_terms(b, in, &out);
    out.own /= b->sentence_count ? (float)b->sentence_count : 1;
    out.covered = whole > 0 ? covered / whole : 0;
    out.lede = lede > 0 ? lede_covered / lede : 0;
    out.rising = longest_rise(places, out.sentences);
    out.order = out.sentences >= PLACES_LEAST ? (float)out.rising / (float)out.sentences : 0;
    return out;
}
