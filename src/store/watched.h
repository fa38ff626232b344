/* store/watched.h -- what is watched: feeds, sitemaps, lists of addresses, pages
 *
 * A source is known by its address, and is asked again when `next` is past (run/watch.h).  How it answered is kept with
 * it, so that a watch that was stopped goes on as if it had not been.
 *
 * Fails:   as the database does.
 * Memory:  what is read goes to `keep`.      Threads: one at a time a database.
 * Cost:    a few sources a second are written; lists walk the table, which has some thousands of rows at most.
 */
#ifndef SYN_STORE_WATCHED_H
#define SYN_STORE_WATCHED_H

#include "base/arena.h"
#include "store/database.h"

/* What docs/watching.md and `synoptic sources` call it. */
#define WATCHED_KINDS(X)       \
    X(UNKNOWN, "unknown")     /* not asked yet */                       \
    X(FEED,    "feed")                                                  \
    X(SITEMAP, "sitemap")     /* or an index of sitemaps */             \
    X(LIST,    "list")        /* OPML, or addresses, one a line */      \
    X(PAGE,    "page")        /* a report that stands alone */
#define WATCHED_KIND_AS_ENUM(name, label) WATCHED_##name,
enum watched_kind { WATCHED_KINDS(WATCHED_KIND_AS_ENUM) WATCHED_KIND_COUNT };

enum watched_pause {
    WATCHED_RUNS,
    WATCHED_PAUSED,           /* by hand */
    WATCHED_GONE              /* its server says that it was taken away for good (410) */
};

/* Times are seconds since 1970, 0: never. */
struct watched {
    int64_t id;
    uint64_t host;           /* hash of its host's name */
    struct span url, title;  /* title: what it calls itself, or the list where it stood; empty: not said */
    uint8_t kind, paused;    /* enum watched_kind, enum watched_pause */
    struct span etag, modified;
    uint64_t etag_of;        /* hash of the address that they are of */
    uint64_t hash;           /* of the body that came last; 0: none */
    int64_t interval;        /* seconds from one asking to the next, before jitter */
    int64_t added, next, asked, last_ok, failing_since;
    uint32_t polls, failures;   /* failures: since it last answered well */
    int status;              /* of the last answer; 0: there was none */
    struct span error;       /* why it failed; empty where it did not */
    uint64_t entries;        /* new ones that it brought, over all */
    double rate;             /* entries a second, as of late */
    int64_t wish;            /* seconds from one asking to the next that it calls enough; 0: not said */
    int64_t newest;          /* the latest time that an entry of it had */
};

struct watched_list { struct watched *at; uint32_t count; };

const char *watched_kind_label(enum watched_kind kind);

/* A new one is due at once.  One that is there keeps all it has, but gets a title where it has none.  *is_new may be
 * NULL. */
bool watched_add(struct database *db, struct span url, struct span title, enum watched_kind kind, uint64_t host,
                int64_t now, bool *is_new, struct syn_error *error);
bool watched_remove(struct database *db, int64_t id, struct syn_error *error);
/* Running again makes it due at once, and forgets its failures. */
bool watched_set_paused(struct database *db, int64_t id, enum watched_pause paused, int64_t now,
                        struct syn_error *error);
/* All that asking changes. */
bool watched_save(struct database *db, const struct watched *source, struct syn_error *error);
/* No source, and no visit (store/visit.h), of this host before `until`. */
bool watched_hold_host(struct database *db, uint64_t host, int64_t until, struct syn_error *error);

/* SYN_NOT_FOUND where there is none. */
bool watched_get(struct database *db, struct arena *keep, int64_t id, struct watched *out, struct syn_error *error);
bool watched_find(struct database *db, struct arena *keep, struct span url, struct watched *out,
                  struct syn_error *error);
/* In the order in which they were added. */
bool watched_list(struct database *db, struct arena *keep, struct watched_list *out, struct syn_error *error);
/* Those that may be asked at `now`, the longest due first; `most` at most. */
bool watched_due(struct database *db, struct arena *keep, int64_t now, uint32_t most, struct watched_list *out,
                struct syn_error *error);
/* When the next is due; INT64_MAX: none ever. */
bool watched_next(struct database *db, int64_t *next, struct syn_error *error);

struct watched_counts { uint64_t all, paused, gone, failing, stories; };   /* stories: of the whole store */
bool watched_count(struct database *db, struct watched_counts *out, struct syn_error *error);

#endif
