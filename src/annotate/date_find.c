#include "annotate/date_find.h"

#include <math.h>

#include "annotate/date_resolve.h"
#include "annotate/number_read.h"
#include "annotate/piece.h"
#include "base/calendar.h"
#include "tables/month.h"
#include "tables/time_word.h"
#include "tables/unit.h"
#include "text/timestamp.h"

/* The sections of this file: words with their roles; numbers and years; calendar dates; weekdays; quarters
 * and seasons; what is relative; durations and sets; clock times; the walk. */

struct finder {
    const struct tokens *tokens;
    struct pieces p;
    uint64_t *roles;                         /* a bit a role, for each piece */
    const struct time_word_row **rows;       /* the first row of its key, or NULL */
    const struct month_row **months;
    uint32_t i, end;                         /* where the match begins; the end of the sentence */
    bool known;                              /* whether the article says when it was published */
    int64_t today;
    struct civil now;
    bool ahead;                              /* the words before the match look ahead */
    uint32_t reach;                          /* how far that word reaches */
    uint32_t last_cue;                       /* the piece behind the last word that looks ahead; 0 for none */
    int quarter_year, quarter;               /* the last one that was named; 0 where none was */
    int64_t last_day;                        /* the last one that was named */
    bool has_last_day;
};

struct match { uint32_t end; struct date date; bool names_quarter; };

/* ---- words ---- */

static uint64_t bit(enum time_role role) { return (uint64_t)1 << role; }

static void look_up(struct finder *f, uint32_t i)
{
    struct span word = f->p.at[i].folded;
    f->rows[i] = table_find(&time_word_table, word);
    for (const struct time_word_row *row = f->rows[i]; row; row = table_next(&time_word_table, row))
        if (piece_speaks(&f->p, row->language))
            f->roles[i] |= bit((enum time_role)row->role);
    const struct month_row *month = table_find(&month_table, word);
    while (month && !span_equal(month->language, f->p.language))
        month = table_next(&month_table, month);
    f->months[i] = month;
    if (month)
        f->roles[i] |= bit(TIME_MONTH);
    if (number_may_begin(&f->p, i))
        f->roles[i] |= bit(TIME_NUMBER);
}

static bool has(const struct finder *f, uint32_t i, enum time_role role)
{
    return i < f->end && (f->roles[i] & bit(role));
}

/* The row of that role with the longest match at piece i; *end is the piece behind it. */
static const struct time_word_row *word_at(const struct finder *f, uint32_t i, enum time_role role, uint32_t *end)
{
    const struct time_word_row *best = NULL;
    *end = i;
    if (!has(f, i, role))
        return NULL;
    for (const struct time_word_row *row = f->rows[i]; row; row = table_next(&time_word_table, row)) {
        if (row->role != (int)role || !piece_speaks(&f->p, row->language))
            continue;
        uint32_t behind = row->rest.len ? piece_match(&f->p, i + 1, f->end, row->rest) : i + 1;
        if (behind > *end) {
            *end = behind;
            best = row;
        }
    }
    return best;
}

/* Moves *i over a word of that role, if there is one. */
static const struct time_word_row *take(const struct finder *f, uint32_t *i, enum time_role role)
{
    uint32_t end;
    const struct time_word_row *row = word_at(f, *i, role, &end);
    if (row)
        *i = end;
    return row;
}

static bool take_mark(const struct finder *f, uint32_t *i, struct span mark)
{
    bool is = *i < f->end && piece_is(&f->p, *i, mark);
    *i += is;
    return is;
}

static bool is_capital(const struct finder *f, uint32_t i) { return piece_is_capital(&f->p, f->tokens, i); }

static bool speaks(const struct finder *f, const char *language) { return span_equal(f->p.language, span_of(language)); }

/* English and German months and weekdays are names; "may", "march", "sat", "sun" are words too. */
static bool wants_capital(const struct finder *f) { return speaks(f, "en") || speaks(f, "de"); }

static const struct month_row *take_month(const struct finder *f, uint32_t *i)
{
    if (!has(f, *i, TIME_MONTH) || (wants_capital(f) && !is_capital(f, *i)))
        return NULL;
    const struct month_row *month = f->months[*i];
    ++*i;
    /* the stop of "Dec. 30", not that of a sentence */
    if (month->key.len <= 5 && *i + 1 < f->end && piece_is(&f->p, *i, SPAN(".")) && piece_touches(&f->p, *i))
        ++*i;
    return month;
}

/* A span, which may be an ordinal's look-alike: "second" counts only behind a number. */
static const struct time_word_row *take_span(const struct finder *f, uint32_t *i)
{
    return take(f, i, TIME_SPAN);
}

/* ---- numbers and years ---- */

static bool read_number(const struct finder *f, uint32_t i, struct number *n) { return number_read(&f->p, i, f->end, n); }

/* A whole number in digits of at most `most`, with its ordinal ending ("3rd", "1er", "3-го"). */
static int take_small(const struct finder *f, uint32_t *i, int most)
{
    struct number n;
    if (*i >= f->end || !f->p.at[*i].digits || f->p.at[*i].folded.len > 2 || !read_number(f, *i, &n))
        return 0;
    if (n.decimals || n.scaled || n.value < 1 || n.value > most || n.kind > NUMBER_KIND_ORDINAL || n.end > *i + 2)
        return 0;
    if (n.kind == NUMBER_KIND_PLAIN && n.end > *i + 1)
        return 0;
    *i = n.end;
    return (int)n.value;
}

static int take_year_digits(const struct finder *f, uint32_t *i)
{
    if (*i >= f->end || !f->p.at[*i].digits || f->p.at[*i].folded.len != 4)
        return 0;
    int year = 0;
    for (int k = 0; k < 4; k++) {
        char c = f->p.at[*i].folded.at[k];
        if (!byte_is_digit(c))
            return 0;
        year = year * 10 + (c - '0');
    }
    bool letters_follow = *i + 1 < f->end && f->p.at[*i + 1].glued && !f->p.at[*i + 1].hyphen;
    if (year < 1000 || year > 2199 || letters_follow)
        return 0;
    ++*i;
    return year;
}

/* "nineteen ninety-six", "two thousand five". */
static int take_year_words(const struct finder *f, uint32_t *i)
{
    struct number century, rest;
    if (!speaks(f, "en") || !read_number(f, *i, &century) || !century.in_words || century.kind != NUMBER_KIND_PLAIN)
        return 0;
    if (century.value >= 2000 && century.value <= 2030 && century.scaled) {
        *i = century.end;
        return (int)century.value;
    }
    if (century.value < 15 || century.value > 20 || !read_number(f, century.end, &rest) || !rest.in_words ||
        rest.kind != NUMBER_KIND_PLAIN || rest.scaled || rest.value < 10 || rest.value > 99)
        return 0;
    *i = rest.end;
    return (int)(century.value * 100 + rest.value);
}

static int take_year(const struct finder *f, uint32_t *i)
{
    int year = take_year_digits(f, i);
    if (!year)
        year = take_year_words(f, i);
    if (year)
        take(f, i, TIME_YEAR_MARK);
    return year;
}

enum { MONTHS_AHEAD = 4 };

/* The year of a month without one: the nearest past, or the coming one where the sentence looks ahead. */
static int year_of_month(const struct finder *f, int month)
{
    if (f->ahead)
        return month < f->now.month ? f->now.year + 1 : f->now.year;
    int next = (month - f->now.month + 12) % 12;
    if (next <= MONTHS_AHEAD)
        return month < f->now.month ? f->now.year + 1 : f->now.year;
    return month > f->now.month ? f->now.year - 1 : f->now.year;
}

enum { NEAR_AHEAD = 120, FAR_BACK = 245, AHEAD_REACH = 12, NEAR_REACH = 4 };

static int year_of_day(const struct finder *f, int month, int day)
{
    int64_t this_year = day_of(f->now.year, month, day) - f->today;
    if (this_year > 0 && !(f->ahead || this_year <= NEAR_AHEAD))
        return f->now.year - 1;
    if (this_year < 0 && -this_year > FAR_BACK && (f->ahead || 365 + this_year <= NEAR_AHEAD))
        return f->now.year + 1;
    return f->now.year;
}

static void set_civil(const struct finder *f, struct date *d, int year, int month, int day)
{
    d->explicit_year = year != 0;
    d->relative = !year;
    if (!year && f->known)
        year = day ? year_of_day(f, month, day) : year_of_month(f, month);
    if (!year)
        date_set_open_day(d, month, day);
    else if (!day)
        date_set_month(d, year, month);
    else if (civil_is_valid(year, month, day))
        date_set_day(d, day_of(year, month, day));
}

/* ---- calendar dates ---- */

/* Digits in the text itself, at most `most`; the number read, or -1. */
static int text_digits(struct span text, size_t *at, int least, int most)
{
    int value = 0, count = 0;
    while (*at < text.len && count < most && byte_is_digit(text.at[*at])) {
        value = value * 10 + (text.at[*at] - '0');
        ++*at;
        count++;
    }
    return count >= least ? value : -1;
}

static bool text_byte(struct span text, size_t *at, char c)
{
    bool is = *at < text.len && text.at[*at] == c;
    *at += is;
    return is;
}

/* The piece at which the text place `at` is passed; 0 where it cuts one or more digits follow. */
static uint32_t piece_behind(const struct finder *f, uint32_t i, size_t at)
{
    if (at < f->p.text.len && byte_is_digit(f->p.text.at[at]))
        return 0;
    uint32_t j = i;
    while (j < f->end && f->p.at[j].at.to <= at)
        j++;
    return j == i || (j < f->end && f->p.at[j].at.from < at) ? 0 : j;
}

/* "14:05", ":30", "Z", "+02:00" behind a T or a blank of an ISO date. */
static void iso_clock(struct span text, size_t *at, struct date *d)
{
    struct clock clock = { .minute = -1, .second = -1 };
    size_t k = *at + 1;
    clock.hour = text_digits(text, &k, 2, 2);
    if (clock.hour < 0 || clock.hour > 24 || !text_byte(text, &k, ':'))
        return;
    clock.minute = text_digits(text, &k, 2, 2);
    if (clock.minute < 0 || clock.minute > 59)
        return;
    if (text_byte(text, &k, ':'))
        clock.second = text_digits(text, &k, 2, 2);
    if (clock.second > 60)
        return;
    clock.zoned = text_byte(text, &k, 'Z');
    size_t zone = k + 1;
    if (!clock.zoned && k < text.len && (text.at[k] == '+' || text.at[k] == '-')) {
        int hours = text_digits(text, &zone, 2, 2);
        text_byte(text, &zone, ':');
        int minutes = text_digits(text, &zone, 2, 2);
        if (hours >= 0 && hours < 15 && minutes >= 0 && minutes < 60) {
            clock.zoned = true;
            clock.offset = (hours * 60 + minutes) * (text.at[k] == '-' ? -1 : 1);
            k = zone;
        }
    }
    date_add_clock(d, clock);
    *at = k;
}

/* 2024-04-03, 22.03.2024, 22/03/2024. */
static bool match_numeric(const struct finder *f, struct match *m)
{
    struct span text = span_cut(f->p.text, 0, f->p.at[f->end - 1].at.to);
    size_t at = f->p.at[f->i].at.from, begin = at;
    if (!f->p.at[f->i].digits || f->p.at[f->i].glued)
        return false;
    int first = text_digits(text, &at, 1, 4);
    size_t width = at - begin;
    char separator = at < text.len ? text.at[at++] : 0;
    if (separator != '-' && separator != '.' && separator != '/')
        return false;
    int second = text_digits(text, &at, width == 4 ? 2 : 1, 2);
    if (second < 1 || !text_byte(text, &at, separator))
        return false;
    int third = text_digits(text, &at, width == 4 ? 2 : 2, width == 4 ? 2 : 4);
    size_t last = at - begin;
    if (third < 0 || (width != 4 && (separator == '-' || width > 2)))
        return false;
    int year = width == 4 ? first : third, month = second, day = width == 4 ? third : first;
    bool american = separator == '/' && speaks(f, "en") && first <= 12;
    if (width != 4 && american) {
        month = first;
        day = second;
    }
    if (width != 4 && last - width < 7)
        year += third > 68 && third < 100 ? 1900 : third < 100 ? 2000 : 0;
    if (year < 1000 || !civil_is_valid(year, month, day))
        return false;
    set_civil(f, &m->date, year, month, day);
    if (separator == '-' && at < text.len && (text.at[at] == 'T' || text.at[at] == ' '))
        iso_clock(text, &at, &m->date);
    m->end = piece_behind(f, f->i, at);
    uint32_t mark = m->end;
    if (mark && take(f, &mark, TIME_YEAR_MARK))
        m->end = mark;
    return m->end != 0;
}

/* Behind a day or a month: [,] [of] year.  0 where there is none. */
static int take_year_behind(const struct finder *f, uint32_t *i)
{
    uint32_t j = *i;
    if (!take_mark(f, &j, SPAN(",")))
        take(f, &j, TIME_OF);
    int year = take_year_digits(f, &j);
    if (!year && j == *i)
        year = take_year_words(f, &j);
    /* "on May 12, 1500 people": a number of people is no year */
    if (!year || (j < f->end && f->p.at[j - 1].folded.len == 4 && year > f->now.year + 100 && f->known))
        return 0;
    take(f, &j, TIME_YEAR_MARK);
    *i = j;
    return year;
}

static bool take_dash(const struct finder *f, uint32_t *i)
{
    static const char *const dashes[] = { "-", "–", "—", "--" };
    for (size_t k = 0; k < sizeof dashes / sizeof *dashes; k++)
        if (take_mark(f, i, span_of(dashes[k])))
            return true;
    return false;
}

/* The day behind "22-" or "22 to", where it comes later in the month. */
static int take_last_day(const struct finder *f, uint32_t *i, int first)
{
    uint32_t j = *i;
    bool joined = j < f->end && f->p.at[j].hyphen;
    if (!joined && !take_dash(f, &j) && !take(f, &j, TIME_TO))
        return 0;
    int last = take_small(f, &j, 31);
    if (last <= first)
        return 0;
    *i = j;
    return last;
}

static void stretch(struct date *d, int first, int last)
{
    if (last && d->when.precision == WHEN_DAY)
        d->when.to += (int64_t)(last - first) * DAY_SECONDS;
}

/* "22 March 2024", "3. April", "3 de abril de 2024", "22nd of March", "22-24 March". */
static bool match_day_month(const struct finder *f, struct match *m, uint32_t i)
{
    uint32_t begin = i;
    int day = take_small(f, &i, 31);
    if (!day) {
        struct number n;
        bool words = read_number(f, i, &n) && n.kind == NUMBER_KIND_ORDINAL && n.value <= 31 && n.in_words;
        if (!words)
            return false;
        day = (int)n.value;
        i = n.end;
    }
    take_mark(f, &i, SPAN("."));
    int last = take_last_day(f, &i, day);
    if (last)
        take_mark(f, &i, SPAN("."));
    take(f, &i, TIME_OF);
    uint32_t month_at = i;
    const struct month_row *month = take_month(f, &i);
    if (!month || (speaks(f, "en") && month_at == begin))
        return false;
    int year = take_year_behind(f, &i);
    set_civil(f, &m->date, year, (int)month->month, day);
    stretch(&m->date, day, last);
    m->end = i;
    return m->date.value[0] != 0;
}

/* "March 22", "March 22-24, 2024", "March eighth". */
static bool match_month_day(const struct finder *f, struct match *m, uint32_t i)
{
    const struct month_row *month = take_month(f, &i);
    if (!month)
        return false;
    take(f, &i, TIME_ARTICLE);
    uint32_t day_at = i;
    int day = take_small(f, &i, 31);
    struct number n;
    if (!day && read_number(f, i, &n) && n.kind == NUMBER_KIND_ORDINAL && n.value <= 31 && n.in_words) {
        day = (int)n.value;
        i = n.end;
    }
    if (!day || !speaks(f, "en"))
        return false;
    int last = take_last_day(f, &i, day);
    bool clock = i + 1 < f->end && (has(f, i, TIME_MERIDIEM) || piece_is(&f->p, i, SPAN("percent")));
    if (clock || (i == day_at))
        return false;
    int year = take_year_behind(f, &i);
    set_civil(f, &m->date, year, (int)month->month, day);
    stretch(&m->date, day, last);
    m->end = i;
    return m->date.value[0] != 0;
}

/* Words before which "march" and "may" in capitals are verbs; here: behind which "May" is the month. */
static bool month_stands_alone(const struct finder *f, uint32_t i)
{
    if (!speaks(f, "en"))
        return speaks(f, "de") || f->p.at[i].folded.len > 4 ||
               (i && (has(f, i - 1, TIME_IN) || has(f, i - 1, TIME_EDGE)));
    bool verb = piece_is(&f->p, i, SPAN("may")) || piece_is(&f->p, i, SPAN("march"));
    if (f->p.at[i].folded.len <= 3 && !verb && !piece_is(&f->p, i + 1, SPAN(".")))
        return false;
    bool led = i > 0 && f->p.at[i].token > 0 &&
               (has(f, i - 1, TIME_IN) || has(f, i - 1, TIME_SHIFT) || has(f, i - 1, TIME_EVERY) ||
                has(f, i - 1, TIME_EDGE) || has(f, i - 1, TIME_TO));
    return led || !verb;
}

/* "April of last year", "February this year": the year that is meant, or 0. */
static int take_shifted_year(const struct finder *f, uint32_t *i)
{
    uint32_t j = *i;
    take(f, &j, TIME_OF);
    take(f, &j, TIME_ARTICLE);
    const struct time_word_row *shift = take(f, &j, TIME_SHIFT);
    const struct time_word_row *span = take(f, &j, TIME_SPAN);
    if (!shift && span)
        shift = take(f, &j, TIME_SHIFT);
    if (!shift || !span || span->value != SPAN_OF_YEAR)
        return 0;
    *i = j;
    return f->now.year + (int)shift->value;
}

/* "April 2024", "in April", "early April", "the end of March", "last May". */
static bool match_month(const struct finder *f, struct match *m, uint32_t i, int shift, bool shifted)
{
    uint32_t month_at = i;
    const struct month_row *month = take_month(f, &i);
    if (!month)
        return false;
    uint32_t behind = i;
    const struct time_word_row *post = speaks(f, "en") ? NULL : take(f, &behind, TIME_SHIFT);
    int year = take_year_behind(f, &i);
    uint32_t this_year = i;
    int said = f->known && !year ? take_shifted_year(f, &this_year) : 0;
    if (said) {
        date_set_month(&m->date, said, (int)month->month);
        m->date.relative = true;
        m->end = this_year;
        return true;
    }
    if (!year && post && post->value != 0) {
        shifted = true;
        shift = (int)post->value;
        i = behind;
    }
    if (!year && !shifted && !month_stands_alone(f, month_at))
        return false;
    if (!year && shifted && f->known) {
        int number = (int)month->month;
        int y = shift < 0 ? (number >= f->now.month ? f->now.year - 1 : f->now.year)
              : shift > 0 ? (number <= f->now.month ? f->now.year + 1 : f->now.year) : f->now.year;
        date_set_month(&m->date, y, number);
        m->date.relative = true;
    } else {
        set_civil(f, &m->date, year, (int)month->month, 0);
    }
    m->end = i;
    return m->date.value[0] != 0;
}

/* Whether the word at piece i is a unit or a noun that numbers count. */
static bool is_counted(const struct finder *f, uint32_t i)
{
    const struct unit_row *unit = i < f->end ? table_find(&unit_table, f->p.at[i].folded) : NULL;
    while (unit && !piece_speaks(&f->p, unit->language))
        unit = table_next(&unit_table, unit);
    return unit != NULL;
}

/* Whether a bare number of four digits at piece i is a year: how it is led, and what follows. */
static bool is_year_place(const struct finder *f, uint32_t i, uint32_t behind)
{
    if (i && piece_touches(&f->p, i) && !f->p.at[i].glued && !has(f, i - 1, TIME_ARTICLE) &&
        (f->p.at[i - 1].digits || !piece_is_word(&f->p, f->tokens, i - 1)) &&
        !piece_is(&f->p, i - 1, SPAN("(")) && !piece_is(&f->p, i - 1, SPAN("'")) && !piece_is(&f->p, i - 1, SPAN("“")))
        return false;
    if (behind < f->end && (f->p.at[behind].digits || piece_is(&f->p, behind, SPAN("%")) || has(f, behind, TIME_SPAN)))
        return behind > i + 1;
    int year = 0;
    for (int k = 0; k < 4; k++)
        year = year * 10 + (f->p.at[i].folded.at[k] - '0');
    bool led = i > 0 && has(f, i - 1, TIME_IN);
    if (behind > i + 1)
        return true;
    if (year < 1900 || year > 2100)
        return led && year >= 1400 && year < 2100;
    /* "2000 people", "1990 dollars" */
    bool plural = behind < f->end && piece_is_word(&f->p, f->tokens, behind) && !is_capital(f, behind) &&
                  span_ends(f->p.at[behind].folded, SPAN("s")) && f->p.at[behind].folded.len > 4;
    bool counted = is_counted(f, behind) || (plural && year % 100 == 0);
    return led || !counted;
}

static bool match_year(const struct finder *f, struct match *m, uint32_t i)
{
    uint32_t begin = i;
    int year = 0;
    if (has(f, i, TIME_YEAR_MARK) && speaks(f, "en"))
        take(f, &i, TIME_YEAR_MARK);
    take(f, &i, TIME_FISCAL);
    uint32_t digits_at = i;
    year = take_year(f, &i);
    if (!year || (f->p.at[digits_at].digits && digits_at == begin && !is_year_place(f, digits_at, i)))
        return false;
    date_set_year(&m->date, year);
    m->date.explicit_year = true;
    m->end = i;
    return true;
}

/* "the 1990s", "the '80s", "the nineties", "the 20th century", "les années 90". */
static bool match_decade(const struct finder *f, struct match *m, uint32_t i)
{
    take(f, &i, TIME_ARTICLE);
    uint32_t words = i;
    const struct time_word_row *word = take(f, &words, TIME_DECADE);
    struct number n;
    if (word) {
        date_set_decade(&m->date, 1900 + (int)word->value);
        m->end = words;
        return i > f->i;
    }
    if (read_number(f, i, &n) && n.kind == NUMBER_KIND_ORDINAL && n.value < 40) {
        uint32_t j = n.end;
        const struct time_word_row *span = take_span(f, &j);
        if (!span || span->value != SPAN_OF_CENTURY)
            return false;
        date_set_century(&m->date, (int)n.value);
        m->end = j;
        return true;
    }
    if (!take_mark(f, &i, SPAN("'")))
        take_mark(f, &i, SPAN("’"));
    if (i + 1 >= f->end || !f->p.at[i].digits || !f->p.at[i + 1].glued || !read_number(f, i, &n) || n.decimals)
        return false;
    struct span letters = f->p.at[i + 1].folded;
    bool tens = fmod(n.value, 10) == 0 && (n.digits == 4 || n.digits == 2);
    if (!tens || !(span_equal(letters, SPAN("s")) || span_equal(letters, SPAN("er")) || span_equal(letters, SPAN("х"))))
        return false;
    date_set_decade(&m->date, (int)n.value + (n.digits == 2 ? 1900 : 0));
    m->end = i + 2;
    return n.value >= 1000 || i > f->i;
}

/* ---- weekdays ---- */

static int64_t day_of_weekday(const struct finder *f, int weekday, int shift, bool shifted)
{
    int back = (weekday_of(f->today) - weekday + 7) % 7;
    if (shifted && shift < 0)
        return f->today - (back ? back : 7);
    if (shifted && shift > 0)
        return f->today + (back ? 7 - back : 7);
    if (f->ahead && back)
        return f->today + 7 - back;
    return f->today - back;
}

static void set_weekday(const struct finder *f, struct match *m, int weekday, int shift, bool shifted)
{
    m->date.relative = true;
    if (f->known)
        date_set_day(&m->date, day_of_weekday(f, weekday, shift, shifted));
    else
        date_set_open_weekday(&m->date, weekday);
}

/* The part of the day behind a day: "Friday night", "mercredi matin". */
static void add_part(const struct finder *f, struct match *m)
{
    uint32_t i = m->end;
    const struct time_word_row *part = take(f, &i, TIME_PART);
    if (!part)
        return;
    date_add_part(&m->date, part->code);
    m->end = i;
    if (speaks(f, "en") && part->word.len > 5 && span_ends(part->word, SPAN("s")))
        m->date.type = DATE_SET;
}

static bool match_weekday(const struct finder *f, struct match *m, uint32_t i, int shift, bool shifted)
{
    uint32_t at = i;
    const struct time_word_row *day = take(f, &i, TIME_WEEKDAY);
    if (!day || (wants_capital(f) && !is_capital(f, at)))
        return false;
    if (day->word.len <= 3 && speaks(f, "en") && !piece_is(&f->p, i, SPAN(".")))
        return false;
    uint32_t calendar = i;
    take_mark(f, &calendar, SPAN("."));
    take_mark(f, &calendar, SPAN(","));
    take(f, &calendar, TIME_ARTICLE);
    struct match full = *m;
    if (match_day_month(f, &full, calendar) || match_month_day(f, &full, calendar)) {
        *m = full;
        add_part(f, m);
        return true;
    }
    uint32_t behind = i;
    const struct time_word_row *post = speaks(f, "en") ? NULL : take(f, &behind, TIME_SHIFT);
    if (post) {
        shift = (int)post->value;
        shifted = true;
        i = behind;
    }
    set_weekday(f, m, (int)day->value, shift, shifted);
    m->end = i;
    date_add_part(&m->date, day->code);
    add_part(f, m);
    return true;
}

/* ---- quarters, halves, seasons ---- */

static int shifted_year(const struct finder *f, const struct time_word_row *shift)
{
    return f->known ? f->now.year + (int)shift->value : 0;
}

/* Which year a quarter belongs to: "of 1990", "of last year", "a year ago"; else the nearest past one. */
static int take_quarter_year(const struct finder *f, uint32_t *i, int quarter)
{
    int year = take_year_behind(f, i);
    uint32_t j = *i;
    take(f, &j, TIME_OF);
    take(f, &j, TIME_ARTICLE);
    const struct time_word_row *shift = take(f, &j, TIME_SHIFT);
    const struct time_word_row *span = take_span(f, &j);
    if (!span) {
        j = *i;
        take(f, &j, TIME_OF);
        take(f, &j, TIME_ARTICLE);
        span = take_span(f, &j);
        shift = span ? take(f, &j, TIME_SHIFT) : NULL;
    }
    if (!year && shift && span && span->value == SPAN_OF_YEAR && f->known) {
        *i = j;
        return shifted_year(f, shift);
    }
    if (year || !f->known)
        return year;
    return quarter > (f->now.month + 2) / 3 ? f->now.year - 1 : f->now.year;
}

/* "the third quarter of 1990", "third-quarter", "the fiscal first quarter", "Q3 2023", "the first half". */
static bool match_quarter(struct finder *f, struct match *m, uint32_t i, int year)
{
    take(f, &i, TIME_ARTICLE);
    take(f, &i, TIME_FISCAL);
    if (!year)
        year = take_year_digits(f, &i);
    struct number n;
    if (!read_number(f, i, &n) || n.kind != NUMBER_KIND_ORDINAL || n.value > 4)
        return false;
    uint32_t j = n.end;
    take_mark(f, &j, SPAN("."));
    bool half = take(f, &j, TIME_HALF) != NULL;
    const struct time_word_row *span = half ? NULL : take_span(f, &j);
    if (!(half && n.value <= 2) && (!span || span->value != SPAN_OF_QUARTER))
        return false;
    int number = (int)n.value;
    if (!year)
        year = take_quarter_year(f, &j, half ? number * 2 : number);
    m->date.explicit_year = year && !f->known;
    m->date.relative = !m->date.explicit_year;
    m->names_quarter = !half;
    if (half && !f->known && !year)
        return false;
    if (half && year)
        date_set_half(&m->date, year, number);
    else if (year)
        date_set_quarter(&m->date, year, number);
    m->end = j;
    return true;
}

/* "the 1988 quarter", "the 1988 period": the quarter that was named, of another year. */
static bool match_year_quarter(const struct finder *f, struct match *m)
{
    uint32_t i = f->i;
    take(f, &i, TIME_ARTICLE);
    int year = take_year_digits(f, &i);
    uint32_t j = i;
    const struct time_word_row *span = year ? take_span(f, &j) : NULL;
    bool period = year && !span && take_mark(f, &j, SPAN("period"));
    if (!f->quarter || !(period || (span && span->value == SPAN_OF_QUARTER)))
        return false;
    date_set_quarter(&m->date, year, f->quarter);
    m->date.explicit_year = true;
    m->end = j;
    return true;
}

static bool match_short_quarter(const struct finder *f, struct match *m, uint32_t i)
{
    struct span word = f->p.at[i].folded;
    if (word.len != 2 || word.at[0] != 'q' || word.at[1] < '1' || word.at[1] > '4')
        return false;
    int number = word.at[1] - '0';
    i++;
    int year = take_quarter_year(f, &i, number);
    if (year)
        date_set_quarter(&m->date, year, number);
    m->end = i;
    return true;
}

static int season_year(const struct finder *f, int season, bool shifted, int shift)
{
    int now = f->now.month / 3 ? f->now.month / 3 : 0;
    if (shifted && shift < 0)
        return season >= now ? f->now.year - 1 : f->now.year;
    if (shifted && shift > 0)
        return season <= now ? f->now.year + 1 : f->now.year;
    if (shifted || season <= now)
        return f->now.year;
    return f->ahead ? f->now.year : f->now.year - 1;
}

static bool match_season(const struct finder *f, struct match *m, uint32_t i, const struct time_word_row *shift)
{
    bool article = take(f, &i, TIME_ARTICLE) != NULL;
    uint32_t at = i;
    const struct time_word_row *season = take(f, &i, TIME_SEASON);
    if (!season)
        return false;
    uint32_t behind = i;
    if (!shift && !speaks(f, "en"))
        shift = take(f, &behind, TIME_SHIFT);
    i = behind;
    int year = take_year_behind(f, &i);
    bool led = article || shift || year || (at > 0 && (has(f, at - 1, TIME_IN) || has(f, at - 1, TIME_EDGE)));
    if (!led && (speaks(f, "en") || speaks(f, "fr")))
        return false;
    m->date.explicit_year = year != 0;
    m->date.relative = !year;
    if (!year && f->known)
        year = season_year(f, (int)season->value, shift != NULL, shift ? (int)shift->value : 0);
    if (year)
        date_set_season(&m->date, year, (int)season->value, season->code);
    m->end = i;
    return true;
}

/* ---- what is relative ---- */

/* Keeps the quarter a report is about; "a year earlier" does not change it. */
static void remember_quarter(struct finder *f, const struct match *m)
{
    const struct date *d = &m->date;
    if (d->when.precision != WHEN_QUARTER || !m->names_quarter)
        return;
    struct civil c = civil_of(d->when.from / DAY_SECONDS);
    f->quarter_year = c.year;
    f->quarter = (c.month + 2) / 3;
}

/* "last year", "this week", "la semaine dernière", "минулого року". */
static bool set_shifted(const struct finder *f, struct match *m, double shift, enum time_span span)
{
    m->date.relative = true;
    if (span == SPAN_OF_QUARTER && f->quarter && shift == 0) {
        date_set_quarter(&m->date, f->quarter_year, f->quarter);
        return true;
    }
    if (span < SPAN_OF_DAY)
        return false;
    /* up to Thursday "the weekend" is the last one */
    bool early = span == SPAN_OF_WEEKEND && shift == 0 && !f->ahead && weekday_of(f->today) < 5;
    if (f->known)
        date_set_distance(&m->date, f->today, early ? -1 : shift, span);
    return true;
}

static double count_behind(const struct finder *f, uint32_t *i)
{
    struct number n;
    if (read_number(f, *i, &n) && n.kind == NUMBER_KIND_PLAIN) {
        *i = n.end;
        return n.value;
    }
    return take(f, i, TIME_SOME) ? -1 : 0;
}

/* "the past two years", "the next few days", "les trois derniers mois": a stretch that touches today. */
static bool match_past_stretch(const struct finder *f, struct match *m, uint32_t i)
{
    const struct time_word_row *shift = take(f, &i, TIME_SHIFT);
    double count = shift ? count_behind(f, &i) : 0;
    const struct time_word_row *span = count != 0 ? take_span(f, &i) : NULL;
    if (!span || shift->value == 0)
        return false;
    date_set_duration(&m->date, count, (enum time_span)(int)span->value);
    m->end = i;
    return true;
}

static bool match_shift(struct finder *f, struct match *m)
{
    uint32_t i = f->i;
    take(f, &i, TIME_ARTICLE);
    if (match_past_stretch(f, m, i))
        return true;
    uint32_t j = i;
    const struct time_word_row *shift = take(f, &j, TIME_SHIFT);
    if (!shift)
        return false;
    /* "this past spring", "this coming Sunday" */
    const struct time_word_row *more = shift->value == 0 ? take(f, &j, TIME_SHIFT) : NULL;
    if (more)
        shift = more;
    if (match_month_day(f, m, j) || match_weekday(f, m, j, (int)shift->value, shift->value != 0 || more) ||
        match_season(f, m, j, shift))
        return true;
    if (match_month(f, m, j, (int)shift->value, true))
        return true;
    const struct time_word_row *part = word_at(f, j, TIME_PART, &m->end);
    if (part && shift->value == 0) {
        if (f->known)
            date_set_day(&m->date, f->today);
        m->date.relative = true;
        date_add_part(&m->date, part->code);
        return true;
    }
    take(f, &j, TIME_FISCAL);
    const struct time_word_row *span = take_span(f, &j);
    if (!span)
        return false;
    m->end = j;
    if (speaks(f, "en") && span_ends(span->word, SPAN("s"))) {
        date_set_duration(&m->date, -1, (enum time_span)(int)span->value);
        return shift->value != 0;
    }
    if (span->value == SPAN_OF_YEAR && piece_is(&f->p, j, SPAN("'s")) &&
        match_quarter(f, m, j + 1, shifted_year(f, shift)))
        return true;
    if (span->value == SPAN_OF_DECADE && shift->code.len) {
        date_set_duration(&m->date, 1, SPAN_OF_DECADE);
        return true;
    }
    return set_shifted(f, m, shift->value, (enum time_span)(int)span->value);
}

/* "la semaine dernière", "el año pasado": the shift behind the span. */
static bool match_shift_behind(const struct finder *f, struct match *m)
{
    uint32_t i = f->i;
    if (speaks(f, "en"))
        return false;
    take(f, &i, TIME_ARTICLE);
    const struct time_word_row *span = take_span(f, &i);
    const struct time_word_row *shift = span ? take(f, &i, TIME_SHIFT) : NULL;
    if (!shift || shift->value == 0)
        return false;
    m->end = i;
    return set_shifted(f, m, shift->value, (enum time_span)(int)span->value);
}

/* "the week", "the quarter", "the year-ago period", "the weekend": what an article with a span points at. */
static bool match_the_span(const struct finder *f, struct match *m)
{
    uint32_t i = f->i;
    const struct time_word_row *article = take(f, &i, TIME_ARTICLE);
    if (!speaks(f, "en") || !article)
        return false;
    bool latest = take_mark(f, &i, SPAN("latest"));
    const struct time_word_row *span = take_span(f, &i);
    if (!span && latest && f->quarter && take_mark(f, &i, SPAN("period"))) {
        m->end = i;
        return set_shifted(f, m, 0, SPAN_OF_QUARTER);
    }
    if (!span)
        return false;
    /* "the week of March 6" */
    if (span->value == SPAN_OF_WEEK && take_mark(f, &i, SPAN("of")) &&
        (match_month_day(f, m, i) || match_day_month(f, m, i)) && m->date.when.precision == WHEN_DAY) {
        date_set_week(&m->date, m->date.when.from / DAY_SECONDS);
        return true;
    }
    if (span->value != SPAN_OF_QUARTER && span->value != SPAN_OF_WEEKEND && !latest)
        return false;
    if (span->value == SPAN_OF_QUARTER && !f->quarter)
        return false;
    m->end = i;
    return set_shifted(f, m, 0, (enum time_span)(int)span->value);
}

/* "yesterday", "gestern", "hier soir", "tonight". */
static bool match_day_word(const struct finder *f, struct match *m)
{
    uint32_t i = f->i;
    const struct time_word_row *day = take(f, &i, TIME_DAY);
    if (!day)
        return false;
    /* Spanish "la mañana" and German "am Morgen", "der Morgen" are mornings. */
    bool morning = piece_is(&f->p, f->i, SPAN("mañana")) || piece_is(&f->p, f->i, SPAN("morgen"));
    if (morning && f->i && (has(f, f->i - 1, TIME_ARTICLE) || has(f, f->i - 1, TIME_SHIFT) || has(f, f->i - 1, TIME_EVERY) ||
                            (speaks(f, "de") && is_capital(f, f->i))))
        return false;
    m->date.relative = true;
    if (f->known)
        date_set_day(&m->date, f->today + (int64_t)day->value);
    m->end = i;
    date_add_part(&m->date, day->code);
    if (!day->code.len)
        add_part(f, m);
    return true;
}

static bool match_vague(const struct finder *f, struct match *m)
{
    uint32_t i = f->i;
    m->end = i;
    return take(f, &m->end, TIME_VAGUE) != NULL;
}

static bool match_holiday(const struct finder *f, struct match *m, uint32_t i, int shift, bool shifted);

/* "early", "late", "the end of" before a calendar date, a span or a day. */
static bool match_edge(struct finder *f, struct match *m)
{
    uint32_t i = f->i;
    if (!take(f, &i, TIME_EDGE))
        return false;
    take(f, &i, TIME_OF);
    take_mark(f, &i, SPAN("-"));
    if (match_month(f, m, i, 0, false) || match_year(f, m, i) || match_decade(f, m, i) || match_season(f, m, i, NULL) ||
        match_weekday(f, m, i, 0, false))
        return true;
    uint32_t begin = f->i;
    f->i = i;
    bool found = match_shift(f, m) || match_day_word(f, m) || match_shift_behind(f, m);
    f->i = begin;
    if (found)
        return true;
    uint32_t j = i;
    take(f, &j, TIME_ARTICLE);
    const struct time_word_row *span = take_span(f, &j);
    if (!span || span->value < SPAN_OF_WEEK || !span_ends(f->p.at[j - 2].folded, SPAN("e")))
        return false;
    m->end = j;
    return set_shifted(f, m, 0, (enum time_span)(int)span->value);
}

/* ---- durations and distances ---- */

/* How many: a number, "a", "several"; 0 where nothing counts, -1 where it is not said. */
static double take_count(const struct finder *f, uint32_t *i)
{
    struct number n;
    uint32_t j = *i;
    uint32_t year = j;
    if (take_year_digits(f, &year))
        return 0;
    if (read_number(f, j, &n) && (n.kind == NUMBER_KIND_PLAIN || n.kind == NUMBER_KIND_SHARE) && n.value > 0) {
        *i = n.end;
        take_mark(f, i, SPAN("more"));
        return n.value;
    }
    if (n.kind == NUMBER_KIND_OPEN && n.end > j) {
        *i = n.end;
        take(f, i, TIME_OF);
        return -1;
    }
    const struct time_word_row *some = take(f, &j, TIME_SOME);
    if (some) {
        *i = j;
        return -1;
    }
    const struct time_word_row *one = take(f, i, TIME_ONE);
    return one ? 1 : 0;
}

static void set_distance(const struct finder *f, struct match *m, double count, enum time_span span, int direction,
                         int64_t from)
{
    m->date.relative = true;
    m->date.type = DATE_DATE;
    if (count < 0 || !f->known)
        return;
    bool year_before_quarter = span == SPAN_OF_YEAR && direction < 0 && f->quarter;
    if (year_before_quarter)
        date_set_quarter(&m->date, f->quarter_year - (int)count, f->quarter);
    else
        date_set_distance(&m->date, from, count * direction, span);
}

/* Adjectives that turn a duration into what is no stretch of time: ages are figures. */
static bool is_age(const struct finder *f, uint32_t i)
{
    return piece_is(&f->p, i, SPAN("old")) || piece_is(&f->p, i, SPAN("alt"));
}

/* A second number: "two to three weeks", "12 to 18 months". */
static void take_second_count(const struct finder *f, uint32_t *i)
{
    uint32_t j = *i;
    struct number n;
    bool joined = j < f->end && f->p.at[j].hyphen && f->p.at[j].digits;
    if ((joined || take(f, &j, TIME_TO) || take_dash(f, &j) || take_mark(f, &j, SPAN("or"))) && read_number(f, j, &n) &&
        n.kind == NUMBER_KIND_PLAIN && has(f, n.end, TIME_SPAN))
        *i = n.end;
}

static bool match_count(const struct finder *f, struct match *m)
{
    uint32_t i = f->i;
    const struct time_word_row *before = take(f, &i, TIME_AGO_BEFORE);
    if (!before)
        before = take(f, &i, TIME_AHEAD_BEFORE);
    double count = take_count(f, &i);
    if (count == 0)
        return false;
    uint32_t after_first = i;
    take_second_count(f, &i);
    if (i > after_first)
        count = -count > 0 ? -1 : count;
    const struct time_word_row *span = take_span(f, &i);
    if (!span || is_age(f, i))
        return false;
    enum time_span unit = (enum time_span)(int)span->value;
    uint32_t j = i;
    const struct time_word_row *ago = take(f, &j, TIME_AGO);
    if (!ago)
        ago = take(f, &j, TIME_AHEAD);
    /* "later", "earlier" count from what was told before, which only a day or a year ago names */
    bool told = ago && ago->code.len;
    if (told && !f->has_last_day && !(unit == SPAN_OF_YEAR && ago->value < 0 && count > 0))
        ago = NULL;
    m->end = ago ? j : i;
    if (ago) {
        set_distance(f, m, count, unit, (int)ago->value, told && f->has_last_day && !f->quarter ? f->last_day : f->today);
    } else if (before && before->value > 0 && count < 0 && speaks(f, "en")) {
        return false;
    } else if (before && !before->code.len && unit >= SPAN_OF_DAY) {
        set_distance(f, m, count, unit, (int)before->value, f->today);
    } else if (before) {
        return false;
    } else {
        date_set_duration(&m->date, count, unit);
    }
    return true;
}

/* "for years", "within days", "months ago": how many is not said. */
static bool match_plural(const struct finder *f, struct match *m)
{
    uint32_t i = f->i;
    const struct time_word_row *span = take_span(f, &i);
    if (!span || !speaks(f, "en") || !span_ends(span->word, SPAN("s")) || span->value < SPAN_OF_DAY)
        return false;
    bool led = f->i > 0 && (piece_is(&f->p, f->i - 1, SPAN("for")) || piece_is(&f->p, f->i - 1, SPAN("within")));
    uint32_t j = i;
    const struct time_word_row *ago = take(f, &j, TIME_AGO);
    if (!led && !(ago && !ago->code.len))
        return false;
    date_set_duration(&m->date, -1, (enum time_span)(int)span->value);
    m->end = ago ? j : i;
    return true;
}

/* "year-ago", "year-earlier", "the year-ago quarter". */
static bool match_year_ago(const struct finder *f, struct match *m)
{
    uint32_t i = f->i;
    if (!speaks(f, "en"))
        return false;
    take(f, &i, TIME_ARTICLE);
    if (!take_mark(f, &i, SPAN("year")) || i >= f->end || !f->p.at[i].hyphen || !take(f, &i, TIME_AGO))
        return false;
    uint32_t j = i;
    struct number n;
    if (read_number(f, j, &n) && n.kind == NUMBER_KIND_ORDINAL)
        j = n.end;
    const struct time_word_row *span = take(f, &j, TIME_SPAN);
    bool period = !span && take_mark(f, &j, SPAN("period"));
    m->end = span || period ? j : i;
    set_distance(f, m, 1, SPAN_OF_YEAR, -1, f->today);
    return true;
}

/* "year-end", "the year's end". */
static bool match_year_end(const struct finder *f, struct match *m)
{
    uint32_t i = f->i;
    take(f, &i, TIME_ARTICLE);
    if (!speaks(f, "en") || !take_mark(f, &i, SPAN("year")))
        return false;
    take_mark(f, &i, SPAN("'s"));
    if (!take_mark(f, &i, SPAN("end")))
        return false;
    m->date.relative = true;
    if (f->known)
        date_set_year(&m->date, f->now.year);
    m->end = i;
    return true;
}

/* "every Monday", "tous les deux jours", "каждую среду", "daily". */
static bool match_set(const struct finder *f, struct match *m)
{
    uint32_t i = f->i;
    m->date.type = DATE_SET;
    const struct time_word_row *word = take(f, &i, TIME_SET);
    if (word) {
        date_set_text(&m->date, word->code);
        m->end = i;
        return !wants_capital(f) || word->code.at[0] != 'X' || is_capital(f, f->i);
    }
    if (!take(f, &i, TIME_EVERY))
        return false;
    const struct time_word_row *day = take(f, &i, TIME_WEEKDAY);
    if (day) {
        date_set_open_weekday(&m->date, (int)day->value);
        m->end = i;
        add_part(f, m);
        m->date.type = DATE_SET;
        return true;
    }
    const struct month_row *month = take_month(f, &i);
    if (month) {
        date_set_open_day(&m->date, (int)month->month, 0);
        m->end = i;
        return true;
    }
    const struct time_word_row *part = take(f, &i, TIME_PART);
    if (part) {
        date_set_text(&m->date, SPAN("XXXX-XX-XX"));
        date_add_part(&m->date, part->code);
        m->date.type = DATE_SET;
        m->end = i;
        return true;
    }
    double count = take_count(f, &i);
    const struct time_word_row *span = take_span(f, &i);
    if (!span)
        return false;
    date_set_duration(&m->date, count == 0 ? 1 : count, (enum time_span)(int)span->value);
    m->date.type = DATE_SET;
    m->end = i;
    return true;
}

/* ---- holidays ---- */

/* The nth `weekday` of a month. */
static int64_t nth_weekday(int year, int month, int weekday, int nth)
{
    int64_t first = day_of(year, month, 1);
    return first + (weekday - weekday_of(first) + 7) % 7 + (int64_t)(nth - 1) * 7;
}

/* Gregorian Easter Sunday, after Butcher. */
static int64_t easter(int year)
{
    int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, g = (8 * b + 13) / 25;
    int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7;
    int m = (a + 11 * h + 22 * l) / 451, n = h + l - 7 * m + 114;
    return day_of(year, n / 31, n % 31 + 1);
}

static int64_t holiday_day(int year, int code)
{
    switch (code) {
    case 1:
        return nth_weekday(year, 11, 4, 4);
    case 2:
        return easter(year);
    case 3:
        return easter(year) - 2;
    case 4:
        return nth_weekday(year, 11, 1, 1) + 1;
    case 5:
        return nth_weekday(year, 9, 1, 1);
    case 6:
        return day_of(year, 5, 31) - (weekday_of(day_of(year, 5, 31)) - 1);
    default:
        return day_of(year, code / 100, code % 100);
    }
}

static bool match_holiday(const struct finder *f, struct match *m, uint32_t i, int shift, bool shifted)
{
    uint32_t at = i;
    const struct time_word_row *holiday = take(f, &i, TIME_HOLIDAY);
    if (!holiday || (wants_capital(f) && !is_capital(f, at)))
        return false;
    int year = take_year_behind(f, &i);
    m->end = i;
    m->date.explicit_year = year != 0;
    m->date.relative = !year;
    if (!year && !f->known)
        return true;
    if (!year) {
        year = f->now.year;
        int64_t distance = holiday_day(year, (int)holiday->value) - f->today;
        if (shifted ? shift < 0 && distance >= 0 : distance > 60)
            year--;
        else if (distance < -180)
            year++;
    }
    date_set_day(&m->date, holiday_day(year, (int)holiday->value));
    return true;
}

/* ---- clock times ---- */

struct clock_words { struct clock clock; uint32_t end; bool sure; };

/* The part of a clock time that stands in digits: "14:05", "7.30", "18h30", "0737", "9". */
static bool read_clock_digits(const struct finder *f, uint32_t i, struct clock_words *c)
{
    struct span text = span_cut(f->p.text, 0, f->p.at[f->end - 1].at.to);
    size_t at = f->p.at[i].at.from, begin = at;
    c->clock = (struct clock){ .minute = -1, .second = -1 };
    if (!f->p.at[i].digits || f->p.at[i].glued)
        return false;
    int hour = text_digits(text, &at, 1, 4);
    if (at - begin == 4) {
        c->clock.minute = hour % 100;
        hour /= 100;
    } else if (at - begin > 2) {
        return false;
    } else if (at + 1 < text.len && (text.at[at] == ':' || text.at[at] == '.' || text.at[at] == 'h') &&
               byte_is_digit(text.at[at + 1])) {
        char separator = text.at[at++];
        c->clock.minute = text_digits(text, &at, 2, 2);
        c->sure = separator != '.';
        if (c->clock.minute < 0)
            return false;
        if (separator == ':' && at + 1 < text.len && text.at[at] == ':' && byte_is_digit(text.at[at + 1])) {
            at++;
            c->clock.second = text_digits(text, &at, 2, 2);
        }
    }
    c->clock.hour = hour;
    c->end = piece_behind(f, i, at);
    return c->end && hour <= 24 && c->clock.minute < 60 && c->clock.second < 61;
}

/* "18 h 30", "18 Uhr", "9 o'clock", "9 in the morning"; marks behind the digits. */
static void read_clock_marks(const struct finder *f, struct clock_words *c)
{
    uint32_t i = c->end;
    const struct time_word_row *meridiem = take(f, &i, TIME_MERIDIEM);
    if (meridiem && c->clock.hour <= 12) {
        c->clock.hour = c->clock.hour % 12 + (int)meridiem->value;
        c->sure = true;
        c->end = i;
        take_mark(f, &c->end, SPAN("."));
        if (c->end > i && (c->end >= f->end || !piece_touches(&f->p, i)))
            c->end = i;
    } else if (take(f, &i, TIME_HOUR_MARK)) {
        uint32_t at = c->end;
        bool minute = i < f->end && f->p.at[i].digits && f->p.at[i].folded.len == 2 && c->clock.minute < 0;
        int minutes = minute ? take_small(f, &i, 59) : 0;
        if (minutes)
            c->clock.minute = minutes;
        /* "1100 hours" */
        c->sure |= c->clock.minute >= 0 && f->p.at[at].folded.len >= 3 && speaks(f, "en") && !piece_is(&f->p, i, SPAN("of"));
        /* hours can be a duration: sure only for "Uhr", "o'clock" or behind "at" */
        c->sure |= minutes > 0 || piece_is(&f->p, at, SPAN("uhr")) || piece_is(&f->p, at, SPAN("o'clock"));
        c->end = i;
    }
}

static void read_zone(const struct finder *f, struct clock_words *c)
{
    uint32_t i = c->end;
    bool bracket = take_mark(f, &i, SPAN("("));
    const struct time_word_row *zone = bracket ? NULL : take(f, &i, TIME_ZONE);
    bool capital = zone && (f->tokens->at[f->p.at[i - 1].token].shape & (TOKEN_ALL_CAPITALS | TOKEN_CAPITAL));
    if (!zone || (!capital && !piece_is(&f->p, i - 1, SPAN("мск"))))
        return;
    c->clock.zoned = true;
    c->clock.offset = (int)zone->value;
    c->sure = true;
    c->end = i;
}

static bool read_clock(const struct finder *f, uint32_t i, struct clock_words *c)
{
    *c = (struct clock_words){ .sure = false };
    uint32_t words = i;
    const struct time_word_row *word = take(f, &words, TIME_HOUR_WORD);
    if (word) {
        *c = (struct clock_words){ { (int)word->value, -1, -1, 0, false }, words, true };
        return true;
    }
    if (!read_clock_digits(f, i, c))
        return false;
    read_clock_marks(f, c);
    if (speaks(f, "en") && c->clock.minute < 0 && !c->sure && piece_is(&f->p, c->end, SPAN("in")) &&
        piece_is(&f->p, c->end + 1, SPAN("the")) && has(f, c->end + 2, TIME_PART)) {
        struct span code = ((const struct time_word_row *)f->rows[c->end + 2])->code;
        c->clock.hour += c->clock.hour < 12 && !span_equal(code, SPAN("MO")) ? 12 : 0;
        c->end += 3;
        c->sure = true;
    }
    read_zone(f, c);
    return c->sure;
}

/* The day a clock time belongs to stands behind it: "10 p.m. Wednesday", "5 p.m. EST, Nov. 6". */
static bool match_clock_day(const struct finder *f, struct match *m, uint32_t i)
{
    take_mark(f, &i, SPAN(","));
    if (piece_is(&f->p, i, SPAN("on")))
        i++;
    uint32_t day_at = i;
    if (match_weekday(f, m, i, 0, false) || match_month_day(f, m, i) || match_day_month(f, m, i))
        return m->date.when.precision == WHEN_DAY || !f->known;
    const struct time_word_row *day = take(f, &i, TIME_DAY);
    if (!day || day->code.len || day_at == i)
        return false;
    if (f->known)
        date_set_day(&m->date, f->today + (int64_t)day->value);
    m->date.relative = true;
    m->end = i;
    return true;
}

/* "10:35 a.m. (0735 GMT) Friday": the piece behind a short bracket, or its end. */
static uint32_t skip_bracket(const struct finder *f, uint32_t i)
{
    bool open = piece_is(&f->p, i, SPAN("("));
    if (!open && piece_is(&f->p, i, SPAN(")")))
        return i + 1;
    for (uint32_t j = i + 1; open && j < f->end && j < i + 6; j++)
        if (piece_is(&f->p, j, SPAN(")")))
            return j + 1;
    return i;
}

/* Where no day stands with it, a clock time is of the last day that the sentence named, or of today. */
static bool match_clock(const struct finder *f, struct match *m)
{
    struct clock_words c;
    if (!read_clock(f, f->i, &c))
        return false;
    struct match day = *m;
    uint32_t behind = skip_bracket(f, c.end);
    bool has_day = match_clock_day(f, &day, behind);
    if (has_day && behind > c.end)
        day.end = c.end;
    if (has_day) {
        *m = day;
    } else if (f->known) {
        date_set_day(&m->date, f->has_last_day ? f->last_day : f->today);
        m->date.relative = true;
    }
    if (!has_day)
        m->end = c.end;
    if (m->date.when.precision != WHEN_DAY && m->date.value[0])
        return has_day;
    date_add_clock(&m->date, c.clock);
    return true;
}

/* ---- the walk ---- */

typedef bool matcher(struct finder *f, struct match *m);

static bool try_numeric(struct finder *f, struct match *m) { return match_numeric(f, m); }
static bool try_day_month(struct finder *f, struct match *m) { return match_day_month(f, m, f->i); }
static bool try_month_day(struct finder *f, struct match *m) { return match_month_day(f, m, f->i); }
static bool try_month(struct finder *f, struct match *m) { return match_month(f, m, f->i, 0, false); }
static bool try_year(struct finder *f, struct match *m) { return match_year(f, m, f->i); }
static bool try_decade(struct finder *f, struct match *m) { return match_decade(f, m, f->i); }
static bool try_weekday(struct finder *f, struct match *m) { return match_weekday(f, m, f->i, 0, false); }
static bool try_quarter(struct finder *f, struct match *m) { return match_quarter(f, m, f->i, 0); }
static bool try_short_quarter(struct finder *f, struct match *m) { return match_short_quarter(f, m, f->i); }
static bool try_year_quarter(struct finder *f, struct match *m) { return match_year_quarter(f, m); }
static bool try_season(struct finder *f, struct match *m) { return match_season(f, m, f->i, NULL); }
static bool try_shift(struct finder *f, struct match *m) { return match_shift(f, m); }
static bool try_shift_behind(struct finder *f, struct match *m) { return match_shift_behind(f, m); }
static bool try_the_span(struct finder *f, struct match *m) { return match_the_span(f, m); }
static bool try_day_word(struct finder *f, struct match *m) { return match_day_word(f, m); }
static bool try_vague(struct finder *f, struct match *m) { return match_vague(f, m); }
static bool try_edge(struct finder *f, struct match *m) { return match_edge(f, m); }
static bool try_count(struct finder *f, struct match *m) { return match_count(f, m); }
static bool try_year_end(struct finder *f, struct match *m) { return match_year_end(f, m); }
static bool try_plural(struct finder *f, struct match *m) { return match_plural(f, m); }
static bool try_year_ago(struct finder *f, struct match *m) { return match_year_ago(f, m); }
static bool try_set(struct finder *f, struct match *m) { return match_set(f, m); }
static bool try_holiday(struct finder *f, struct match *m) { return match_holiday(f, m, f->i, 0, false); }
static bool try_clock(struct finder *f, struct match *m) { return match_clock(f, m); }

/* The longest match at f->i; the earlier of two equally long ones. */
static bool match_any(struct finder *f, struct match *best)
{
    static matcher *const all[] = {
        try_numeric, try_clock, try_month_day, try_day_month, try_month, try_weekday, try_quarter, try_short_quarter,
        try_year_quarter,        try_year_ago, try_edge, try_shift, try_shift_behind, try_season, try_the_span, try_day_word, try_set,
        try_decade, try_year, try_count, try_holiday, try_vague, try_plural, try_year_end,
    };
    best->end = 0;
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        struct match m = { .end = 0 };
        if (all[k](f, &m) && m.end > best->end && m.end > f->i)
            *best = m;
    }
    return best->end > f->i;
}

/* Roles that tell of time by themselves, and those that do with such a word behind them. */
static bool tells_time(const struct finder *f, uint32_t i)
{
    static const enum time_role roles[] = {
        TIME_WEEKDAY, TIME_MONTH, TIME_SPAN, TIME_SEASON, TIME_DAY, TIME_VAGUE, TIME_SHIFT, TIME_AGO_BEFORE, TIME_EVERY,
        TIME_SET, TIME_EDGE, TIME_HOUR_WORD, TIME_DECADE, TIME_SOME, TIME_HOLIDAY, TIME_FISCAL, TIME_NUMBER,
    };
    uint64_t mask = 0;
    for (size_t k = 0; k < sizeof roles / sizeof *roles; k++)
        mask |= bit(roles[k]);
    return f->p.at[i].digits || (f->roles[i] & mask);
}

/* Whether a match can begin here: most pieces say nothing about time. */
static bool may_begin(const struct finder *f, uint32_t i)
{
    if (tells_time(f, i) || (f->p.at[i].folded.len == 2 && f->p.at[i].folded.at[0] == 'q'))
        return true;
    uint64_t leads = bit(TIME_ARTICLE) | bit(TIME_ONE) | bit(TIME_AHEAD_BEFORE) | bit(TIME_YEAR_MARK);
    if (!(f->roles[i] & leads) || i + 1 >= f->end)
        return false;
    return tells_time(f, i + 1) || (f->roles[i + 1] & leads) || piece_is(&f->p, i + 1, SPAN("latest")) ||
           !piece_is_word(&f->p, f->tokens, i + 1);
}

static void remember(struct finder *f, const struct match *m)
{
    const struct date *d = &m->date;
    remember_quarter(f, m);
    if (d->when.precision == WHEN_DAY) {
        f->last_day = d->when.from / DAY_SECONDS;
        f->has_last_day = true;
    }
}

/* "had been due to expire on Friday" looks back. */
static bool is_past_auxiliary(const struct finder *f, uint32_t i)
{
    return piece_is(&f->p, i, SPAN("been")) || piece_is(&f->p, i, SPAN("was")) || piece_is(&f->p, i, SPAN("were"));
}

/* Keeps f->ahead: whether a word like "will" stands in the same clause, not far before f->i. */
static void look_ahead(struct finder *f)
{
    uint32_t end;
    const struct time_word_row *cue = word_at(f, f->i, TIME_FUTURE, &end);
    if (cue && !(f->i && is_past_auxiliary(f, f->i - 1))) {
        f->last_cue = end;
        f->reach = cue->code.len ? NEAR_REACH : AHEAD_REACH;
    } else if (f->last_cue && !piece_is_word(&f->p, f->tokens, f->i) && f->i >= f->last_cue) {
        f->last_cue = 0;
    }
    f->ahead = f->last_cue && f->i < f->last_cue + f->reach;
}

static void find_in_sentence(struct finder *f, struct arena *keep, struct dates *out, size_t *room,
                             struct piece_range range)
{
    f->end = range.end;
    f->has_last_day = false;
    f->last_cue = 0;
    for (f->i = range.first; f->i < range.end;) {
        struct match m = { .end = 0 };
        look_ahead(f);
        if (!may_begin(f, f->i) || !match_any(f, &m)) {
            f->i++;
            continue;
        }
        m.date.at = (struct mark){ f->p.at[f->i].at.from, f->p.at[m.end - 1].at.to };
        size_t count = out->count;
        ARENA_ROOM(keep, out->at, count, *room);
        out->at[out->count++] = m.date;
        remember(f, &m);
        f->i = m.end;
    }
}

static void set_today(struct finder *f, const struct article *article)
{
    f->known = when_known(article->published) && article->published.precision >= WHEN_DAY;
    int64_t seconds = article->published.from + (article->published.zoned ? article->published.offset * 60 : 0);
    f->today = f->known ? (seconds - ((seconds % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS)) / DAY_SECONDS : 0;
    f->now = civil_of(f->today);
}

struct dates date_find(struct arena *keep, struct arena scratch, const struct article *article,
                       const struct annotations *notes)
{
    struct dates out = { 0 };
    size_t room = 0;
    struct finder f = { .tokens = &notes->tokens };
    f.p = piece_split(&scratch, article->text, &notes->tokens, 0, notes->tokens.count, piece_language(article->language));
    f.roles = arena_new(&scratch, uint64_t, f.p.count);
    f.rows = arena_new(&scratch, const struct time_word_row *, f.p.count);
    f.months = arena_new(&scratch, const struct month_row *, f.p.count);
    for (uint32_t i = 0; i < f.p.count; i++)
        look_up(&f, i);
    set_today(&f, article);
    for (uint32_t s = 0; s < notes->sentences.count; s++)
        find_in_sentence(&f, keep, &out, &room, piece_range(&f.p, &notes->sentences.at[s]));
    return out;
}

static enum precision precision_of(enum timestamp_precision precision)
{
    static const uint8_t precisions[] = { WHEN_UNKNOWN, WHEN_YEAR, WHEN_MONTH, WHEN_DAY,
                                          WHEN_HOUR, WHEN_MINUTE, WHEN_SECOND };
    return (enum precision)precisions[precision];
}

struct when date_parse(struct span text)
{
    struct timestamp t;
    if (!timestamp_parse(text, &t))
        return (struct when){ 0 };
    return (struct when){ .from = timestamp_from(&t), .to = timestamp_to(&t), .precision = (uint8_t)precision_of(t.precision),
                          .zoned = t.zoned, .offset = (int16_t)t.offset };
}
