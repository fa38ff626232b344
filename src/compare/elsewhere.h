/* compare/elsewhere.h -- whether what only one report has is told in a neighbouring story
 *
 * "Only here" is a claim about the others, and the others are not this story alone.  A unique claim whose
 * words stand, by weight, mostly in one sentence of a report of another story gets that place: what is rare
 * among all these sentences weighs more.
 *
 * In:      a comparison with lineage, the reports of other stories, the claims.
 * Out:     claim.elsewhere of unique claims: one place a report, the best covered first.
 * Fails:   never.   Memory: `keep`.   Threads: any.
 * Cost:    linear in the words of the other reports, times the unique claims that a word stands in.
 */
#ifndef SYN_COMPARE_ELSEWHERE_H
#define SYN_COMPARE_ELSEWHERE_H

#include "compare/claims.h"
#include "compare/compare.h"

void elsewhere_look(struct arena *keep, struct arena scratch, const struct comparison *c, struct neighbours around,
                    struct claim_list *claims);

#endif
