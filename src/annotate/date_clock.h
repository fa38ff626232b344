/* annotate/date_clock.h -- times of day: "7.30 p.m.", "0737 GMT", "18 h 30", "noon Thursday"
 *
 * Where no day stands with it, a time is of the last day that the sentence named, or of the day of the
 * report.  Matcher as in date_calendar.h.
 */
#ifndef SYN_ANNOTATE_DATE_CLOCK_H
#define SYN_ANNOTATE_DATE_CLOCK_H

#include "annotate/date_reader.h"

bool date_match_clock(const struct date_reader *f, struct date_match *m, uint32_t i);
/* "the night of March 5", "вечером во вторник", "der Nacht zum Sonntag": the part before its day */
bool date_match_part_of_day(const struct date_reader *f, struct date_match *m, uint32_t i);

#endif
