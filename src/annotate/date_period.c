#include "annotate/date_period.h"

#include "annotate/date_calendar.h"
#include "annotate/date_resolve.h"
#include "base/calendar.h"

/* The sections of this file: quarters, halves, seasons; what is relative; durations and distances; sets. */

/* ---- quarters, halves, seasons ---- */

static int shifted_year(const struct date_reader *f, const struct time_word_row *shift)
{
    return f->known ? f->now.year + (int)shift->value : 0;
}

/* Which year a quarter belongs to: "of 1990", "of last year", "a year ago"; else the nearest past one. */
static int take_quarter_year(const struct date_reader *f, uint32_t *i, int quarter)
{
    int year = date_take_year_behind(f, i);
    uint32_t j = *i;
    date_take(f, &j, TIME_OF);
    date_take(f, &j, TIME_ARTICLE);
    const struct time_word_row *shift = date_take(f, &j, TIME_SHIFT);
    const struct time_word_row *span = date_take_span(f, &j);
    if (!span) {
        j = *i;
        date_take(f, &j, TIME_OF);
        date_take(f, &j, TIME_ARTICLE);
        span = date_take_span(f, &j);
        shift = span ? date_take(f, &j, TIME_SHIFT) : NULL;
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
bool date_match_quarter(const struct date_reader *f, struct date_match *m, uint32_t i, int year)
{
    date_take(f, &i, TIME_ARTICLE);
    date_take(f, &i, TIME_FISCAL);
    if (!year)
        year = date_take_year_digits(f, &i);
    struct number n;
    if (!date_read_number(f, i, &n) || n.kind != NUMBER_KIND_ORDINAL || n.value > 4)
        return false;
    uint32_t j = n.end;
    date_take_mark(f, &j, SPAN("."));
    bool half = date_take(f, &j, TIME_HALF) != NULL;
    const struct time_word_row *span = half ? NULL : date_take_span(f, &j);
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
bool date_match_year_quarter(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    date_take(f, &i, TIME_ARTICLE);
    int year = date_take_year_digits(f, &i);
    uint32_t j = i;
    const struct time_word_row *span = year ? date_take_span(f, &j) : NULL;
    bool period = year && !span && date_take_mark(f, &j, SPAN("period"));
    if (!f->quarter || !(period || (span && span->value == SPAN_OF_QUARTER)))
        return false;
    date_set_quarter(&m->date, year, f->quarter);
    m->date.explicit_year = true;
    m->end = j;
    return true;
}

bool date_match_short_quarter(const struct date_reader *f, struct date_match *m, uint32_t i)
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

static int season_year(const struct date_reader *f, int season, const struct time_word_row *shift)
{
    int now = f->now.month / 3;
    if (shift && shift->value < 0)
        return season >= now ? f->now.year - 1 : f->now.year;
    if (shift && shift->value > 0)
        return season <= now ? f->now.year + 1 : f->now.year;
    if (shift || season <= now)
        return f->now.year;
    return f->ahead ? f->now.year : f->now.year - 1;
}

bool date_match_season(const struct date_reader *f, struct date_match *m, uint32_t i, const struct time_word_row *shift)
{
    bool article = date_take(f, &i, TIME_ARTICLE) != NULL;
    uint32_t at = i;
    const struct time_word_row *season = date_take(f, &i, TIME_SEASON);
    if (!season)
        return false;
    uint32_t behind = i;
    if (!shift && !date_speaks(f, "en"))
        shift = date_take(f, &behind, TIME_SHIFT);
    i = behind;
    int year = date_take_year_behind(f, &i);
    bool led = article || shift || year || (at > 0 && (date_has(f, at - 1, TIME_IN) || date_has(f, at - 1, TIME_EDGE)));
    if (!led && (date_speaks(f, "en") || date_speaks(f, "fr")))
        return false;
    m->date.explicit_year = year != 0;
    m->date.relative = !year;
    if (!year && f->known)
        year = season_year(f, (int)season->value, shift);
    if (year)
        date_set_season(&m->date, year, (int)season->value, season->code);
    m->end = i;
    return true;
}

/* ---- what is relative ---- */

/* "last year", "this week", "la semaine dernière", "минулого року". */
static bool set_shifted(const struct date_reader *f, struct date_match *m, double shift, enum time_span span)
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

static double count_behind(const struct date_reader *f, uint32_t *i)
{
    struct number n;
    if (date_read_number(f, *i, &n) && n.kind == NUMBER_KIND_PLAIN) {
        *i = n.end;
        return n.value;
    }
    return date_take(f, i, TIME_SOME) ? -1 : 0;
}

/* "the past two years", "the next few days", "les trois derniers mois": a stretch that touches today. */
static bool match_past_stretch(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    const struct time_word_row *shift = date_take(f, &i, TIME_SHIFT);
    double count = shift ? count_behind(f, &i) : 0;
    const struct time_word_row *span = count != 0 ? date_take_span(f, &i) : NULL;
    if (!span || shift->value == 0)
        return false;
    date_set_duration(&m->date, count, (enum time_span)(int)span->value);
    m->end = i;
    return true;
}

bool date_match_shift(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    date_take(f, &i, TIME_ARTICLE);
    if (match_past_stretch(f, m, i))
        return true;
    uint32_t j = i;
    const struct time_word_row *shift = date_take(f, &j, TIME_SHIFT);
    if (!shift)
        return false;
    /* "this past spring", "this coming Sunday" */
    const struct time_word_row *more = shift->value == 0 ? date_take(f, &j, TIME_SHIFT) : NULL;
    if (more)
        shift = more;
    if (date_match_month_day(f, m, j) || date_match_weekday(f, m, j, shift->value != 0 || more ? shift : NULL) ||
        date_match_season(f, m, j, shift))
        return true;
    if (date_match_month(f, m, j, shift))
        return true;
    const struct time_word_row *part = date_word_at(f, j, TIME_PART, &m->end);
    if (part && shift->value == 0) {
        if (f->known)
            date_set_day(&m->date, f->today);
        m->date.relative = true;
        date_add_part(&m->date, part->code);
        return true;
    }
    date_take(f, &j, TIME_FISCAL);
    const struct time_word_row *span = date_take_span(f, &j);
    if (!span)
        return false;
    m->end = j;
    if (date_speaks(f, "en") && span_ends(span->word, SPAN("s"))) {
        date_set_duration(&m->date, -1, (enum time_span)(int)span->value);
        return shift->value != 0;
    }
    if (span->value == SPAN_OF_YEAR && piece_is(&f->p, j, SPAN("'s")) &&
        date_match_quarter(f, m, j + 1, shifted_year(f, shift)))
        return true;
    if (span->value == SPAN_OF_DECADE && shift->code.len) {
        date_set_duration(&m->date, 1, SPAN_OF_DECADE);
        return true;
    }
    return set_shifted(f, m, shift->value, (enum time_span)(int)span->value);
}

/* "la semaine dernière", "el año pasado": the shift behind the span. */
bool date_match_shift_behind(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    if (date_speaks(f, "en"))
        return false;
    date_take(f, &i, TIME_ARTICLE);
    const struct time_word_row *span = date_take_span(f, &i);
    const struct time_word_row *shift = span ? date_take(f, &i, TIME_SHIFT) : NULL;
    if (!shift || shift->value == 0)
        return false;
    m->end = i;
    return set_shifted(f, m, shift->value, (enum time_span)(int)span->value);
}

/* "the week", "the quarter", "the year-ago period", "the weekend": what an article with a span points at. */
bool date_match_the_span(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    const struct time_word_row *article = date_take(f, &i, TIME_ARTICLE);
    if (!date_speaks(f, "en") || !article)
        return false;
    bool latest = date_take_mark(f, &i, SPAN("latest"));
    const struct time_word_row *span = date_take_span(f, &i);
    if (!span && latest && f->quarter && date_take_mark(f, &i, SPAN("period"))) {
        m->end = i;
        return set_shifted(f, m, 0, SPAN_OF_QUARTER);
    }
    if (!span)
        return false;
    /* "the week of March 6" */
    if (span->value == SPAN_OF_WEEK && date_take_mark(f, &i, SPAN("of")) &&
        (date_match_month_day(f, m, i) || date_match_day_month(f, m, i)) && m->date.when.precision == WHEN_DAY) {
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
bool date_match_day_word(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    uint32_t begin = i;
    const struct time_word_row *day = date_take(f, &i, TIME_DAY);
    if (!day)
        return false;
    /* Spanish "la mañana" and German "am Morgen", "der Morgen" are mornings. */
    bool morning = piece_is(&f->p, begin, SPAN("mañana")) || piece_is(&f->p, begin, SPAN("morgen"));
    if (morning && begin &&
        (date_has(f, begin - 1, TIME_ARTICLE) || date_has(f, begin - 1, TIME_SHIFT) ||
         date_has(f, begin - 1, TIME_EVERY) || (date_speaks(f, "de") && date_is_capital(f, begin))))
        return false;
    m->date.relative = true;
    if (f->known)
        date_set_day(&m->date, f->today + (int64_t)day->value);
    m->end = i;
    date_add_part(&m->date, day->code);
    if (!day->code.len)
        date_take_part(f, m);
    return true;
}

bool date_match_vague(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    m->end = i;
    return date_take(f, &m->end, TIME_VAGUE) != NULL;
}

/* "early", "late", "the end of" before a calendar date, a span or a day. */
bool date_match_edge(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    if (!date_take(f, &i, TIME_EDGE))
        return false;
    date_take(f, &i, TIME_OF);
    date_take_mark(f, &i, SPAN("-"));
    if (date_match_month(f, m, i, NULL) || date_match_year(f, m, i) || date_match_decade(f, m, i) ||
        date_match_season(f, m, i, NULL) || date_match_weekday(f, m, i, NULL))
        return true;
    if (date_match_shift(f, m, i) || date_match_day_word(f, m, i) || date_match_shift_behind(f, m, i))
        return true;
    uint32_t j = i;
    date_take(f, &j, TIME_ARTICLE);
    const struct time_word_row *span = date_take_span(f, &j);
    if (!span || span->value < SPAN_OF_WEEK || !span_ends(f->p.at[j - 2].folded, SPAN("e")))
        return false;
    m->end = j;
    return set_shifted(f, m, 0, (enum time_span)(int)span->value);
}

/* ---- durations and distances ---- */

/* How many: a number, "a", "several"; 0 where nothing counts, -1 where it is not said. */
static double take_count(const struct date_reader *f, uint32_t *i)
{
    struct number n;
    uint32_t j = *i;
    uint32_t year = j;
    if (date_take_year_digits(f, &year))
        return 0;
    if (date_read_number(f, j, &n) && (n.kind == NUMBER_KIND_PLAIN || n.kind == NUMBER_KIND_SHARE) && n.value > 0) {
        *i = n.end;
        date_take_mark(f, i, SPAN("more"));
        return n.value;
    }
    if (n.kind == NUMBER_KIND_OPEN && n.end > j) {
        *i = n.end;
        date_take(f, i, TIME_OF);
        return -1;
    }
    const struct time_word_row *some = date_take(f, &j, TIME_SOME);
    if (some) {
        *i = j;
        return -1;
    }
    const struct time_word_row *one = date_take(f, i, TIME_ONE);
    return one ? 1 : 0;
}

static void set_distance(const struct date_reader *f, struct date_match *m, double count, enum time_span span,
                         int direction, int64_t from)
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
static bool is_age(const struct date_reader *f, uint32_t i)
{
    return piece_is(&f->p, i, SPAN("old")) || piece_is(&f->p, i, SPAN("alt"));
}

/* A second number: "two to three weeks", "12 to 18 months". */
static void take_second_count(const struct date_reader *f, uint32_t *i)
{
    uint32_t j = *i;
    struct number n;
    bool joined = j < f->end && f->p.at[j].hyphen && f->p.at[j].digits;
    if ((joined || date_take(f, &j, TIME_TO) || date_take_dash(f, &j) || date_take_mark(f, &j, SPAN("or"))) &&
        date_read_number(f, j, &n) && n.kind == NUMBER_KIND_PLAIN && date_has(f, n.end, TIME_SPAN))
        *i = n.end;
}

bool date_match_count(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    const struct time_word_row *before = date_take(f, &i, TIME_AGO_BEFORE);
    if (!before)
        before = date_take(f, &i, TIME_AHEAD_BEFORE);
    double count = take_count(f, &i);
    if (count == 0)
        return false;
    uint32_t after_first = i;
    take_second_count(f, &i);
    if (i > after_first)
        count = -count > 0 ? -1 : count;
    const struct time_word_row *span = date_take_span(f, &i);
    if (!span || is_age(f, i))
        return false;
    enum time_span unit = (enum time_span)(int)span->value;
    uint32_t j = i;
    const struct time_word_row *ago = date_take(f, &j, TIME_AGO);
    if (!ago)
        ago = date_take(f, &j, TIME_AHEAD);
    /* "later", "earlier" count from what was told before, which only a day or a year ago names */
    bool told = ago && ago->code.len;
    if (told && !f->has_last_day && !(unit == SPAN_OF_YEAR && ago->value < 0 && count > 0))
        ago = NULL;
    m->end = ago ? j : i;
    if (ago) {
        set_distance(f, m, count, unit, (int)ago->value,
                     told && f->has_last_day && !f->quarter ? f->last_day : f->today);
    } else if (before && before->value > 0 && (count < 0 || !f->ahead) && date_speaks(f, "en")) {
        return false; /* "in recent years", "his second letter in two weeks": a duration, without the "in" */
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
bool date_match_plural(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    uint32_t begin = i;
    const struct time_word_row *span = date_take_span(f, &i);
    if (!span || !date_speaks(f, "en") || !span_ends(span->word, SPAN("s")) || span->value < SPAN_OF_DAY)
        return false;
    bool led = begin > 0 && (piece_is(&f->p, begin - 1, SPAN("for")) || piece_is(&f->p, begin - 1, SPAN("within")));
    uint32_t j = i;
    const struct time_word_row *ago = date_take(f, &j, TIME_AGO);
    if (!led && !(ago && !ago->code.len))
        return false;
    date_set_duration(&m->date, -1, (enum time_span)(int)span->value);
    m->end = ago ? j : i;
    return true;
}

/* "year-ago", "year-earlier", "the year-ago quarter". */
bool date_match_year_ago(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    if (!date_speaks(f, "en"))
        return false;
    date_take(f, &i, TIME_ARTICLE);
    if (!date_take_mark(f, &i, SPAN("year")) || i >= f->end || !f->p.at[i].hyphen || !date_take(f, &i, TIME_AGO))
        return false;
    uint32_t j = i;
    struct number n;
    if (date_read_number(f, j, &n) && n.kind == NUMBER_KIND_ORDINAL)
        j = n.end;
    const struct time_word_row *span = date_take(f, &j, TIME_SPAN);
    bool period = !span && date_take_mark(f, &j, SPAN("period"));
    m->end = span || period ? j : i;
    set_distance(f, m, 1, SPAN_OF_YEAR, -1, f->today);
    return true;
}

/* "year-end", "the year's end". */
bool date_match_year_end(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    date_take(f, &i, TIME_ARTICLE);
    if (!date_speaks(f, "en") || !date_take_mark(f, &i, SPAN("year")))
        return false;
    date_take_mark(f, &i, SPAN("'s"));
    if (!date_take_mark(f, &i, SPAN("end")))
        return false;
    m->date.relative = true;
    if (f->known)
        date_set_year(&m->date, f->now.year);
    m->end = i;
    return true;
}

/* "every Monday", "tous les deux jours", "каждую среду", "daily". */
bool date_match_set(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    uint32_t begin = i;
    m->date.type = DATE_SET;
    const struct time_word_row *word = date_take(f, &i, TIME_SET);
    if (word) {
        date_set_text(&m->date, word->code);
        m->end = i;
        return !date_wants_capital(f) || word->code.at[0] != 'X' || date_is_capital(f, begin);
    }
    if (!date_take(f, &i, TIME_EVERY))
        return false;
    const struct time_word_row *day = date_take(f, &i, TIME_WEEKDAY);
    if (day) {
        date_set_open_weekday(&m->date, (int)day->value);
        m->end = i;
        date_take_part(f, m);
        m->date.type = DATE_SET;
        return true;
    }
    const struct month_row *month = date_take_month(f, &i);
    if (month) {
        date_set_open_day(&m->date, (int)month->month, 0);
        m->end = i;
        return true;
    }
    const struct time_word_row *part = date_take(f, &i, TIME_PART);
    if (part) {
        date_set_text(&m->date, SPAN("XXXX-XX-XX"));
        date_add_part(&m->date, part->code);
        m->date.type = DATE_SET;
        m->end = i;
        return true;
    }
    double count = take_count(f, &i);
    const struct time_word_row *span = date_take_span(f, &i);
    if (!span)
        return false;
    date_set_duration(&m->date, count == 0 ? 1 : count, (enum time_span)(int)span->value);
    m->date.type = DATE_SET;
    m->end = i;
    return true;
}
