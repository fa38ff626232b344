/* read/sniff.h -- what a file is, by its name's ending and its first bytes
 *
 * Fails: never.   Threads: any.   Cost: linear in the bytes given, which are the first SNIFF_BYTES.
 */
#ifndef SYN_READ_SNIFF_H
#define SYN_READ_SNIFF_H

#include <stdbool.h>

#include "base/span.h"

enum { SNIFF_BYTES = 16 << 10 };
enum sniff_kind {
    SNIFF_EMPTY, SNIFF_BINARY, SNIFF_TEXT, SNIFF_HTML, SNIFF_JSON,
    SNIFF_FEED,          /* RSS, Atom */
    SNIFF_JSON_FEED,
    SNIFF_SITEMAP,       /* or an index of these */
    SNIFF_OPML,
    SNIFF_ADDRESSES,     /* lines that are addresses, and comments */
    SNIFF_WARC,
    SNIFF_XML            /* of another kind */
};

enum sniff_kind sniff(struct span name, struct span first_bytes);

/* The name without folders and without its last ending (".gz" does not count as one). */
struct span sniff_id(struct span name);

#endif
