/* annotate/unclaimed.h -- what is said without a cue: headlines with a colon, quotations, reported mood
 *
 * Fails: never.   Memory: finder.scratch.   Threads: one at a time.
 * Cost:  linear in the unit, times the attributions of the unit for its quotations.
 */
#ifndef SYN_ANNOTATE_UNCLAIMED_H
#define SYN_ANNOTATE_UNCLAIMED_H

#include "annotate/finding.h"

/* "Minister: we will not sell"; false where the unit is no such headline. */
bool unclaimed_headline(struct finder *f, const struct unit *u, bool is_title);
/* Long quotations of the unit without a cue.  `goes_on`: the paragraph before ends within a quotation. */
void unclaimed_quotations(struct finder *f, const struct unit *u, bool goes_on);
/* A sentence whose verb says that it is reported goes on with the last speaker: "Das sei nicht neu."; whether the unit is one. */
bool unclaimed_mood(struct finder *f, const struct unit *u);

#endif
