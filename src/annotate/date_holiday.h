/* annotate/date_holiday.h -- feasts by name: "Christmas Day 1980", "Easter", "Ostermontag", "День Победы"
 *
 * A matcher as in date_calendar.h.  Without a year it is the feast that is nearest to the report.
 */
#ifndef SYN_ANNOTATE_DATE_HOLIDAY_H
#define SYN_ANNOTATE_DATE_HOLIDAY_H

#include "annotate/date_reader.h"

bool date_match_holiday(const struct date_reader *f, struct date_match *m, uint32_t i);

#endif
