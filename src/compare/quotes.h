/* compare/quotes.h -- one utterance in its variants
 *
 * Quoted stretches of several reports, sentence by sentence, are one utterance when most content words of
 * the shorter stand in the longer ("to stop all instrumentalization", "stop any instrumentalization [of
 * this event]").  To them come the statements of other reports that say the same without quotation marks
 * (aligned by claims): paraphrases.  Each variant's words are laid beside the first one's, and those
 * without a partner are marked.
 *
 * In:      a comparison with lineage.
 * Out:     quotes that two reports have, or one has in full; sorted by origins, reports, place.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: pairs of quotes that share a content word.
 */
#ifndef SYN_COMPARE_QUOTES_H
#define SYN_COMPARE_QUOTES_H

#include "compare/comparison.h"

struct quote_list { struct quote *at; uint32_t count; };

struct quote_list quotes_collate(struct arena *keep, struct arena scratch, const struct comparison *c);

#endif
