/* read/warc.h -- web archives (ISO 28500), packed or not
 *
 * Of each `response`, `resource` and `conversion` the page that was answered, unpacked and joined; all other
 * records, answers other than success, and media that hold no text are read over.  Headers that say more
 * than was done, as crawlers write them that unpack and keep the old headers, are seen through.
 *
 * A record whose length does not fit what follows is left out, and reading goes on at the next line that
 * begins a record; in a packed archive, behind damage, at the next member.
 *
 * In:      the archive as it lies in its file; packed ones have a gzip member for each record (those with one
 *          member for all are read, too).
 * Out:     pages in the order of the archive.
 * Fails:   records, each with a message that names its byte in the file; after WARC_SAID_MAX of a kind the
 *          rest is counted and said once.  A file that cannot be read ends the reading.
 * Memory:  the largest record that is kept, twice or thrice; records are no longer than the limit.  A page is
 *          good until the call returns.
 * Threads: one at a time.      Cost: linear; what is read over is only unpacked.
 */
#ifndef SYN_READ_WARC_H
#define SYN_READ_WARC_H

#include "news/when.h"
#include "read/source.h"

enum { WARC_HEAD_MAX = 64 << 10, WARC_SAID_MAX = 5 };

struct warc_page {
    struct span url;
    struct span content_type;    /* as the server said it */
    struct span body;
    struct when seen;
    uint64_t at;                 /* of its record in the file; of a packed one, of its gzip member */
};

struct warc_sink {
    bool (*page)(void *context, const struct warc_page *page);   /* false stops */
    void (*problem)(void *context, const struct syn_error *error);
    void *context;
};

struct warc_counts { size_t records, pages; };

/* `page_max`: bytes of a page, unpacked. */
struct warc_counts warc_read(struct arena scratch, struct source *source, size_t page_max,
                             const struct warc_sink *sink);

#endif
