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
 * Out:     for each text those behind it that it is paired with.
 * Fails:   never.
 * Memory:  `keep`: 4 bytes a gram that two texts hold or more, 16 a text; while it is built, a byte a gram.
 * Threads: any, on texts of their own.
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

/* The texts that one is worth being aligned with. */
struct copy_nominees {
    uint32_t *at, count;
    float *weight;                      /* by text, while one is looked at; 0 between */
    uint32_t *hits;
};

struct copy_nominees copy_nominees_in(struct arena *keep, const struct copy_index *index);
/* Those behind `text`, by number. */
void copy_nominate(struct copy_nominees *nominees, const struct copy_index *index, uint32_t text);
/* All that are behind it. */
void copy_nominate_all(struct copy_nominees *nominees, const struct copy_index *index, uint32_t text);

#endif
