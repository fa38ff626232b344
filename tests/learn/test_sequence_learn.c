#include "learn/sequence_learn.h"

#include "base/rows.h"
#include "tap.h"

/* Sequences of letters: a label says whether the letter is "x" (1), follows an x (2), or neither (0).  The features
 * are the letter alone, so that label 2 can only be learnt from what stands before. */
enum { SEQUENCES = 300, LENGTH = 8, THINGS = SEQUENCES * LENGTH, KIND = 3, LABELS = 3 };

struct sample { uint32_t features[THINGS], from[THINGS + 1], begin[SEQUENCES + 1]; uint8_t label[THINGS]; };

static void make_sample(struct sample *s, uint32_t seed)
{
    uint8_t before = 0;
    for (uint32_t i = 0; i < THINGS; i++) {
        if (i % LENGTH == 0) {
            s->begin[i / LENGTH] = i;
            before = 0;
        }
        seed = seed * 1664525 + 1013904223;
        bool is_x = seed >> 30 == 0;
        s->from[i] = i;
        s->features[i] = rows_feature(1, is_x ? 'x' : seed >> 24 & 7, 0);
        s->label[i] = is_x ? 1 : before == 1 ? 2 : 0;
        before = s->label[i];
    }
    s->from[THINGS] = THINGS;
    s->begin[SEQUENCES] = THINGS;
}

static struct learn_set set_of(const struct sample *s)
{
    return (struct learn_set){ s->features, s->from, s->label, s->begin, THINGS, SEQUENCES };
}

static double first_loss, last_loss;
static void note_loss(unsigned epoch, double loss) { *(epoch ? &last_loss : &first_loss) = loss; }

/* How many labels of `sample` the model gets wrong. */
static unsigned count_wrong(struct arena scratch, const struct rows *rows, const struct sample *sample)
{
    unsigned wrong = 0;
    for (uint32_t s = 0; s < SEQUENCES; s++) {
        int16_t scores[LENGTH * 8] = { 0 };
        uint8_t labels[LENGTH];
        for (uint32_t i = 0; i < LENGTH; i++)
            rows_add(rows, &sample->features[s * LENGTH + i], 1, scores + i * rows->width);
        rows_best(rows, scratch, scores, LENGTH, ROWS_ALL, labels);
        for (uint32_t i = 0; i < LENGTH; i++)
            wrong += labels[i] != sample->label[s * LENGTH + i];
    }
    return wrong;
}

static void test_learns(enum learn_way way)
{
    struct region keep = region_open((size_t)16 << 20), spare = region_open((size_t)64 << 20);
    struct sample *train = arena_new(&keep.arena, struct sample, 1), *other = arena_new(&keep.arena, struct sample, 1);
    make_sample(train, 1);
    make_sample(other, 99);
    struct learn_plan plan = { .way = way, .labels = LABELS, .bits = 10, .kind = KIND, .epochs = 6, .rate = 0.1f,
                               .fade = 1e-4f, .clip = way == LEARN_MISTAKES ? 30 : 8, .seed = 1, .progress = note_loss };
    struct learn_set set = set_of(train);
    struct buffer out = buffer_in(&keep.arena);
    sequence_learn(&out, spare.arena, &set, &plan);
    struct rows rows;
    check(rows_open(&rows, buffer_span(&out), KIND) && rows.labels == LABELS, "what comes out is a model");
    check(last_loss < first_loss, "the loss falls");
    check(count_wrong(spare.arena, &rows, other) == 0, "what it has not seen is labelled right");
    struct region second = region_open((size_t)16 << 20);
    struct buffer again = buffer_in(&second.arena);
    sequence_learn(&again, spare.arena, &set, &plan);
    check(span_equal(buffer_span(&out), buffer_span(&again)), "the same sequences give the same bytes");
    region_close(&second);
    region_close(&spare);
    region_close(&keep);
}

static void test_forbidden(void)
{
    struct region keep = region_open((size_t)16 << 20), spare = region_open((size_t)64 << 20);
    struct sample *train = arena_new(&keep.arena, struct sample, 1);
    make_sample(train, 5);
    for (unsigned i = 0; i < THINGS; i++) /* nothing follows an x any more */
        train->label[i] = train->label[i] == 1;
    bool forbidden[(LABELS + 1) * LABELS] = { [1 * LABELS + 1] = true };
    struct learn_plan plan = { .labels = LABELS, .bits = 10, .kind = KIND, .epochs = 2, .rate = 0.1f, .clip = 8,
                               .forbidden = forbidden, .seed = 1 };
    struct learn_set set = set_of(train);
    struct buffer out = buffer_in(&keep.arena);
    sequence_learn(&out, spare.arena, &set, &plan);
    struct rows rows;
    rows_open(&rows, buffer_span(&out), KIND);
    check(rows_move(&rows, 1, 1) == ROWS_NEVER, "what is forbidden stays so");
    check(rows_move(&rows, 1, 0) != ROWS_NEVER && rows_move(&rows, 0, 1) != ROWS_NEVER, "and nothing else is");
    region_close(&spare);
    region_close(&keep);
}

int main(void)
{
    test_learns(LEARN_LIKELIHOOD);
    test_learns(LEARN_MISTAKES);
    test_forbidden();
    return tap_end();
}
