/* group/regroup.h -- average link over a few dozen reports of which every pair is known
 *
 * What group/partition.h does for a large set whose clusters are known by their terms, this does for a small one by the
 * dots of all pairs: those of clusters are sums of these, so that nothing is cut and a step costs next to nothing.
 *
 * In:      reports as clusters of one; dots[a * count + b] for each pair a < b.
 * Out:     by report the number of the first one of its cluster.
 * Fails:   never.   Memory: result in `keep`.   Threads: any.
 * Cost:    square of `count`; 64 reports some 100 us.
 */
#ifndef SYN_GROUP_REGROUP_H
#define SYN_GROUP_REGROUP_H

#include "group/partition.h"
#include "group/round_up.h"

/* `dots` is worked in; `round_ups`: what stays alone. */
uint32_t *regroup(struct arena *keep, struct arena scratch, const struct cluster *singles, uint32_t count,
                  struct dots *dots, const struct round_up *round_ups, double least);

#endif
