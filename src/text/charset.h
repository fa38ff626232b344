/* text/charset.h -- bytes of any charset to UTF-8
 *
 * The order of belief: a byte order mark, the caller's hint (HTTP header), what the page says of itself
 * within its first 1,024 bytes (`<meta charset>`, `<meta http-equiv>`, `<?xml encoding>`), valid UTF-8, a
 * statistical guess, windows-1252.  Labels are WHATWG's (data/charset_label.tsv; "latin1" means
 * windows-1252); an unknown label is no label.
 *
 * A label that the bytes belie is dropped: UTF-8 for bytes that are broken where a single-byte charset
 * reads well (a few broken sequences among many good ones are forgiven), a single-byte charset for what
 * is valid UTF-8 beyond ASCII, UTF-16 for bytes without any zero byte.
 *
 * Fails: never; what cannot be read becomes U+FFFD.  Memory: `keep`, or the input itself where it was
 * UTF-8 (without its mark).   Threads: any; each call opens its own converter.
 * Cost: linear; about 15 us for a page of 160 kB in UTF-8, some ms where ICU has to guess.
 */
#ifndef SYN_TEXT_CHARSET_H
#define SYN_TEXT_CHARSET_H

#include "base/arena.h"
#include "base/span.h"

/* Valid UTF-8.  `hint` is a label or empty. */
struct span charset_decode(struct arena *keep, struct span bytes, struct span hint);
/* The IANA name of what charset_decode would take `bytes` for. */
struct span charset_name(struct span bytes, struct span hint);

#endif
