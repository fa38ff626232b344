/* learn/forest_grow.h -- grows the forests that base/forest.h applies
 *
 * Gradient boosting with logistic loss and second-order leaves; each tree is oblivious, and grown level by
 * level: of all questions (feature, least value) the one is asked that gains most over all leaves together.
 * Each tree sees a part of the features, chosen by a generator with a fixed seed, so that the same rows
 * give the same bytes on every machine of the same floating point (IEEE 754, no fast math).
 *
 * Memory:  `scratch`: 16 bytes a row, and histograms.      Threads: one.
 * Cost:    rows x features x share x levels x trees x 5 ns.
 *
 * Method:  T. Chen, C. Guestrin, "XGBoost: a scalable tree boosting system", 2016 (gain and leaves).
 */
#ifndef SYN_LEARN_FOREST_GROW_H
#define SYN_LEARN_FOREST_GROW_H

#include "base/arena.h"
#include "base/buffer.h"

struct grow_rows {
    const uint8_t *columns;    /* feature f of row i: columns[f * count + i]; values 0 to 63 */
    const uint8_t *label;      /* 0 or 1 */
    const float *weight;
    size_t count, features;
};

struct grow_plan {
    unsigned trees, levels;
    float rate;                /* how much of a leaf's best value is taken */
    float smooth;              /* added to the weight of a leaf: leaves with little in them say little */
    float share;               /* of the features a tree sees */
    uint64_t seed;
    void (*progress)(unsigned tree, double loss);   /* may be NULL */
};

void forest_grow(struct buffer *out, struct arena scratch, const struct grow_rows *rows, const struct grow_plan *plan);

#endif
