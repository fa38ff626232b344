/* compare/difference_interval.h -- of what kind the difference between figures of one thing is
 *
 * Each figure is an interval in base units.  Equal ones agree, also after conversion and within the rounding of
 * the coarser one; one inside the other is more precise; disjoint ones are a conflict, or an update where a
 * count drifts one way (data/slot.tsv) and the newer value was first told later, or of other scope
 * (compare/difference_scope.h).
 *
 * In:      figures that are about one thing, sorted by report.
 * Out:     the gravest label of any two of different reports, and why.
 * Fails:   never.   Memory: `keep` for the reason.   Threads: any.
 * Cost:    pairs of different values, of which the first 32 are looked at.
 */
#ifndef SYN_COMPARE_DIFFERENCE_INTERVAL_H
#define SYN_COMPARE_DIFFERENCE_INTERVAL_H

#include "compare/difference_fact.h"

/* The figure of a fact that was made of one. */
static inline const struct figure *fact_figure(const struct facts *facts, const struct fact *f)
{
    return &facts->c->reports[f->report]->notes.figures.at[f->number];
}

enum difference_label interval_judge(struct arena *keep, const struct facts *facts, const uint32_t *members,
                                     uint32_t count, struct span *reason);

/* Whether two figures say the same, whatever their unit. */
bool interval_same(const struct figure *x, const struct figure *y, const struct fact *a, const struct fact *b);

/* Half a unit of the last digit that was said: 1,900 may stand for 1,850 to 1,950. */
double interval_rounding(double value);

/* Whether the figures have no value in common. */
static inline bool interval_apart(const struct fact *a, const struct fact *b)
{
    return a->high < b->low || b->high < a->low;
}

/* ">=144", "~200", "13 nautical mile", "3..5". */
struct span interval_text(struct arena *keep, const struct figure *f);

/* Whether the reports of the first value are all published before those of the second may be: -1, 1 the other
 * way round, 0 where nobody can tell. */
int when_order(struct when a, struct when b);

/* "2024-04-03", "2024-04-03 14:05 UTC": when a report was published; empty where no day is known. */
struct span when_text(struct arena *keep, struct when w);

#endif
