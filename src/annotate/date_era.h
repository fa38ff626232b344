/* annotate/date_era.h -- decades and centuries: "the 1990s", "les années 50", "девяностые годы", "siglo XVII"
 *
 * Matchers as in date_calendar.h.
 */
#ifndef SYN_ANNOTATE_DATE_ERA_H
#define SYN_ANNOTATE_DATE_ERA_H

#include "annotate/date_reader.h"

/* "the 1990s", "the '80s", "the nineties", "the 20th century", "den 1950er Jahren" */
bool date_match_decade(const struct date_reader *f, struct date_match *m, uint32_t i);
/* "les années 90", "la década de 1990", "XVIIe siècle", "17. Jahrhundert" */
bool date_match_era(const struct date_reader *f, struct date_match *m, uint32_t i);

#endif
