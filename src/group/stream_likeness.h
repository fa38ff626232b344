/* group/stream_likeness.h -- how like a story of a stream an article or another story is
 *
 * Words are held against the story's sum; headlines against its latest STORY_LATEST articles, since what an article's
 * headline is stands in no sum.
 *
 * Fails: never.   Memory: `scratch`.   Threads: any, while nobody changes the stream.
 * Cost:  some 150 ns a list of terms: one for a score, five for an article, 17 for two stories.
 */
#ifndef SYN_GROUP_STREAM_LIKENESS_H
#define SYN_GROUP_STREAM_LIKENESS_H

#include "group/query.h"
#include "group/stream_state.h"

enum { STORY_LATEST = 4 };

/* How alike they are by words and time, as likeness.score; 0 where the words alone say that it is below `least`. */
double stream_score_of_sums(const struct stream *s, const struct query *query, const struct cluster *of, uint32_t story,
                            double least);
/* Whether the article, which `query` and `single` are of, may join the story. */
bool stream_may_join(const struct stream *s, const struct query *query, const struct cluster *single, uint32_t story);
/* Whether two stories may be one. */
bool stream_may_merge(const struct stream *s, struct arena scratch, uint32_t a, uint32_t b);

#endif
