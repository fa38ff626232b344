#include "base/span.h"

int span_compare(struct span a, struct span b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.at, b.at, shorter) : 0;
    if (order)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

bool span_starts_nocase(struct span s, struct span with)
{
    if (s.len < with.len)
        return false;
    for (size_t i = 0; i < with.len; i++)
        if (byte_lower(s.at[i]) != byte_lower(with.at[i]))
            return false;
    return true;
}

bool span_equal_nocase(struct span a, struct span b)
{
    return a.len == b.len && span_starts_nocase(a, b);
}

size_t span_find(struct span s, struct span needle, size_t from)
{
    if (needle.len == 0)
        return from <= s.len ? from : SPAN_NONE;
    while (from + needle.len <= s.len) {
        const char *hit = memchr(s.at + from, needle.at[0], s.len - from - needle.len + 1);
        if (!hit)
            return SPAN_NONE;
        if (memcmp(hit, needle.at, needle.len) == 0)
            return (size_t)(hit - s.at);
        from = (size_t)(hit - s.at) + 1;
    }
    return SPAN_NONE;
}

size_t span_find_nocase(struct span s, struct span needle, size_t from)
{
    for (; from + needle.len <= s.len; from++)
        if (span_starts_nocase(span_from(s, from), needle))
            return from;
    return SPAN_NONE;
}

size_t span_find_byte(struct span s, char byte, size_t from)
{
    if (from >= s.len)
        return SPAN_NONE;
    const char *hit = memchr(s.at + from, byte, s.len - from);
    return hit ? (size_t)(hit - s.at) : SPAN_NONE;
}

struct span span_trim(struct span s)
{
    while (s.len && byte_is_blank(s.at[s.len - 1]))
        s.len--;
    while (s.len && byte_is_blank(s.at[0])) {
        s.at++;
        s.len--;
    }
    return s;
}

struct mark mark_trim(struct span text, struct mark m)
{
    while (m.from < m.to && byte_is_blank(text.at[m.to - 1]))
        m.to--;
    while (m.from < m.to && byte_is_blank(text.at[m.from]))
        m.from++;
    return m;
}

bool span_take(struct span *rest, char byte, struct span *part)
{
    if (rest->len == 0)
        return false;
    size_t end = span_find_byte(*rest, byte, 0);
    if (end == SPAN_NONE) {
        *part = *rest;
        *rest = span_from(*rest, rest->len);
    } else {
        *part = span_cut(*rest, 0, end);
        *rest = span_from(*rest, end + 1);
    }
    return true;
}

bool span_next_word(struct span s, size_t *at, struct span *word)
{
    while (*at < s.len && byte_is_blank(s.at[*at]))
        ++*at;
    size_t end = *at;
    while (end < s.len && !byte_is_blank(s.at[end]))
        end++;
    *word = span_cut(s, *at, end);
    *at = end;
    return word->len > 0;
}
