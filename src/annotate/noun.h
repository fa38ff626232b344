/* annotate/noun.h -- nouns that say that somebody says: "X's claim that", "the claim by X that"
 *
 * Fails: never.   Memory: finder.scratch.   Threads: one at a time.   Cost: linear in the unit.
 */
#ifndef SYN_ANNOTATE_NOUN_H
#define SYN_ANNOTATE_NOUN_H

#include "annotate/finding.h"

/* Reads the noun at token i; returns the token to go on at. */
uint32_t noun_read(struct finder *f, const struct unit *u, uint32_t i, const struct cue_row *row);
/* The row that takes the same word as a noun, or NULL. */
const struct cue_row *noun_row(const struct finder *f, const struct cue_row *row);

#endif
