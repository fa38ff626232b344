/* annotate/figure_range.h -- the bounds of a figure: "at least 144", "about 50", "10 to 15", "between 10 and 15"
 *
 * Words are data/figure_qualifier.tsv.
 *
 * Fails:   never.   Threads: any.   Cost: a hash lookup and the words of the longest qualifier.
 */
#ifndef SYN_ANNOTATE_FIGURE_RANGE_H
#define SYN_ANNOTATE_FIGURE_RANGE_H

#include "annotate/figure_reader.h"

enum figure_side { BEFORE_NUMBER, BEHIND_NUMBER };

/* The longest qualifier of that side at piece i; *end behind it. */
enum qualifier figure_qualifier_at(const struct figure_reader *f, uint32_t i, enum figure_side side, uint32_t *end);

/* Whether a qualifier that stands before numbers may begin with piece i. */
bool figure_has_qualifiers(const struct figure_reader *f, uint32_t i);

/* Whether piece i is a word of that role beside a number; the same word may have several. */
bool figure_is_link(const struct figure_reader *f, uint32_t i, enum qualifier role);

/* Sets the bounds that a qualifier says; the value stays. */
void figure_qualify(struct figure *g, enum qualifier q);

/* Takes the second number of a range behind the first: "10 to 15", "10-15", "from 10 to 15", and behind "between" "10
 * and 15".  A change "rose from 10 to 15" has none: it is two figures. */
void figure_read_range(const struct figure_reader *f, struct figure_draft *r);
/* The same behind a unit that is said again: "26 percent to 28 percent". */
void figure_read_unit_range(const struct figure_reader *f, struct figure_draft *r);

/* Takes "or more", "at least" behind a figure; a range has its bounds already. */
void figure_read_behind(const struct figure_reader *f, struct figure_draft *r);

#endif
