/* store/asked_time.h -- times as people name them in queries and options
 *
 * "2024-04-03", "2024-04", "2024", "2024-04-03T12:00Z" and whatever else text/timestamp.h reads; "today", "yesterday";
 * and spans back from now: "90m", "24h", "7d", "2w", "6mo" (of 30 days), "1y" (of 365).
 *
 * What is named is an interval, half open, in seconds since 1970 UTC: a day, a month; of a span back, an instant.
 *
 * Fails:   asked_time_parse, on anything else.      Threads: any.      Cost: that of timestamp_parse.
 */
#ifndef SYN_STORE_ASKED_TIME_H
#define SYN_STORE_ASKED_TIME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

struct asked_time { int64_t from, to; };

/* `now`: seconds since 1970. */
bool asked_time_parse(struct span text, int64_t now, struct asked_time *out);

#endif
