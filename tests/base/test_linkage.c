#include "base/linkage.h"
#include "tap.h"

enum { THINGS = 24, ROUNDS = 300 };

static uint32_t state = 7;

static uint32_t roll(uint32_t sides)
{
    state = state * 1664525 + 1013904223;
    return (uint32_t)((uint64_t)(state >> 8) * sides >> 24);
}

/* Average link by looking at all pairs of clusters each time. */
static void plain(const float weight[THINGS][THINGS], float least, uint32_t root[THINGS])
{
    for (uint32_t i = 0; i < THINGS; i++)
        root[i] = i;
    for (;;) {
        double best = least;
        uint32_t into = THINGS, from = THINGS;
        for (uint32_t a = 0; a < THINGS; a++)
            for (uint32_t b = a + 1; b < THINGS; b++) {
                if (root[a] != a || root[b] != b)
                    continue;
                double sum = 0, pairs = 0;
                for (uint32_t i = 0; i < THINGS; i++)
                    for (uint32_t k = 0; k < THINGS; k++)
                        if (root[i] == a && root[k] == b) {
                            sum += weight[i][k];
                            pairs++;
                        }
                if (sum / pairs > best || (sum / pairs == best && into == THINGS)) {
                    best = sum / pairs;
                    into = a;
                    from = b;
                }
            }
        if (into == THINGS)
            return;
        for (uint32_t i = 0; i < THINGS; i++)
            if (root[i] == from)
                root[i] = into;
    }
}

/* Weights are multiples of 1/64 with few bits, so that both ways of summing are exact. */
static void test_against_plain(void)
{
    unsigned right = 0;
    for (int round = 0; round < ROUNDS; round++) {
        struct region keep = test_region(), scratch = test_region();
        static float weight[THINGS][THINGS];
        struct linkage_pair pairs[THINGS * THINGS];
        size_t count = 0;
        for (uint32_t a = 0; a < THINGS; a++)
            for (uint32_t b = a + 1; b < THINGS; b++) {
                float w = roll(3) ? 0 : (float)(1 + roll(4096)) / 4096;
                weight[a][b] = weight[b][a] = w;
                if (w > 0)
                    pairs[count++] = (struct linkage_pair){ w, a, b };
            }
        uint32_t want[THINGS], *got = linkage(&keep.arena, scratch.arena, pairs, count, THINGS, 0.25f, 1);
        plain(weight, 0.25f, want);
        right += memcmp(want, got, sizeof want) == 0;
        region_close(&keep);
        region_close(&scratch);
    }
    check(right == ROUNDS, "the same clusters as by looking at all pairs each time");
}

static void test_chain(void)
{
    struct region keep = test_region(), scratch = test_region();
    struct linkage_pair chain[] = { { 0.9f, 0, 1 }, { 0.8f, 1, 2 } };
    uint32_t *root = linkage(&keep.arena, scratch.arena, chain, 2, 4, 0.5f, 1);
    check(root[0] == 0 && root[1] == 0 && root[2] == 2 && root[3] == 3, "a chain does not draw three together");
    root = linkage(&keep.arena, scratch.arena, chain, 0, 0, 0.5f, 1);
    check(root != NULL, "nothing to join");
    region_close(&keep);
    region_close(&scratch);
}

int main(void)
{
    test_against_plain();
    test_chain();
    return tap_end();
}
