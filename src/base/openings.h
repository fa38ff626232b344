/* base/openings.h -- whether any phrase of a table may begin with this word
 *
 * A table whose first two columns are a phrase's first word and what follows it, and which says "#openings"
 * (tools/mktable.c), gets a filter: bits by a hash of the word's first eight bytes (base/heads.h) and of the
 * two bytes behind the word, blanks and all.  Of the words of a running text it turns away all but a few,
 * among them common words that many phrases begin with, before the table is asked.
 *
 * Fails: never; says yes now and then where there is none.   Threads: any.   Cost: constant, about 2 ns.
 */
#ifndef SYN_BASE_OPENINGS_H
#define SYN_BASE_OPENINGS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/heads.h"

/* OPENING_ANY stands for the two bytes of phrases with fewer than two behind the word. */
enum { OPENING_BITS = 16, OPENING_BYTES = (1 << OPENING_BITS) / 8, OPENING_ANY = 0x10000 };

static inline unsigned opening_hash(uint64_t head, uint32_t next)
{
    return (unsigned)((head ^ next * 0x9e3779b97f4a7c15u) * 0xd6e8feb86659fd93u >> (64 - OPENING_BITS));
}

/* The two bytes at s[at]; zeros behind the end. */
static inline uint32_t opening_next(struct span s, size_t at)
{
    return (uint32_t)head_of(s, at, at + 2 < s.len ? at + 2 : s.len);
}

/* Whether a phrase may stand at the word s[from, to). */
static inline bool opening_may_be(const uint8_t *filter, struct span s, size_t from, size_t to)
{
    uint64_t head = head_of(s, from, to);
    unsigned one = opening_hash(head, opening_next(s, to)), other = opening_hash(head, OPENING_ANY);
    return (filter[one / 8] >> one % 8 | filter[other / 8] >> other % 8) & 1;
}

#endif
