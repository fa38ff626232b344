/* annotate/speaker.h -- which entity a source is
 *
 * The person that the source is about, else its organisation, else a place that speaks for its people.  What
 * a name is only beside ("a spokesman for Adder", "Adder's lawyer", "officials in Orwick") is not the speaker.
 * "the minister" is the one person with that role, "the ministry" the one body with that word; "he" the
 * person of that gender who spoke or was named last; "I" in a quotation is its speaker.  Nobody where
 * two may be meant, and where nobody in particular is: "officials", "a minister", "they".
 *
 * In:      attributions sorted by place, sources filled in; the article's mentions and entities.
 * Out:     .speaker of each.
 * Fails:   never.   Memory: `scratch`.   Threads: any.
 * Cost:    linear in mentions and attributions.
 */
#ifndef SYN_ANNOTATE_SPEAKER_H
#define SYN_ANNOTATE_SPEAKER_H

#include "annotate/phrase.h"

/* What a word tells of a source: data/source_word.tsv. */
enum source_use { SOURCE_NONE, SOURCE_SELF, SOURCE_INDEFINITE, SOURCE_ANYBODY };

void speaker_find(struct arena scratch, const struct view *view, const struct annotations *notes,
                  struct attributions attributions);

#endif
