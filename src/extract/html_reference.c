#include "extract/html_token.h"

#include "base/lanes.h"
#include "tables/html_reference.h"
#include "text/utf8.h"

/* The longest name, and the longest that may stand without its semicolon. */
enum { NAME_MAX = 32, BARE_MAX = 6, CODE_END = 0x110000 };

/* Numbers 0x80 to 0x9f mean windows-1252, as old pages meant them. */
static const uint16_t code_of_c1[32] = {0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                        0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
                                        0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                        0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};

static bool is_name_byte(char c) { return byte_is_alpha(c) || byte_is_digit(c); }

/* The value of a digit, or 99. */
static unsigned digit_of(char c, bool hex)
{
    if (byte_is_digit(c))
        return (unsigned)(c - '0');
    c = byte_lower(c);
    return hex && c >= 'a' && c <= 'f' ? (unsigned)(c - 'a') + 10 : 99;
}

static uint32_t code_of(uint32_t number)
{
    if (number == 0 || number >= CODE_END || (number >= 0xd800 && number < 0xe000))
        return UTF8_BAD;
    return number >= 0x80 && number < 0xa0 ? code_of_c1[number - 0x80] : number;
}

static size_t read_number(struct span s, size_t at, char room[4], struct span *text)
{
    size_t i = at + 2;
    bool hex = i < s.len && byte_lower(s.at[i]) == 'x';
    i += hex;
    size_t digits = i;
    uint32_t number = 0;
    for (unsigned d; i < s.len && (d = digit_of(s.at[i], hex)) != 99; i++)
        if (number < CODE_END)
            number = number * (hex ? 16 : 10) + d;
    if (i == digits)
        return 0;
    if (i < s.len && s.at[i] == ';')
        i++;
    *text = (struct span){ room, utf8_encode(code_of(number), room) };
    return i - at;
}

/* The row for the longest name that stands at s[at]; *len its length. */
static const struct html_reference_row *find_name(struct span s, size_t at, size_t *len)
{
    size_t run = 0;
    while (run < NAME_MAX && at + run < s.len && is_name_byte(s.at[at + run]))
        run++;
    if (at + run < s.len && s.at[at + run] == ';') {
        const struct html_reference_row *row = table_find(&html_reference_table, span_cut(s, at, at + run + 1));
        *len = run + 1;
        if (row)
            return row;
    }
    for (*len = run < BARE_MAX ? run : BARE_MAX; *len >= 2; --*len) {
        const struct html_reference_row *row = table_find(&html_reference_table, span_cut(s, at, at + *len));
        if (row)
            return row;
    }
    return NULL;
}

size_t html_reference_read(struct span s, size_t at, bool in_attribute, char room[4], struct span *text)
{
    if (at + 1 >= s.len)
        return 0;
    if (s.at[at + 1] == '#')
        return read_number(s, at, room, text);
    if (!byte_is_alpha(s.at[at + 1]))
        return 0;
    size_t len;
    const struct html_reference_row *row = find_name(s, at + 1, &len);
    if (!row)
        return 0;
    /* "?a=1&copy=2" is an address, not a copyright sign. */
    size_t after = at + 1 + len;
    bool bare = s.at[after - 1] != ';';
    if (in_attribute && bare && after < s.len && (s.at[after] == '=' || is_name_byte(s.at[after])))
        return 0;
    *text = row->text;
    return len + 1;
}

/* The first byte at or after `at` that html_decode may have to change, or s.len. */
static size_t find_coded(struct span s, size_t at)
{
    for (; at + LANES <= s.len; at += LANES) {
        struct lanes lanes = lanes_read(s.at + at);
        unsigned coded = lanes_equal(lanes, '&') | lanes_equal(lanes, '\r') | lanes_equal(lanes, '\0');
        if (coded)
            return at + lanes_first(coded);
    }
    while (at < s.len && s.at[at] != '&' && s.at[at] != '\r' && s.at[at] != '\0')
        at++;
    return at;
}

static void lower_from(struct buffer *out, size_t from)
{
    for (size_t i = from; i < out->len; i++)
        out->at[i] = byte_lower(out->at[i]);
}

void html_decode(struct buffer *out, struct span s, unsigned coding)
{
    char room[4];
    size_t from = out->len;
    buffer_reserve(out, s.len + 1);
    for (size_t at = 0; at < s.len;) {
        size_t plain = find_coded(s, at), used = 0;
        buffer_put(out, span_cut(s, at, plain));
        if ((at = plain) == s.len)
            break;
        struct span text = { s.at + at, 1 };
        if (s.at[at] == '&' && coding & HTML_REFERENCES)
            used = html_reference_read(s, at, coding & HTML_IN_ATTRIBUTE, room, &text);
        else if (s.at[at] == '\0' && coding & HTML_NULS)
            text = SPAN("\xef\xbf\xbd");
        else if (s.at[at] == '\r')
            text = at + 1 < s.len && s.at[at + 1] == '\n' ? SPAN("") : SPAN("\n");
        buffer_put(out, text);
        at += used ? used : 1;
    }
    if (coding & HTML_LOWER)
        lower_from(out, from);
}
