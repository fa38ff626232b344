/* base/pieces.h -- which of many short texts stand anywhere in a text
 *
 * A piece is a key of a table that says "#pieces" (tools/mktable.c), and a bit of a 64-bit word by the
 * table's second column; one walk over a text gives the bits of all pieces in it.  At each place the next
 * three bytes ask a filter, which turns nearly all places away; then the pieces that begin with the same
 * two bytes are compared, their first eight bytes as one number.
 *
 * In:      any text; PIECE_SLACK bytes behind it can be read and are 0.
 * Fails:   never.      Threads: any (const data).
 * Cost:    linear; 2 to 3 ns a byte with some hundred pieces.
 */
#ifndef SYN_BASE_PIECES_H
#define SYN_BASE_PIECES_H

#include <stdint.h>

#include "base/heads.h"
#include "base/span.h"

enum {
    PIECE_SLACK = HEAD_BYTES,
    PIECE_HASH_BITS = 12, PIECE_BUCKETS = 1 << PIECE_HASH_BITS
};

struct piece { uint64_t head, mask, bit; struct span rest; };   /* rest: what follows the head */

struct pieces {
    const struct piece *at;    /* sorted by bucket; one of two bytes stands in the buckets of all third ones */
    const uint16_t *first;     /* of each bucket, and one more for the end */
    const uint8_t *filter;     /* of each bucket, by bits: what the fourth byte may be (piece_fourth) */
};

/* The bucket by the first three bytes.  Pieces that share one by chance only cost a comparison. */
static inline unsigned piece_bucket(uint64_t head)
{
    return ((uint32_t)head << 8) * 0x9e3779b1u >> (32 - PIECE_HASH_BITS);
}

/* The fourth byte as one of eight. */
static inline unsigned piece_fourth(uint64_t head) { return (unsigned)(head >> 24) & 7; }

/* The bits of all pieces that stand in `s`. */
uint64_t pieces_find(const struct pieces *pieces, struct span s);

#endif
