/* compare/coverage.h -- how much of what is said stands in one sentence of a report
 *
 * Alignment joins statements that say the same.  What it could not join may still be told by a report, in
 * part or over several clauses: before a report is said to lack something, its sentences are asked.
 *
 * In:      a comparison with weighed statements.
 * Out:     for a list of terms, the share of their weight that each report's best sentence holds.
 * Fails:   never.   Memory: `keep`.   Threads: one at a time.
 * Cost:    n log n in the terms for the index; a question costs the sentences that hold its terms, of which
 *          terms that more than SENTENCES_MOST hold are not asked for.
 */
#ifndef SYN_COMPARE_COVERAGE_H
#define SYN_COMPARE_COVERAGE_H

#include "compare/comparison.h"

enum { SENTENCES_MOST = 160 };

struct term_place { uint64_t key; uint32_t sentence; };

struct coverage {
    struct term_place *places;   /* by key, then sentence; each once */
    size_t count;
    uint32_t *report_of;         /* of a sentence */
    uint32_t sentences;
    float *held;                 /* of a sentence; 0 between questions */
    uint32_t *touched;
};

struct coverage coverage_index(struct arena *keep, const struct comparison *c);

/* Fills shares[report], 0..1.  `terms` may have any weights. */
void coverage_ask(const struct coverage *coverage, const struct term *terms, uint32_t count, float *shares,
                  uint32_t report_count);

#endif
