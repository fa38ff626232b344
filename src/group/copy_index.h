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
 * Memory:  `keep`: 4 bytes a gram that two texts hold or more, a byte for any other, 8 a pair.  `scratch`: 20
 *          bytes a text and 8 a pair.     Threads: any, on texts of their own.
 * Cost:    linear in the grams; a gram costs a text at most 64 steps.
 */
#ifndef SYN_GROUP_COPY_INDEX_H
#define SYN_GROUP_COPY_INDEX_H

#include "group/copy_text.h"

/* What a gram becomes: its slice in the uppermost bits, whether it is standing text (group/copy_standing.h), and where
 * in the postings of the slice its holders stand, 0 for a gram that one text holds alone. */
enum {
    COPY_SLICE_BITS = 6, COPY_SLICES = 1 << COPY_SLICE_BITS, COPY_SLICE_SHIFT = 32 - COPY_SLICE_BITS,
    COPY_STANDING = 1 << (COPY_SLICE_SHIFT - 1), COPY_LOCAL_MASK = COPY_STANDING - 1
};

struct copy_index {
    struct copy_text *const *texts;
    uint32_t text_count;
    uint32_t *gram_counts;              /* of each text */
    uint32_t *postings[COPY_SLICES];    /* a count, then the texts that hold the gram, gram after gram; from 1 */
    uint32_t postings_end[COPY_SLICES];
};

struct copy_index copy_index_of(struct arena *keep, struct copy_text *const *texts, uint32_t count);

/* The texts that hold a gram, behind their count; NULL where it is held by one alone. */
static inline const uint32_t *copy_index_holders(const struct copy_index *index, uint32_t gram)
{
    uint32_t local = gram & COPY_LOCAL_MASK;
    return local ? index->postings[gram >> COPY_SLICE_SHIFT] + local : NULL;
}

struct copy_pair { uint32_t a, b; };   /* a < b */
struct copy_pairs { struct copy_pair *at; size_t count; };

struct copy_pairs copy_index_pairs(struct arena *keep, struct arena scratch, const struct copy_index *index);
/* Each with each, in the same order. */
struct copy_pairs copy_index_all(struct arena *keep, uint32_t count);

#endif
