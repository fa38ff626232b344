#include "text/json.h"

#include <math.h>
#include <stdlib.h>

#include "base/lanes.h"
#include "text/utf8.h"

static void skip_blanks(struct span text, size_t *at)
{
    while (*at < text.len && (text.at[*at] == ' ' || text.at[*at] == '\n' || text.at[*at] == '\r' || text.at[*at] == '\t'))
        ++*at;
}

/* The first quote or backslash at or after `at`, or text.len. */
static size_t find_quote(struct span text, size_t at)
{
    for (; at + LANES <= text.len; at += LANES) {
        struct lanes lanes = lanes_read(text.at + at);
        unsigned found = lanes_equal(lanes, '"') | lanes_equal(lanes, '\\');
        if (found)
            return at + lanes_first(found);
    }
    while (at < text.len && text.at[at] != '"' && text.at[at] != '\\')
        at++;
    return at;
}

/* text[*at] is the opening quote. */
static bool skip_string(struct span text, size_t *at)
{
    for (size_t i = *at + 1; (i = find_quote(text, i)) < text.len; i += 2)
        if (text.at[i] == '"') {
            *at = i + 1;
            return true;
        }
    *at = text.len;
    return false;
}

static bool skip_digits(struct span text, size_t *at)
{
    size_t from = *at;
    while (*at < text.len && byte_is_digit(text.at[*at]))
        ++*at;
    return *at > from;
}

static bool skip_number(struct span text, size_t *at)
{
    if (*at < text.len && text.at[*at] == '-')
        ++*at;
    if (!skip_digits(text, at))
        return false;
    if (*at < text.len && text.at[*at] == '.') {
        ++*at;
        if (!skip_digits(text, at))
            return false;
    }
    if (*at < text.len && (text.at[*at] == 'e' || text.at[*at] == 'E')) {
        ++*at;
        if (*at < text.len && (text.at[*at] == '+' || text.at[*at] == '-'))
            ++*at;
        return skip_digits(text, at);
    }
    return true;
}

static bool skip_word(struct span text, size_t *at, struct span word)
{
    if (!span_starts(span_from(text, *at), word))
        return false;
    *at += word.len;
    return true;
}

static bool skip_value(struct span text, size_t *at, unsigned depth, enum json_kind *kind);

/* text[*at] is behind the opening bracket; moves behind the closing one. */
static bool skip_members(struct span text, size_t *at, unsigned depth, bool is_object)
{
    char close = is_object ? '}' : ']';
    skip_blanks(text, at);
    if (*at < text.len && text.at[*at] == close) {
        ++*at;
        return true;
    }
    for (;;) {
        enum json_kind kind;
        skip_blanks(text, at);
        if (is_object) {
            if (*at >= text.len || text.at[*at] != '"' || !skip_string(text, at))
                return false;
            skip_blanks(text, at);
            if (*at >= text.len || text.at[*at] != ':')
                return false;
            ++*at;
        }
        if (!skip_value(text, at, depth, &kind))
            return false;
        skip_blanks(text, at);
        if (*at >= text.len)
            return false;
        char c = text.at[*at];
        if (c != ',' && c != close)
            return false;
        ++*at;
        if (c == close)
            return true;
    }
}

static bool skip_value(struct span text, size_t *at, unsigned depth, enum json_kind *kind)
{
    skip_blanks(text, at);
    if (*at >= text.len || depth >= JSON_DEPTH_MAX)
        return false;
    switch (text.at[*at]) {
    case '{':
        ++*at;
        *kind = JSON_OBJECT;
        return skip_members(text, at, depth + 1, true);
    case '[':
        ++*at;
        *kind = JSON_ARRAY;
        return skip_members(text, at, depth + 1, false);
    case '"':
        *kind = JSON_TEXT;
        return skip_string(text, at);
    case 't':
        *kind = JSON_TRUE;
        return skip_word(text, at, SPAN("true"));
    case 'f':
        *kind = JSON_FALSE;
        return skip_word(text, at, SPAN("false"));
    case 'n':
        *kind = JSON_NULL;
        return skip_word(text, at, SPAN("null"));
    default:
        *kind = JSON_NUMBER;
        return skip_number(text, at);
    }
}

bool json_parse(struct span text, size_t *at, struct json *value)
{
    skip_blanks(text, at);
    size_t from = *at;
    *value = (struct json){ JSON_NONE, { NULL, 0 } };
    enum json_kind kind;
    if (!skip_value(text, at, 0, &kind))
        return false;
    *value = (struct json){ kind, span_cut(text, from, *at) };
    return true;
}

bool json_next(struct json container, struct json_step *step, struct span *key, struct json *value)
{
    *key = (struct span){ NULL, 0 };
    if (container.kind != JSON_OBJECT && container.kind != JSON_ARRAY)
        return false;
    struct span text = container.raw;
    size_t at = step->at ? step->at : 1;
    skip_blanks(text, &at);
    if (at < text.len && text.at[at] == ',')
        at++;
    skip_blanks(text, &at);
    if (at + 1 >= text.len)
        return false;
    if (container.kind == JSON_OBJECT) {
        size_t from = at + 1;
        if (!skip_string(text, &at))
            return false;
        *key = span_cut(text, from, at - 1);
        skip_blanks(text, &at);
        at++;
    }
    if (!json_parse(text, &at, value))
        return false;
    step->at = at;
    return true;
}

static int hex_of(char c)
{
    if (byte_is_digit(c))
        return c - '0';
    c = byte_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The four hex digits at s[at], or -1. */
static int32_t unit_at(struct span s, size_t at)
{
    int32_t unit = 0;
    if (at + 4 > s.len)
        return -1;
    for (size_t i = 0; i < 4; i++) {
        int digit = hex_of(s.at[at + i]);
        if (digit < 0)
            return -1;
        unit = unit << 4 | digit;
    }
    return unit;
}

/* Decodes the escape at s[*at] (a backslash) to `out`; moves *at behind it; returns the bytes written. */
static unsigned decode_escape(struct span s, size_t *at, char *out)
{
    static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
    if (*at + 1 >= s.len) {
        ++*at;
        return 0;
    }
    char c = s.at[*at + 1];
    *at += 2;
    if (c != 'u') {
        const char *hit = memchr(from, c, sizeof from - 1);
        *out = hit ? to[hit - from] : c;
        return 1;
    }
    int32_t unit = unit_at(s, *at);
    if (unit < 0)
        return utf8_encode(UTF8_BAD, out);
    *at += 4;
    if (unit >= 0xd800 && unit < 0xdc00 && *at + 1 < s.len && s.at[*at] == '\\' && s.at[*at + 1] == 'u') {
        int32_t low = unit_at(s, *at + 2);
        if (low >= 0xdc00 && low < 0xe000) {
            *at += 6;
            return utf8_encode(0x10000u + ((uint32_t)(unit - 0xd800) << 10) + (uint32_t)(low - 0xdc00), out);
        }
    }
    return utf8_encode((uint32_t)unit, out);
}

static struct span decode(struct arena *keep, struct span s)
{
    size_t at = span_find_byte(s, '\\', 0);
    if (at == SPAN_NONE)
        return s;
    char *out = arena_take_raw(keep, 1, 1, s.len * 2 + 4); /* "\\u" alone becomes three bytes */
    size_t len = at;
    memcpy(out, s.at, at);
    while (at < s.len) {
        if (s.at[at] == '\\') {
            len += decode_escape(s, &at, out + len);
        } else {
            size_t next = span_find_byte(s, '\\', at);
            size_t run = (next == SPAN_NONE ? s.len : next) - at;
            memcpy(out + len, s.at + at, run);
            len += run;
            at += run;
        }
    }
    return (struct span){ out, len };
}

bool json_key_is(struct span raw_key, struct span name)
{
    if (!memchr(raw_key.at, '\\', raw_key.len))
        return span_equal(raw_key, name);
    size_t at = 0, matched = 0;
    while (at < raw_key.len) {
        char out[4];
        unsigned n = 1;
        if (raw_key.at[at] == '\\')
            n = decode_escape(raw_key, &at, out);
        else
            out[0] = raw_key.at[at++];
        if (matched + n > name.len || memcmp(name.at + matched, out, n) != 0)
            return false;
        matched += n;
    }
    return matched == name.len;
}

struct json json_member(struct json object, struct span name)
{
    struct json found = { JSON_NONE, { NULL, 0 } }, value;
    struct json_step step = { 0 };
    struct span key;
    while (object.kind == JSON_OBJECT && json_next(object, &step, &key, &value))
        if (json_key_is(key, name))
            found = value;
    return found;
}

struct span json_text(struct arena *keep, struct json value)
{
    if (value.kind != JSON_TEXT)
        return (struct span){ "", 0 };
    return decode(keep, span_cut(value.raw, 1, value.raw.len - 1));
}

double json_number(struct json value, double otherwise)
{
    char text[64];
    if (value.kind != JSON_NUMBER || value.raw.len >= sizeof text)
        return otherwise;
    memcpy(text, value.raw.at, value.raw.len);
    text[value.raw.len] = 0;
    return strtod(text, NULL);
}

struct json_writer json_writer(struct buffer *out, unsigned indent)
{
    return (struct json_writer){ .out = out, .indent = indent };
}

static void break_line(struct json_writer *w)
{
    if (w->indent) {
        buffer_byte(w->out, '\n');
        buffer_fill(w->out, ' ', (size_t)w->depth * w->indent);
    }
}

/* What must stand before a value: nothing after a key, else a comma unless it is the first. */
static void before_value(struct json_writer *w)
{
    if (!w->after_key && w->depth) {
        if (w->filled)
            buffer_byte(w->out, ',');
        break_line(w);
    }
    w->after_key = false;
    w->filled = true;
}

void json_open(struct json_writer *w, char bracket)
{
    before_value(w);
    buffer_byte(w->out, bracket);
    w->depth++;
    w->filled = false;
}

void json_close(struct json_writer *w, char bracket)
{
    w->depth--;
    if (w->filled)
        break_line(w);
    buffer_byte(w->out, bracket);
    w->filled = true;
}

void json_key(struct json_writer *w, const char *name)
{
    before_value(w);
    json_quote(w->out, span_of(name));
    buffer_byte(w->out, ':');
    if (w->indent)
        buffer_byte(w->out, ' ');
    w->after_key = true;
}

void json_put_text(struct json_writer *w, struct span s)
{
    before_value(w);
    json_quote(w->out, s);
}

void json_put_text_or_null(struct json_writer *w, struct span s)
{
    if (s.len)
        json_put_text(w, s);
    else
        json_put_null(w);
}

void json_put_int(struct json_writer *w, int64_t n)
{
    before_value(w);
    buffer_number(w->out, n);
}

void json_put_double(struct json_writer *w, double n)
{
    before_value(w);
    buffer_double(w->out, n);
}

void json_put_bool(struct json_writer *w, bool b) { json_put_raw(w, b ? SPAN("true") : SPAN("false")); }

void json_put_null(struct json_writer *w) { json_put_raw(w, SPAN("null")); }

void json_put_raw(struct json_writer *w, struct span json)
{
    before_value(w);
    buffer_put(w->out, json);
}

static bool stands_for_itself(unsigned char c)
{
    return c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '/';
}

void json_quote(struct buffer *out, struct span s)
{
    buffer_byte(out, '"');
    for (size_t at = 0; at < s.len;) {
        size_t plain = at;
        while (plain < s.len && stands_for_itself((unsigned char)s.at[plain]))
            plain++;
        if (plain > at) {
            buffer_put(out, span_cut(s, at, plain));
            at = plain;
            continue;
        }
        unsigned char c = (unsigned char)s.at[at];
        unsigned length = 1;
        if (c == '"' || c == '\\') {
            buffer_byte(out, '\\');
            buffer_byte(out, (char)c);
        } else if (c == '\n') {
            buffer_text(out, "\\n");
        } else if (c == '\t') {
            buffer_text(out, "\\t");
        } else if (c < ' ' || c == 0x7f) {
            buffer_printf(out, "\\u%04x", c);
        } else if (c == '/' && at && s.at[at - 1] == '<') {
            buffer_text(out, "\\/");
        } else if (c < 0x80) {
            buffer_byte(out, (char)c);
        } else if (utf8_decode(s, at, &length) == UTF8_BAD && length == 1) {
            buffer_text(out, "\xef\xbf\xbd");
        } else {
            buffer_put(out, span_cut(s, at, at + length));
        }
        at += length;
    }
    buffer_byte(out, '"');
}
