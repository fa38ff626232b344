/* compare/quote_piece.h -- quoted stretches, a sentence at a time
 *
 * Quotation marks hold one sentence or five; what another report repeats is a sentence of it, or less.
 * Each piece lies within one sentence and knows who is said to have spoken, and whether he is named there: a
 * pronoun's antecedent is a guess.  Names in quotation marks (ships, books) are no speech.
 *
 * In:      a comparison with names; the keys of its words (compare/quote_key.h).
 * Out:     pieces in order of report and place; they never overlap.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: n log n in the quoted words.
 */
#ifndef SYN_COMPARE_QUOTE_PIECE_H
#define SYN_COMPARE_QUOTE_PIECE_H

#include "compare/quote_key.h"

/* A word as it stands; key 0 for function words. */
struct quote_token { uint32_t word; uint64_t key; };

/* A content word and where it stands, counted in words from the begin of the piece. */
struct quote_word { uint64_t key; uint32_t place; bool number; };

enum { QUOTE_WORDS_MAX = 256 };         /* the rest of a longer piece is not compared */

struct quote_piece {
    uint32_t report, attribution;
    struct mark at;                     /* without quotation marks, and the comma before the last one */
    struct mark quoted;                 /* the whole stretch in quotation marks */
    uint32_t first_token, token_end;
    struct quote_word *content;         /* sorted by key, then place; a key as often as it stands there */
    uint32_t content_count;
    struct quote_token *line;           /* its words in their order */
    uint32_t words;                     /* at most QUOTE_WORDS_MAX */
    uint64_t *runs;                     /* hashes of three words in a row, sorted */
    uint32_t run_count;
    uint32_t speaker;                   /* name of the story, or UINT32_MAX */
    bool named;                         /* the source names him */
    bool person;                        /* who speaks is one */
    bool title;
    bool sourced;                       /* a source stands in the same paragraph, other than the house that reports */
};

struct quote_pieces { struct quote_piece *at; uint32_t count; };

struct quote_pieces quote_pieces_read(struct arena *keep, struct arena scratch, const struct comparison *c,
                                      const struct quote_keys *keys);

/* The content words of tokens [first, end), by `keys` (of one report), as they stand in a piece. */
struct quote_word *quote_content(struct arena *keep, const uint64_t *keys, const struct tokens *tokens, uint32_t first,
                                 uint32_t end, uint32_t *count);

/* How many words two lists have in common; one with digits counts twice, for it is no accident. */
uint32_t quote_common(const struct quote_word *a, uint32_t a_count, const struct quote_word *b, uint32_t b_count);

/* How many words two lines have in common in their order: the same ones, or ones of one key. */
uint32_t quote_common_in_order(const struct quote_token *a, uint32_t a_count, const struct quote_token *b,
                               uint32_t b_count);

/* The words of tokens [first, end), QUOTE_WORDS_MAX of them at most. */
struct quote_token *quote_line(struct arena *keep, const uint64_t *keys, const struct tokens *tokens, uint32_t first,
                               uint32_t end, uint32_t *count);

#endif
