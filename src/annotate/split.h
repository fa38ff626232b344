/* annotate/split.h -- the tokens and sentences of an article's blocks
 *
 * In:      the article's text and blocks.
 * Out:     notes->tokens, one array over all blocks, their words numbered, and notes->sentences; what stands in no
 *          block has none.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the text.
 */
#ifndef SYN_ANNOTATE_SPLIT_H
#define SYN_ANNOTATE_SPLIT_H

#include "base/arena.h"
#include "news/report.h"

void split_blocks(struct arena *keep, struct arena scratch, const struct article *article, struct annotations *notes);

#endif
