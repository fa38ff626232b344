/* compare/quote_translate.h -- utterances that are one, told in several languages
 *
 * There is no dictionary here: what speaks for a translation is the speaker, the words that mean the same in both
 * (names, figures, concepts, cognates; compare/quote_key.h), and, where one report was made of the other, that
 * the two stand side by side (compare/quote_parallel.h).  The best pairs are joined first, and no report gets two
 * pieces of one utterance that way.
 *
 * In:      groups of one language each; a comparison whose lineage is known.
 * Out:     groups, fewer; of several languages the leader is that of the one with most reports.
 * Fails:   never.   Memory: `scratch` only.   Threads: any.
 * Cost:    pairs of groups that share a speaker or a rare word, times their members.
 */
#ifndef SYN_COMPARE_QUOTE_TRANSLATE_H
#define SYN_COMPARE_QUOTE_TRANSLATE_H

#include "compare/quote_group.h"

void quote_groups_translate(struct arena scratch, const struct comparison *c,
                            const struct quote_keys *keys, const struct quote_pieces *pieces,
                            struct quote_groups *groups);

#endif
