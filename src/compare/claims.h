/* compare/claims.h -- what several reports say, and what only one has
 *
 * A cluster of aligned statements is a claim.  Shared ones are held by two reports or more; of the others
 * those that say enough are told as unique.  The wording is the statement that says what the others say, and
 * little else, grown to a line that reads by itself (compare/line.h).  Whether a report lacks a claim is only
 * said where it is long enough to tell, in a language that the claim is told in, and has nothing near it.
 *
 * In:      a comparison with lineage; the day of the event.
 * Out:     claims, shared ones first, then by weight, falling; ids from 1.  What went before the event is
 *          marked as background and weighs less.
 * Fails:   never.   Memory: `keep`.   Threads: any.
 * Cost:    linear in statements, times reports for absence; n log n in their terms.
 */
#ifndef SYN_COMPARE_CLAIMS_H
#define SYN_COMPARE_CLAIMS_H

#include "compare/comparison.h"

struct claim_list { struct claim *at; uint32_t count; };

struct claim_list claims_tell(struct arena *keep, struct arena scratch, const struct comparison *c,
                              struct when event);

/* Notes with each claim which differences and quotes stand in what supports it.  Spellings and agreements
 * concern none.  n log n in the supports, then a search a value. */
void claims_tie(struct arena *keep, struct arena scratch, struct claim_list *claims,
                const struct difference *differences, uint32_t difference_count, const struct quote *quotes,
                uint32_t quote_count);

#endif
