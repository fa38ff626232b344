#include "text/utf8.h"

#include "base/lanes.h"

/* Least second byte, greatest second byte and length by first byte (Unicode 15, table 3-7). */
static unsigned sequence(unsigned char first, unsigned char *low, unsigned char *high)
{
    *low = 0x80;
    *high = 0xbf;
    if (first < 0x80)
        return 1;
    if (first < 0xc2)
        return 0;
    if (first < 0xe0)
        return 2;
    if (first < 0xf0) {
        *low = first == 0xe0 ? 0xa0 : 0x80;
        *high = first == 0xed ? 0x9f : 0xbf;
        return 3;
    }
    if (first < 0xf5) {
        *low = first == 0xf0 ? 0x90 : 0x80;
        *high = first == 0xf4 ? 0x8f : 0xbf;
        return 4;
    }
    return 0;
}

uint32_t utf8_decode(struct span s, size_t at, unsigned *length)
{
    const unsigned char *p = (const unsigned char *)s.at + at;
    if (p[0] < 0x80) {
        *length = 1;
        return p[0];
    }
    unsigned char low, high;
    unsigned len = sequence(p[0], &low, &high);
    *length = 1;
    if (len < 2 || len > s.len - at || p[1] < low || p[1] > high)
        return UTF8_BAD;
    uint32_t c = p[0] & (0x7fu >> len);
    c = c << 6 | (p[1] & 0x3fu);
    for (unsigned i = 2; i < len; i++) {
        if ((p[i] & 0xc0) != 0x80)
            return UTF8_BAD;
        c = c << 6 | (p[i] & 0x3fu);
    }
    *length = len;
    return c;
}

uint32_t utf8_decode_before(struct span s, size_t at, unsigned *length)
{
    for (unsigned back = 1; back <= 4 && back <= at; back++) {
        unsigned char c = (unsigned char)s.at[at - back];
        if ((c & 0xc0) == 0x80)
            continue;
        uint32_t point = utf8_decode((struct span){ s.at, at }, at - back, length);
        if (*length == back)
            return point;
        break;
    }
    *length = 1;
    return UTF8_BAD;
}

unsigned utf8_encode(uint32_t c, char out[4])
{
    if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
        c = UTF8_BAD;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xc0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3f));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xe0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3f));
        out[2] = (char)(0x80 | (c & 0x3f));
        return 3;
    }
    out[0] = (char)(0xf0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3f));
    out[2] = (char)(0x80 | (c >> 6 & 0x3f));
    out[3] = (char)(0x80 | (c & 0x3f));
    return 4;
}

/* The first byte beyond ASCII at or after `at`, or s.len. */
static inline size_t skip_ascii(struct span s, size_t at)
{
    for (; at + LANES <= s.len; at += LANES) {
        unsigned high = lanes_high(lanes_read(s.at + at));
        if (high)
            return at + lanes_first(high);
    }
    while (at < s.len && !(s.at[at] & 0x80))
        at++;
    return at;
}

/* The bytes of the sequence at s[at], no ASCII; 0 where it is none.  Those that need no table come first: two bytes,
 * and three that do not begin with 0xe0 or 0xed. */
static inline unsigned sequence_bytes(struct span s, size_t at)
{
    const unsigned char *p = (const unsigned char *)s.at + at;
    size_t left = s.len - at;
    if (left >= 2 && p[0] >= 0xc2 && p[0] < 0xe0 && (p[1] & 0xc0) == 0x80)
        return 2;
    bool is_three = left >= 3 && p[0] > 0xe0 && p[0] < 0xf0 && p[0] != 0xed;
    if (is_three && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80)
        return 3;
    unsigned length;
    return utf8_decode(s, at, &length) == UTF8_BAD && length == 1 ? 0 : length;
}

size_t utf8_find_bad(struct span s, size_t at, size_t *sequences)
{
    for (;;) {
        if (at < s.len && !(s.at[at] & 0x80))
            at = skip_ascii(s, at);
        unsigned length = at < s.len ? sequence_bytes(s, at) : 0;
        if (!length)
            return at;
        at += length;
        ++*sequences;
    }
}

bool utf8_is_valid(struct span s)
{
    size_t sequences = 0;
    return utf8_find_bad(s, 0, &sequences) == s.len;
}

struct span utf8_repair(struct arena *keep, struct span s)
{
    if (utf8_is_valid(s))
        return s;
    char *out = arena_take_raw(keep, 1, 1, s.len * 3 + 1);
    size_t len = 0;
    for (size_t at = 0; at < s.len;) {
        unsigned length;
        uint32_t c = utf8_decode(s, at, &length);
        len += utf8_encode(c, out + len);
        at += length;
    }
    out[len] = 0;
    return (struct span){ out, len };
}

size_t utf8_count(struct span s)
{
    size_t count = 0;
    unsigned length;
    for (size_t at = 0; at < s.len; at += length, count++)
        utf8_decode(s, at, &length);
    return count;
}

static bool is_wide(uint32_t c)
{
    return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f) || (c >= 0xac00 && c <= 0xd7a3) ||
           (c >= 0xf900 && c <= 0xfaff) || (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
           (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x1faff) || (c >= 0x20000 && c <= 0x3fffd);
}

static bool is_mark(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36f) || (c >= 0x483 && c <= 0x489) || (c >= 0x591 && c <= 0x5bd) ||
           (c >= 0x610 && c <= 0x61a) || (c >= 0x64b && c <= 0x65f) || (c >= 0x1ab0 && c <= 0x1aff) ||
           (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) || (c >= 0x20d0 && c <= 0x20ff) ||
           (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xfe20 && c <= 0xfe2f) || c == 0xad || c == 0xfeff;
}

size_t utf8_columns(struct span s)
{
    size_t columns = 0;
    unsigned length;
    for (size_t at = 0; at < s.len; at += length) {
        uint32_t c = utf8_decode(s, at, &length);
        columns += is_mark(c) ? 0 : is_wide(c) ? 2 : 1;
    }
    return columns;
}

size_t utf8_floor(struct span s, size_t at)
{
    if (at >= s.len)
        return s.len;
    for (size_t back = 0; back < 4 && back <= at; back++)
        if (((unsigned char)s.at[at - back] & 0xc0) != 0x80) {
            unsigned length;
            utf8_decode(s, at - back, &length);
            return length > back ? at - back : at;
        }
    return at;
}
