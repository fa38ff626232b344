/* base/calendar.h -- days, weeks and seconds of the Gregorian calendar, without the system's clock
 *
 * A day is a number of days since 1970-01-01, an instant a number of seconds since then (UTC, without
 * leap seconds).  Proleptic; good for years -9999 to 9999.  After Howard Hinnant, "chrono-compatible
 * low-level date algorithms".
 *
 * Fails: never.   Threads: any.   Cost: a few divisions.
 */
#ifndef SYN_BASE_CALENDAR_H
#define SYN_BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

enum { DAY_SECONDS = 86400 };

struct civil { int year, month, day; };   /* month 1-12, day 1-31 */

int64_t day_of(int year, int month, int day);   /* month may run over: 13 is January of the next year */
struct civil civil_of(int64_t day);
int weekday_of(int64_t day);                    /* 1 Monday ... 7 Sunday */
int days_in_month(int year, int month);
bool civil_is_valid(int year, int month, int day);
/* ISO 8601 week of a day, and the Monday of a week. */
int iso_week_of(int64_t day, int *year);
int64_t day_of_iso_week(int year, int week);

#endif
