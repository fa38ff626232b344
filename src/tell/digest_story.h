/* tell/digest_story.h -- a synopsis cut down to the few lines that a digest has of it
 *
 * What most accounts hold (but for what the headline and the quote say already), one quote with its speaker, conflicts
 * before other differences, the weightiest thing that one account alone has, who copied whom.
 *
 * Out:     spans in `keep`, so that the synopsis may go.
 * Fails:   never.   Threads: any.   Cost: linear in the synopsis.
 */
#ifndef SYN_TELL_DIGEST_STORY_H
#define SYN_TELL_DIGEST_STORY_H

#include "base/arena.h"
#include "news/digest.h"
#include "news/synopsis.h"

void digest_story_of(struct digest_story *out, struct arena *keep, struct arena scratch, const struct synopsis *s);

/* Stories in the order of telling: accounts, then reports, then the later one, then by id. */
int digest_story_order(const void *a, const void *b);

#endif
