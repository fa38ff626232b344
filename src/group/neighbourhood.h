/* group/neighbourhood.h -- a closed set, cut into what has nothing to do with each other, and each piece grouped
 *
 * Reports that no chain of pairs leads to one another cannot end in one story.  Such neighbourhoods are small as a rule:
 * of those of up to NEIGHBOURS_EXACT reports every pair is looked at (group/regroup.h); larger ones are grouped by the
 * sums of their clusters (group/partition.h).
 *
 * In:      reports as clusters of one; edges: pairs that may be alike.
 * Out:     by report the least of those that it is together with.
 * Fails:   never.   Memory: result in `keep`.   Threads: any.
 * Cost:    linear in the edges, and in the square of the neighbourhoods up to that size.
 */
#ifndef SYN_GROUP_NEIGHBOURHOOD_H
#define SYN_GROUP_NEIGHBOURHOOD_H

#include "group/partition.h"

enum { NEIGHBOURS_EXACT = 768 };

uint32_t *neighbourhoods_group(struct arena *keep, struct arena scratch, const struct cluster *reports, uint32_t count,
                               const struct edges *edges, double least);

#endif
