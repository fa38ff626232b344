/* compare/headline.h -- the headline of a story: chosen, never written
 *
 * It is the title of a report.  Titles are held against what the accounts say: the more of a title's words
 * most accounts have, in their first paragraphs above all, the better it tells the story.  A title that asks,
 * teases or comments (data/title_sign.tsv), one in a language of few accounts, and one of a report that was
 * made of another's counts less.  Where no report has a title it is the wording of the weightiest claim.
 *
 * In:      a comparison with lineage, and the synopsis with claims filled in.
 * Out:     headline and headline_at of the synopsis.
 * Fails:   never.   Memory: none.   Threads: any.   Cost: linear in the tokens.
 */
#ifndef SYN_COMPARE_HEADLINE_H
#define SYN_COMPARE_HEADLINE_H

#include "compare/comparison.h"

enum title_sign { TITLE_OPENING = 1, TITLE_ADDRESS };

void headline_choose(struct arena scratch, const struct comparison *c, struct synopsis *s);

#endif
