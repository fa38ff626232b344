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

#include "store/store.h"

enum { OUTLET_WINDOW = 200, OUTLET_PARTNERS = 12, OUTLET_CHANGES = 8, OUTLET_ONLY = 6, OUTLET_LANGUAGES = 12,
       OUTLET_PERIODS = 96, OUTLET_CHANGES_COUNTED = 1000 };

/* ---- many ---- */

struct outlet_line {
    int64_t id;
    struct span name;
    uint32_t reports;
    uint32_t copies;           /* reports of it that go back to other outlets' */
    uint32_t copied;           /* reports of others that go back to its own */
    int64_t first, latest;     /* times of its reports, to the minute; 0: it has none */
};

enum outlet_order { OUTLETS_BY_REPORTS, OUTLETS_BY_NAME };
struct outlets_settings {
    enum outlet_order by;
    struct span letters;       /* a word of the name begins with them, in any script; empty: all */
    int64_t cursor;            /* the last outlet of the page before; 0: the first page */
    uint32_t most;
};
struct outlets_page {
    struct outlet_line *at;
    uint32_t count;
    int64_t cursor;            /* 0: there is no further page */
    uint64_t all;              /* outlets of the store, found or not */
};
bool outlets_page_read(struct store *store, struct arena *keep, struct arena scratch,
                       const struct outlets_settings *settings, struct outlets_page *out, struct syn_error *error);

/* ---- one ---- */

enum outlet_role {
    OUTLET_ALONE,              /* no other report in its story */
    OUTLET_UNTOLD,             /* the story was not told as it is now: who copied whom is not known */
    OUTLET_OWN,                /* an account of its own */
    OUTLET_ROOT,               /* and others go back to it */
    OUTLET_COPY
};
struct outlet_report {
    struct stored_article article;
    struct span headline;      /* of its story */
    uint32_t story_reports, origins;
    enum outlet_role role;
    int64_t source, source_outlet;     /* of a copy: the report that it goes back to; 0: none */
    struct span source_name;
    int kind;                  /* enum lineage_kind */
    uint32_t takers;           /* reports that go back to it */
};
struct outlet_partner { int64_t outlet; struct span name; uint32_t reports; };
struct outlet_partners { struct outlet_partner *at; uint32_t count, more; uint32_t reports; };   /* reports: of all */
struct outlet_language { struct span code; uint32_t reports; };
struct outlet_change {
    struct stored_article article;
    int64_t seen;              /* its latest version */
    bool title, noted;         /* its headline changed, too; it says that it was corrected */
};
struct outlet_only { int64_t article, story; struct mark at; struct span words, headline, language; };
struct outlet_period { int64_t from; uint32_t reports; };

struct outlet_view {
    struct outlet_line line;
    uint32_t looked_at;        /* its latest reports, of which what follows is said */
    uint32_t roles[OUTLET_COPY + 1];
    uint32_t stories;
    struct outlet_language *languages;
    uint32_t language_count;

    struct outlet_report *reports;     /* newest first */
    uint32_t report_count;
    int64_t cursor;            /* for the next page; 0: there is none */

    struct outlet_partners sources, takers;    /* whom it copies, who copies it; most first */
    struct outlet_change *changes;             /* newest first */
    uint32_t change_count, changed;            /* changed: up to OUTLET_CHANGES_COUNTED */
    struct outlet_only *only;                  /* what no other report of a told story says */
    uint32_t only_count;

    struct outlet_period *periods;             /* one behind the other, with those of no reports */
    uint32_t period_count;
    int period_days;           /* 1, 7, 28 or 364 */
};

struct outlet_settings { int64_t cursor; uint32_t most; bool reports_alone; };   /* alone: for a feed or a further page */
bool outlet_view_read(struct store *store, struct arena *keep, struct arena scratch, int64_t outlet,
                      const struct outlet_settings *settings, struct outlet_view *out, struct syn_error *error);

#endif
