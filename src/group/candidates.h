/* group/candidates.h -- which reports of a closed set are worth comparing
 *
 * An inverted index: a report is found by its heaviest terms that another one holds as well, and meets the latest few
 * reports that hold them; the best of these are compared in full.
 *
 * In:      reports as clusters of one, in an order that does not hang on how they came.
 * Out:     the pairs whose likeness is at least `least`.
 * Fails:   never.   Memory: result in `keep`.   Threads: any.
 * Cost:    linear in the reports: none meets more than some thousand others, nor is compared with more than 64.
 */
#ifndef SYN_GROUP_CANDIDATES_H
#define SYN_GROUP_CANDIDATES_H

#include "group/partition.h"

struct edges candidates_find(struct arena *keep, struct arena scratch, const struct cluster *reports, uint32_t count,
                             double least);

#endif
