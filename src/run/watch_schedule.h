/* run/watch_schedule.h -- when a source is asked again, and a page looked at again
 *
 * A source is asked so often that some two of its entries come from one asking to the next: INTERVAL_LEAST to
 * INTERVAL_MOST apart, and not before it says itself that asking is worth it.  Who fails is left alone twice as long
 * each time.  Nobody is asked earlier than that; the jitter, which keeps sources from being asked all at once, only adds.
 *
 * In:      times are seconds since 1970.
 * Fails:   never.      Threads: any.      Cost: constant.
 */
#ifndef SYN_RUN_WATCH_SCHEDULE_H
#define SYN_RUN_WATCH_SCHEDULE_H

#include "base/span.h"
#include "store/visit.h"

enum {
    INTERVAL_LEAST = 300, INTERVAL_MOST = 86400, INTERVAL_UNKNOWN = 3600,
    WAIT_MOST = 30 * 86400,      /* of what a server asks for */
    VISIT_TRIES_MOST = 5
};

/* Entries a second, after `fresh` new ones in `elapsed` seconds; what was before counts less with each day. */
double schedule_rate(double rate, uint64_t fresh, int64_t elapsed);
/* The first guess, by the times of the `dated` entries of a feed, of which the oldest is `oldest`. */
double schedule_first_rate(uint64_t dated, int64_t oldest, int64_t now);

/* `wish`: what the source asks for itself, 0: nothing. */
int64_t schedule_interval(double rate, int64_t wish);
/* A second, for times are whole ones, and up to a tenth of the interval: the same for the same source and number of its
 * asking. */
int64_t schedule_jitter(struct span url, uint32_t number, int64_t interval);
/* How long to leave alone who failed `failures` times in a row; `wait`: what it asked for. */
int64_t schedule_back_off(int64_t interval, uint32_t failures, int64_t wait);

/* What is to be done next with a page that came first at `first`, after stage `done` at `now`; *due is 0 with
 * VISIT_DONE.  Stages that passed while nobody watched are one. */
enum visit_stage schedule_stage(enum visit_stage done, int64_t first, int64_t now, int64_t *due);

#endif
