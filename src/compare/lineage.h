/* compare/lineage.h -- who copied whom
 *
 * For each pair of reports the evidence that one was made of the other is added up: words in shared runs
 * (group/copies.h), a credit that names the other's outlet, agency or site, quoted phrases and rare
 * statements that few others have.  Each report gets at most one source, the best; time, credit and
 * completeness decide the direction.  An origin is a tree of these edges, so that a reprint's reprint
 * counts once; reports that credit the same agency outside the pile go back to one text, too.
 *
 * In:      a comparison with statements aligned.
 * Out:     edges, in order of the derived report; origin_of, source_of and origin_count of *c.
 * Fails:   never.   Memory: `keep`.   Threads: any.
 * Cost:    pairs of reports that share runs, credits or rare statements.
 */
#ifndef SYN_COMPARE_LINEAGE_H
#define SYN_COMPARE_LINEAGE_H

#include "compare/comparison.h"

struct lineage { struct lineage_edge *at; uint32_t count; };

struct lineage lineage_trace(struct arena *keep, struct arena scratch, struct comparison *c);

/* What a report's own text says of where it comes from: "agency: AFP", "credits AFP" or empty. */
struct span lineage_label(struct arena *keep, const struct article *article);

#endif
