/* compare/quote_parallel.h -- quotations of a report and of its translation, side by side
 *
 * A translation keeps the order of what it translates, though it may leave some out: so the quotations of
 * the two are laid beside each other from the begin to the end, each beside one of like length at a like place, or
 * beside none.
 *
 * In:      pieces; a comparison whose lineage is known.
 * Out:     pairs of pieces, of reports in two languages one of which was made of the other, in order of the later.
 * Fails:   never.   Memory: `keep`.   Threads: any.
 * Cost:    for each such pair of reports the product of the numbers of their pieces, of 48 at most.
 */
#ifndef SYN_COMPARE_QUOTE_PARALLEL_H
#define SYN_COMPARE_QUOTE_PARALLEL_H

#include "compare/quote_piece.h"

struct quote_pair { uint32_t a, b; };
struct quote_pairs { struct quote_pair *at; size_t count; };

struct quote_pairs quote_pairs_parallel(struct arena *keep, struct arena scratch, const struct comparison *c,
                                        const struct quote_keys *keys, const struct quote_pieces *pieces);

/* About how many letters `bytes` of a report are: Cyrillic takes two for each. */
float quote_letters(const struct comparison *c, uint32_t report, uint32_t bytes);

#endif
