/* compare/differences.h -- where the reports differ, and of what kind the difference is
 *
 * Facts of several reports that are about one thing are put together by what they say and by what stands
 * around them (difference_fact.h), then judged: figures as intervals (difference_interval.h), days and clock
 * times by the parts that are known, words that cannot both hold (difference_opposite.h), denials, numbers
 * that name.  Names and roles are compared through the names of the story, sources and doubt through the
 * claims.  docs/differences.md tells which and why.
 *
 * In:      a comparison with lineage.
 * Out:     differences with values of at least two reports, sorted by label, then weight, falling.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: at most some hundred pairs a fact.
 */
#ifndef SYN_COMPARE_DIFFERENCES_H
#define SYN_COMPARE_DIFFERENCES_H

#include "compare/comparison.h"
#include "compare/difference_fact.h"

struct difference_list {
    struct difference *at;
    uint32_t count;
    size_t room;
};

struct difference_list differences_find(struct arena *keep, struct arena scratch, const struct comparison *c);

/* The parts, each adds to *out. */
void figure_differences(struct difference_list *out, struct arena *keep, struct arena scratch,
                        const struct comparison *c, const struct fact_words *words);
void date_differences(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c,
                      const struct fact_words *words);
void identifier_differences(struct difference_list *out, struct arena *keep, struct arena scratch,
                            const struct comparison *c, const struct fact_words *words);
void opposite_differences(struct difference_list *out, struct arena *keep, struct arena scratch,
                          const struct comparison *c, const struct fact_words *words);
void polarity_differences(struct difference_list *out, struct arena *keep, struct arena scratch,
                          const struct comparison *c, const struct fact_words *words);
void source_differences(struct difference_list *out, struct arena *keep, struct arena scratch,
                        const struct comparison *c);
void role_differences(struct difference_list *out, struct arena *keep, struct arena scratch,
                      const struct comparison *c);
void name_differences(struct difference_list *out, struct arena *keep, struct arena scratch,
                      const struct comparison *c);
void spelling_differences(struct difference_list *out, struct arena *keep, struct arena scratch,
                          const struct comparison *c);

/* Adds one; sorts its values, counts its origins.  What one report alone gives is no difference. */
void difference_add(struct difference_list *out, struct arena *keep, struct arena scratch, const struct comparison *c,
                    struct difference d);

#endif
