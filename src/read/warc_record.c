#include "read/warc_record.h"

#include "read/inflate.h"
#include "text/timestamp.h"

enum { CODINGS_MAX = 4, LOOKED_AT = 512 };

/* ---- heads ---- */

size_t warc_head_length(struct span bytes)
{
    for (size_t at = 0; (at = span_find_byte(bytes, '\n', at)) != SPAN_NONE; at++) {
        struct span next = span_from(bytes, at + 1);
        if (span_starts(next, SPAN("\n")))
            return at + 2;
        if (span_starts(next, SPAN("\r\n")))
            return at + 3;
    }
    return 0;
}

struct span warc_header(struct span head, struct span name)
{
    struct span line;
    while (span_take(&head, '\n', &line))
        if (span_starts_nocase(line, name) && line.len > name.len && line.at[name.len] == ':')
            return span_trim(span_from(line, name.len + 1));
    return SPAN("");
}

struct when warc_when(struct span date)
{
    static const uint8_t precision[] = { [TIMESTAMP_YEAR] = WHEN_YEAR,     [TIMESTAMP_MONTH] = WHEN_MONTH,
                                         [TIMESTAMP_DAY] = WHEN_DAY,       [TIMESTAMP_HOUR] = WHEN_HOUR,
                                         [TIMESTAMP_MINUTE] = WHEN_MINUTE, [TIMESTAMP_SECOND] = WHEN_SECOND };
    struct timestamp t;
    struct when when = { .precision = WHEN_UNKNOWN };
    if (!timestamp_parse(date, &t))
        return when;
    when = (struct when){ .from = timestamp_from(&t), .to = timestamp_to(&t), .precision = precision[t.precision],
                          .zoned = t.zoned, .offset = (int16_t)t.offset };
    return when;
}

int warc_status(struct span head)
{
    size_t at = span_find_byte(head, ' ', 0);
    if (!span_starts(head, SPAN("HTTP/")) || at == SPAN_NONE)
        return 0;
    struct span code = span_trim(span_cut(head, at, at + 5));
    if (code.len < 3 || !byte_is_digit(code.at[0]) || !byte_is_digit(code.at[1]) || !byte_is_digit(code.at[2]))
        return 0;
    return (code.at[0] - '0') * 100 + (code.at[1] - '0') * 10 + (code.at[2] - '0');
}

/* ---- chunks ---- */

static int hex_digit(char c)
{
    char lower = byte_lower(c);
    return byte_is_digit(c) ? c - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

/* "1a4;name=value": false where it is none. */
static bool chunk_size(struct span line, size_t *size)
{
    size_t digits = 0;
    *size = 0;
    line = span_trim(line);
    while (digits < line.len && hex_digit(line.at[digits]) >= 0) {
        if (digits == 8)
            return false;
        *size = *size * 16 + (size_t)hex_digit(line.at[digits++]);
    }
    struct span rest = span_trim(span_from(line, digits));
    return digits && (!rest.len || rest.at[0] == ';');
}

/* Joins the chunks at the body's begin; what breaks off keeps what came.  `len` where there are none. */
static size_t join_chunks(char *body, size_t len)
{
    struct span rest = { body, len }, line;
    size_t joined = 0, size;
    bool any = false;
    while (span_take(&rest, '\n', &line)) {
        if (any && !span_trim(line).len)
            continue;
        if (!chunk_size(line, &size) || !size)
            return any || (line.len && line.at[0] == '0') ? joined : len;
        any = true;
        struct span chunk = span_cut(rest, 0, size);
        memmove(body + joined, chunk.at, chunk.len);
        joined += chunk.len;
        rest = span_from(rest, chunk.len);
    }
    return any ? joined : len;
}

/* ---- packed bodies ---- */

static bool looks_like_text(struct span body)
{
    struct span first = span_trim(span_cut(body, 0, LOOKED_AT));
    size_t odd = 0;
    for (size_t i = 0; i < first.len; i++) {
        unsigned char c = (unsigned char)first.at[i];
        odd += c < ' ' && !byte_is_blank((char)c) && c != 0x1b;
    }
    return first.len && !odd &&
           (first.at[0] == '<' || first.at[0] == '{' || span_find_byte(first, ' ', 0) != SPAN_NONE);
}

static enum warc_coding undo(struct arena *keep, struct arena scratch, struct span coding, size_t max,
                             struct span *body)
{
    bool gzip = span_equal_nocase(coding, SPAN("gzip")) || span_equal_nocase(coding, SPAN("x-gzip"));
    bool deflate = span_equal_nocase(coding, SPAN("deflate"));
    struct span out;
    if (!coding.len || span_equal_nocase(coding, SPAN("identity")) || !body->len)
        return WARC_PLAIN;
    if (!gzip && !deflate)
        return looks_like_text(*body) ? WARC_PLAIN : WARC_UNKNOWN;
    if (gzip ? !inflate_knows(*body) : looks_like_text(*body))
        return gzip && !looks_like_text(*body) ? WARC_DAMAGED : WARC_PLAIN;
    bool whole = inflate_bytes(keep, scratch, *body, max, &out);
    if (!whole && out.len == max)
        return WARC_TOO_LARGE;
    if (!whole && !out.len)
        return WARC_DAMAGED;
    *body = out;
    return WARC_PLAIN;
}

enum warc_coding warc_decode(struct arena *keep, struct arena scratch, struct span head, char *body, size_t len,
                             size_t max, struct span *out)
{
    struct span codings = warc_header(head, SPAN("Content-Encoding")), part[CODINGS_MAX];
    size_t count = 0;
    if (span_find_nocase(warc_header(head, SPAN("Transfer-Encoding")), SPAN("chunked"), 0) != SPAN_NONE)
        len = join_chunks(body, len);
    *out = (struct span){ body, len };
    while (count < CODINGS_MAX && span_take(&codings, ',', &part[count]))
        count++;
    /* They are named in the order in which they were applied. */
    while (count--) {
        enum warc_coding coding = undo(keep, scratch, span_trim(part[count]), max, out);
        if (coding != WARC_PLAIN)
            return coding;
    }
    return out->len > max ? WARC_TOO_LARGE : WARC_PLAIN;
}
