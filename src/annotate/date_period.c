#include "annotate/date_period.h"

#include "annotate/date_calendar.h"
#include "annotate/date_count.h"
#include "annotate/date_era.h"
#include "annotate/date_resolve.h"
#include "annotate/date_told.h"
#include "base/calendar.h"

/* The sections of this file: quarters, halves, seasons; what is relative. */

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
    if (!year && f->known && date_take_year_ago(f, i))
        return (quarter > (f->now.month + 2) / 3 ? f->now.year - 1 : f->now.year) - 1;
    if (year || !f->known)
        return year;
    return quarter > (f->now.month + 2) / 3 ? f->now.year - 1 : f->now.year;
}

/* "the third quarter of 1990", "third-quarter", "the fiscal first quarter", "Q3 2023", "the first half". */
bool date_match_quarter(const struct date_reader *f, struct date_match *m, uint32_t i, int year)
{
    bool led = year || date_take(f, &i, TIME_ARTICLE) || !date_speaks(f, "en");
    led |= date_take(f, &i, TIME_FISCAL) != NULL;
    if (!year)
        year = date_take_year_digits(f, &i);
    led |= year != 0;
    struct number n;
    bool last = date_take_mark(f, &i, SPAN("last")) || date_take_mark(f, &i, SPAN("latter"));
    if (last)
        n = (struct number){ .value = 2, .kind = NUMBER_KIND_ORDINAL, .end = i };
    else if (!date_read_number(f, i, &n) || n.kind != NUMBER_KIND_ORDINAL || n.value > 4)
        return false;
    uint32_t j = n.end;
    date_take_mark(f, &j, SPAN("."));
    bool half = date_take(f, &j, TIME_HALF) != NULL;
    const struct time_word_row *span = half || last ? NULL : date_take_span(f, &j);
    if (!(half && n.value <= 2) && (!span || span->value != SPAN_OF_QUARTER))
        return false;
    int number = (int)n.value;
    uint32_t bare = j;
    if (!year)
        year = take_quarter_year(f, &j, half ? number * 2 : number);
    led |= j > bare;
    m->date.explicit_year = year && !f->known;
    m->date.relative = !m->date.explicit_year;
    m->names_quarter = !half;
    /* "a close second half" is of a game */
    led |= f->p.at[bare - 1].hyphen || (i > f->first && date_has(f, i - 1, TIME_IN));
    if (half && ((!f->known && !year) || !(led || m->date.explicit_year)))
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

enum { SEASONS_AHEAD = 2 };

static int season_year(const struct date_reader *f, int season, const struct time_word_row *shift)
{
    int now = f->now.month / 3;
    if (shift && shift->value < 0)
        return season >= now ? f->now.year - 1 : f->now.year;
    if (shift && shift->value > 0)
        return season <= now ? f->now.year + 1 : f->now.year;
    if (shift || season <= now)
        return f->now.year;
    return f->ahead || (!f->back && season - now <= SEASONS_AHEAD) ? f->now.year : f->now.year - 1;
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
    if (date_is_name(f, at) || (!led && (date_speaks(f, "en") || date_speaks(f, "fr") || date_speaks(f, "de"))))
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
static bool set_shifted_from(const struct date_reader *f, struct date_match *m, int64_t base, double shift,
                             enum time_span span)
{
    m->date.relative = true;
    if (span < SPAN_OF_DAY)
        return false;
    /* up to Thursday "the weekend" is the last one */
    bool early = span == SPAN_OF_WEEKEND && shift == 0 && !f->ahead && weekday_of(f->today) < 5;
    if (f->known)
        date_set_distance(&m->date, base, early ? -1 : shift, span);
    return true;
}

static bool set_shifted(const struct date_reader *f, struct date_match *m, double shift, enum time_span span)
{
    return set_shifted_from(f, m, f->today, shift, span);
}

static double count_behind(const struct date_reader *f, uint32_t *i)
{
    struct number n;
    if (date_read_number(f, *i, &n) && n.kind == NUMBER_KIND_PLAIN) {
        *i = n.end;
        return n.value;
    }
    const struct time_word_row *some = date_take(f, i, TIME_SOME);
    return some && some->value > 0 ? some->value : some ? -1 : 0;
}

/* "the past two years", "the next few days", "les trois derniers mois": a stretch that touches today. */
static bool match_past_stretch(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    const struct time_word_row *shift = date_take(f, &i, TIME_SHIFT);
    double count = shift || date_speaks(f, "fr") ? count_behind(f, &i) : 0;
    if (count != 0 && date_speaks(f, "fr") && (!shift || shift->value == 0)) /* "ces trois dernières années" */
        shift = date_take(f, &i, TIME_SHIFT);
    if (!shift)
        return false;
    uint32_t first = i;
    date_take_second_count(f, &i);
    if (i > first)
        count = -1;
    const struct time_word_row *span = count != 0 ? date_take_span(f, &i) : NULL;
    if (!span || shift->value == 0)
        return false;
    date_set_duration(&m->date, count, (enum time_span)(int)span->value);
    m->end = i;
    return true;
}

/* "les derniers mois", "in den letzten Jahren", "последние годы": how many is not said. */
static bool is_plural(const struct time_word_row *shift, const struct time_word_row *span)
{
    return span->value != SPAN_OF_WEEKEND && shift->value != 0 &&
           (span_equal(shift->code, SPAN("P")) || span_equal(span->code, SPAN("P")));
}

bool date_match_shift(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    bool article = date_take(f, &i, TIME_ARTICLE) != NULL;
    if (match_past_stretch(f, m, i))
        return true;
    uint32_t j = i;
    const struct time_word_row *shift = date_take(f, &j, TIME_SHIFT);
    /* "following Monday's attack" is what came after it */
    if (!shift || (!article && date_speaks(f, "en") && span_equal(shift->word, SPAN("following"))))
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
    bool plural = is_plural(shift, span);
    if (plural || (date_speaks(f, "en") && span_ends(span->word, SPAN("s")))) {
        date_set_duration(&m->date, -1, (enum time_span)(int)span->value);
        return plural || shift->value != 0;
    }
    if (span->value == SPAN_OF_YEAR && piece_is(&f->p, j, SPAN("'s")) &&
        date_match_quarter(f, m, j + 1, shifted_year(f, shift)))
        return true;
    if (span->value == SPAN_OF_DECADE && span_equal(shift->code, SPAN("S"))) {
        date_set_duration(&m->date, 1, SPAN_OF_DECADE);
        return true;
    }
    return set_shifted_from(f, m, date_base(f, shift), shift->value, (enum time_span)(int)span->value);
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
    if (is_plural(shift, span)) {
        date_set_duration(&m->date, -1, (enum time_span)(int)span->value);
        return true;
    }
    return set_shifted_from(f, m, date_base(f, shift), shift->value, (enum time_span)(int)span->value);
}

/* "for the year", "through the full year"; "the year ended March 31" is a duration. */
static bool match_the_year(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    uint32_t begin = i;
    date_take(f, &i, TIME_ARTICLE);
    bool whole = date_take_mark(f, &i, SPAN("full")) || date_take_mark(f, &i, SPAN("whole"));
    bool fiscal = date_take(f, &i, TIME_FISCAL) != NULL;
    const struct time_word_row *span = date_take_span(f, &i);
    if (!span || span->value != SPAN_OF_YEAR || span_ends(span->word, SPAN("s")))
        return false;
    m->end = i;
    if (piece_is(&f->p, i, SPAN("ended")) || piece_is(&f->p, i, SPAN("ending"))) {
        date_set_duration(&m->date, 1, SPAN_OF_YEAR);
        return true;
    }
    static const char *const leads[] = {"for", "throughout", "during"};
    bool led = whole || fiscal;
    for (size_t k = 0; k < sizeof leads / sizeof *leads && begin > f->first; k++)
        led |= piece_is(&f->p, begin - 1, span_of(leads[k]));
    led |= begin > f->first + 1 && piece_is(&f->p, begin - 1, SPAN("of")) && date_has(f, begin - 2, TIME_SPAN);
    return led && date_ends_phrase(f, i) && set_shifted(f, m, 0, SPAN_OF_YEAR);
}

/* "the quarter": the one that was named; "the latest quarter" may be the last that is over. */
static bool match_the_quarter(const struct date_reader *f, struct date_match *m, uint32_t i, bool latest)
{
    m->end = i;
    if (f->quarter && date_take_year_ago(f, &m->end)) {
        date_set_quarter(&m->date, f->quarter_year - 1, f->quarter);
        m->date.relative = true;
        return true;
    }
    if (!f->quarter && !latest)
        return false;
    m->date.relative = true;
    if (f->quarter)
        date_set_quarter(&m->date, f->quarter_year, f->quarter);
    else if (f->known)
        date_set_distance(&m->date, f->today, -1, SPAN_OF_QUARTER);
    return true;
}

/* "am Wochenende", "el fin de semana", "в выходные". */
static bool match_weekend(const struct date_reader *f, struct date_match *m, uint32_t i, bool led)
{
    const struct time_word_row *span = date_take_span(f, &i);
    if (!led || !span || span->value != SPAN_OF_WEEKEND || date_has(f, i, TIME_SHIFT))
        return false;
    m->end = i;
    return set_shifted(f, m, 0, SPAN_OF_WEEKEND);
}

/* "the week", "the quarter", "the year-ago period", "the weekend": what an article with a span points at. */
bool date_match_the_span(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    uint32_t begin = i;
    const struct time_word_row *article = date_take(f, &i, TIME_ARTICLE);
    if (!date_speaks(f, "en"))
        return match_weekend(f, m, i, article || (begin > f->first && date_has(f, begin - 1, TIME_IN)));
    if (!article)
        return false;
    bool latest = date_take_mark(f, &i, SPAN("latest"));
    if (latest)
        date_take(f, &i, TIME_FISCAL);
    const struct time_word_row *span = date_take_span(f, &i);
    if (!span && latest && f->quarter && date_take_mark(f, &i, SPAN("period")))
        return match_the_quarter(f, m, i, latest);
    if (!span)
        return match_the_year(f, m, begin);
    /* "the week of March 6" */
    if (span->value == SPAN_OF_WEEK && date_take_mark(f, &i, SPAN("of")) &&
        (date_match_month_day(f, m, i) || date_match_day_month(f, m, i)) && m->date.when.precision == WHEN_DAY) {
        date_set_week(&m->date, m->date.when.from / DAY_SECONDS);
        return true;
    }
    if (span->value == SPAN_OF_YEAR && !latest)
        return match_the_year(f, m, begin);
    if (span->value == SPAN_OF_YEAR) {
        m->end = i;
        return set_shifted(f, m, -1, SPAN_OF_YEAR);
    }
    if (span->value == SPAN_OF_QUARTER)
        return match_the_quarter(f, m, i, latest);
    if (span->value != SPAN_OF_WEEKEND && !latest)
        return false;
    m->end = i;
    return set_shifted(f, m, 0, (enum time_span)(int)span->value);
}

/* "Vorjahr", "торік": a shift and what is shifted in one word. */
bool date_match_whole(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    const struct time_word_row *row = date_take(f, &i, TIME_WHOLE);
    if (!row)
        return false;
    m->end = i;
    char span = row->code.len ? row->code.at[0] : 0;
    return set_shifted(f, m, row->value, span == 'Y' ? SPAN_OF_YEAR : span == 'M' ? SPAN_OF_MONTH : SPAN_OF_WEEK);
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

/* "the end of the year", "Ende des Jahres", "à la fin de l'année 2021". */
static bool match_edge_span(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    uint32_t article_at = i;
    date_take(f, &i, TIME_ARTICLE);
    const struct time_word_row *span = date_take_span(f, &i);
    if (!span || span->value < SPAN_OF_WEEK || (date_speaks(f, "en") && !piece_is(&f->p, article_at, SPAN("the"))))
        return false;
    m->end = i;
    int year = span->value == SPAN_OF_YEAR ? date_take_year_digits(f, &i) : 0;
    if (!year)
        return set_shifted(f, m, 0, (enum time_span)(int)span->value);
    date_set_year(&m->date, year);
    m->date.explicit_year = true;
    m->end = i;
    return true;
}

static bool match_edged(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    if (date_match_month(f, m, i, NULL) || date_match_year(f, m, i) || date_match_decade(f, m, i) ||
        date_match_season(f, m, i, NULL) || date_match_weekday(f, m, i, NULL) || date_match_era(f, m, i))
        return true;
    return date_match_shift(f, m, i) || date_match_day_word(f, m, i) || date_match_shift_behind(f, m, i) ||
           match_edge_span(f, m, i);
}

/* "early", "late", "the end of" before a calendar date, a span or a day. */
bool date_match_edge(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    const struct time_word_row *edge = date_take(f, &i, TIME_EDGE);
    if (!edge)
        return false;
    uint32_t behind = i;
    date_take(f, &i, TIME_OF);
    date_take_mark(f, &i, SPAN("-"));
    if (!match_edged(f, m, i) && (i == behind || !match_edged(f, m, behind))) /* "Ende" of "des Jahres" */
        return false;
    if (span_equal(edge->code, SPAN("R")) && f->known)
        date_clip(&m->date, f->today, (int)edge->value);
    else
        date_narrow(&m->date, (int)edge->value);
    return true;
}
