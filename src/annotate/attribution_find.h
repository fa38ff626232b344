/* annotate/attribution_find.h -- who said what: quotes and reported speech with source and cue
 *
 * In:      the article, its tokens, sentences, mentions and entities, and the vocabulary.  Where that has what
 *          the taggers made of the words (annotate/tagger.h), they find what is said, in place of rules.
 * Out:     attributions (news/attribution.h) sorted by the begin of their content.
 * Fails:   never; text without quotes gives none; an unclosed quote ends with its paragraph unless the
 *          next paragraph opens with a quotation mark too.
 * Memory:  `keep`.      Threads: any.      Cost: linear in the tokens.
 */
#ifndef SYN_ANNOTATE_ATTRIBUTION_FIND_H
#define SYN_ANNOTATE_ATTRIBUTION_FIND_H

#include "annotate/vocabulary.h"
#include "base/arena.h"
#include "news/report.h"

struct attributions attribution_find(struct arena *keep, struct arena scratch, const struct article *article,
                                     const struct annotations *notes, const struct vocabulary *words);

#endif
