#include "text/timestamp.h"

#include "case.h"

static void put(struct buffer *out, const struct timestamp *t)
{
    static const char *const names[] = { "none", "year", "month", "day", "hour", "minute", "second" };
    buffer_printf(out, "%04d-%02d-%02dT%02d:%02d:%02d", t->year, t->month, t->day, t->hour, t->minute, t->second);
    if (t->zoned)
        buffer_printf(out, " %+d", t->offset);
    buffer_printf(out, " %s\n", names[t->precision]);
}

static void print(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                  const struct case_options *options)
{
    struct timestamp t;
    struct mark at;
    (void)keep, (void)scratch;
    if (span_equal(case_option(options, SPAN("do")), SPAN("find"))) {
        if (!timestamp_find(input, &t, &at)) {
            buffer_text(out, "none\n");
            return;
        }
        struct span words = mark_span(input, at);
        buffer_printf(out, "%u-%u [%.*s] ", at.from, at.to, (int)words.len, words.at);
        put(out, &t);
    } else if (timestamp_parse(input, &t)) {
        put(out, &t);
    } else {
        buffer_text(out, "none\n");
    }
}

static void test_instants(void)
{
    struct timestamp t;
    check(timestamp_parse(SPAN("1970-01-02"), &t) && timestamp_from(&t) == 86400 && timestamp_to(&t) == 172800,
          "a day lasts a day");
    check(timestamp_parse(SPAN("2024-02"), &t) && timestamp_to(&t) - timestamp_from(&t) == 29 * 86400,
          "a month ends with its last day");
    check(timestamp_parse(SPAN("2024-12"), &t) && timestamp_to(&t) == 1735689600, "December ends with the year");
    check(timestamp_parse(SPAN("2024-04-03T14:05:00+02:00"), &t) && timestamp_from(&t) == 1712145900,
          "an offset counts east of UTC");
}

int main(void)
{
    case_run(CASES "/text/timestamp.txt", print);
    test_instants();
    return tap_end();
}
