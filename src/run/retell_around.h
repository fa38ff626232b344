/* run/retell_around.h -- articles of other stories in the store that may tell a part of a story
 *
 * What run/neighbours.h does for a closed set: the names that most of the story's reports have, RETELL_NAMES at most,
 * are looked up among the articles of the same days; a name that few of them have counts for those that do.
 *
 * In:      annotated reports of the story.
 * Out:     ids of articles, likest first; NEIGHBOURS_MOST at most.
 * Fails:   as the store does.   Memory: `keep`.   Threads: the store's.
 * Cost:    a look-up a name, each of NAME_REPORTS_MOST rows at most.
 */
#ifndef SYN_RUN_RETELL_AROUND_H
#define SYN_RUN_RETELL_AROUND_H

#include "news/report.h"
#include "store/store.h"

enum { RETELL_NAMES = 64 };

bool retell_around(struct store *store, struct arena *keep, struct arena scratch, const struct stored_story *story,
                   const struct report *const *reports, uint32_t count, struct stored_ids *out,
                   struct syn_error *error);

#endif
