/* annotate/date_count.h -- durations, distances from the report, what recurs
 *
 * Matchers as in date_calendar.h.
 */
#ifndef SYN_ANNOTATE_DATE_COUNT_H
#define SYN_ANNOTATE_DATE_COUNT_H

#include "annotate/date_reader.h"

bool date_match_count(const struct date_reader *f, struct date_match *m, uint32_t i);      /* "two years ago" */
bool date_match_single(const struct date_reader *f, struct date_match *m, uint32_t i);     /* "год назад" */
bool date_match_plural(const struct date_reader *f, struct date_match *m, uint32_t i);     /* "for years" */
bool date_match_long(const struct date_reader *f, struct date_match *m, uint32_t i);       /* "day-long" */
bool date_match_year_ago(const struct date_reader *f, struct date_match *m, uint32_t i);   /* "year-earlier" */
bool date_match_year_end(const struct date_reader *f, struct date_match *m, uint32_t i);   /* "year-end" */
bool date_match_set(const struct date_reader *f, struct date_match *m, uint32_t i);        /* "every Monday" */

/* A second number behind "two": "two to three weeks", "12 to 18 months". */
void date_take_second_count(const struct date_reader *f, uint32_t *i);

#endif
