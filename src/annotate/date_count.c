#include "annotate/date_count.h"

#include "annotate/date_calendar.h"
#include "annotate/date_resolve.h"

/* The sections of this file: durations and distances; sets. */

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
        return some->value > 0 ? some->value : -1;
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
    if (span == SPAN_OF_DECADE) { /* "four decades ago" tells a year */
        count *= 10;
        span = SPAN_OF_YEAR;
    }
    bool year_before_quarter = span == SPAN_OF_YEAR && direction < 0 && f->quarter && !f->long_period && count < 10;
    if (year_before_quarter)
        date_set_quarter(&m->date, f->quarter_year - (int)count, f->quarter);
    else
        date_set_distance(&m->date, from, count * direction, span);
}

/* What turns a duration into no stretch of time: ages are figures ("44-year-old", "44-jährige", "44-летний"). */
static bool is_age(const struct date_reader *f, uint32_t i)
{
    if (piece_is(&f->p, i, SPAN("old")) || piece_is(&f->p, i, SPAN("alt")))
        return true;
    struct span word = f->p.at[i - 1].folded;
    return f->p.at[i - 1].hyphen && (span_starts(word, SPAN("jährig")) || span_starts(word, SPAN("летн")) ||
                                     span_starts(word, SPAN("річн")));
}

void date_take_second_count(const struct date_reader *f, uint32_t *i)
{
    uint32_t j = *i;
    struct number n;
    bool joined = j < f->end && f->p.at[j].hyphen && f->p.at[j].digits;
    if ((joined || date_take(f, &j, TIME_TO) || date_take_dash(f, &j) || date_take_mark(f, &j, SPAN("or"))) &&
        date_read_number(f, j, &n) && n.kind == NUMBER_KIND_PLAIN && date_has(f, n.end, TIME_SPAN))
        *i = n.end;
}

/* "$500 million a year", "five flights a week": how often, not how long. */
static bool is_rate(const struct date_reader *f, uint32_t i)
{
    static const char *const words[] = {"%", "percent", "once", "twice"};
    if (i == f->first || !date_has(f, i, TIME_ONE) || !date_speaks(f, "en"))
        return false;
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (piece_is(&f->p, i - 1, span_of(words[k])))
            return true;
    struct span before = f->p.at[i - 1].folded;
    bool plural = before.len > 3 && span_ends(before, SPAN("s")) && !span_ends(before, SPAN("ss"));
    return date_has(f, i - 1, TIME_NUMBER) || (plural && !date_has(f, i - 1, TIME_IN));
}

/* "a second" is mostly the next of its kind: a time only where nothing follows that could be counted. */
static bool is_ordinal_second(const struct date_reader *f, uint32_t one, uint32_t end)
{
    return date_has(f, one, TIME_ONE) && date_speaks(f, "en") && piece_is(&f->p, end - 1, SPAN("second")) &&
           end < f->end && piece_is_word(&f->p, f->tokens, end) && !date_has(f, end, TIME_AGO) &&
           !date_has(f, end, TIME_AHEAD) && !date_has(f, end, TIME_TO) && !date_has(f, end, TIME_AT);
}

bool date_match_count(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    uint32_t begin = i;
    const struct time_word_row *before = date_take(f, &i, TIME_AGO_BEFORE);
    if (!before)
        before = date_take(f, &i, TIME_AHEAD_BEFORE);
    double count = take_count(f, &i);
    if (count == 0)
        return false;
    date_take_second_count(f, &i); /* the first, which is the least, is the value */
    const struct time_word_row *between = date_take(f, &i, TIME_BETWEEN);
    if (between && count > 0)
        count += between->value;
    const struct time_word_row *span = date_take_span(f, &i);
    if (!span || is_age(f, i) || is_ordinal_second(f, begin, i))
        return false;
    if (i < f->end && f->p.at[i].hyphen && piece_is(&f->p, i, SPAN("long")))
        return false; /* "a day-long debate" */
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
    } else if (f->ahead && unit == SPAN_OF_DAY && count == 1 && piece_is(&f->p, begin, SPAN("one")) &&
               !f->p.at[i - 1].hyphen) {
        m->date.type = DATE_DATE; /* "will one day": when is not said */
    } else {
        date_set_duration(&m->date, count, unit);
        m->long_period = unit == SPAN_OF_MONTH && count > 3;
        if (is_rate(f, begin))
            m->date.type = DATE_SET;
    }
    return true;
}

/* "год назад", "через неделю": one of them, where no article is needed. */
bool date_match_single(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    if (!date_speaks(f, "ru") && !date_speaks(f, "uk"))
        return false;
    const struct time_word_row *ahead = date_take(f, &i, TIME_AHEAD_BEFORE);
    const struct time_word_row *span = date_take_span(f, &i);
    if (!span || span->value < SPAN_OF_DAY)
        return false;
    m->end = i;
    const struct time_word_row *ago = ahead ? NULL : date_take(f, &m->end, TIME_AGO);
    if (!(ahead && !ahead->code.len) && !(ago && !ago->code.len))
        return false;
    set_distance(f, m, 1, (enum time_span)(int)span->value, ahead ? 1 : -1, f->today);
    return true;
}

/* "for years", "within days", "months ago": how many is not said. */
bool date_match_plural(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    uint32_t begin = i;
    const struct time_word_row *span = date_take_span(f, &i);
    if (!span || !date_speaks(f, "en") || !span_ends(span->word, SPAN("s")) || span->value < SPAN_OF_DAY)
        return false;
    static const char *const leads[] = {"for", "within", "in"};
    bool led = false;
    for (size_t k = 0; k < sizeof leads / sizeof *leads && begin > f->first; k++)
        led |= piece_is(&f->p, begin - 1, span_of(leads[k]));
    uint32_t j = i;
    const struct time_word_row *ago = date_take(f, &j, TIME_AGO);
    if (!led && !(ago && !ago->code.len))
        return false;
    date_set_duration(&m->date, -1, (enum time_span)(int)span->value);
    m->end = ago ? j : i;
    return true;
}

/* "day-long", "decades-long": a duration that describes. */
bool date_match_long(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    const struct time_word_row *span = date_take_span(f, &i);
    if (!span || !date_speaks(f, "en") || i >= f->end || !f->p.at[i].hyphen || !piece_is(&f->p, i, SPAN("long")))
        return false;
    bool plural = span_ends(span->word, SPAN("s"));
    date_set_duration(&m->date, plural ? -1 : 1, (enum time_span)(int)span->value);
    m->end = i + 1;
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

/* Behind "every": a weekday, a month, a part of the day. */
static bool match_every_named(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    m->end = i;
    const struct time_word_row *set = date_take(f, &m->end, TIME_SET); /* "tous les lundis" */
    if (set && set->code.at[0] == 'X') {
        date_set_text(&m->date, set->code);
        return true;
    }
    m->end = i;
    const struct time_word_row *day = date_take(f, &m->end, TIME_WEEKDAY);
    const struct month_row *month = day ? NULL : date_take_month(f, &m->end);
    const struct time_word_row *part = day || month ? NULL : date_take(f, &m->end, TIME_PART);
    if (day) {
        date_set_open_weekday(&m->date, (int)day->value);
        date_take_part(f, m);
    } else if (month) {
        date_set_open_day(&m->date, (int)month->month, 0);
    } else if (part) {
        date_set_text(&m->date, SPAN("XXXX-XX-XX"));
        date_add_part(&m->date, part->code);
    }
    m->date.type = DATE_SET;
    return day || month || part;
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
        return !date_speaks(f, "en") || word->code.at[0] != 'X' || date_is_capital(f, begin);
    }
    if (!date_take(f, &i, TIME_EVERY))
        return false;
    if (match_every_named(f, m, i))
        return true;
    uint32_t count_at = i;
    double count = take_count(f, &i);
    const struct time_word_row *span = date_take_span(f, &i);
    if (!span) { /* a "quarter" is a share, too */
        i = count_at;
        count = 1;
        span = date_take_span(f, &i);
    }
    if (!span)
        return false;
    date_set_duration(&m->date, count == 0 ? 1 : count, (enum time_span)(int)span->value);
    m->date.type = DATE_SET;
    m->end = i;
    return true;
}
