/* group/stream_hand.h -- what is done to the stories of a stream from outside
 *
 * A story that is fixed is left alone by reviews: it is not divided, not merged, and nothing is taken from it.  New
 * articles join it as they join any other.
 *
 * Fails:   never.
 * Memory:  the stream's; `scratch`.      Threads: one at a time.
 * Cost:    linear in the stories and articles in memory.
 */
#ifndef SYN_GROUP_STREAM_HAND_H
#define SYN_GROUP_STREAM_HAND_H

#include "group/stream.h"

/* A story of the next number, which those of the articles that are in memory are taken into (no events).  `articles` by
 * number.  Where none of them is in memory it is a number alone. */
uint32_t stream_part(struct stream *stream, const uint32_t *articles, uint32_t count);
/* `stories` by number; those that are not in memory are passed over. */
void stream_fix(struct stream *stream, const uint32_t *stories, uint32_t count, bool fixed);

/* The next story's number is `number` at least. */
void stream_skip(struct stream *stream, uint32_t number);

/* A report that is not in memory, or may be not. */
struct dated_bag { const struct bag *bag; double day; bool dated; };

/* How like the others, taken for one story, a report is; 0 where it may not join them.  Nothing is learnt. */
double stream_resembles(const struct stream *stream, struct arena scratch, const struct dated_bag *report,
                        const struct dated_bag *others, uint32_t count);

#endif
