/* run/watch_state.h -- what the parts of a watch share (run/watch*.c only)
 *
 * watch.c asks and waits; watch_source.c writes down what a source answered, watch_visit.c what came of a page.
 */
#ifndef SYN_RUN_WATCH_STATE_H
#define SYN_RUN_WATCH_STATE_H

#include "base/hash.h"
#include "run/watch.h"

/* One request, from when it was given to the queue until its answer was written down. */
struct watch_job {
    bool active, is_source;
    int64_t id;                      /* of the source or visit */
    uint64_t host, etag_of;
};

struct watch {
    struct watch_settings settings;
    struct watch_hooks hooks;
    struct database *db;
    struct region own, scratch;
    struct fetch *fetch;
    struct watch_job jobs[WATCH_JOBS];
    unsigned job_count;
    size_t added;                    /* to this fetch */
    int64_t looked;                  /* clock: when it was last looked for what is due */
    int64_t rest_until;              /* clock: a new fetch is not used before */
    int64_t begun, told;             /* seconds: when watch_run was called, when others last had their turn */
    bool stopping, arrivals;
    bool stirred;                    /* something was done in this turn that no answer is waited for */
    struct watch_status status;
};

int64_t watch_now(const struct watch *w);
void watch_tell(struct watch *w, const struct watch_event *event);
/* The host of an address, as a number; 0 where it is none that can be fetched. */
uint64_t watch_host(struct arena scratch, struct span url);
/* Hands a document over, and counts what came of it. */
bool watch_keep(struct watch *w, const struct raw_document *raw, struct watch_kept *kept, struct syn_error *error);

/* All false where the store fails. */
bool watch_source_answer(struct watch *w, int64_t id, const struct fetched *fetched, struct syn_error *error);
bool watch_visit_answer(struct watch *w, int64_t id, const struct fetched *fetched, struct syn_error *error);
/* An entry without an address, which is kept as its feed told it. */
bool watch_visit_record(struct watch *w, int64_t id, struct syn_error *error);

/* Why a fetch failed, without the address, which is told beside it. */
const char *watch_reason(const struct syn_error *error);

/* What came, unpacked; *why says what is wrong where it is false. */
bool watch_unpack(struct arena *keep, struct arena scratch, const struct page *page, struct span *body,
                  const char **why);

#endif
