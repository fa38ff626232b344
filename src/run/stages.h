/* run/stages.h -- the stages over a set of reports, with the memory that each wants
 *
 * What a closed set (run/pile.h) and a stored story (run/retell.h) have in common, so that the same reports give the
 * same synopsis, wherever they come from.
 *
 * Fails:   never.
 * Memory:  results live in `keep`, those of workers in the crew's.
 * Threads: the calling thread is one of the crew's.
 */
#ifndef SYN_RUN_STAGES_H
#define SYN_RUN_STAGES_H

#include "compare/compare.h"
#include "run/crew.h"

/* What lists over a whole set may take. */
size_t stages_bytes(size_t count, size_t text_bytes);

/* The reports without what their outlets print under all of them (extract/standing.h), annotated where that is asked
 * for, in the same order; those that were given stay as they are. */
const struct report **stages_finish(struct crew *crew, struct arena *keep, const struct report *const *reports,
                                    size_t count, bool annotated);

struct copies stages_copies(struct arena *keep, const struct report *const *reports, size_t count, double least);

/* One story, by one of the crew's workers. */
struct synopsis stages_compare(struct crew *crew, unsigned worker, const struct report *const *reports, uint32_t count,
                               const struct copies *copies, struct neighbours around, struct span id);

#endif
