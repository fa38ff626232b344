/* group/copy_index.h -- which texts may have been copied from each other
 *
 * An inverted index over the sampled grams of all texts names pairs that are worth aligning.  A gram that k texts
 * hold counts 1/k for each two of them, so that what is written everywhere (an outlet's standing text, phrases
 * of the day) names nobody; but texts whose grams are the same for a good part are named, however many they are.
 * Of the holders of a gram that very many share each is paired with the first few alone: a thousand equal texts
 * are linked, not paired each with each.
 *
 * The index is built a slice of the hashes at a time, and takes the place of the hashes: what they were is gone.
 *
 * In:      texts (group/copy_text.h) in the order of their numbers, which says who is first.
 * Out:     pairs, each once, by a, then b.
 * Fails:   never.
 * Memory:  the pairs in `keep`.  In `scratch` 4 bytes a gram that two texts hold or more, a byte a gram for the slice,
 *          and 12 a text.     Threads: any, on texts of their own.
 * Cost:    linear in the grams; a gram costs a text at most 64 steps.
 */
#ifndef SYN_GROUP_COPY_INDEX_H
#define SYN_GROUP_COPY_INDEX_H

#include "group/copy_text.h"

struct copy_pair { uint32_t a, b; };   /* a < b */
struct copy_pairs { struct copy_pair *at; size_t count; };

struct copy_pairs copy_index_pairs(struct arena *keep, struct arena scratch, struct copy_text *const *texts,
                                   uint32_t count);
/* Each with each, in the same order. */
struct copy_pairs copy_index_all(struct arena *keep, uint32_t count);

#endif
