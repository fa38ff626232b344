/* run/watch.h -- sources polled, pages fetched and looked at again, for years
 *
 * What is due stands in the store (store/watched.h, store/visit.h); this asks for it, politely (read/fetch.h), and
 * writes down what came of it.  A source's answer, the addresses that it named, and when it is asked again are one
 * transaction.  A page is given to `keep` first, and then noted as had: a watch that is stopped between the two fetches
 * that page once more, and `keep` knows it.  So whatever moment it is stopped at, nothing is lost and nothing is twice.
 *
 * Time, waiting and the network come by the transport (read/transport.h); what to do with pages, by hooks.
 *
 * Fails:   watch_run, when the store can no longer be read or written.  Hosts and pages fail for themselves, and the
 *          store says since when.
 * Memory:  WATCH_JOBS answers, one source's entries; the queue is in the store.
 * Threads: one at a time; hooks are called on it.
 * Cost:    a few milliseconds a page beside what `keep` takes.
 * Limits:  WATCH_ENTRIES_MOST new entries of one answer (the rest at the next), WATCH_LISTED_MOST sources of a list.
 */
#ifndef SYN_RUN_WATCH_H
#define SYN_RUN_WATCH_H

#include "news/raw.h"
#include "read/fetch.h"
#include "store/watched.h"
#include "store/visit.h"

enum {
    WATCH_JOBS = 256,            /* requests that are under way, or wait for their host */
    WATCH_OF_HOST = 2,           /* of these, of one host */
    WATCH_ENTRIES_MOST = 500,
    WATCH_LISTED_MOST = 10000,
    WATCH_SITEMAPS_MOST = 20,    /* of an index, those that changed last */
    WATCH_SITEMAP_DAYS = 2,      /* of a sitemap's first answer only pages that are no older */
    WATCH_RECORD_MOST = 256 << 10   /* bytes of what a feed says of an entry; more is not kept */
};

enum watch_what { WATCH_NEW, WATCH_VERSION, WATCH_SAME, WATCH_NO_TEXT };
struct watch_kept { enum watch_what what; int64_t article, story; };

/* What docs/watching.md and the log call it. */
#define WATCH_EVENTS(X)                                                                             \
    X(POLLED,    "polled")     /* a source answered; `entries` new ones, `next` */                  \
    X(FAILED,    "failed")     /* it did not; `error`, `next` */                                    \
    X(PAUSED,    "paused")     /* it is gone for good, and not asked again */                       \
    X(MOVED,     "moved")      /* for good; `url` is the new address */                             \
    X(ADDED,     "added")      /* a source that a list names */                                     \
    X(STORED,    "stored")     /* a page, or a feed's own words; `article`, `story` */              \
    X(CHANGED,   "changed")    /* a page that is another version now */                             \
    X(UNCHANGED, "unchanged")  /* one that is not */                                                \
    X(MISSED,    "missed")     /* a page that was not to be had; `next`, where it is tried again */ \
    X(TAKEN,     "taken away") /* a page that is no more there */
#define WATCH_EVENT_AS_ENUM(name, label) WATCH_EVENT_##name,
enum watch_event_kind { WATCH_EVENTS(WATCH_EVENT_AS_ENUM) WATCH_EVENT_COUNT };

struct watch_event {
    enum watch_event_kind kind;
    int64_t time;
    struct span url, title;
    int status;                  /* HTTP; 0: none */
    uint64_t entries;
    int64_t article, story;      /* 0: none */
    int64_t next;                /* 0: not again */
    const char *error;           /* NULL: none */
};
const char *watch_event_label(enum watch_event_kind kind);

struct watch_status {
    int64_t now, next;           /* next: when something is due; INT64_MAX: never */
    unsigned jobs;
    uint64_t polls, fetched, articles, versions, failures;   /* since watch_open */
    struct visit_counts waiting;
    struct watched_counts sources;
};

struct watch_hooks {
    /* Keeps a document; false: nothing can be kept any more. */
    bool (*keep)(void *context, const struct raw_document *raw, struct watch_kept *kept, struct syn_error *error);
    /* Whether an article of this address came on another way: its number, else 0.  May be NULL. */
    bool (*knows)(void *context, struct span url, int64_t *article, struct syn_error *error);
    /* After a round of arrivals.  May be NULL. */
    bool (*arrived)(void *context, struct syn_error *error);
    /* While nothing is due: one step of other work, some seconds at most; *more: there was one.  May be NULL. */
    bool (*idle)(void *context, bool *more, struct syn_error *error);
    /* Asked several times a second: whether to come to an end.  May be NULL. */
    bool (*stop)(void *context);
    void (*tell)(void *context, const struct watch_event *event);             /* may be NULL */
    void (*progress)(void *context);                                          /* several times a second; may be NULL */
    void *context;
};

struct watch_settings {
    struct fetch_settings fetch;     /* whom robots.txt means, pace, how many at once */
    struct transport transport;
    struct page_store kept;          /* where robots.txt is kept between runs; may be empty */
    bool once;                       /* each source that is due is asked once, and its pages are had */
    int64_t until;                   /* seconds since 1970; 0: no end */
};

struct watch;
/* `db` is the watch's until watch_close; `keep` may write to the same store by another connection. */
struct watch *watch_open(const struct watch_settings *settings, const struct watch_hooks *hooks, struct database *db);
void watch_close(struct watch *watch);

/* Until `stop`, `until`, or with `once` until nothing is left to do.  What is under way then is brought to its end. */
bool watch_run(struct watch *watch, struct syn_error *error);
struct watch_status watch_status(struct watch *watch);

#endif
