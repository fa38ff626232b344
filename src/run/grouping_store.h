/* run/grouping_store.h -- grouping taken up again from a store, and written into it
 *
 * From its image (store/replay.h) it goes on along the log: articles that came since are placed once more, in order
 * of arrival, and what was done by hand and looked at again is done again where it stands.  The log holds: where this
 * program would have placed an article elsewhere it is put to where the log has it.  Without an image, or with a
 * damaged one, all is gone through.
 *
 * Article a17 is number 16 of run/grouping.h, story s4 number 3.
 *
 * Fails:   as the store does.
 * Memory:  that of grouping, one article and the placings of one step.
 * Threads: the store's.
 * Cost:    docs/limits.md has figures; some 0.2 ms an article that the image does not know.
 */
#ifndef SYN_RUN_GROUPING_STORE_H
#define SYN_RUN_GROUPING_STORE_H

#include "run/grouping.h"
#include "store/store.h"

/* Grouping as it was after the last event, whose number goes to *event, if that is not NULL.  Where no transaction is
 * under way all is read as of one moment, and no writer waits for it: what comes meanwhile is for grouping_catch_up.
 * `settings`, which may be NULL for the usual ones, are asked where there is no image.  NULL: *error. */
struct grouping *grouping_from_store(struct store *store, const struct grouping_settings *settings, int64_t *event,
                                     struct syn_error *error);
/* Grouping that knows everything up to *event, and nothing else, takes up what others wrote since; *event is the last
 * one then.  False: *error, and it is of no use any more. */
bool grouping_catch_up(struct store *store, struct grouping *g, int64_t *event, struct syn_error *error);
/* In a transaction, when everything that it said is written. */
bool grouping_to_store(struct store *store, const struct grouping *g, struct syn_error *error);

#endif
