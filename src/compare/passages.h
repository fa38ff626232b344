/* compare/passages.h -- sentences of several reports that tell of the same happenings, for reading side by side
 *
 * A claim is what clauses have in common; a passage is where whole sentences run side by side.  Sentences that share
 * telling terms are judged by how far they overlap (compare/pair.h) and joined by average link.  Which of them then say
 * the same as the first one, and no more, is judged by compare/paraphrase.h; English ones only.
 *
 * In:      a comparison with names.
 * Out:     passages of two reports or more, in order of the first report's place.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: pairs of sentences that share a term.
 */
#ifndef SYN_COMPARE_PASSAGES_H
#define SYN_COMPARE_PASSAGES_H

#include "compare/comparison.h"

struct passage_list { struct passage *at; uint32_t count; };

struct passage_list passages_find(struct arena *keep, struct arena scratch, const struct comparison *c);

#endif
