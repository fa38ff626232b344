#include "annotate/date_holiday.h"

#include "annotate/date_resolve.h"
#include "base/calendar.h"

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

/* Orthodox Easter Sunday: that of the Julian calendar, in the years 1900 to 2099. */
static int64_t julian_easter(int year)
{
    int a = year % 4, b = year % 7, c = year % 19, d = (19 * c + 15) % 30, e = (2 * a + 4 * b - d + 34) % 7;
    int month = (d + e + 114) / 31, day = (d + e + 114) % 31 + 1;
    return day_of(year, month, day) + 13;
}

/* How data/time_word.tsv says the days of feasts. */
enum { FEAST_EASTER = 2000, FEAST_JULIAN = 3000, FEAST_NTH = 10000, FEAST_NEAR = 500, LAST_WEEK = 5 };

/* `code` is month * 100 + day; FEAST_EASTER or FEAST_JULIAN and the days behind Easter; or FEAST_NTH + month * 100 +
 * weekday * 10 + the how manyth it is, where 5 is the last. */
static int64_t holiday_day(int year, int code)
{
    if (code == 4) /* the Tuesday behind the first Monday */
        return nth_weekday(year, 11, 1, 1) + 1;
    if (code >= FEAST_NTH) {
        int month = code / 100 % 100, weekday = code / 10 % 10, nth = code % 10;
        return nth < LAST_WEEK ? nth_weekday(year, month, weekday, nth) : nth_weekday(year, month + 1, weekday, 1) - 7;
    }
    if (code >= FEAST_JULIAN - FEAST_NEAR)
        return julian_easter(year) + code - FEAST_JULIAN;
    if (code >= FEAST_EASTER - FEAST_NEAR)
        return easter(year) + code - FEAST_EASTER;
    return day_of(year, code / 100, code % 100);
}

enum { HOLIDAY_AHEAD = 60, HOLIDAY_BACK = 180 }; /* days */

bool date_match_holiday(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    uint32_t at = i;
    const struct time_word_row *holiday = date_take(f, &i, TIME_HOLIDAY);
    if (!holiday || (date_wants_capital(f) && !date_is_capital(f, at)))
        return false;
    int year = date_take_year_behind(f, &i);
    m->end = i;
    m->date.explicit_year = year != 0;
    m->date.relative = !year;
    if (!year && !f->known)
        return true;
    if (!year) {
        year = f->now.year;
        int64_t distance = holiday_day(year, (int)holiday->value) - f->today;
        if (distance > HOLIDAY_AHEAD)
            year--;
        else if (distance < -HOLIDAY_BACK)
            year++;
    }
    int64_t day = holiday_day(year, (int)holiday->value);
    const struct time_word_row *span = date_speaks(f, "en") ? date_take_span(f, &i) : NULL;
    if (span && span->value == SPAN_OF_WEEKEND)
        date_set_weekend(&m->date, day);
    else if (span && span->value == SPAN_OF_WEEK)
        date_set_week(&m->date, day);
    else
        date_set_day(&m->date, day);
    m->end = m->date.when.precision == WHEN_WEEK || span ? i : m->end;
    return true;
}
