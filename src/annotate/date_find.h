/* annotate/date_find.h -- dates, times, durations: "Wednesday", "in October 2022", "0737 GMT", "for two years"
 *
 * In:      the article's published time, its tokens and sentences, and their pieces.
 * Out:     dates (news/date.h) sorted by place, never overlapping.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the tokens.
 */
#ifndef SYN_ANNOTATE_DATE_FIND_H
#define SYN_ANNOTATE_DATE_FIND_H

#include "annotate/piece.h"
#include "base/arena.h"
#include "news/report.h"

struct dates date_find(struct arena *keep, struct arena scratch, const struct article *article,
                       const struct annotations *notes, const struct pieces *pieces);

/* One date or time as feeds, meta tags and records write it (ISO 8601, RFC 2822, "April 3, 2024",
 * "3 avril 2024 14:05"), with nothing else around it but blanks.  WHEN_UNKNOWN where it is none. */
struct when date_parse(struct span text);

#endif
