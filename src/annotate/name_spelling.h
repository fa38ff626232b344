/* annotate/name_spelling.h -- surnames of an article that are spelled otherwise where a sentence begins
 *
 * In:      what name_find found, with its doubtful words.
 * Out:     adds sightings of persons whose word sounds like a surname of the article and is a letter apart from it.
 * Fails:   never.   Memory: the finder's.   Threads: any.   Cost: linear in names and doubtful words.
 */
#ifndef SYN_ANNOTATE_NAME_SPELLING_H
#define SYN_ANNOTATE_NAME_SPELLING_H

#include "annotate/name_find.h"

/* "Brynjarsdotir offered divers.": an unknown word that begins its sentence before what may be a verb. */
bool spelling_is_doubtful(const struct name_view *v, uint32_t i, uint32_t end);

void spelling_add(struct name_finder *f);

#endif
