/* annotate/attribution_mark.h -- from ranges of tokens to attributions: marks, kinds, order and nesting
 *
 * In:      what was found, in the order of finding.
 * Out:     attributions sorted by the begin of their content, parents set, speakers not yet.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: n log n for the order.
 */
#ifndef SYN_ANNOTATE_ATTRIBUTION_MARK_H
#define SYN_ANNOTATE_ATTRIBUTION_MARK_H

#include "annotate/finding.h"

struct attributions attribution_mark(struct arena *keep, struct arena scratch, const struct finder *finder,
                                     const struct mentions *mentions);

#endif
