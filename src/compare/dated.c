#include "compare/dated.h"

#include "base/calendar.h"

/* "On Wednesday" in a report of no date: up to so many days before the first dated one, or the day after. */
enum { WEEKDAY_BACK = 5, WEEKDAY_AHEAD = 1 };

/* The day of the first report that says when it is of; false where none does. */
static bool first_day(const struct comparison *c, int64_t *day)
{
    bool found = false;
    for (uint32_t r = 0; r < c->count; r++) {
        struct when published = c->reports[r]->article.published;
        if (!when_known(published))
            continue;
        int64_t own = (published.from - (published.from % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS) / DAY_SECONDS;
        *day = !found || own < *day ? own : *day;
        found = true;
    }
    return found;
}

static bool read_digits(struct span value, size_t from, size_t count, int *out)
{
    *out = 0;
    for (size_t i = from; i < from + count; i++) {
        if (i >= value.len || !byte_is_digit(value.at[i]))
            return false;
        *out = *out * 10 + (value.at[i] - '0');
    }
    return true;
}

/* "XXXX-03-22": of the years around the one nearest to `near`; "XXXX-WXX-3": the day within the week. */
static bool resolve_open(struct span value, int64_t near, int64_t *day)
{
    int month, of_month, weekday;
    if (!span_starts(value, SPAN("XXXX-")))
        return false;
    if (span_starts(value, SPAN("XXXX-WXX-")) && read_digits(value, 9, 1, &weekday)) {
        for (*day = near + WEEKDAY_AHEAD; *day >= near - WEEKDAY_BACK; --*day)
            if (weekday_of(*day) == weekday)
                return true;
        return false;
    }
    if (value.len < 10 || !read_digits(value, 5, 2, &month) || !read_digits(value, 8, 2, &of_month))
        return false;
    int year = civil_of(near).year;
    bool found = false;
    for (int y = year - 1; y <= year + 1; y++) {
        if (!civil_is_valid(y, month, of_month))
            continue;
        int64_t other = day_of(y, month, of_month);
        if (!found || (other > near ? other - near : near - other) < (*day > near ? *day - near : near - *day))
            *day = other;
        found = true;
    }
    return found;
}

static bool is_told(const struct date *d)
{
    if ((d->type != DATE_DATE && d->type != DATE_TIME) || !when_known(d->when) || !d->value[0])
        return false;
    if (d->when.precision < WHEN_YEAR)
        return false;
    return d->when.precision != WHEN_YEAR || d->explicit_year;
}

/* Fills when and value; false for what is no date to tell. */
static bool read_date(struct arena *arena, const struct date *d, bool anchored, int64_t near, struct dated *out)
{
    struct span value = span_of(d->value);
    int64_t day = near;
    if (is_told(d)) {
        out->when = d->when;
        out->value = span_find_byte(value, 'T', 0) == 10 ? span_cut(value, 0, 10) : value;
        return true;
    }
    bool is_date = d->type == DATE_DATE || d->type == DATE_TIME;
    if (!anchored || !is_date || when_known(d->when) || !resolve_open(value, near, &day))
        return false;
    struct civil civil = civil_of(day);
    out->when = (struct when){ .from = day * DAY_SECONDS, .to = (day + 1) * DAY_SECONDS, .precision = WHEN_DAY };
    out->value = arena_printf(arena, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
    return true;
}

/* The statement of a report that holds the byte `at`; statements are in order of report and place. */
static uint32_t statement_at(const struct comparison *c, uint32_t report, uint32_t at)
{
    uint32_t low = 0, high = c->statements.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        const struct statement *s = &c->statements.at[middle];
        if (s->report < report || (s->report == report && s->at.to <= at))
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < c->statements.count && c->statements.at[low].report == report &&
                 c->statements.at[low].at.from <= at;
    return found ? low : STATEMENT_NONE;
}

/* Content words of the line that stand outside of the date. */
static uint32_t words_beside(const struct comparison *c, uint32_t report, struct mark line, struct mark date)
{
    const struct tokens *tokens = &c->reports[report]->notes.tokens;
    uint32_t count = 0;
    for (uint32_t i = token_at(tokens, line.from); i < tokens->count && tokens->at[i].at.from < line.to; i++)
        count += c->words[report][i].key && !mark_holds(date, tokens->at[i].at);
    return count;
}

struct dated *dated_collect(struct arena *arena, const struct comparison *c, uint32_t *count)
{
    uint32_t all = 0;
    int64_t near = 0;
    bool anchored = first_day(c, &near);
    for (uint32_t r = 0; r < c->count; r++)
        all += c->reports[r]->notes.dates.count;
    struct dated *at = arena_new(arena, struct dated, all);
    *count = 0;
    for (uint32_t r = 0; r < c->count; r++) {
        const struct dates *dates = &c->reports[r]->notes.dates;
        for (uint32_t d = 0; d < dates->count; d++) {
            struct dated *new = &at[*count];
            uint32_t statement = statement_at(c, r, dates->at[d].at.from);
            bool dated = when_known(c->reports[r]->article.published);
            if (statement == STATEMENT_NONE || !read_date(arena, &dates->at[d], anchored && !dated, near, new))
                continue;
            new->report = r;
            new->date = d;
            new->statement = statement;
            new->line = line_about(c, &c->statements.at[statement], dates->at[d].at);
            new->aside = line_date_is_aside(c, &c->statements.at[statement], dates->at[d].at);
            new->part = !line_is_dated(c, &c->statements.at[statement], dates->at[d].at);
            new->part_words = new->part ? words_beside(c, r, new->line.at, dates->at[d].at) : 0;
            ++*count;
        }
    }
    return at;
}
