/* compare/candidate.h -- pairs of statements that share something
 *
 * An inverted index over terms; those that very many statements hold name no pairs.  So only statements that share a
 * telling term are ever held against each other.
 *
 * In:      weighed statements.
 * Out:     each pair a < b that shares such a term, once, in order of a; what its shared terms come to.
 * Fails:   never.   Memory: `scratch`.   Threads: any.   Cost: the pairs of each term's holders.
 */
#ifndef SYN_COMPARE_CANDIDATE_H
#define SYN_COMPARE_CANDIDATE_H

#include "base/arena.h"
#include "compare/statement.h"

struct candidate {
    uint32_t a, b;
    float likeness;              /* cosine of the terms, of the common ones only where they were shared besides others */
    unsigned names, days;        /* shared */
};

typedef void candidate_take(void *context, const struct candidate *pair);

void candidates_each(struct arena scratch, struct statements statements, candidate_take *take, void *context);

#endif
