/* text/token.h -- words, numbers and punctuation of a text
 *
 * A token is a place, what it is, how it is written, and its folded form: NFC, lower case, typographic
 * apostrophes and hyphens made plain ("Lecornu’s" folds to "lecornu's" before the clitic is split off).
 *
 * Words:   runs of letters, marks and digits after UAX #29 that begin with a letter, with inner apostrophes
 *          ("o'clock") and full stops ("U.S." with its last one, "example.com"); a hyphenated word is one
 *          token ("one-hour", "COVID-19", TOKEN_HYPHENATED).
 * Clitics: (data/clitic.tsv) are tokens of their own: "l'homme" is "l'" and "homme", "Lecornu's" is
 *          "Lecornu" and "'s", "don't" is "do" and "n't", "dit-il" is "dit" and "-il".  TOKEN_CLITIC is also
 *          the apostrophe of "players'" and "'90s", which is punctuation.
 * Numbers: digits with inner separators ("1,200.5", "07:37"; "3-1" is three tokens).  A number ends where
 *          letters or a hyphen begin: "3.5bn" is "3.5" and "bn", "20th" is "20" and "th", "10-year" is three.
 * Punctuation: all else that is not blank, one code point a token (with its marks), save runs of two full
 *          stops or more, folded as "..." like the one-sign ellipsis, and "--".
 * Scripts without blanks give one token an ideograph; Katakana makes words.
 *
 * In:      UTF-8 text, any bytes (text/utf8.h).
 * Out:     tokens in order of place; they never overlap; blanks stand in none.
 * Fails:   never.
 * Memory:  `keep` holds tokens and folded letters.      Threads: any.
 * Cost:    one pass; words of few ASCII letters take some 100 instructions.  Numbering is a probe a token.
 */
#ifndef SYN_TEXT_TOKEN_H
#define SYN_TEXT_TOKEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/span.h"

enum token_kind { TOKEN_WORD, TOKEN_NUMBER, TOKEN_PUNCTUATION };

enum token_shape {            /* bits */
    TOKEN_CAPITAL = 1,        /* first letter is upper (or title) case */
    TOKEN_ALL_CAPITALS = 2,   /* two letters or more, all upper case */
    TOKEN_HAS_DIGIT = 4,
    TOKEN_HYPHENATED = 8,
    TOKEN_BLANK_BEFORE = 16,  /* a blank or the part's begin stands before it */
    TOKEN_LINE_BEFORE = 32,   /* a line break stands before it, or the part's begin */
    TOKEN_QUOTE = 64,         /* a quotation mark of any style: " ' “ ” „ « » ‹ › ‘ ’ (not an apostrophe) */
    TOKEN_CLITIC = 128        /* "'s", "n't", "-il"-like second half, "l'" first half; an apostrophe alone */
};

enum clitic { CLITIC_NONE, CLITIC_FIRST, CLITIC_SECOND, CLITIC_ALONE };   /* data/clitic.tsv: where it stands */

struct token {
    struct mark at;           /* in the text */
    uint32_t folded_from;     /* in tokens.folded */
    uint16_t folded_length;   /* cut at 255 bytes */
    uint8_t kind, shape;
    uint32_t word;            /* hash of the folded form, 32 bits of it */
    uint32_t stem;            /* hash of the stem; equals `word` until stem_tokens has run (text/stem.h) */
};

/* A distinct word: a folded form and a kind. */
struct token_word {
    uint32_t first;           /* the first token that is it */
    uint32_t hash;            /* fnv_hash of its folded form: under which tables hold it (base/table.h) */
};

/* Half of a text's tokens repeat a word that stood before: what depends on the word alone is asked once. */
struct token_words {
    uint32_t *of;             /* of each token: the number of its word in at[] */
    struct token_word *at;    /* in the order of their first coming */
    uint32_t count;
};

struct tokens {
    struct token *at;
    uint32_t count;
    struct span folded;       /* the folded letters of all tokens, one after the other */
    struct token_words words; /* where who split the text has numbered them too; else empty: of is NULL */
};

/* Splits text[part.from, part.to); the tokens' marks are in `text`.  Numbers no words. */
struct tokens token_split(struct arena *keep, struct span text, struct mark part);

/* tokens->words, or, where these are empty, the words numbered in `keep`, whose rest is used meanwhile. */
struct token_words token_words(struct arena *keep, const struct tokens *tokens);

static inline struct span token_folded(const struct tokens *tokens, uint32_t i)
{
    return (struct span){ tokens->folded.at + tokens->at[i].folded_from, tokens->at[i].folded_length };
}

/* The first token that ends behind byte `at`; tokens->count where there is none.  Binary search. */
uint32_t token_at(const struct tokens *tokens, uint32_t at);

/* The hash that token.word holds, for a folded word. */
uint32_t token_hash(struct span folded);

#endif
