#include "learn/forest_grow.h"

#include <math.h>

#include "base/forest.h"
#include "base/hash.h"

enum { BINS = 64 };

/* Sums over the rows of a leaf: of the loss' first and second derivative. */
struct sum { double slope, bend; };
struct question { uint16_t feature; uint8_t least; };

struct grower {
    const struct grow_rows *rows;
    const struct grow_plan *plan;
    float *score, *slope, *bend;   /* by row */
    uint8_t *leaf;                 /* by row: the leaf that the questions so far put it in */
    struct sum (*cells)[BINS];     /* by leaf and value of one feature */
    uint64_t random;
};

static void find_slopes(struct grower *g)
{
    for (size_t i = 0; i < g->rows->count; i++) {
        float p = 1 / (1 + expf(-g->score[i])), w = g->rows->weight[i];
        g->slope[i] = w * ((float)g->rows->label[i] - p);
        g->bend[i] = w * p * (1 - p);
    }
}

static double loss_of(const struct grower *g)
{
    double loss = 0, weight = 0;
    for (size_t i = 0; i < g->rows->count; i++) {
        double s = g->rows->label[i] ? g->score[i] : -g->score[i];
        loss += g->rows->weight[i] * log1p(exp(-s));
        weight += g->rows->weight[i];
    }
    return weight > 0 ? loss / weight : 0;
}

static double worth(const struct grower *g, struct sum s) { return s.slope * s.slope / (s.bend + g->plan->smooth); }

static void fill_cells(struct grower *g, const uint8_t *column, unsigned leaves)
{
    memset(g->cells, 0, leaves * sizeof *g->cells);
    for (size_t i = 0; i < g->rows->count; i++) {
        struct sum *cell = &g->cells[g->leaf[i]][column[i]];
        cell->slope += g->slope[i];
        cell->bend += g->bend[i];
    }
}

/* The best least value for one feature, with what it gains over not asking. */
static double best_least(const struct grower *g, unsigned leaves, uint8_t *least)
{
    double gain[BINS] = { 0 };
    for (unsigned leaf = 0; leaf < leaves; leaf++) {
        struct sum all = { 0, 0 }, above = { 0, 0 };
        for (unsigned b = 0; b < BINS; b++) {
            all.slope += g->cells[leaf][b].slope;
            all.bend += g->cells[leaf][b].bend;
        }
        double whole = worth(g, all);
        for (unsigned b = BINS; --b > 0;) {
            above.slope += g->cells[leaf][b].slope;
            above.bend += g->cells[leaf][b].bend;
            struct sum below = { all.slope - above.slope, all.bend - above.bend };
            gain[b] += worth(g, above) + worth(g, below) - whole;
        }
    }
    *least = 1;
    for (unsigned b = 2; b < BINS; b++)
        if (gain[b] > gain[*least])
            *least = (uint8_t)b;
    return gain[*least];
}

static struct question find_question(struct grower *g, const uint8_t *wanted, unsigned leaves)
{
    struct question best = { 0, BINS };
    double best_gain = 0;
    for (size_t f = 0; f < g->rows->features; f++) {
        if (!wanted[f])
            continue;
        fill_cells(g, g->rows->columns + f * g->rows->count, leaves);
        uint8_t least;
        double gain = best_least(g, leaves, &least);
        if (gain > best_gain) {
            best_gain = gain;
            best = (struct question){ (uint16_t)f, least };
        }
    }
    return best;
}

static void put16(struct buffer *out, int n)
{
    buffer_byte(out, (char)(n & 255));
    buffer_byte(out, (char)(n >> 8 & 255));
}

static int to_fixed(double value)
{
    double fixed = round(value * FOREST_ONE);
    return fixed > INT16_MAX ? INT16_MAX : fixed < -INT16_MAX ? -INT16_MAX : (int)fixed;
}

/* Writes the leaves and adds them, as they were rounded, to the scores. */
static void end_tree(struct grower *g, struct buffer *out, unsigned leaves)
{
    struct sum sums[1 << FOREST_LEVELS_MAX] = { { 0, 0 } };
    float value[1 << FOREST_LEVELS_MAX];
    for (size_t i = 0; i < g->rows->count; i++) {
        sums[g->leaf[i]].slope += g->slope[i];
        sums[g->leaf[i]].bend += g->bend[i];
    }
    for (unsigned leaf = 0; leaf < leaves; leaf++) {
        int fixed = to_fixed(g->plan->rate * sums[leaf].slope / (sums[leaf].bend + g->plan->smooth));
        put16(out, fixed);
        value[leaf] = (float)fixed / FOREST_ONE;
    }
    for (size_t i = 0; i < g->rows->count; i++)
        g->score[i] += value[g->leaf[i]];
}

static void grow_tree(struct grower *g, struct buffer *out, uint8_t *wanted)
{
    for (size_t f = 0; f < g->rows->features; f++) {
        g->random = hash_mix(g->random, f);
        wanted[f] = (double)(g->random >> 11) / 9007199254740992.0 < g->plan->share;
    }
    find_slopes(g);
    memset(g->leaf, 0, g->rows->count);
    for (unsigned level = 0; level < g->plan->levels; level++) {
        struct question q = find_question(g, wanted, 1u << level);
        const uint8_t *column = g->rows->columns + q.feature * g->rows->count;
        for (size_t i = 0; i < g->rows->count; i++)
            g->leaf[i] |= (uint8_t)((uint8_t)(column[i] >= q.least) << level);
        put16(out, q.feature);
        buffer_byte(out, (char)q.least);
    }
    end_tree(g, out, 1u << g->plan->levels);
}

/* The log-odds of a label drawn blindly. */
static double find_base(const struct grow_rows *rows)
{
    double yes = 1e-9, no = 1e-9;
    for (size_t i = 0; i < rows->count; i++)
        *(rows->label[i] ? &yes : &no) += rows->weight[i];
    return log(yes / no);
}

void forest_grow(struct buffer *out, struct arena scratch, const struct grow_rows *rows, const struct grow_plan *plan)
{
    struct grower g = { .rows = rows, .plan = plan, .random = plan->seed };
    g.score = arena_new(&scratch, float, rows->count);
    g.slope = arena_new(&scratch, float, rows->count);
    g.bend = arena_new(&scratch, float, rows->count);
    g.leaf = arena_new(&scratch, uint8_t, rows->count);
    g.cells = arena_take(&scratch, sizeof *g.cells, 64, (size_t)1 << plan->levels);
    uint8_t *wanted = arena_new(&scratch, uint8_t, rows->features);
    int base = to_fixed(find_base(rows));
    for (size_t i = 0; i < rows->count; i++)
        g.score[i] = (float)base / FOREST_ONE;
    buffer_put(out, SPAN("SYNF\1"));
    buffer_byte(out, (char)plan->levels);
    put16(out, (int)plan->trees);
    put16(out, (int)rows->features);
    put16(out, base);
    for (unsigned t = 0; t < plan->trees; t++) {
        grow_tree(&g, out, wanted);
        if (plan->progress)
            plan->progress(t, loss_of(&g));
    }
}
