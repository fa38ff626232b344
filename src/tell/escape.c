#include "tell/escape.h"

#include "text/utf8.h"

uint32_t escape_shown(uint32_t c)
{
    if (c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v' || c == 0x85 || c == 0x2028 || c == 0x2029)
        return ' ';
    bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    bool turns_direction = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    bool no_character = c == 0xfffe || c == 0xffff;
    return control || turns_direction || no_character ? UTF8_BAD : c;
}

/* Appends the code point at s[at] as it may be shown; returns its bytes in `s`. */
static unsigned put_shown(struct buffer *out, struct span s, size_t at)
{
    unsigned length;
    uint32_t c = utf8_decode(s, at, &length), shown = escape_shown(c);
    if (c == UTF8_BAD && length == 1)
        buffer_put(out, SPAN("\xef\xbf\xbd"));
    else if (shown == c)
        buffer_put(out, span_cut(s, at, at + length));
    else
        buffer_put(out, shown == ' ' ? SPAN(" ") : SPAN("\xef\xbf\xbd"));
    return length;
}

static const char *html_entity(char c)
{
    switch (c) {
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '&': return "&amp;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void escape_html(struct buffer *out, struct span s)
{
    for (size_t at = 0; at < s.len;) {
        const char *entity = html_entity(s.at[at]);
        if (entity)
            buffer_text(out, entity);
        else if (s.at[at] >= ' ' && s.at[at] < 0x7f)
            buffer_byte(out, s.at[at]);
        else {
            at += put_shown(out, s, at);
            continue;
        }
        at++;
    }
}

/* Whether a mark at s[at] could begin a list, a heading rule or a numbered item: at the piece's begin,
 * where a renderer may have put it first in a line. */
static bool begins_block(struct span s, size_t at)
{
    char c = s.at[at];
    if (c == '+' || c == '-' || c == '=')
        return at == 0;
    if (c != '.' && c != ')')
        return false;
    size_t digits = 0;
    while (digits < at && digits < 10 && byte_is_digit(s.at[digits]))
        digits++;
    return at && digits == at;
}

/* GitHub makes links of "www." and "://" and tells people who stand behind "@". */
static bool begins_link(struct span s, size_t at)
{
    if (s.at[at] == ':')
        return span_starts(span_from(s, at), SPAN("://"));
    return s.at[at] == '.' && at >= 3 && span_equal_nocase(span_cut(s, at - 3, at), SPAN("www"));
}

void escape_markdown(struct buffer *out, struct span s)
{
    for (size_t at = 0; at < s.len;) {
        char c = s.at[at];
        if (c == '@') {
            buffer_text(out, "@<!-- -->");
            at++;
        } else if (c > ' ' && c < 0x7f) {
            if (memchr("\\`*_[]<>|~&#$", c, 13) || begins_block(s, at) || begins_link(s, at))
                buffer_byte(out, '\\');
            buffer_byte(out, c);
            at++;
        } else {
            at += put_shown(out, s, at);
        }
    }
}

void escape_url(struct buffer *out, struct span url)
{
    static const char digits[] = "0123456789ABCDEF";
    for (size_t at = 0; at < url.len; at++) {
        unsigned char c = (unsigned char)url.at[at];
        if (c <= ' ' || c >= 0x7f || memchr("\"'<>()[]{}\\^`|*_~", c, 17)) {
            buffer_byte(out, '%');
            buffer_byte(out, digits[c >> 4]);
            buffer_byte(out, digits[c & 15]);
        } else if (c == '&') {
            buffer_text(out, "&amp;");
        } else {
            buffer_byte(out, (char)c);
        }
    }
}

bool escape_may_link(struct span url)
{
    return span_starts_nocase(url, SPAN("http://")) || span_starts_nocase(url, SPAN("https://"));
}
