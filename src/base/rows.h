/* base/rows.h -- linear models over hashed features, and the best sequence of labels
 *
 * A model has a row of small weights, one a label, for every value of a hash; a feature is a 32-bit hash of
 * what was seen, and its row is the one that its upper bits number.  The score of a label is the sum over
 * the features of a thing.  For sequences there is a weight for every label behind every other, too.
 *
 * In:      features by rows_feature, from hashes or small numbers.
 * Out:     scores, one a label, in whole numbers that mean nothing but more or less; rows->one is what the
 *          trainer called 1.
 * Fails:   rows_open, for bytes that are no model.  The others never.
 * Memory:  the bytes stay where they are and are read in place.      Threads: any.
 * Cost:    a feature: its hash, one place in the cache, and width / 8 vector additions.
 *
 * Method:  K. Weinberger et al., "Feature hashing for large scale multitask learning", 2009; M. Collins,
 *          "Discriminative training methods for hidden Markov models", 2002.  Trained by learn/sequence_learn.h.
 *
 * The bytes, numbers little-endian: "SYNR", u8 version 1, u8 labels, u8 bits, u8 width, u16 one, u16 kind (what
 * the features are: who changes them changes the number); (labels + 1) * labels times i16, the weight of a label
 * behind another, the last row for the first of a sequence; 2^bits times width times i8.
 */
#ifndef SYN_BASE_ROWS_H
#define SYN_BASE_ROWS_H

#include "base/arena.h"
#include "base/span.h"

enum {
    ROWS_LABELS_MAX = 64,
    ROWS_HEAD = 12,
    ROWS_ALL = 1 << 20,         /* a beam that leaves out nothing */
    ROWS_SCORE_MAX = 8000,      /* of 60 rows, or a few more */
    ROWS_NEVER = INT16_MIN      /* the weight of a label that may not stand behind another */
};

struct rows {
    const signed char *weights; /* row r at weights + r * width */
    const unsigned char *moves; /* read by rows_move */
    uint8_t labels, bits, width;/* width: labels, rounded up to a multiple of 8 */
    uint16_t one;
};

/* false for bytes that are no model of this version and kind, or are cut off. */
bool rows_open(struct rows *rows, struct span bytes, unsigned kind);

/* One feature of two values of a template's number: all bits of the three tell.  Two rounds, so that words which share
 * a row in one template do not share one in all. */
static inline uint32_t rows_feature(uint32_t template, uint32_t a, uint32_t b)
{
    uint64_t x = ((uint64_t)a << 32 | b) + (uint64_t)template * 0x9e3779b97f4a7c15u;
    x = (x ^ x >> 32) * 0xd6e8feb86659fd93u;
    return (uint32_t)((x ^ x >> 32) * 0xd6e8feb86659fd93u >> 32);
}

static inline const signed char *rows_row(const struct rows *rows, uint32_t feature)
{
    return rows->weights + (size_t)(feature >> (32 - rows->bits)) * rows->width;
}

static inline int rows_move(const struct rows *rows, unsigned from, unsigned to)
{
    const unsigned char *at = rows->moves + 2 * (from * rows->labels + to);
    return (int16_t)(at[0] | at[1] << 8);
}

/* Adds the rows of `count` features to `scores`, which have room for the width. */
void rows_add(const struct rows *rows, const uint32_t *features, unsigned count, int16_t *scores);

/* The best sequence for `count` things with their scores one after the other, `width` apart.  Labels whose score is
 * more than `beam` below the best of their thing are left out (ROWS_ALL: none).  Where all that may stand behind
 * others was left out, what must not be may come out.   Scores should lie within
 * ROWS_SCORE_MAX: beyond, what must not be may come out, too.  Cost: square of the labels that are not left out. */
void rows_best(const struct rows *rows, struct arena scratch, const int16_t *scores, uint32_t count, int beam,
               uint8_t *labels);

#endif
