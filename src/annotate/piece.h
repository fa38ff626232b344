/* annotate/piece.h -- tokens cut as numbers and dates want them
 *
 * A hyphenated token is one piece a part ("forty-one", "44-year-old"), and digits with letters behind
 * them are two ("12k", "1990s", "3rd").  A dash between a number and what touches it is none: the piece behind it is
 * hyphenated ("10-year", "3-1").  Letters with digits behind them stay whole ("G20", "MH17"):
 * they are names.
 *
 * In:      tokens of the text (text/token.h).
 * Out:     pieces in order of place, none empty, never overlapping.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the tokens; a hash lookup a word.
 */
#ifndef SYN_ANNOTATE_PIECE_H
#define SYN_ANNOTATE_PIECE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/span.h"
#include "text/sentence.h"
#include "text/token.h"

struct piece {
    struct mark at;          /* in the text */
    struct span folded;      /* in tokens.folded */
    uint32_t token;
    uint32_t word;           /* its row in pieces.words */
    bool glued;              /* no blank parts it from the piece before it in one word or number */
    bool hyphen;             /* glued, and a hyphen parts the two */
    bool digits;             /* begins with a digit */
};

/* A folded form: what it may be for is looked up once an article where it is a whole token, once where a part. */
struct piece_word {
    struct span folded;
    uint32_t hash;           /* fnv_hash of it */
    bool digits;             /* begins with a digit */
    uint8_t starts;          /* enum number_start (annotate/number_read.h): whether a number may begin with it */
};

struct pieces {
    struct piece *at;
    struct piece_word *words;
    uint32_t count, word_count;
    struct span text, language;
};

/* The pieces of all tokens; `language` is the article's. */
struct pieces piece_split(struct arena *keep, struct span text, const struct tokens *tokens, struct span language);

/* Whether a row that is for `row_language` ("*" is any) counts. */
static inline bool piece_speaks(const struct pieces *pieces, struct span row_language)
{
    const char *row = row_language.at, *own = pieces->language.at;
    return row_language.len == 1 ? row[0] == '*' : row_language.len == 2 && row[0] == own[0] && row[1] == own[1];
}

/* The pieces of a sentence's tokens: half open.  The search begins at piece `from`: where the last one ended. */
struct piece_range { uint32_t first, end; };
struct piece_range piece_range(const struct pieces *pieces, const struct sentence *sentence, uint32_t from);

/* Whether piece i exists and is, folded, `word`. */
static inline bool piece_is(const struct pieces *pieces, uint32_t i, struct span word)
{
    return i < pieces->count && span_equal(pieces->at[i].folded, word);
}

/* Whether nothing stands between pieces i - 1 and i. */
bool piece_touches(const struct pieces *pieces, uint32_t i);
/* Whether the piece begins with an upper case letter. */
bool piece_is_capital(const struct pieces *pieces, const struct tokens *tokens, uint32_t i);
/* Whether the piece is a letter or digit, not punctuation. */
static inline bool piece_is_word(const struct pieces *pieces, const struct tokens *tokens, uint32_t i)
{
    return tokens->at[pieces->at[i].token].kind != TOKEN_PUNCTUATION;
}

/* Matches the blank-separated words of `rest` with pieces i, i + 1 ...: the piece after them, or 0. */
uint32_t piece_match(const struct pieces *pieces, uint32_t i, uint32_t end, struct span rest);

#endif
