/* annotate/field.h -- the parts of a sentence whose finite verb stands second (German), by its commas and small words
 *
 * Fails: never.   Memory: none.   Threads: any.   Cost: linear in the unit.
 */
#ifndef SYN_ANNOTATE_FIELD_H
#define SYN_ANNOTATE_FIELD_H

#include "annotate/nominal.h"
#include "annotate/opening.h"

/* What a clause is that begins with token i (data/clause_opening.tsv); a preposition before a relative is one. */
enum opening field_opening(const struct view *v, uint32_t i);
/* Whether the table has token i as such an opening, whatever else it is. */
bool field_opens(const struct view *v, uint32_t i, enum opening kind);
/* Whether token i parts clauses: a comma, a colon, a dash, a stop outside of quotations. */
bool field_breaks(const struct view *v, uint32_t i);
/* Whether nothing of the clause follows at i. */
bool field_closes(const struct view *v, uint32_t i, uint32_t end);
/* Whether the word may be a finite verb. */
bool field_is_finite(const struct view *v, uint32_t i);
/* Whether one of them may be the verb of a main clause: a finite verb that closes no clause. */
bool field_has_main_verb(const struct view *v, struct stretch s);
/* Where the clause begins that token i stands in. */
uint32_t field_begin(const struct view *v, uint32_t i, uint32_t floor);
/* The last auxiliary or modal verb of the stretch; its end where there is none. */
uint32_t field_auxiliary(const struct view *v, struct stretch s);
/* Where the content of a cue begins in [from, end), behind appositions, relative and other clauses that are none;
 * `end` where there is none. */
uint32_t field_content(const struct view *v, uint32_t from, uint32_t end);

#endif
