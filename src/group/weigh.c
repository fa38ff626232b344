#include "group/weigh.h"

#include <math.h>

enum { STEPS = 1024 };       /* that weights are sorted into before the heaviest are looked at */

static const float BRIDGE_AGAIN = 0.3f;  /* more, times the logarithm of how often it stands there */

/* The step of a weight, by the heaviest. */
static inline uint32_t step_of(float weight, float scale)
{
    uint32_t step = (uint32_t)(weight * scale);
    return step < STEPS ? step : STEPS - 1;
}

/* The step from which on up no more than `most` stand, but for those in the step itself. */
static uint32_t find_step(const float *weights, uint32_t count, float scale, uint32_t most)
{
    uint32_t counts[STEPS] = { 0 }, above = 0, step = STEPS - 1;
    for (uint32_t i = 0; i < count; i++)
        counts[step_of(weights[i], scale)]++;
    for (; step && above + counts[step] < most; step--)
        above += counts[step];
    return step;
}

static float heaviest_of(const float *weights, uint32_t count)
{
    float most = 0;
    for (uint32_t i = 0; i < count; i++)
        most = weights[i] > most ? weights[i] : most;
    return most;
}

/* By id; the numbers differ in nothing else.  Ids are hashes, so that they stand evenly in their range. */
static void sort_terms(struct terms *terms, struct arena scratch)
{
    enum { PILES = 256, SHIFT = 32 - 8 };
    uint32_t first[PILES + 1] = { 0 };
    struct term *from = arena_take_raw(&scratch, sizeof *from, alignof(struct term), terms->count);
    for (uint32_t i = 0; i < terms->count; i++) {
        from[i] = terms->at[i];
        first[(from[i].number >> SHIFT) + 1]++;
    }
    for (uint32_t i = 1; i <= PILES; i++)
        first[i] += first[i - 1];
    for (uint32_t i = 0; i < terms->count; i++)
        terms->at[first[from[i].number >> SHIFT]++] = from[i];
    for (uint32_t i = 1; i < terms->count; i++) {
        struct term term = terms->at[i];
        uint32_t k = i;
        for (; k && terms->at[k - 1].number > term.number; k--)
            terms->at[k] = terms->at[k - 1];
        terms->at[k] = term;
    }
}

/* The terms from `step` on up. */
static struct terms choose(struct arena *keep, const struct bag_term *from, const float *weights, uint32_t count,
                           float scale, uint32_t step)
{
    uint32_t chosen = 0;
    for (uint32_t i = 0; i < count; i++)
        chosen += step_of(weights[i], scale) >= step;
    struct terms terms = { .at = arena_take_raw(keep, sizeof *terms.at, alignof(struct term), chosen) };
    for (uint32_t i = 0; i < count; i++)
        if (step_of(weights[i], scale) >= step)
            terms.at[terms.count++] = (struct term){ from[i].number, weights[i] };
    return terms;
}

static void make_unit(struct terms *terms)
{
    double square = 0;
    for (uint32_t i = 0; i < terms->count; i++)
        square += (double)terms->at[i].weight * terms->at[i].weight;
    float length = square > 0 ? (float)sqrt(square) : 1;
    for (uint32_t i = 0; i < terms->count; i++)
        terms->at[i].weight /= length;
}

/* The heaviest, sorted, of length 1. */
static struct terms make_terms(struct arena *keep, struct arena scratch, const struct bag_term *from,
                               const float *weights, uint32_t count, uint32_t most)
{
    float heaviest = heaviest_of(weights, count), scale = heaviest > 0 ? STEPS / heaviest : 0;
    uint32_t step = count > most ? find_step(weights, count, scale, most) : 0;
    struct terms terms = choose(keep, from, weights, count, scale, step);
    sort_terms(&terms, scratch);
    terms_cut(&terms, scratch, most);
    make_unit(&terms);
    return terms;
}

struct profile weigh_bag(struct arena *keep, struct arena scratch, const struct bag *bag, const struct rarity *rarity,
                         uint32_t most, double day, bool dated)
{
    struct profile profile = { .day = dated ? day : 0, .dated = dated, .language = bag->language };
    uint32_t room = bag->count > bag->bridge_count ? bag->count : bag->bridge_count;
    float *weights = arena_take_raw(&scratch, sizeof *weights, alignof(float), room);
    rarity_weigh(rarity, bag, weights);
    for (uint32_t i = 0; i < bag->count; i++) {
        float count = bag->at[i].count;
        weights[i] *= count > 1 ? 1 + logf(count) : count;
    }
    profile.all = make_terms(keep, scratch, bag->at, weights, bag->count, most);
    rarity_weigh_bridges(rarity, bag, weights);
    for (uint32_t i = 0; i < bag->bridge_count; i++)
        weights[i] *= bag->bridges[i].count * (1 + BRIDGE_AGAIN * logf(bag->bridges[i].inside));
    profile.bridge = make_terms(keep, scratch, bag->bridges, weights, bag->bridge_count, PROFILE_BRIDGES);
    return profile;
}
