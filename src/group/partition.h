/* group/partition.h -- clusters become stories
 *
 * Average link, best pair first, of those that may join (likeness_may_join); a pair that may not is asked again when one
 * of the two has grown.  Of a cluster of many the shares of headlines are those of a few of its reports.
 *
 * In:      clusters of one report each; edges: pairs of them, by number, that may be alike (a pair that is not named is
 *          never the first reason to join).
 * Out:     by report the least of those that it is together with.
 * Fails:   never.   Memory: result in `keep`.
 * Threads: any.     Cost: some n log n in the edges, times the length of a profile.
 */
#ifndef SYN_GROUP_PARTITION_H
#define SYN_GROUP_PARTITION_H

#include "group/likeness.h"

struct edge { float likeness; uint32_t a, b; };      /* a < b */
struct edges { struct edge *at; size_t count, room; };

/* Sorts strongest first; equal ones by number, so that the order of work is the same everywhere. */
bool edge_before(const struct edge *x, const struct edge *y);

/* The edges as a heap: the first that edge_before names comes out first. */
void edges_push(struct arena *keep, struct edges *heap, struct edge edge);
struct edge edges_pop(struct edges *heap);

uint32_t *partition(struct arena *keep, struct arena scratch, const struct cluster *reports, uint32_t count,
                    const struct edges *edges, double least);

#endif
