/* run/batch.h -- inputs become reports, many at a time
 *
 * One thread reads until a batch is full; then all threads extract and annotate it; then its reports
 * are handed out in the order of the input, and the next batch is read.  So memory for a stream of any
 * length is that of one batch, and any number of threads gives the same.
 *
 * With `overlap` a batch is handed out by a thread of its own while the next one is read and worked on: for who does
 * much with each report.  The one after that waits for it: so memory is that of two batches.
 *
 * Text that an outlet prints under everything (extract/standing.h) is learnt on the way and cut from then on.  With
 * `keep_all` it is left to the caller, who knows the whole set, and so are annotating and preparing.
 *
 * Fails:   a bad input or record costs one call of `problem`, and the rest goes on.
 * Memory:  with `keep_all` every report lives until batch_close, else until its `report` returns.
 * Threads: the hooks are called one at a time, on the caller's thread; with `overlap` on one of the batch's own,
 *          which is gone when a call returns.  But for `prepare` and `known`.
 * Cost:    linear in the input.
 */
#ifndef SYN_RUN_BATCH_H
#define SYN_RUN_BATCH_H

#include "base/error.h"
#include "extract/standing.h"
#include "news/raw.h"
#include "news/report.h"
#include "read/read.h"
#include "run/crew.h"

enum run_depth { RUN_BRIEF, RUN_EXTRACT, RUN_ANNOTATE };   /* RUN_BRIEF: extract_brief */

/* What `prepare` gets. */
struct run_piece {
    uint32_t batch;                    /* its number, from 1; batches are handed out one after the other */
    unsigned worker;
    struct arena *keep, scratch;
    const struct raw_document *raw;    /* with its bytes */
    const struct article *extracted;   /* before standing text was cut from it */
    const struct report *report;
};

struct run_hooks {
    /* Returns false to stop the whole run.  `raw` says where it came from; its bytes may be gone.  `prepared`: what
     * `prepare` gave for this report, else NULL. */
    bool (*report)(void *context, const struct raw_document *raw, struct report *report, void *prepared);
    void (*problem)(void *context, const struct syn_error *error);
    void (*progress)(void *context, const char *doing, size_t done);   /* may be NULL */
    void *context;
    /* May be NULL.  Called for each report when it is done, on any thread, at one time once a worker; what it returns
     * lives in `keep`, as long as the report. */
    void *(*prepare)(void *context, const struct run_piece *piece);
    /* May be NULL.  Called for each report once it is extracted, in order, on the thread that adds; not with `keep_all`.
     * Where it returns something (in `keep`) there is no need to annotate the report: it is handed out with that. */
    void *(*known)(void *context, const struct run_piece *piece);
};

/* What the giver of bytes knows beside them; used where the document itself does not say. */
struct run_hint { struct span url, published; };

struct batch_slot;
/* One batch, with the memory of all that is made of it. */
struct batch_side {
    struct crew *crew;
    struct shelf bytes;            /* the raw documents */
    struct batch_slot *slots;
    size_t count, byte_count;
    struct hand_out *hand;         /* room for the thread that hands it out */
    bool stopped;                  /* a hook said so while it was handed out */
};

struct batch {
    struct crew crew;              /* of the first side */
    struct crew other_crew;        /* with `overlap`, of the second one */
    struct batch_side sides[2];
    unsigned filling;              /* the side that is read into */
    struct hand_out *out;          /* the other one is being handed out; NULL: it is not */
    struct shelf learnt;           /* `standing` */
    struct standing standing;      /* what outlets print under everything */
    struct region own;
    size_t reported, problems;     /* over the whole run */
    uint32_t batches;              /* worked on so far */
    bool keep_all, stopped;
    bool as_printed;               /* set by the owner: standing text is neither learnt nor cut */
    bool overlap;                  /* set by batch_overlap */
    enum run_depth depth;
    struct run_hint hint;
    struct read_settings reading;  /* set by the owner, where addresses are to be fetched (run/web.h) */
    const struct run_hooks *hooks; /* of the call under way */
};

struct batch *batch_open(unsigned threads, enum run_depth depth, bool keep_all);
/* Before anything is added; not with `keep_all`. */
void batch_overlap(struct batch *batch);
/* These hand out every report before they return; false when a hook stopped them. */
bool batch_add_inputs(struct batch *batch, const char *const *inputs, size_t count, const struct run_hooks *hooks);
bool batch_add_bytes(struct batch *batch, struct span bytes, struct span name, struct run_hint hint,
                     const struct run_hooks *hooks);
/* The same for documents at hand; what they point to must live until the call returns. */
bool batch_add_documents(struct batch *batch, const struct raw_document *documents, size_t count,
                         const struct run_hooks *hooks);
void batch_close(struct batch *batch);

#endif
