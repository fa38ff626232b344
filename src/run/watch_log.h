/* run/watch_log.h -- what a watch does, and how its sources are, in lines
 *
 * Out:     what outlets and servers say is made harmless (tell/escape.h): a line stays a line.
 * Fails:   never.      Memory: the buffer's.      Threads: any.      Cost: linear.
 */
#ifndef SYN_RUN_WATCH_LOG_H
#define SYN_RUN_WATCH_LOG_H

#include "base/buffer.h"
#include "run/watch.h"

/* One line: {"time": ..., "event": "polled", ...}, or time=... event=polled ...; members that say nothing are left
 * out. */
void watch_put_event_json(struct buffer *out, const struct watch_event *event);
void watch_put_event_text(struct buffer *out, const struct watch_event *event);

/* "next in 4 min, 12 pages waiting, ..." for a line that is written over and over, `width` columns at most. */
void watch_put_status(struct buffer *out, const struct watch_status *status, unsigned width);
/* What was done, and what is left, at the end: a line. */
void watch_put_end(struct buffer *out, const struct watch_status *status);

/* One source: a line of JSON, or a line or two for people. */
void watch_put_source_json(struct buffer *out, const struct watched *source);
void watch_put_source_text(struct buffer *out, const struct watched *source, int64_t now);

#endif
