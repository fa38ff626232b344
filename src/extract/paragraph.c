#include "extract/paragraph.h"

#include "tables/function_word.h"
#include "text/utf8.h"

enum {
    WRAP_COLUMNS = 120,      /* text that somebody broke at a column has no longer lines */
    LONG_COLUMNS = 50,       /* a line of fewer may be a heading or a signature */
    GAP_COLUMNS = 60,        /* across an empty line more is asked for */
    WORD_BYTES = 24
};

struct line {
    struct mark at;          /* without sign and blanks */
    uint8_t sign;
    uint32_t gaps;           /* empty lines before it */
    uint32_t columns;
    bool open_end, lower_begin, function_end;
};

struct lines { struct line *at; size_t count, room; };

static bool is_blank(uint32_t c)
{
    return c <= ' ' || c == 0x7f || c == 0x85 || c == 0xa0 || (c >= 0x2000 && c <= 0x200f) || c == 0x2028 ||
           c == 0x2029 || c == 0x202f || c == 0x2060 || c == 0x3000 || c == 0xfeff;
}

static bool is_word_letter(uint32_t c)
{
    if (c < 0x80)
        return byte_is_alpha((char)c) || byte_is_digit((char)c);
    return c >= 0xc0 && !(c >= 0x2000 && c < 0x2c00) && !(c >= 0x3000 && c < 0x3005) && c != UTF8_BAD;
}

/* Small letters of the scripts that tell case. */
static bool is_small(uint32_t c)
{
    if (c < 0x80)
        return c >= 'a' && c <= 'z';
    if (c >= 0x100 && c < 0x180)
        return c & 1;
    return (c >= 0xdf && c <= 0xff && c != 0xf7) || (c >= 0x3b1 && c <= 0x3ce) || (c >= 0x430 && c <= 0x45f) ||
           c == 0x491;
}

struct mark paragraph_trim(struct span text, struct mark m)
{
    unsigned n;
    while (m.from < m.to && is_blank(utf8_decode(text, m.from, &n)))
        m.from += n;
    while (m.to > m.from && is_blank(utf8_decode_before(text, m.to, &n)))
        m.to -= n;
    return m.from < m.to ? m : (struct mark){ m.from, m.from };
}

uint32_t paragraph_words(struct span s)
{
    uint32_t words = 0;
    bool inside = false;
    for (size_t at = 0; at < s.len;) {
        unsigned n;
        char byte = s.at[at];
        if (byte_is_alpha(byte) || byte_is_digit(byte) || byte == ' ') {
            words += byte != ' ' && !inside;
            inside = byte != ' ';
            at++;
            continue;
        }
        uint32_t c = utf8_decode(s, at, &n);
        bool letter = is_word_letter(c) || (inside && (c == '\'' || c == '-' || c == 0x2019));
        /* Scripts without blanks: an ideograph is about half a word. */
        words += letter && (!inside || (c >= 0x3040 && c < 0xa000 && at % 2 == 0));
        inside = letter;
        at += n;
    }
    return words;
}

/* The last code point that is no closing sign. */
static uint32_t last_sign(struct span s, size_t *end)
{
    for (size_t at = s.len; at > 0;) {
        unsigned n;
        uint32_t c = utf8_decode_before(s, at, &n);
        bool closes = c == '"' || c == '\'' || c == ')' || c == ']' || c == '*' || c == '_' || c == 0x201d ||
                      c == 0x2019 || c == 0x201c || c == 0xbb || c == 0x203a || c == 0x300d || is_blank(c);
        if (!closes) {
            *end = at;
            return c;
        }
        at -= n;
    }
    *end = 0;
    return 0;
}

bool paragraph_ends_sentence(struct span s)
{
    size_t end;
    uint32_t c = last_sign(s, &end);
    return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xff01 || c == 0xff1f || c == 0x964;
}

/* Ends with a letter, a digit or a comma: the sentence goes on. */
static bool ends_open(struct span s)
{
    size_t end;
    uint32_t c = last_sign(s, &end);
    return end == s.len && (is_word_letter(c) || c == ',' || c == '-' || c == 0x2013 || c == 0x2014 || c == ';');
}

static bool ends_with_function_word(struct span s)
{
    char word[WORD_BYTES];
    size_t from = s.len;
    while (from > 0 && s.len - from < WORD_BYTES && !byte_is_blank(s.at[from - 1]))
        from--;
    size_t len = s.len - from;
    if (!len || len >= WORD_BYTES)
        return false;
    for (size_t i = 0; i < len; i++)
        word[i] = byte_lower(s.at[from + i]);
    return table_find(&function_word_table, (struct span){ word, len }) != NULL;
}

static bool begins_small(struct span s)
{
    for (size_t at = 0; at < s.len;) {
        unsigned n;
        uint32_t c = utf8_decode(s, at, &n);
        bool opens = c == '"' || c == '\'' || c == '(' || c == 0x201c || c == 0x2018 || c == 0xab;
        if (!opens)
            return is_small(c);
        at += n;
    }
    return false;
}

/* The sign a line begins with; m->from moves behind it. */
static uint8_t take_sign(struct span text, struct mark *m)
{
    static const struct span bullets[] = { SPAN("-"), SPAN("*"), SPAN("\u2022"), SPAN("\u00b7"), SPAN("\u25aa"),
                                           SPAN("\u25cf"), SPAN("\u25e6"), SPAN("\u2023"), SPAN("+") };
    struct span s = mark_span(text, *m);
    uint32_t hashes = 0;
    while (hashes < s.len && hashes < 6 && s.at[hashes] == '#')
        hashes++;
    if (hashes && hashes < s.len && s.at[hashes] == ' ') {
        m->from += hashes + 1;
        return PARAGRAPH_HEADING;
    }
    if (s.len > 2 && s.at[0] == '>' && s.at[1] == ' ') {
        m->from += 2;
        return PARAGRAPH_QUOTED;
    }
    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (span_starts(s, bullets[i]) && s.len > bullets[i].len + 1 && byte_is_blank(s.at[bullets[i].len])) {
            m->from += (uint32_t)bullets[i].len + 1;
            return PARAGRAPH_BULLET;
        }
    return PARAGRAPH_PLAIN;
}

/* How many bytes the line break at text[at] has; 0 where there is none. */
static inline size_t line_break(struct span text, size_t at)
{
    char c = text.at[at];
    if ((c >= ' ' && c < 0x7f) || (c & 0x80 && c != '\xe2'))
        return 0;
    if (c == '\r')
        return at + 1 < text.len && text.at[at + 1] == '\n' ? 2 : 1;
    if (c == '\n' || c == '\f' || c == '\v')
        return 1;
    struct span rest = span_from(text, at);
    return span_starts(rest, SPAN("\u2028")) || span_starts(rest, SPAN("\u2029")) ? 3 : 0;
}

/* All but the bytes that go on with a code point. */
static uint32_t count_columns(struct span s)
{
    uint32_t columns = 0;
    for (size_t i = 0; i < s.len; i++)
        columns += ((unsigned char)s.at[i] & 0xc0) != 0x80;
    return columns;
}

static void add_line(struct arena *arena, struct lines *lines, struct span text, struct mark m, uint32_t *gaps)
{
    m = paragraph_trim(text, m);
    if (m.from == m.to) {
        ++*gaps;
        return;
    }
    struct line line = { .sign = take_sign(text, &m), .gaps = *gaps };
    line.at = paragraph_trim(text, m);
    struct span s = mark_span(text, line.at);
    line.columns = count_columns(s);
    line.open_end = ends_open(s);
    line.lower_begin = begins_small(s);
    line.function_end = line.open_end && ends_with_function_word(s);
    ARENA_ROOM(arena, lines->at, lines->count, lines->room);
    lines->at[lines->count++] = line;
    *gaps = 0;
}

static struct lines split_lines(struct arena *arena, struct span text)
{
    struct lines lines = { NULL, 0, 0 };
    uint32_t gaps = 1;
    size_t from = 0, at = 0;
    while (at < text.len) {
        size_t broken = line_break(text, at);
        if (broken) {
            add_line(arena, &lines, text, (struct mark){ (uint32_t)from, (uint32_t)at }, &gaps);
            from = at + broken;
        }
        at += broken ? broken : 1;
    }
    add_line(arena, &lines, text, (struct mark){ (uint32_t)from, (uint32_t)text.len }, &gaps);
    return lines;
}

/* Lines first .. end-1 have no empty line between them: were they broken at a column?  Then a third of
 * them at least goes on with a small letter, and none is very long. */
static bool is_wrapped(const struct lines *lines, size_t first, size_t end)
{
    size_t goes_on = 0;
    for (size_t i = first; i < end; i++) {
        if (lines->at[i].columns > WRAP_COLUMNS)
            return false;
        goes_on += i + 1 < end && lines->at[i].open_end && lines->at[i + 1].lower_begin;
    }
    return goes_on * 3 >= end - first - 1 && goes_on > 0;
}

/* Whether `b` goes on with `a`, the line before it; what ends the `first` line of all may be a title's last
 * word, be it as common as "again". */
static bool joins(const struct line *a, const struct line *b, bool first, bool wrapped, uint32_t width)
{
    if (b->sign != PARAGRAPH_PLAIN || a->sign == PARAGRAPH_HEADING)
        return false;
    bool function_end = a->function_end && !(first && a->columns <= WRAP_COLUMNS);
    if (b->gaps)
        return b->gaps == 1 && a->open_end && a->columns >= GAP_COLUMNS && (b->lower_begin || function_end);
    if (wrapped)
        return a->columns * 10 >= width * 6 || (a->open_end && b->lower_begin);
    return a->open_end && a->columns >= LONG_COLUMNS && (b->lower_begin || a->function_end);
}

static size_t group_end(const struct lines *lines, size_t first)
{
    size_t end = first + 1;
    while (end < lines->count && !lines->at[end].gaps)
        end++;
    return end;
}

static uint32_t group_width(const struct lines *lines, size_t first, size_t end)
{
    uint32_t width = 0;
    for (size_t i = first; i < end; i++)
        if (lines->at[i].columns > width)
            width = lines->at[i].columns;
    return width;
}

struct paragraphs paragraph_split(struct arena *keep, struct arena scratch, struct span text)
{
    struct lines lines = split_lines(&scratch, text);
    struct paragraphs out = { arena_new(keep, struct paragraph, lines.count), 0 };
    size_t end = 0;
    uint32_t width = 0;
    bool wrapped = false;
    for (size_t i = 0; i < lines.count; i++) {
        const struct line *line = &lines.at[i];
        bool joined = i && joins(line - 1, line, i == 1, wrapped && !line->gaps, width);
        if (i == end) {
            end = group_end(&lines, i);
            width = group_width(&lines, i, end);
            wrapped = end - i > 1 && is_wrapped(&lines, i, end);
        }
        if (joined)
            out.at[out.count - 1].at.to = line->at.to;
        else
            out.at[out.count++] = (struct paragraph){.at = line->at, .sign = line->sign, .gap_before = line->gaps > 0};
    }
    for (uint32_t i = 0; i < out.count; i++) {
        struct span s = mark_span(text, out.at[i].at);
        out.at[i].words = paragraph_words(s);
        out.at[i].sentence_end = paragraph_ends_sentence(s);
    }
    return out;
}
