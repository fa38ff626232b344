/* compare/lineage_match.h -- how much of one report stands in another, and in which order
 *
 * Each sentence of the one is held against each sentence of the other and the one behind it, for a rewrite draws
 * two sentences together.  What the best place covers counts, where at least two terms do.  That a rewrite keeps
 * the order of what it rewrites, and two reporters of one event do not, is told by the longest rising run of places.
 *
 * In:      two texts of lineage_read.
 * Out:     shares 0..1.
 * Fails:   never.   Memory: none.   Threads: any.
 * Cost:    terms of both, and places of the one times 64 at most.
 */
#ifndef SYN_COMPARE_LINEAGE_MATCH_H
#define SYN_COMPARE_LINEAGE_MATCH_H

#include "compare/lineage_terms.h"

struct lineage_match {
    float covered;            /* of the weight of b's sentences */
    float facts;              /* of the names, figures and dates of b that few have: the weight a has, too; 0.5 where b
                               * has hardly any */
    float rare;               /* sum of the weights of terms that these two share and at most one wording more */
    float order;              /* of b's sentences that have a place in a: the part in rising places; 0 for fewer than 3 */
    float own;                /* weight, a sentence, of the names, figures and dates that b alone has */
    uint32_t rising;          /* sentences of b in the longest run of rising places */
    uint32_t sentences, of;   /* of b that have a place in a, of all that it has */
    float lede;               /* how far b's first two sentences are covered */
};

/* How much of b stands in a.  `across`: they are in different languages. */
struct lineage_match lineage_match(struct arena scratch, const struct lineage_text *a, const struct lineage_text *b);

#endif
