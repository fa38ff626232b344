/* text/token.h -- words, numbers and punctuation of a text
 *
 * A token is a place, what it is, how it is written, and its folded form: NFC, lower case, typographic
 * apostrophes and hyphens made plain ("Lecornu’s" folds to "lecornu's" before the clitic is split off).
 * Words: runs of letters, marks and digits after UAX #29, with inner apostrophes and full stops
 * ("U.S.", "o'clock", "l'homme" is two: "l'" and "homme"); a hyphenated word is one token ("one-hour",
 * TOKEN_HYPHENATED); English "'s" is a token of its own.  Numbers keep inner separators ("1,200.5",
 * "07:37", "3-1" is three).  Everything else that is not blank is punctuation, one code point a token,
 * save "..." and "--".  Scripts without blanks give one token an ideograph.
 *
 * In:      UTF-8 text, any bytes (text/utf8.h).
 * Out:     tokens in order of place; they never overlap; blanks stand in none.
 * Fails:   never.
 * Memory:  `keep` holds tokens and folded letters.      Threads: any.
 * Cost:    one pass; ASCII runs take a fast path.
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
    TOKEN_BLANK_BEFORE = 16,  /* a blank or the text's begin stands before it */
    TOKEN_LINE_BEFORE = 32,   /* a line break stands before it, or the text's begin */
    TOKEN_QUOTE = 64,         /* a quotation mark of any style: " ' “ ” „ « » ‹ › ‘ ’ (not an apostrophe) */
    TOKEN_CLITIC = 128        /* "'s", "n't"-like second half, "l'" first half */
};

struct token {
    struct mark at;           /* in the text */
    uint32_t folded_from;     /* in tokens.folded */
    uint16_t folded_length;   /* cut at 255 bytes */
    uint8_t kind, shape;
    uint32_t word;            /* hash of the folded form, 32 bits of it */
    uint32_t stem;            /* hash of the stem; equals `word` until stem_tokens has run (text/stem.h) */
};

struct tokens {
    struct token *at;
    uint32_t count;
    struct span folded;       /* the folded letters of all tokens, one after the other */
};

/* Splits text[part.from, part.to); the tokens' marks are in `text`. */
struct tokens token_split(struct arena *keep, struct span text, struct mark part);

static inline struct span token_folded(const struct tokens *tokens, uint32_t i)
{
    return (struct span){ tokens->folded.at + tokens->at[i].folded_from, tokens->at[i].folded_length };
}

/* The first token that ends behind byte `at`; tokens->count where there is none.  Binary search. */
uint32_t token_at(const struct tokens *tokens, uint32_t at);

/* The hash that token.word holds, for a folded word. */
uint32_t token_hash(struct span folded);

#endif
