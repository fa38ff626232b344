#include "read/page.h"

#include "base/hash.h"

/* The number goes up when a file of before could be misread; such files are then as good as none. */
#define MAGIC "synoptic-page/1 "
enum { HASH_DIGITS = 16, HEAD_BYTES = sizeof MAGIC - 1 + HASH_DIGITS + 1 };

/* A header with a line break in it would be two lines of ours; servers have no business sending one. */
static void put_line(struct buffer *out, const char *name, struct span value)
{
    buffer_text(out, name);
    buffer_byte(out, ' ');
    for (size_t i = 0; i < value.len; i++)
        buffer_byte(out, (unsigned char)value.at[i] < ' ' ? ' ' : value.at[i]);
    buffer_byte(out, '\n');
}

static void put_number(struct buffer *out, const char *name, int64_t number)
{
    buffer_text(out, name);
    buffer_byte(out, ' ');
    buffer_number(out, number);
    buffer_byte(out, '\n');
}

void page_write(struct buffer *out, const struct page *page)
{
    static const char digits[] = "0123456789abcdef";
    size_t from = out->len;
    buffer_text(out, MAGIC);
    buffer_fill(out, '0', HASH_DIGITS);
    buffer_byte(out, '\n');
    put_line(out, "url", page->url);
    put_line(out, "type", page->type);
    put_line(out, "coding", page->coding);
    put_line(out, "etag", page->etag);
    put_line(out, "modified", page->modified);
    put_number(out, "date", page->date);
    put_number(out, "asked", page->asked);
    put_number(out, "length", (int64_t)page->body.len);
    buffer_byte(out, '\n');
    buffer_put(out, page->body);
    struct span rest = span_from(buffer_span(out), from + HEAD_BYTES);
    uint64_t hash = hash_span(rest);
    for (unsigned i = 0; i < HASH_DIGITS; i++)
        out->at[from + sizeof MAGIC - 1 + i] = digits[hash >> (60 - 4 * i) & 15];
}

static bool read_hash(struct span digits, uint64_t *hash)
{
    *hash = 0;
    for (size_t i = 0; i < digits.len; i++) {
        char c = digits.at[i];
        if (!byte_is_digit(c) && !(c >= 'a' && c <= 'f'))
            return false;
        *hash = *hash << 4 | (uint64_t)(byte_is_digit(c) ? c - '0' : c - 'a' + 10);
    }
    return true;
}

static bool take_line(struct span *rest, const char *name, struct span *value)
{
    struct span line;
    size_t len = strlen(name);
    if (!span_take(rest, '\n', &line) || !span_starts(line, span_of(name)) || line.len <= len || line.at[len] != ' ')
        return false;
    *value = span_from(line, len + 1);
    return true;
}

static bool take_number(struct span *rest, const char *name, int64_t *number)
{
    struct span digits;
    *number = 0;
    if (!take_line(rest, name, &digits) || !digits.len || digits.len > 15)
        return false;
    bool minus = digits.at[0] == '-';
    for (size_t i = minus; i < digits.len; i++) {
        if (!byte_is_digit(digits.at[i]))
            return false;
        *number = *number * 10 + (digits.at[i] - '0');
    }
    if (minus)
        *number = -*number;
    return true;
}

bool page_read(struct span bytes, struct page *page)
{
    uint64_t hash;
    int64_t length;
    struct span rest = span_from(bytes, HEAD_BYTES), line;
    if (bytes.len < HEAD_BYTES || !span_starts(bytes, SPAN(MAGIC)) || bytes.at[HEAD_BYTES - 1] != '\n' ||
        !read_hash(span_cut(bytes, sizeof MAGIC - 1, HEAD_BYTES - 1), &hash) || hash != hash_span(rest))
        return false;
    *page = (struct page){ .asked = 0 };
    if (!take_line(&rest, "url", &page->url) || !take_line(&rest, "type", &page->type) ||
        !take_line(&rest, "coding", &page->coding) || !take_line(&rest, "etag", &page->etag) ||
        !take_line(&rest, "modified", &page->modified) || !take_number(&rest, "date", &page->date) ||
        !take_number(&rest, "asked", &page->asked) || !take_number(&rest, "length", &length))
        return false;
    if (!span_take(&rest, '\n', &line) || line.len || length < 0 || (size_t)length != rest.len)
        return false;
    page->body = rest;
    return true;
}
