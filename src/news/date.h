/* news/date.h -- dates and times at places, resolved against the article's own date */
#ifndef SYN_NEWS_DATE_H
#define SYN_NEWS_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "news/when.h"

enum date_type { DATE_DATE, DATE_TIME, DATE_DURATION, DATE_SET };

struct date {
    struct mark at;
    uint8_t type;            /* enum date_type */
    char value[28];          /* ISO 8601 / TIMEX3: "2024-04-03", "2024-W14", "PT1H", "2024-04-03T14:05"; "" for null */
    struct when when;        /* the interval, where it could be resolved (DATE and TIME) */
    bool explicit_year;      /* the text itself gives the year */
    bool relative;           /* resolved against the article's date ("Wednesday", "last month") */
};
struct dates { struct date *at; uint32_t count; };   /* sorted by place */

const char *date_type_label(enum date_type type);   /* "DATE", "TIME", "DURATION", "SET" */

#endif
