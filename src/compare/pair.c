#include "compare/pair.h"

#include "tables/pair_weight.h"

/* What two statements have in common, and what each has, of one kind of things. */
struct sums { float common, a, b; };

static float dice(struct sums s) { return s.a + s.b > 0 ? 2 * s.common / (s.a + s.b) : 0; }

static float contained(struct sums s)
{
    float least = s.a < s.b ? s.a : s.b;
    return least > 0 ? s.common / least : 0;
}

static float most_apart(struct sums s) { return (s.a > s.b ? s.a : s.b) - s.common; }
static float least_apart(struct sums s) { return (s.a < s.b ? s.a : s.b) - s.common; }
static float at_most(float x, float most) { return x < most ? x : most; }

static void add_to(struct sums *s, float a, float b)
{
    s->a += a;
    s->b += b;
    s->common += a > 0 && b > 0 ? (a + b) / 2 : 0;
}

enum { OF_WEIGHT, OF_COUNT, OF_VERB, OF_NAME, OF_FIGURE, OF_DATE, SUMS };

/* A term that one or both have: its weight there, before it was made unit length, or 0. */
static void take_term(struct sums sums[SUMS], const struct term *term, float a, float b)
{
    add_to(&sums[OF_WEIGHT], a, b);
    add_to(&sums[OF_COUNT], a > 0, b > 0);
    if (term->is_verb)
        add_to(&sums[OF_VERB], a, b);
    if (term->kind == TERM_ENTITY)
        add_to(&sums[OF_NAME], a > 0, b > 0);
    else if (term->kind == TERM_FIGURE)
        add_to(&sums[OF_FIGURE], a > 0, b > 0);
    else if (term->kind == TERM_DATE)
        add_to(&sums[OF_DATE], a > 0, b > 0);
}

/* Returns the cosine. */
static float take_terms(struct sums sums[SUMS], const struct statement *a, const struct statement *b)
{
    float cosine = 0;
    for (uint32_t i = 0, k = 0; i < a->term_count || k < b->term_count;) {
        const struct term *x = i < a->term_count ? &a->terms[i] : NULL, *y = k < b->term_count ? &b->terms[k] : NULL;
        bool has_x = x && (!y || x->key <= y->key), has_y = y && (!x || y->key <= x->key);
        if (has_x && has_y)
            cosine += x->weight * y->weight;
        take_term(sums, has_x ? x : y, has_x ? x->weight * a->length : 0, has_y ? y->weight * b->length : 0);
        i += has_x;
        k += has_y;
    }
    return cosine;
}

static void take_acts(struct sums *weights, struct sums *shares, const struct statement *a, const struct statement *b)
{
    for (uint32_t i = 0, k = 0; i < a->act_count || k < b->act_count;) {
        const struct act *x = i < a->act_count ? &a->acts[i] : NULL, *y = k < b->act_count ? &b->acts[k] : NULL;
        bool has_x = x && (!y || x->key <= y->key), has_y = y && (!x || y->key <= x->key);
        add_to(weights, has_x ? x->weight : 0, has_y ? y->weight : 0);
        add_to(shares, has_x ? x->share : 0, has_y ? y->share : 0);
        i += has_x;
        k += has_y;
    }
}

static struct sums sums_of_parts(const struct statement *a, const struct statement *b)
{
    struct sums sums = { 0 };
    for (uint32_t i = 0, k = 0; i < a->part_count || k < b->part_count;) {
        const struct heft *x = i < a->part_count ? &a->parts[i] : NULL, *y = k < b->part_count ? &b->parts[k] : NULL;
        bool has_x = x && (!y || x->key <= y->key), has_y = y && (!x || y->key <= x->key);
        add_to(&sums, has_x ? x->weight : 0, has_y ? y->weight : 0);
        i += has_x;
        k += has_y;
    }
    return sums;
}

static struct sums sums_of_grams(const struct statement *a, const struct statement *b)
{
    unsigned common = 0;
    for (unsigned i = 0; i < STATEMENT_GRAMS / 64; i++)
        common += (unsigned)__builtin_popcountll(a->grams[i] & b->grams[i]);
    return (struct sums){ (float)common, (float)a->gram_count, (float)b->gram_count };
}

void pair_describe(const struct statement *a, const struct statement *b, float f[PAIR_FEATURE_COUNT])
{
    struct sums sums[SUMS] = { { 0 } }, weights = { 0 }, shares = { 0 }, grams = sums_of_grams(a, b);
    float longer = (float)(a->word_count > b->word_count ? a->word_count : b->word_count);
    float shorter = (float)(a->word_count < b->word_count ? a->word_count : b->word_count);
    f[PAIR_ONE] = 1;
    f[PAIR_PARTS_DICE] = dice(sums_of_parts(a, b));
    f[PAIR_COSINE] = take_terms(sums, a, b);
    take_acts(&weights, &shares, a, b);
    f[PAIR_DICE] = dice(sums[OF_WEIGHT]);
    f[PAIR_CONTAINED] = contained(sums[OF_WEIGHT]);
    f[PAIR_COUNT_DICE] = dice(sums[OF_COUNT]);
    f[PAIR_ACT_DICE] = dice(weights);
    f[PAIR_ACT_CONTAINED] = contained(weights);
    f[PAIR_ACT_COMMON] = at_most(shares.common, 3);
    f[PAIR_ACT_MOST_APART] = at_most(most_apart(shares), 5);
    f[PAIR_ACT_LEAST_APART] = at_most(least_apart(shares), 5);
    f[PAIR_VERB_DICE] = dice(sums[OF_VERB]);
    f[PAIR_NAMES_COMMON] = at_most(sums[OF_NAME].common, 3);
    f[PAIR_NAME_DICE] = dice(sums[OF_NAME]);
    f[PAIR_FIGURES_COMMON] = at_most(sums[OF_FIGURE].common, 3);
    f[PAIR_FIGURES_APART] = at_most(most_apart(sums[OF_FIGURE]), 3);
    f[PAIR_DATES_COMMON] = at_most(sums[OF_DATE].common, 2);
    f[PAIR_DATES_APART] = at_most(most_apart(sums[OF_DATE]), 2);
    f[PAIR_GRAMS_DICE] = dice(grams);
    f[PAIR_GRAMS_CONTAINED] = contained(grams);
    f[PAIR_LENGTH] = at_most(longer / 40, 2);
    f[PAIR_LENGTH_RATIO] = longer > 0 ? shorter / longer : 0;
    f[PAIR_NEGATION] = a->negative != b->negative;
    f[PAIR_LEAST_EXTRA] = at_most(a->extra < b->extra ? a->extra : b->extra, 5);
    f[PAIR_EXTRA_PRODUCT] = at_most(a->extra * b->extra, 10);
    f[PAIR_CENTRE] = a->centre > b->centre ? a->centre : b->centre;
    f[PAIR_LENGTH_PRODUCT] = at_most(longer / 40 * shorter / 40, 2);
}

float pair_overlap(const struct statement *a, const struct statement *b)
{
    float features[PAIR_FEATURE_COUNT], sum = 0;
    pair_describe(a, b, features);
    for (size_t i = 0; i < pair_weight_COUNT; i++)
        sum += (float)pair_weight_rows[i].weight * features[pair_weight_rows[i].feature];
    return sum < 0 ? 0 : sum > 1 ? 1 : sum;
}
