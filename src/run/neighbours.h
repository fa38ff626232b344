/* run/neighbours.h -- reports of other stories that may tell a part of a story
 *
 * Names lead to them: a report of another story, of the same days, that has names of this story's which few
 * reports have.  The rarer the name, the more it counts.
 *
 * In:      annotated reports; for each the number of its story.
 * Out:     for a story the reports of others, likest first; NEIGHBOURS_MOST of them at most.
 * Fails:   never.   Memory: `keep`.   Threads: any, once the index stands.
 * Cost:    n log n in the entities for the index; then a story's entities, times at most NAME_REPORTS_MOST.
 */
#ifndef SYN_RUN_NEIGHBOURS_H
#define SYN_RUN_NEIGHBOURS_H

#include "base/arena.h"
#include "compare/compare.h"

enum { NEIGHBOURS_MOST = 12, NAME_REPORTS_MOST = 400, NEIGHBOURS_DAYS = 7, NEIGHBOURS_POINTS_LEAST = 2 };

/* What a name counts that `others` reports of other stories have. */
static inline float neighbours_points(uint32_t others) { return 4.0f / (float)(3 + others); }

struct name_place { uint64_t key; uint32_t report; };
struct name_index {
    const struct report *const *reports;
    const uint32_t *story_of;
    struct name_place *places;     /* by key, then report; each once */
    size_t count;
};

struct name_index neighbours_index(struct arena *keep, const struct report *const *reports, size_t count,
                                   const uint32_t *story_of);

struct neighbours neighbours_of(struct arena *keep, struct arena scratch, const struct name_index *index,
                                const struct report *const *reports, uint32_t count, uint32_t story);

#endif
