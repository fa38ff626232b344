/* compare/lineage.h -- who copied whom
 *
 * For pairs of reports the evidence that one was made of the other is added up as log-odds: how much of what the one
 * says stands in the other, whose facts few have, in which order, what of it in the same words; and credits.
 * Credit, agency, time and what a cut copy lost decide the direction.  Each report gets at most one source, the best;
 * an origin is a tree of these edges, so that a reprint's reprint counts once.  Reports of one agency's text that is
 * not in the pile, or of one press release, are one origin without a source: LINEAGE_COMMON_SOURCE.
 * docs/lineage.md explains the weights.
 *
 * In:      a comparison with names joined and words read; copies.
 * Out:     edges, in order of finding; origin_of, source_of and origin_count of *c.
 * Fails:   never.   Memory: `keep`.   Threads: any.
 * Cost:    every pair of a small story; of a large one those that share rare terms, runs or a credit.
 */
#ifndef SYN_COMPARE_LINEAGE_H
#define SYN_COMPARE_LINEAGE_H

#include "compare/comparison.h"

struct lineage {
    struct lineage_edge *at;
    uint32_t count;
    struct span *behind;      /* report -> the agency or outlet outside the pile that it goes back to; may be empty */
};

struct lineage lineage_trace(struct arena *keep, struct arena scratch, struct comparison *c);

/* What a report's own text says of where it comes from: "agency: AFP", "credits AFP" or empty. */
struct span lineage_label(struct arena *keep, const struct article *article);

#endif
