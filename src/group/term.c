#include "group/term.h"

double terms_dot(const struct terms *a, const struct terms *b)
{
    double sum = 0;
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        uint32_t x = term_id(a->at[i].number), y = term_id(b->at[j].number);
        if (x == y)
            sum += (double)a->at[i].weight * b->at[j].weight;
        i += x <= y;
        j += y <= x;
    }
    return sum;
}

/* The weight of the term that is number `rank` by weight, from 0; `weights` are put about (Hoare's quickselect). */
static float weight_of_rank(float *weights, uint32_t count, uint32_t rank)
{
    uint32_t from = 0, to = count - 1;
    while (from < to) {
        float middle = weights[from + (to - from) / 2];
        uint32_t i = from, j = to;
        for (;;) {
            while (weights[i] > middle)
                i++;
            while (weights[j] < middle)
                j--;
            if (i >= j)
                break;
            float swapped = weights[i];
            weights[i++] = weights[j];
            weights[j--] = swapped;
        }
        /* What stands up to j is at least `middle`, what stands behind it at most that. */
        if (rank <= j)
            to = j;
        else
            from = j + 1;
    }
    return weights[rank];
}

/* Weights are sorted into STEPS piles first, which takes no guesses: only that of the rank is looked into. */
enum { STEPS = 256 };

static inline uint32_t step_of(float weight, float scale)
{
    uint32_t step = (uint32_t)(weight * scale);
    return step < STEPS ? step : STEPS - 1;
}

static float weight_at_rank(const struct terms *terms, struct arena scratch, uint32_t rank)
{
    float *weights = arena_take_raw(&scratch, sizeof *weights, alignof(float), terms->count), heaviest = 0;
    uint32_t counts[STEPS] = { 0 };
    uint32_t above = 0, step = STEPS - 1, count = 0;
    for (uint32_t i = 0; i < terms->count; i++)
        heaviest = terms->at[i].weight > heaviest ? terms->at[i].weight : heaviest;
    float scale = heaviest > 0 ? STEPS / heaviest : 0;
    for (uint32_t i = 0; i < terms->count; i++)
        counts[step_of(terms->at[i].weight, scale)]++;
    for (; above + counts[step] <= rank; step--)
        above += counts[step];
    for (uint32_t i = 0; i < terms->count; i++) {
        weights[count] = terms->at[i].weight;
        count += step_of(terms->at[i].weight, scale) == step;
    }
    return weight_of_rank(weights, count, rank - above);
}

void terms_cut(struct terms *terms, struct arena scratch, uint32_t most)
{
    if (terms->count <= most)
        return;
    float least = weight_at_rank(terms, scratch, most - 1);
    uint32_t kept = 0, equal = most;     /* equal: how many of the weight `least` find room */
    for (uint32_t i = 0; i < terms->count; i++)
        equal -= terms->at[i].weight > least;
    for (uint32_t i = 0; i < terms->count; i++) {
        bool fits = terms->at[i].weight == least && equal;
        equal -= fits;
        terms->at[kept] = terms->at[i];
        kept += fits || terms->at[i].weight > least;
    }
    terms->count = kept;
}

struct terms terms_sum(struct arena *keep, const struct terms *a, const struct terms *b, uint32_t most)
{
    size_t room = (size_t)a->count + b->count;
    struct terms sum = { .at = arena_take_raw(keep, sizeof *a->at, alignof(struct term), room) };
    for (uint32_t i = 0, j = 0; i < a->count || j < b->count;) {
        bool from_a = j == b->count || (i < a->count && term_id(a->at[i].number) <= term_id(b->at[j].number));
        bool from_b = i == a->count || (j < b->count && term_id(b->at[j].number) <= term_id(a->at[i].number));
        struct term t = from_a ? a->at[i++] : b->at[j];
        if (from_b) {
            t.weight = from_a ? t.weight + b->at[j].weight : t.weight;
            t.number |= b->at[j++].number & TERM_KINDS;
        }
        sum.at[sum.count++] = t;
    }
    terms_cut(&sum, *keep, most);
    return sum;
}
