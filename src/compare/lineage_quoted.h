/* compare/lineage_quoted.h -- what stands between quotation marks
 *
 * Whoever was there may have heard it, so that it tells less of who copied whom.  A mark that is not closed within its
 * block, or for long, quotes nothing.
 *
 * In:      a report.
 * Out:     marks in order of place, without the quotation marks; they do not overlap.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the tokens.
 */
#ifndef SYN_COMPARE_LINEAGE_QUOTED_H
#define SYN_COMPARE_LINEAGE_QUOTED_H

#include "base/arena.h"
#include "news/report.h"

struct marks lineage_quoted(struct arena *keep, const struct report *report);

#endif
