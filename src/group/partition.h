/* group/partition.h -- clusters become stories
 *
 * Average link over the pairs that are alike enough, best pair first; whom likeness_twins keeps apart stays apart.
 *
 * In:      clusters of one report each, or of several that belong together for sure; edges: pairs of them, by number,
 *          that may be alike (a pair that is not named is never the first reason to join).
 * Out:     by cluster the number of the one it ended in: the least of those joined.
 * Fails:   never.   Memory: result in `keep`; clusters are joined in place, their terms in `scratch`.
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

/* `together`: pairs that are joined first, whatever their likeness. */
uint32_t *partition(struct arena *keep, struct arena scratch, const struct cluster *clusters, uint32_t count,
                    const struct edges *edges, const struct edges *together, double least);

#endif
