/* news/outlet.h -- an outlet: how much it reports, of what, and from whom
 *
 * Plain structs, filled by store/outlet_view.h and shown by tell/site_outlet.h.
 */
#ifndef SYN_NEWS_OUTLET_H
#define SYN_NEWS_OUTLET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/span.h"
#include "news/when.h"

enum { OUTLET_WINDOW = 100, OUTLET_PARTNERS = 12, OUTLET_CHANGES = 5, OUTLET_ONLY = 6, OUTLET_LANGUAGES = 12,
       OUTLET_PERIODS = 96, OUTLET_CHANGES_COUNTED = 1000 };

struct outlet_line {
    int64_t id;
    struct span name;
    uint32_t reports;
    uint32_t copies;           /* reports of it that go back to other outlets' */
    uint32_t copied;           /* reports of others that go back to its own */
    int64_t first, latest;     /* times of its reports, to the minute; 0: it has none */
};

enum outlet_order { OUTLETS_BY_REPORTS, OUTLETS_BY_NAME };
struct outlets_page {
    struct outlet_line *at;
    uint32_t count;
    int64_t cursor;            /* 0: there is no further page */
    uint64_t all;              /* outlets of the store, found or not */
};
/* ---- one ---- */

struct outlet_article {
    int64_t id, story, first_seen;
    uint32_t versions;
    struct span language, title, url;
    struct when published;
};

enum outlet_role {
    OUTLET_ALONE,              /* no other report in its story */
    OUTLET_UNTOLD,             /* the story was not told as it is now: who copied whom is not known */
    OUTLET_OWN,                /* an account of its own */
    OUTLET_ROOT,               /* and others go back to it */
    OUTLET_COPY
};
struct outlet_report {
    struct outlet_article article;
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
    struct outlet_article article;
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

#endif
