/* compare/difference_figure.h -- figures as facts: what each counts, whose it is, what it covers
 *
 * A figure's keys are the content words of what it counts, what happened to it (data/slot.tsv), its dimension where it
 * is no count, and last its value.  "Arrested three times" counts no people (data/measure_word.tsv), "one" no more than
 * an article does.
 *
 * In:      facts without any, of a comparison.      Out: facts of all figures that count or measure, by report and
 * place. Fails:   never.   Memory: the arenas of `facts`.   Threads: any.   Cost: linear in the figures.
 */
#ifndef SYN_COMPARE_DIFFERENCE_FIGURE_H
#define SYN_COMPARE_DIFFERENCE_FIGURE_H

#include "compare/difference_interval.h"

void figure_facts(struct facts *facts, struct arena scratch);

#endif
