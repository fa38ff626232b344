/* run/intake.h -- what comes is read, annotated, kept and grouped
 *
 * Reports are read and made ready by many threads, a batch at a time, while the batch before it is grouped and written,
 * in the order of the input.  A batch is not read before the last but one was written: so memory is that of two.
 *
 * What was said to be stored is stored: `stored` is called after the commit.  Grouping's state is written down
 * now and then and at the end; a run that was killed goes on from there, and comes to the same stories.
 *
 * Fails:   intake_open, and any call when the store can no longer be written: *error says so, and what was
 *          acknowledged is safe.  A bad input costs one call of `problem`.
 * Memory:  two batches (run/batch.h), grouping (run/grouping.h), the store's cache.
 * Threads: one at a time; hooks are called one at a time, `stored` and `problem` on threads of the intake's own.
 */
#ifndef SYN_RUN_INTAKE_H
#define SYN_RUN_INTAKE_H

#include "run/batch.h"
#include "store/arrival.h"

struct intake_settings {
    unsigned threads;                  /* 0: as many as there are processors */
    int64_t now;                       /* seconds since 1970: when all this came; 0: by the clock, batch by batch */
    int64_t (*clock)(void *context);   /* seconds since 1970; NULL: the system's.  Asked where `now` is 0 */
    void *clock_context;
    bool no_settle;                    /* at the end stories are not looked at once more */
};

struct intake_hooks {
    /* One article, or version, is in the store for good; `addition` says which.  May be NULL. */
    void (*stored)(void *context, const struct addition *addition, int64_t story);
    void (*problem)(void *context, const struct syn_error *error);
    void (*progress)(void *context, const char *doing, size_t done);   /* may be NULL */
    void *context;
};

struct intake_counts { uint64_t articles, versions, known, problems; };   /* known: came before, just so */

struct intake;
/* The store is open for writing, and is the intake's alone until intake_close. */
struct intake *intake_open(struct store *store, const struct intake_settings *settings, struct syn_error *error);
/* Where pages and lists are to be fetched, before anything is added (run/web.h). */
struct batch *intake_batch(struct intake *intake);

bool intake_add_inputs(struct intake *intake, const char *const *inputs, size_t count,
                       const struct intake_hooks *hooks, struct syn_error *error);
/* One document in memory, stored when the call returns, with all the pages a watcher has at hand. */
bool intake_add_documents(struct intake *intake, const struct raw_document *documents, size_t count,
                          const struct intake_hooks *hooks, struct syn_error *error);
struct intake_counts intake_counts(const struct intake *intake);

/* Settles the stories and writes down the state of grouping.  False: *error; the store is still whole. */
bool intake_close(struct intake *intake, struct syn_error *error);

#endif
