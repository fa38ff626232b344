#include "read/xml_repair.h"

#include "base/buffer.h"
#include "tables/html_reference.h"

enum {
    REFERENCE_MAX = 40,      /* no name of a reference is longer */
    SEARCHED_MAX = 32,       /* so far up the open elements an end tag is believed */
    /* Attributes of one tag; the parser compares each with each, and looks names up in all that are open. */
    ATTRIBUTES_MAX = 64, INNER_ATTRIBUTES_MAX = 16, OUTER_DEPTH = 4
};

struct repairer {
    struct span xml;
    struct buffer out;
    size_t at;               /* what is looked at */
    size_t copied;           /* up to here the input is in `out` */
    struct span open[XML_DEPTH_MAX];
    unsigned depth;
    size_t left_open;        /* elements beyond the depth, whose end tags go as well */
    bool ended;              /* the root was closed: what follows is not read */
};

/* Puts `words` in the place of the bytes from `from` to `to`. */
static void replace(struct repairer *r, size_t from, size_t to, struct span words)
{
    buffer_put(&r->out, span_cut(r->xml, r->copied, from));
    buffer_put(&r->out, words);
    r->copied = to;
}

static void keep_lines(struct repairer *r, size_t from, size_t to)
{
    struct span gone = span_cut(r->xml, from, to);
    replace(r, from, to, SPAN(""));
    for (size_t at = 0; (at = span_find_byte(gone, '\n', at)) != SPAN_NONE; at++)
        buffer_byte(&r->out, '\n');
}

/* Behind the next `mark`, or the end of the input. */
static size_t behind(const struct repairer *r, struct span mark, size_t from)
{
    size_t at = span_find(r->xml, mark, from);
    return at == SPAN_NONE ? r->xml.len : at + mark.len;
}

/* ---- characters that XML does not have ---- */

static bool is_control(const struct repairer *r, size_t at)
{
    unsigned char c = (unsigned char)r->xml.at[at];
    if (c == 0xef)
        return span_starts(span_from(r->xml, at), SPAN("\xef\xbf\xbe")) ||
               span_starts(span_from(r->xml, at), SPAN("\xef\xbf\xbf"));
    return c < ' ' && c != '\t' && c != '\n' && c != '\r';
}

/* By a blank: often they stood between words, and what is left must not make a mark that was none. */
static void blank_control(struct repairer *r)
{
    size_t length = (unsigned char)r->xml.at[r->at] == 0xef ? 3 : 1;
    replace(r, r->at, r->at + length, SPAN(" "));
    r->at += length;
}

/* ---- references ---- */

static bool is_hex(char c) { return byte_is_digit(c) || (byte_lower(c) >= 'a' && byte_lower(c) <= 'f'); }

static bool is_number(struct span name)
{
    bool hex = name.len > 1 && byte_lower(name.at[1]) == 'x';
    size_t from = hex ? 2 : 1;
    if (name.len <= from)
        return false;
    for (size_t i = from; i < name.len; i++)
        if (hex ? !is_hex(name.at[i]) : !byte_is_digit(name.at[i]))
            return false;
    return true;
}

static bool is_predefined(struct span name)
{
    return span_equal(name, SPAN("amp")) || span_equal(name, SPAN("lt")) || span_equal(name, SPAN("gt")) ||
           span_equal(name, SPAN("quot")) || span_equal(name, SPAN("apos"));
}

static void put_escaped(struct buffer *out, struct span words)
{
    for (size_t i = 0; i < words.len; i++)
        switch (words.at[i]) {
        case '&': buffer_put(out, SPAN("&amp;")); break;
        case '<': buffer_put(out, SPAN("&lt;")); break;
        case '"': buffer_put(out, SPAN("&quot;")); break;
        case '\'': buffer_put(out, SPAN("&apos;")); break;
        default: buffer_byte(out, words.at[i]); break;
        }
}

static void mend_reference(struct repairer *r)
{
    struct span window = span_cut(r->xml, r->at + 1, r->at + 1 + REFERENCE_MAX);
    size_t end = span_find_byte(window, ';', 0);
    struct span name = span_cut(window, 0, end == SPAN_NONE ? 0 : end);
    if (name.len && (is_predefined(name) || (name.at[0] == '#' && is_number(name)))) {
        r->at += name.len + 2;
        return;
    }
    const struct html_reference_row *row =
        name.len ? table_find(&html_reference_table, span_cut(window, 0, end + 1)) : NULL;
    size_t after = row ? r->at + name.len + 2 : r->at + 1;
    replace(r, r->at, after, row ? SPAN("") : SPAN("&amp;"));
    if (row)
        put_escaped(&r->out, row->text);
    r->at = after;
}

/* ---- tags ---- */

static bool begins_name(char c) { return byte_is_alpha(c) || c == '_' || c == ':' || (unsigned char)c >= 0x80; }

static bool in_name(char c) { return begins_name(c) || byte_is_digit(c) || c == '-' || c == '.'; }

static struct span name_at(const struct repairer *r, size_t from)
{
    size_t to = from;
    while (to < r->xml.len && in_name(r->xml.at[to]))
        to++;
    return span_cut(r->xml, from, to);
}

static void put_end_tag(struct repairer *r, struct span name)
{
    buffer_put(&r->out, SPAN("</"));
    buffer_put(&r->out, name);
    buffer_byte(&r->out, '>');
}

/* Open elements above `depth` are closed before what stands at `at`. */
static void close_down_to(struct repairer *r, unsigned depth, size_t at)
{
    if (r->depth > depth)
        replace(r, at, at, SPAN(""));
    while (r->depth > depth)
        put_end_tag(r, r->open[--r->depth]);
}

static void read_end_tag(struct repairer *r)
{
    size_t from = r->at;
    struct span name = name_at(r, from + 2);
    unsigned depth = r->depth;
    size_t end = from + 2 + name.len;
    while (end < r->xml.len && r->xml.at[end] != '>' && r->xml.at[end] != '<')
        end++;
    bool closed = end < r->xml.len && r->xml.at[end] == '>';
    r->at = end + closed;
    while (depth && r->depth - depth < SEARCHED_MAX && !span_equal(r->open[depth - 1], name))
        depth--;
    bool known = depth && r->depth - depth < SEARCHED_MAX && span_equal(r->open[depth - 1], name);
    if (!known || r->left_open) {
        r->left_open -= r->left_open != 0;
        keep_lines(r, from, r->at);
        return;
    }
    close_down_to(r, depth, from);
    r->depth--;
    /* Nothing but the name stands in it, once it is written anew. */
    if (!closed || end != from + 2 + name.len) {
        keep_lines(r, from, r->at);
        put_end_tag(r, name);
    }
    r->ended = r->depth == 0;
}

/* Within quotes all may stand but "<"; references there are mended. */
static void pass_quoted(struct repairer *r)
{
    char quote = r->xml.at[r->at++];
    while (r->at < r->xml.len && r->xml.at[r->at] != quote) {
        char c = r->xml.at[r->at];
        if (c == '&') {
            mend_reference(r);
        } else if (c == '<') {
            replace(r, r->at, r->at + 1, SPAN("&lt;"));
            r->at++;
        } else if (is_control(r, r->at)) {
            blank_control(r);
        } else {
            r->at++;
        }
    }
    r->at += r->at < r->xml.len;
}

/* What is left of a tag with too many goes, up to its end. */
static void skip_attributes(struct repairer *r)
{
    size_t from = r->at;
    while (r->at < r->xml.len && r->xml.at[r->at] != '>' && r->xml.at[r->at] != '<') {
        char c = r->xml.at[r->at++];
        size_t end = c == '"' || c == '\'' ? span_find_byte(r->xml, c, r->at) : r->at - 1;
        r->at = end == SPAN_NONE ? r->xml.len : end + 1;
    }
    if (r->at > from && r->xml.at[r->at - 1] == '/')
        r->at--;                 /* an empty element stays one */
    keep_lines(r, from, r->at);
}

/* Up to the end of the tag, which the next tag's begin is, too; false where the input ends before. */
static bool pass_attributes(struct repairer *r, bool *is_empty)
{
    unsigned left = r->depth < OUTER_DEPTH ? ATTRIBUTES_MAX : INNER_ATTRIBUTES_MAX;
    *is_empty = false;
    while (r->at < r->xml.len) {
        char c = r->xml.at[r->at];
        left -= left && c == '=';
        if (!left && byte_is_blank(c)) {
            skip_attributes(r);
            continue;
        }
        if (c == '<') {
            replace(r, r->at, r->at, SPAN(">"));
            return true;
        }
        if (c == '"' || c == '\'') {
            *is_empty = false;
            pass_quoted(r);
            continue;
        }
        if (is_control(r, r->at)) {
            *is_empty = false;
            blank_control(r);
            continue;
        }
        if (c == '&')
            replace(r, r->at, r->at + 1, SPAN(" "));
        r->at++;
        if (c == '>')
            return true;
        *is_empty = c == '/';
    }
    return false;
}

static void read_start_tag(struct repairer *r)
{
    size_t from = r->at, written = r->out.len, copied = r->copied;
    struct span name = name_at(r, from + 1);
    bool is_empty;
    r->at = from + 1 + name.len;
    bool whole = pass_attributes(r, &is_empty);
    if (whole && is_empty) {
        r->ended = r->depth == 0;
        return;
    }
    if (whole && r->depth < XML_DEPTH_MAX) {
        r->open[r->depth++] = name;
        return;
    }
    /* Cut off within the tag, or too deep: the tag goes, and what was mended within it. */
    r->left_open += whole;
    r->out.len = written;
    r->copied = copied;
    keep_lines(r, from, r->at);
}

/* ---- what is no element ---- */

/* "<!DOCTYPE rss [ ... ]>": quotes, brackets and comments may hold ">". */
static size_t behind_doctype(const struct repairer *r, size_t at)
{
    char quote = 0;
    bool inside = false;
    for (; at < r->xml.len; at++) {
        char c = r->xml.at[at];
        if (quote)
            quote = c == quote ? 0 : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '<' && span_starts(span_from(r->xml, at), SPAN("<!--")))
            at = behind(r, SPAN("-->"), at) - 1;
        else if (c == '[' || c == ']')
            inside = c == '[';
        else if (c == '>' && !inside)
            return at + 1;
    }
    return r->xml.len;
}

static void read_cdata(struct repairer *r)
{
    size_t end = behind(r, SPAN("]]>"), r->at);
    bool closed = end >= r->at + 12 && span_ends(span_cut(r->xml, 0, end), SPAN("]]>"));
    while (r->at < end)
        if (is_control(r, r->at))
            blank_control(r);
        else
            r->at++;
    r->at = end;
    if (!closed)
        replace(r, end, end, SPAN("]]>"));
}

/* Comments, instructions, declarations: nobody asks for them. */
static void leave_out(struct repairer *r, size_t to)
{
    keep_lines(r, r->at, to);
    r->at = to;
}

static void read_markup(struct repairer *r)
{
    struct span rest = span_from(r->xml, r->at);
    char next = rest.len > 1 ? rest.at[1] : 0;
    if (next == '/' && rest.len > 2 && begins_name(rest.at[2])) {
        read_end_tag(r);
    } else if (begins_name(next)) {
        read_start_tag(r);
    } else if (span_starts(rest, SPAN("<![CDATA["))) {
        read_cdata(r);
    } else if (span_starts(rest, SPAN("<!--"))) {
        leave_out(r, behind(r, SPAN("-->"), r->at + 4));
    } else if (next == '?') {
        leave_out(r, behind(r, SPAN("?>"), r->at));
    } else if (span_starts_nocase(rest, SPAN("<!doctype"))) {
        leave_out(r, behind_doctype(r, r->at));
    } else {
        replace(r, r->at, r->at + 1, SPAN("&lt;"));
        r->at++;
    }
}

/* ---- */

/* Up to the root's start tag, or all of an empty root: what stands there is blank, or a server's complaint. */
static bool find_root(struct repairer *r)
{
    while (r->at < r->xml.len && !r->depth && !r->ended) {
        struct span rest = span_from(r->xml, r->at);
        size_t tag = span_find_byte(rest, '<', 0);
        if (tag == SPAN_NONE)
            break;
        leave_out(r, r->at + tag);
        rest = span_from(rest, tag);
        if (span_starts(rest, SPAN("<!--")) || span_starts(rest, SPAN("<?")) ||
            span_starts_nocase(rest, SPAN("<!doctype")) || (rest.len > 1 && begins_name(rest.at[1])))
            read_markup(r);
        else
            leave_out(r, r->at + 1);
    }
    return r->depth || r->ended;
}

static void read_content(struct repairer *r)
{
    while (r->at < r->xml.len && !r->ended) {
        char c = r->xml.at[r->at];
        if (c == '<')
            read_markup(r);
        else if (c == '&')
            mend_reference(r);
        else if (is_control(r, r->at))
            blank_control(r);
        else
            r->at++;
    }
}

struct span xml_repair(struct arena *keep, struct span xml, bool *cut_off)
{
    struct repairer r = { .xml = xml, .out = buffer_in(keep) };
    *cut_off = false;
    if (!find_root(&r))
        return SPAN("");
    read_content(&r);
    *cut_off = r.depth != 0;
    close_down_to(&r, 0, r.at);
    if (!r.copied && r.at == xml.len)
        return xml;
    replace(&r, r.at, r.at, SPAN(""));
    return buffer_span(&r.out);
}
