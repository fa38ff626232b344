/* compare/headline.h -- a story in one line: the headline chosen, who, what, where
 *
 * Nothing is invented: the headline is one of the reports' titles, or, where none has one, the wording of
 * the weightiest claim; who and where are the names that the shared claims hold most.
 *
 * In:      a comparison with lineage, and the synopsis with claims filled in.
 * Out:     headline, headline_at, who, what, where and one_source of the synopsis.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in mentions and attributions.
 */
#ifndef SYN_COMPARE_HEADLINE_H
#define SYN_COMPARE_HEADLINE_H

#include "compare/comparison.h"

void headline_choose(struct arena *keep, struct arena scratch, const struct comparison *c, struct synopsis *s);

#endif
