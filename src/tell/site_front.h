/* tell/site_front.h -- the stories of a day as a page: one large, the others a row each
 *
 * What was never compared says so in the place of its numbers.
 *
 * Fails: never.   Memory: `out` grows in its own arena.   Threads: any.   Cost: linear in the output.
 */
#ifndef SYN_TELL_SITE_FRONT_H
#define SYN_TELL_SITE_FRONT_H

#include "tell/brief.h"
#include "tell/site.h"

enum { FRONT_TICKS = 200 };            /* places on the day's line that a story's reports are drawn at, at most */

struct front_tick { uint16_t minute; bool copy; };       /* of the day */

struct front_story {
    int64_t id;                        /* s4 */
    struct span headline, languages;   /* languages: codes parted by blanks, the headline's first */
    int64_t first, latest;             /* seconds */
    uint32_t reports;
    bool told, outdated;               /* told: the three below are known; outdated: of an earlier state of it */
    uint32_t accounts, conflicts, differences;
    const struct brief *brief;         /* NULL where it is not at hand: then, of its first report: */
    struct span outlet, begin;         /* who printed it, how it begins; may be empty */
    int64_t article;
    struct mark at;                    /* where that stands in it */
    const struct front_tick *ticks;    /* its reports of that day */
    uint32_t tick_count, before;       /* before: reports of earlier days */
};

enum front_order { FRONT_BY_ACCOUNTS, FRONT_BY_TIME, FRONT_BY_CONFLICTS, FRONT_BY_SIZE, FRONT_ORDERS };

/* What was asked for. */
struct front_filter {
    bool day_named;                    /* and not taken as the latest */
    uint32_t accounts;                 /* 0: any */
    bool conflicts;
    struct span language;              /* empty: any */
    enum front_order order;
    int64_t since;                     /* number of an event; 0: any time */
    struct span from;                  /* the cursor; empty: the first page */
};

struct front_page {
    int64_t day, before, behind;       /* begins of days; INT64_MIN: none */
    struct front_filter filter;
    int64_t event, event_at;           /* what "changed since" offers, and when that was */
    /* Of the whole day: */
    uint32_t stories, reports, outlets, several, compared, accounts, compared_reports;
    const struct span *languages;
    uint32_t language_count;
    /* What is shown: */
    const struct front_story *at;
    uint32_t count;
    bool cut;
    struct span next;                  /* the cursor of the next page; empty: there is none */
};

/* "stories.atom?min=2": the query of a filter behind a path; `from` is left out where it is empty. */
void site_front_query(struct buffer *out, const struct front_page *page, struct span from);
/* "Tuesday, 11 March 2031" */
void site_front_day(struct buffer *out, int64_t day);

/* What stands in <main>. */
void site_front(struct buffer *out, const struct front_page *page);

#endif
