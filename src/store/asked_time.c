#include "store/asked_time.h"

#include "base/calendar.h"
#include "text/timestamp.h"

enum { COUNT_DIGITS = 5 };

static const struct { struct span name; int32_t seconds; } units[] = {
    { SPAN("m"), 60 },                 { SPAN("h"), 3600 },
    { SPAN("d"), DAY_SECONDS },        { SPAN("w"), 7 * DAY_SECONDS },
    { SPAN("mo"), 30 * DAY_SECONDS },  { SPAN("y"), 365 * DAY_SECONDS },
};

/* "24h": digits and a unit. */
static bool read_span_back(struct span text, int64_t now, struct asked_time *out)
{
    size_t at = 0;
    int64_t count = 0;
    for (; at < text.len && byte_is_digit(text.at[at]) && at < COUNT_DIGITS; at++)
        count = 10 * count + (text.at[at] - '0');
    for (size_t i = 0; at && i < sizeof units / sizeof *units; i++)
        if (span_equal_nocase(span_from(text, at), units[i].name)) {
            out->from = out->to = now - count * units[i].seconds;
            return true;
        }
    return false;
}

static struct asked_time day_back(int64_t now, int64_t days)
{
    int64_t day = now / DAY_SECONDS - (now % DAY_SECONDS < 0) - days;
    return (struct asked_time){ day * DAY_SECONDS, (day + 1) * DAY_SECONDS };
}

bool asked_time_parse(struct span text, int64_t now, struct asked_time *out)
{
    text = span_trim(text);
    struct timestamp time;
    bool today = span_equal_nocase(text, SPAN("today")), yesterday = span_equal_nocase(text, SPAN("yesterday"));
    if (today || yesterday) {
        *out = day_back(now, yesterday);
        return true;
    }
    if (read_span_back(text, now, out))
        return true;
    if (!timestamp_parse(text, &time) || time.precision == TIMESTAMP_NONE)
        return false;
    *out = (struct asked_time){ timestamp_from(&time), timestamp_to(&time) };
    return true;
}
