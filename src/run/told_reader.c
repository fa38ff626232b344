#include "run/told_reader.h"

#include <math.h>

#include "base/calendar.h"
#include "text/json.h"

/* ---- steps ---- */

static struct span rest(const struct reader *r) { return span_from(r->json, r->at); }

void reader_expect(struct reader *r, const char *literal)
{
    struct span wanted = span_of(literal);
    r->bad = r->bad || !span_starts(rest(r), wanted);
    r->at += r->bad ? 0 : wanted.len;
}

bool reader_null(struct reader *r)
{
    bool null = !r->bad && span_starts(rest(r), SPAN("null"));
    r->at += null ? 4 : 0;
    return null;
}

/* Behind the quote that ends the string which begins at `at`. */
static size_t behind_string(struct span s, size_t at)
{
    for (at++; at < s.len && s.at[at] != '"'; at++)
        at += s.at[at] == '\\';
    return at + 1;
}

uint32_t reader_list(struct reader *r, const char *before, size_t least)
{
    reader_expect(r, before);
    reader_expect(r, "[");
    size_t depth = 1, commas = 0, at = r->at;
    if (r->bad || at >= r->json.len || r->json.at[at] == ']')
        return 0;
    while (at < r->json.len && depth) {
        char c = r->json.at[at];
        commas += c == ',' && depth == 1;
        depth += c == '[' || c == '{';
        depth -= c == ']' || c == '}';
        at = c == '"' ? behind_string(r->json, at) : at + 1;
    }
    r->bad = depth || commas >= (at - r->at) / least + 1;
    return r->bad ? 0 : (uint32_t)commas + 1;
}

bool reader_item(struct reader *r, uint32_t number, uint32_t count)
{
    reader_expect(r, number == count ? "]" : number ? "," : "");
    return !r->bad && number < count;
}

/* ---- values ---- */

static struct json value(struct reader *r, enum json_kind kind)
{
    struct json found = { JSON_NONE, { NULL, 0 } };
    r->bad = r->bad || !json_parse(r->json, &r->at, &found) || found.kind != kind;
    return found;
}

uint32_t reader_number(struct reader *r, const char *before, uint32_t most)
{
    uint64_t n = 0;
    size_t digits = 0;
    reader_expect(r, before);
    while (!r->bad && r->at < r->json.len && byte_is_digit(r->json.at[r->at]) && digits++ < 10)
        n = n * 10 + (uint64_t)(r->json.at[r->at++] - '0');
    r->bad = r->bad || !digits || digits > 10 || n > most;
    return r->bad ? 0 : (uint32_t)n;
}

bool reader_flag(struct reader *r, const char *before)
{
    reader_expect(r, before);
    bool yes = !r->bad && span_starts(rest(r), SPAN("true"));
    reader_expect(r, yes ? "true" : "false");
    return yes;
}

double reader_double(struct reader *r, const char *before)
{
    reader_expect(r, before);
    if (reader_null(r))
        return NAN;
    double n = json_number(value(r, JSON_NUMBER), NAN);
    r->bad = r->bad || !isfinite(n);
    return r->bad ? 0 : n;
}

static float number_to(struct reader *r, const char *before, double most)
{
    double n = reader_double(r, before);
    r->bad = r->bad || !(n >= 0 && n <= most);
    return r->bad ? 0 : (float)n;
}

float reader_share(struct reader *r, const char *before) { return number_to(r, before, 1); }
float reader_weight(struct reader *r, const char *before) { return number_to(r, before, 1e9); }

struct span reader_text(struct reader *r, const char *before)
{
    reader_expect(r, before);
    if (reader_null(r))
        return (struct span){ NULL, 0 };
    struct json text = value(r, JSON_TEXT);
    if (r->bad)
        return (struct span){ NULL, 0 };
    struct span said = json_text(r->keep, text);
    return said.at == text.raw.at + 1 ? arena_copy(r->keep, said) : said;
}

struct spans reader_texts(struct reader *r, const char *before)
{
    uint32_t count = reader_list(r, before, 2);
    struct spans list = { arena_new(r->keep, struct span, count), 0 };
    while (reader_item(r, list.count, count))
        list.at[list.count++] = reader_text(r, "");
    return list;
}

uint8_t reader_choice(struct reader *r, const char *before, const char *(*word)(unsigned number), unsigned count)
{
    reader_expect(r, before);
    struct span raw = value(r, JSON_TEXT).raw;
    for (unsigned i = 0; i < count && !r->bad; i++)
        if (span_equal(span_cut(raw, 1, raw.len - 1), span_of(word(i))))
            return (uint8_t)i;
    r->bad = true;
    return 0;
}

/* ---- times ---- */

/* Reads `digits` digits at *at; -1 where there are not so many. */
static int digits_at(struct span s, size_t *at, unsigned digits)
{
    int n = 0;
    if (*at + digits > s.len)
        return -1;
    for (unsigned i = 0; i < digits; i++, ++*at) {
        if (!byte_is_digit(s.at[*at]))
            return -1;
        n = n * 10 + (s.at[*at] - '0');
    }
    return n;
}

static struct when months_of(int year, int month, int months, enum precision precision)
{
    return (struct when){ .from = day_of(year, month, 1) * DAY_SECONDS,
                          .to = day_of(year + (month + months - 1) / 12, (month + months - 1) % 12 + 1, 1) * DAY_SECONDS,
                          .precision = (uint8_t)precision };
}

/* Behind the year: a month, a quarter, a week, or a season (21 to 24, spring first; 40 and 41 are halves). */
static struct when part_of_year(int year, struct span part)
{
    static const struct when unknown = { 0 };
    size_t at = part.len && !byte_is_digit(part.at[0]);
    int n = digits_at(part, &at, part.len && part.at[0] == 'Q' ? 1 : 2);
    if (at != part.len)
        return unknown;
    if (part.at[0] == 'W' && n >= 1 && n <= 53) {
        int64_t from = day_of_iso_week(year, n) * DAY_SECONDS;
        return (struct when){ .from = from, .to = from + 7 * DAY_SECONDS, .precision = WHEN_WEEK };
    }
    if (part.at[0] == 'Q' && n >= 1 && n <= 4)
        return months_of(year, n * 3 - 2, 3, WHEN_QUARTER);
    if (!byte_is_digit(part.at[0]))
        return unknown;
    if (n >= 1 && n <= 12)
        return months_of(year, n, 1, WHEN_MONTH);
    if (n >= 21 && n <= 24)
        return months_of(year, (n - 20) * 3, 3, WHEN_SEASON);
    return n == 40 || n == 41 ? months_of(year, n == 40 ? 1 : 7, 6, WHEN_SEASON) : unknown;
}

/* "T05", "T05:50", "T05:50:07", with "Z", an offset or nothing behind it. */
static bool add_clock(struct when *w, struct span s)
{
    static const int seconds[] = { 3600, 60, 1 }, below[] = { 24, 60, 61 };
    size_t at = 0;
    unsigned part = 0;
    for (; part < 3 && at < s.len && s.at[at] == (part ? ':' : 'T'); part++) {
        at++;
        int n = digits_at(s, &at, 2);
        if (n < 0 || n >= below[part])
            return false;
        w->from += (int64_t)n * seconds[part];
    }
    if (!part)
        return false;
    w->precision = (uint8_t)(WHEN_HOUR + part - 1);
    w->zoned = at < s.len;
    char sign = w->zoned ? s.at[at++] : 'Z';
    if (sign != 'Z') {
        int hours = digits_at(s, &at, 2), minutes = at < s.len && s.at[at++] == ':' ? digits_at(s, &at, 2) : -1;
        if ((sign != '+' && sign != '-') || hours < 0 || hours > 23 || minutes < 0 || minutes > 59)
            return false;
        w->offset = (int16_t)((sign == '-' ? -1 : 1) * (hours * 60 + minutes));
    }
    w->from -= (int64_t)w->offset * 60;
    w->to = w->from + seconds[part - 1];
    return at == s.len;
}

static struct when day_and_clock(int year, struct span s)
{
    struct when w = { .precision = WHEN_DAY };
    size_t at = 0;
    int month = digits_at(s, &at, 2);
    at++;
    int day = digits_at(s, &at, 2);
    if (s.at[2] != '-' || month < 1 || day < 1 || !civil_is_valid(year, month, day))
        return (struct when){ 0 };
    w.from = day_of(year, month, day) * DAY_SECONDS;
    w.to = w.from + DAY_SECONDS;
    if (at < s.len && !add_clock(&w, span_from(s, at)))
        return (struct when){ 0 };
    return w;
}

struct when reader_when_of(struct span s)
{
    size_t at = 0;
    int n = digits_at(s, &at, s.len < 4 ? (unsigned)s.len : 4);
    if (n < 0)
        return (struct when){ 0 };
    if (s.len == 2)
        return months_of(n * 100, 1, 1200, WHEN_CENTURY);
    if (s.len == 3)
        return months_of(n * 10, 1, 120, WHEN_DECADE);
    if (s.len == 4)
        return months_of(n, 1, 12, WHEN_YEAR);
    if (s.len < 7 || s.at[4] != '-')
        return (struct when){ 0 };
    return s.len < 10 ? part_of_year(n, span_from(s, 5)) : day_and_clock(n, span_from(s, 5));
}

struct when reader_when(struct reader *r, const char *before)
{
    reader_expect(r, before);
    if (reader_null(r))
        return (struct when){ 0 };
    struct span raw = value(r, JSON_TEXT).raw;
    if (r->bad)
        return (struct when){ 0 };
    struct when w = reader_when_of(span_cut(raw, 1, raw.len - 1));
    r->bad = !when_known(w);
    return w;
}

/* ---- places ---- */

static struct mark within(struct reader *r, uint32_t from, uint32_t to)
{
    r->bad = r->bad || from > to;
    return r->bad ? (struct mark){ 0, 0 } : (struct mark){ from, to };
}

static uint32_t most_of(struct span text) { return text.len < UINT32_MAX ? (uint32_t)text.len : UINT32_MAX; }

struct mark reader_pair(struct reader *r, struct span text)
{
    uint32_t from = reader_number(r, "[", most_of(text)), to = reader_number(r, ",", most_of(text));
    reader_expect(r, "]");
    return within(r, from, to);
}

struct mark reader_pair_or_empty(struct reader *r, const char *before, struct span text)
{
    reader_expect(r, before);
    return reader_null(r) ? (struct mark){ 0, 0 } : reader_pair(r, text);
}

void reader_same(struct reader *r, const char *before, struct span words)
{
    struct arena scratch = r->scratch;
    struct buffer quoted = buffer_in(&scratch);
    reader_expect(r, before);
    if (r->bad)
        return;
    json_quote(&quoted, words);
    r->bad = !span_starts(rest(r), buffer_span(&quoted));
    r->at += r->bad ? 0 : quoted.len;
}

struct mark reader_place(struct reader *r, struct span text)
{
    uint32_t from = reader_number(r, "\"from\":", most_of(text)), to = reader_number(r, ",\"to\":", most_of(text));
    struct mark m = within(r, from, to);
    reader_same(r, ",\"text\":", r->bad ? text : mark_span(text, m));
    return m;
}

uint32_t reader_report(struct reader *r, const char *before)
{
    struct arena scratch = r->scratch;
    reader_expect(r, before);
    struct span id = json_text(&scratch, value(r, JSON_TEXT));
    uint32_t number = r->bad ? INTERN_NONE : intern_find(&r->ids, id);
    r->bad = r->bad || number == INTERN_NONE;
    return r->bad ? 0 : number;
}

struct numbers reader_reports(struct reader *r, const char *before)
{
    uint32_t count = reader_list(r, before, 3);
    struct numbers list = { arena_new(r->keep, uint32_t, count), 0 };
    while (reader_item(r, list.count, count)) {
        uint32_t number = reader_report(r, "");
        r->bad = r->bad || (list.count && list.at[list.count - 1] >= number);
        list.at[list.count++] = number;
    }
    return list;
}

struct evidence reader_words(struct reader *r)
{
    uint32_t report = reader_report(r, "\"report\":");
    reader_expect(r, ",");
    if (r->bad)
        return (struct evidence){ 0, { 0, 0 } };
    return (struct evidence){ report, reader_place(r, r->s->reports[report].report->article.text) };
}

struct evidence reader_evidence(struct reader *r)
{
    reader_expect(r, "{");
    struct evidence e = reader_words(r);
    reader_expect(r, "}");
    return e;
}

static bool stands_before(struct evidence a, struct evidence b)
{
    return a.report != b.report ? a.report < b.report : a.at.from < b.at.from;
}

struct evidences reader_evidences(struct reader *r, const char *before)
{
    uint32_t count = reader_list(r, before, 30);
    struct evidences list = { arena_new(r->keep, struct evidence, count), 0 };
    while (reader_item(r, list.count, count)) {
        struct evidence e = reader_evidence(r);
        r->bad = r->bad || (list.count && stands_before(e, list.at[list.count - 1]));
        list.at[list.count++] = e;
    }
    return list;
}
