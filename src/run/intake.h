/* run/intake.h -- what comes is read, annotated, kept and grouped
 *
 * Reports are read and made ready by many threads, a batch at a time, while the batch before it is grouped and written,
 * in the order of the input.  A batch is not read before the last but one was written: so memory is that of two.
 *
 * What was said to be stored is stored: `stored` is called after the commit.  Grouping's state is written down
 * now and then; a run that was killed goes on from there, and comes to the same stories (run/grouping_store.h).
 *
 * Fails:   intake_open, and any call when the store can no longer be written: *error says so, and what was
 *          acknowledged is safe.  A bad input costs one call of `problem`.
 * Memory:  two batches (run/batch.h), grouping (run/grouping.h), the store's cache.
 * Threads: one at a time; hooks are called one at a time, during intake_add_inputs on a thread of the intake's own.
 * Cost:    docs/limits.md; annotating is some 42 % of it, SQLite 17 % in a new store and 26 % at a million articles.
 */
#ifndef SYN_RUN_INTAKE_H
#define SYN_RUN_INTAKE_H

#include "run/batch.h"
#include "store/arrival.h"

enum {
    INTAKE_COMMIT_MS = 1000,           /* what came is committed so often */
    INTAKE_IMAGE_MOST = 100000,        /* articles after which grouping's state is written down */
    INTAKE_IMAGE_LEAST = 2000          /* and of which there are so many at the end, else it is made again from them */
};

struct intake_settings {
    unsigned threads;                  /* 0: as many as there are processors */
    unsigned commit_every;             /* articles; 0: by time alone */
    bool point;                        /* of pages out of web archives only the place is kept, not the bytes */
    int64_t now;                       /* seconds since 1970: when all this came; 0: by the clock */
    int64_t (*clock)(void *context);   /* seconds since 1970; NULL: the system's */
    void *clock_context;
};

struct intake_hooks {
    /* One document is in the store for good, or was (ADDED_NOTHING).  May be NULL. */
    void (*stored)(void *context, const struct addition *addition);
    void (*problem)(void *context, const struct syn_error *error);
    void (*progress)(void *context, const char *doing, size_t done);   /* may be NULL */
    void *context;
};

struct intake_counts { uint64_t articles, versions, known, problems, bytes; };   /* known: came before, just so */

struct intake;
/* The store is open for writing; between calls others may use it, and no transaction is open. */
struct intake *intake_open(struct store *store, const struct intake_settings *settings, struct syn_error *error);
/* Where pages and lists are to be fetched, before anything is added (run/web.h). */
struct batch *intake_batch(struct intake *intake);

bool intake_add_inputs(struct intake *intake, const char *const *inputs, size_t count,
                       const struct intake_hooks *hooks, struct syn_error *error);
/* Documents in memory; all is committed when the call returns. */
bool intake_add_documents(struct intake *intake, const struct raw_document *documents, size_t count,
                          const struct intake_hooks *hooks, struct syn_error *error);
/* What a file of that name would hold: text, a page, records, a feed, an archive; gzipped or not. */
bool intake_add_bytes(struct intake *intake, struct span bytes, struct span name, struct run_hint hint,
                      const struct intake_hooks *hooks, struct syn_error *error);
/* Looks at the stories once more that got reports since the last time: between rounds, and at the end. */
bool intake_settle(struct intake *intake, struct syn_error *error);
struct intake_counts intake_counts(const struct intake *intake);

/* Settles, and writes down the state of grouping where much has come.  False: *error; the store is still whole. */
bool intake_close(struct intake *intake, struct syn_error *error);

#endif
