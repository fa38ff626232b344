#include "tell/moment.h"

int64_t moment_local(struct when w) { return w.from + (w.zoned ? (int64_t)w.offset * 60 : 0); }

static int64_t day_number(int64_t seconds)
{
    return seconds >= 0 ? seconds / DAY_SECONDS : -((DAY_SECONDS - 1 - seconds) / DAY_SECONDS);
}

struct civil moment_civil(struct when w) { return civil_of(day_number(moment_local(w))); }

static void put_offset(struct buffer *out, struct when w)
{
    if (!w.zoned)
        return;
    int minutes = w.offset < 0 ? -w.offset : w.offset;
    if (minutes)
        buffer_printf(out, "%c%02d:%02d", w.offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
    else
        buffer_byte(out, 'Z');
}

static void put_iso_day(struct buffer *out, int64_t day, int precision)
{
    struct civil c = civil_of(day);
    int year = c.year, week = precision == WHEN_WEEK ? iso_week_of(day, &year) : 0;
    switch (precision) {
    case WHEN_CENTURY: buffer_printf(out, "%02d", c.year / 100); break;
    case WHEN_DECADE:  buffer_printf(out, "%03d", c.year / 10); break;
    case WHEN_YEAR:    buffer_printf(out, "%04d", c.year); break;
    case WHEN_SEASON:
    case WHEN_MONTH:   buffer_printf(out, "%04d-%02d", c.year, c.month); break;
    case WHEN_QUARTER: buffer_printf(out, "%04d-Q%d", c.year, (c.month + 2) / 3); break;
    case WHEN_WEEK:    buffer_printf(out, "%04d-W%02d", year, week); break;
    default:           buffer_printf(out, "%04d-%02d-%02d", c.year, c.month, c.day); break;
    }
}

void moment_iso(struct buffer *out, struct when w)
{
    if (!when_known(w))
        return;
    int64_t local = moment_local(w), day = day_number(local);
    int second = (int)(local - day * DAY_SECONDS);
    put_iso_day(out, day, w.precision);
    if (!moment_has_clock(w))
        return;
    buffer_printf(out, "T%02d", second / 3600);
    if (w.precision >= WHEN_MINUTE)
        buffer_printf(out, ":%02d", second / 60 % 60);
    if (w.precision >= WHEN_SECOND)
        buffer_printf(out, ":%02d", second % 60);
    put_offset(out, w);
}

static const char *const months[] = { "January", "February", "March", "April", "May", "June", "July", "August",
                                      "September", "October", "November", "December" };

void moment_day(struct buffer *out, struct when w)
{
    if (!when_known(w))
        return;
    int64_t day = day_number(moment_local(w));
    struct civil c = civil_of(day);
    if (w.precision == WHEN_MONTH)
        buffer_printf(out, "%s %d", months[c.month - 1], c.year);
    else if (w.precision >= WHEN_DAY)
        buffer_printf(out, "%d %s %d", c.day, months[c.month - 1], c.year);
    else
        put_iso_day(out, day, w.precision);
}

void moment_short_day(struct buffer *out, struct when w)
{
    struct civil c = moment_civil(w);
    if (when_known(w))
        buffer_printf(out, "%d %.3s", c.day, months[c.month - 1]);
}

bool moment_clock(struct buffer *out, struct when w)
{
    if (!moment_has_clock(w))
        return false;
    int64_t local = moment_local(w);
    int second = (int)(local - day_number(local) * DAY_SECONDS);
    buffer_printf(out, "%02d:%02d", second / 3600, w.precision >= WHEN_MINUTE ? second / 60 % 60 : 0);
    return true;
}

void moment_text(struct buffer *out, struct when w)
{
    moment_day(out, w);
    if (moment_has_clock(w)) {
        buffer_text(out, ", ");
        moment_clock(out, w);
    }
}

static bool same_day(struct when a, struct when b)
{
    struct civil one = moment_civil(a), two = moment_civil(b);
    return one.year == two.year && one.month == two.month && one.day == two.day;
}

void moment_range(struct buffer *out, struct when from, struct when to)
{
    if (!when_known(from) || !when_known(to) || (to.from == from.from && to.precision == from.precision)) {
        moment_text(out, when_known(from) ? from : to);
    } else if (!same_day(from, to)) {
        moment_text(out, from);
        buffer_text(out, " – ");
        moment_text(out, to);
    } else if (moment_has_clock(from) && moment_has_clock(to)) {
        moment_text(out, from);
        buffer_text(out, " – ");
        moment_clock(out, to);
    } else {
        moment_day(out, from);
    }
}

void moment_instant(struct buffer *out, int64_t seconds)
{
    struct civil c = civil_of(day_number(seconds));
    int second = (int)(seconds - day_number(seconds) * DAY_SECONDS);
    buffer_printf(out, "%04d-%02d-%02dT%02d:%02d:%02dZ", c.year, c.month, c.day, second / 3600, second / 60 % 60,
                  second % 60);
}

/* As ISO 8601-2 has it: 21 to 24, spring first, and 40 and 41 for the halves of a year. */
static void put_season(struct buffer *out, struct when w)
{
    enum { LONGER_THAN_SEASONS = 120 };
    struct civil c = moment_civil(w);
    bool half = w.to - w.from > (int64_t)LONGER_THAN_SEASONS * DAY_SECONDS;
    buffer_printf(out, "%04d-%02d", c.year, half ? 40 + c.month / 7 : 20 + c.month / 3);
}

void moment_json(struct json_writer *w, struct when when)
{
    if (!when_known(when)) {
        json_put_null(w);
        return;
    }
    json_put_raw(w, SPAN("\""));   /* digits and signs only: nothing that JSON would have escaped */
    if (when.precision == WHEN_SEASON)
        put_season(w->out, when);
    else
        moment_iso(w->out, when);
    buffer_byte(w->out, '"');
}
