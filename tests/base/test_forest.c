#include "base/forest.h"

#include "tap.h"

/* Two trees of two levels over three features. */
static const unsigned char two_trees[] = {
    'S', 'Y', 'N', 'F', 1, 2, 2, 0, 3, 0, 10, 0,
    /* feature 0 at least 5, feature 2 at least 1: 0, 1, 2, or both */
    0, 0, 5, 2, 0, 1, 100, 0, 200, 0, 44, 1, 0x18, 0xfc,
    /* feature 1 at least 63, feature 1 at least 0 */
    1, 0, 63, 1, 0, 0, 0, 0, 0, 0, 7, 0, 9, 0,
};

static struct span bytes_of(const unsigned char *at, size_t len) { return (struct span){ (const char *)at, len }; }

static void test_open(void)
{
    struct forest f;
    check(forest_open(&f, bytes_of(two_trees, sizeof two_trees)), "a forest is opened");
    check(f.tree_count == 2 && f.feature_count == 3 && f.levels == 2 && f.base == 10, "with what its head says");
    size_t opened = 0;
    for (size_t len = 0; len < sizeof two_trees; len++)
        opened += forest_open(&f, bytes_of(two_trees, len));
    check(opened == 0, "no part of it is one");
    check(f.tree_count == 0, "what could not be opened has no trees");
    unsigned char bad[sizeof two_trees];
    memcpy(bad, two_trees, sizeof bad);
    bad[12] = 3;
    check(!forest_open(&f, bytes_of(bad, sizeof bad)), "nor is one that asks for a feature there is none of");
    memcpy(bad, two_trees, sizeof bad);
    bad[5] = 200;
    check(!forest_open(&f, bytes_of(bad, sizeof bad)), "nor one of too many levels");
}

static int32_t score_of(uint8_t first, uint8_t second, uint8_t third)
{
    uint8_t columns[3 * FOREST_STRIDE] = { 0 };
    int32_t score;
    struct forest f;
    forest_open(&f, bytes_of(two_trees, sizeof two_trees));
    columns[0] = first;
    columns[FOREST_STRIDE] = second;
    columns[2 * FOREST_STRIDE] = third;
    forest_score(&f, columns, FOREST_STRIDE, 1, &score);
    return score;
}

static void test_score(void)
{
    check(score_of(4, 0, 0) == 10 + 100 + 7, "no to both");
    check(score_of(5, 0, 0) == 10 + 200 + 7, "yes to the first");
    check(score_of(4, 0, 1) == 10 + 300 + 7, "yes to the second");
    check(score_of(63, 63, 63) == 10 - 1000 + 9, "yes to all; leaves may be negative");
}

/* Each thing has its own answer, whatever stands beside it. */
static void test_many(void)
{
    enum { MANY = 200, STRIDE = 256 };
    static uint8_t columns[3 * STRIDE];
    int32_t scores[MANY + 1];
    struct forest f;
    forest_open(&f, bytes_of(two_trees, sizeof two_trees));
    for (unsigned i = 0; i < MANY; i++) {
        columns[i] = (uint8_t)(i % 11);
        columns[STRIDE + i] = i % 7 ? 0 : 63;
        columns[2 * STRIDE + i] = (uint8_t)(i % 3);
    }
    scores[MANY] = 12345;
    check(forest_stride(MANY) == STRIDE && forest_stride(64) == 64 && forest_stride(0) == 0, "strides are multiples");
    forest_score(&f, columns, STRIDE, MANY, scores);
    size_t wrong = 0;
    for (unsigned i = 0; i < MANY; i++)
        wrong += scores[i] != score_of((uint8_t)(i % 11), i % 7 ? 0 : 63, (uint8_t)(i % 3));
    check(wrong == 0, "many at once are judged as each alone");
    check(scores[MANY] == 12345, "and nothing is written behind them");
    forest_score(&f, columns, STRIDE, 0, scores);
    check(scores[MANY] == 12345, "none are none");
}

static void test_bins(void)
{
    size_t falls = 0;
    for (uint32_t n = 1; n < 300000; n++)
        falls += forest_bin(n) < forest_bin(n - 1) || forest_bin(n) > 63;
    check(falls == 0, "bins rise with the number");
    check(forest_bin(0) == 0 && forest_bin(7) == 7 && forest_bin(8) == 8 && forest_bin(9) == 8, "small numbers are exact");
    check(forest_bin(UINT32_MAX) == 63, "there is no end");
    check(forest_bin_share(0, 0) == 0 && forest_bin_share(0, 9) == 1 && forest_bin_share(9, 9) == 63 &&
              forest_bin_share(10, 9) == 63 && forest_bin_share(1, 2) == 32, "shares");
}

int main(void)
{
    test_open();
    test_score();
    test_many();
    test_bins();
    return tap_end();
}
