/* compare/quote_paraphrase.h -- reported speech that renders a quotation
 *
 * "We will not sell" in one report is "the minister ruled out a sale" in another.  A statement renders a quotation
 * where it has most of its content words; fewer do where it is given to the same speaker or is of one claim with
 * the quoted statement.  A report that quotes the utterance renders it no more.
 *
 * In:      a comparison with statements aligned; groups of pieces.
 * Out:     renderings in order of group, then report: the best one a report.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: statements that share a rare word with a quotation.
 */
#ifndef SYN_COMPARE_QUOTE_PARAPHRASE_H
#define SYN_COMPARE_QUOTE_PARAPHRASE_H

#include "compare/quote_group.h"

struct rendering { uint32_t group, statement; };
struct renderings { struct rendering *at; size_t count; };

struct renderings quote_renderings(struct arena *keep, struct arena scratch, const struct comparison *c,
                                   const struct quote_keys *keys, const struct quote_pieces *pieces,
                                   const struct quote_groups *groups);

#endif
