/* store/hand.h -- what was set right by hand: a list of corrections, each with its events in the log
 *
 * A correction is never erased.  What takes one back is a correction itself, and the first one says which.
 *
 * Fails:   as the database does; SYN_NOT_FOUND where there is no such correction.
 * Memory:  `keep`.      Threads: the store's.
 */
#ifndef SYN_STORE_HAND_H
#define SYN_STORE_HAND_H

#include "store/stories.h"

struct hand {
    int64_t id, at;
    int64_t undone;              /* the correction that took it back; 0: none */
    bool undoes;                 /* it took one back itself */
    struct span what;            /* as it was asked: "merge s4 s9" */
};

/* `undoes`: the correction that it takes back, or 0. */
bool hand_note(struct store *store, int64_t at, struct span what, int64_t undoes, int64_t *id, struct syn_error *error);

/* By its number; 0: the latest that was not taken back and takes none back. */
bool hand_read(struct store *store, struct arena *keep, int64_t id, struct hand *out, struct syn_error *error);

/* Whether the latest correction at the story that was not taken back, other than `except`, fixed it: *holds. */
bool hand_holds(struct store *store, int64_t story, int64_t except, bool *holds, struct syn_error *error);
/* The correction by which the latest article that left the story went; 0: the program's own, or none did. */
bool hand_last_left(struct store *store, int64_t story, int64_t *id, struct syn_error *error);

#endif
