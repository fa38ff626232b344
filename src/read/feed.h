/* read/feed.h -- feeds: RSS 0.9 to 2.0 (its RDF forms, too), Atom 0.3 and 1.0, JSON Feed 1
 *
 * Each entry becomes one article record in JSON, as extract/record.h reads them, with what the feed says of
 * all its entries: its title is their outlet (but for an entry that names its source), its language theirs.
 * HTML goes into the members that hold HTML; addresses are made whole; enclosures are left out.
 *
 * In:      the feed's bytes, in any charset; `base` is its own URL, or empty.
 * Out:     entries in the order of the feed.  One whose text lies elsewhere (`is_whole` false) has the summary
 *          for its text.  An Atom entry without a time of publication has that of its last change.
 * Fails:   never; what is broken is read as far as it goes (read/xml_repair.h).
 * Memory:  `scratch`; an entry is good until the call returns.      Threads: any.
 * Cost:    linear.
 */
#ifndef SYN_READ_FEED_H
#define SYN_READ_FEED_H

#include <stdint.h>

#include "base/arena.h"
#include "base/span.h"

struct feed_entry {
    struct span record;      /* one JSON object */
    struct span url, title, published, outlet, language;   /* the same as in it; empty: not said */
    uint32_t line;           /* of the feed, 1-based */
    uint64_t at;             /* byte of a JSON feed; 0 for XML */
    bool is_whole;           /* it has a body, or a summary as long as one */
};

struct feed_sink {
    bool (*entry)(void *context, const struct feed_entry *entry);   /* false stops */
    void *context;
};

struct feed_result {
    size_t entries;
    bool cut_off;
    uint32_t line;           /* the last one, where it is cut off */
    uint32_t interval;       /* seconds from one asking to the next that it calls enough, a week at most; 0: not said */
};

struct feed_result feed_read_xml(struct arena scratch, struct span bytes, struct span base,
                                 const struct feed_sink *sink);
struct feed_result feed_read_json(struct arena scratch, struct span bytes, struct span base,
                                  const struct feed_sink *sink);

#endif
