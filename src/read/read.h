/* read/read.h -- bytes in: files, folders, standard input, addresses become raw documents
 *
 * Inputs are paths, or http and https addresses, which are fetched where the settings say so; "-" is standard
 * input; folders are walked (sorted by name, hidden entries and links that lead back skipped).  gzip is
 * unpacked.  What a file is comes from its ending and its first bytes: plain text, HTML, JSON lines of article
 * records (one raw document a line; a JSON array of records is taken too), feeds (one record an entry), web
 * archives (what each page in them is; their `name` is the archive's with the record's place: "a.warc:4821").
 * Sitemaps, OPML and lists of addresses hold no text: they are followed where the settings say so, else a problem.
 *
 * Fails:   a bad input costs a call of `problem` with one clear line, and the rest goes on.
 * Memory:  a document's bytes and names are good until its `document` call returns; who wants them
 *          longer copies them.  A JSONL file of any size is read line by line, an archive page by page.
 * Limits:  READ_BYTES_MAX a document, unpacked; READ_LISTING_MAX a feed or list of addresses; deeper folders than
 *          READ_DEPTH_MAX are not walked.
 * Threads: one at a time.
 */
#ifndef SYN_READ_READ_H
#define SYN_READ_READ_H

#include <stddef.h>

#include "base/arena.h"
#include "base/error.h"
#include "news/raw.h"

enum { READ_BYTES_MAX = 32 << 20, READ_LISTING_MAX = 16 << 20, READ_DEPTH_MAX = 64 };

struct read_sink {
    /* Returns false to stop the whole reading. */
    bool (*document)(void *context, const struct raw_document *raw);
    void (*problem)(void *context, const struct syn_error *error);
    void *context;
};

struct read_counts { size_t documents, problems; };

struct fetch;
struct read_settings {
    struct fetch *fetch;     /* read/fetch.h; NULL: addresses are not fetched */
    bool follow;             /* what lists of addresses and feeds name is fetched, too */
};

/* `settings` may be NULL: nothing is fetched. */
struct read_counts read_inputs(struct arena scratch, const char *const *inputs, size_t count,
                               const struct read_settings *settings, const struct read_sink *sink);

/* The same for bytes that are already in memory; `name` as for a file. */
struct read_counts read_bytes(struct arena scratch, struct span bytes, struct span name, const struct read_sink *sink);

#endif
