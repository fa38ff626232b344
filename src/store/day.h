/* store/day.h -- the stories of a day: those whose latest report is of it
 *
 * A day is a stretch of time, half open, in seconds.  Stories of several reports are gathered and put in order; those
 * of one report, most of any day, come from an index as far as a page needs them.  In the order of accounts and of
 * conflicts stories that were never compared stand behind those of which more than one account, or a conflict, is
 * known, and before the others: largest first.
 *
 * Fails:   as the database does.
 * Memory:  `keep`.      Threads: the store's.
 * Cost:    the index of the day's stories, a row for each that has several reports (DAY_MOST are looked at), a row for
 *          each that is shown; with a language a row for each that is passed over; with `since` two looks into the log.
 */
#ifndef SYN_STORE_DAY_H
#define SYN_STORE_DAY_H

#include "store/listing.h"

enum { DAY_MOST = 20000, DAY_CHANGES_MOST = 2000, DAY_OUTLETS_OF = 1000 };

/* ---- which days there are ---- */

/* The begin of the latest day that has stories; days beyond tomorrow count only where there is no other.  INT64_MIN
 * where there is none. */
bool day_latest(struct store *store, int64_t now, int64_t *from, struct syn_error *error);
/* The begins of the nearest days with stories before and behind; INT64_MIN where there is none. */
bool day_neighbours(struct store *store, int64_t from, int64_t to, int64_t *before, int64_t *behind,
                    struct syn_error *error);

/* ---- its stories ---- */

enum day_order { DAY_BY_ACCOUNTS, DAY_BY_TIME, DAY_BY_CONFLICTS, DAY_BY_SIZE };

struct day_settings {
    int64_t from, to;
    enum day_order by;
    uint32_t origins;                  /* that many at least, where it is known */
    bool disputed;                     /* with a conflict, where it is known */
    struct span language;              /* told in it; empty: any */
    int64_t since;                     /* changed after this event of the log; 0: any */
    uint32_t most;                     /* stories of a page, one at least */
    struct listing_cursor cursor;
};

struct day_page {
    struct stored_story *at;
    struct listing_cursor *cursors;
    uint32_t count;
    bool more;
    bool cut;                          /* there are more than DAY_MOST, or changes than DAY_CHANGES_MOST */
    /* Of the whole day, whatever is asked for: */
    uint32_t stories, reports, outlets;         /* outlets: 0 where a day of more than DAY_OUTLETS_OF reports */
    uint32_t several, compared;                 /* stories of several reports; those of them that were compared */
    uint32_t origins, compared_reports;         /* of stories of one report, and of compared ones */
    struct spans languages;                     /* of stories of several reports; codes in their order */
};

bool day_read(struct store *store, struct arena *keep, struct arena scratch, const struct day_settings *settings,
              struct day_page *out, struct syn_error *error);

/* ---- how a story came in ---- */

struct day_arrival { int64_t article, at; };    /* at: seconds, to the minute */
struct day_arrivals { struct day_arrival *at; uint32_t count; };
/* Its reports of a stretch of time, in order: the first `most` of them. */
bool day_arrivals(struct store *store, struct arena *keep, int64_t story, int64_t from, int64_t to, uint32_t most,
                  struct day_arrivals *out, struct syn_error *error);
/* The report that came first; 0 where it has none. */
bool day_first(struct store *store, int64_t story, int64_t *article, struct syn_error *error);

/* The latest event of the log that is not behind `event` (INT64_MAX: the latest), and when it was; 0 and 0 where there
 * is none. */
bool day_event(struct store *store, int64_t event, int64_t *id, int64_t *at, struct syn_error *error);

#endif
