/* store/outlet_view.h -- what the store knows of outlets: how much each reports, of what, and from whom
 *
 * Whose text is whose is known of stories that were told (store/retold.h), and counted over all of them
 * (store/outlets.h); what else is said of an outlet is said of its latest OUTLET_WINDOW reports, and the view says of
 * how many.
 *
 * Fails:   as the database does; SYN_NOT_FOUND where there is no such outlet.
 * Memory:  `keep`.      Threads: the store's.
 * Cost:    a list: an index, and a row for each outlet shown; with letters a look at all outlets' names.  A view: some
 *          rows for each of OUTLET_WINDOW reports, and a body or synopsis for each of what is quoted.
 */
#ifndef SYN_STORE_OUTLET_VIEW_H
#define SYN_STORE_OUTLET_VIEW_H

#include "news/outlet.h"
#include "store/store.h"

/* ---- many ---- */

struct outlets_settings {
    enum outlet_order by;
    struct span letters;       /* a word of the name begins with them, in any script; empty: all */
    int64_t cursor;            /* the last outlet of the page before; 0: the first page */
    uint32_t most;
};
bool outlets_page_read(struct store *store, struct arena *keep, struct arena scratch,
                       const struct outlets_settings *settings, struct outlets_page *out, struct syn_error *error);

/* ---- one ---- */

struct outlet_settings { int64_t cursor; uint32_t most; bool reports_alone; };   /* for feeds, further pages */
bool outlet_view_read(struct store *store, struct arena *keep, struct arena scratch, int64_t outlet,
                      const struct outlet_settings *settings, struct outlet_view *out, struct syn_error *error);

#endif
