/* store/store.h -- a newsroom's memory: articles with all their versions, what was found in them, their stories
 *
 * One file (with its -wal and -shm beside it while it is in use).  docs/store.md describes its tables, which anybody
 * may read with any SQLite; this layer is the only one that writes them.
 *
 * Articles are known by numbers from 1 in the order of their arrival ("a17" to people), versions by numbers of their
 * own and, within the article, from 1; stories by numbers from 1 ("s4").  Numbers are never used again.
 *
 * Fails:   with messages that name the file.  Every function that reads may fail: a file can be damaged.
 * Memory:  STORE_CACHE for SQLite's pages; what is read goes to `keep`.
 * Threads: one at a time a store; other threads, and processes, open their own.  One of them may write.
 */
#ifndef SYN_STORE_STORE_H
#define SYN_STORE_STORE_H

#include "base/arena.h"
#include "news/raw.h"
#include "news/raw.h"
#include "news/report.h"
#include "store/database.h"

enum { STORE_CACHE = 128 << 20 };

struct store;

/* DATABASE_CREATE makes it where there is none.  To write brings an older store up to this program's version; to read
 * asks for that first. */
struct store *store_open(const char *path, enum database_mode mode, struct syn_error *error);
void store_close(struct store *store);        /* NULL is taken */
struct database *store_database(struct store *store);

/* ---- small facts ---- */

/* The value in table meta; 0 where there is none, and where reading failed. */
int64_t store_meta(struct store *store, const char *key);
bool store_set_meta(struct store *store, const char *key, int64_t value, struct syn_error *error);

/* ---- reading articles ---- */

struct stored_article {
    int64_t id, doc, story, version;   /* version: the id of the current one */
    uint32_t versions;
    struct span key;                   /* what it is known by: its canonical address, else see store/arrival.h */
    struct span own_id, url, outlet, language, title;
    struct when published;
    int64_t first_seen;
    uint32_t words, flags;
};
/* False where there is none, or it failed (then *error is filled; its status is SYN_NOT_FOUND where there is none). */
bool store_article(struct store *store, struct arena *keep, int64_t id, struct stored_article *out,
                   struct syn_error *error);

/* By what a person calls it: "a17", "17", its address, or its own id.  Else SYN_NOT_FOUND. */
bool store_find_article(struct store *store, struct arena scratch, struct span name, int64_t *id,
                        struct syn_error *error);

struct stored_version { int64_t id, article, seen; uint32_t number; uint64_t hash; };
struct stored_versions { struct stored_version *at; uint32_t count; };
/* Oldest first. */
bool store_versions(struct store *store, struct arena *keep, int64_t article, struct stored_versions *out,
                    struct syn_error *error);
/* Versions later than an article's first whose own number is above `after`, `most` of them at most; in that order. */
bool store_later_versions(struct store *store, struct arena *keep, int64_t after, uint32_t most,
                          struct stored_versions *out, struct syn_error *error);
/* The latest version's own number; 0 where there is none, -1 where reading failed. */
int64_t store_last_version(struct store *store, struct syn_error *error);
/* The article as it was extracted then; its id is "a17". */
bool store_body(struct store *store, struct arena *keep, struct arena scratch, int64_t version, struct article *out,
                struct syn_error *error);

/* What came from outside, byte for byte. */
struct stored_evidence {
    struct raw_document raw;           /* bytes empty where `elsewhere` */
    uint64_t length;
    bool elsewhere;                    /* in the web archive raw.name at byte raw.at */
};
bool store_evidence(struct store *store, struct arena *keep, struct arena scratch, int64_t version,
                    struct stored_evidence *out, struct syn_error *error);

/* ---- reading stories ---- */

struct stored_story {
    int64_t id, founded, first, latest;   /* first, latest: of its articles' times, seconds */
    uint32_t reports, revision;
    int64_t redirect;                     /* where it was merged into; 0: nowhere */
    bool fixed;                           /* set right by hand: no automatic step divides or merges it */
    struct span headline, languages;
    bool told;                            /* the three below are of this revision */
    int64_t told_revision;                /* -1: never told */
    uint32_t origins, conflicts, differences;
};
/* SYN_NOT_FOUND where there is none.  A merged story is given as it is, with its redirect. */
bool store_story(struct store *store, struct arena *keep, int64_t id, struct stored_story *out,
                 struct syn_error *error);
/* "s4" or "4"; follows redirects, so that the story is one that has reports. */
bool store_find_story(struct store *store, struct span name, int64_t *id, struct syn_error *error);

struct stored_ids { int64_t *at; uint32_t count; };
/* Articles of a story, by time; `most` of them at most, the latest. */
bool store_story_articles(struct store *store, struct arena *keep, int64_t story, uint32_t most,
                          struct stored_ids *out, struct syn_error *error);

#endif
