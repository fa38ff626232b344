/* Search: the form becomes one query, what is found is shown with its places, mistakes at theirs. */
#include "ask.h"

static const char reports[] =
    "{\"id\":\"f1\",\"url\":\"https://mill.example/1\",\"outlet\":\"Mill Courier\",\"title\":\"Sluice breaks in Ostrava Mill\","
    "\"language\":\"en\",\"published\":\"2031-03-11T05:50:00Z\",\"text\":\"The sluice of Ostrava Mill broke on Monday night. Nobody was "
    "hurt, the keeper Ilse Brandt said.\"}\n"
    "{\"id\":\"f2\",\"url\":\"https://copy.example/1\",\"outlet\":\"Hallin <i>Herald</i>\",\"title\":\"Sluice breaks in Ostrava Mill\","
    "\"language\":\"en\",\"published\":\"2031-03-11T07:10:00Z\",\"text\":\"The sluice of Ostrava Mill broke on Monday night. Nobody was "
    "hurt, the keeper Ilse Brandt said.\"}\n"
    "{\"id\":\"f3\",\"outlet\":\"Quai\",\"title\":\"Le pont fermé\",\"language\":\"fr\",\"published\":\"2031-03-13T10:00:00Z\","
    "\"text\":\"Le pont de Velden reste fermé mercredi. La sluice est vieille & <b>rouillée</b>, dit le maire Paul Renier.\"}";

static struct asking *open_reports(void)
{
    struct serving_settings settings = { .token = SPAN(ASK_TOKEN), .local = true };
    return ask_open_of(NULL, reports, &settings);
}

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

static void test_found(void)
{
    struct asking *a = open_reports();
    struct http_answer page = ask_get(a, "/search?q=sluice");
    check(page.status == 200 && ask_has(&page, "3 reports found"), "what is found is counted");
    check(ask_has(&page, "The <mark>sluice</mark> of Ostrava"), "the words are marked in the text");
    check(ask_has(&page, "<mark>Sluice</mark> breaks"), "and in the headline");
    check(ask_has(&page, "href=\"/articles/a1?at=4-10#at\""), "each hit leads to its place");
    check(ask_has(&page, "href=\"/stories/s1\""), "and to its story");
    check(ask_has(&page, "Hallin &lt;i&gt;Herald&lt;/i&gt;") && ask_has(&page, "&lt;b&gt;rouillée"), "markup in reports is text");
    check(place(&page, "a3\"") < place(&page, "a1\""), "newest first");
    struct http_answer oldest = ask_get(a, "/search?q=sluice&order=oldest");
    check(place(&oldest, "a1\"") < place(&oldest, "a3\""), "or oldest first");
    struct http_answer none = ask_get(a, "/search?q=zeppelin");
    check(none.status == 200 && ask_has(&none, "No report is found so") && ask_has(&none, "How to ask"), "nothing found: help");
    struct http_answer help = ask_get(a, "/search");
    check(help.status == 200 && ask_has(&help, "said-by:garo") && !ask_has(&help, "reports found"), "nothing asked: help");
    ask_close(a);
}

static void test_form(void)
{
    struct asking *a = open_reports();
    struct http_answer page = ask_get(a, "/search?q=sluice&lang=fr");
    check(ask_has(&page, "1 report found") && ask_has(&page, "sluice lang:&quot;fr&quot;"), "by language");
    page = ask_get(a, "/search?q=sluice&outlet=Mill+%22Courier");
    check(ask_has(&page, "1 report found") && ask_has(&page, "a1\""), "by outlet; its quotes are no mistake");
    page = ask_get(a, "/search?q=sluice&since=2031-03-12");
    check(ask_has(&page, "1 report found") && ask_has(&page, "after:2031-03-12"), "from a day on");
    page = ask_get(a, "/search?q=sluice&until=2031-03-11");
    check(ask_has(&page, "2 reports found") && ask_has(&page, "before:2031-03-12"), "up to a day, which counts");
    page = ask_get(a, "/search?lang=fr");
    check(ask_has(&page, "1 report found"), "without words");
    page = ask_get(a, "/search?q=sluice+-herald&in=title");
    check(ask_has(&page, "2 reports found") && ask_has(&page, "title:sluice -title:herald"), "in headlines");
    page = ask_get(a, "/search?q=%22ostrava+mill%22+name:brandt&in=title");
    check(ask_has(&page, "title:&quot;ostrava mill&quot; name:brandt"), "a phrase is one, and what has a field keeps it");
    page = ask_get(a, "/search?q=sluice&since=some+day");
    check(page.status == 400 && ask_has(&page, "take a day"), "what is no day is said");
    ask_close(a);
}

static void test_mistakes(void)
{
    struct asking *a = open_reports();
    struct http_answer page = ask_get(a, "/search?q=sluice+has:wings");
    check(page.status == 400 && ask_has(&page, "is not understood") && ask_has(&page, "<code>sluice "), "a mistake is shown");
    check(count(&page, "<mark>") == 1, "at its place");
    page = ask_get(a, "/search?q=%22%3Cscript%3Ealert(1)%3C/script%3E");
    check(!ask_has(&page, "<script>alert"), "what was typed comes back as text");
    page = ask_get(a, "/search?q=@nothing");
    check(page.status == 400 && ask_has(&page, "nothing"), "a search that was not saved");
    page = ask_get(a, "/search?q=sluice&from=x");
    check(page.status == 400, "a place that is none");
    ask_close(a);
}

static void test_by_story(void)
{
    struct asking *a = open_reports();
    struct http_answer page = ask_get(a, "/search?q=sluice&group=story");
    check(page.status == 200 && count(&page, "<li><h2>") == 2, "reports of a story stand together");
    check(ask_has(&page, "2 reports, not compared yet"), "with what is known of it");
    check(place(&page, "Le pont") < place(&page, "Mill Courier"), "stories in the order of their first hits");
    ask_close(a);
}

static void test_feed(void)
{
    struct asking *a = open_reports();
    struct http_answer feed = ask_get(a, "/search.atom?q=sluice");
    check(feed.status == 200 && count(&feed, "<entry>") == 3, "the same as a feed");
    check(ask_has(&feed, "href=\"https://mill.example/1\"") && ask_has(&feed, "/articles/a3\""),
          "which leads to the report where it came from, else to its page here");
    check(ask_has(&feed, "<title type=\"text\">sluice</title>"), "called as what is asked");
    check(ask_get(a, "/search.atom").status == 400 && ask_get(a, "/search.atom?q=has:wings").status == 400, "mistakes are refused");
    struct http_answer page = ask_get(a, "/search?q=sluice&lang=fr");
    check(ask_has(&page, "/search.atom?q=sluice%20lang%3A%22fr%22"), "a page names its feed");
    ask_close(a);
}

static void test_pages(void)
{
    static char lines[20 << 10];
    size_t length = 0;
    struct serving_settings settings = { .local = true };
    for (int i = 0; i < 45; i++)
        length += (size_t)snprintf(lines + length, sizeof lines - length,
            "%s{\"id\":\"p%d\",\"url\":\"https://p%d.example/\",\"title\":\"Note %d of town%d\",\"language\":\"en\",\"published\":"
            "\"2031-03-11T05:%02d:00Z\",\"text\":\"The kettle of town%d stood in place%d. It was seen by person%d.\"}",
            i ? "\n" : "", i, i, i, i, i, i, i, i);
    struct asking *a = ask_open_of(NULL, lines, &settings);
    char target[200] = "/search?q=kettle";
    unsigned found = 0, pages = 0;
    while (*target && pages++ < 5) {
        struct http_answer page = ask_get(a, target);
        found += count(&page, "<li><p class=\"kick\">");
        size_t next = place(&page, "rel=\"next\" href=\""), from = next + strlen("rel=\"next\" href=\"");
        target[0] = 0;
        for (size_t i = from; next != SPAN_NONE && page.body.at[i] != '"' && i - from < 190; i++) {
            bool escaped = memcmp(page.body.at + i, "&amp;", 5) == 0;
            strncat(target, page.body.at + i, 1);
            i += escaped ? 4 : 0;
        }
    }
    check(pages == 3 && found == 45, "page by page, each report once");
    ask_close(a);
}

int main(void)
{
    test_found();
    test_form();
    test_mistakes();
    test_by_story();
    test_feed();
    test_pages();
    return tap_end();
}
