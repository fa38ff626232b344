/* compare/lineage_pair.h -- the pairs of a story's reports that are worth a look, and what speaks for each
 *
 * Of few reports every pair.  Of many those that share runs of words, those where one credits the other, and for each
 * wording (reports that share most of their words) the few others that share most rare terms with it.
 *
 * In:      a comparison; credits.
 * Out:     pairs, a < b, in order.
 * Fails:   never.   Memory: `keep`.   Threads: any.
 */
#ifndef SYN_COMPARE_LINEAGE_PAIR_H
#define SYN_COMPARE_LINEAGE_PAIR_H

#include "compare/lineage_credit.h"
#include "compare/lineage_match.h"

struct lineage_pair {
    uint32_t a, b;
    const struct copy *copy;            /* or NULL */
    float in_a, in_b;                   /* share of a's (b's) own words, outside of quotations, in shared runs */
    struct lineage_match b_in_a, a_in_b;
    bool across;                        /* in different languages */
    uint32_t quotes;                    /* quoted phrases that they share with at most one report more */
    struct mark quote;                  /* one of them, in a */
    struct spans facts;                 /* a few facts they share with hardly any other, in a's words */
};
struct lineage_pairs {
    struct lineage_pair *at;
    size_t count, room;
    uint32_t wordings;                  /* reports that share most of their words count once */
};

struct lineage_pairs lineage_pairs_find(struct arena *keep, struct arena scratch, const struct comparison *c,
                                        const struct lineage_credits *credits);

#endif
