/* compare/members.h -- the statements of one claim taken together
 *
 * What they have in common, of which time they tell, and whose words they are.
 *
 * In:      a comparison with lineage; members_of chains the statements of each cluster in order of place.
 * Out:     see below.
 * Fails:   never.   Memory: the arena that is given.   Threads: any.   Cost: linear in the members' terms and dates;
 *          n log n for what they have in common.
 */
#ifndef SYN_COMPARE_MEMBERS_H
#define SYN_COMPARE_MEMBERS_H

#include "compare/comparison.h"

struct members { uint32_t *first, *next; };      /* by cluster, by statement: number + 1, or 0 */

struct members members_of(struct arena *arena, const struct comparison *c);

/* The terms that speak for a claim, sorted by key: those that two reports have; all where none are shared. */
struct core { struct term *at; uint32_t count; };
struct core members_core(struct arena *arena, const struct comparison *c, const struct members *m, uint32_t cluster);

/* How well the terms of a statement are those of the core, 0..1: all of them, and little else. */
float members_likeness(const struct statement *s, const struct core *core);

/* Whether all that tell a time tell of one before the day of the event. */
bool members_are_past(const struct comparison *c, const struct members *m, uint32_t cluster, struct when event);

/* The time that most give for what they tell, the finer one on a tie; unknown where it is one of many reports. */
struct when members_time(const struct comparison *c, const struct members *m, uint32_t cluster, uint32_t reports);

/* Whose statement it is, where all name one speaker; else empty. */
struct span members_speaker(const struct comparison *c, const struct members *m, uint32_t cluster);

#endif
