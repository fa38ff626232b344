/* compare/compare.h -- the reports of one story become its synopsis
 *
 * Lineage first (who copied whom, so how many independent origins there are), then statements, claims,
 * quotes, differences and the timeline (DESIGN of the whole: docs/compare.md).
 *
 * In:      annotated reports of one story, in any order: they are sorted by id here; and a few of other
 *          stories that may tell a part of this one, among which what only one report has is looked up.
 * Out:     a synopsis (news/synopsis.h); the same bytes for the same set, in any order.  Its id is left to
 *          the caller, who named the story when it was put together.
 * Fails:   never.   Memory: `keep`; the synopsis points into the reports.   Threads: any, on different stories.
 * Cost:    statements times the candidates that share rare terms with them.
 */
#ifndef SYN_COMPARE_COMPARE_H
#define SYN_COMPARE_COMPARE_H

#include "base/arena.h"
#include "news/copy.h"
#include "news/report.h"
#include "news/synopsis.h"

/* Reports of neighbouring stories, likest first; they are kept by pointer. */
struct neighbours { const struct report *const *at; uint32_t count; };

/* `copies` are pairs among `reports`, numbered as given. */
struct synopsis compare_story(struct arena *keep, struct arena scratch, const struct report *const *reports,
                              uint32_t count, const struct copies *copies, struct neighbours around);

#endif
