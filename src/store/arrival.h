/* store/arrival.h -- an article made ready for the store, by any thread, and put into it by the one that writes
 *
 * What costs is done before: the body is packed and compressed, what it says is put into rows and search words.
 *
 * An article is known by its key (store/key.h).  The same key with the same content is the same version: nothing is
 * written.  With other content it is a new version of the same article, which stays in its story and is never a
 * second report; one that says again what an earlier version said is a version of its own, too.
 *
 * Fails:   store_add, as the database does.
 * Memory:  `keep`.      Threads: arrival_prepare any, each with a compressor of its own; store_add the writer's.
 * Cost:    of all that loading takes preparing is some 8 %, adding some 20 %, most of it the search index.
 */
#ifndef SYN_STORE_ARRIVAL_H
#define SYN_STORE_ARRIVAL_H

#include "news/raw.h"
#include "store/compress.h"
#include "store/store.h"

struct arrival;

struct arrival_source {
    const struct raw_document *raw;
    const struct report *report;
    uint64_t content;                  /* key_content of the article as it was extracted, before what its outlet prints
                                        * everywhere was cut */
    bool point;                        /* of a page out of a web archive only its place there is kept */
    /* Of what was in a store before (it is brought back as it was); else empty: key and own_id are found out. */
    struct span key, own_id;
    bool elsewhere;                    /* raw has no bytes: `length` of them lie in a web archive */
    uint64_t length;
};

struct arrival *arrival_prepare(struct arena *keep, struct arena scratch, struct compressor *compressor,
                                const struct arrival_source *source);

/* Only by what it is known: for store_knows. */
struct arrival *arrival_name(struct arena *keep, struct arena scratch, const struct arrival_source *source);
int64_t arrival_key_hash(const struct arrival *arrival);

enum added { ADDED_NEW, ADDED_VERSION, ADDED_NOTHING };
struct addition {
    enum added what;
    int64_t article, version, story;   /* story: 0 for a new one, until store_place gives it one (store/stories.h) */
    uint32_t number;                   /* of the version, from 1 */
};

/* Whether it was there before just so, as far as was committed: then *out is what store_add would say. */
bool store_knows(struct store *store, const struct arrival *arrival, bool *known, struct addition *out,
                 struct syn_error *error);

/* In a transaction.  `now`: seconds. */
bool store_add(struct store *store, struct arena scratch, const struct arrival *arrival, int64_t now,
               struct addition *out, struct syn_error *error);

#endif
