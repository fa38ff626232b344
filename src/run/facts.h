/* run/facts.h -- small facts of a store as JSON: what was added, the log, corrections, saved searches, sizes
 *
 * Each writes one object, which docs/formats.md describes; no line end.
 *
 * Fails: never.   Memory: the writer's buffer.   Threads: any, on different writers.   Cost: linear.
 */
#ifndef SYN_RUN_FACTS_H
#define SYN_RUN_FACTS_H

#include "run/correct.h"
#include "store/arrival.h"
#include "store/health.h"
#include "store/saved.h"
#include "text/json.h"

/* "s4", "a17"; null for 0. */
void facts_number(struct json_writer *w, const char *key, char letter, int64_t number);
/* "2031-03-11T05:50:07Z". */
void facts_instant(struct json_writer *w, const char *key, int64_t seconds);

void facts_addition(struct json_writer *w, const struct addition *addition);
void facts_event(struct json_writer *w, const struct story_event *event);
void facts_correction(struct json_writer *w, const struct correction *correction);
void facts_saved(struct json_writer *w, const struct saved_query *saved);
/* The members alone, into the object that is open. */
void facts_sizes(struct json_writer *w, const struct health_sizes *sizes);

#endif
