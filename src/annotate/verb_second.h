/* annotate/verb_second.h -- who says what where the finite verb stands second and closes a subordinate clause: German
 *
 * "X sagte, dass ...", "Am Montag teilte X mit, dass ...", "..., sagte X", "wie X mitteilte", "X hat ... erklärt",
 * "laut X", "nach Angaben von X", "..., so X".  What stands before the verb is its subject, or the subject stands
 * right behind it; commas part the clauses.  A sentence that tells of a statement and has no clause for what was
 * said ("X kritisierte den Plan") is its content as a whole, without a cue.
 *
 * In:      a unit.
 * Out:     what was found, added to the finder.
 * Fails:   never.   Memory: finder.scratch.   Threads: one at a time.   Cost: linear in the unit for each cue.
 */
#ifndef SYN_ANNOTATE_VERB_SECOND_H
#define SYN_ANNOTATE_VERB_SECOND_H

#include "annotate/finding.h"

void verb_second_read(struct finder *f, const struct unit *u);
/* How surely token i is a verb form of reported speech: 2 "sei", "nehme"; 1 "würden", "soll"; 0 not at all. */
int verb_second_mood(const struct view *v, uint32_t i, uint32_t end);
/* Whether the verb of the unit's main clause is such a form for sure. */
bool verb_second_reports(const struct view *v, const struct unit *u);

#endif
