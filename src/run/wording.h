/* run/wording.h -- the wording of a closed set of reports, and who shares it
 *
 * Reports come as from run/batch.h, in any order and number of calls; of each only its small text
 * (group/copy_text.h) and its id are kept, so that millions fit.  Then they are put in order (by id; what has the
 * same id by a hash of all it says) and get ids of their own ("-2", "-3" for those whose id is taken).  The same set
 * gives the same pairs, whatever the order and the number of threads.
 *
 * Records are taken as they stand (extract_brief); what an outlet prints under everything is not cut but learnt by
 * how many hold it (group/copy_index.h).  A document that comes twice counts once.  A report without any text is a
 * problem and is left out.
 *
 * Fails:   a bad input costs one call of `problem` (run/batch.h).
 * Memory:  2.1 KB for a report of 790 words.   Threads: one at a time; texts are made by many.
 * Cost:    linear in the input; see group/copies.h for the pairs.
 */
#ifndef SYN_RUN_WORDING_H
#define SYN_RUN_WORDING_H

#include "group/copies.h"
#include "run/batch.h"

struct wording_document;
struct wording {
    struct batch *batch;           /* its `reading` is the owner's to set */
    struct shelf texts;            /* documents, their texts and ids */
    struct region own;
    struct wording_document *last;
    size_t count, bytes;           /* documents, and what their texts take */
    struct run_hooks hooks;
};

/* 0 threads: as many as there are processors. */
struct wording *wording_open(unsigned threads);
void wording_add_inputs(struct wording *wording, const char *const *inputs, size_t count,
                        const struct run_hooks *hooks);
void wording_close(struct wording *wording);

/* Calls `take` for each pair that shares at least `least`, by their ids.  To be called once, when all is added: the texts
 * are used up. */
typedef bool wording_take(void *context, const struct copy *copy, struct span id_a, struct span id_b);
void wording_each(struct wording *wording, double least, wording_take *take, void *context);

#endif
