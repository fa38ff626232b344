/* group/across.h -- stories of one language become stories of several
 *
 * Reports of different languages share hardly a word; they are compared by their bridges (text/bridge.h): two stories
 * are as alike as their reports of different languages are in the mean (average link).  The best pair is joined first.
 * Stories that both have reports of one language were compared by words before and stayed apart: they still do.
 *
 * In:      profiles with bridges and languages; by report the number of the first report of its story, as
 *          group/partition.h gives it; `least`: from which mean likeness on stories are joined, ACROSS_LEAST as a rule.
 * Out:     the same, joined.
 * Fails:   never.   Memory: `scratch` only.   Threads: any.
 * Cost:    nothing where all reports are of one language; else as group/candidates.h.
 */
#ifndef SYN_GROUP_ACROSS_H
#define SYN_GROUP_ACROSS_H

#include "group/profile.h"

extern const double ACROSS_LEAST;

void across_join(struct arena scratch, const struct profile *profiles, uint32_t count, uint32_t *first, double least);

#endif
