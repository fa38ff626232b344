/* annotate/figure_unit.h -- what a figure is measured in: "12.5 km", "$3 million", "from 10 to 15 percent"
 *
 * Units are data/unit.tsv, which gives each the way to the base unit of its dimension (news/figure.h).
 *
 * Fails:   never.   Threads: any.   Cost: a hash lookup and the words of the longest unit.
 */
#ifndef SYN_ANNOTATE_FIGURE_UNIT_H
#define SYN_ANNOTATE_FIGURE_UNIT_H

#include "annotate/figure_reader.h"
#include "tables/unit.h"

/* The longest unit at piece i; *end behind it.  Counted nouns are units only where `nouns`. */
const struct unit_row *figure_unit_at(const struct figure_reader *f, uint32_t i, bool nouns, uint32_t *end);

/* Whether a currency may begin with piece i. */
bool figure_is_money(const struct figure_reader *f, uint32_t i);

/* A currency sign, or a code in capitals, that stands before a number in digits; *end behind it. */
const struct unit_row *figure_currency_at(const struct figure_reader *f, uint32_t i, uint32_t *end);

void figure_set_unit(struct figure_draft *r, const struct unit_row *unit);

/* Takes the unit behind the number, with what may stand between the two. */
void figure_read_unit(const struct figure_reader *f, struct figure_draft *r);

/* "rose from 10 to 15 percent", "5, 6 and 7 km": gives a number without a unit that of the last one. */
void figure_borrow_unit(const struct figure_reader *f, struct figure_draft *r);

#endif
