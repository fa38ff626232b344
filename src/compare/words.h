/* compare/words.h -- what the words of a report are to the comparison, looked up once
 *
 * In:      a report's tokens.
 * Out:     one row a token, in the same order.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: a look-up a distinct word, a probe a token.
 */
#ifndef SYN_COMPARE_WORDS_H
#define SYN_COMPARE_WORDS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "news/report.h"

enum clause_kind { CLAUSE_NONE, CLAUSE_COORDINATE, CLAUSE_RELATIVE, CLAUSE_SUBORDINATE, CLAUSE_THAT };

struct word {
    uint64_t key;        /* what it is compared by: its concept (data/concept.tsv) or its stem; 0 for function
                          * words and punctuation */
    uint8_t opens;       /* enum clause_kind: whether it opens a clause behind a comma */
    bool negates;
};

struct word *words_read(struct arena *keep, struct arena scratch, const struct report *report);

#endif
