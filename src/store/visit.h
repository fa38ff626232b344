/* store/visit.h -- addresses that sources named: which page is to be had when, and how that went
 *
 * Each address once, so that no page is fetched twice because two feeds name it, or one feed for weeks.  A page is had
 * as soon as it is named, and looked at again an hour, six hours, a day and seven days after it first came; then its
 * row stays, as the memory that it was had.  Until the page came the row holds what the feed says of it.
 *
 * Fails:   as the database does.
 * Memory:  what is read goes to `keep`.      Threads: one at a time a database.
 * Cost:    constant a call, but visit_due, which takes a step for each host.
 */
#ifndef SYN_STORE_VISIT_H
#define SYN_STORE_VISIT_H

#include "base/arena.h"
#include "store/database.h"

enum visit_stage { VISIT_FIRST, VISIT_HOUR, VISIT_SIX_HOURS, VISIT_DAY, VISIT_WEEK, VISIT_DONE };

/* Times are seconds since 1970, 0: never. */
struct visit {
    int64_t id, source, article; /* 0: none, not known */
    struct span url;
    uint64_t host;               /* hash of its host's name */
    uint8_t stage;               /* enum visit_stage: what is done when it is due */
    int64_t due;                 /* 0: no more */
    int64_t noted, first;        /* when a source named it, and when its page first came */
    uint32_t tries;              /* that failed in this stage */
    int status;                  /* of the last answer */
    int64_t gone;                /* since when its server says that there is no such page */
    struct span etag, modified;
    uint64_t etag_of;            /* hash of the address that they are of */
    struct span title, outlet, published, record;   /* what the source says; empty: nothing */
};

struct visits { struct visit *at; uint32_t count; };

/* The row of this address, in whatever spelling (store/key.h); *id is 0 where there is none. */
bool visit_find(struct database *db, struct arena scratch, struct span url, int64_t *id, struct syn_error *error);
/* A new row; `id` is filled. */
bool visit_add(struct database *db, struct arena scratch, struct visit *visit, struct syn_error *error);
/* All but what the source says, which is forgotten where the page has come. */
bool visit_save(struct database *db, const struct visit *visit, struct syn_error *error);
/* SYN_NOT_FOUND where there is none. */
bool visit_get(struct database *db, struct arena *keep, int64_t id, struct visit *out, struct syn_error *error);
/* Whether another row has this article. */
bool visit_has_article(struct database *db, int64_t article, int64_t but, bool *has, struct syn_error *error);

/* What is due at `now`, without the spans but `url`: of each host the `of_host` longest due. */
bool visit_due(struct database *db, struct arena *keep, int64_t now, uint32_t of_host, struct visits *out,
               struct syn_error *error);
/* When the next is due; INT64_MAX: none ever. */
bool visit_next(struct database *db, int64_t *next, struct syn_error *error);

struct visit_counts {
    uint64_t first;              /* pages that were named and not had yet */
    uint64_t again;              /* that will be looked at again */
};
bool visit_count(struct database *db, struct visit_counts *out, struct syn_error *error);

#endif
