/* group/stream_review.h -- stories of a stream are looked at again
 *
 * Stories that were touched since, and those that are nearly like them, make neighbourhoods of at most REVIEW_ARTICLES
 * articles.  The articles of each are divided anew (group/regroup.h); what comes out is applied: a story goes on where
 * most of its articles are, the rest is said in events.
 *
 * Fails: never.   Memory: the stream's; `scratch` for one neighbourhood at a time.   Threads: one at a time.
 * Cost:  of a review that is no settling at most REVIEW_PAIRS comparisons of two articles; what is
 *        left over waits for the next one.
 */
#ifndef SYN_GROUP_STREAM_REVIEW_H
#define SYN_GROUP_STREAM_REVIEW_H

#include "group/stream_state.h"

/* `settle`: all that was touched, without a limit to the cost, and with neighbours that are less alike. */
void stream_review(struct stream *s, struct arena scratch, bool settle);

#endif
