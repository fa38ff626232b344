/* compare/timeline.h -- what happened when, by the dated statements
 *
 * Statements that hold a resolved date are put under it; those of one date that are one claim, or alike,
 * tell one happening.  A year alone is taken only where it is written out.  The line of a happening is what
 * the date belongs to ("the March 22 attack"), not all that its sentence says.
 *
 * In:      a comparison with lineage.
 * Out:     happenings in order of time, the wider interval first on a tie, then what most accounts tell; the
 *          day of the event.  Of the event's day the happening that most accounts tell is the event.
 * Fails:   never.   Memory: `keep`.   Threads: any.
 * Cost:    n log n in the dates, times the statements of one date, of which DAY_STATEMENTS are looked at.
 */
#ifndef SYN_COMPARE_TIMELINE_H
#define SYN_COMPARE_TIMELINE_H

#include "compare/comparison.h"

struct timeline { struct happening *at; uint32_t count; };

/* The day most reports tell of at their begin; unknown where there is none near the publication. */
struct when timeline_event_day(struct arena scratch, const struct comparison *c);

struct timeline timeline_build(struct arena *keep, struct arena scratch, const struct comparison *c, struct when event);

#endif
