/* run/watch_intake.h -- what a watch brings goes into the store, is grouped, told to alerts, and compared in idle time
 *
 * Works on two connections to one store: what comes is written by the intake (run/intake.h) through the first, all else
 * through the second.
 *
 * Fails:   where the store cannot be read or written.
 * Memory:  that of the intake, and of a story that is compared.
 * Threads: one at a time; the intake has threads of its own.
 */
#ifndef SYN_RUN_WATCH_INTAKE_H
#define SYN_RUN_WATCH_INTAKE_H

#include "run/alert_send.h"
#include "run/watch.h"
#include "store/store.h"

enum {
    WATCH_ALERTS_EVERY = 60,         /* seconds: also without arrivals, for what could not be delivered */
    WATCH_RETELL_DAYS = 3            /* stories whose latest report is older are not compared in idle time */
};

struct watch_intake_settings {
    unsigned threads;                /* 0: as many as there are processors */
    struct alert_send_settings send;
    /* What cost nothing but itself: an alert that could not be delivered, a page that is no report.  May be NULL. */
    void (*problem)(void *context, const struct syn_error *error);
    void *context;
};

struct watch_intake;
/* Both are open for writing, and are this one's until it is closed. */
struct watch_intake *watch_intake_open(struct store *store, struct store *beside,
                                       const struct watch_intake_settings *settings, struct syn_error *error);
/* Writes down the state of grouping. */
bool watch_intake_close(struct watch_intake *in, struct syn_error *error);

/* As the hooks of a watch want them. */
bool watch_intake_keep(struct watch_intake *in, const struct raw_document *raw, struct watch_kept *kept,
                       struct syn_error *error);
bool watch_intake_knows(struct watch_intake *in, struct span url, int64_t *article, struct syn_error *error);
bool watch_intake_arrived(struct watch_intake *in, struct syn_error *error);
bool watch_intake_idle(struct watch_intake *in, bool *more, struct syn_error *error);

#endif
