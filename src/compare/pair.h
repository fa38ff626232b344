/* compare/pair.h -- how far two statements tell of the same happenings
 *
 * A pair is described by features: what is shared and what is not of happenings, names, numbers, letters; and how near the
 * two stand to what the reports of the story begin with.  It is judged by a sum of them whose weights were learnt
 * (data/pair_weight.tsv, learn/learn_pairs.c).  What is predicted is the overlap of the happenings that the two tell of: 0
 * for none in common, 1 for the same, about a half where one tells of one thing and the other of that and one more.
 *
 * In:      two weighed statements (compare/statement.h).
 * Fails:   never.   Memory: none.   Threads: any.   Cost: linear in their terms; some 200 ns.
 *
 * Method:  A. Hoerl, R. Kennard, "Ridge regression: biased estimation for nonorthogonal problems", 1970 (the weights).
 */
#ifndef SYN_COMPARE_PAIR_H
#define SYN_COMPARE_PAIR_H

#include "compare/statement.h"

/* Things are shared when they are the same, and by half when their words stand for one another (data/loose_class.tsv). */
#define PAIR_FEATURES(X)                                                                                        \
    X(ONE,            "always 1")                                                                               \
    X(HEAVY,          "share of all hefts of both that is shared")                                              \
    X(GRAMS,          "Dice of the runs of four letters")                                                       \
    X(CENTRE,         "share of the reports that begin with the names of the one of which more do")             \
    X(LEAST_CORE,     "share of the reports that begin with the happening of the one of which fewer do")        \
    X(ACTS_CONTAINED, "share of the happenings that is shared, of the one of which less is")                    \
    X(ACTS_APART,     "happenings that only one has and that few reports begin with")                           \
    X(NEGATION,       "one is negative, the other not")                                                         \
    X(FIGURES_APART,  "figures that only the one with more has")                                                \
    X(DATES_APART,    "dates that only the one with more has")                                                  \
    X(EXTRA_PRODUCT,  "happenings that few reports begin with: those of the one times those of the other")      \
    X(LEAST_EXTRA,    "those of the one with fewer")                                                            \
    X(NAMES,          "share of the names of both that is shared")                                              \
    X(OTHER_APART,    "other words that only one has, of the one with more, in tens")                           \
    X(NUMBERS_APART,  "the same of figures and dates")
#define PAIR_FEATURE_AS_ENUM(name, what) PAIR_##name,
enum pair_feature { PAIR_FEATURES(PAIR_FEATURE_AS_ENUM) PAIR_FEATURE_COUNT };

void pair_describe(const struct statement *a, const struct statement *b, float features[PAIR_FEATURE_COUNT]);

/* The predicted overlap, 0..1; 0 for two that share next to nothing. */
float pair_overlap(const struct statement *a, const struct statement *b);

#endif
