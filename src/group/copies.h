/* group/copies.h -- who shares wording with whom
 *
 * Reports become small texts of word hashes (group/copy_text.h); an inverted index over sampled runs of heavy words
 * names pairs (group/copy_index.h), each of which is aligned (group/copy_align.h).  Of few reports every pair
 * is aligned.
 *
 * In:      reports, or texts of them, in a fixed order.
 * Out:     pairs whose containment is at least `least`, with the shared runs as marks.  Of what very many share only
 *          pairs with the first holders are listed: a thousand equal texts are linked, not paired each with each.
 * Fails:   never.
 * Memory:  result in `keep`; in `scratch` what the index takes, and 20 bytes a word for texts of more than 4,096.
 * Threads: one call at a time per arena.
 * Cost:    linear in the words; a pair that is aligned costs the length of a text, the shorter where one is long.
 */
#ifndef SYN_GROUP_COPIES_H
#define SYN_GROUP_COPIES_H

#include "group/copy_text.h"
#include "news/copy.h"
#include "news/report.h"

/* Pairs one after the other, by a, then b; what a copy holds is good until the call returns, which says whether to go
 * on.  The texts are used up: what they were sampled by is gone. */
typedef bool copies_take(void *context, const struct copy *copy);
void copies_each(struct arena scratch, struct copy_text *const *texts, uint32_t count, double least,
                 copies_take *take, void *context);

struct copies copies_find(struct arena *keep, struct arena scratch, const struct report *const *reports,
                          size_t count, double least);

#endif
