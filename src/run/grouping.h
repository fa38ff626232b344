/* run/grouping.h -- where each article belongs, as they come, and for good
 *
 * Above group/stream.h and group/family.h: articles are numbered from 0 as they come, stories from 0 as they are
 * founded; each call says which articles are in another story now.  The state can be written down and taken up again:
 * grouping that was saved and restored says what one that was never stopped would say, letter for letter.
 *
 * What a person sets right holds: a story that was merged, split or given a report by hand is fixed.  No review
 * divides it, merges it or takes a report from it; two stories that were parted by hand are not joined again.  New
 * reports may still join it.
 *
 * In:      bags in order of arrival (group/bag.h).
 * Fails:   grouping_restore, on an image that is none, or of another program's shape.
 * Memory:  that of the stream's window, and some 16 bytes for each article that ever came.
 * Threads: one at a time.
 * Cost:    that of the stream; an image is some 250 MB at a full window, and takes a copy of it.
 */
#ifndef SYN_RUN_GROUPING_H
#define SYN_RUN_GROUPING_H

#include "base/error.h"
#include "group/stream.h"

enum placed { PLACED_NEW, PLACED_MOVED, PLACED_SPLIT, PLACED_MERGED };

struct placing {
    uint32_t article;
    uint32_t story, was;               /* was: equal to `story` for what has just come */
    uint8_t how;                       /* enum placed */
};
struct placings { const struct placing *at; size_t count; };   /* good until the next call; each article once */

struct grouping_settings {
    double least;                      /* below 0: as usual */
    uint32_t window;                   /* 0: as usual */
};

struct grouping;
struct grouping *grouping_open(const struct grouping_settings *settings);
void grouping_close(struct grouping *g);

/* The next article; first of the placings is its own. */
struct placings grouping_add(struct grouping *g, const struct bag *bag, double day, bool dated);
/* Looks at all stories in memory once more: at the end of a run. */
struct placings grouping_settle(struct grouping *g);
/* Whether what meets other languages should be looked for in bags. */
bool grouping_wants_bridges(const struct grouping *g);
struct stream_counts grouping_counts(const struct grouping *g);

/* The story that an article is in now. */
uint32_t grouping_story_of(const struct grouping *g, uint32_t article);

/* ---- by hand: numbers must be ones that were given out ---- */

/* All of `from` goes to `to`. */
struct placings grouping_merge(struct grouping *g, uint32_t from, uint32_t to);
/* The articles, which may be in any stories, found a new one. */
struct placings grouping_split(struct grouping *g, const uint32_t *articles, size_t count, uint32_t *story);
/* The articles go to `story`, which may be one that was merged away: it lives again. */
struct placings grouping_move(struct grouping *g, const uint32_t *articles, size_t count, uint32_t story);
bool grouping_is_fixed(const struct grouping *g, uint32_t story);
/* Fixes it, or lets the program look at it again. */
void grouping_fix(struct grouping *g, uint32_t story, bool fixed);

/* ---- written down ---- */

/* Gets the image piece by piece; returns false to stop. */
typedef bool grouping_write(void *context, const void *bytes, size_t length);
bool grouping_save(const struct grouping *g, grouping_write *write, void *context);
/* Gives the next `length` bytes of the image; false where there are none. */
typedef bool grouping_read(void *context, void *bytes, size_t length);
struct grouping *grouping_restore(grouping_read *read, void *context, struct syn_error *error);

#endif
