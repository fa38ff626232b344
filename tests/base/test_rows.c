#include "base/rows.h"

#include "tap.h"

enum { KIND = 7, LABELS = 3, BITS = 4, WIDTH = 8, MOVES = 2 * (LABELS + 1) * LABELS,
       SIZE = ROWS_HEAD + MOVES + (WIDTH << BITS) };

/* A model of three labels, whose row r says 3 r, -r, r; moves are all 0 but those that a test sets. */
static void make_model(unsigned char *bytes)
{
    static const unsigned char head[ROWS_HEAD] = { 'S', 'Y', 'N', 'R', 1, LABELS, BITS, WIDTH, 10, 0, KIND, 0 };
    memset(bytes, 0, SIZE);
    memcpy(bytes, head, sizeof head);
    for (int r = 0; r < 1 << BITS; r++) {
        signed char row[WIDTH] = { (signed char)(3 * r), (signed char)-r, (signed char)r };
        memcpy(bytes + ROWS_HEAD + MOVES + WIDTH * r, row, sizeof row);
    }
}

static void set_move(unsigned char *bytes, unsigned from, unsigned to, int value)
{
    bytes[ROWS_HEAD + 2 * (from * LABELS + to)] = (unsigned char)(value & 0xff);
    bytes[ROWS_HEAD + 2 * (from * LABELS + to) + 1] = (unsigned char)(value >> 8 & 0xff);
}

static bool opens(struct rows *rows, const unsigned char *bytes, size_t len)
{
    return rows_open(rows, (struct span){ (const char *)bytes, len }, KIND);
}

static void test_open(void)
{
    unsigned char model[SIZE + 1];
    struct rows rows;
    make_model(model);
    check(opens(&rows, model, SIZE), "a model is opened");
    check(rows.labels == LABELS && rows.bits == BITS && rows.width == WIDTH && rows.one == 10, "with what its head says");
    check(!rows_open(&rows, (struct span){ (const char *)model, SIZE }, KIND + 1), "one of other features is not");
    size_t opened = 0;
    for (size_t len = 0; len < SIZE; len++)
        opened += opens(&rows, model, len);
    check(opened == 0 && !opens(&rows, model, SIZE + 1), "nor is a part of it, nor what has a byte more");
    for (int at = 5; at < 8; at++) {
        unsigned char bad[SIZE];
        memcpy(bad, model, SIZE);
        bad[at] = 200;
        check(!opens(&rows, bad, SIZE), "nor one whose head does not fit");
    }
    check(!rows.labels, "what could not be opened has no labels");
}

static void test_add(void)
{
    unsigned char model[SIZE];
    struct rows rows;
    make_model(model);
    opens(&rows, model, SIZE);
    int16_t scores[WIDTH] = { 1, 1, 1 };
    uint32_t features[] = { 5u << 28, 15u << 28 | 12345 };
    rows_add(&rows, features, 2, scores);
    check(scores[0] == 61 && scores[1] == -19 && scores[2] == 21, "the rows that the upper bits number are added");
    rows_add(&rows, features, 0, scores);
    check(scores[0] == 61, "no feature adds nothing");
}

static void test_features(void)
{
    check(rows_feature(1, 2, 3) != rows_feature(1, 3, 2) && rows_feature(1, 2, 3) != rows_feature(2, 2, 3),
          "a feature tells its two values apart, and templates");
    enum { MANY = 4096 };
    static uint8_t seen[MANY];
    unsigned rows = 0;
    for (uint32_t i = 0; i < MANY; i++) {
        uint32_t row = rows_feature(9, i, 0) >> 20;
        rows += !seen[row];
        seen[row] = 1;
    }
    /* a random function reaches 1 - 1/e of them, 2,589 */
    check(rows > 2450, "small numbers spread over the rows");
}

static struct arena arena_of(struct region *region)
{
    if (!region->base)
        *region = region_open(1 << 20);
    return region->arena;
}

static void test_best(void)
{
    static struct region region;
    unsigned char model[SIZE];
    struct rows rows;
    uint8_t labels[4];
    make_model(model);
    opens(&rows, model, SIZE);
    int16_t scores[4 * WIDTH] = { [0] = 5, [1] = 4, [WIDTH + 2] = 6, [2 * WIDTH + 1] = 3, [3 * WIDTH] = 1 };
    rows_best(&rows, arena_of(&region), scores, 4, ROWS_ALL, labels);
    check(labels[0] == 0 && labels[1] == 2 && labels[2] == 1 && labels[3] == 0, "without moves each thing has its best label");
    set_move(model, 0, 2, -20);
    rows_best(&rows, arena_of(&region), scores, 4, ROWS_ALL, labels);
    check(labels[0] == 1 && labels[1] == 2, "a move that costs much is gone around");
    set_move(model, 0, 2, ROWS_NEVER);
    set_move(model, 1, 2, ROWS_NEVER);
    set_move(model, LABELS, 2, ROWS_NEVER);
    rows_best(&rows, arena_of(&region), scores, 4, ROWS_ALL, labels);
    check(labels[0] != 2 && (labels[1] != 2 || labels[0] == 2), "one that may never be made is not: not at the begin either");
    set_move(model, 2, 2, 100);
    rows_best(&rows, arena_of(&region), scores, 4, ROWS_ALL, labels);
    check(labels[1] != 2 && labels[2] != 2 && labels[3] != 2, "and nothing reaches what only it leads to");
    rows_best(&rows, arena_of(&region), scores, 0, ROWS_ALL, labels);
    check(true, "no things, no labels");
}

/* With a beam that leaves out nothing the best is the same; a narrow one leaves out what a move would have made good. */
static void test_beam(void)
{
    struct region region = region_open(1 << 20);
    unsigned char model[SIZE];
    struct rows rows;
    make_model(model);
    uint32_t seed = 7;
    unsigned different = 0;
    for (int round = 0; round < 200; round++) {
        int16_t scores[6 * WIDTH] = { 0 };
        uint8_t all[6], wide[6];
        for (unsigned i = 0; i < 6 * WIDTH; i++)
            scores[i] = (int16_t)((seed = seed * 1664525 + 1013904223) >> 24);
        for (unsigned m = 0; m < (LABELS + 1) * LABELS; m++) {
            int move = (int)((seed = seed * 1664525 + 1013904223) >> 24) - 128;
            set_move(model, m / LABELS, m % LABELS, move < -100 ? ROWS_NEVER : move);
        }
        opens(&rows, model, SIZE);
        rows_best(&rows, region.arena, scores, 6, ROWS_ALL, all);
        rows_best(&rows, region.arena, scores, 6, ROWS_ALL - 1, wide);
        different += memcmp(all, wide, sizeof all) != 0;
    }
    check(different == 0, "both ways find the same best sequence");
    make_model(model);
    set_move(model, 0, 1, 50);
    opens(&rows, model, SIZE);
    int16_t scores[2 * WIDTH] = { [0] = 9, [WIDTH] = 9, [WIDTH + 1] = 2 };
    uint8_t labels[2];
    rows_best(&rows, region.arena, scores, 2, 10, labels);
    check(labels[0] == 0 && labels[1] == 1, "what lies within the beam may still be the best");
    rows_best(&rows, region.arena, scores, 2, 5, labels);
    check(labels[0] == 0 && labels[1] == 0, "what lies beyond is not thought of");
    region_close(&region);
}

/* However long, the sums do not overflow (the sanitizer looks). */
static void test_long(void)
{
    enum { LONG = 70000 };
    struct region region = region_open((size_t)16 << 20);
    unsigned char model[SIZE];
    struct rows rows;
    make_model(model);
    set_move(model, LABELS, 1, ROWS_NEVER);
    set_move(model, 0, 1, ROWS_NEVER);
    set_move(model, 1, 1, 2000);
    opens(&rows, model, SIZE);
    int16_t *scores = arena_new(&region.arena, int16_t, (size_t)LONG * WIDTH);
    uint8_t *labels = arena_new(&region.arena, uint8_t, LONG);
    for (size_t i = 0; i < LONG; i++) {
        scores[i * WIDTH] = -ROWS_SCORE_MAX;
        scores[i * WIDTH + 1] = ROWS_SCORE_MAX;
        scores[i * WIDTH + 2] = (int16_t)(i % 2 ? ROWS_SCORE_MAX : -ROWS_SCORE_MAX);
    }
    rows_best(&rows, region.arena, scores, LONG, ROWS_ALL, labels);
    size_t first = 0;
    for (size_t i = 0; i < LONG; i++)
        first += labels[i] == 1;
    check(labels[0] != 1 && first == LONG - 1, "the best label is kept through all of them");
    for (size_t i = 0; i < LONG * WIDTH; i++) /* beyond what is promised: any label, but no harm */
        scores[i] = (int16_t)(i % 3 ? INT16_MAX : INT16_MIN);
    rows_best(&rows, region.arena, scores, LONG, ROWS_ALL, labels);
    unsigned beyond = 0;
    for (size_t i = 0; i < LONG; i++)
        beyond += labels[i] >= LABELS;
    check(beyond == 0, "whatever the scores, what comes out are labels");
    region_close(&region);
}

int main(void)
{
    test_open();
    test_add();
    test_features();
    test_best();
    test_beam();
    test_long();
    return tap_end();
}
