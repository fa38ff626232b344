/* group/round_up.h -- reports that tell of many events
 *
 * The morning in brief, the week in review, a page of live news: each holds what others tell, headlines and all, of
 * events that have nothing to do with each other.  Such a report is of none of their stories, and would tie them together.
 *
 * Pairs of reports are noted one after the other; a report that holds two headlines of reports which are unlike each
 * other, and whose own headline stands in neither, is a round-up.
 *
 * Fails: never.   Memory: `keep`, 40 bytes a report.   Threads: one at a time.   Cost: constant a pair.
 */
#ifndef SYN_GROUP_ROUND_UP_H
#define SYN_GROUP_ROUND_UP_H

#include "group/likeness.h"

enum { ROUND_UP_PARTS = 8 };     /* that are remembered of a report */

struct round_up { uint32_t parts[ROUND_UP_PARTS], count; };

/* One for each of `count` reports. */
struct round_up *round_ups_new(struct arena *keep, uint32_t count);
/* Notes what reports number a and b have in common. */
void round_up_note(struct round_up *reports, uint32_t a, uint32_t b, const struct cluster *of_a,
                   const struct cluster *of_b, const struct common *common);
/* Whether the report is one; dots[x * count + y] for each pair x < y. */
bool is_round_up(const struct round_up *report, const struct dots *dots, uint32_t count);

#endif
