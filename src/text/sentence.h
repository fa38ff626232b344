/* text/sentence.h -- where sentences begin and end
 *
 * A stop sign ends a sentence when what follows could begin one: a capital letter, a number, a letter of a
 * script without case.  So `"Really?" she asked.` is one sentence, `"Really?" She asked.` two.
 * A sentence never runs over the end of the part it was found in (a paragraph, a heading).  Full stops
 * of abbreviations, initials and numbers do not end one (data/abbreviation.tsv, by language); closing
 * quotes and brackets belong to the sentence they close.
 *
 * Fails: never.   Memory: `keep`.   Threads: any.   Cost: linear in the tokens.
 */
#ifndef SYN_TEXT_SENTENCE_H
#define SYN_TEXT_SENTENCE_H

#include "base/arena.h"
#include "text/token.h"

struct sentence {
    struct mark at;                    /* trimmed, in the text */
    uint32_t first_token, token_end;   /* half open, in the article's tokens */
    uint16_t block;                    /* which of the article's blocks it stands in */
};

struct sentences { struct sentence *at; uint32_t count; };

/* What the full stop behind an abbreviation is; data/abbreviation.tsv explains the kinds. */
enum abbreviation_kind {
    ABBREVIATION_NONE, ABBREVIATION_NAME, ABBREVIATION_NUMBER, ABBREVIATION_INNER, ABBREVIATION_LAST,
    ABBREVIATION_ORDINAL
};

/* Sentences of the tokens [first, end), all of one part; `language` is a two-letter code or empty.
 * They are added to *sentences, whose room the caller keeps in *room, with .block = block. */
void sentence_split(struct arena *keep, struct sentences *sentences, size_t *room, struct span text,
                    const struct tokens *tokens, uint32_t first, uint32_t end, uint16_t block, struct span language);

#endif
