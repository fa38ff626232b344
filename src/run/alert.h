/* run/alert.h -- alerts: what is new for each, told to whom it is for
 *
 * For each alert that is due: what has come since it last told, at most `most` things in one delivery, and as many
 * deliveries as there is to tell, up to ALERT_DELIVERIES.  The marks move, in one transaction, when a delivery has come
 * to its end: what is told may be told twice where the program is ended in between, and is never lost; each item has an
 * id by which a receiver knows it again.  A delivery that fails is tried again after a minute, then two, four, and so on
 * up to six hours.
 *
 * What waits for accounts or conflicts has stories compared where they changed (run/retell.h), ALERT_RETELLINGS at most
 * in a run; the others stay for the next.
 *
 * Fails:   where the store cannot be read or written.  A delivery that fails is not a failure: `problem` says so.
 * Memory:  some MB, and that of a story that is compared.
 * Threads: one at a time.  The store is this thread's; others may write through handles of their own meanwhile.
 */
#ifndef SYN_RUN_ALERT_H
#define SYN_RUN_ALERT_H

#include "run/alert_send.h"
#include "store/alert.h"

enum { ALERT_ITEMS = 50, ALERT_DELIVERIES = 20, ALERT_RETELLINGS = 50, ALERT_FORGET_DAYS = 30 };

struct alert_settings {
    int64_t now;                 /* seconds since 1970 */
    unsigned most;               /* items of a delivery; 0: ALERT_ITEMS */
    unsigned threads;            /* to compare with; 0: as many as there are processors */
    struct alert_send_settings send;
};

struct alert_hooks {
    void (*delivered)(void *context, const struct alert *alert, uint32_t items);   /* may be NULL */
    void (*problem)(void *context, const struct alert *alert, const struct syn_error *error);   /* may be NULL */
    void *context;
};

struct alert_counts { uint32_t deliveries, items, failures; };

/* Of all that are due; the store is open for writing.  `out` may be NULL. */
bool alerts_run(struct store *store, const struct alert_settings *settings, const struct alert_hooks *hooks,
                struct alert_counts *out, struct syn_error *error);

/* Sends the last things that the alert would have told, or none if there are none, and moves no mark.  False where
 * that failed. */
bool alert_try(struct store *store, const struct alert *alert, const struct alert_settings *settings, uint32_t *items,
               struct syn_error *error);

#endif
