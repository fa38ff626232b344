/* Records of a web archive, ISO 28500:2017 (WARC 1.1). */
#include <inttypes.h>

#include "tell/atom.h"
#include "tell/escape.h"
#include "tell/export_parts.h"
#include "tell/moment.h"

/* A header's value ends its line: nothing in it may do so before. */
static void put_header(struct buffer *out, const char *name, struct span value)
{
    buffer_printf(out, "%s: ", name);
    for (size_t i = 0; i < value.len; i++)
        buffer_byte(out, (unsigned char)value.at[i] < ' ' || value.at[i] == 0x7f ? ' ' : value.at[i]);
    buffer_text(out, "\r\n");
}

static void put_date(struct buffer *out, int64_t when)
{
    buffer_text(out, "WARC-Date: ");
    moment_instant(out, when);
    buffer_text(out, "\r\n");
}

static void put_record_id(struct buffer *out, struct span known_by)
{
    buffer_printf(out, "WARC-Record-ID: <%s>\r\n", atom_id_of(SPAN("record"), known_by).text);
}

static void put_block(struct buffer *out, struct span block)
{
    buffer_printf(out, "Content-Length: %zu\r\n\r\n", block.len);
    buffer_put(out, block);
    buffer_text(out, "\r\n\r\n");
}

void export_warc_info(struct buffer *out, int64_t when, struct span what)
{
    struct buffer block = buffer_in(out->arena);
    buffer_text(&block, "software: synoptic/" SYN_VERSION "\r\nformat: WARC File Format 1.1\r\n"
                        "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/"
                        "warc-1.1/\r\n");
    put_header(&block, "description", what);
    struct span known_by = arena_printf(out->arena, "%" PRId64 " %.*s", when, (int)what.len, what.at);
    buffer_text(out, "WARC/1.1\r\nWARC-Type: warcinfo\r\n");
    put_record_id(out, known_by);
    put_date(out, when);
    buffer_text(out, "Content-Type: application/warc-fields\r\n");
    put_block(out, buffer_span(&block));
}

/* Where it was, as a URI without blanks and the like: its address; its file; else a name made of its key. */
static void put_target(struct buffer *out, const struct export_item *item)
{
    static const char digits[] = "0123456789ABCDEF";
    const struct article *a = item->article;
    struct span url = escape_may_link(a->url) ? a->url : a->canonical_url;
    bool is_file = !escape_may_link(url) && span_starts(item->key, SPAN("file:/"));
    buffer_text(out, is_file ? "WARC-Target-URI: file://" : "WARC-Target-URI: ");
    if (is_file)
        url = span_from(item->key, 5);
    if (!is_file && !escape_may_link(url))
        url = span_of(atom_id_of(SPAN("article"), item->key).text);
    for (size_t i = 0; i < url.len; i++) {
        unsigned char c = (unsigned char)url.at[i];
        if (c <= ' ' || c >= 0x7f || c == '<' || c == '>' || c == '"')
            buffer_printf(out, "%%%c%c", digits[c >> 4], digits[c & 15]);
        else
            buffer_byte(out, (char)c);
    }
    buffer_text(out, "\r\n");
}

static void put_type(struct buffer *out, const struct raw_document *raw)
{
    static const char *const types[] = { "text/plain", "text/html", "application/json" };
    buffer_printf(out, "Content-Type: %s", types[raw->kind]);
    bool plain = raw->charset.len && raw->charset.len < 40;
    for (size_t i = 0; i < raw->charset.len; i++)
        plain &= byte_is_alpha(raw->charset.at[i]) || byte_is_digit(raw->charset.at[i]) ||
                 raw->charset.at[i] == '-' || raw->charset.at[i] == '_';
    if (plain)
        buffer_printf(out, "; charset=%.*s", (int)raw->charset.len, raw->charset.at);
    buffer_text(out, "\r\n");
}

void export_warc_resource(struct buffer *out, const struct export_item *item, const struct raw_document *raw)
{
    struct span known_by = arena_printf(out->arena, "%.*s %" PRIu32, (int)item->key.len, item->key.at, item->version);
    buffer_text(out, "WARC/1.1\r\nWARC-Type: resource\r\n");
    put_record_id(out, known_by);
    put_date(out, item->seen);
    put_target(out, item);
    put_type(out, raw);
    put_block(out, raw->bytes);
}
