/* compare/differences.h -- where the reports differ, and of what kind the difference is
 *
 * Figures meet in a slot when they have the same dimension, count the same thing or stand beside the same
 * happening (data/slot.tsv), and their statements are alike or one claim.  A slot holds an interval a value,
 * in base units: equal ones agree, one inside the other is more precise, disjoint ones are a conflict, or
 * an update where a count drifts with the time of the reports.  Dates and clock times meet within a claim.  Names
 * of one entity that differ by letters are differences in spelling.
 *
 * In:      a comparison with lineage.
 * Out:     differences with values of at least two reports, sorted by label, then weight, falling.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: pairs of figures of one dimension and thing.
 */
#ifndef SYN_COMPARE_DIFFERENCES_H
#define SYN_COMPARE_DIFFERENCES_H

#include "compare/comparison.h"
#include "compare/difference_fact.h"

struct difference_list { struct difference *at; uint32_t count; size_t room; };

struct difference_list differences_find(struct arena *keep, struct arena scratch, const struct comparison *c);

/* The parts, each adds to *out. */
void figure_differences(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c,
                        const struct fact_words *words);
void date_differences(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c,
                      const struct fact_words *words);
void identifier_differences(struct difference_list *out, struct arena *keep, struct arena scratch,
                            const struct comparison *c, const struct fact_words *words);
void opposite_differences(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c,
                          const struct fact_words *words);
void polarity_differences(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c,
                          const struct fact_words *words);
void source_differences(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c);
void role_differences(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c);
void name_differences(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c);
void spelling_differences(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c);

/* Adds one; sorts its values, counts its origins. */
void difference_add(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c,
                    struct difference d);

#endif
