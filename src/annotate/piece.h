/* annotate/piece.h -- tokens cut as numbers and dates want them
 *
 * A hyphenated token is one piece a part ("forty-one", "44-year-old"), and digits with letters behind
 * them are two ("12k", "1990s", "3rd").  A dash between a number and what touches it is none: the piece behind it is
 * hyphenated ("10-year", "3-1").  Letters with digits behind them stay whole ("G20", "MH17"):
 * they are names.
 *
 * In:      tokens of the text (text/token.h).
 * Out:     pieces in order of place, none empty, never overlapping.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the tokens.
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
    bool glued;              /* no blank parts it from the piece before it in one word or number */
    bool hyphen;             /* glued, and a hyphen parts the two */
    bool digits;             /* begins with a digit */
};

struct pieces { struct piece *at; uint32_t count; struct span text; struct span language; };

/* The pieces of tokens [first, end).  `language` as pieces_language gives it. */
struct pieces piece_split(struct arena *keep, struct span text, const struct tokens *tokens, uint32_t first,
                          uint32_t end, struct span language);

/* The two letters that rows of the tables are chosen by; English where the article does not say. */
struct span piece_language(struct span language);
/* Whether a row that is for `row_language` ("*" is any) counts. */
bool piece_speaks(const struct pieces *pieces, struct span row_language);

/* The pieces of a sentence's tokens: half open. */
struct piece_range { uint32_t first, end; };
struct piece_range piece_range(const struct pieces *pieces, const struct sentence *sentence);

/* Whether piece i exists and is, folded, `word`. */
bool piece_is(const struct pieces *pieces, uint32_t i, struct span word);
/* Whether nothing (piece_touches) or one blank (piece_near) stands between pieces i - 1 and i. */
bool piece_touches(const struct pieces *pieces, uint32_t i);
/* Whether the piece begins with an upper case letter. */
bool piece_is_capital(const struct pieces *pieces, const struct tokens *tokens, uint32_t i);
/* Whether the piece is a letter or digit, not punctuation. */
bool piece_is_word(const struct pieces *pieces, const struct tokens *tokens, uint32_t i);

/* Matches the blank-separated words of `rest` with pieces i, i + 1 ...: the piece after them, or 0. */
uint32_t piece_match(const struct pieces *pieces, uint32_t i, uint32_t end, struct span rest);

#endif
