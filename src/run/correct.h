/* run/correct.h -- a person sets stories right
 *
 * Each call is one correction: it is noted as it was asked for, grouping is taken up from the store, and what changes
 * is written as events with the correction's number, in one transaction.  The stories concerned are fixed from then on
 * (run/grouping.h).  A correction can be taken back, also when others came after it: articles that are where it put
 * them go back to where they were.
 *
 * Fails:   as the store does, and SYN_MISUSE on what makes no sense; then nothing was changed.
 * Memory:  that of grouping.      Threads: the store's, which is open for writing.
 * Cost:    that of taking grouping up again.
 */
#ifndef SYN_RUN_CORRECT_H
#define SYN_RUN_CORRECT_H

#include "store/hand.h"

struct correction {
    int64_t number;                    /* of the correction; 0: nothing had to be done */
    int64_t story;                     /* where things went; of an undo, 0 where to several */
    uint32_t moved;                    /* articles */
    struct span undone;                /* what was taken back, in `keep` */
};

/* All of story `from` goes to `to`. */
bool correct_merge(struct store *store, int64_t now, int64_t from, int64_t to, struct correction *out,
                   struct syn_error *error);
/* The articles found a new story. */
bool correct_split(struct store *store, int64_t now, const struct stored_ids *articles, struct correction *out,
                   struct syn_error *error);
/* The articles go to a story. */
bool correct_move(struct store *store, int64_t now, const struct stored_ids *articles, int64_t story,
                  struct correction *out, struct syn_error *error);
/* No review changes the story from now on, or may do so again. */
bool correct_fix(struct store *store, int64_t now, int64_t story, bool fixed, struct correction *out,
                 struct syn_error *error);
/* Takes a correction back; 0: the latest one. */
bool correct_undo(struct store *store, struct arena *keep, int64_t now, int64_t number, struct correction *out,
                  struct syn_error *error);

#endif
