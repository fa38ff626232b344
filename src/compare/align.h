/* compare/align.h -- statements of several reports that say the same
 *
 * Statements that share rare terms are compared (an inverted index over terms, the commonest left out),
 * then joined into clusters by average link: a pair that was not compared counts as unlike, so that a
 * chain A~B~C does not draw three together.  Statements of one report join only when nearly equal.
 *
 * In:      weighed statements.
 * Out:     statement.claim is the number of its cluster; clusters are numbered by first coming.
 * Fails:   never.   Memory: `keep` for the near pairs.   Threads: any.
 * Cost:    pairs that share a term; n log n in those.
 */
#ifndef SYN_COMPARE_ALIGN_H
#define SYN_COMPARE_ALIGN_H

#include "base/arena.h"
#include "compare/statement.h"

/* Two statements that are alike and yet of different claims. */
struct near { uint32_t a, b; };
struct nears { struct near *at; size_t count; };

/* Returns how many clusters there are.  *nears gets the pairs that are near without being joined: a
 * report with such a statement cannot be said to lack the other's claim. */
uint32_t align_statements(struct arena *keep, struct arena scratch, struct statements statements, struct nears *nears);

/* How far two statements say the same, 0..1: likeness of terms, less where the people, days or the
 * polarity do not go together. */
float align_score(const struct statement *a, const struct statement *b);

#endif
