/* group/stream_divide.h -- the articles of a few stories are divided anew
 *
 * By average link over all of them (group/regroup.h).  Each story goes on where most of its articles are (of equal ones
 * the oldest); what is left founds a story; a story that goes on nowhere is merged into where most of its articles are.
 * What changed is said in events.
 *
 * Fails: never.   Memory: the stream's; `scratch` some 100 bytes a pair of articles.   Threads: one at a time.
 * Cost:  some 200 ns a pair of articles.
 */
#ifndef SYN_GROUP_STREAM_DIVIDE_H
#define SYN_GROUP_STREAM_DIVIDE_H

#include "group/stream_state.h"

/* `held`: articles of all `count` stories (slots).  Returns how many pairs were compared. */
uint32_t stream_divide(struct stream *s, struct arena scratch, const uint32_t *stories, uint32_t count, uint32_t held);

#endif
