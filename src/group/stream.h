/* group/stream.h -- stories as articles come
 *
 * Each article joins the story it is most like, where that is like enough, or founds one.  What is learnt later can set
 * that right: every STREAM_REVIEW articles the stories that got new reports are looked at again, with those that are
 * nearly like them, and their latest reports are divided anew by average link, as a closed set would be.  So stories
 * merge and split, and reports move; each time it is said what changed.  A story keeps its number where most of its
 * reports stay.  What has got no report for a while (`window` articles) is final and leaves memory.
 *
 * In:      bags in order of arrival (group/bag.h), which may have been made by many threads.
 * Out:     numbers of stories, from 0 in the order of their founding; they are never used again.  Articles are numbered
 *          from 0 as they come.  The same articles in the same order give the same numbers and events.
 * Fails:   never (see base/arena.h).
 * Memory:  its own: some 1.1 kB an article in the window.      Threads: one at a time.
 * Cost:    constant an article, however many stories there were; bench_stream prints it.
 *
 * Method: J. Allan, R. Papka, V. Lavrenko, "On-line new event detection and tracking", 1998 (one pass); R. Sokal,
 * C. Michener, "A statistical method for evaluating systematic relationships", 1958 (average link).
 */
#ifndef SYN_GROUP_STREAM_H
#define SYN_GROUP_STREAM_H

#include "group/bag.h"
#include "group/likeness.h"

enum {
    STREAM_WINDOW = 200000,      /* articles */
    STREAM_REVIEW = 256
};

struct stream_settings {         /* 0: as usual */
    double least;                /* mean likeness from which on reports are of one story; usually LIKENESS_LEAST */
    uint32_t window;             /* articles after which a story without new reports is final */
};

enum stream_event_kind {
    STREAM_MOVED,                /* the article is in another story now */
    STREAM_SPLIT,                /* the article is in a story that was founded now, with others of `from` */
    STREAM_MERGED                /* all articles of `from` are in `to`, but for those that were said to go elsewhere */
};

#define STREAM_ALL UINT32_MAX

/* Events are in order: what is said later holds for what was changed before. */
struct stream_event {
    enum stream_event_kind kind;
    uint32_t article;            /* STREAM_ALL for a merger; its articles still in memory follow one by one, as moved */
    uint32_t from, to;           /* stories */
};

struct stream;

struct stream *stream_open(const struct stream_settings *settings);
void stream_close(struct stream *stream);

/* The story of the next article, as it is before a review that may follow at once. */
uint32_t stream_add(struct stream *stream, const struct bag *bag, double day, bool dated);
/* What the latest article is known by: good until the next call. */
const struct profile *stream_latest(const struct stream *stream);
/* Whether what meets other languages should be looked for: more than one came, or few articles so far. */
bool stream_wants_bridges(const struct stream *stream);
/* At the end: looks at all stories in memory once more. */
void stream_settle(struct stream *stream);
/* Those of the last stream_add or stream_settle. */
const struct stream_event *stream_events(const struct stream *stream, uint32_t *count);

/* What is known of an article or a story that is in memory; false where it is not.  Cost: linear in the window. */
bool stream_article(const struct stream *stream, struct arena *keep, uint32_t article, struct profile *profile,
                    uint32_t *story);
bool stream_story(const struct stream *stream, struct arena *keep, uint32_t story, struct cluster *cluster);

struct stream_counts {
    uint32_t articles, stories;              /* that ever were */
    uint32_t articles_held, stories_held;    /* that are in memory */
    bool final;                              /* some stories may have left it */
    size_t bytes;                            /* of profiles, stories and their index, without the fixed tables */
};
struct stream_counts stream_count(const struct stream *stream);

#endif
