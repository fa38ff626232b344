/* text/charset.h -- bytes of any charset to UTF-8
 *
 * The order of belief: a byte order mark, the caller's hint (HTTP header), `<meta charset>` within the
 * first 1,024 bytes of what looks like HTML, valid UTF-8, a statistical guess, windows-1252.  Labels
 * are WHATWG's ("latin1" means windows-1252).  A hint that the bytes belie (declared UTF-8 but
 * broken where a single-byte charset reads well) is dropped.
 *
 * Fails: never; what cannot be read becomes U+FFFD.  Memory: `keep`, or the input itself where it was
 * UTF-8 without a mark.   Threads: any.   Cost: linear.
 */
#ifndef SYN_TEXT_CHARSET_H
#define SYN_TEXT_CHARSET_H

#include "base/arena.h"
#include "base/span.h"

struct span charset_decode(struct arena *keep, struct span bytes, struct span hint);
/* The IANA name of what charset_decode would take `bytes` for. */
struct span charset_name(struct span bytes, struct span hint);

#endif
