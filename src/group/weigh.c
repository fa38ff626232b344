#include "group/weigh.h"

#include <math.h>

enum { STEPS = 1024 };       /* that weights are sorted into before the heaviest are looked at */

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

static float heaviest(const float *weights, uint32_t count)
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
static struct terms choose(struct arena *keep, const struct bag *bag, const float *weights, float scale, uint32_t step)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < bag->count; i++)
        count += step_of(weights[i], scale) >= step;
    struct terms terms = { .at = arena_take_raw(keep, sizeof *terms.at, alignof(struct term), count) };
    for (uint32_t i = 0; i < bag->count; i++)
        if (step_of(weights[i], scale) >= step)
            terms.at[terms.count++] = (struct term){ bag->at[i].number, weights[i] };
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

struct profile weigh_bag(struct arena *keep, struct arena scratch, const struct bag *bag, const struct rarity *rarity,
                         double day, bool dated)
{
    struct profile profile = { .day = dated ? day : 0, .dated = dated, .language = bag->language, .words = bag->words,
                               .titled = bag->titled };
    float *weights = arena_take_raw(&scratch, sizeof *weights, alignof(float), bag->count);
    rarity_weigh(rarity, bag, weights);
    for (uint32_t i = 0; i < bag->count; i++) {
        float count = bag->at[i].count;
        weights[i] *= count > 1 ? 1 + logf(count) : count;
    }
    float most = heaviest(weights, bag->count), scale = most > 0 ? STEPS / most : 0;
    uint32_t step = bag->count > PROFILE_TERMS ? find_step(weights, bag->count, scale, PROFILE_TERMS) : 0;
    profile.all = choose(keep, bag, weights, scale, step);
    sort_terms(&profile.all, scratch);
    terms_cut(&profile.all, scratch, PROFILE_TERMS);
    make_unit(&profile.all);
    return profile;
}
