/* annotate/nominal.h -- noun phrases where nouns have capitals: German
 *
 * An article, adjectives, nouns; with what belongs to them: a genitive, "von" and "für" with their nouns,
 * a second noun behind "und", a bracket, a name in quotation marks.
 *
 * Fails: never.   Memory: none.   Threads: any.   Cost: bounded by NOMINAL_WORDS.
 */
#ifndef SYN_ANNOTATE_NOMINAL_H
#define SYN_ANNOTATE_NOMINAL_H

#include "annotate/phrase.h"

enum { NOMINAL_WORDS = 40 };

/* The noun phrase that begins at `first` and ends before `limit`; a pronoun alone is one. */
struct stretch nominal_behind(const struct view *v, uint32_t first, uint32_t limit);
/* The longest noun phrase that ends at `end` and does not begin before `floor`. */
struct stretch nominal_before(const struct view *v, uint32_t end, uint32_t floor);
/* Whether the phrase is in no other case than the nominative may be: "der Sprecher", not "dem Sprecher". */
bool nominal_may_be_subject(const struct view *v, struct stretch phrase);

#endif
