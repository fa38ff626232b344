/* annotate/told.h -- what the taggers found, handed to what finds the rest
 *
 * In:      sayings (annotate/saying_join.h).
 * Out:     findings of a unit (annotate/finding.h), as the rules would have made them; without the day at the end of a
 *          source and the person addressed at the begin of a content.
 * Fails:   never.   Memory: `keep`; finder.scratch.   Threads: one at a time.
 * Cost:    n log n for the order, then linear.
 */
#ifndef SYN_ANNOTATE_TOLD_H
#define SYN_ANNOTATE_TOLD_H

#include "annotate/finding.h"

/* The same sayings by the begin of their contents, those of equal begin by their cues. */
struct sayings told_in_order(struct arena *keep, struct sayings sayings);
/* Those whose content begins in the unit, or before it and was not read yet. */
void told_read(struct finder *f, const struct unit *u);
/* Whether a content that was found before reaches into the unit. */
bool told_reaches(const struct finder *f, const struct unit *u);

#endif
