/* tell/moment.h -- a time written at the precision it is known to
 *
 * Fails: never; an unknown time writes nothing.   Memory: the buffer's.   Threads: any.   Cost: constant.
 */
#ifndef SYN_TELL_MOMENT_H
#define SYN_TELL_MOMENT_H

#include <stdbool.h>

#include "base/buffer.h"
#include "base/calendar.h"
#include "news/when.h"
#include "text/json.h"

/* ISO 8601: "2031", "2031-03", "2031-W11", "2031-Q1", "2031-03-11", "2031-03-11T05:50+03:00". */
void moment_iso(struct buffer *out, struct when w);
/* For readers: "March 2031", "11 March 2031", "11 March 2031, 05:50". */
void moment_text(struct buffer *out, struct when w);
/* From one to the other, said once where they are one: "11 March 2031, 05:50 – 06:20". */
void moment_range(struct buffer *out, struct when from, struct when to);
/* The clock alone, "05:50"; false, and nothing written, where no hour is known. */
bool moment_clock(struct buffer *out, struct when w);
/* The day alone, "11 March 2031"; and short, "11 Mar". */
void moment_day(struct buffer *out, struct when w);
void moment_short_day(struct buffer *out, struct when w);

/* An instant, in UTC to the second: "2031-03-11T05:50:07Z". */
void moment_instant(struct buffer *out, int64_t seconds);

/* The ISO form as a JSON string, null where unknown; a season as ISO 8601-2 has it, "2031-21" for spring, so that it is
 * told from a month. */
void moment_json(struct json_writer *w, struct when when);

static inline bool moment_has_clock(struct when w) { return w.precision >= WHEN_HOUR; }

/* The day of the wall clock where it was said. */
struct civil moment_civil(struct when w);
/* Seconds of the wall clock where it was said. */
int64_t moment_local(struct when w);

#endif
