/* compare/align.h -- statements of several reports that say the same
 *
 * Statements that share rare terms (compare/candidate.h) are held against each other: likeness of terms, less where the
 * people, the times, who acts or the polarity do not go together.  Then they are joined into clusters by average link
 * (base/linkage.h), where a pair that was not compared counts as unlike.  Statements of one report join only when nearly
 * equal.
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

#endif
