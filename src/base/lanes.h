/* base/lanes.h -- sixteen bytes at once
 *
 * Loops over text that look for a few bytes, or count them, take sixteen at a time: a comparison gives a
 * number in which bit i tells of byte i.  With SSE2 (every x86-64) it is one instruction; elsewhere, and
 * where LANES_PLAIN is defined, a loop that says the same.
 *
 * Fails:   never.  `at` must have LANES bytes that can be read (or written): callers look at how much is left.
 * Threads: any.      Cost: about one cycle a call with SSE2.
 */
#ifndef SYN_BASE_LANES_H
#define SYN_BASE_LANES_H

#include <stdint.h>
#include <string.h>

enum { LANES = 16, LANES_ALL = 0xffff };

#if defined(__SSE2__) && !defined(LANES_PLAIN)
#include <emmintrin.h>

struct lanes { __m128i bytes; };

static inline struct lanes lanes_read(const char *at)
{
    return (struct lanes){ _mm_loadu_si128((const __m128i *)(const void *)at) };
}

static inline void lanes_write(char *at, struct lanes lanes) { _mm_storeu_si128((__m128i *)(void *)at, lanes.bytes); }

static inline unsigned lanes_equal(struct lanes lanes, char byte)
{
    return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(lanes.bytes, _mm_set1_epi8(byte)));
}

/* Bytes that are `most` or less, as unsigned numbers. */
static inline unsigned lanes_at_most(struct lanes lanes, unsigned char most)
{
    __m128i limit = _mm_set1_epi8((char)most);
    return (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_max_epu8(lanes.bytes, limit), limit));
}

/* Bytes beyond ASCII. */
static inline unsigned lanes_high(struct lanes lanes) { return (unsigned)_mm_movemask_epi8(lanes.bytes); }

/* Bytes that go on with a sequence of UTF-8: 0x80 to 0xbf, the least of signed numbers. */
static inline unsigned lanes_inner(struct lanes lanes)
{
    return (unsigned)_mm_movemask_epi8(_mm_cmplt_epi8(lanes.bytes, _mm_set1_epi8((char)0xc0)));
}

/* With ASCII letters in lower case. */
static inline struct lanes lanes_lower(struct lanes lanes)
{
    __m128i from_a = _mm_cmpgt_epi8(lanes.bytes, _mm_set1_epi8('A' - 1));
    __m128i to_z = _mm_cmplt_epi8(lanes.bytes, _mm_set1_epi8('Z' + 1));
    __m128i bit = _mm_and_si128(_mm_and_si128(from_a, to_z), _mm_set1_epi8('a' - 'A'));
    return (struct lanes){ _mm_or_si128(lanes.bytes, bit) };
}

#else

struct lanes { unsigned char bytes[LANES]; };

static inline struct lanes lanes_read(const char *at)
{
    struct lanes lanes;
    memcpy(lanes.bytes, at, LANES);
    return lanes;
}

static inline void lanes_write(char *at, struct lanes lanes) { memcpy(at, lanes.bytes, LANES); }

/* Bytes from `low` to `high`. */
static inline unsigned lanes_between(struct lanes lanes, unsigned low, unsigned high)
{
    unsigned found = 0;
    for (unsigned i = 0; i < LANES; i++)
        found |= (unsigned)(lanes.bytes[i] >= low && lanes.bytes[i] <= high) << i;
    return found;
}

static inline unsigned lanes_equal(struct lanes lanes, char byte)
{
    return lanes_between(lanes, (unsigned char)byte, (unsigned char)byte);
}

static inline unsigned lanes_at_most(struct lanes lanes, unsigned char most) { return lanes_between(lanes, 0, most); }
static inline unsigned lanes_high(struct lanes lanes) { return lanes_between(lanes, 0x80, 0xff); }
static inline unsigned lanes_inner(struct lanes lanes) { return lanes_between(lanes, 0x80, 0xbf); }

static inline struct lanes lanes_lower(struct lanes lanes)
{
    for (unsigned i = 0; i < LANES; i++)
        lanes.bytes[i] |= lanes.bytes[i] >= 'A' && lanes.bytes[i] <= 'Z' ? 'a' - 'A' : 0;
    return lanes;
}

#endif

/* The number of the first byte found; `found` is not 0. */
static inline unsigned lanes_first(unsigned found) { return (unsigned)__builtin_ctz(found); }

/* How many of LANES bits are set.  Without an instruction for it (x86-64 of 2003 has none) the compiler calls. */
static inline unsigned lanes_count(unsigned found)
{
    found -= found >> 1 & 0x5555;
    found = (found & 0x3333) + (found >> 2 & 0x3333);
    found = (found + (found >> 4)) & 0x0f0f;
    return (found + (found >> 8)) & 0x1f;
}

/* Bits 0 to `count` - 1; all of them from LANES on. */
static inline unsigned lanes_below(size_t count) { return count >= LANES ? LANES_ALL : (1u << count) - 1; }

#endif
