/* annotate/figure_counted.h -- what a figure counts or measures: "144 people", "50 tonnes of grain", "killed 144"
 *
 * Fails:   never.   Threads: any.   Cost: a bounded number of words on both sides of the number.
 */
#ifndef SYN_ANNOTATE_FIGURE_COUNTED_H
#define SYN_ANNOTATE_FIGURE_COUNTED_H

#include "annotate/figure_reader.h"

/* Fills figure.of and, for counts, figure.unit: the noun phrase behind the number, or the word for what happened. */
void figure_find_counted(const struct figure_reader *f, struct figure_draft *r);

/* What `a`, the figure before `b` in its sentence, counts where only `b` names it: a part of a whole ("600 of
 * Tidewater's 4,100 jobs") or one of two kinds ("12 Somali and 11 Yemeni pirates").  It is marked where it
 * stands, behind `b`. */
void figure_share_counted(const struct figure_reader *f, const struct figure_draft *a, const struct figure_draft *b,
                          struct figure *of_a);

/* What `last`, the last figure that counted something, or NULL, counts, for a part of that: "Of them 18 are grave". */
void figure_repeat_counted(const struct figure_reader *f, const struct figure *last, struct figure_draft *r);

/* Punctuation, numbers and function words end a noun phrase; nouns, adjectives and names go on with it. */
bool figure_ends_phrase(const struct figure_reader *f, uint32_t i);

/* What a number counts is mostly in the plural, and its last word. */
bool figure_looks_plural(const struct figure_reader *f, uint32_t i);

/* Whether a word that follows a noun is likely a verb or participle. */
bool figure_looks_verbal(const struct figure_reader *f, uint32_t i);

#endif
