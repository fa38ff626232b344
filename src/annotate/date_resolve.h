/* annotate/date_resolve.h -- writes the value and the interval of a date
 *
 * Each function fills date->value (ISO 8601 / TIMEX3, see news/date.h) and date->when together.
 *
 * Fails: never; what lies outside of the years 1 to 9999 is left without a value.
 * Threads: any.   Cost: constant.
 */
#ifndef SYN_ANNOTATE_DATE_RESOLVE_H
#define SYN_ANNOTATE_DATE_RESOLVE_H

#include "annotate/time_kind.h"
#include "base/span.h"
#include "news/date.h"

void date_set_day(struct date *date, int64_t day);
void date_set_week(struct date *date, int64_t day);             /* the ISO week that holds the day */
void date_set_weekend(struct date *date, int64_t day);
void date_set_month(struct date *date, int year, int month);    /* month may run over */
void date_set_quarter(struct date *date, int year, int quarter);   /* quarter may run over */
void date_set_half(struct date *date, int year, int half);
void date_set_season(struct date *date, int year, int season, struct span code);
void date_set_year(struct date *date, int year);
void date_set_decade(struct date *date, int year);              /* any year of it */
void date_set_century(struct date *date, int century);          /* the 20th */
/* Without a year: XXXX-04-03, XXXX-04, XXXX-WXX-3; no interval. */
void date_set_open_day(struct date *date, int month, int day);
void date_set_open_weekday(struct date *date, int weekday);
void date_set_text(struct date *date, struct span value);

/* Keeps the half of a month, a year ... that an edge leaves: the first (-1: "early"), the middle (0), the last (1). */
void date_narrow(struct date *date, int edge);

/* Keeps what lies before the end of the day `today` (-1: "earlier this year") or behind its begin (1), where that is
 * some of it. */
void date_clip(struct date *date, int64_t today, int side);

/* Adds a part of the day ("MO", "NI") to a day: "1998-02-06TMO". */
void date_add_part(struct date *date, struct span code);
/* Adds a clock time; minute and second may be -1 where not said; hour up to 24. */
struct clock { int hour, minute, second, offset; bool zoned; };
void date_add_clock(struct date *date, struct clock clock);

/* A duration of `amount` spans; PX where it is not known (negative). */
void date_set_duration(struct date *date, double amount, enum time_span span);
/* The day, week, month ... that lies `amount` spans from `day`, as exactly as one says so. */
void date_set_distance(struct date *date, int64_t day, double amount, enum time_span span);

#endif
