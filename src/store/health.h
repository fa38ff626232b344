/* store/health.h -- whether a store is whole, and how large
 *
 * Beyond SQLite's own check of its pages (PRAGMA integrity_check) what this program promises is looked at: every article
 * has a current version with body and evidence, every story as many reports as it says, every redirect ends, what was
 * packed can be unpacked (of `deep` checks alone).  What the search index holds is not compared with the articles: in
 * doubt it is made anew (health_rebuild_search).
 *
 * Fails:   where the store cannot be read at all; what is found is no failure.
 * Cost:    reads the whole file; deep checks unpack all that was packed besides.
 */
#ifndef SYN_STORE_HEALTH_H
#define SYN_STORE_HEALTH_H

#include "store/store.h"

struct health_sink {
    /* One thing that is wrong, in words.  Of a kind HEALTH_SAID_MAX are said. */
    void (*finding)(void *context, struct span words);
    void (*progress)(void *context, const char *doing, size_t done);   /* may be NULL */
    void *context;
};
enum { HEALTH_SAID_MAX = 20 };

/* *findings: how many there are. */
bool health_check(struct store *store, bool deep, const struct health_sink *sink, uint64_t *findings,
                  struct syn_error *error);

struct health_sizes {
    uint64_t articles, versions, stories, outlets, events, hand, names, figures, attributions, bytes, free_bytes;
    int schema;
};
bool health_sizes(struct store *store, struct health_sizes *out, struct syn_error *error);

/* Makes the search index anew, from what is stored.  In a transaction of its own. */
bool health_rebuild_search(struct store *store, const struct health_sink *sink, struct syn_error *error);
/* Lets the file shrink, and its index be one piece. */
bool health_tidy(struct store *store, struct syn_error *error);
/* A whole copy of the store as it is now, while others write; `path` must not be there. */
bool health_copy(struct store *store, const char *path, struct syn_error *error);

#endif
