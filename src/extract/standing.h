/* extract/standing.h -- an outlet's standing text: what it prints under every report
 *
 * "Our newsroom needs your support" looks like any paragraph, until the same outlet's next page ends with it, too.
 * Over many articles of one outlet (the host of their addresses, else the outlet's name) the blocks that come again
 * are counted; one that stands in at least STANDING_LEAST articles, and in one of STANDING_SHARE, is furniture.
 *
 * What is repeated may be news, too: the outlet's earlier version of the report, or a paragraph of background.  So an
 * article that would lose more than half of its words is left as it is, and a long block is cut only where nothing
 * but repeated or short blocks stands between it and the begin or the end.
 *
 * In:      articles as extract gives them.  The order in which they are learnt does not matter.
 * Out:     an article without its standing text.  Where it was HTML the text is taken out of its body and the cuts
 *          keep it; else it stays where it stands and is marked.
 * Fails:   never.
 * Memory:  48 bytes a block for what is learnt, and 32 kB; `keep` for an article that lost something.
 * Threads: learning one at a time; cutting any.      Cost: linear in the blocks.
 */
#ifndef SYN_EXTRACT_STANDING_H
#define SYN_EXTRACT_STANDING_H

#include "base/arena.h"
#include "base/map.h"
#include "news/article.h"

enum { STANDING_LEAST = 3, STANDING_SHARE = 10, STANDING_FILTER_BITS = 18 };

struct standing {
    struct map articles, blocks; /* by outlet; by outlet and text */
    uint64_t *often;             /* a bit for what came STANDING_LEAST times: nearly all other blocks have none */
};

struct standing standing_in(struct arena *keep);
void standing_learn(struct standing *standing, struct arena scratch, const struct article *article);
struct article standing_cut(struct arena *keep, struct arena scratch, const struct standing *standing,
                            const struct article *article);

#endif
