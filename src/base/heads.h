/* base/heads.h -- short names known by their first eight bytes
 *
 * A name's head is its first eight bytes as one number, the first byte lowest on every machine, with zeros
 * behind a shorter name.  tools/mktable.c gives a table that says "#heads" an index over the heads of its
 * keys: a multiplier that sends each to a slot of its own, so that a name is known or unknown after one
 * multiplication and one comparison.  Heads of eight bytes leave the rest of a name to be compared.
 *
 * Fails: never.   Threads: any (const data).   Cost: constant, about 2 ns.
 */
#ifndef SYN_BASE_HEADS_H
#define SYN_BASE_HEADS_H

#include <stdint.h>
#include <string.h>

#include "base/span.h"

enum { HEAD_BYTES = 8 };

struct heads {
    const uint64_t *keys;      /* the rows' heads */
    const uint16_t *slots;     /* row number + 1; 0 is empty */
    uint64_t multiplier;
    unsigned shift;
};

/* Covers the first `len` bytes of a head. */
static inline uint64_t head_mask(size_t len)
{
    return len >= HEAD_BYTES ? ~(uint64_t)0 : ((uint64_t)1 << (8 * len)) - 1;
}

/* Of HEAD_BYTES bytes that can be read. */
static inline uint64_t head_read(const char *at)
{
    uint64_t head;
    memcpy(&head, at, HEAD_BYTES);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    head = __builtin_bswap64(head);
#endif
    return head;
}

static inline void head_write(char *at, uint64_t head)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    head = __builtin_bswap64(head);
#endif
    memcpy(at, &head, HEAD_BYTES);
}

/* The head of s[from, to), a part of `s`. */
static inline uint64_t head_of(struct span s, size_t from, size_t to)
{
    if (from + HEAD_BYTES <= s.len)
        return head_read(s.at + from) & head_mask(to - from);
    uint64_t head = 0;
    for (size_t i = 0; i < HEAD_BYTES && from + i < to; i++)
        head |= (uint64_t)(unsigned char)s.at[from + i] << (8 * i);
    return head;
}

/* With ASCII letters in lower case: in each byte of seven bits, 0x80 is reached by adding what is wanting to it. */
static inline uint64_t head_lower(uint64_t head)
{
    const uint64_t each = 0x0101010101010101u;
    uint64_t low = head & (0x7f * each);
    uint64_t from_a = low + (0x80 - 'A') * each, beyond_z = low + (0x7f - 'Z') * each;
    return head | ((from_a ^ beyond_z) & ~head & (0x80 * each)) >> 2;
}

/* Where the index puts a head. */
static inline unsigned head_slot(uint64_t head, uint64_t multiplier, unsigned shift)
{
    return (unsigned)((head * multiplier) >> shift);
}

/* The number + 1 of the row with this head; 0 where there is none. */
static inline unsigned heads_find(const struct heads *heads, uint64_t head)
{
    unsigned row = heads->slots[head_slot(head, heads->multiplier, heads->shift)];
    return row && heads->keys[row - 1] == head ? row : 0;
}

#endif
