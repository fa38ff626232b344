/* text/timestamp.h -- one date or time as feeds, meta tags, records and date lines write it
 *
 * ISO 8601 in its long and short forms, RFC 2822, ctime, epoch seconds to nanoseconds, and what people
 * print: "April 3, 2024 at 2:05 p.m. EDT", "3. April 2024, 14.05 Uhr", "3 avril 2024 à 14h05",
 * "14:05, 3 апреля 2024", "03.04.2024", "2024年4月3日".  The words are data/month.tsv and
 * data/date_word.tsv.  A date without a year, a time without a date, and numbers that can be read two
 * ways ("03/04/2024") are none: a guess is worse than null.
 *
 * Fails:   never; what is no date gives false and a cleared timestamp.
 * Threads: any.      Cost: linear, and no more than TIMESTAMP_TEXT_MAX bytes are looked at.
 */
#ifndef SYN_TEXT_TIMESTAMP_H
#define SYN_TEXT_TIMESTAMP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"

enum { TIMESTAMP_TEXT_MAX = 256 };

/* How exactly it was said. */
enum timestamp_precision { TIMESTAMP_NONE, TIMESTAMP_YEAR, TIMESTAMP_MONTH, TIMESTAMP_DAY, TIMESTAMP_HOUR,
                           TIMESTAMP_MINUTE, TIMESTAMP_SECOND };

struct timestamp {
    int year, month, day, hour, minute, second;   /* as written, in local time; 0 where not said */
    int offset;              /* minutes east of UTC, where zoned */
    bool zoned;              /* an offset or a zone was given */
    enum timestamp_precision precision;
};

/* The whole of `text`, but for blanks around it. */
bool timestamp_parse(struct span text, struct timestamp *out);
/* The first date with a day and a year that stands in `text`, as long as it will go; *at marks it. */
bool timestamp_find(struct span text, struct timestamp *out, struct mark *at);

/* The instant it begins, and the one just behind its end (a day's midnight to the next); without a zone
 * as if it were UTC. */
int64_t timestamp_from(const struct timestamp *t);
int64_t timestamp_to(const struct timestamp *t);

#endif
