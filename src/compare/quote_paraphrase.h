/* compare/quote_paraphrase.h -- reported speech that renders a quotation
 *
 * "We will not sell" in one report is "the minister ruled out a sale" in another.  A statement renders a quotation
 * where it has most of its content words.  Where it is not given to the same speaker more is asked: some of these words
 * must be rare in the story and all stand in like order, since what happened is told in like words by many.  A report
 * that quotes the utterance renders it no more.  The same words in quotation marks, or told as nobody's word, are a
 * quotation whose speaker was not found.
 *
 * In:      a comparison with statements aligned; groups of pieces.
 * Out:     renderings in order of group, then report: the best one a report.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: statements that share a rare word with a quotation.
 */
#ifndef SYN_COMPARE_QUOTE_PARAPHRASE_H
#define SYN_COMPARE_QUOTE_PARAPHRASE_H

#include "compare/quote_group.h"

struct rendering {
    uint32_t group, statement;
    struct mark words;           /* the statement's, or what stands in quotation marks */
    bool quoted;
};
struct renderings { struct rendering *at; size_t count; };

struct renderings quote_renderings(struct arena *keep, struct arena scratch, const struct comparison *c,
                                   const struct quote_keys *keys, const struct quote_pieces *pieces,
                                   const struct quote_groups *groups);

#endif
