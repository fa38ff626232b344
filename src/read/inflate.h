/* read/inflate.h -- unpacks gzip (the one home of zlib)
 *
 * Several members one after the other are one text, as gzip itself has it; zeros behind the last one
 * are padding, other bytes there are left alone.
 *
 * Fails:   a stream that is damaged, or that ends before its end.
 * Memory:  about 150 kB in `keep`.      Threads: one at a time.
 */
#ifndef SYN_READ_INFLATE_H
#define SYN_READ_INFLATE_H

#include "read/source.h"

/* Whether these first bytes of a file are those of gzip. */
bool inflate_knows(struct span bytes);
/* A source that unpacks `packed`, which must live as long. */
struct source inflate_source(struct arena *keep, struct source *packed);

#endif
