/* base/linkage.h -- clusters by average link over a sparse list of pairs
 *
 * Two clusters join while the mean over all pairs of their members is at least `least`, best mean first; a pair that
 * is not listed counts as 0.  So a chain a~b~c does not draw three together.  What sums are divided by is the number of
 * pairs to the `power`: 1 for the mean; a little less lets what has grown large grow on.
 *
 * In:      things 0 ... things - 1; pairs, each at most once, with positive weights.
 * Out:     by thing the least member of its cluster.
 * Fails:   never.   Memory: result in `keep`; in `scratch` 40 bytes a pair.   Threads: any.
 * Cost:    a join costs the lists of both clusters, each of which then gets shorter: n log n in the pairs, nearly.
 *          The order of joins hangs on weights and numbers only.
 *
 * Method:  R. Sokal, C. Michener, "A statistical method for evaluating systematic relationships", 1958 (UPGMA).
 */
#ifndef SYN_BASE_LINKAGE_H
#define SYN_BASE_LINKAGE_H

#include <stdint.h>

#include "base/arena.h"

struct linkage_pair { float weight; uint32_t a, b; };

uint32_t *linkage(struct arena *keep, struct arena scratch, const struct linkage_pair *pairs, size_t count, uint32_t things,
                  float least, float power);

#endif
