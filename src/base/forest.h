/* base/forest.h -- boosted trees that judge many things at once
 *
 * A thing is described by features, each one byte; a forest adds up what its trees say to a score in
 * log-odds.  The trees are oblivious: one level asks all things the same question ("is feature 17 at
 * least 9?"), so that a tree of six levels is six comparisons whose answers number one of 64 leaves.
 * Questions are asked of 64 things at a time, column by column, which compilers turn into vector code.
 *
 * In:      features by column: value of feature f of thing i at columns[f * stride + i].
 * Out:     scores in 1/FOREST_ONE log-odds.
 * Fails:   forest_open, for bytes that are no forest.  forest_score never.
 * Memory:  the bytes stay where they are and are read in place.      Threads: any.
 * Cost:    about 14 instructions a thing and tree of six levels.
 *
 * Method: A. Gulin, I. Kuralenok, D. Pavlov, "Winning the transfer learning track of Yahoo!'s learning
 * to rank challenge with YetiRank", 2011 (oblivious trees); J. Friedman, "Greedy function approximation:
 * a gradient boosting machine", 2001.  Forests are grown by learn/forest_grow.h.
 *
 * The bytes, numbers little-endian: "SYNF", u8 version 1, u8 levels, u16 trees, u16 features, i16 base;
 * then for each tree: levels times (u16 feature, u8 at least), 2^levels times i16 leaf.
 */
#ifndef SYN_BASE_FOREST_H
#define SYN_BASE_FOREST_H

#include "base/span.h"

enum {
    FOREST_ONE = 1024,          /* a score of so much is one of log-odds */
    FOREST_LEVELS_MAX = 8,
    FOREST_STRIDE = 64,         /* strides are multiples of it */
    FOREST_HEAD = 12            /* bytes before the first tree */
};

struct forest {
    const unsigned char *trees; /* the first one */
    uint16_t tree_count, feature_count;
    uint8_t levels;
    int16_t base;               /* what every score begins with */
};

/* false for bytes that are no forest of this version, or are cut off. */
bool forest_open(struct forest *forest, struct span bytes);

/* `columns` holds feature_count columns; the places from `count` up to the next multiple of FOREST_STRIDE are
 * read, too, and mean nothing.  `scores` has room for `count`. */
void forest_score(const struct forest *forest, const uint8_t *columns, size_t stride, size_t count, int32_t *scores);

static inline size_t forest_stride(size_t count) { return (count + FOREST_STRIDE - 1) & ~(size_t)(FOREST_STRIDE - 1); }
static inline size_t forest_tree_size(unsigned levels) { return 3 * levels + ((size_t)2 << levels); }

/* Numbers without an end in sight as one byte: exact up to 7, then four steps to a doubling; 63 for all that is
 * beyond 100,000. */
uint8_t forest_bin(uint32_t n);
/* A share: 0 where `whole` is 0, else 1 (nothing) to 63 (all, or more). */
uint8_t forest_bin_share(uint64_t part, uint64_t whole);

#endif
