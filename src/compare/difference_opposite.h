/* compare/difference_opposite.h -- words that cannot both hold of one thing (data/opposite.tsv)
 *
 * Fails: never.   Memory: none.   Threads: any.   Cost: constant.
 */
#ifndef SYN_COMPARE_DIFFERENCE_OPPOSITE_H
#define SYN_COMPARE_DIFFERENCE_OPPOSITE_H

#include "news/report.h"
#include "tables/opposite.h"

/* The row of a token in its report's language, or NULL. */
const struct opposite_row *opposite_at(const struct report *report, uint32_t token);

/* Whether two words contradict each other: of one group, and of different sides. */
bool opposite_sides(const struct opposite_row *a, const struct opposite_row *b);

#endif
