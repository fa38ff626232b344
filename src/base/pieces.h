/* base/pieces.h -- which of many short texts stand anywhere in a text
 *
 * A piece is a key of a table that says "#pieces" (tools/mktable.c), and a bit of a 64-bit word by the
 * table's second column; one walk over a text gives the bits of all pieces in it.  At each place the next
 * three bytes ask a filter, which turns nearly all places away; then the pieces that begin with the same
 * two bytes are compared, their first eight bytes as one number.
 *
 * In:      any text; PIECE_SLACK bytes behind it can be read and are 0.
 * Fails:   never.      Threads: any (const data).
 * Cost:    linear; 1 to 2 ns a byte with some hundred pieces.
 */
#ifndef SYN_BASE_PIECES_H
#define SYN_BASE_PIECES_H

#include <stdint.h>

#include "base/heads.h"
#include "base/span.h"

enum {
    PIECE_SLACK = HEAD_BYTES,
    PIECE_SIDE = 64, PIECE_BUCKETS = PIECE_SIDE * PIECE_SIDE,   /* two bytes, six bits of each */
    PIECE_FILTER_BITS = 15, PIECE_FILTER_BYTES = (1 << PIECE_FILTER_BITS) / 8
};

struct piece { uint64_t head, mask, bit; struct span rest; };   /* rest: what follows the head */

struct pieces {
    const struct piece *at;    /* sorted by bucket */
    const uint16_t *first;     /* of each bucket, and one more for the end */
    const uint8_t *filter;
};

/* Pieces whose first two bytes share a bucket by chance only cost a comparison. */
static inline unsigned piece_bucket(uint64_t head)
{
    return (unsigned)(head & 0x3f) * PIECE_SIDE + (unsigned)(head >> 8 & 0x3f);
}

/* A number of PIECE_FILTER_BITS bits by the first three bytes. */
static inline unsigned piece_hash(uint64_t head)
{
    return ((uint32_t)head << 8) * 0x9e3779b1u >> (32 - PIECE_FILTER_BITS);
}

/* The bits of all pieces that stand in `s`. */
uint64_t pieces_find(const struct pieces *pieces, struct span s);

#endif
