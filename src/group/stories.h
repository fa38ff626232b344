/* group/stories.h -- which reports tell of one event
 *
 * The best partition of a closed set: the same for any order of input (the caller sorts by id).
 *
 * In:      reports, of which only the articles are read; `least`: the mean likeness from which on two groups of them may
 *          be one story, LIKENESS_LEAST (group/likeness.h) where nobody asks for another.
 * Out:     for each report the number of its story, 0 .. count-1, numbered by first coming, and what it was judged by.
 * Fails:   never.   Memory: result in `keep`; `scratch` wants STORIES_SCRATCH besides what the texts ask for.
 * Threads: one call at a time per arena.
 * Cost:    linear in the reports times the candidates that share rare terms.
 */
#ifndef SYN_GROUP_STORIES_H
#define SYN_GROUP_STORIES_H

#include "base/arena.h"
#include "group/profile.h"
#include "news/report.h"

#define STORIES_SCRATCH ((size_t)512 << 20)   /* for the pairs of the largest neighbourhood that is looked at whole */

struct stories {
    uint32_t *of;                        /* by report */
    uint32_t count;
    const struct profile **profiles;     /* by report */
};

struct stories stories_group(struct arena *keep, struct arena scratch, const struct report *const *reports,
                             size_t count, double least);

#endif
