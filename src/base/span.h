/* base/span.h -- slices of text, and places in it
 *
 * A span is a pointer and a length by value; cutting one costs nothing and nobody asks who frees.
 * A mark is a place in a text whose home is known from the context: it survives a move of the text
 * and a trip through a file.  Bytes, UTF-8, half open, everywhere.
 *
 * Fails:   never.      Threads: any.      Cost: linear in the bytes looked at.
 */
#ifndef SYN_BASE_SPAN_H
#define SYN_BASE_SPAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct span { const char *at; size_t len; };   /* somebody else's bytes: not NUL-ended, not ours to free */
struct mark { uint32_t from, to; };            /* bytes of a known text, half open */
struct marks { struct mark *at; uint32_t count; };
struct spans { struct span *at; uint32_t count; };

#define SPAN(literal) ((struct span){ (literal), sizeof(literal) - 1 })

static inline struct span span_of(const char *c_string)
{
    return (struct span){ c_string, c_string ? strlen(c_string) : 0 };
}

static inline struct span mark_span(struct span text, struct mark m)
{
    return (struct span){ text.at + m.from, m.to - m.from };
}

static inline uint32_t mark_length(struct mark m) { return m.to - m.from; }

/* Whether they share at least one byte. */
static inline bool mark_overlaps(struct mark a, struct mark b) { return a.from < b.to && b.from < a.to; }

/* Whether every byte of `inner` lies in `outer`. */
static inline bool mark_holds(struct mark outer, struct mark inner)
{
    return outer.from <= inner.from && inner.to <= outer.to;
}

/* Bytes `from` up to `to` of `s`; both are clamped to it. */
static inline struct span span_cut(struct span s, size_t from, size_t to)
{
    if (to > s.len)
        to = s.len;
    if (from > to)
        from = to;
    return (struct span){ from ? s.at + from : s.at, to - from };   /* nothing is added to a null pointer */
}

static inline struct span span_from(struct span s, size_t from) { return span_cut(s, from, s.len); }

static inline bool span_equal(struct span a, struct span b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool span_starts(struct span s, struct span with)
{
    return s.len >= with.len && (with.len == 0 || memcmp(s.at, with.at, with.len) == 0);
}

static inline bool span_ends(struct span s, struct span with)
{
    return s.len >= with.len && (with.len == 0 || memcmp(s.at + s.len - with.len, with.at, with.len) == 0);
}

/* The order of their bytes, shorter first on a tie: <0, 0, >0.  On UTF-8 it is code point order. */
int span_compare(struct span a, struct span b);

/* Equal but for the case of ASCII letters. */
bool span_equal_nocase(struct span a, struct span b);
bool span_starts_nocase(struct span s, struct span with);

/* The first place of `needle` in `s` at or after `from`; SPAN_NONE where there is none. */
#define SPAN_NONE ((size_t)-1)
size_t span_find(struct span s, struct span needle, size_t from);
size_t span_find_nocase(struct span s, struct span needle, size_t from);
size_t span_find_byte(struct span s, char byte, size_t from);

/* Without ASCII blanks (space, tab, CR, LF, FF, VT) at both ends. */
struct span span_trim(struct span s);

/* `m` without ASCII blanks at both ends of what it marks in `text`. */
struct mark mark_trim(struct span text, struct mark m);

/* Takes the part of *rest before the next `byte`, and moves *rest behind it; false when *rest is
 * used up.  A text that ends with `byte` has no empty last part. */
bool span_take(struct span *rest, char byte, struct span *part);

/* The next run of bytes that are no blanks at or after *at; moves *at behind it.  False where there is none. */
bool span_next_word(struct span s, size_t *at, struct span *word);

static inline bool byte_is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
static inline bool byte_is_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool byte_is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static inline char byte_lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

#endif
