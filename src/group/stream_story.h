/* group/stream_story.h -- what is done with a story of a stream: founding, joining, leaving memory
 *
 * Fails: never.   Memory: the stream's; `scratch` for sums.   Threads: one at a time.
 * Cost:  linear in the terms of the story and of what is put into it.
 */
#ifndef SYN_GROUP_STREAM_STORY_H
#define SYN_GROUP_STREAM_STORY_H

#include "group/stream_state.h"

/* An article that no story has yet. */
uint32_t stream_keep_article(struct stream *s, const struct profile *profile, const struct cluster *single);

/* A new story of the next number, without articles. */
uint32_t stream_found(struct stream *s);
/* Adds an article, which is the story's latest. */
void stream_join(struct stream *s, struct arena scratch, uint32_t story, uint32_t article,
                 const struct cluster *single);
/* The story leaves memory, with its articles. */
void stream_drop(struct stream *s, uint32_t story);

/* Lets go of its articles, which live on, and of their sum. */
void stream_empty(struct stream *s, uint32_t story);
/* An empty story is no more. */
void stream_forget(struct stream *s, uint32_t story);
/* Gives an empty story these articles, in order of their numbers; singles[i] is what articles[i] is known by. */
void stream_refill(struct stream *s, struct arena scratch, uint32_t story, const uint32_t *articles,
                   const struct cluster *singles, uint32_t count);
/* Enters the story in the index by its sum. */
void stream_post(struct stream *s, struct arena scratch, uint32_t story);

/* Notes that it is to be reviewed. */
void stream_touch(struct stream *s, uint32_t story);
void stream_note_near(struct stream *s, uint32_t story, uint32_t other);

/* Its sum.  Without terms where `keep` is NULL: for likeness_of_dots. */
struct cluster stream_cluster(const struct stream *s, struct arena *keep, uint32_t story);
struct profile stream_profile(const struct stream *s, struct arena *keep, uint32_t article);

#endif
