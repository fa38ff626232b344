/* compare/revision.h -- two versions of one article, word by word, and what of consequence was changed
 *
 * Paragraphs are paired first: equal ones, then those that share a third of their words.  Within a pair words are
 * held against words; a word that both have between longer stretches of changed ones counts as changed, so that a
 * sentence that was written anew does not look like patchwork.  Case tells words apart, the style of quotation marks and
 * hyphens does not.
 *
 * Of consequence are: the headline; figures that say something else, of the same thing; quoted words; dates; who is
 * given as the source of the same words; names, and how they are spelled.  Figures and quotes that are nowhere in the
 * later version are told, too; what is merely new is not.  A change is silent unless a new note of correction holds a
 * word or number that was changed: what cannot be told is not called silent.
 *
 * In:      two annotated reports.
 * Out:     news/revision.h; it points into the reports.
 * Fails:   never.   Memory: `keep`.   Threads: any.
 * Cost:    that of compare/sequence.h, four times at most; else linear in tokens and annotations.
 */
#ifndef SYN_COMPARE_REVISION_H
#define SYN_COMPARE_REVISION_H

#include "base/arena.h"
#include "news/revision.h"

struct revision revision_find(struct arena *keep, struct arena scratch, const struct report *before,
                              const struct report *after);

#endif
