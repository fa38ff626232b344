/* annotate/mention_find.h -- names of people, organisations and places, and who they stand for
 *
 * In:      the article, its tokens and sentences, and their vocabulary.
 * Out:     mentions sorted by place, never overlapping, and the entities they belong to: "Lecornu" is
 *          the Sébastien Lecornu of the same article.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the tokens, times names in the article
 *          for the joining.
 */
#ifndef SYN_ANNOTATE_MENTION_FIND_H
#define SYN_ANNOTATE_MENTION_FIND_H

#include "annotate/vocabulary.h"
#include "base/arena.h"
#include "news/report.h"

struct mentions mention_find(struct arena *keep, struct arena scratch, const struct article *article,
                             const struct annotations *notes, const struct vocabulary *words,
                             struct entities *entities);

#endif
