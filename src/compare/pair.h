/* compare/pair.h -- how far two statements tell of the same happenings
 *
 * A pair is described by features (what is shared and what is not: happenings, words, names, figures, dates, letters) and
 * judged by a sum of them whose weights were learnt (data/pair_weight.tsv, learn/learn_pairs.c).  What is predicted is
 * the overlap of the happenings that the two tell of: 0 for none in common, 1 for the same, about a half where one
 * tells of one thing and the other of that and one more.
 *
 * In:      two weighed statements (compare/statement.h).
 * Fails:   never.   Memory: none.   Threads: any.   Cost: linear in their terms; some 200 ns.
 *
 * Method:  A. Hoerl, R. Kennard, "Ridge regression: biased estimation for nonorthogonal problems", 1970 (the weights).
 */
#ifndef SYN_COMPARE_PAIR_H
#define SYN_COMPARE_PAIR_H

#include "compare/statement.h"

/* Dice: twice what is shared over the sum of both; contained: over the lesser; apart: what one has alone. */
#define PAIR_FEATURES(X)                                                                            \
    X(ONE,               "always 1")                                                                \
    X(PARTS_DICE,        "Dice of the parts, happenings counting most")                             \
    X(COSINE,            "cosine of the terms, by how rare they are in the story")                  \
    X(DICE,              "Dice of the terms, by how rare they are")                                 \
    X(CONTAINED,         "the same over the lesser")                                                \
    X(COUNT_DICE,        "Dice of the terms, each counting one")                                    \
    X(ACT_DICE,          "Dice of the happenings, by how rare they are")                            \
    X(ACT_CONTAINED,     "the same over the lesser")                                                \
    X(ACT_COMMON,        "happenings shared")                                                       \
    X(ACT_MOST_APART,    "happenings that only the one with more of them has")                      \
    X(ACT_LEAST_APART,   "happenings that only the other has")                                      \
    X(VERB_DICE,         "Dice of the verbs, by how rare they are")                                 \
    X(NAMES_COMMON,      "names shared, up to 3")                                                   \
    X(NAME_DICE,         "Dice of the names")                                                       \
    X(FIGURES_COMMON,    "figures shared, up to 3")                                                 \
    X(FIGURES_APART,     "figures that only one has, of the one with more, up to 3")                \
    X(DATES_COMMON,      "dates shared, up to 2")                                                   \
    X(DATES_APART,       "dates that only one has, of the one with more, up to 2")                  \
    X(GRAMS_DICE,        "Dice of the runs of four letters")                                        \
    X(GRAMS_CONTAINED,   "the same over the lesser")                                                \
    X(LENGTH,            "words of the longer, in forties")                                         \
    X(LENGTH_RATIO,      "words of the shorter over those of the longer")                           \
    X(NEGATION,          "one is negative, the other not")                                          \
    X(LEAST_EXTRA,       "happenings that no report begins with, of the one with fewer, up to 5")   \
    X(EXTRA_PRODUCT,     "those of the one times those of the other, up to 10")                     \
    X(CENTRE,            "reports that begin with the names of the one of which more do, a share")  \
    X(LENGTH_PRODUCT,    "words of the one times those of the other, each in forties, up to 2")
#define PAIR_FEATURE_AS_ENUM(name, what) PAIR_##name,
enum pair_feature { PAIR_FEATURES(PAIR_FEATURE_AS_ENUM) PAIR_FEATURE_COUNT };

void pair_describe(const struct statement *a, const struct statement *b, float features[PAIR_FEATURE_COUNT]);

/* The predicted overlap, 0..1. */
float pair_overlap(const struct statement *a, const struct statement *b);

#endif
