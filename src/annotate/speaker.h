/* annotate/speaker.h -- which entity a source is
 *
 * The first person named in the source, else its first organisation, else its first place; a pronoun or
 * "the minister" is the person spoken of last that may be meant, and nobody where that is not safe.
 *
 * In:      attributions sorted by place, sources filled in; the article's mentions and entities.
 * Out:     .speaker of each.
 * Fails:   never.   Memory: `scratch`.   Threads: any.
 * Cost:    linear in mentions and attributions.
 */
#ifndef SYN_ANNOTATE_SPEAKER_H
#define SYN_ANNOTATE_SPEAKER_H

#include "annotate/phrase.h"

void speaker_find(struct arena scratch, const struct view *view, const struct annotations *notes,
                  struct attributions attributions);

#endif
