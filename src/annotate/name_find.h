/* annotate/name_find.h -- the names of an article, each at its place with what it alone suggests
 *
 * In:      a view of the article's words, its sentences; the judge of types.
 * Out:     sightings in order of place, never overlapping; from a judge that has learnt nothing every
 *          candidate, for those who train one.  Words that begin a sentence and may be a name spelled otherwise are doubtful.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the tokens.
 */
#ifndef SYN_ANNOTATE_NAME_FIND_H
#define SYN_ANNOTATE_NAME_FIND_H

#include "annotate/entity_join.h"
#include "annotate/name_judge.h"

/* How sure a type is, see sighting.weight. */
enum { WEIGHT_GUESS = 1, WEIGHT_SHAPE = 2, WEIGHT_WORD = 4, WEIGHT_TITLE = 6, WEIGHT_LISTED = 8 };

struct name_finder {
    struct arena *keep;
    const struct name_view *view;
    struct sighting *at;
    size_t count, room;
    uint32_t *doubtful;          /* words that begin a sentence and are no name by themselves */
    size_t doubtful_count;
};

void name_find(struct name_finder *f, const struct sentences *sentences);

/* Tokens [first, end) less the punctuation they begin with. */
void name_add(struct name_finder *f, struct name_run name, struct span id, struct judgement what, struct mark role);

#endif
