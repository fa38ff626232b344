/* annotate/annotate.h -- what an article says: names, figures, dates, who says what
 *
 * Runs the finders in the order in which they need each other: tokens and sentences of the blocks,
 * dates, figures, names, attributions.
 *
 * In:      an article from extract; dates are resolved against article->published (unresolved when
 *          that is unknown).
 * Out:     annotations whose marks stand on article->text.
 * Fails:   never.      Memory: `keep`.      Threads: any, on different articles.
 * Cost:    linear in the text.
 */
#ifndef SYN_ANNOTATE_ANNOTATE_H
#define SYN_ANNOTATE_ANNOTATE_H

#include "base/arena.h"
#include "news/report.h"

struct annotations annotate(struct arena *keep, struct arena scratch, const struct article *article);

#endif
