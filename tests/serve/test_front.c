/* The stories of a day: which stand on it, in which order, what is told of them. */
#include "ask.h"

#include "store/day.h"

/* Two days of a made-up place: a story of three reports of which two are one text, a story of two, three of one. */
#define DAM "The sluice of Ostrava Mill broke on Monday night. Fourteen cows drowned in the meadows below it, the keeper " \
    "Ilse Brandt said. The road to Hallin was closed until noon. Nobody was hurt. The sluice had been mended in January. "
static const char reports[] =
    "{\"id\":\"n1\",\"url\":\"https://mill.example/1\",\"outlet\":\"Mill Courier\",\"title\":\"Sluice breaks, cows drown\","
    "\"language\":\"en\",\"published\":\"2031-03-11T05:50:00Z\",\"text\":\"" DAM "\"}\n"
    "{\"id\":\"n2\",\"url\":\"https://copy.example/1\",\"outlet\":\"Hallin Herald\",\"title\":\"Sluice breaks, cows drown\","
    "\"language\":\"en\",\"published\":\"2031-03-11T07:10:00Z\",\"text\":\"" DAM "\"}\n"
    "{\"id\":\"n3\",\"url\":\"https://third.example/1\",\"outlet\":\"Radio Hallin\",\"title\":\"Nineteen cows drown as sluice of "
    "Ostrava Mill breaks\",\"language\":\"en\",\"published\":\"2031-03-11T09:00:00Z\",\"text\":\"Farmers below Ostrava Mill lost nineteen "
    "cows when its old sluice gave way during the night. The vet Karl Munk counted the animals on Tuesday morning. He had never seen "
    "so many, he told this station. Firemen from Hallin pumped water out of three cellars.\"}\n"
    "{\"id\":\"n4\",\"url\":\"https://harbour.example/1\",\"outlet\":\"Quay Gazette\",\"title\":\"<b>Crane</b> & \\\"crew\\\" idle\","
    "\"language\":\"en\",\"published\":\"2031-03-11T10:00:00Z\",\"text\":\"The crane of Velden harbour stood still on Tuesday. Its crew "
    "of nine waits for a part from Tarn. The harbour master, Ada Lund, expects it on Friday.\"}\n"
    "{\"id\":\"n5\",\"url\":\"https://nahr.example/1\",\"outlet\":\"Sada\",\"title\":\"محكمة تلغي قانون الصيد\","
    "\"language\":\"ar\",\"published\":\"2031-03-11T11:00:00Z\",\"text\":\"ألغت المحكمة قانون الصيد يوم الثلاثاء. وقال الوزير كريم "
    "النعمان إن الحكومة ستستأنف الحكم.\"}\n"
    "{\"id\":\"n6\",\"url\":\"https://old.example/1\",\"outlet\":\"Tarn Weekly\",\"title\":\"Library of Tarn opens late\","
    "\"language\":\"en\",\"published\":\"2031-03-08T11:00:00Z\",\"text\":\"The library of Tarn opens at noon this week. A pipe burst in "
    "its cellar, the librarian Jon Hart said. The books are dry.\"}";

static struct asking *open_reports(const char *lines)
{
    struct serving_settings settings = { .token = SPAN(ASK_TOKEN), .local = true };
    return ask_open_of(NULL, lines, &settings);
}

/* How often `words` stand in the answer. */
static unsigned count(const struct http_answer *answer, const char *words)
{
    struct span body = ask_body(answer), wanted = span_of(words);
    unsigned found = 0;
    for (size_t at = 0; (at = span_find(body, wanted, at)) != SPAN_NONE; at++)
        found++;
    return found;
}

static size_t place(const struct http_answer *answer, const char *words)
{
    return span_find(ask_body(answer), span_of(words), 0);
}

static void test_day(void)
{
    struct asking *a = open_reports(reports);
    struct http_answer page = ask_get(a, "/");
    check(page.status == 200 && ask_has(&page, "Tuesday, 11 March 2031"), "the latest day stands first");
    check(ask_has(&page, "3 stories in 5 reports by 5 outlets."), "what the day holds is counted");
    check(ask_has(&page, "href=\"/?day=2031-03-08\"") && !ask_has(&page, "rel=\"next\""), "the day before is led to");
    check(!ask_has(&page, "Library of Tarn"), "and its stories are not shown");
    check(ask_has(&page, "not compared yet"), "what was never compared says so");
    check(ask_has(&page, "first <time") && ask_has(&page, ">09:00</time>"), "first and last report have their times");
    check(ask_has(&page, "\">Sluice breaks, cows drown</a>"), "the largest story stands large");
    struct http_answer before = ask_get(a, "/?day=2031-03-08");
    check(ask_has(&before, "Library of Tarn") && ask_has(&before, "href=\"/?day=2031-03-11\""), "another day can be asked for");
    struct http_answer none = ask_get(a, "/?day=2031-03-09");
    check(none.status == 200 && ask_has(&none, "No story of this day is so"), "a day without stories says so");
    check(ask_get(a, "/?day=soon").status == 400, "what is no day is refused");
    ask_close(a);
}

static void test_escaping(void)
{
    struct asking *a = open_reports(reports);
    struct http_answer page = ask_get(a, "/");
    check(ask_has(&page, "&lt;b&gt;Crane&lt;/b&gt; &amp; &quot;crew&quot; idle") && !ask_has(&page, "<b>Crane"),
          "a headline's markup is text");
    check(ask_has(&page, "<h3 lang=\"ar\" dir=\"rtl\">"), "a headline has its language and direction");
    check(!ask_has(&page, "style=\"") && !ask_has(&page, "<script>"), "nothing stands inline");
    ask_close(a);
}

static void test_told(void)
{
    struct asking *a = open_reports(reports);
    check(ask_get(a, "/stories/s1").status == 200, "the story can be compared");
    struct http_answer page = ask_get(a, "/");
    check(ask_has(&page, "2 independent accounts</b> in 3 reports"), "then its accounts are known");
    check(ask_has(&page, "aria-label=\"3 reports in 2 accounts\""), "and drawn");
    check(ask_has(&page, "<u class=\"f\"></u><u></u>"), "own text filled, copy hollow");
    check(ask_has(&page, "Mill Courier"), "with its root by name");
    struct http_answer rows = ask_get(a, "/?order=newest");
    check(ask_has(&rows, "class=\"cpy\"") && ask_has(&rows, "class=\"own\""), "its reports are drawn by what they are");
    ask_close(a);
}

static void test_filters(void)
{
    struct asking *a = open_reports(reports);
    struct http_answer arabic = ask_get(a, "/?lang=ar");
    check(ask_has(&arabic, "محكمة") && !ask_has(&arabic, "Crane"), "by language");
    struct http_answer several = ask_get(a, "/?min=2");
    check(!ask_has(&several, "Crane") && ask_has(&several, "value=\"2\""), "by accounts, where they are known");
    struct http_answer newest = ask_get(a, "/?order=newest");
    check(place(&newest, "محكمة") < place(&newest, "Crane") && place(&newest, "Crane") < place(&newest, "Sluice"),
          "by the newest report");
    struct http_answer largest = ask_get(a, "/?order=largest");
    check(place(&largest, "Sluice") < place(&largest, "محكمة"), "by size");
    check(ask_get(a, "/?order=best").status == 400 && ask_get(a, "/?min=x").status == 400, "what is none is refused");
    check(ask_get(a, "/?from=1.2").status == 400 && ask_get(a, "/?from=a.b.c").status == 400, "also a place that is none");
    struct http_answer changed = ask_get(a, "/?since=5");
    check(ask_has(&changed, "No story of this day is so"), "by what changed: the sixth event is of another day");
    changed = ask_get(a, "/?since=3");
    check(ask_has(&changed, "Crane") && ask_has(&changed, "محكمة") && !ask_has(&changed, "Sluice"),
          "by what changed: from the fourth event on");
    ask_close(a);
}

/* Every story stands on one page, whatever the order. */
static void test_pages(void)
{
    static const char *const orders[] = { "accounts", "newest", "conflicts", "largest" };
    static char lines[40 << 10];
    struct syn_error error;
    size_t length = 0;
    for (int i = 0; i < 60; i++)
        length += (size_t)snprintf(lines + length, sizeof lines - length,
            "%s{\"id\":\"p%d\",\"url\":\"https://p%d.example/\",\"outlet\":\"Paper %d\",\"title\":\"Topic%d of town%d\",\"language\":\"en\","
            "\"published\":\"2031-03-11T%02d:%02d:00Z\",\"text\":\"Word%da word%db word%dc stood in place%d. Thing%d was seen by person%d.\"}",
            i ? "\n" : "", i, i, i, i * 7, i * 11, i / 60 + 6, i % 60, i, i, i, i, i, i);
    struct asking *a = open_reports(lines);
    struct store *store = store_open(a->path, DATABASE_READ, &error);
    for (size_t o = 0; o < 4; o++) {
        struct arena *keep = &a->answers.arena, scratch = arena_half(keep);
        struct day_settings s = { .by = (enum day_order)o, .most = 7, .from = 1930953600, .to = 1930953600 + 86400 };
        struct day_page page = { .more = true };
        bool seen[64] = { false }, twice = false, good = true;
        unsigned stories = 0;
        for (int n = 0; n < 20 && page.more && good; n++) {
            good = day_read(store, keep, scratch, &s, &page, &error);
            for (uint32_t i = 0; good && i < page.count; i++) {
                twice |= seen[page.at[i].id & 63];
                seen[page.at[i].id & 63] = true;
                stories++;
            }
            s.cursor = page.cursors[page.count - 1];
        }
        check(good && !twice && stories == page.stories && stories >= 40, orders[o]);
    }
    store_close(store);
    struct http_answer first = ask_get(a, "/");
    check(count(&first, "<article class=\"st") == 24 && ask_has(&first, "rel=\"next\" href=\"/?from="), "a page leads to the next");
    ask_close(a);
}

static void test_empty(void)
{
    struct asking *a = open_reports(NULL);
    struct http_answer page = ask_get(a, "/"), feed = ask_get(a, "/stories.atom");
    check(page.status == 200 && ask_has(&page, "No stories yet") && ask_has(&page, "synoptic add"), "an empty store says what to do");
    check(feed.status == 200 && ask_has(&feed, "</feed>"), "its feed is empty");
    ask_close(a);
}

static void test_feed(void)
{
    struct asking *a = open_reports(reports);
    struct http_answer feed = ask_get(a, "/stories.atom");
    check(feed.status == 200 && span_equal(feed.type, SPAN("application/atom+xml; charset=utf-8")), "a feed");
    check(count(&feed, "<entry>") == 4, "of all days' stories");
    check(ask_has(&feed, "href=\"http://127.0.0.1:8080/stories/s1\""), "which leads to them");
    check(ask_has(&feed, "xml:lang=\"ar\""), "and has their languages");
    struct http_answer some = ask_get(a, "/stories.atom?lang=ar");
    check(count(&some, "<entry>") == 1, "and the same filters");
    struct http_answer page = ask_get(a, "/?lang=ar&order=largest");
    check(ask_has(&page, "href=\"/stories.atom?lang=ar&amp;order=largest\""), "a page names its feed");
    ask_close(a);
}

static void test_about(void)
{
    struct asking *a = open_reports(NULL);
    struct http_answer page = ask_get(a, "/about");
    check(page.status == 200 && ask_has(&page, "s-conflict") && ask_has(&page, "It gives no verdict"), "the method is told");
    ask_close(a);
}

int main(void)
{
    test_day();
    test_escaping();
    test_told();
    test_filters();
    test_pages();
    test_empty();
    test_feed();
    test_about();
    return tap_end();
}
