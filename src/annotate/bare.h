/* annotate/bare.h -- words without their case endings, so that two forms of one name meet
 *
 * Cyrillic words lose what a declined noun or adjective may end with, others an -s; at least three letters
 * stay.  Not a stem in the linguist's sense.
 *
 * In:      one folded word (text/normal.h).
 * Out:     its first bytes.
 * Fails:   never.   Threads: any.   Memory: none.   Cost: some 60 comparisons for a Cyrillic word.
 */
#ifndef SYN_ANNOTATE_BARE_H
#define SYN_ANNOTATE_BARE_H

#include "base/span.h"

struct span bare_word(struct span folded);

#endif
