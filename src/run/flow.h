/* run/flow.h -- reports find their stories as they come
 *
 * Inputs are read in the order in which they are named, and each report joins a story or founds one at once
 * (run/grouping.h).  Stories are numbered in the order of their founding.  What a review changes later is
 * told report by report, so that the last that was told of a report holds.
 *
 * Records are taken as they stand (extract_brief), but for what their outlet prints under everything.  A report that
 * comes twice counts twice: a stream cannot know what will come.
 *
 * Fails:   a bad input costs one call of `problem` (run/batch.h).
 * Memory:  that of the stream's window, and some 50 bytes for each report that ever came.
 * Threads: reports are read and made ready by as many as were asked for; any number gives the same.
 * Cost:    linear in the input.
 */
#ifndef SYN_RUN_FLOW_H
#define SYN_RUN_FLOW_H

#include "run/batch.h"
#include "run/grouping.h"

struct flow_settings {
    unsigned threads;              /* 0: as many as there are processors */
    double least;                  /* likeness from which on groups of reports are one story; below 0: the usual */
    uint32_t window;               /* reports after which a story without a new one is final; 0: the usual */
};

struct flow_placing {
    struct span id;
    enum placed how;
    uint32_t story, was;           /* was: before, but for what has just come */
};

struct flow_hooks {
    bool (*placed)(void *context, const struct flow_placing *placing);     /* false stops the whole run */
    void (*problem)(void *context, const struct syn_error *error);
    void (*progress)(void *context, const char *doing, size_t done);       /* may be NULL */
    void *context;
};

struct flow;
struct flow *flow_open(const struct flow_settings *settings);
/* Where pages and lists are to be fetched, before anything is added (run/web.h). */
struct batch *flow_batch(struct flow *flow);
bool flow_add_inputs(struct flow *flow, const char *const *inputs, size_t count, const struct flow_hooks *hooks);
/* At the end: looks at all stories in memory once more. */
bool flow_settle(struct flow *flow, const struct flow_hooks *hooks);
struct stream_counts flow_counts(const struct flow *flow);
void flow_close(struct flow *flow);

#endif
