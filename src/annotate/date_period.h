/* annotate/date_period.h -- quarters, seasons, what is relative to the report
 *
 * Matchers as in date_calendar.h.
 */
#ifndef SYN_ANNOTATE_DATE_PERIOD_H
#define SYN_ANNOTATE_DATE_PERIOD_H

#include "annotate/date_reader.h"

/* "the third quarter of 1990", "the first half"; `year` where it was said before, else 0 */
bool date_match_quarter(const struct date_reader *f, struct date_match *m, uint32_t i, int year);
bool date_match_short_quarter(const struct date_reader *f, struct date_match *m, uint32_t i);   /* "Q3 2023" */
bool date_match_year_quarter(const struct date_reader *f, struct date_match *m,
                             uint32_t i);    /* "the 1988 quarter" */
bool date_match_season(const struct date_reader *f, struct date_match *m, uint32_t i,
                       const struct time_word_row *shift);
bool date_match_shift(const struct date_reader *f, struct date_match *m, uint32_t i);           /* "last year" */
bool date_match_shift_behind(const struct date_reader *f, struct date_match *m,
                             uint32_t i);    /* "la semaine dernière" */
bool date_match_the_span(const struct date_reader *f, struct date_match *m, uint32_t i);        /* "the weekend" */
bool date_match_day_word(const struct date_reader *f, struct date_match *m, uint32_t i);        /* "yesterday" */
bool date_match_vague(const struct date_reader *f, struct date_match *m, uint32_t i);           /* "now" */
bool date_match_whole(const struct date_reader *f, struct date_match *m, uint32_t i);           /* "Vorjahr" */
bool date_match_edge(const struct date_reader *f, struct date_match *m, uint32_t i);            /* "early 2022" */

#endif
