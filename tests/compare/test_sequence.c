#include <time.h>

#include "compare/sequence.h"
#include "tap.h"

static uint32_t state = 1;

static uint32_t roll(uint32_t sides)
{
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % sides;
}

static struct sequence row_of(struct arena *arena, uint32_t count)
{
    return (struct sequence){ arena_new(arena, uint64_t, count), count, arena_new(arena, bool, count) };
}

static void fill(struct sequence row, uint32_t kinds)
{
    for (uint32_t i = 0; i < row.count; i++)
        ((uint64_t *)row.key)[i] = 1000 + roll(kinds);
}

/* The longest there is, by the table that takes n * m steps. */
static uint32_t longest(struct arena scratch, struct sequence a, struct sequence b)
{
    uint32_t *length = arena_new(&scratch, uint32_t, (size_t)(a.count + 1) * (b.count + 1));
    uint32_t wide = b.count + 1;
    for (uint32_t i = a.count; i-- > 0;)
        for (uint32_t j = b.count; j-- > 0;) {
            uint32_t skip_a = length[(i + 1) * wide + j], skip_b = length[i * wide + j + 1];
            length[i * wide + j] = a.key[i] == b.key[j] ? length[(i + 1) * wide + j + 1] + 1
                                   : skip_a > skip_b   ? skip_a
                                                       : skip_b;
        }
    return length[0];
}

/* How many are kept; UINT32_MAX where the two rows do not keep the same. */
static uint32_t kept(struct sequence a, struct sequence b)
{
    uint32_t count = 0, j = 0;
    for (uint32_t i = 0; i < a.count; i++) {
        if (!a.kept[i])
            continue;
        while (j < b.count && !b.kept[j])
            j++;
        if (j == b.count || a.key[i] != b.key[j])
            return UINT32_MAX;
        count++, j++;
    }
    for (; j < b.count; j++)
        if (b.kept[j])
            return UINT32_MAX;
    return count;
}

static void test_shortest(struct arena scratch)
{
    uint32_t wrong = 0;
    for (int round = 0; round < 3000; round++) {
        struct arena each = scratch;
        struct sequence a = row_of(&each, roll(60)), b = row_of(&each, roll(60));
        uint32_t kinds = 1 + roll(20);
        fill(a, kinds);
        fill(b, kinds);
        sequence_match(each, a, b);
        wrong += kept(a, b) != longest(each, a, b);
    }
    check(wrong == 0, "3,000 pairs of rows: as much in common as there is");
}

static double seconds(struct timespec since)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - since.tv_sec) + (double)(now.tv_nsec - since.tv_nsec) / 1e9;
}

static void test_large(struct arena scratch, const char *name, struct sequence a, struct sequence b, uint32_t least)
{
    struct timespec begun;
    clock_gettime(CLOCK_MONOTONIC, &begun);
    sequence_match(scratch, a, b);
    double took = seconds(begun);
    uint32_t count = kept(a, b);
    printf("# %s: %u of %u and %u kept in %.2f s\n", name, count, a.count, b.count, took);
    check(count != UINT32_MAX && count >= least, name);
    check(took < 20, "and it took no time that grows with the square");
}

enum { LARGE = 100000 };

static void test_pathological(struct arena scratch)
{
    struct sequence a = row_of(&scratch, LARGE), b = row_of(&scratch, LARGE), c = row_of(&scratch, LARGE / 2);
    fill(a, 1), fill(b, 1), fill(c, 1);
    test_large(scratch, "100,000 equal keys against as many", a, b, LARGE);
    test_large(scratch, "100,000 equal keys against half of them", a, c, LARGE / 2);
    fill(b, 1 << 30);
    test_large(scratch, "equal keys against different ones", a, b, 0);
    fill(a, 2), fill(b, 2);
    test_large(scratch, "two keys, in no order", a, b, LARGE / 2);
    fill(a, LARGE), fill(b, LARGE);
    test_large(scratch, "many keys, in no order", a, b, 10);
    for (uint32_t i = 0; i < LARGE; i++) {
        ((uint64_t *)a.key)[i] = i;
        ((uint64_t *)b.key)[i] = LARGE - i;
    }
    test_large(scratch, "one row backwards", a, b, 1);
    for (uint32_t i = 0; i < LARGE; i++)
        ((uint64_t *)b.key)[i] = i % 100 == 7 ? LARGE + i : i;
    test_large(scratch, "one key in a hundred changed", a, b, LARGE - LARGE / 100);
}

int main(void)
{
    struct region region = test_region();
    struct arena scratch = region.arena;
    struct sequence none = row_of(&scratch, 0), some = row_of(&scratch, 3);
    sequence_match(scratch, none, none);
    fill(some, 1);
    sequence_match(scratch, none, some);
    check(!some.kept[0] && !some.kept[2], "nothing is in common with nothing");
    test_shortest(scratch);
    test_pathological(scratch);
    region_close(&region);
    return tap_end();
}
