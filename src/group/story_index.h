/* group/story_index.h -- which stories hold a term
 *
 * By term the newest STORY_INDEX_POSTINGS stories that hold it among their heaviest.  Terms that share a bucket by
 * chance share its stories: that only brings a candidate which is turned down when it is looked at.  A story is a small
 * number (a slot), which may be given to another one when it is retired; what was posted for the first is passed over
 * from then on.
 *
 * Fails:   story_index_restore, on an image that is none; else never (see base/arena.h).
 * Memory:  its own; 16 bytes a bucket and 4 a posting beyond three a bucket.  Buckets do not know their terms, so that
 *          to have more of them all stories must be posted anew (story_index_grow).
 * Threads: one at a time.
 * Cost:    story_index_find: constant, some 5 us for 40 terms; story_index_post: some 10 ns a term.
 */
#ifndef SYN_GROUP_STORY_INDEX_H
#define SYN_GROUP_STORY_INDEX_H

#include "base/image.h"
#include "group/term.h"

enum {
    STORY_INDEX_TERMS = 40,              /* of a report or story are looked for */
    STORY_INDEX_POSTINGS = 64,
    STORY_INDEX_SLOTS = 1 << 24          /* stories at one time */
};

struct story_index;

struct story_candidate { uint32_t story; float weight; };   /* weight: of the query's terms that it may hold, squared */

struct story_index *story_index_open(void);
void story_index_close(struct story_index *index);

/* Whether there are so many postings that it should be made larger. */
bool story_index_crowded(const struct story_index *index);
/* Makes it twice as large, and empty. */
void story_index_grow(struct story_index *index);

/* The terms an index goes by: the heaviest of a list. */
struct terms story_index_terms(struct arena *keep, const struct terms *terms);

/* story < STORY_INDEX_SLOTS */
void story_index_post(struct story_index *index, uint32_t story, const struct terms *heaviest);
/* The slot's story is no more. */
void story_index_retire(struct story_index *index, uint32_t story);

/* Up to `most` stories, not 0, that hold most of the terms by weight, best first, to `out`; returns how many. */
uint32_t story_index_find(struct story_index *index, const struct terms *heaviest, struct story_candidate *out,
                          uint32_t most);

/* Goes on freeing what retired stories left; to be called once a report. */
void story_index_sweep(struct story_index *index, uint32_t buckets);

size_t story_index_bytes(const struct story_index *index);
uint32_t story_index_buckets(const struct story_index *index);

/* Of slots below `slots`.  Finds what the one that was saved would find. */
void story_index_save(const struct story_index *index, struct image_out *out, uint32_t slots);
/* NULL where the image is none. */
struct story_index *story_index_restore(struct image_in *in, uint32_t slots);

#endif
