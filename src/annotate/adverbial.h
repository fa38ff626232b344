/* annotate/adverbial.h -- sources that stand in an adverbial, in German: "laut X", "nach Angaben von X", "X zufolge",
 * "..., so X"; and nouns that tell of a statement: "die Behauptung des Ministers, dass"
 *
 * In:      a unit and the token where the cue begins.
 * Out:     what was found, added to the finder; the token to go on reading at.
 * Fails:   never.   Memory: finder.scratch.   Threads: one at a time.   Cost: linear in the unit.
 */
#ifndef SYN_ANNOTATE_ADVERBIAL_H
#define SYN_ANNOTATE_ADVERBIAL_H

#include "annotate/finding.h"

uint32_t adverbial_read(struct finder *f, const struct unit *u, uint32_t i);
void adverbial_noun(struct finder *f, const struct unit *u, uint32_t i);

#endif
