/* compare/paraphrase.h -- do two sentences say the same in other words?
 *
 * A pair is described by what their words have in common, in which order and how far in one piece, and by what only
 * one of the two has; a forest (base/forest.h, data/models/paraphrase.forest) that was grown on pairs judged by people
 * (learn/learn_pairs.c) gives the log-odds that they would say yes.  Nothing is asked of the story around: a pair is
 * judged alone.  compare/pair.h asks something else: how far two sentences tell of the same happenings.
 *
 * In:      two sentences with their reports and words.  The built-in forest knows English only.
 * Out:     features, or log-odds in 1/FOREST_ONE; the order of the two does not matter.
 * Fails:   never.  Of a sentence the first 128 words are looked at.
 * Memory:  `scratch`: a byte a feature and pair.   Threads: any.   Cost: words of the one times words of the other.
 */
#ifndef SYN_COMPARE_PARAPHRASE_H
#define SYN_COMPARE_PARAPHRASE_H

#include "base/forest.h"
#include "compare/statement.h"

struct paraphrase_side {
    const struct report *report;
    const struct word *words;               /* one a token of the report (compare/words.h) */
    const struct statement *sentence;       /* a whole one (STATEMENT_SENTENCE) */
};

/* Shares are 0 (nothing) to 63 (all), the rest are numbers of words up to 63.  DICE: of all words of both the share
 * that both have; LESSER, GREATER: the part that is shared of the one of which less or more is; MOST, LEAST: of the one
 * with more or fewer of them. */
#define PARAPHRASE_KINDS(X) X(FUNCTION) X(VERB) X(NOUN) X(NAME) X(NUMBER) X(OTHER)
#define PARAPHRASE_FEATURES(X)                                                                           \
    X(FORMS_DICE) X(FORMS_LESSER) X(FORMS_GREATER)       /* words as they are written */                 \
    X(WORDS_DICE) X(WORDS_LESSER) X(WORDS_GREATER)       /* words by concept, happening or stem */       \
    X(LETTERS_DICE) X(LETTERS_LESSER)                    /* the same, long words counting for more */    \
    X(CONTENT_DICE) X(CONTENT_LESSER)                    /* the same without function words */           \
    X(ACTS_DICE) X(ACTS_LESSER)                          /* happenings */                                \
    X(ORDER_DICE) X(ORDER_LESSER) X(FORM_ORDER_DICE)     /* longest common subsequence */                \
    X(RUN) X(RUN_LESSER)                                 /* longest common run */                        \
    X(BIGRAM_DICE) X(BIGRAM_LESSER) X(TRIGRAM_DICE)                                                      \
    X(GRAMS_DICE) X(GRAMS_LESSER) X(GRAMS_GREATER)       /* runs of four letters */                      \
    X(CROSSED)                                           /* common words that stand in another order */  \
    X(GAP_MOST) X(GAP_LEAST)                             /* longest run of words that the other lacks */ \
    X(BEGIN_APART) X(END_APART)                          /* words before the first, behind the last common one */ \
    X(APART_MOST) X(APART_LEAST)                         /* words that only one has */                   \
    X(KIN_MOST) X(KIN_LEAST)                             /* of these, those that begin like none of the other's */ \
    X(LENGTH_MOST) X(LENGTH_LEAST) X(LENGTH_SHARE)                                                       \
    X(FIGURES_MOST) X(FIGURES_LEAST) X(DATES_MOST) X(DATES_LEAST)   /* that only one has */              \
    X(NEGATION) X(SAID_MOST) X(SAID_LEAST) X(QUOTED_MOST) X(QUOTED_LEAST)
#define PARAPHRASE_AS_ENUM(name) PARAPHRASE_##name,
#define PARAPHRASE_KIND_AS_ENUM(name) PARAPHRASE_##name##_COMMON, PARAPHRASE_##name##_MOST, PARAPHRASE_##name##_LEAST,
enum paraphrase_feature {
    PARAPHRASE_FEATURES(PARAPHRASE_AS_ENUM)
    PARAPHRASE_KINDS(PARAPHRASE_KIND_AS_ENUM)
    PARAPHRASE_FEATURE_COUNT
};

void paraphrase_describe(struct paraphrase_side a, struct paraphrase_side b,
                         uint8_t features[PARAPHRASE_FEATURE_COUNT]);

/* The forest that the program has with it; false where it was grown for other features than these. */
bool paraphrase_builtin(struct forest *forest);

/* One is negative and the other not, or each gives a figure that the other does not have.  The people who judged the
 * pairs mostly passed over that, and so does the forest: to whom it matters asks first. */
bool paraphrase_clashes(const struct statement *a, const struct statement *b);

struct paraphrase_pair { struct paraphrase_side a, b; };

/* Above 0: the two of the pair say the same. */
void paraphrase_score(struct arena scratch, const struct forest *forest, const struct paraphrase_pair *pairs,
                      size_t count, int32_t *scores);

#endif
