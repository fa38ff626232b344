/* store/replay.h -- what grouping is taken up again from: its state, written down now and then, and the log since
 *
 * The state (run/grouping.h) lies in pieces in table image, written in one transaction with the events up to the one
 * that meta 'image_event' names.  What came later is in the log.
 *
 * Fails:   as the database does.
 * Memory:  a piece.      Threads: the store's.      Cost: of an image that of copying, and of the disk.
 */
#ifndef SYN_STORE_REPLAY_H
#define SYN_STORE_REPLAY_H

#include "store/stories.h"

enum { REPLAY_PIECE = 1 << 20 };

/* Writes an image in place of the last one. */
struct replay_out {
    struct store *store;
    struct syn_error *error;
    struct region region;
    char *piece;
    size_t used;
    int64_t number;
    bool failed;
};
struct replay_out replay_write_begin(struct store *store, struct syn_error *error);
/* An image_write (base/image.h); `context` is the replay_out. */
bool replay_write(void *context, const void *bytes, size_t length);
/* `articles`: how many the image knows.  False: *error. */
bool replay_write_end(struct replay_out *out, int64_t articles);

/* Reads it. */
struct replay_in {
    struct question *question;
    struct syn_error *error;
    struct span rest;            /* of the piece under way */
};
struct replay_in replay_read_begin(struct store *store, struct syn_error *error);
/* An image_read; `context` is the replay_in. */
bool replay_read(void *context, void *bytes, size_t length);
/* False where the store could not be read; where there was merely no more, it is true. */
bool replay_read_end(struct replay_in *in);

/* What the image knows; no articles: there is none. */
struct replay_mark { int64_t articles, event; };
struct replay_mark replay_mark_of(struct store *store);

/* Events behind `after`, in their order; `take` returns false to stop. */
typedef bool replay_event(void *context, const struct story_event *event);
bool replay_events(struct store *store, int64_t after, replay_event *take, void *context, struct syn_error *error);

/* The article as it first came: what its place was found by. */
bool replay_body(struct store *store, struct arena *keep, struct arena scratch, int64_t article, struct article *out,
                 struct syn_error *error);
/* The largest number of a story; 0 where there is none. */
int64_t replay_last_story(struct store *store);

#endif
