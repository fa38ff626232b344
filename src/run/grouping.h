/* run/grouping.h -- where each article belongs, as they come, and for good
 *
 * Above group/stream.h and group/family.h: articles are numbered from 0 as they come, stories from 0 as they are
 * founded (numbers are passed over, none is given twice); each call says which articles are in another story now.
 * The state can be written down and taken up again: grouping that was saved and restored says what one that was never
 * stopped would say, letter for letter.
 *
 * What a person sets right holds: a story that was merged, split or given a report by hand is fixed.  No review
 * divides it, merges it or takes a report from it; so two stories that were parted by hand are not joined again, as
 * long as one of them is fixed.  New reports may still join it.  All this holds as well for articles that left the
 * stream's window.
 *
 * In:      bags in order of arrival (group/bag.h).
 * Fails:   grouping_restore, on an image that is none, or of another program's shape.
 * Memory:  that of the stream's window, 16 bytes for each article that ever came and some 44 for each story.
 * Threads: one at a time.
 * Cost:    that of the stream; what is done by hand is linear in the window.  docs/limits.md has figures of images.
 */
#ifndef SYN_RUN_GROUPING_H
#define SYN_RUN_GROUPING_H

#include "base/error.h"
#include "base/image.h"
#include "group/stream.h"
#include "group/stream_hand.h"

enum placed { PLACED_NEW, PLACED_MOVED, PLACED_SPLIT, PLACED_MERGED };

struct placing {
    uint32_t article;
    uint32_t story, was;               /* was: equal to `story` for what has just come */
    uint8_t how;                       /* enum placed */
};
struct placings { const struct placing *at; size_t count; };   /* good until the next call; each article once */

struct grouping_settings {
    double least;                      /* 0 and below: as usual */
    uint32_t window;                   /* 0: as usual */
};

struct grouping;
struct grouping *grouping_open(const struct grouping_settings *settings);
void grouping_close(struct grouping *g);         /* NULL is taken */

/* The next article; first of the placings is its own. */
struct placings grouping_add(struct grouping *g, const struct bag *bag, double day, bool dated);
/* Looks at all stories in memory once more: at the end of a run. */
struct placings grouping_settle(struct grouping *g);
/* Whether what meets other languages should be looked for in bags. */
bool grouping_wants_bridges(const struct grouping *g);
struct stream_counts grouping_counts(const struct grouping *g);

/* The story that an article is in now. */
uint32_t grouping_story_of(const struct grouping *g, uint32_t article);
/* Whether its story has no other. */
bool grouping_is_alone(const struct grouping *g, uint32_t article);

/* ---- late ones (run/late.h) ---- */

/* How like the others, taken for one story, a report is, by what is rare now; 0 where it may not join them. */
double grouping_resembles(struct grouping *g, const struct dated_bag *report, const struct dated_bag *others,
                          uint32_t count);
/* An article that is alone goes to a story, which need not be in memory; nothing is fixed by that. */
struct placings grouping_join_late(struct grouping *g, uint32_t article, uint32_t story);

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

/* ---- after a log (run/grouping_store.h) ---- */

/* The article is in `story`, whatever was said; nothing is fixed by that. */
void grouping_put(struct grouping *g, uint32_t article, uint32_t story);
/* No story below `number` is founded any more. */
void grouping_skip(struct grouping *g, uint32_t number);

/* ---- written down ---- */

bool grouping_save(const struct grouping *g, image_write *write, void *context);
struct grouping *grouping_restore(image_read *read, void *context, struct syn_error *error);

#endif
