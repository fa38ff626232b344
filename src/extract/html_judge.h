/* extract/html_judge.h -- the learnt choice of the blocks that are the article
 *
 * A forest (base/forest.h) looks at what html_feature.h sees of each block and gives the log-odds that it belongs
 * to the article.  It was grown on pages whose article people have marked (docs/models.md), with what the rules
 * chose among the features: so it corrects rules where they are mostly wrong, and follows them elsewhere.
 *
 * In:      a page and what the rules found (extract/html_pick.h).
 * Out:     verdicts, changed; scores of the blocks; confidence: the F1, word by word, that the scores let expect.
 * Fails:   never; the rules' choice stands where the judge finds next to nothing, and on pages of more than 16,000 blocks.
 * Memory: `keep`.   Threads: any.   Cost: about 15,000 instructions a block that is looked at.
 */
#ifndef SYN_EXTRACT_HTML_JUDGE_H
#define SYN_EXTRACT_HTML_JUDGE_H

#include "base/forest.h"
#include "extract/html_meta.h"
#include "extract/html_pick.h"

/* The forest that the program has with it; false where it was grown for other features than these. */
bool html_judge_builtin(struct forest *forest);

/* Nothing is changed where `forest` is NULL, or was grown for other features. */
void html_judge(struct arena *keep, struct arena scratch, const struct html_page *page,
                const struct html_meta *meta, struct html_pick *pick, const struct forest *forest);

#endif
