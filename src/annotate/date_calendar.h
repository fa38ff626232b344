/* annotate/date_calendar.h -- days, months, years and weekdays by name or number
 *
 * Each matcher tries to read one date from piece i on; true where it did, with m->end and m->date filled in
 * (all but its mark).  `shift` is the row of "last", "this" or "next" before it, or NULL.
 *
 * Fails: never.   Threads: any.   Cost: a bounded number of pieces a call.
 */
#ifndef SYN_ANNOTATE_DATE_CALENDAR_H
#define SYN_ANNOTATE_DATE_CALENDAR_H

#include "annotate/date_reader.h"

/* 2024-04-03, 2024-04-03T14:05Z, 22.03.2024, 22/03/2024 */
bool date_match_numeric(const struct date_reader *f, struct date_match *m, uint32_t i);
/* "22 March 2024", "3. April", "22nd of March", "22-24 March" */
bool date_match_day_month(const struct date_reader *f, struct date_match *m, uint32_t i);
/* "March 22", "March 22-24, 2024" */
bool date_match_month_day(const struct date_reader *f, struct date_match *m, uint32_t i);
/* "March 22" and behind it "and 25", "or 25": the same month's.  *i moves to the day where there is one; `m` is the
 * match before it, and then this one. */
bool date_match_more_days(const struct date_reader *f, struct date_match *m, uint32_t *i);
/* "April 2024", "April", "avril dernier", "April this year" */
bool date_match_month(const struct date_reader *f, struct date_match *m, uint32_t i,
                      const struct time_word_row *shift);
/* "1998", "the year 1848", "nineteen ninety-six" */
bool date_match_year(const struct date_reader *f, struct date_match *m, uint32_t i);
/* "Wednesday", "Friday night", "lundi dernier", "Monday, March 18" */
bool date_match_weekday(const struct date_reader *f, struct date_match *m, uint32_t i,
                        const struct time_word_row *shift);

#endif
