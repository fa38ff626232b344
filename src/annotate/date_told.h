/* annotate/date_told.h -- what points back at a day or a year that the article named: "that day", "the next morning"
 *
 * A matcher as in date_calendar.h.  Where the article named none yet, it is the report's own.
 */
#ifndef SYN_ANNOTATE_DATE_TOLD_H
#define SYN_ANNOTATE_DATE_TOLD_H

#include "annotate/date_reader.h"

bool date_match_told(const struct date_reader *f, struct date_match *m, uint32_t i);

/* The day from which a row of "last", "this" or "next" counts: "the following week" counts from what was told. */
int64_t date_base(const struct date_reader *f, const struct time_word_row *shift);

#endif
