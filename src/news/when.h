/* news/when.h -- a time as far as it is known
 *
 * An interval of instants, half open, seconds since 1970-01-01 UTC, and how exactly it was said.  A day
 * without a zone is taken as the UTC day; `zoned` says that an offset was given.
 */
#ifndef SYN_NEWS_WHEN_H
#define SYN_NEWS_WHEN_H

#include <stdbool.h>
#include <stdint.h>

enum precision { WHEN_UNKNOWN, WHEN_CENTURY, WHEN_DECADE, WHEN_YEAR, WHEN_SEASON, WHEN_QUARTER, WHEN_MONTH,
                 WHEN_WEEK, WHEN_DAY, WHEN_DAY_PART, WHEN_HOUR, WHEN_MINUTE, WHEN_SECOND };

struct when {
    int64_t from, to;
    uint8_t precision;       /* enum precision; WHEN_UNKNOWN: the other fields mean nothing */
    bool zoned;
    int16_t offset;          /* minutes east of UTC, where zoned */
};

static inline bool when_known(struct when w) { return w.precision != WHEN_UNKNOWN; }

#endif
