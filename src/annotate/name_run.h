/* annotate/name_run.h -- where a name may begin, and how far its words go
 *
 * In:      a token, the end of its sentence.
 * Out:     whether a name may begin there; the run of words that may be its, titles and all.
 * Fails:   never.   Memory: none.   Threads: any.   Cost: linear in the words of the run.
 */
#ifndef SYN_ANNOTATE_NAME_RUN_H
#define SYN_ANNOTATE_NAME_RUN_H

#include "annotate/name_view.h"

bool run_begins(const struct name_view *v, uint32_t i, uint32_t end);

struct name_run run_grow(const struct name_view *v, uint32_t first, uint32_t end);

#endif
