#include "extract/html_token.h"

#include <string.h>

#include "base/lanes.h"

/* Bytes by what they end. */
enum { BLANK = 1, NAME_END = 2, ATTRIBUTE_END = 4, LETTER = 8 };

#define LETTERS_10 LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER
#define LETTERS_26 LETTERS_10, LETTERS_10, LETTER, LETTER, LETTER, LETTER, LETTER, LETTER
#define ANY_BLANK (BLANK | NAME_END | ATTRIBUTE_END)
static const uint8_t classes[256] = {
    ['\t'] = ANY_BLANK, ['\n'] = ANY_BLANK, ['\f'] = ANY_BLANK, ['\r'] = ANY_BLANK, [' '] = ANY_BLANK,
    ['/'] = NAME_END | ATTRIBUTE_END, ['>'] = NAME_END | ATTRIBUTE_END, ['='] = ATTRIBUTE_END,
    ['A'] = LETTERS_26, ['a'] = LETTERS_26
};

static bool is_a(char c, int class) { return classes[(unsigned char)c] & class; }

/* The first byte at or after `at` of a class, or the text's end. */
static size_t find_class(struct span s, size_t at, int class)
{
    while (at < s.len && !is_a(s.at[at], class))
        at++;
    return at;
}

/* The same for the end of a name, which mostly comes within sixteen bytes. */
static inline size_t find_name_end(struct span s, size_t at, int class)
{
    if (at + LANES <= s.len) {
        struct lanes lanes = lanes_read(s.at + at);
        unsigned ends = lanes_at_most(lanes, ' ') | lanes_equal(lanes, '/') | lanes_equal(lanes, '>') |
                        (class == ATTRIBUTE_END ? lanes_equal(lanes, '=') : 0);
        if (ends && is_a(s.at[at + lanes_first(ends)], class))   /* else a control character, or a long name */
            return at + lanes_first(ends);
    }
    return find_class(s, at, class);
}

static inline size_t skip_blanks(struct span s, size_t at)
{
    while (at < s.len && is_a(s.at[at], BLANK))
        at++;
    return at;
}

static size_t find_far(struct span s, char byte, size_t at)
{
    const char *found = at < s.len ? memchr(s.at + at, byte, s.len - at) : NULL;
    return found ? (size_t)(found - s.at) : s.len;
}

/* The first `byte` at or after `at`, or the text's end.  The next bytes are looked at here: a call takes as long. */
static inline size_t find_byte(struct span s, char byte, size_t at)
{
    enum { NEAR = 3 * LANES };
    for (size_t near = at + NEAR; at < near && at + LANES <= s.len; at += LANES) {
        unsigned found = lanes_equal(lanes_read(s.at + at), byte);
        if (found)
            return at + lanes_first(found);
    }
    return find_far(s, byte, at);
}

static bool stands_at(struct span s, size_t at, struct span word) { return span_starts(span_from(s, at), word); }
static bool byte_at(struct span s, size_t at, char byte) { return at < s.len && s.at[at] == byte; }

/* The row of the name at s[from, to). */
static const struct html_tag_row *tag_of(struct span s, size_t from, size_t to)
{
    unsigned row = heads_find(&html_tag_heads, head_lower(head_of(s, from, to)));
    const struct html_tag_row *tag = row ? &html_tag_rows[row - 1] : NULL;
    if (!tag || tag->name.len != to - from)
        return NULL;
    return to - from <= HEAD_BYTES || span_equal_nocase(tag->name, span_cut(s, from, to)) ? tag : NULL;
}

/* Gives out text[from, to), and goes on at `next`. */
static bool give(struct html_tokens *t, struct html_token *token, enum html_token_kind kind, size_t from, size_t to,
                 size_t next)
{
    token->kind = kind;
    token->text = span_cut(t->text, from, to);
    token->coding = kind == HTML_COMMENT ? HTML_NULS : 0;
    token->attribute_count = 0;
    token->tag = NULL;
    token->self_closing = false;
    t->at = next;
    return kind != HTML_END_OF_FILE;
}

static bool give_end(struct html_tokens *t, struct html_token *token)
{
    return give(t, token, HTML_END_OF_FILE, t->text.len, t->text.len, t->text.len);
}

/* ---- tags (13.2.5.8 and 13.2.5.32 to 40) ---- */

/* The value that begins at s[at], behind "=" and blanks; returns what follows it (beyond the text's end where the
 * closing quote is missing). */
static size_t read_value(struct span s, size_t at, struct span *value)
{
    size_t from = at, to;
    if (byte_at(s, at, '"') || byte_at(s, at, '\'')) {
        from++;
        to = find_byte(s, s.at[at], from);
        at = to + 1;
    } else {
        while (at < s.len && s.at[at] != '>' && !is_a(s.at[at], BLANK))
            at++;
        to = at;
    }
    *value = span_cut(s, from, to);
    return at;
}

static size_t read_attribute(struct span s, size_t at, struct html_attribute *attribute)
{
    size_t name = at;
    at = find_name_end(s, at + 1, ATTRIBUTE_END);   /* its first byte may be "=" */
    attribute->name = span_cut(s, name, at);
    attribute->value = (struct span){ s.at + at, 0 };
    size_t equals = skip_blanks(s, at);
    return byte_at(s, equals, '=') ? read_value(s, skip_blanks(s, equals + 1), &attribute->value) : equals;
}

/* Reads the attributes from s[at] on; returns the place behind ">", or 0 where the input ends before. */
static size_t read_attributes(struct span s, size_t at, struct html_token *token)
{
    while ((at = skip_blanks(s, at)) < s.len) {
        if (s.at[at] == '>')
            return at + 1;
        if (s.at[at] == '/') {
            token->self_closing = byte_at(s, at + 1, '>');
            at++;
            continue;
        }
        struct html_attribute attribute;
        at = read_attribute(s, at, &attribute);
        if (token->attribute_count < HTML_ATTRIBUTES_MAX)
            token->attributes[token->attribute_count++] = attribute;
    }
    return 0;
}

static bool read_tag(struct html_tokens *t, struct html_token *token, size_t at, enum html_token_kind kind)
{
    size_t end = find_name_end(t->text, at, NAME_END);
    token->kind = kind;
    token->text = span_cut(t->text, at, end);
    token->coding = HTML_LOWER | HTML_NULS;
    token->self_closing = false;
    token->attribute_count = 0;
    size_t next = read_attributes(t->text, end, token);
    if (!next)
        return give_end(t, token);
    t->at = next;
    token->tag = tag_of(t->text, at, end);
    if (kind == HTML_START_TAG && !t->keep_state && !t->foreign) {
        t->last_start = token->text;
        t->state = token->tag ? (enum html_state)token->tag->content : HTML_DATA;
    }
    return true;
}

/* ---- comments, doctypes, CDATA (13.2.5.41 to 56 and 69) ---- */

static bool read_comment(struct html_tokens *t, struct html_token *token, size_t at)
{
    struct span s = t->text;
    if (byte_at(s, at, '>'))
        return give(t, token, HTML_COMMENT, at, at, at + 1);
    if (stands_at(s, at, SPAN("->")))
        return give(t, token, HTML_COMMENT, at, at, at + 2);
    for (size_t dash = at; (dash = find_byte(s, '-', dash)) < s.len; dash++) {
        if (!byte_at(s, dash + 1, '-'))
            continue;
        size_t close = dash + 2 + byte_at(s, dash + 2, '!');
        if (close >= s.len || s.at[close] == '>')
            return give(t, token, HTML_COMMENT, at, dash, close < s.len ? close + 1 : s.len);
    }
    return give(t, token, HTML_COMMENT, at, s.len > at && s.at[s.len - 1] == '-' ? s.len - 1 : s.len, s.len);
}

static bool read_bogus_comment(struct html_tokens *t, struct html_token *token, size_t at)
{
    size_t end = find_byte(t->text, '>', at);
    return give(t, token, HTML_COMMENT, at, end, end < t->text.len ? end + 1 : end);
}

/* What begins with "<!" at t->at. */
static bool read_declaration(struct html_tokens *t, struct html_token *token)
{
    struct span rest = span_from(t->text, t->at + 2);
    size_t at = t->at + 2;
    if (span_starts(rest, SPAN("--")))
        return read_comment(t, token, at + 2);
    if (span_starts_nocase(rest, SPAN("doctype"))) {
        size_t end = find_byte(t->text, '>', at + 7);
        token->cut_off = end == t->text.len;
        return give(t, token, HTML_DOCTYPE, at + 7, end, token->cut_off ? end : end + 1);
    }
    if (t->foreign && span_starts(rest, SPAN("[CDATA["))) {
        t->state = HTML_CDATA;
        t->at = at + 7;
        return html_token_next(t, token);
    }
    return read_bogus_comment(t, token, at);
}

static bool read_cdata(struct html_tokens *t, struct html_token *token)
{
    size_t end = span_find(t->text, SPAN("]]>"), t->at);
    bool closed = end != SPAN_NONE;
    if (!closed)
        end = t->text.len;
    if (closed)
        t->state = HTML_DATA;
    return give(t, token, HTML_TEXT, t->at, end, closed ? end + 3 : end);
}

/* ---- text that ends at one end tag only (13.2.5.2 to 5 and 13.2.5.9 to 31) ---- */

static bool ends_name(struct span s, size_t at) { return at < s.len && is_a(s.at[at], NAME_END); }

/* Whether "</name" with the name of the last start tag stands at s[at]. */
static bool is_own_end(const struct html_tokens *t, size_t at)
{
    size_t name = at + 2, end = name + t->last_start.len;
    return t->last_start.len && byte_at(t->text, at + 1, '/') && ends_name(t->text, end) &&
           span_equal_nocase(span_cut(t->text, name, end), t->last_start);
}

static size_t find_own_end(const struct html_tokens *t, size_t at)
{
    while ((at = find_byte(t->text, '<', at)) < t->text.len && !is_own_end(t, at))
        at++;
    return at;
}

static bool is_script_name(struct span s, size_t at)
{
    return ends_name(s, at + 6) && span_starts_nocase(span_from(s, at), SPAN("script"));
}

/* Script text: inside "<!--" a "<script" hides its "</script", until "-->" or that end tag. */
static size_t find_script_end(const struct html_tokens *t, size_t at)
{
    enum { PLAIN, ESCAPED, DOUBLE_ESCAPED } mode = PLAIN;
    struct span s = t->text;
    unsigned dashes = 0;
    while (at < s.len) {
        if (mode == PLAIN && (at = find_byte(s, '<', at)) == s.len)
            break;
        char c = s.at[at];
        if (c == '<' && mode != DOUBLE_ESCAPED && is_own_end(t, at))
            return at;
        if (mode == PLAIN && stands_at(s, at, SPAN("<!--"))) {
            mode = ESCAPED;
            dashes = 2;
            at += 4;
            continue;
        }
        size_t name = at + 1 + (mode == DOUBLE_ESCAPED);
        if (c == '<' && mode != PLAIN && is_script_name(s, name) && (mode == ESCAPED || s.at[at + 1] == '/')) {
            mode = mode == ESCAPED ? DOUBLE_ESCAPED : ESCAPED;
            at = name + 6;
        } else if (c == '>' && dashes >= 2) {
            mode = PLAIN;
        }
        dashes = c == '-' ? dashes + 1 : 0;
        at++;
    }
    return s.len;
}

static bool read_raw_text(struct html_tokens *t, struct html_token *token)
{
    size_t end = t->text.len;
    if (t->state == HTML_SCRIPT)
        end = find_script_end(t, t->at);
    else if (t->state != HTML_PLAINTEXT)
        end = find_own_end(t, t->at);
    if (end == t->at) {
        t->state = HTML_DATA;
        return read_tag(t, token, end + 2, HTML_END_TAG);
    }
    unsigned coding = HTML_NULS | (t->state == HTML_RCDATA ? HTML_REFERENCES : 0);
    give(t, token, HTML_TEXT, t->at, end, end);
    token->coding = coding;
    return true;
}

/* ---- everything else (13.2.5.1 and 13.2.5.6 to 7) ---- */

static bool read_data(struct html_tokens *t, struct html_token *token)
{
    struct span s = t->text;
    size_t at = t->at;
    char next = at + 1 < s.len ? s.at[at + 1] : 0;
    bool tag = s.at[at] == '<' && at + 1 < s.len;
    if (tag && is_a(next, LETTER))
        return read_tag(t, token, at + 1, HTML_START_TAG);
    if (tag && next == '/' && at + 2 < s.len) {
        if (is_a(s.at[at + 2], LETTER))
            return read_tag(t, token, at + 2, HTML_END_TAG);
        if (s.at[at + 2] != '>')
            return read_bogus_comment(t, token, at + 2);
        give(t, token, HTML_TEXT, at, at, at + 3);   /* "</>" is nothing */
        return true;
    }
    if (tag && next == '!')
        return read_declaration(t, token);
    if (tag && next == '?')
        return read_bogus_comment(t, token, at + 1);
    size_t end = find_byte(s, '<', at + 1);
    give(t, token, HTML_TEXT, at, end, end);
    token->coding = HTML_REFERENCES;
    return true;
}

bool html_token_next(struct html_tokens *t, struct html_token *token)
{
    if (t->at >= t->text.len)
        return give_end(t, token);
    if (t->state == HTML_DATA)
        return read_data(t, token);
    return t->state == HTML_CDATA ? read_cdata(t, token) : read_raw_text(t, token);
}

struct html_tokens html_tokens_of(struct span text) { return (struct html_tokens){ .text = text }; }

const struct span *html_attribute_find(const struct html_token *token, struct span name)
{
    for (unsigned i = 0; i < token->attribute_count; i++)
        if (span_equal_nocase(token->attributes[i].name, name))
            return &token->attributes[i].value;
    return NULL;
}

/* ---- the parts of a doctype (13.2.5.53 to 68) ---- */

/* A quoted identifier at s[*at]; at NULL where none begins there, or the quote is not closed. */
static struct span read_quoted(struct span s, size_t *at, bool *closed)
{
    *closed = false;
    if (!byte_at(s, *at, '"') && !byte_at(s, *at, '\''))
        return (struct span){ NULL, 0 };
    size_t from = *at + 1, to = find_byte(s, s.at[*at], from);
    *closed = to < s.len;
    *at = *closed ? to + 1 : to;
    return span_cut(s, from, to);
}

struct html_doctype html_doctype_read(const struct html_token *token)
{
    struct span s = token->text;
    struct html_doctype type = { .force_quirks = token->cut_off };
    size_t name = skip_blanks(s, 0), at = name;
    while (at < s.len && !is_a(s.at[at], BLANK))
        at++;
    if (at == name) {
        type.force_quirks = true;
        return type;
    }
    type.name = span_cut(s, name, at);
    at = skip_blanks(s, at);
    if (at == s.len)
        return type;
    struct span word = span_cut(s, at, at + 6);
    bool is_public = span_equal_nocase(word, SPAN("public")), closed = false;
    type.force_quirks = true;
    if (!is_public && !span_equal_nocase(word, SPAN("system")))
        return type;
    at = skip_blanks(s, at + 6);
    if (is_public) {
        type.public_id = read_quoted(s, &at, &closed);
        at = skip_blanks(s, at);
        if (closed && at == s.len)
            type.force_quirks = token->cut_off;
        if (!closed || at == s.len)
            return type;
    }
    type.system_id = read_quoted(s, &at, &closed);
    at = skip_blanks(s, at);
    if (closed)   /* what follows a system identifier is only skipped */
        type.force_quirks = at == s.len && token->cut_off;
    return type;
}
