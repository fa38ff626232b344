#include "annotate/date_resolve.h"

#include <math.h>
#include <stdio.h>

#include "base/calendar.h"

static bool year_is_good(int year) { return year >= 1 && year <= 9999; }

static void set_when(struct date *date, int64_t first_day, int64_t end_day, enum precision precision)
{
    date->when = (struct when){ .from = first_day * DAY_SECONDS, .to = end_day * DAY_SECONDS,
                                .precision = (uint8_t)precision };
}

static void set_dates(struct date *date, int from_year, int from_month, int months, enum precision precision)
{
    set_when(date, day_of(from_year, from_month, 1), day_of(from_year, from_month + months, 1), precision);
}

void date_set_text(struct date *date, struct span value)
{
    snprintf(date->value, sizeof date->value, "%.*s", (int)value.len, value.at ? value.at : "");
}

void date_set_day(struct date *date, int64_t day)
{
    struct civil c = civil_of(day);
    if (!year_is_good(c.year))
        return;
    snprintf(date->value, sizeof date->value, "%04d-%02d-%02d", c.year, c.month, c.day);
    set_when(date, day, day + 1, WHEN_DAY);
}

void date_set_week(struct date *date, int64_t day)
{
    int year, week = iso_week_of(day, &year);
    if (!year_is_good(year))
        return;
    snprintf(date->value, sizeof date->value, "%04d-W%02d", year, week);
    int64_t monday = day_of_iso_week(year, week);
    set_when(date, monday, monday + 7, WHEN_WEEK);
}

void date_set_weekend(struct date *date, int64_t day)
{
    int year, week = iso_week_of(day, &year);
    if (!year_is_good(year))
        return;
    snprintf(date->value, sizeof date->value, "%04d-W%02d-WE", year, week);
    int64_t monday = day_of_iso_week(year, week);
    set_when(date, monday + 5, monday + 7, WHEN_DAY);
}

void date_set_month(struct date *date, int year, int month)
{
    struct civil c = civil_of(day_of(year, month, 1));
    if (!year_is_good(c.year))
        return;
    snprintf(date->value, sizeof date->value, "%04d-%02d", c.year, c.month);
    set_dates(date, c.year, c.month, 1, WHEN_MONTH);
}

void date_set_quarter(struct date *date, int year, int quarter)
{
    struct civil c = civil_of(day_of(year, quarter * 3 - 2, 1));
    if (!year_is_good(c.year))
        return;
    snprintf(date->value, sizeof date->value, "%04d-Q%d", c.year, (c.month + 2) / 3);
    set_dates(date, c.year, c.month, 3, WHEN_QUARTER);
}

void date_set_half(struct date *date, int year, int half)
{
    if (!year_is_good(year))
        return;
    snprintf(date->value, sizeof date->value, "%04d-H%d", year, half == 1 ? 1 : 2);
    set_dates(date, year, half == 1 ? 1 : 7, 6, WHEN_SEASON);
}

void date_set_season(struct date *date, int year, int season, struct span code)
{
    if (!year_is_good(year))
        return;
    snprintf(date->value, sizeof date->value, "%04d-%.*s", year, (int)code.len, code.at);
    set_dates(date, year, season * 3, 3, WHEN_SEASON);
}

void date_set_year(struct date *date, int year)
{
    if (!year_is_good(year))
        return;
    snprintf(date->value, sizeof date->value, "%04d", year);
    set_dates(date, year, 1, 12, WHEN_YEAR);
}

void date_set_decade(struct date *date, int year)
{
    int decade = year / 10;
    if (!year_is_good(decade * 10))
        return;
    snprintf(date->value, sizeof date->value, "%03d", decade);
    set_dates(date, decade * 10, 1, 120, WHEN_DECADE);
}

void date_set_century(struct date *date, int century)
{
    if (century < 2 || century > 99)
        return;
    snprintf(date->value, sizeof date->value, "%02d", century - 1);
    set_dates(date, (century - 1) * 100, 1, 1200, WHEN_CENTURY);
}

void date_set_open_day(struct date *date, int month, int day)
{
    if (day)
        snprintf(date->value, sizeof date->value, "XXXX-%02d-%02d", month, day);
    else
        snprintf(date->value, sizeof date->value, "XXXX-%02d", month);
}

void date_set_open_weekday(struct date *date, int weekday)
{
    snprintf(date->value, sizeof date->value, "XXXX-WXX-%d", weekday);
}

/* Hours at which the parts of a day are taken to begin and end; a night runs into the next day. */
static void part_hours(struct span code, int *from, int *to)
{
    *from = span_equal(code, SPAN("MO")) ? 6 : span_equal(code, SPAN("AF")) ? 12 : span_equal(code,
                                                                                              SPAN("EV")) ? 17 : 20;
    *to = span_equal(code, SPAN("MO")) ? 12 : span_equal(code, SPAN("AF")) ? 18 : span_equal(code,
                                                                                             SPAN("EV")) ? 24 : 30;
}

void date_add_part(struct date *date, struct span code)
{
    size_t len = strlen(date->value);
    if (!len || !code.len)
        return;
    snprintf(date->value + len, sizeof date->value - len, "T%.*s", (int)code.len, code.at);
    date->type = date->type == DATE_SET ? DATE_SET : DATE_TIME;
    if (date->when.precision != WHEN_DAY)
        return;
    int from, to;
    part_hours(code, &from, &to);
    date->when.to = date->when.from + to * 3600;
    date->when.from += from * 3600;
    date->when.precision = WHEN_DAY_PART;
}

/* The instant `quarters` quarters behind the begin of the interval; in whole months where it has twelve or more. */
static int64_t part_of(const struct when *w, int quarters)
{
    struct civil first = civil_of(w->from / DAY_SECONDS), end = civil_of(w->to / DAY_SECONDS);
    int months = (end.year - first.year) * 12 + end.month - first.month;
    if (months >= 12)
        return day_of(first.year, first.month + months * quarters / 4, 1) * DAY_SECONDS;
    return w->from + (w->to - w->from) / DAY_SECONDS * quarters / 4 * DAY_SECONDS;
}

void date_narrow(struct date *date, int edge)
{
    struct when *w = &date->when;
    if (!when_known(*w) || w->precision >= WHEN_DAY)
        return;
    int64_t from = edge < 0 ? w->from : part_of(w, edge ? 2 : 1), to = edge > 0 ? w->to : part_of(w, edge ? 2 : 3);
    w->from = from;
    w->to = to;
}

void date_clip(struct date *date, int64_t today, int side)
{
    struct when *w = &date->when;
    int64_t begin = today * DAY_SECONDS, end = begin + DAY_SECONDS;
    if (!when_known(*w) || w->precision >= WHEN_DAY)
        return;
    if (side < 0 && end > w->from && end < w->to)
        w->to = end;
    else if (side > 0 && begin > w->from && begin < w->to)
        w->from = begin;
}

void date_add_clock(struct date *date, struct clock clock)
{
    size_t len = strlen(date->value);
    date->type = DATE_TIME;
    if (!len)
        len = (size_t)snprintf(date->value, sizeof date->value, "XXXX-XX-XX");
    int minute = clock.minute > 0 ? clock.minute : 0, second = clock.second > 0 ? clock.second : 0;
    if (clock.second >= 0)
        snprintf(date->value + len, sizeof date->value - len, "T%02d:%02d:%02d", clock.hour, minute, second);
    else
        snprintf(date->value + len, sizeof date->value - len, "T%02d:%02d", clock.hour, minute);
    if (date->when.precision != WHEN_DAY)
        return;
    date->when.from += clock.hour * 3600 + minute * 60 + second - (clock.zoned ? clock.offset * 60 : 0);
    date->when.to = date->when.from + (clock.second >= 0 ? 1 : clock.minute >= 0 ? 60 : 3600);
    date->when.precision = clock.second >= 0 ? WHEN_SECOND : clock.minute >= 0 ? WHEN_MINUTE : WHEN_HOUR;
    date->when.zoned = clock.zoned;
    date->when.offset = (int16_t)clock.offset;
}

static char span_letter(enum time_span span)
{
    static const char letters[] = "-SMHDWMQYECD";
    return letters[span];
}

static bool is_clock_span(enum time_span span) { return span <= SPAN_OF_HOUR; }

/* "two and a half years" is P2Y6M, "an hour and a half" PT1H30M. */
static bool put_halves(struct date *date, double amount, enum time_span span)
{
    int whole = (int)amount;
    if (amount - whole != 0.5)
        return false;
    char lower = span == SPAN_OF_YEAR ? 'M' : span == SPAN_OF_HOUR ? 'M' : 0;
    int part = span == SPAN_OF_YEAR ? 6 : 30;
    const char *time = is_clock_span(span) ? "T" : "";
    if (!lower)
        return false;
    if (whole)
        snprintf(date->value, sizeof date->value, "P%s%d%c%d%c", time, whole, span_letter(span), part, lower);
    else
        snprintf(date->value, sizeof date->value, "P%s%d%c", time, part, lower);
    return true;
}

void date_set_duration(struct date *date, double amount, enum time_span span)
{
    date->type = DATE_DURATION;
    if (span == SPAN_OF_DECADE && amount > 0) {
        amount *= 10;
        span = SPAN_OF_YEAR;
    } else if (span == SPAN_OF_CENTURY && amount > 0) {
        amount *= 100;
        span = SPAN_OF_YEAR;
    } else if (span == SPAN_OF_WEEKEND && amount > 0) {
        amount *= 2;
    }
    const char *time = is_clock_span(span) ? "T" : "";
    if (amount < 0 || amount > 1e9)
        snprintf(date->value, sizeof date->value, "P%sX%c", time, span_letter(span));
    else if (!put_halves(date, amount, span))
        snprintf(date->value, sizeof date->value, "P%s%.7g%c", time, amount, span_letter(span));
}

void date_set_distance(struct date *date, int64_t day, double amount, enum time_span span)
{
    if (fabs(amount) > 9000)
        return;
    struct civil c = civil_of(day);
    int whole = (int)(amount < 0 ? ceil(amount) : floor(amount));
    switch (span) {
    case SPAN_OF_DAY:
        date_set_day(date, day + whole);
        break;
    case SPAN_OF_WEEK:
        date_set_week(date, day + (int64_t)whole * 7);
        break;
    case SPAN_OF_WEEKEND:
        date_set_weekend(date, day + (int64_t)whole * 7);
        break;
    case SPAN_OF_MONTH:
        date_set_month(date, c.year, c.month + whole);
        break;
    case SPAN_OF_QUARTER:
        date_set_quarter(date, c.year, (c.month + 2) / 3 + whole);
        break;
    case SPAN_OF_YEAR:
        date_set_year(date, c.year + whole);
        break;
    case SPAN_OF_DECADE:
        date_set_decade(date, c.year + whole * 10);
        break;
    case SPAN_OF_CENTURY:
        date_set_century(date, c.year / 100 + 1 + whole);
        break;
    default:
        break;
    }
}
