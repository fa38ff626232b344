#include "base/calendar.h"
#include "base/error.h"
#include "base/pool.h"
#include "tap.h"

static void test_days(void)
{
    check(day_of(1970, 1, 1) == 0 && day_of(1969, 12, 31) == -1, "around the first day");
    check(day_of(2000, 3, 1) == 11017 && day_of(2024, 2, 29) == 19782, "leap years");
    check(day_of(2023, 13, 1) == day_of(2024, 1, 1), "a month that runs over");
    check(weekday_of(0) == 4 && weekday_of(day_of(2024, 4, 1)) == 1 && weekday_of(-4) == 7, "weekdays");
    check(days_in_month(1900, 2) == 28 && days_in_month(2000, 2) == 29 && days_in_month(2023, 4) == 30, "months");
    check(civil_is_valid(2024, 2, 29) && !civil_is_valid(2023, 2, 29) && !civil_is_valid(2023, 0, 1) &&
          !civil_is_valid(2023, 1, 0) && !civil_is_valid(2023, 13, 1), "valid dates");
}

static void test_there_and_back(void)
{
    bool is_same = true;
    int weekday = weekday_of(day_of(-400, 1, 1)) - 1;
    for (int64_t day = day_of(-400, 1, 1); day < day_of(2800, 1, 1); day++) {
        struct civil c = civil_of(day);
        weekday = weekday % 7 + 1;
        is_same = is_same && day_of(c.year, c.month, c.day) == day && civil_is_valid(c.year, c.month, c.day) &&
                  weekday_of(day) == weekday;
    }
    check(is_same, "every day of 3,200 years");
}

static void test_weeks(void)
{
    int year;
    check(iso_week_of(day_of(2021, 1, 3), &year) == 53 && year == 2020, "the last week of 2020");
    check(iso_week_of(day_of(2024, 12, 30), &year) == 1 && year == 2025, "the first week of 2025");
    check(iso_week_of(day_of(2024, 7, 1), &year) == 27 && year == 2024, "a week in summer");
    check(day_of_iso_week(2025, 1) == day_of(2024, 12, 30), "the Monday of a week");
}

static void test_error(void)
{
    struct syn_error error = { 0 };
    check(!error_set(&error, SYN_BAD_FORMAT, 12, "reading %s", "a.txt"), "an error reads as false");
    check(error.status == SYN_BAD_FORMAT && error.at == 12, "status and place");
    check_text(span_of(error.text), SPAN("reading a.txt"), "message");
    char longer[1000];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = 0;
    error_set(&error, SYN_IO, 0, "%s", longer);
    check(strlen(error.text) < sizeof error.text, "a long message is cut");
    error_set(&error, SYN_IO, 0, "a\nb\x01" "c");
    check(!strchr(error.text, '\n') && !strchr(error.text, 1), "no control characters in a message");
}

static void count(void *context, size_t index, unsigned worker)
{
    ((unsigned *)context)[index] += worker < POOL_THREADS_MAX ? 1 : 100;
}

static void test_pool(void)
{
    static unsigned done[5000];
    bool is_once = true;
    pool_each(8, 5000, count, done);
    for (size_t i = 0; i < 5000; i++)
        is_once = is_once && done[i] == 1;
    check(is_once, "each number once, on eight threads");
    pool_each(0, 3, count, done);
    check(done[0] == 2 && done[2] == 2 && done[3] == 1, "no thread but our own");
    pool_each(4, 0, count, done);
    check(done[0] == 2, "nothing to do");
    unsigned processors = pool_processors();
    check(processors >= 1 && processors <= POOL_THREADS_MAX, "processors");
}

int main(void)
{
    test_days();
    test_there_and_back();
    test_weeks();
    test_error();
    test_pool();
    return tap_end();
}
