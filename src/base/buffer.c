#include "base/buffer.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

char *buffer_reserve(struct buffer *b, size_t more)
{
    size_t wanted = b->len + more;
    while (b->room < wanted)
        b->at = arena_room(b->arena, b->at, b->room, &b->room, 1, 1);
    return b->len ? b->at + b->len : b->at;   /* nothing is added to a null pointer */
}

void buffer_put(struct buffer *b, struct span s)
{
    if (!s.len)
        return;
    memcpy(buffer_reserve(b, s.len), s.at, s.len);
    b->len += s.len;
}

void buffer_byte(struct buffer *b, char c)
{
    if (b->len == b->room)
        buffer_reserve(b, 1);
    b->at[b->len++] = c;
}

void buffer_fill(struct buffer *b, char c, size_t count)
{
    if (!count)
        return;
    memset(buffer_reserve(b, count), c, count);
    b->len += count;
}

void buffer_text(struct buffer *b, const char *c_string) { buffer_put(b, span_of(c_string)); }

void buffer_printf(struct buffer *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (length <= 0)
        return;
    char *at = buffer_reserve(b, (size_t)length + 1);
    va_start(args, format);
    vsnprintf(at, (size_t)length + 1, format, args);
    va_end(args);
    b->len += (size_t)length;
}

void buffer_number(struct buffer *b, int64_t n)
{
    char digits[20], *at = digits + sizeof digits;
    uint64_t left = n < 0 ? -(uint64_t)n : (uint64_t)n;
    do
        *--at = (char)('0' + left % 10);
    while (left /= 10);
    if (n < 0)
        *--at = '-';
    buffer_put(b, (struct span){ at, (size_t)(digits + sizeof digits - at) });
}

void buffer_double(struct buffer *b, double n)
{
    if (!isfinite(n)) {
        buffer_text(b, "null");
        return;
    }
    if (n == floor(n) && fabs(n) < 1e15) {
        buffer_number(b, (int64_t)n);
        return;
    }
    char text[40];
    for (int digits = 1; digits <= 17; digits++) {
        snprintf(text, sizeof text, "%.*g", digits, n);
        if (strtod(text, NULL) == n)
            break;
    }
    for (char *c = text; *c; c++)
        if (*c == ',')
            *c = '.';
    buffer_text(b, text);
}
