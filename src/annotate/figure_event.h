/* annotate/figure_event.h -- what happens to what a figure counts ("144 were killed"), and to itself ("rose to 12 %")
 *
 * Words are data/figure_state.tsv and, for what rises and falls, data/count_word.tsv.
 *
 * Fails:   never.   Threads: any.   Cost: a bounded number of words on both sides of the figure.
 */
#ifndef SYN_ANNOTATE_FIGURE_EVENT_H
#define SYN_ANNOTATE_FIGURE_EVENT_H

#include "annotate/figure_reader.h"

/* Fills figure.event and figure.state of a count: what it counts must be known. */
void figure_find_event(const struct figure_reader *f, struct figure_draft *r);

/* Fills figure.change: "from 10", "to 15", "by 5", "up 5 percent", "a 5 percent rise". */
void figure_find_change(const struct figure_reader *f, struct figure_draft *r);

/* Whether a word for rising or falling stands shortly before piece i. */
bool figure_changes_before(const struct figure_reader *f, uint32_t i);

#endif
