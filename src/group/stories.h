/* group/stories.h -- which reports tell of one event
 *
 * The best partition of a closed set: the same for any order of input (the caller sorts by id).
 *
 * In:      annotated reports; `least`: the mean likeness from which on two groups of them are one story, LIKENESS_LEAST
 *          (group/likeness.h) where nobody asks for another.
 * Out:     for each report the number of its story, 0 .. story_count-1, numbered by first coming.
 * Fails:   never.   Memory: result in `keep`.   Threads: one call at a time per arena.
 * Cost:    linear in the reports times the candidates that share rare terms.
 */
#ifndef SYN_GROUP_STORIES_H
#define SYN_GROUP_STORIES_H

#include "base/arena.h"
#include "news/report.h"

struct stories { uint32_t *of; uint32_t count; };

struct stories stories_group(struct arena *keep, struct arena scratch, const struct report *const *reports,
                             size_t count, double least);

#endif
