#include "compare/pair.h"

#include "tables/pair_weight.h"

/* Words that stand for one another without meaning the same match by so much. */
static const float loose_match = 0.5f;

/* Of pairs that share less of their hefts nothing else is asked. */
static const float heavy_least = 0.06f;

/* By kind of heft: what each of the two has, and what of it the other has, too. */
struct sums { float a, b, common_a, common_b; };

static float shared(struct sums s) { return s.a + s.b > 0 ? (s.common_a + s.common_b) / (s.a + s.b) : 0; }
static float share(float part, float whole) { return whole > 0 ? part / whole : 0; }
static float least(float x, float y) { return x < y ? x : y; }
static float most(float x, float y) { return x > y ? x : y; }
static float most_apart(struct sums s) { return most(s.a - s.common_a, s.b - s.common_b); }

static float loosely(const struct heft *heft, uint64_t classes)
{
    return heft->loose && classes >> heft->loose % 64 & 1 ? loose_match * heft->weight : 0;
}

static void take_hefts(struct sums sums[HEFT_NUMBER + 1], const struct statement *a, const struct statement *b)
{
    for (uint32_t i = 0, k = 0; i < a->heft_count || k < b->heft_count;) {
        const struct heft *x = i < a->heft_count ? &a->hefts[i] : NULL, *y = k < b->heft_count ? &b->hefts[k] : NULL;
        bool has_x = x && (!y || x->key <= y->key), has_y = y && (!x || y->key <= x->key);
        if (has_x) {
            sums[x->kind].a += x->weight;
            sums[x->kind].common_a += has_y ? x->weight : loosely(x, b->loose);
        }
        if (has_y) {
            sums[y->kind].b += y->weight;
            sums[y->kind].common_b += has_x ? y->weight : loosely(y, a->loose);
        }
        i += has_x;
        k += has_y;
    }
}

static float untold(float told) { return told < 0.5f ? 1 - 2 * told : 0; }

/* What only one of the two tells of, by how little the others begin with it. */
static float acts_apart(const struct statement *a, const struct statement *b)
{
    float apart = 0;
    for (uint32_t i = 0, k = 0; i < a->act_count || k < b->act_count;) {
        const struct act *x = i < a->act_count ? &a->acts[i] : NULL, *y = k < b->act_count ? &b->acts[k] : NULL;
        bool has_x = x && (!y || x->key <= y->key), has_y = y && (!x || y->key <= x->key);
        apart += (has_x ? x->share * untold(x->told) : 0) + (has_y ? y->share * untold(y->told) : 0);
        if (has_x && has_y)
            apart -= (x->share + y->share) * untold(most(x->told, y->told));
        i += has_x;
        k += has_y;
    }
    return apart;
}

/* How many terms of the kind the one with more of them has beyond those that are shared. */
static float count_apart(const struct statement *a, const struct statement *b, enum term_kind kind)
{
    struct shared_terms shared = statement_shared(a, b, kind);
    return (float)((shared.a > shared.b ? shared.a : shared.b) - shared.common);
}

static float grams_shared(const struct statement *a, const struct statement *b)
{
    unsigned common = 0;
    for (unsigned i = 0; i < STATEMENT_GRAMS / 64; i++)
        common += (unsigned)__builtin_popcountll(a->grams[i] & b->grams[i]);
    return share(2 * (float)common, (float)(a->gram_count + b->gram_count));
}

static struct sums sum_of(const struct sums sums[HEFT_NUMBER + 1])
{
    struct sums all = { 0 };
    for (int kind = 0; kind <= HEFT_NUMBER; kind++) {
        all.a += sums[kind].a;
        all.b += sums[kind].b;
        all.common_a += sums[kind].common_a;
        all.common_b += sums[kind].common_b;
    }
    return all;
}

static void describe(const struct statement *a, const struct statement *b, const struct sums sums[HEFT_NUMBER + 1],
                     float f[PAIR_FEATURE_COUNT])
{
    f[PAIR_ONE] = 1;
    f[PAIR_HEAVY] = shared(sum_of(sums));
    f[PAIR_GRAMS] = grams_shared(a, b);
    f[PAIR_CENTRE] = most(a->centre, b->centre);
    f[PAIR_LEAST_CORE] = least(a->core, b->core);
    f[PAIR_ACTS_CONTAINED] = least(share(sums[HEFT_ACT].common_a, sums[HEFT_ACT].a),
                                   share(sums[HEFT_ACT].common_b, sums[HEFT_ACT].b));
    f[PAIR_ACTS_APART] = acts_apart(a, b);
    f[PAIR_NEGATION] = a->negative != b->negative;
    f[PAIR_FIGURES_APART] = count_apart(a, b, TERM_FIGURE);
    f[PAIR_DATES_APART] = count_apart(a, b, TERM_DATE);
    f[PAIR_EXTRA_PRODUCT] = a->extra * b->extra;
    f[PAIR_LEAST_EXTRA] = least(a->extra, b->extra);
    f[PAIR_NAMES] = shared(sums[HEFT_NAME]);
    f[PAIR_OTHER_APART] = most_apart(sums[HEFT_OTHER]) / 10;
    f[PAIR_NUMBERS_APART] = most_apart(sums[HEFT_NUMBER]) / 10;
}

void pair_describe(const struct statement *a, const struct statement *b, float f[PAIR_FEATURE_COUNT])
{
    struct sums sums[HEFT_NUMBER + 1] = { { 0 } };
    take_hefts(sums, a, b);
    describe(a, b, sums, f);
}

float pair_overlap(const struct statement *a, const struct statement *b)
{
    struct sums sums[HEFT_NUMBER + 1] = { { 0 } };
    float features[PAIR_FEATURE_COUNT], sum = 0;
    take_hefts(sums, a, b);
    if (shared(sum_of(sums)) < heavy_least)
        return 0;
    describe(a, b, sums, features);
    for (size_t i = 0; i < pair_weight_COUNT; i++)
        sum += (float)pair_weight_rows[i].weight * features[pair_weight_rows[i].feature];
    return sum < 0 ? 0 : sum > 1 ? 1 : sum;
}
