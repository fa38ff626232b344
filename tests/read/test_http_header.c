#include "read/http_header.h"

#include "tap.h"

static void test_types(void)
{
    static const struct { const char *header, *media, *charset; } rows[] = {
        { "text/html; charset=utf-8", "text/html", "utf-8" },
        { "text/html;charset=\"windows-1251\"", "text/html", "windows-1251" },
        { " Text/HTML ; x=y; CHARSET = 'koi8-r' ; z", "Text/HTML", "koi8-r" },
        { "text/html", "text/html", "" },
        { "text/html; charset=", "text/html", "" },
        { "text/html; charset=\"utf-8", "text/html", "utf-8" },
        { "text/html; mycharset=utf-8", "text/html", "" },
        { "charset=utf-8", "charset=utf-8", "" },
        { ";;;charset=a;charset=b", "", "a" },
        { "", "", "" },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        check_text(http_media(span_of(rows[i].header)), span_of(rows[i].media), rows[i].header);
        check_text(http_charset(span_of(rows[i].header)), span_of(rows[i].charset), "and its charset");
    }
}

static void test_dates(void)
{
    int64_t time = 0;
    check(http_date(SPAN("Sun, 06 Nov 1994 08:49:37 GMT"), &time) && time == 784111777, "the usual form");
    check(http_date(SPAN(" Tue, 14 Nov 2023 22:13:20 GMT "), &time) && time == 1700000000, "with blanks around it");
    check(!http_date(SPAN(""), &time), "nothing");
    check(!http_date(SPAN("0"), &time), "a number");
    check(!http_date(SPAN("1700000000"), &time), "a large number");
    check(!http_date(SPAN("yesterday"), &time), "a word");
}

static void test_waits(void)
{
    static const struct { const char *header; int64_t seconds; } rows[] = {
        { "0", 0 },
        { " 120 ", 120 },
        { "99999999999999999999", 100000000 },
        { "Tue, 14 Nov 2023 22:15:20 GMT", 120 },
        { "Tue, 14 Nov 2023 22:00:00 GMT", 0 },
        { "-5", -1 },
        { "1.5", -1 },
        { "soon", -1 },
        { "", -1 },
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t seconds = -1;
        bool good = http_wait(span_of(rows[i].header), 1700000000, &seconds);
        check(good == (rows[i].seconds >= 0), rows[i].header);
        check(!good || seconds == rows[i].seconds, "and how long");
    }
}

static void test_lists(void)
{
    check(http_lists(SPAN("no-store"), SPAN("no-store")), "alone");
    check(http_lists(SPAN("max-age=0, No-Store ,private"), SPAN("no-store")), "among others");
    check(http_lists(SPAN("private=\"set-cookie\", no-store"), SPAN("private")), "with a value");
    check(!http_lists(SPAN("no-stores, x-no-store"), SPAN("no-store")), "a longer word is another");
    check(!http_lists(SPAN(""), SPAN("no-store")), "nothing");
    check(!http_lists(SPAN(",,,"), SPAN("no-store")), "commas");
}

static void test_max_age(void)
{
    check(http_max_age(SPAN("public, Max-Age=600")) == 600, "seconds of freshness");
    check(http_max_age(SPAN("max-age=\"60\", s-maxage=9")) == 60, "in quotes");
    check(http_max_age(SPAN("no-cache, max-agency=5, max-age")) == 0 && http_max_age(SPAN("")) == 0, "not said");
    check(http_max_age(SPAN("max-age=99999999999999999999")) >= 100000000, "as long as you like");
}

int main(void)
{
    test_types();
    test_dates();
    test_waits();
    test_lists();
    test_max_age();
    return tap_end();
}
