/* store/listing.h -- stories in order: newest, largest, those of most origins, the most disputed
 *
 * Stories that have reports; of those that were merged away only what they went into.  Pages end with a cursor, from
 * which the next one goes on.
 *
 * With a language, an outlet or a name, stories are listed that have a report which is found so (and was published
 * between `since` and `until`), newest by that report; other orders are of the stories of the latest
 * LISTING_WALK reports that are found, and `cut` says when there are more (not of a language alone).
 *
 * Origins and conflicts are known of stories that were told (struct stored_story: told, told_revision): the page says
 * how many larger ones have not been, or have changed since.
 *
 * Fails:   as the database does; with what search_query_parse says of language, outlet and name.
 * Memory:  `keep`.      Threads: the store's.
 * Cost:    the index of the order from the cursor on; with a language, outlet or name that of search_each.
 */
#ifndef SYN_STORE_LISTING_H
#define SYN_STORE_LISTING_H

#include "store/store.h"

enum { LISTING_WALK = 3000, LISTING_FEW = 20000, LISTING_UNKNOWN_MOST = 1000 };

enum listing_order { LISTING_NEWEST, LISTING_LARGEST, LISTING_ORIGINS, LISTING_DISPUTED };

/* What a story is listed by, largest first: where a page goes on behind it.  All 0: the first page. */
struct listing_cursor { int64_t at[3]; };
int listing_by_order(const void *a, const void *b);      /* for qsort: what is listed first stands first */

struct listing_settings {
    enum listing_order by;
    int64_t since, until;              /* of their latest report, half open; INT64_MIN, INT64_MAX where open */
    struct span language, outlet, name;/* empty: any */
    uint32_t reports, origins, conflicts;   /* that many at least */
    uint32_t most;                     /* stories of a page, one at least */
    struct listing_cursor cursor;
};

struct listing_page {
    struct stored_story *at;
    struct listing_cursor *cursors;    /* of each story: a page may go on behind any */
    uint32_t count;
    bool more;
    bool cut;
    uint32_t unknown;                  /* by origins, by conflicts: LISTING_UNKNOWN_MOST are as many or more */
};

bool listing_read(struct store *store, struct arena *keep, struct arena scratch,
                  const struct listing_settings *settings, int64_t now, struct listing_page *out,
                  struct syn_error *error);

#endif
