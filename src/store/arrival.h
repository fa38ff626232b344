/* store/arrival.h -- an article made ready for the store, by any thread, and put into it by the one that writes
 *
 * What costs is done before: the body is packed and compressed, what it says is put into rows and search words.
 *
 * An article is known by its key: the canonical address where it has one, else its address, else the record's own id
 * ("id:OUTLET/ID"), else its file ("file:/full/path"), else its text ("text:HASH").  Tracking parameters are no part
 * of an address.  The same key with the same content (hash of headline, standfirst, text and authors, as they were extracted) is the
 * same version: nothing is written.  With other content it is a new version of the same article, which stays in its
 * story and is never a second report.
 *
 * Fails:   store_add, as the database does.
 * Memory:  `keep`.      Threads: arrival_prepare any, each with a compressor of its own; store_add the writer's.
 */
#ifndef SYN_STORE_ARRIVAL_H
#define SYN_STORE_ARRIVAL_H

#include "news/raw.h"
#include "store/compress.h"
#include "store/store.h"

struct arrival;

/* `printed`: the article before standing text was cut from it (it may be the report's own). */
struct arrival *arrival_prepare(struct arena *keep, struct arena scratch, struct compressor *compressor,
                                const struct raw_document *raw, const struct report *report);

enum added { ADDED_NEW, ADDED_VERSION, ADDED_NOTHING };
struct addition {
    enum added what;
    int64_t article, version;
    uint32_t number;                   /* of the version, from 1 */
};

/* In a transaction.  `now`: seconds.  A new article has story 0 until store_place gives it one (store/stories.h). */
bool store_add(struct store *store, const struct arrival *arrival, int64_t now, struct addition *out,
               struct syn_error *error);

#endif
