#include "annotate/date_calendar.h"

#include "annotate/date_resolve.h"
#include "annotate/date_told.h"
#include "base/calendar.h"
#include "tables/unit.h"

/* The sections of this file: which year is meant; calendar dates; weekdays. */

/* ---- which year is meant ---- */

enum { MONTHS_AHEAD = 4 };

/* The year of a month without one: the nearest past, or the coming one where the sentence looks ahead. */
static int year_of_month(const struct date_reader *f, int month)
{
    if (f->ahead)
        return month < f->now.month ? f->now.year + 1 : f->now.year;
    int next = (month - f->now.month + 12) % 12;
    if (next <= MONTHS_AHEAD && !f->back)
        return month < f->now.month ? f->now.year + 1 : f->now.year;
    return month > f->now.month ? f->now.year - 1 : f->now.year;
}

enum { NEAR_AHEAD = 120, FAR_BACK = 245, AHEAD_REACH = 12, NEAR_REACH = 4 };

/* The year of a day without one: the last, this or the next, whichever is near enough. */
static int year_of_day(const struct date_reader *f, int month, int day)
{
    int64_t this_year = day_of(f->now.year, month, day) - f->today;
    if (this_year > 0 && !(f->ahead || this_year <= NEAR_AHEAD))
        return f->now.year - 1;
    if (this_year < 0 && -this_year > FAR_BACK && (f->ahead || 365 + this_year <= NEAR_AHEAD))
        return f->now.year + 1;
    return f->now.year;
}

/* Sets a day or, where `day` is 0, a month; a year of 0 is found from the day of the report. */
static void set_civil(const struct date_reader *f, struct date *d, int year, int month, int day)
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

/* "April of last year", "February this year": the year that is meant, or 0. */
static int take_shifted_year(const struct date_reader *f, uint32_t *i)
{
    uint32_t j = *i;
    date_take(f, &j, TIME_OF);
    date_take(f, &j, TIME_ARTICLE);
    const struct time_word_row *shift = date_take(f, &j, TIME_SHIFT);
    const struct time_word_row *span = date_take(f, &j, TIME_SPAN);
    if (!shift && span)
        shift = date_take(f, &j, TIME_SHIFT);
    if (!shift || !span || span->value != SPAN_OF_YEAR)
        return 0;
    *i = j;
    return f->now.year + (int)shift->value;
}

/* ---- calendar dates ---- */

/* "14:05", ":30", "Z", "+02:00" behind a T or a blank of an ISO date. */
static void iso_clock(struct span text, size_t *at, struct date *d)
{
    struct clock clock = {.minute = -1, .second = -1};
    size_t k = *at + 1;
    clock.hour = date_text_digits(text, &k, 2, 2);
    if (clock.hour < 0 || clock.hour > 24 || !date_text_byte(text, &k, ':'))
        return;
    clock.minute = date_text_digits(text, &k, 2, 2);
    if (clock.minute < 0 || clock.minute > 59)
        return;
    if (date_text_byte(text, &k, ':'))
        clock.second = date_text_digits(text, &k, 2, 2);
    if (clock.second > 60)
        return;
    clock.zoned = date_text_byte(text, &k, 'Z');
    size_t zone = k + 1;
    if (!clock.zoned && k < text.len && (text.at[k] == '+' || text.at[k] == '-')) {
        int hours = date_text_digits(text, &zone, 2, 2);
        date_text_byte(text, &zone, ':');
        int minutes = date_text_digits(text, &zone, 2, 2);
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
bool date_match_numeric(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    struct span text = span_cut(f->p.text, 0, f->p.at[f->end - 1].at.to);
    size_t at = f->p.at[i].at.from, begin = at;
    if (!f->p.at[i].digits || f->p.at[i].glued)
        return false;
    int first = date_text_digits(text, &at, 1, 4);
    size_t width = at - begin;
    char separator = at < text.len ? text.at[at++] : 0;
    if (separator != '-' && separator != '.' && separator != '/')
        return false;
    int second = date_text_digits(text, &at, width == 4 ? 2 : 1, 2);
    if (second < 1 || !date_text_byte(text, &at, separator))
        return false;
    int third = date_text_digits(text, &at, width == 4 ? 2 : 2, width == 4 ? 2 : 4);
    size_t last = at - begin;
    if (third < 0 || (width != 4 && (separator == '-' || width > 2)))
        return false;
    int year = width == 4 ? first : third, month = second, day = width == 4 ? third : first;
    bool american = separator == '/' && date_speaks(f, "en") && first <= 12;
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
    m->end = date_piece_behind(f, i, at);
    uint32_t mark = m->end;
    if (mark && date_take(f, &mark, TIME_YEAR_MARK))
        m->end = mark;
    return m->end != 0;
}

/* The day behind "22-" or "22 to", where it comes later in the month. */
static int take_last_day(const struct date_reader *f, uint32_t *i, int first)
{
    uint32_t j = *i;
    bool joined = j < f->end && f->p.at[j].hyphen;
    if (!joined && !date_take_dash(f, &j) && !date_take(f, &j, TIME_TO))
        return 0;
    int last = date_take_small(f, &j, 31);
    if (last <= first)
        return 0;
    *i = j;
    return last;
}

/* Makes a day the first of several. */
static void stretch(struct date *d, int first, int last)
{
    if (last && d->when.precision == WHEN_DAY)
        d->when.to += (int64_t)(last - first) * DAY_SECONDS;
}

/* A day's number, or its ordinal in words: "22", "eighth"; 0 where neither stands. */
static int take_day(const struct date_reader *f, uint32_t *i)
{
    struct number n;
    int day = date_take_small(f, i, 31);
    if (day || !date_read_number(f, *i, &n) || n.kind != NUMBER_KIND_ORDINAL || n.value > 31 || !n.in_words)
        return day;
    *i = n.end;
    return (int)n.value;
}

/* Ends a match of day and month at `i`, or behind the year that stands there. */
static bool end_with_year(const struct date_reader *f, struct date_match *m, uint32_t i, const struct month_row *month,
                          int day, int last)
{
    int year = date_take_year_behind(f, &i);
    set_civil(f, &m->date, year, (int)month->month, day);
    stretch(&m->date, day, last);
    m->end = i;
    return m->date.value[0] != 0;
}

enum { LISTED_DAYS = 6 };

/* "22, 23 and 24 March": the first of them, whose month stands behind the last. */
static bool match_listed_day(const struct date_reader *f, struct date_match *m, uint32_t i, uint32_t behind, int day)
{
    int next = day;
    for (int k = 0; k < LISTED_DAYS && next; k++) {
        bool more = date_take_mark(f, &i, SPAN(",")) || date_take(f, &i, TIME_AND);
        date_take(f, &i, TIME_ARTICLE);
        int later = more ? date_take_small(f, &i, 31) : 0;
        date_take_mark(f, &i, SPAN("."));
        date_take(f, &i, TIME_OF);
        const struct month_row *month = later > next ? date_take_month(f, &i) : NULL;
        if (month) {
            end_with_year(f, m, i, month, day, 0);
            m->end = behind;
            return m->date.value[0] != 0;
        }
        next = later > next ? later : 0;
    }
    return false;
}

/* "22 March 2024", "3. April", "3 de abril de 2024", "22nd of March", "22-24 March". */
bool date_match_day_month(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    uint32_t begin = i;
    int day = take_day(f, &i);
    if (!day)
        return false;
    uint32_t behind = i;
    date_take_mark(f, &i, SPAN("."));
    if (date_has(f, i, TIME_AND) || piece_is(&f->p, i, SPAN(",")))
        return match_listed_day(f, m, i, behind, day);
    int last = take_last_day(f, &i, day);
    if (last)
        date_take_mark(f, &i, SPAN("."));
    date_take(f, &i, TIME_OF);
    uint32_t month_at = i;
    const struct month_row *month = date_take_month(f, &i);
    if (!month || (date_speaks(f, "en") && month_at == begin))
        return false;
    return end_with_year(f, m, i, month, day, last);
}

/* "March 22", "March 22-24, 2024", "March eighth". */
bool date_match_month_day(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    const struct month_row *month = date_take_month(f, &i);
    if (!month)
        return false;
    date_take(f, &i, TIME_ARTICLE);
    uint32_t day_at = i;
    int day = take_day(f, &i);
    if (!day || !date_speaks(f, "en"))
        return false;
    int last = take_last_day(f, &i, day);
    bool clock = i + 1 < f->end && (date_has(f, i, TIME_MERIDIEM) || piece_is(&f->p, i, SPAN("percent")));
    if (clock || (i == day_at))
        return false;
    bool is = end_with_year(f, m, i, month, day, last);
    m->day_behind_month = is && m->end == i && !last && m->date.when.precision == WHEN_DAY;
    return is;
}

bool date_match_more_days(const struct date_reader *f, struct date_match *m, uint32_t *i)
{
    uint32_t j = *i;
    if (!m->day_behind_month || (!date_take(f, &j, TIME_AND) && !date_take_mark(f, &j, SPAN("or"))))
        return false;
    uint32_t day_at = j;
    int day = take_day(f, &j);
    bool ends = date_ends_phrase(f, j);
    struct civil c = civil_of(m->date.when.from / DAY_SECONDS);
    if (!day || !ends || day <= c.day || !civil_is_valid(c.year, c.month, day) || piece_is(&f->p, j, SPAN("%")))
        return false;
    bool relative = m->date.relative;
    *m = (struct date_match){ .end = j, .day_behind_month = true };
    date_set_day(&m->date, day_of(c.year, c.month, day));
    m->date.relative = relative;
    m->date.explicit_year = !relative;
    *i = day_at;
    return true;
}

/* Words before which "march" and "may" in capitals are verbs; here: behind which "May" is the month. */
static bool month_stands_alone(const struct date_reader *f, uint32_t i)
{
    if (date_is_name(f, i))
        return false;
    if (!date_speaks(f, "en"))
        return date_speaks(f, "de") || f->p.at[i].folded.len > 4 ||
               (i && (date_has(f, i - 1, TIME_IN) || date_has(f, i - 1, TIME_EDGE)));
    bool verb = piece_is(&f->p, i, SPAN("may")) || piece_is(&f->p, i, SPAN("march"));
    if (f->p.at[i].folded.len <= 3 && !verb && !piece_is(&f->p, i + 1, SPAN(".")))
        return false;
    bool led = i > 0 && f->p.at[i].token > 0 &&
               (date_has(f, i - 1, TIME_IN) || date_has(f, i - 1, TIME_SHIFT) || date_has(f, i - 1, TIME_EVERY) ||
                date_has(f, i - 1, TIME_EDGE) || date_has(f, i - 1, TIME_TO));
    bool given_name = verb || piece_is(&f->p, i, SPAN("april")) || piece_is(&f->p, i, SPAN("june")) ||
                      piece_is(&f->p, i, SPAN("august"));
    bool before_name = i + 1 < f->end && piece_is_word(&f->p, f->tokens, i + 1) && date_is_capital(f, i + 1);
    if (given_name && before_name && i > f->first && date_has(f, i - 1, TIME_AND))
        return false; /* "and April Lind" */
    return led || (!verb && !(given_name && before_name));
}

/* "last October"; said in March, "last February" is that of the year before. */
static int year_of_shifted_month(const struct date_reader *f, int month, const struct time_word_row *shift)
{
    if (shift->value < 0)
        return month >= f->now.month - (date_speaks(f, "en") ? 1 : 0) ? f->now.year - 1 : f->now.year;
    if (shift->value > 0)
        return month <= f->now.month ? f->now.year + 1 : f->now.year;
    return f->now.year;
}

/* "April 2024", "in April", "early April", "the end of March", "last May". */
bool date_match_month(const struct date_reader *f, struct date_match *m, uint32_t i, const struct time_word_row *shift)
{
    uint32_t month_at = i;
    const struct month_row *month = date_take_month(f, &i);
    if (!month)
        return false;
    uint32_t behind = i;
    const struct time_word_row *post = date_speaks(f, "en") ? NULL : date_take(f, &behind, TIME_SHIFT);
    int year = date_take_year_behind(f, &i);
    uint32_t this_year = i;
    int said = f->known && !year ? take_shifted_year(f, &this_year) : 0;
    if (said) {
        date_set_month(&m->date, said, (int)month->month);
        m->date.relative = true;
        m->end = this_year;
        return true;
    }
    if (!year && post && post->value != 0) {
        shift = post;
        i = behind;
    }
    if (!year && !shift && !month_stands_alone(f, month_at))
        return false;
    if (!year && shift && f->known) {
        int number = (int)month->month;
        date_set_month(&m->date, year_of_shifted_month(f, number, shift), number);
        m->date.relative = true;
    } else {
        set_civil(f, &m->date, year, (int)month->month, 0);
    }
    m->end = i;
    return m->date.value[0] != 0;
}

/* Whether the word at piece i is a unit or a noun that numbers count. */
static bool is_counted(const struct date_reader *f, uint32_t i)
{
    const struct unit_row *unit = i < f->end ? table_find(&unit_table, f->p.at[i].folded) : NULL;
    while (unit && !piece_speaks(&f->p, unit->language))
        unit = table_next(&unit_table, unit);
    return unit != NULL;
}

/* "Room 1204", "Flight QX 1998", "Resolution 1973": the word before, or the one before a code in capitals. */
static bool is_numbered(const struct date_reader *f, uint32_t i)
{
    if (i == f->first)
        return false;
    if (date_has(f, i - 1, TIME_NUMBERED))
        return true;
    const struct token *code = &f->tokens->at[f->p.at[i - 1].token];
    return i > f->first + 1 && code->shape & TOKEN_ALL_CAPITALS && mark_length(code->at) <= 4 &&
           date_has(f, i - 2, TIME_NUMBERED);
}

/* Russian and Ukrainian say "2012 году": without that word a number is one only where it is led and nothing is
 * counted by it. */
static bool is_bare_year(const struct date_reader *f, uint32_t i, uint32_t behind)
{
    if (!date_speaks(f, "ru") && !date_speaks(f, "uk"))
        return true;
    bool led = i > f->first && date_has(f, i - 1, TIME_IN);
    bool counts = behind < f->end && piece_is_word(&f->p, f->tokens, behind) && !date_is_capital(f, behind);
    return led && !(counts && !date_has(f, behind, TIME_TO) && !date_has(f, behind, TIME_AND) &&
                    !date_has(f, behind, TIME_IN));
}

/* Whether a bare number of four digits at piece i is a year: how it is led, and what follows. */
static bool is_year_place(const struct date_reader *f, uint32_t i, uint32_t behind)
{
    if (i && piece_touches(&f->p, i) && !f->p.at[i].glued && !date_has(f, i - 1, TIME_ARTICLE) &&
        (f->p.at[i - 1].digits || !piece_is_word(&f->p, f->tokens, i - 1)) && !piece_is(&f->p, i - 1, SPAN("(")) &&
        !piece_is(&f->p, i - 1, SPAN("'")) && !piece_is(&f->p, i - 1, SPAN("“")))
        return false;
    if (is_numbered(f, i) || (f->p.at[i].hyphen && i && f->p.at[i - 1].digits))
        return false;
    if (behind < f->end &&
        (f->p.at[behind].digits || piece_is(&f->p, behind, SPAN("%")) || date_has(f, behind, TIME_SPAN)))
        return behind > i + 1;
    int year = 0;
    for (int k = 0; k < 4; k++)
        year = year * 10 + (f->p.at[i].folded.at[k] - '0');
    bool bracket = i > 0 && piece_is(&f->p, i - 1, SPAN("(")) && piece_is(&f->p, behind, SPAN(")"));
    bool led = bracket || (i > 0 && date_has(f, i - 1, TIME_IN));
    if (behind > i + 1)
        return true;
    if (!bracket && !is_bare_year(f, i, behind))
        return false;
    if (year < 1900 || year > 2100)
        return led && year >= 1400 && year < 2100;
    /* "2000 people", "1990 dollars" */
    bool plural = behind < f->end && piece_is_word(&f->p, f->tokens, behind) && !date_is_capital(f, behind) &&
                  span_ends(f->p.at[behind].folded, SPAN("s")) && f->p.at[behind].folded.len > 4;
    bool counted = is_counted(f, behind) || (plural && year % 100 == 0);
    return led || !counted;
}

/* "1998-2008", "2017/18": the last year behind the first, or 0. */
static int take_last_year(const struct date_reader *f, uint32_t *i, int first)
{
    uint32_t j = *i;
    if (j < f->end && f->p.at[j].hyphen) {
        int year = date_take_year_digits(f, &j);
        date_take(f, &j, TIME_YEAR_MARK);
        *i = year > first ? j : *i;
        return year > first ? year : 0;
    }
    if (!piece_is(&f->p, j, SPAN("/")) || !piece_touches(&f->p, j) || !piece_touches(&f->p, j + 1))
        return 0;
    size_t at = j + 1 < f->end ? f->p.at[j + 1].at.from : 0, begin = at;
    int short_year = at ? date_text_digits(span_cut(f->p.text, 0, f->p.at[j + 1].at.to), &at, 2, 2) : -1;
    if (short_year != (first + 1) % 100 || at - begin != mark_length(f->p.at[j + 1].at))
        return 0;
    *i = j + 2;
    return first + 1;
}

bool date_match_year(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    uint32_t begin = i;
    int year = 0;
    if (date_has(f, i, TIME_YEAR_MARK) && date_speaks(f, "en"))
        date_take(f, &i, TIME_YEAR_MARK);
    date_take(f, &i, TIME_FISCAL);
    uint32_t digits_at = i;
    year = date_take_year(f, &i);
    if (year && date_has(f, i, TIME_MAKE) && date_is_capital(f, i))
        return false; /* "a 2012 Toyota" */
    int last = year ? take_last_year(f, &i, year) : 0;
    if (!year || (!last && f->p.at[digits_at].digits && digits_at == begin && !is_year_place(f, digits_at, i)))
        return false;
    date_set_year(&m->date, year);
    if (last)
        m->date.when.to = day_of(last + 1, 1, 1) * DAY_SECONDS;
    m->date.explicit_year = true;
    m->end = i;
    return true;
}

/* ---- weekdays ---- */

/* The day of the report counts as the last one of its name. */
static int64_t day_of_weekday(const struct date_reader *f, int weekday, const struct time_word_row *shift)
{
    int64_t base = date_base(f, shift);
    int back = (weekday_of(base) - weekday + 7) % 7;
    if (shift && shift->value < 0)
        return base - (back ? back : 7);
    if (shift && shift->value > 0)
        return base + (back ? 7 - back : 7);
    if (f->ahead && back)
        return f->today + 7 - back;
    return f->today - back;
}

static void set_weekday(const struct date_reader *f, struct date_match *m, int weekday,
                        const struct time_word_row *shift)
{
    m->date.relative = true;
    if (f->known)
        date_set_day(&m->date, day_of_weekday(f, weekday, shift));
    else
        date_set_open_weekday(&m->date, weekday);
}

bool date_match_weekday(const struct date_reader *f, struct date_match *m, uint32_t i,
                        const struct time_word_row *shift)
{
    uint32_t at = i;
    const struct time_word_row *day = date_take(f, &i, TIME_WEEKDAY);
    if (!day || (date_wants_capital(f) && !date_is_capital(f, at)) || date_is_name(f, at))
        return false;
    if (day->word.len <= 3 && date_speaks(f, "en") && !piece_is(&f->p, i, SPAN(".")))
        return false;
    uint32_t calendar = i;
    date_take_mark(f, &calendar, SPAN("."));
    date_take_mark(f, &calendar, SPAN(","));
    date_take(f, &calendar, TIME_ARTICLE);
    struct date_match full = *m;
    if (date_match_day_month(f, &full, calendar) || date_match_month_day(f, &full, calendar)) {
        *m = full;
        date_take_part(f, m);
        return true;
    }
    uint32_t behind = i;
    const struct time_word_row *post = date_speaks(f, "en") ? NULL : date_take(f, &behind, TIME_SHIFT);
    if (post) {
        shift = post;
        i = behind;
    }
    set_weekday(f, m, (int)day->value, shift);
    m->end = i;
    date_add_part(&m->date, day->code);
    date_take_part(f, m);
    return true;
}
