/* learn/sequence_learn.h -- learns the models that base/rows.h applies
 *
 * In one of two ways, over sequences in an order drawn from a generator with a fixed seed:
 * LEARN_LIKELIHOOD, a conditional random field: the weights that make the labelled sequences most likely, by
 * stochastic gradient whose steps shorten (1 / (1 + epochs so far)), with weights that fade (L2), averaged over
 * the steps of the later half of the epochs;
 * LEARN_MISTAKES, an averaged perceptron: what the best sequence has wrong is moved; for many labels, as it
 * needs no exponentials.
 * The same sequences give the same bytes on every machine of the same floating point (IEEE 754, no fast math,
 * the same libm).
 *
 * Memory:  `scratch`: 8 bytes a weight, and a few a thing and label.      Threads: one.
 * Cost:    epochs x things x labels x (features + labels), some nanoseconds each.
 *
 * Method:  J. Lafferty, A. McCallum, F. Pereira, "Conditional random fields", 2001; L. Bottou,
 *          "Stochastic gradient descent tricks", 2012; M. Collins, "Discriminative training methods for
 *          hidden Markov models", 2002.
 */
#ifndef SYN_LEARN_SEQUENCE_LEARN_H
#define SYN_LEARN_SEQUENCE_LEARN_H

#include "base/arena.h"
#include "base/buffer.h"

/* Sequences of things, one after the other; all three arrays have one entry more than there are things or
 * sequences, which says where the last one ends. */
struct learn_set {
    const uint32_t *features;   /* by rows_feature; of thing i: [from[i], from[i + 1]) */
    const uint32_t *from;
    const uint8_t *label;
    const uint32_t *begin;      /* of sequence s: things [begin[s], begin[s + 1]) */
    size_t things, sequences;
};

enum learn_way { LEARN_LIKELIHOOD, LEARN_MISTAKES };

struct learn_plan {
    enum learn_way way;
    unsigned labels, bits, kind, epochs;
    float rate, fade; /* LEARN_LIKELIHOOD: the first step; how much of a weight goes with each step at rate 1 */
    float clip;                 /* weights beyond it are cut off: 127 in a row */
    const float *lean; /* by label: what every move to it gains once all is learnt, to find more or less; or NULL */
    const bool *forbidden;      /* [(labels + 1) * labels]: label behind label; may be NULL */
    uint64_t seed;
    void (*progress)(unsigned epoch, double loss);   /* may be NULL */
};

/* Writes the model to `out`. */
void sequence_learn(struct buffer *out, struct arena scratch, const struct learn_set *set,
                    const struct learn_plan *plan);

#endif
