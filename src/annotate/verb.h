/* annotate/verb.h -- what verbs say that somebody says: "X said that", "..., said X", "calling on Y to"
 *
 * In:      a unit, and the token where a cue begins that is a verb form.
 * Out:     what was found, added to the finder; the token to go on reading at, behind the cue.
 * Fails:   never.   Memory: finder.scratch.   Threads: one at a time.   Cost: linear in the unit.
 */
#ifndef SYN_ANNOTATE_VERB_H
#define SYN_ANNOTATE_VERB_H

#include "annotate/finding.h"

uint32_t verb_finite(struct finder *f, const struct unit *u, uint32_t i);
/* ", calling on Aldonia to stop": the source is the subject of what goes before. */
uint32_t verb_gerund(struct finder *f, const struct unit *u, uint32_t i);

#endif
