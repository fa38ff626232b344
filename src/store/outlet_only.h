/* store/outlet_only.h -- what an outlet's reports alone say, out of their stories as they were told
 *
 * Fails:   as the database does; a synopsis that cannot be read gives nothing.
 * Memory:  `keep`.      Threads: the store's.
 * Cost:    a synopsis unpacked and walked for each story looked into, ONLY_STORIES at most.
 */
#ifndef SYN_STORE_OUTLET_ONLY_H
#define SYN_STORE_OUTLET_ONLY_H

#include "store/outlet_view.h"

struct only_search { struct store *store; struct arena *keep; struct outlet_view *view; uint32_t stories; };

/* What is found goes to view->only. */
struct only_search only_search_begin(struct store *store, struct arena *keep, struct outlet_view *view);
/* Looks into the story for what `article` alone says, unless enough was found or it is large. */
bool only_search_in(struct only_search *s, struct arena scratch, int64_t article, int64_t story, uint32_t reports,
                    struct syn_error *error);

#endif
