/* annotate/clause.h -- where the words that somebody says begin and end
 *
 * A unit is what one attribution may reach over: a sentence, or several that a quotation holds together.
 * The questions here are about tokens of one unit; what cues ask for stands in data/cue.tsv (`takes`).
 *
 * Fails: never.   Memory: none.   Threads: any.   Cost: bounded by the unit; most look at a few tokens.
 */
#ifndef SYN_ANNOTATE_CLAUSE_H
#define SYN_ANNOTATE_CLAUSE_H

#include "annotate/phrase.h"

enum {
    ADJUNCT_WORDS = 14,      /* between a cue and its content: "said in a statement on Monday that" */
    SPEECH_WORDS = 4         /* quotations of fewer words are no speech of their own */
};

/* A sentence, or several that a quotation holds together. */
struct unit { uint32_t first, end; uint32_t block; bool opens_paragraph; };

/* Whether the cue's row takes `what`, one letter of its column `takes`. */
bool clause_takes(const struct cue_row *row, char what);
/* Without punctuation at both ends, save marks that belong to their words. */
struct stretch clause_trim(const struct view *v, struct stretch s);
/* How many tokens are no punctuation. */
uint32_t clause_words(const struct view *v, struct stretch s);
/* "and", "but" between clauses. */
bool clause_is_coordinator(const struct view *v, uint32_t i);
/* "but", "while": what follows says something else. */
bool clause_is_contrast(const struct view *v, uint32_t i);

/* The end of the content that begins at `first`, in a unit that ends at `end`. */
uint32_t clause_content_end(const struct view *v, uint32_t first, uint32_t end);
/* Where the content of the cue begins that ends at `first`; `end` where what follows is none. */
uint32_t clause_content_begin(const struct view *v, const struct cue_row *row, uint32_t first, uint32_t end);
/* Behind "in a statement on Monday"; `first` itself where no content follows it. */
uint32_t clause_behind_adjunct(const struct view *v, uint32_t first, uint32_t end);
/* "told reporters", "warned Aldonia": behind the person addressed. */
uint32_t clause_behind_object(const struct view *v, uint32_t first, uint32_t end);
/* The separable part that closes the clause: "teilte der Sprecher mit"; false where it is missing. */
bool clause_find_particle(const struct view *v, const struct cue_row *row, uint32_t first, uint32_t end,
                          struct stretch *particle);

/* Whether token i ends a clause, or the unit ends before it. */
bool clause_closes(const struct view *v, uint32_t i, const struct unit *u);
/* Behind the cue and the subject of "..., X said": may the clause be over but for adjuncts? */
bool clause_only_adjuncts(const struct view *v, uint32_t i, const struct unit *u);
/* Whether a clause of at least a few words follows: "teilte mit, dass ...". */
bool clause_follows(const struct view *v, uint32_t i, const struct unit *u);

#endif
