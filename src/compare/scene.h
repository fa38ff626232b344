/* compare/scene.h -- who, what and where of a story, in the reports' words
 *
 * Who:     the persons or bodies that titles and first paragraphs of the accounts name, those that do
 *          something before those that only say so; a country where nobody else acts.  Two that stand side
 *          by side in a report ("Adder and Stern") are told together.
 * What:    the claim that most accounts begin with.
 * Where:   the place that accounts put the event at: behind "in", "near", "off" (data/place_word.tsv), not what
 *          a subordinate clause or a background paragraph puts there.
 * Each stays empty where it could not be told: a guess is worse than none.
 *
 * In:      a comparison with lineage, and the synopsis with claims filled in.
 * Out:     who, what and where of the synopsis.
 * Fails:   never.   Memory: none.   Threads: any.   Cost: linear in statements and mentions.
 */
#ifndef SYN_COMPARE_SCENE_H
#define SYN_COMPARE_SCENE_H

#include "compare/comparison.h"

void scene_set(struct arena scratch, const struct comparison *c, struct synopsis *s);

#endif
