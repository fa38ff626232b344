#include "extract/head.h"

#include "tables/agency.h"
#include "tables/country.h"
#include "tables/head_word.h"
#include "text/normal.h"
#include "text/utf8.h"

enum { LINE_BYTES = 300, PREFIX_WORDS = 4, DATELINE_BYTES = 120, AUTHORS_MAX = 12, NAME_WORDS = 5, NAME_BYTES = 60,
       PARTICLE_BYTES = 3, OUTLET_BYTES = 40, OUTLET_WORDS = 4 };

static bool is_edge(uint32_t c)
{
    if (c < 0x80)
        return !byte_is_alpha((char)c) && !byte_is_digit((char)c);
    return c == 0xa0 || c == 0xab || c == 0xbb || c == 0xb7 || (c >= 0x2000 && c < 0x2070) || c == 0xfeff || c == 0xa9;
}

static struct span without_edges(struct span s)
{
    unsigned n;
    while (s.len && is_edge(utf8_decode(s, 0, &n)))
        s = span_from(s, n);
    while (s.len && is_edge(utf8_decode_before(s, s.len, &n)))
        s.len -= n;
    return s;
}

/* A capital letter of a script that has them. */
static bool is_capital(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z';
    if (c >= 0x100 && c < 0x180)
        return !(c & 1) || c == 0x179 || c == 0x17b || c == 0x17d || c == 0x139 || c == 0x141;
    return (c >= 0xc0 && c <= 0xde && c != 0xd7) || (c >= 0x391 && c <= 0x3a9) || (c >= 0x400 && c <= 0x42f) ||
           c == 0x490;
}

static bool begins_capital(struct span s)
{
    unsigned n;
    return s.len && is_capital(utf8_decode(s, 0, &n));
}

struct when head_when(const struct timestamp *t)
{
    static const uint8_t precision[] = {WHEN_UNKNOWN, WHEN_YEAR,   WHEN_MONTH, WHEN_DAY,
                                        WHEN_HOUR,    WHEN_MINUTE, WHEN_SECOND};
    if (t->precision == TIMESTAMP_NONE)
        return (struct when){ .precision = WHEN_UNKNOWN };
    return (struct when){ timestamp_from(t), timestamp_to(t), precision[t->precision], t->zoned, (int16_t)t->offset };
}

/* ---- words */
static enum head_word_kind kind_of(struct arena scratch, struct span words)
{
    const struct head_word_row *row = table_find(&head_word_table, text_fold(&scratch, words));
    return row ? (enum head_word_kind)row->kind : HEAD_NONE;
}

/* Takes the longest phrase of the table that `line` begins with, and the colon behind it. */
static enum head_word_kind take_prefix(struct arena scratch, struct span *line)
{
    size_t ends[PREFIX_WORDS];
    int count = 0;
    for (size_t at = 0; at < line->len && count < PREFIX_WORDS;) {
        while (at < line->len && !byte_is_blank(line->at[at]) && line->at[at] != ':')
            at++;
        if (at)
            ends[count++] = at;
        while (at < line->len && (byte_is_blank(line->at[at]) || line->at[at] == ':'))
            at++;
    }
    while (count-- > 0) {
        struct span phrase = without_edges(span_cut(*line, 0, ends[count]));
        enum head_word_kind kind = phrase.len == ends[count] ? kind_of(scratch, phrase) : HEAD_NONE;
        if (kind == HEAD_NONE)
            continue;
        *line = span_from(*line, ends[count]);
        while (line->len && (byte_is_blank(line->at[0]) || line->at[0] == ':'))
            *line = span_from(*line, 1);
        return kind;
    }
    return HEAD_NONE;
}

/* ---- agencies */
struct span head_agency(struct arena scratch, struct span name)
{
    name = without_edges(name);
    if (!name.len || name.len > 60)
        return (struct span){ "", 0 };
    const struct agency_row *row = table_find(&agency_table, text_fold(&scratch, name));
    return row ? row->name : (struct span){ "", 0 };
}

/* Names of up to three words are tried at each word; short ones must be written in capitals. */
struct span head_agency_in(struct arena scratch, struct span line)
{
    struct span whole = head_agency(scratch, line);
    if (whole.len)
        return whole;
    line = span_cut(line, 0, LINE_BYTES);
    for (size_t at = 0; at < line.len;) {
        size_t end = at;
        for (int words = 0; words < 3 && end < line.len; words++) {
            end = span_find_byte(line, ' ', end + 1);
            if (end == SPAN_NONE)
                end = line.len;
            struct span agency = head_agency(scratch, span_cut(line, at, end));
            if (agency.len && begins_capital(without_edges(span_cut(line, at, end))))
                return agency;
        }
        at = span_find_byte(line, ' ', at);
        at = at == SPAN_NONE ? line.len : at + 1;
    }
    return (struct span){ "", 0 };
}

bool head_credit(struct arena scratch, struct span line, struct span *agency)
{
    *agency = head_agency(scratch, line);
    if (agency->len || line.len > LINE_BYTES)
        return agency->len > 0;
    struct span rest = span_trim(line);
    if (take_prefix(scratch, &rest) == HEAD_SOURCE)
        *agency = head_agency(scratch, rest);
    return agency->len > 0;
}

/* ---- bylines */
static bool looks_like_name(struct arena scratch, struct span s)
{
    unsigned words = 0, capitals = 0;
    struct span rest = s, word;
    while (span_take(&rest, ' ', &word)) {
        if (!word.len)
            continue;
        words++;
        capitals += begins_capital(word);
        if (!begins_capital(word) && word.len > PARTICLE_BYTES)
            return false;
        for (size_t i = 0; i < word.len; i++)
            if (byte_is_digit(word.at[i]) || memchr(":;!?/@()\"#", word.at[i], 10))
                return false;
        if (kind_of(scratch, without_edges(word)) == HEAD_ROLE)
            return false;
    }
    /* "de", "van", "bin" are small. */
    return words >= 2 && words <= NAME_WORDS && capitals >= 2 && begins_capital(s);
}

static void add_name(struct arena *keep, struct arena scratch, struct span name, struct head_byline *out,
                     unsigned *known)
{
    name = without_edges(name);
    struct span agency = head_agency(scratch, name);
    if (agency.len) {
        out->agency = out->agency.len ? out->agency : agency;
        ++*known;
    } else if (looks_like_name(scratch, name) && out->authors.count < AUTHORS_MAX) {
        if (!out->authors.at)
            out->authors.at = arena_new(keep, struct span, AUTHORS_MAX);
        out->authors.at[out->authors.count++] = name;
        ++*known;
    }
}

/* Where the next name ends: before a comma, slash, bar, bracket or a word that means "and". */
static size_t name_end(struct arena scratch, struct span line, size_t from, size_t *next)
{
    for (size_t at = from; at < line.len; at++) {
        if (memchr(",/|;&()[]", line.at[at], 9)) {
            *next = at + 1;
            return at;
        }
        if (line.at[at] != ' ')
            continue;
        size_t end = span_find_byte(line, ' ', at + 1);
        if (end != SPAN_NONE && kind_of(scratch, span_cut(line, at + 1, end)) == HEAD_AND) {
            *next = end + 1;
            return at;
        }
    }
    *next = line.len;
    return line.len;
}

/* "[Jane Roe](http://...)" is "Jane Roe"; marks of emphasis go. */
static struct span without_markup(struct arena *arena, struct span line)
{
    char *out = arena_take_raw(arena, 1, 1, line.len + 1);
    size_t len = 0;
    for (size_t at = 0; at < line.len; at++) {
        if (line.at[at] == ']' && at + 1 < line.len && line.at[at + 1] == '(') {
            size_t close = span_find_byte(line, ')', at);
            at = close == SPAN_NONE ? line.len : close;
        } else if (line.at[at] == '\n' || line.at[at] == '\t' || line.at[at] == '\r') {
            out[len++] = ' ';
        } else if (!memchr("[]*_`#", line.at[at], 6)) {
            out[len++] = line.at[at];
        }
    }
    return (struct span){ out, len };
}

bool head_byline(struct arena *keep, struct arena scratch, struct span line, struct head_byline *out)
{
    *out = (struct head_byline){ 0 };
    if (line.len > LINE_BYTES)
        return false;
    struct span rest = span_trim(without_markup(keep, line));
    struct timestamp date;
    struct mark date_at;
    if (take_prefix(scratch, &rest) != HEAD_BYLINE)
        return false;
    if (timestamp_find(rest, &date, &date_at))
        rest = span_cut(rest, 0, date_at.from);
    unsigned known = 0, parts = 0;
    for (size_t at = 0, next; at < rest.len; at = next) {
        struct span name = span_cut(rest, at, name_end(scratch, rest, at, &next));
        parts += without_edges(name).len > 0;
        add_name(keep, scratch, name, out, &known);
    }
    return known > 0 && known * 3 >= parts;
}

struct spans head_names(struct arena *keep, struct arena scratch, struct span line)
{
    struct spans names = { NULL, 0 };
    struct span rest = span_trim(line), whole = rest;
    if (take_prefix(scratch, &rest) != HEAD_BYLINE)
        rest = whole;
    rest = span_cut(rest, 0, LINE_BYTES * 4);
    names.at = arena_new(keep, struct span, AUTHORS_MAX);
    for (size_t at = 0, next; at < rest.len && names.count < AUTHORS_MAX; at = next) {
        struct span name = span_trim(span_cut(rest, at, name_end(scratch, rest, at, &next)));
        if (name.len)
            names.at[names.count++] = name;
    }
    return names;
}

/* ---- date lines */
/* Weekdays, "at", zones: what could stand next to any date. */
static bool goes_with_date(struct arena scratch, struct span s)
{
    struct timestamp t;
    return !s.len ||
           (s.len < 60 && timestamp_parse(arena_printf(&scratch, "1 January 2000 %.*s", (int)s.len, s.at), &t));
}

struct span head_bare_name(struct arena scratch, struct span line, bool *by)
{
    struct span name = span_trim(line);
    *by = take_prefix(scratch, &name) == HEAD_BYLINE;
    if (!*by)
        name = span_trim(line);
    if (name.len <= NAME_BYTES && looks_like_name(scratch, name))
        return name;
    name = without_edges(name);
    bool one_word = *by && name.len >= 3 && name.len <= NAME_BYTES && begins_capital(name) &&
                    span_find_byte(name, ' ', 0) == SPAN_NONE && !goes_with_date(scratch, name);
    return one_word && kind_of(scratch, name) == HEAD_NONE ? name : SPAN("");
}

/* Nothing but words that go with a date; *kind is the last that says which date it is. */
static bool only_labels(struct arena scratch, struct span s, enum head_word_kind *kind)
{
    s = without_edges(s);
    while (!goes_with_date(scratch, s)) {
        size_t before = s.len;
        enum head_word_kind found = take_prefix(scratch, &s);
        if (found == HEAD_NONE || s.len == before)
            return false;
        *kind = found;
        s = without_edges(s);
    }
    return true;
}

bool head_date(struct arena scratch, struct span line, struct head_date *out)
{
    struct span rest = span_trim(line);
    *out = (struct head_date){ 0 };
    bool found = false;
    while (rest.len && rest.len <= LINE_BYTES) {
        struct timestamp t;
        struct mark at;
        enum head_word_kind kind = HEAD_PUBLISHED;
        if (!timestamp_find(rest, &t, &at)) {
            if (found && only_labels(scratch, rest, &kind))
                return true;
            break;
        }
        if (!only_labels(scratch, span_cut(rest, 0, at.from), &kind) ||
            (kind != HEAD_PUBLISHED && kind != HEAD_MODIFIED))
            break;
        if (kind == HEAD_MODIFIED) {
            out->modified = head_when(&t);
        } else if (!when_known(out->published)) {
            out->published = head_when(&t);
            out->published_text = mark_span(rest, at);
        }
        found = true;
        rest = without_edges(span_from(rest, at.to));
    }
    if (!rest.len && found)
        return true;
    *out = (struct head_date){ 0 };
    return false;
}

/* ---- datelines */
/* The dash that ends a dateline: " - ", " -- ", an en or em dash.  *after is behind it and its blanks. */
static size_t find_dash(struct span s, size_t *after)
{
    for (size_t at = 1; at < s.len && at < DATELINE_BYTES;) {
        unsigned n;
        uint32_t c = utf8_decode(s, at, &n);
        bool long_dash = c == 0x2013 || c == 0x2014 || c == 0x2015 ||
                         (c == '_' && s.at[at - 1] == ' ' && (at + 1 == s.len || s.at[at + 1] == ' '));
        bool hyphens =
            c == '-' && (s.at[at - 1] == ' ' || s.at[at - 1] == ')' || (at + 1 < s.len && s.at[at + 1] == '-'));
        if (c == '\n' || c == '"' || c == 0x201c)
            return SPAN_NONE;
        if (long_dash || hyphens) {
            size_t end = at + n;
            while (end < s.len && (s.at[end] == '-' || s.at[end] == ' '))
                end++;
            if (long_dash || end > at + 1 || end == s.len) {
                *after = end;
                return at;
            }
        }
        at += n;
    }
    return SPAN_NONE;
}

/* "April 3" with or without a year; *t is cleared where the year is not given. */
static bool is_day(struct arena scratch, struct span s, struct timestamp *t)
{
    struct timestamp with_year;
    s = without_edges(s);
    if (!s.len || s.len > 40)
        return false;
    if (timestamp_parse(s, t) && t->precision >= TIMESTAMP_DAY)
        return true;
    *t = (struct timestamp){ .precision = TIMESTAMP_NONE };
    return timestamp_parse(arena_printf(&scratch, "%.*s 2000", (int)s.len, s.at), &with_year) &&
           with_year.precision == TIMESTAMP_DAY;
}

static bool all_capitals(struct span s)
{
    size_t letters = 0, capitals = 0;
    for (size_t at = 0; at < s.len;) {
        unsigned n;
        uint32_t c = utf8_decode(s, at, &n);
        if (!is_edge(c)) {
            letters++;
            capitals += is_capital(c);
        }
        at += n;
    }
    return letters >= 3 && letters == capitals;
}

static bool looks_like_place(struct span s)
{
    unsigned words = 0, capitals = 0;
    struct span rest = s, word;
    while (span_take(&rest, ' ', &word))
        if (word.len) {
            words++;
            capitals += begins_capital(without_edges(word));
        }
    return words >= 1 && words <= 4 && capitals >= 1 && begins_capital(s) && capitals * 2 >= words && s.len <= 50;
}

struct left { struct span place; bool dated, all_known; struct timestamp date; };

/* The part before the brackets: a place, perhaps a second one, perhaps a day. */
static struct left read_left(struct arena scratch, struct span s)
{
    struct left out = { .all_known = true };
    struct span rest = s, piece;
    for (unsigned i = 0; span_take(&rest, ',', &piece); i++) {
        struct timestamp date;
        piece = without_edges(piece);
        /* "April 3, 2024" is two pieces of one date. */
        struct span both = without_edges((struct span){ piece.at, (size_t)(s.at + s.len - piece.at) });
        if (is_day(scratch, both, &date)) {
            out.dated = true;
            out.date = date;
            return out;
        }
        if (is_day(scratch, piece, &date)) {
            out.dated = true;
            out.date = date;
        } else if (i == 0 && looks_like_place(piece)) {
            out.place = piece;
        } else if (i > 2 || !looks_like_place(piece)) {
            out.all_known = false;
        }
    }
    return out;
}

static bool is_country(struct arena scratch, struct span s)
{
    return table_find(&country_table, text_fold(&scratch, s)) != NULL;
}

/* A place by itself before a dash could be any word: it must be written as datelines are. */
static bool stands_alone(struct arena scratch, struct span place)
{
    return kind_of(scratch, place) != HEAD_KICKER && all_capitals(place) &&
           (utf8_count(place) >= 4 || is_country(scratch, place));
}

/* Behind a dateline a sentence begins; behind an inserted clause it goes on. */
static bool begins_sentence(struct span behind)
{
    struct span s = without_edges(behind);
    return begins_capital(s) || (s.len && (byte_is_digit(s.at[0]) || (unsigned char)s.at[0] >= 0xe0));
}

/* "- ТАСС. Text": the agency stands behind the dash. */
static struct span agency_behind(struct arena scratch, struct span paragraph, size_t *after)
{
    struct span behind = span_from(paragraph, *after);
    size_t stop = span_find_byte(span_cut(behind, 0, 40), '.', 0);
    struct span agency = stop == SPAN_NONE ? (struct span){ "", 0 } : head_agency(scratch, span_cut(behind, 0, stop));
    if (agency.len) {
        *after += stop + 1;
        while (*after < paragraph.len && byte_is_blank(paragraph.at[*after]))
            ++*after;
    }
    return agency;
}

/* "NATO (North Atlantic Treaty Organization)": the brackets hold what the capitals stand for. */
static bool spells_out(struct span capitals, struct span words)
{
    struct span rest = words, word;
    size_t letters = 0;
    while (span_take(&rest, ' ', &word))
        if (begins_capital(word)) {
            if (letters >= capitals.len || capitals.at[letters] != word.at[0])
                return false;
            letters++;
        }
    return letters > 1 && letters == capitals.len;
}

/* Whether the words in a dateline's brackets could name an outlet: few, each with a capital. */
static bool looks_like_outlet(struct span s)
{
    unsigned words = 0;
    struct span rest = s, word;
    if (!s.len || s.len > OUTLET_BYTES)
        return false;
    while (span_take(&rest, ' ', &word)) {
        if (!begins_capital(word) && word.len > PARTICLE_BYTES)
            return false;
        words += word.len > 0;
    }
    for (size_t i = 0; i < s.len; i++)
        if (byte_is_digit(s.at[i]) || s.at[i] == '(' || s.at[i] == ':' || s.at[i] == ',')
            return false;
    return begins_capital(s) && words <= OUTLET_WORDS;
}

bool head_dateline(struct arena scratch, struct span paragraph, struct head_dateline *out)
{
    size_t after = 0, dash = find_dash(paragraph, &after);
    *out = (struct head_dateline){ 0 };
    if (dash == SPAN_NONE)
        return false;
    struct span left = span_trim(span_cut(paragraph, 0, dash)), inner = { "", 0 };
    size_t open = span_find_byte(left, '(', 0);
    if (open != SPAN_NONE) {
        inner = without_edges(span_from(left, open));
        left = span_trim(span_cut(left, 0, open));
    }
    struct span agency = head_agency_in(scratch, inner);
    struct span whole = head_agency(scratch, left);
    struct left said = read_left(scratch, left);
    if (!inner.len && !whole.len && said.place.len && said.dated)
        inner = agency = agency_behind(scratch, paragraph, &after);
    if (after < paragraph.len && !begins_sentence(span_from(paragraph, after)))
        return false;
    bool outlet = inner.len && !agency.len && looks_like_outlet(inner) && !spells_out(said.place, inner);
    bool told = agency.len || said.dated || whole.len;
    bool placed = said.place.len && said.all_known &&
                  (told || ((!inner.len || outlet) && stands_alone(scratch, said.place)));
    bool good = whole.len ? !inner.len : !left.len ? agency.len > 0 : placed;
    if (!good || (after >= paragraph.len && !told))
        return false;
    out->end = (uint32_t)after;
    out->place = whole.len ? (struct span){ "", 0 } : said.place;
    out->credit = whole.len ? left : agency.len || outlet ? inner : (struct span){ "", 0 };
    out->agency = whole.len ? whole : agency;
    out->published = head_when(&said.date);
    return true;
}
