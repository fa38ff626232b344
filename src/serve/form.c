#include "serve/form.h"

#include "base/buffer.h"
#include "text/utf8.h"

enum { PART_HEAD_MOST = 4 << 10, BOUNDARY_MOST = 200 };

static bool refuse(struct form_problem *problem, unsigned status, const char *text)
{
    *problem = (struct form_problem){ status, text };
    return false;
}

/* ---- text ---- */

static int hex_of(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : byte_lower(c) >= 'a' && byte_lower(c) <= 'f' ? byte_lower(c) - 'a' + 10 : -1;
}

/* NUL and what is no UTF-8 become U+FFFD: nothing behind this has to expect them. */
static struct span clean(struct arena *keep, struct span s)
{
    struct buffer out = buffer_in(keep);
    if (span_find_byte(s, 0, 0) != SPAN_NONE) {
        for (size_t i = 0; i < s.len; i++)
            s.at[i] ? buffer_byte(&out, s.at[i]) : buffer_put(&out, SPAN("\xef\xbf\xbd"));
        s = buffer_span(&out);
    }
    return utf8_is_valid(s) ? s : utf8_repair(keep, s);
}

static struct span decode(struct arena *keep, struct span s)
{
    struct buffer out = buffer_in(keep);
    buffer_reserve(&out, s.len);
    for (size_t i = 0; i < s.len; i++) {
        bool escaped = s.at[i] == '%' && i + 2 < s.len && hex_of(s.at[i + 1]) >= 0 && hex_of(s.at[i + 2]) >= 0;
        buffer_byte(&out, escaped ? (char)(hex_of(s.at[i + 1]) * 16 + hex_of(s.at[i + 2]))
                          : s.at[i] == '+' ? ' ' : s.at[i]);
        i += escaped ? 2 : 0;
    }
    return clean(keep, buffer_span(&out));
}

/* ---- a query ---- */

/* How many fields there are; more than are taken count as one too many. */
static uint32_t count_pairs(struct span pairs)
{
    uint32_t count = 0;
    struct span pair;
    while (count <= HTTP_FIELDS_MOST && span_take(&pairs, '&', &pair))
        count += pair.len > 0;
    return count;
}

bool form_read_pairs(struct arena *keep, struct span pairs, struct http_fields *out, struct form_problem *problem)
{
    struct span pair;
    uint32_t count = count_pairs(pairs);
    *out = (struct http_fields){ NULL, 0 };
    if (count > HTTP_FIELDS_MOST)
        return refuse(problem, 400, "There are more fields than are taken.");
    out->at = arena_new(keep, struct http_field, count);
    while (span_take(&pairs, '&', &pair)) {
        if (!pair.len)
            continue;
        size_t equals = span_find_byte(pair, '=', 0);
        size_t end = equals == SPAN_NONE ? pair.len : equals;
        out->at[out->count++] = (struct http_field){ .name = decode(keep, span_cut(pair, 0, end)),
                                                     .value = decode(keep, span_from(pair, end + 1)) };
    }
    return true;
}

/* ---- multipart/form-data (RFC 7578) ---- */

bool form_is_type(struct span type, struct span wanted)
{
    size_t end = span_find_byte(type, ';', 0);
    return span_equal_nocase(span_trim(span_cut(type, 0, end == SPAN_NONE ? type.len : end)), wanted);
}

/* What stands behind `name` = in the parameters of a header's value, with its quotation marks off; `there` tells an empty
 * one from none. */
static struct span parameter(struct span value, struct span name, bool *there)
{
    size_t at = span_find_byte(value, ';', 0);
    *there = false;
    while (at != SPAN_NONE && at < value.len) {
        struct span rest = span_from(value, at + 1);
        while (rest.len && byte_is_blank(rest.at[0]))
            rest = span_from(rest, 1);
        bool ours = span_starts_nocase(rest, name) && rest.len > name.len && rest.at[name.len] == '=';
        size_t equals = span_find_byte(rest, '=', 0), semicolon = span_find_byte(rest, ';', 0);
        bool quoted = equals < semicolon && equals + 1 < rest.len && rest.at[equals + 1] == '"';
        size_t from = quoted ? equals + 2 : equals + 1;
        size_t end = quoted ? span_find_byte(rest, '"', from) : semicolon;
        if (end == SPAN_NONE)
            end = rest.len;
        if (ours) {
            *there = true;
            return quoted ? span_cut(rest, from, end) : span_trim(span_cut(rest, from, end));
        }
        at = span_find_byte(value, ';', (size_t)(rest.at - value.at) + (quoted ? end : 0));
    }
    return (struct span){ NULL, 0 };
}

/* The header `name` of a part's head. */
static struct span header(struct span head, struct span name)
{
    struct span line;
    while (span_take(&head, '\n', &line))
        if (span_starts_nocase(line, name) && line.len > name.len && line.at[name.len] == ':')
            return span_trim(span_from(line, name.len + 1));
    return (struct span){ NULL, 0 };
}

/* In names browsers write %22, %0D and %0A for a quotation mark and line ends. */
static struct span unquote(struct arena *keep, struct span s)
{
    static const struct { struct span written; char byte; } escapes[] = {
        { { "%22", 3 }, '"' }, { { "%0D", 3 }, '\r' }, { { "%0A", 3 }, '\n' }
    };
    struct buffer out = buffer_in(keep);
    for (size_t i = 0; i < s.len; i++) {
        char byte = s.at[i];
        for (unsigned k = 0; s.at[i] == '%' && k < 3; k++)
            if (span_equal_nocase(span_cut(s, i, i + 3), escapes[k].written)) {
                byte = escapes[k].byte;
                i += 2;
                break;
            }
        buffer_byte(&out, byte);
    }
    return clean(keep, buffer_span(&out));
}

static bool add_part(struct arena *keep, struct span part, struct http_fields *out, uint32_t *files,
                     struct form_problem *problem)
{
    size_t end = span_find(span_cut(part, 0, PART_HEAD_MOST + 4), SPAN("\r\n\r\n"), 0);
    bool named, has_file;
    if (end == SPAN_NONE)
        return refuse(problem, 400, "A part of the form has no head, or too long a one.");
    struct span head = span_cut(part, 0, end + 2), value = span_from(part, end + 4);
    struct span disposition = header(head, SPAN("Content-Disposition"));
    struct span name = parameter(disposition, SPAN("name"), &named);
    struct span file = parameter(disposition, SPAN("filename"), &has_file);
    if (!named)
        return refuse(problem, 400, "A part of the form has no name.");
    if (has_file ? ++*files > HTTP_FILES_MOST : out->count - *files >= HTTP_FIELDS_MOST)
        return refuse(problem, 413, has_file ? "There are more files than are taken at a time."
                                             : "There are more fields than are taken.");
    struct http_field *field = &out->at[out->count++];
    *field = (struct http_field){ .name = unquote(keep, name), .value = has_file ? value : clean(keep, value) };
    if (has_file) {
        field->file = unquote(keep, file);
        field->type = header(head, SPAN("Content-Type"));
        field->type = clean(keep, field->type.len ? field->type : SPAN("application/octet-stream"));
    }
    return true;
}

bool form_read_parts(struct arena *keep, struct span type, struct span body, struct http_fields *out,
                     struct form_problem *problem)
{
    bool there;
    uint32_t files = 0;
    struct span boundary = parameter(type, SPAN("boundary"), &there);
    *out = (struct http_fields){ NULL, 0 };
    if (!boundary.len || boundary.len > BOUNDARY_MOST)
        return refuse(problem, 400, "The form says no boundary, or too long a one.");
    struct span delimiter = arena_printf(keep, "\r\n--%.*s", (int)boundary.len, boundary.at);
    if (!span_starts(body, span_from(delimiter, 2)))
        return refuse(problem, 400, "The form does not begin with its boundary.");
    out->at = arena_new(keep, struct http_field, HTTP_FIELDS_MOST + HTTP_FILES_MOST);
    size_t at = delimiter.len - 2;
    while (!span_starts(span_from(body, at), SPAN("--"))) {
        size_t begin = span_find(body, SPAN("\r\n"), at);
        size_t end = begin == SPAN_NONE ? SPAN_NONE : span_find(body, delimiter, begin);
        if (end == SPAN_NONE)
            return refuse(problem, 400, "The form ends before its end.");
        struct span part = end >= begin + 2 ? span_cut(body, begin + 2, end) : (struct span){ NULL, 0 };
        if (!add_part(keep, part, out, &files, problem))
            return false;
        at = end + delimiter.len;
    }
    return true;
}
