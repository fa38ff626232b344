/* annotate/figure_identifier.h -- numbers that are no quantity: names, phone numbers, pronouns
 *
 * Fails:   never.   Threads: any.   Cost: a few words around the number; a dozen groups of digits for a phone number.
 */
#ifndef SYN_ANNOTATE_FIGURE_IDENTIFIER_H
#define SYN_ANNOTATE_FIGURE_IDENTIFIER_H

#include "annotate/figure_reader.h"

/* "one" and its like where they stand for a person or thing; articles that are written as numbers. */
bool figure_is_pronoun(const struct figure_reader *f, const struct figure_draft *r);

/* Ordinals count only with a determiner ("the third"), or in digits; "second-hand" is none. */
bool figure_is_idle_ordinal(const struct figure_reader *f, const struct figure_draft *r);

/* "Flight 302", "Highway 61", "Article 5": a name or a word for one stands before the number. */
bool figure_is_named(const struct figure_reader *f, const struct figure_draft *r);

/* "AK-47", "76ers": a number that a hyphen joins to a word before it, or with letters right behind that are no unit. */
bool figure_is_part_of_name(const struct figure_reader *f, const struct figure_draft *r);

/* "10 Downing Street", "calle Mayor, 5", "67th Precinct". */
bool figure_is_address(const struct figure_reader *f, const struct figure_draft *r);

/* "7. The harbour": digits that begin a sentence and only number it. */
bool figure_is_list_number(const struct figure_reader *f, const struct figure_draft *r);

/* A year that is no date's: bare digits like "1848" that count nothing, "-03" behind a year. */
bool figure_is_year(const struct figure_reader *f, const struct figure_draft *r);

/* Ten digits and more without a separator, and the values of markup: "id="783"". */
bool figure_is_code(const struct figure_reader *f, const struct figure_draft *r);

/* "+380 44 123 45 67", "555-0123-77", "0845 125 2222": a run of digit groups.  The piece behind it, or 0. */
uint32_t figure_phone_end(const struct figure_reader *f, uint32_t i);

/* "007", but not "0.5": digits that count nothing. */
bool figure_has_leading_zero(const struct figure_reader *f, const struct figure_draft *r);

/* Makes the draft a number that names: pieces [begin, end) whole, without unit and bounds. */
void figure_set_identifier(const struct figure_reader *f, struct figure_draft *r, uint32_t begin, uint32_t end);

#endif
