/* read/address_list.h -- inputs that only name addresses
 *
 * News sitemaps and sitemap indexes, OPML, plain lists of URLs: where texts are, and what is said of them
 * there.  Whoever has them fetched reads what comes back as any other input, with the address' own
 * statements for what the page does not say.
 *
 * In:      the file's bytes, in any charset; `base` resolves relative addresses (the file's own URL, or
 *          empty: then they are left out).
 * Out:     addresses in the order of the file, each URL once (the first statement counts); only http and
 *          https, without control characters and blanks, at most ADDRESS_BYTES_MAX long.
 * Fails:   never; what is broken is read as far as it goes, what is no address counts in `left_out`.
 * Memory:  `keep`; spans may point into `bytes`.      Threads: any.
 * Cost:    linear; ADDRESSES_MAX at most, those behind count in `left_out`.
 */
#ifndef SYN_READ_ADDRESS_LIST_H
#define SYN_READ_ADDRESS_LIST_H

#include <stdint.h>

#include "base/arena.h"
#include "base/span.h"

/* 50,000 is what the sitemap protocol allows; lists of URLs may be longer. */
enum { ADDRESS_BYTES_MAX = 4096, ADDRESSES_MAX = 1000000 };

enum address_kind {
    ADDRESS_PAGE,
    ADDRESS_FEED,        /* OPML names these */
    ADDRESS_SITEMAP,     /* a sitemap index names these */
    ADDRESS_ANY          /* a plain list does not say: what comes back tells */
};

struct address {
    struct span url;
    struct span title, outlet, language;   /* UTF-8, blanks at the ends cut off; empty: not said */
    struct span published, changed;        /* as written there; changed: of the page, or of the list that it names */
    /* Of a feed entry that has a link and no text: the JSON record of what the feed says, which is what is
     * left when the page cannot be had.  Else empty. */
    struct span record;
    uint32_t line;                         /* of the file, 1-based */
    enum address_kind kind;
};

struct address_list { struct address *at; size_t count, left_out; };

enum address_form { ADDRESS_LINES, ADDRESS_URLSET, ADDRESS_OPML };   /* a sitemap index is a URLSET, too */

struct address_list address_list_read(struct arena *keep, struct arena scratch, struct span bytes,
                                      enum address_form form, struct span base);

#endif
