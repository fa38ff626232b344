/* Pages and feeds of outlets, names and sources, out of a store. */
#include "ask.h"

#include "store/watched.h"

#define LINES \
    "{\"id\":\"m1\",\"url\":\"https://harbour.example/1\",\"outlet\":\"<b>Harbour</b> \\\"Times\\\"\",\"title\":\"Bridge falls at " \
    "Oskel\",\"language\":\"en\",\"published\":\"2031-03-11T09:00:00Z\",\"text\":\"The bridge at Oskel fell on Tuesday. \\\"It was " \
    "old,\\\" Emil Garo, the mayor of Oskel, said. \\\"We will build a new one,\\\" Garo said.\"}\n" \
    "{\"id\":\"m2\",\"url\":\"https://nahr.example/1\",\"outlet\":\"صدى النهر\",\"title\":\"انهيار الجسر في أوسكل\",\"language\":\"ar\"," \
    "\"published\":\"2031-03-11T10:00:00Z\",\"text\":\"انهار الجسر في أوسكل صباح الثلاثاء، وقال رئيس البلدية إن الجسر كان قديما.\"}\n"

static bool is_feed(const struct http_answer *a)
{
    return a->status == 200 && span_equal(a->type, SPAN("application/atom+xml; charset=utf-8")) && ask_has(a, "</feed>");
}

static void test_outlets(struct asking *a)
{
    struct http_answer page = ask_get(a, "/outlets");
    check(page.status == 200 && ask_has(&page, "صدى النهر"), "all outlets");
    check(ask_has(&page, "&lt;b&gt;Harbour&lt;/b&gt; &quot;Times&quot;") && !ask_has(&page, "<b>Harbour"), "as text");
    page = ask_get(a, "/outlets?q=harb&order=name");
    check(page.status == 200 && ask_has(&page, "Harbour&lt;") && !ask_has(&page, "صدى"), "by letters");
    page = ask_get(a, "/outlets?q=%22%3E%3Cscript%3E");
    check(page.status == 200 && !ask_has(&page, "\"><script>"), "letters are text");
    page = ask_get(a, "/outlets?from=abc");
    check(page.status == 400, "a cursor is a number");
    page = ask_get(a, "/outlets?from=4711");
    check(page.status == 404, "of an outlet");
}

/* The address of the outlet whose link stands before these words on the list. */
static const char *find_outlet(struct asking *a, const char *name)
{
    struct http_answer page = ask_get(a, "/outlets");
    struct span body = ask_body(&page);
    size_t end = span_find(body, span_of(name), 0), at = end;
    while (at != SPAN_NONE && at && !span_starts(span_from(body, at), SPAN("/outlets/")))
        at--;
    return at == SPAN_NONE ? "/outlets/0" : arena_copy(&a->answers.arena, span_cut(body, at, span_find_byte(body, '"', at))).at;
}

static void test_outlet(struct asking *a)
{
    const char *path = find_outlet(a, "صدى النهر");
    struct http_answer page = ask_get(a, path);
    check(page.status == 200 && ask_has(&page, "lang=\"ar\" dir=\"rtl\"") && ask_has(&page, "1 report"), "an outlet's page");
    check(ask_has(&page, "انهيار الجسر في أوسكل"), "says what it reported");
    page = ask_get(a, arena_printf(&a->answers.arena, "%s/atom", path).at);
    check(is_feed(&page) && ask_has(&page, "http://127.0.0.1:8080/articles/a"), "and so does its feed");
    page = ask_get(a, "/outlets/999999");
    check(page.status == 404, "there is no such outlet");
    page = ask_get(a, "/outlets/12x");
    check(page.status == 404, "that is none");
    page = ask_get(a, "/outlets/99999999999999999999");
    check(page.status == 404, "nor is that");
    page = ask_get(a, "/outlets/-1");
    check(page.status == 404, "nor that");
}

static void test_names(struct asking *a)
{
    struct http_answer page = ask_get(a, "/names");
    check(page.status == 200, "who is quoted");
    page = ask_get(a, "/names?q=gar");
    check(page.status == 200 && ask_has(&page, "/names/Emil%20Garo"), "names that begin so");
    page = ask_get(a, "/names/Emil%20Garo");
    check(page.status == 200 && ask_has(&page, "It was old") && ask_has(&page, "?at="), "what was said");
    page = ask_get(a, "/names/garo");
    check(page.status == 200 && ask_has(&page, "We will build a new one"), "by a part of the name");
    page = ask_get(a, "/names/Emil%20Garo/atom");
    check(is_feed(&page) && ask_has(&page, "It was old"), "as a feed");
    page = ask_get(a, "/names/Nobody%20Whosoever");
    check(page.status == 404, "nobody is called so");
    page = ask_get(a, "/names/%3Cscript%3E%22'");
    check(page.status == 404 && !ask_has(&page, "<script>\""), "nor so");
    page = ask_get(a, "/names/%2F%00%FF");
    check(page.status == 404, "nor so");
    page = ask_get(a, "/names?q=%22)%20OR%20*%3A");
    check(page.status == 200, "letters are no query");
}

static void test_sources(struct asking *a)
{
    struct syn_error error;
    struct store *store = store_open(a->path, DATABASE_WRITE, &error);
    struct database *db = store_database(store);
    bool good = watched_add(db, SPAN("https://me:pw@harbour.example/feed?key=s3cr3t"), SPAN(""), WATCHED_FEED, 1, ASK_NOW, NULL, &error) &&
                watched_add(db, SPAN("/home/somebody/feeds.opml"), SPAN(""), WATCHED_LIST, 2, ASK_NOW, NULL, &error);
    store_close(store);
    struct http_answer page = ask_get(a, "/sources");
    check(good && page.status == 200 && ask_has(&page, "2 sources are watched."), "what is watched");
    check(ask_has(&page, "https://harbour.example/feed?…") && ask_has(&page, "feeds.opml"), "by its address");
    check(!ask_has(&page, "s3cr3t") && !ask_has(&page, "pw@") && !ask_has(&page, "/home/"), "without keys and paths");
    check(ask_has(&page, "synoptic-serve-") && !ask_has(&page, "/tmp/synoptic"), "the store by its name alone");
    page = ask_get(a, "/api/v1/sources");
    check(page.status == 200 && ask_has(&page, "feeds.opml"), "the API tells them, too");
    check(!ask_has(&page, "s3cr3t") && !ask_has(&page, "pw@") && !ask_has(&page, "/home/"), "and as little of them");
    a->bearer = SPAN(ASK_TOKEN);
    page = ask_get(a, "/sources");
    check(ask_has(&page, "/home/somebody/feeds.opml"), "who has the token sees them");
    a->bearer = SPAN("");
    page = ask_get(a, "/sources?failing=1");
    check(page.status == 200 && !ask_has(&page, "feeds.opml"), "those that fail");
    page = ask_get(a, "/sources?from=-3");
    check(page.status == 400, "a cursor is a number");
}

static void test_empty(void)
{
    struct serving_settings settings = { .local = true };
    struct asking *a = ask_open_of(NULL, NULL, &settings);
    static const char *const paths[] = { "/outlets", "/names", "/names?q=ab", "/sources" };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct http_answer page = ask_get(a, paths[i]);
        check(page.status == 200, paths[i]);
    }
    struct http_answer page = ask_get(a, "/outlets/1");
    check(page.status == 404, "no outlet");
    page = ask_get(a, "/names/x/atom");
    check(is_feed(&page), "a feed of nothing");
    ask_close(a);
}

int main(void)
{
    struct asking *a = ask_open(LINES);
    test_outlets(a);
    test_outlet(a);
    test_names(a);
    test_sources(a);
    ask_close(a);
    test_empty();
    return tap_end();
}
