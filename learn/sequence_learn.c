#include "learn/sequence_learn.h"

#include <math.h>

#include "base/hash.h"
#include "base/rows.h"

struct learner {
    const struct learn_set *set;
    const struct learn_plan *plan;
    unsigned labels;
    float *weight, *mean;           /* by row and label; the mean over steps or epochs */
    float *move, *move_mean;
    float *score, *ahead, *back;    /* by thing of the sequence and label */
    float *total, *pass;            /* by thing; the powers of `move` */
    uint8_t *behind, *guess;        /* the label before, by thing and label; the best label, by thing */
    float pace;                     /* LEARN_LIKELIHOOD: how far a step goes now */
    uint64_t steps, skipped;        /* so many were made; so many at first do not count in the mean */
    size_t weights, moves;
    uint64_t random;
};

static const float never = -1e9f;

static float *row_of(const struct learner *l, float *table, uint32_t feature)
{
    return table + (size_t)(feature >> (32 - l->plan->bits)) * l->labels;
}

static void find_scores(struct learner *l, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++) {
        float *score = l->score + (size_t)(i - first) * l->labels;
        memset(score, 0, l->labels * sizeof *score);
        for (uint32_t f = l->set->from[i]; f < l->set->from[i + 1]; f++) {
            const float *row = row_of(l, l->weight, l->set->features[f]);
            for (unsigned k = 0; k < l->labels; k++)
                score[k] += row[k];
        }
    }
}

/* `mean` gathers what is to be taken off a weight to get its mean over the steps that count. */
static void move_weight(const struct learner *l, float *weight, float *mean, float by)
{
    *weight += by;
    *mean += by * (l->steps > l->skipped ? (float)(l->steps - l->skipped) : 0);
}

/* ---- likelihood ---- */

/* The sum over all labels before thing i, weighed: `ahead` of i without its own score. */
static void sum_before(const struct learner *l, uint32_t i, float *sum)
{
    unsigned n = l->labels;
    if (!i) {
        memcpy(sum, l->pass + n * n, n * sizeof *sum);
        return;
    }
    memset(sum, 0, n * sizeof *sum);
    for (unsigned from = 0; from < n; from++)
        for (unsigned to = 0; to < n; to++)
            sum[to] += l->ahead[(size_t)(i - 1) * n + from] * l->pass[from * n + to];
}

/* Forward and backward sums over the powers of scores and moves; each thing's are divided by its `total`, so that
 * ahead * back is the probability of a label.  What is left of l->score are the powers.  The logarithm of the sum
 * over all sequences of labels. */
static float find_sums(struct learner *l, uint32_t count)
{
    unsigned n = l->labels;
    float all = 0, weighed[ROWS_LABELS_MAX];
    for (size_t m = 0; m < l->moves; m++)
        l->pass[m] = expf(l->move[m]);
    for (uint32_t i = 0; i < count; i++) {
        float *score = l->score + (size_t)i * n, *ahead = l->ahead + (size_t)i * n, most = score[0], total = 0;
        for (unsigned k = 1; k < n; k++)
            most = score[k] > most ? score[k] : most;
        sum_before(l, i, ahead);
        for (unsigned k = 0; k < n; k++) {
            score[k] = expf(score[k] - most);
            total += ahead[k] *= score[k];
        }
        for (unsigned k = 0; k < n; k++)
            ahead[k] /= total;
        l->total[i] = total;
        all += most + logf(total);
    }
    for (unsigned k = 0; k < n; k++)
        l->back[(size_t)(count - 1) * n + k] = 1;
    for (uint32_t i = count - 1; i-- > 0;) {
        const float *score = l->score + (size_t)(i + 1) * n, *back = l->back + (size_t)(i + 1) * n;
        for (unsigned to = 0; to < n; to++)
            weighed[to] = score[to] * back[to] / l->total[i + 1];
        for (unsigned from = 0; from < n; from++) {
            float sum = 0;
            for (unsigned to = 0; to < n; to++)
                sum += l->pass[from * n + to] * weighed[to];
            l->back[(size_t)i * n + from] = sum;
        }
    }
    return all;
}

static void step(const struct learner *l, float *weight, float *mean, float slope)
{
    move_weight(l, weight, mean, l->pace * (slope - l->plan->fade * *weight));
}

static void learn_moves(struct learner *l, uint32_t first, uint32_t count)
{
    unsigned n = l->labels;
    float slope[(ROWS_LABELS_MAX + 1) * ROWS_LABELS_MAX] = { 0 }, weighed[ROWS_LABELS_MAX];
    for (unsigned k = 0; k < n; k++)
        slope[n * n + k] -= l->ahead[k] * l->back[k];
    slope[n * n + l->set->label[first]] += 1;
    for (uint32_t i = 1; i < count; i++) {
        const float *score = l->score + (size_t)i * n, *back = l->back + (size_t)i * n;
        slope[l->set->label[first + i - 1] * n + l->set->label[first + i]] += 1;
        for (unsigned to = 0; to < n; to++)
            weighed[to] = score[to] * back[to] / l->total[i];
        for (unsigned from = 0; from < n; from++)
            for (unsigned to = 0; to < n; to++)
                slope[from * n + to] -= l->ahead[(size_t)(i - 1) * n + from] * l->pass[from * n + to] * weighed[to];
    }
    for (size_t m = 0; m < l->moves; m++)
        if (l->move[m] > never / 2)
            step(l, &l->move[m], &l->move_mean[m], slope[m]);
}

static void learn_rows(struct learner *l, uint32_t first, uint32_t count)
{
    unsigned n = l->labels;
    float slope[ROWS_LABELS_MAX];
    for (uint32_t i = 0; i < count; i++) {
        float most = 0;
        for (unsigned k = 0; k < n; k++) {
            slope[k] = (l->set->label[first + i] == k) - l->ahead[(size_t)i * n + k] * l->back[(size_t)i * n + k];
            most = fabsf(slope[k]) > most ? fabsf(slope[k]) : most;
        }
        if (most < 1e-3f) /* it is sure and right */
            continue;
        for (uint32_t f = l->set->from[first + i]; f < l->set->from[first + i + 1]; f++) {
            float *row = row_of(l, l->weight, l->set->features[f]), *mean = row_of(l, l->mean, l->set->features[f]);
            for (unsigned k = 0; k < n; k++)
                step(l, &row[k], &mean[k], slope[k]);
        }
    }
}

static double learn_likelihood(struct learner *l, uint32_t first, uint32_t end)
{
    l->pace = l->plan->rate / (1 + (float)(l->steps - 1) / (float)l->set->sequences);
    find_scores(l, first, end);
    double right = l->move[l->labels * l->labels + l->set->label[first]];
    for (uint32_t i = first; i < end; i++)
        right += l->score[(size_t)(i - first) * l->labels + l->set->label[i]] +
                 (i > first ? l->move[l->set->label[i - 1] * l->labels + l->set->label[i]] : 0);
    float all = find_sums(l, end - first);
    learn_moves(l, first, end - first);
    learn_rows(l, first, end - first);
    l->steps++;
    return all - right;
}

/* ---- mistakes ---- */

/* The best sequence of labels, in l->guess. */
static void find_best(struct learner *l, uint32_t count)
{
    unsigned n = l->labels;
    for (unsigned k = 0; k < n; k++)
        l->ahead[k] = l->move[n * n + k] + l->score[k];
    for (uint32_t i = 1; i < count; i++) {
        const float *before = l->ahead + (size_t)(i - 1) * n;
        float *here = l->ahead + (size_t)i * n;
        uint8_t *behind = l->behind + (size_t)i * n;
        for (unsigned to = 0; to < n; to++) {
            here[to] = before[0] + l->move[to];
            behind[to] = 0;
        }
        for (unsigned from = 1; from < n; from++)
            for (unsigned to = 0; to < n; to++) {
                float sum = before[from] + l->move[from * n + to];
                behind[to] = sum > here[to] ? (uint8_t)from : behind[to];
                here[to] = sum > here[to] ? sum : here[to];
            }
        for (unsigned to = 0; to < n; to++)
            here[to] += l->score[(size_t)i * n + to];
    }
    const float *last = l->ahead + (size_t)(count - 1) * n;
    unsigned label = 0;
    for (unsigned k = 1; k < n; k++)
        label = last[k] > last[label] ? k : label;
    for (uint32_t i = count; i-- > 0;) {
        l->guess[i] = (uint8_t)label;
        label = i ? l->behind[(size_t)i * n + label] : 0;
    }
}

static double learn_mistakes(struct learner *l, uint32_t first, uint32_t end)
{
    unsigned n = l->labels, wrong = 0;
    find_scores(l, first, end);
    find_best(l, end - first);
    for (uint32_t i = first; i < end; i++) {
        unsigned right = l->set->label[i], guess = l->guess[i - first];
        unsigned before = i > first ? l->set->label[i - 1] : n, guessed = i > first ? l->guess[i - first - 1] : n;
        if (right != guess || before != guessed) {
            move_weight(l, &l->move[before * n + right], &l->move_mean[before * n + right], 1);
            move_weight(l, &l->move[guessed * n + guess], &l->move_mean[guessed * n + guess], -1);
        }
        wrong += right != guess;
        for (uint32_t f = l->set->from[i]; right != guess && f < l->set->from[i + 1]; f++) {
            float *row = row_of(l, l->weight, l->set->features[f]), *mean = row_of(l, l->mean, l->set->features[f]);
            move_weight(l, &row[right], &mean[right], 1);
            move_weight(l, &row[guess], &mean[guess], -1);
        }
    }
    l->steps++;
    return wrong;
}

static void take_means(struct learner *l)
{
    for (size_t i = 0; i < l->weights; i++)
        l->mean[i] = l->weight[i] - l->mean[i] / (float)(l->steps - l->skipped);
    for (size_t i = 0; i < l->moves; i++)
        l->move_mean[i] = l->move[i] - l->move_mean[i] / (float)(l->steps - l->skipped);
}

/* ---- epochs ---- */

static void learn_all(struct learner *l, struct arena scratch)
{
    size_t count = l->set->sequences;
    uint32_t *order = arena_new(&scratch, uint32_t, count);
    for (size_t i = 0; i < count; i++)
        order[i] = (uint32_t)i;
    for (unsigned epoch = 0; epoch < l->plan->epochs; epoch++) {
        for (size_t i = count; i > 1; i--) {
            l->random = hash_mix(l->random, i);
            size_t other = l->random % i;
            uint32_t kept = order[i - 1];
            order[i - 1] = order[other];
            order[other] = kept;
        }
        double loss = 0;
        for (size_t i = 0; i < count; i++) {
            uint32_t first = l->set->begin[order[i]], end = l->set->begin[order[i] + 1];
            if (first < end)
                loss += l->plan->way == LEARN_MISTAKES ? learn_mistakes(l, first, end)
                                                       : learn_likelihood(l, first, end);
        }
        if (l->plan->progress)
            l->plan->progress(epoch, loss / (double)(l->set->things ? l->set->things : 1));
    }
    take_means(l);
}

/* ---- the bytes ---- */

static void put16(struct buffer *out, int value)
{
    char bytes[2] = { (char)(value & 0xff), (char)(value >> 8 & 0xff) };
    buffer_put(out, (struct span){ bytes, 2 });
}

static int rounded(float value, float most)
{
    return (int)lrintf(value > most ? most : value < -most ? -most : value);
}

static float lean_of(const struct learner *l, size_t move)
{
    return l->plan->lean ? l->plan->lean[move % l->labels] : 0;
}

static void write_model(const struct learner *l, struct buffer *out)
{
    unsigned width = (l->labels + 7) / 8 * 8;
    float one = 127 / l->plan->clip;
    char head[] = { 'S', 'Y', 'N', 'R', 1, (char)l->labels, (char)l->plan->bits, (char)width };
    buffer_put(out, (struct span){ head, sizeof head });
    put16(out, rounded(one, 30000));
    put16(out, (int)l->plan->kind);
    for (size_t m = 0; m < l->moves; m++)
        put16(out, l->move[m] < never / 2 ? ROWS_NEVER : rounded((l->move_mean[m] + lean_of(l, m)) * one, 30000));
    for (size_t row = 0; row < (size_t)1 << l->plan->bits; row++)
        for (unsigned k = 0; k < width; k++) {
            char weight = (char)(k < l->labels ? rounded(l->mean[row * l->labels + k] * one, 127) : 0);
            buffer_put(out, (struct span){ &weight, 1 });
        }
}

static uint32_t longest(const struct learn_set *set)
{
    uint32_t most = 1;
    for (size_t s = 0; s < set->sequences; s++)
        most = set->begin[s + 1] - set->begin[s] > most ? set->begin[s + 1] - set->begin[s] : most;
    return most;
}

void sequence_learn(struct buffer *out, struct arena scratch, const struct learn_set *set,
                    const struct learn_plan *plan)
{
    unsigned n = plan->labels;
    struct learner l = { .set = set, .plan = plan, .labels = n, .weights = (size_t)n << plan->bits,
                         .moves = (size_t)(n + 1) * n, .random = plan->seed };
    l.weight = arena_new(&scratch, float, l.weights);
    l.mean = arena_new(&scratch, float, l.weights);
    l.move = arena_new(&scratch, float, l.moves);
    l.move_mean = arena_new(&scratch, float, l.moves);
    size_t room = (size_t)longest(set) * n;
    l.score = arena_new(&scratch, float, room);
    l.ahead = arena_new(&scratch, float, room);
    l.back = arena_new(&scratch, float, room);
    l.total = arena_new(&scratch, float, room / n);
    l.pass = arena_new(&scratch, float, l.moves);
    l.behind = arena_new(&scratch, uint8_t, room);
    l.guess = arena_new(&scratch, uint8_t, room);
    l.steps = 1;
    l.skipped = plan->way == LEARN_LIKELIHOOD ? set->sequences * (plan->epochs / 2) : 0;
    for (size_t m = 0; plan->forbidden && m < l.moves; m++)
        if (plan->forbidden[m])
            l.move[m] = never;
    learn_all(&l, scratch);
    write_model(&l, out);
}
