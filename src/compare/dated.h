/* compare/dated.h -- the dates of a story with the statements they stand in
 *
 * A report that does not say when it is of leaves "March 22" and "Wednesday" open.  Beside others of its
 * story it is known when they are of, so it is near then: open dates are put to the nearest such day.
 *
 * In:      a comparison with its statements.
 * Out:     one row a date that is told as a date (no durations, no bare years that are guessed), in order of
 *          report and place.
 * Fails:   never.   Memory: `arena`.   Threads: any.   Cost: linear in the dates, times the log of the statements.
 */
#ifndef SYN_COMPARE_DATED_H
#define SYN_COMPARE_DATED_H

#include "compare/line.h"

struct dated {
    struct when when;
    struct span value;           /* of the day or what is coarser, without a clock time: "2024-03-22" */
    uint32_t report, date, statement;
    struct line line;            /* what the date belongs to */
    bool aside;                  /* it dates something else than the statement: "since March 9" */
    bool part;                   /* the line is a part of the statement only */
    uint32_t part_words;         /* content words of the line, of a part */
    uint32_t happening;          /* the timeline's */
};

struct dated *dated_collect(struct arena *arena, const struct comparison *c, uint32_t *count);

#endif
