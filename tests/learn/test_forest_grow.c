#include "learn/forest_grow.h"

#include "base/forest.h"
#include "base/hash.h"
#include "tap.h"

enum { ROWS = 2000, FEATURES = 5, STRIDE = 2048 };

static struct region kept, scratch;
static uint8_t columns[FEATURES * ROWS], labels[ROWS];
static float weights[ROWS];

/* Noise in all columns; the label is whether exactly one of two features is large. */
static void make_rows(void)
{
    for (size_t i = 0; i < ROWS; i++) {
        for (size_t f = 0; f < FEATURES; f++)
            columns[f * ROWS + i] = (uint8_t)(hash_mix(f + 1, i) & 63);
        labels[i] = (columns[1 * ROWS + i] >= 20) != (columns[3 * ROWS + i] >= 40);
        weights[i] = 1;
    }
}

static struct span grow(struct grow_plan plan)
{
    struct grow_rows rows = { columns, labels, weights, ROWS, FEATURES };
    struct buffer out = buffer_in(&kept.arena);
    forest_grow(&out, scratch.arena, &rows, &plan);
    return arena_copy(&kept.arena, buffer_span(&out));
}

/* Rows whose score has the sign of their label. */
static size_t count_right(const struct forest *forest)
{
    static uint8_t aligned[FEATURES * STRIDE];
    static int32_t scores[ROWS];
    size_t right = 0;
    for (size_t f = 0; f < FEATURES; f++)
        memcpy(aligned + f * STRIDE, columns + f * ROWS, ROWS);
    forest_score(forest, aligned, STRIDE, ROWS, scores);
    for (size_t i = 0; i < ROWS; i++)
        right += (scores[i] > 0) == labels[i];
    return right;
}

static const struct grow_plan plan = { .trees = 30, .levels = 3, .rate = 0.3f, .smooth = 1, .share = 1, .seed = 7 };
static double last_loss, worse;

static void note_loss(unsigned tree, double loss)
{
    worse += tree && loss > last_loss + 1e-6;
    last_loss = loss;
}

static void test_learns(void)
{
    struct forest forest;
    struct grow_plan watched = plan;
    watched.progress = note_loss;
    struct span bytes = grow(watched);
    check(forest_open(&forest, bytes), "what is grown is a forest");
    check(forest.tree_count == 30 && forest.levels == 3 && forest.feature_count == FEATURES, "as large as was planned");
    check(count_right(&forest) > ROWS * 99 / 100, "it knows what no single feature tells");
    check(worse == 0 && last_loss < 0.1, "each tree made it better");
}

static void test_repeats(void)
{
    struct grow_plan part = plan, other = plan;
    part.share = 0.6f;
    check(span_equal(grow(part), grow(part)), "the same rows give the same bytes");
    other.share = 0.6f;
    other.seed = 8;
    check(!span_equal(grow(part), grow(other)), "another seed chooses other features");
}

/* Rows of no weight teach nothing. */
static void test_weights(void)
{
    struct forest forest;
    for (size_t i = 0; i < ROWS; i += 2)
        labels[i] = !labels[i];
    for (size_t i = 0; i < ROWS; i++)
        weights[i] = i % 2 ? 1 : 0.001f;
    forest_open(&forest, grow(plan));
    size_t right = count_right(&forest);
    check(right > ROWS * 45 / 100 && right < ROWS * 55 / 100, "half of the rows are wrong, and weigh next to nothing");
    make_rows();
    for (size_t i = 0; i < ROWS; i++)
        labels[i] = 1;
    forest_open(&forest, grow(plan));
    check(count_right(&forest) == ROWS, "where all are alike the base says so");
}

int main(void)
{
    kept = test_region();
    scratch = test_region();
    make_rows();
    test_learns();
    test_repeats();
    test_weights();
    return tap_end();
}
