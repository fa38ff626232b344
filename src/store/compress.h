/* store/compress.h -- bytes packed small (the one home of zstd)
 *
 * What is packed may lean on other bytes that the unpacker has, too: a record on the text that was taken out of it, a
 * version on the one before.
 *
 * Fails:   compress_unpack, on what was not packed so; with `max` against what would burst.
 * Memory:  the result in `keep`; a compressor some 1.5 MB of its own.      Threads: each its own.
 * Cost:    of all that loading takes packing is some 3 %.
 */
#ifndef SYN_STORE_COMPRESS_H
#define SYN_STORE_COMPRESS_H

#include "base/arena.h"

struct compressor;
struct compressor *compressor_open(void);
void compressor_close(struct compressor *c);      /* NULL is taken */

/* `lean` may be empty. */
struct span compress_pack(struct arena *keep, struct arena scratch, struct compressor *c, struct span bytes,
                          struct span lean);
bool compress_unpack(struct arena *keep, struct compressor *c, struct span packed, struct span lean, size_t max,
                     struct span *out);

#endif
