/* compare/claims.h -- what several reports say, and what only one has
 *
 * A cluster of aligned statements is a claim.  Shared ones are held by two reports or more; of the others
 * those that say enough are told as unique.  Whether a report lacks a claim is only said where it is long
 * enough to tell, in a language that the claim is told in, and has nothing near it.
 *
 * In:      a comparison with lineage; the differences and quotes that are to be tied to claims.
 * Out:     claims, shared ones first, then by weight, falling; ids from 1.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in statements, times reports for absence.
 */
#ifndef SYN_COMPARE_CLAIMS_H
#define SYN_COMPARE_CLAIMS_H

#include "compare/comparison.h"

struct claim_list { struct claim *at; uint32_t count; };

struct claim_list claims_tell(struct arena *keep, struct arena scratch, const struct comparison *c, struct when event,
                              const struct difference *differences, uint32_t difference_count,
                              const struct quote *quotes, uint32_t quote_count);

#endif
