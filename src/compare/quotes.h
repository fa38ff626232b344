/* compare/quotes.h -- one utterance in its variants
 *
 * In this order: the keys of words (quote_key.h), the quoted stretches, a sentence each (quote_piece.h), which of them
 * are one utterance (quote_group.h), also in other languages (quote_translate.h), what renders it without quotation
 * marks (quote_paraphrase.h); then for each who spoke (quote_speaker.h) and what a variant is to the first
 * (quote_change.h).  Sentences that all reports have one behind the other are told as one.
 * One or two words in quotation marks are a manner of speaking, unless several reports have them.
 *
 * In:      a comparison with lineage.
 * Out:     quotes that two reports have, or one has in full; sorted by origins, reports, place.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: n log n in the quoted words, and pairs that
 *          share a rare word.
 */
#ifndef SYN_COMPARE_QUOTES_H
#define SYN_COMPARE_QUOTES_H

#include "compare/comparison.h"

struct quote_list { struct quote *at; uint32_t count; };

struct quote_list quotes_collate(struct arena *keep, struct arena scratch, const struct comparison *c);

#endif
