/* read/page.h -- what came back for an address, and how it is kept in a file
 *
 * The file is a check sum, a few lines of what the server said, an empty line, and the body as it was sent
 * (still packed where it was).  A file that does not hold what it says in full, or holds another address,
 * is none: caches are written by machines that lose power.
 *
 * Fails:   page_read, on anything that page_write did not write.
 * Memory:  what page_read gives points into `bytes`.      Threads: any.      Cost: linear.
 */
#ifndef SYN_READ_PAGE_H
#define SYN_READ_PAGE_H

#include "base/buffer.h"

struct page {
    struct span url;         /* as read/url.h writes it */
    struct span type;        /* Content-Type */
    struct span coding;      /* Content-Encoding: how the body is packed; empty for not at all */
    struct span etag, modified;   /* as the server wrote them: it gets them back with the next question */
    int64_t date;            /* when it was sent, by the server's clock, else by ours; seconds since 1970 */
    int64_t asked;           /* when the server last said that this is it, by our clock */
    struct span body;
};

enum { PAGE_HEAD_MAX = 64 << 10 };

void page_write(struct buffer *out, const struct page *page);
bool page_read(struct span bytes, struct page *page);

/* Where pages are kept between runs: files (read/open_cache.h), nothing, or a test's own.  `get` gives what
 * was put for this address, in `keep`. */
struct page_store {
    void *context;
    bool (*get)(void *context, struct arena *keep, struct span url, struct page *page);   /* NULL: nothing is kept */
    void (*put)(void *context, struct arena scratch, const struct page *page);
};

#endif
