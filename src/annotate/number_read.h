/* annotate/number_read.h -- numbers in digits and in words, by language
 *
 * "1,200.5" (en), "1.200,5" (de, es), "1 200,5" (fr, ru, uk), "12k", "1.5 million", "2 1/2", "forty-one",
 * "two hundred and five", "zweihundertfünf", "quatre-vingt-dix", "двести пять", "dozens", "two thirds",
 * "half", "third", "3rd", "twofold".  Words are data/number_word.tsv.
 *
 * Whether a word is meant as a number ("one of them", "second-hand") is for the caller to say.
 *
 * Fails:   never; false where no number begins at the piece.      Threads: any.
 * Cost:    linear in the pieces of the number, of which NUMBER_PIECES_MAX are read at most.
 */
#ifndef SYN_ANNOTATE_NUMBER_READ_H
#define SYN_ANNOTATE_NUMBER_READ_H

#include "annotate/piece.h"

enum { NUMBER_PIECES_MAX = 24 };

enum number_kind {
    NUMBER_KIND_PLAIN,
    NUMBER_KIND_ORDINAL,
    NUMBER_KIND_OPEN,        /* "dozens", "hundreds": two of them or more, value is the least */
    NUMBER_KIND_SEVERAL,     /* "several dozen", "a few hundred": two to ten of them, value is three */
    NUMBER_KIND_SHARE,       /* "half", "two thirds": of something */
    NUMBER_KIND_FACTOR,      /* "twofold", "вдвое" */
    NUMBER_KIND_ODD          /* digits that are no quantity: "1.2.3", "07:37" */
};

struct number {
    double value;
    struct mark at;
    uint32_t end;            /* the piece behind it */
    uint8_t kind;            /* enum number_kind */
    bool in_words;           /* no digit in it */
    bool has_article;        /* begins with "a": "a hundred", "a third" */
    bool scaled;             /* "million" or the like is part of it */
    uint8_t digits;          /* of the digits before any scale, where written without separators; else 0 */
    uint8_t decimals;
};

enum number_start {
    NUMBER_STARTS_NOT,       /* number_read is false where the word stands */
    NUMBER_STARTS_WEAKLY,    /* articles: mostly no number unless another number word follows ("a dozen", "un") */
    NUMBER_STARTS
};

/* Whether a number may begin with the word; quicker than reading it.  Told once for each word: piece_word.starts. */
enum number_start number_start(const struct pieces *pieces, const struct piece_word *word);

static inline bool number_may_begin(const struct pieces *pieces, const struct piece_word *word)
{
    (void)pieces;
    return word->starts != NUMBER_STARTS_NOT;
}

/* The longest number that begins at piece i and ends before piece `end`. */
bool number_read(const struct pieces *pieces, uint32_t i, uint32_t end, struct number *out);

#endif
