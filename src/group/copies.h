/* group/copies.h -- who shares wording with whom
 *
 * Method: word-shingle fingerprints in an inverted index nominate pairs (one in eight 5-grams, chosen by
 * value; Schleimer, Wilkerson, Aiken, "Winnowing", SIGMOD 2003, for why sampling by value works); the
 * pair is then aligned on its common 3-grams into runs.
 *
 * In:      reports in a fixed order.
 * Out:     pairs whose containment is at least `least`, with the shared runs as marks.  In sets of more
 *          than 40 reports, of what very many share only pairs with the first 64 holders are listed: a
 *          thousand equal texts are linked, not paired each with each.
 * Fails:   never.   Memory: result in `keep`.   Threads: one call at a time per arena.
 * Cost:    linear in the words; pairs that share much cost their own length again.
 */
#ifndef SYN_GROUP_COPIES_H
#define SYN_GROUP_COPIES_H

#include "base/arena.h"
#include "news/copy.h"
#include "news/report.h"

struct copies copies_find(struct arena *keep, struct arena scratch, const struct report *const *reports,
                          size_t count, double least);

#endif
