/* compare/clause.h -- where the clauses of sentences begin and end
 *
 * A sentence often says three things.  It is cut where a reported content begins or ends, at semicolons, colons,
 * dashes and brackets, and where a clause opens:
 *   - behind a comma, at a word that opens one (data/clause_word.tsv), or at a participle ("calling on ...");
 *   - where the words are tagged, also without a comma: at a conjunction behind which a finite verb stands ("after
 *     the bridge gave way", "killed 12 and wounded 40"), at a relative pronoun, and at a participle behind its
 *     noun ("the attack claimed by ...").
 * A piece that says too little stays with its neighbour.  Who speaks and the cue ("Adder said that") are the
 * frame: they belong to no clause, unless they say something of their own.
 *
 * In:      an annotated report and its words (compare/words.h).
 * Out:     clauses in order of place; they never overlap; each within one sentence.  Headings have none.
 * Fails:   never.   Memory: `keep` for the clauses.   Threads: any.   Cost: linear in tokens and attributions.
 */
#ifndef SYN_COMPARE_CLAUSE_H
#define SYN_COMPARE_CLAUSE_H

#include "base/arena.h"
#include "compare/words.h"
#include "news/report.h"

struct clause {
    uint32_t sentence;
    uint32_t first, end;      /* tokens; no punctuation or conjunction at either end */
    bool goes_on;             /* has no subject of its own: "and wounded 40" goes on with that of the clause before */
};

struct clauses { struct clause *at; uint32_t count; };

struct clauses clause_cut(struct arena *keep, struct arena scratch, const struct report *report, const struct word *words);

#endif
