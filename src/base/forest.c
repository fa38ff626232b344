#include "base/forest.h"

static unsigned read16(const unsigned char *at) { return (unsigned)at[0] | (unsigned)at[1] << 8; }
static int16_t read16_signed(const unsigned char *at) { return (int16_t)read16(at); }

bool forest_open(struct forest *forest, struct span bytes)
{
    const unsigned char *head = (const unsigned char *)bytes.at;
    *forest = (struct forest){ 0 };
    if (bytes.len < FOREST_HEAD || memcmp(head, "SYNF\1", 5) != 0 || head[5] > FOREST_LEVELS_MAX)
        return false;
    unsigned trees = read16(head + 6), features = read16(head + 8);
    size_t size = forest_tree_size(head[5]);
    if ((bytes.len - FOREST_HEAD) / size < trees)
        return false;
    for (unsigned t = 0; t < trees; t++)
        for (unsigned level = 0; level < head[5]; level++)
            if (read16(head + FOREST_HEAD + t * size + 3 * level) >= features)
                return false;
    *forest = (struct forest){ .trees = head + FOREST_HEAD, .tree_count = (uint16_t)trees,
                               .feature_count = (uint16_t)features, .levels = head[5], .base = read16_signed(head + 10) };
    return true;
}

/* Sixteen bytes, of which the compiler makes what the machine has (a vector extension of GCC and Clang). */
typedef uint8_t byte_lanes __attribute__((vector_size(16)));
enum { LANES_OF_STRIDE = FOREST_STRIDE / sizeof(byte_lanes) };

/* Asks one question of FOREST_STRIDE things: `bit` of `leaf` says whether it is answered with yes. */
static void ask(byte_lanes leaf[LANES_OF_STRIDE], const uint8_t *column, uint8_t least, uint8_t bit)
{
    byte_lanes value, limit = (byte_lanes){ 0 } + least, yes = (byte_lanes){ 0 } + bit;
    for (unsigned i = 0; i < LANES_OF_STRIDE; i++) {
        memcpy(&value, column + i * sizeof value, sizeof value);
        leaf[i] |= (byte_lanes)(value >= limit) & yes;
    }
}

/* The scores of up to FOREST_STRIDE things, whose columns begin at `columns`. */
static void score_some(const struct forest *forest, const uint8_t *columns, size_t stride, size_t count, int32_t *scores)
{
    size_t size = forest_tree_size(forest->levels);
    for (size_t i = 0; i < count; i++)
        scores[i] = forest->base;
    for (unsigned t = 0; t < forest->tree_count; t++) {
        const unsigned char *tree = forest->trees + t * size;
        byte_lanes leaf[LANES_OF_STRIDE] = { { 0 } };
        for (unsigned level = 0; level < forest->levels; level++)
            ask(leaf, columns + read16(tree + 3 * level) * stride, tree[3 * level + 2], (uint8_t)(1u << level));
        const unsigned char *leaves = tree + 3 * forest->levels, *number = (const unsigned char *)leaf;
        for (size_t i = 0; i < count; i++)
            scores[i] += read16_signed(leaves + 2 * number[i]);
    }
}

void forest_score(const struct forest *forest, const uint8_t *columns, size_t stride, size_t count, int32_t *scores)
{
    for (size_t at = 0; at < count; at += FOREST_STRIDE)
        score_some(forest, columns + at, stride, count - at < FOREST_STRIDE ? count - at : FOREST_STRIDE, scores + at);
}

uint8_t forest_bin(uint32_t n)
{
    enum { EXACT = 8, LAST = 63 };
    if (n < EXACT)
        return (uint8_t)n;
    unsigned power = 31u - (unsigned)__builtin_clz(n);
    unsigned bin = EXACT + (power - 3) * 4 + (n >> (power - 2) & 3);
    return (uint8_t)(bin < LAST ? bin : LAST);
}

uint8_t forest_bin_share(uint64_t part, uint64_t whole)
{
    if (!whole)
        return 0;
    return (uint8_t)(part >= whole ? 63 : 1 + part * 62 / whole);
}
