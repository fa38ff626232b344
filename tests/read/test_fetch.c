/* Fetching against servers that are a script, and a clock that moves only when it is waited for. */
#include "read/fetch.h"

#include <time.h>

#include "base/buffer.h"
#include "tap.h"

enum { SCRIPT_MAX = 64, STORE_MAX = 16 };

/* One answer; those for one address are used in their order, the last one again and again. */
struct scripted {
    const char *url;
    int status;
    const char *body, *location, *etag, *retry_after, *date, *cache_control;
    enum transport_end end;
    int64_t takes;                   /* milliseconds */
};

struct world {
    struct region region;
    struct buffer log;
    const struct scripted *script;
    bool used[SCRIPT_MAX];
    int64_t clock, ready[TRANSPORT_SLOTS];
    struct transport_answer answers[TRANSPORT_SLOTS];
    struct page kept[STORE_MAX];
    size_t kept_count, most_at_once;
    bool quiet;
};

static struct span text_of(const char *s) { return s ? span_of(s) : (struct span){ "", 0 }; }

static const struct scripted *next_line(struct world *w, struct span url)
{
    const struct scripted *last = NULL;
    for (size_t i = 0; w->script[i].url; i++) {
        if (!span_equal(span_of(w->script[i].url), url))
            continue;
        last = &w->script[i];
        if (!w->used[i]) {
            w->used[i] = true;
            break;
        }
    }
    return last;
}

static void fake_start(void *context, unsigned slot, const struct transport_request *request)
{
    struct world *w = context;
    const struct scripted *line = next_line(w, request->url);
    size_t running = 1;
    for (unsigned i = 0; i < TRANSPORT_SLOTS; i++)
        running += w->ready[i] != 0;
    if (running > w->most_at_once)
        w->most_at_once = running;
    if (w->ready[slot])
        check(false, "a request goes to an idle slot");
    if (!w->quiet)
        buffer_printf(&w->log, "%d ask %s%s%.*s\n", (int)w->clock, request->url.at, request->etag.len ? " not " : "",
                      (int)request->etag.len, request->etag.at);
    struct transport_answer *a = &w->answers[slot];
    *a = (struct transport_answer){ .end = TRANSPORT_DONE, .status = 404 };
    w->ready[slot] = w->clock + (line && line->takes ? line->takes : 10);
    if (!line)
        return;
    *a = (struct transport_answer){ .end = line->end, .status = line->status, .body = text_of(line->body),
                                    .location = text_of(line->location), .etag = text_of(line->etag),
                                    .retry_after = text_of(line->retry_after), .date = text_of(line->date),
                                    .cache_control = text_of(line->cache_control),
                                    .type = SPAN("text/html"), .detail = SPAN("loopback") };
}

static int fake_wait(void *context, int64_t milliseconds)
{
    struct world *w = context;
    int first = -1;
    for (int i = 0; i < TRANSPORT_SLOTS; i++)
        if (w->ready[i] && (first < 0 || w->ready[i] < w->ready[first]))
            first = i;
    if (first < 0 || w->ready[first] > w->clock + milliseconds) {
        w->clock += milliseconds;
        return -1;
    }
    if (w->ready[first] > w->clock)
        w->clock = w->ready[first];
    w->ready[first] = 0;
    return first;
}

static const struct transport_answer *fake_answer(void *context, unsigned slot)
{
    struct world *w = context;
    return &w->answers[slot];
}

static int64_t fake_clock(void *context) { return ((struct world *)context)->clock; }

static int64_t fake_time(void *context) { return 1700000000 + ((struct world *)context)->clock / 1000; }

static bool fake_get(void *context, struct arena *keep, struct span url, struct page *page)
{
    struct world *w = context;
    (void)keep;
    for (size_t i = w->kept_count; i-- > 0;)
        if (span_equal(w->kept[i].url, url)) {
            *page = w->kept[i];
            return true;
        }
    return false;
}

static void fake_put(void *context, struct arena scratch, const struct page *page)
{
    struct world *w = context;
    (void)scratch;
    struct page copy = *page;
    copy.url = arena_copy(&w->region.arena, page->url);
    copy.body = arena_copy(&w->region.arena, page->body);
    copy.etag = arena_copy(&w->region.arena, page->etag);
    if (w->kept_count < STORE_MAX)
        w->kept[w->kept_count++] = copy;
}

static struct world world_open(const struct scripted *script)
{
    struct world w = { .region = test_region(), .script = script };
    char *room = arena_take_raw(&w.region.arena, 1, 1, 1 << 20);
    w.log = (struct buffer){ .at = room, .room = 1 << 20 };
    return w;
}

static struct fetch *open_fetch(struct world *w, bool keeps)
{
    struct fetch_settings settings = { .product = SPAN("synoptic"), .pace = 1000, .at_once = 4, .pages_max = 5 };
    struct transport transport = { w, fake_start, fake_wait, fake_answer, fake_clock, fake_time };
    struct page_store store = { w, keeps ? fake_get : NULL, keeps ? fake_put : NULL };
    return fetch_open(&settings, transport, store);
}

static bool add(struct fetch *f, const char *url, uint32_t group, uint32_t depth)
{
    struct address address = { .url = span_of(url) };
    return fetch_add(f, &address, group, depth);
}

/* Everything that is there of `group`, into the log. */
static void take_group(struct world *w, struct fetch *f, uint32_t group)
{
    struct fetched got;
    while (fetch_next(f, group, &got)) {
        if (got.error)
            buffer_printf(&w->log, "%d ! %s\n", (int)w->clock, got.error->text);
        else
            buffer_printf(&w->log, "%d got %.*s [%.*s]\n", (int)w->clock, (int)got.page.url.len, got.page.url.at,
                          (int)got.page.body.len, got.page.body.at);
    }
}

/* Fetches the addresses as one group, and compares what happened. */
static void expect(const struct scripted *script, const char *const *urls, const char *want, const char *what)
{
    struct world w = world_open(script);
    struct fetch *f = open_fetch(&w, false);
    for (; *urls; urls++)
        add(f, *urls, 0, 0);
    take_group(&w, f, 0);
    check_text(buffer_span(&w.log), span_of(want), what);
    fetch_close(f);
    region_close(&w.region);
}

#define URLS(...) (const char *const[]){ __VA_ARGS__, NULL }

static void test_order_and_pace(void)
{
    static const struct scripted script[] = {
        { .url = "http://a.example/1", .status = 200, .body = "one", .takes = 500 },
        { .url = "http://a.example/2", .status = 200, .body = "two" },
        { .url = "http://b.example/1", .status = 200, .body = "three" },
        { NULL },
    };
    expect(script, URLS("http://a.example/1", "http://b.example/1", "http://a.example/2"),
           "0 ask http://a.example/robots.txt\n"
           "0 ask http://b.example/robots.txt\n"
           "10 ask http://a.example/1\n"
           "10 ask http://b.example/1\n"
           "510 got http://a.example/1 [one]\n"
           "510 got http://b.example/1 [three]\n"
           "1010 ask http://a.example/2\n"
           "1020 got http://a.example/2 [two]\n",
           "two hosts at once, one page a second of each, in the order of the addresses");
}

static void test_robots(void)
{
    static const struct scripted rules[] = {
        { .url = "http://a.example/robots.txt", .status = 200,
          .body = "User-agent: synoptic\nDisallow: /private\nCrawl-delay: 3" },
        { .url = "http://a.example/1", .status = 200, .body = "one" },
        { .url = "http://a.example/2", .status = 200, .body = "two" },
        { NULL },
    };
    expect(rules, URLS("http://a.example/1", "http://a.example/private/x", "http://a.example/2"),
           "0 ask http://a.example/robots.txt\n"
           "10 ask http://a.example/1\n"
           "20 got http://a.example/1 [one]\n"
           "20 ! cannot fetch http://a.example/private/x: robots.txt of its host does not allow it; save "
           "the page by hand\n"
           "3010 ask http://a.example/2\n"
           "3020 got http://a.example/2 [two]\n",
           "what is not allowed is not asked for, and a longer pause is kept");
    static const struct scripted failing[] = {
        { .url = "http://a.example/robots.txt", .status = 500 },
        { NULL },
    };
    expect(failing, URLS("http://a.example/1", "http://a.example/2"),
           "0 ask http://a.example/robots.txt\n"
           "10 ! cannot fetch http://a.example/1: the server has failed (500); try again later (asked for robots.txt)\n"
           "10 ! cannot fetch http://a.example/2: the server has failed (500); try again later (asked for "
           "robots.txt)\n",
           "a robots.txt that fails allows nothing");
    static const struct scripted moved[] = {
        { .url = "http://a.example/robots.txt", .status = 301, .location = "http://b.example/robots.txt" },
        { .url = "http://b.example/robots.txt", .status = 200, .body = "User-agent: *\nDisallow: /x" },
        { .url = "http://a.example/1", .status = 200, .body = "one" },
        { NULL },
    };
    expect(moved, URLS("http://a.example/1", "http://a.example/x"),
           "0 ask http://a.example/robots.txt\n"
           "10 ask http://b.example/robots.txt\n"
           "20 ask http://a.example/1\n"
           "30 got http://a.example/1 [one]\n"
           "30 ! cannot fetch http://a.example/x: robots.txt of its host does not allow it; save the page by hand\n",
           "a robots.txt may be elsewhere, and counts for the host that sent there");
    static const struct scripted circle[] = {
        { .url = "http://a.example/robots.txt", .status = 302, .location = "http://a.example/robots.txt" },
        { .url = "http://a.example/1", .status = 200, .body = "one" },
        { NULL },
    };
    expect(circle, URLS("http://a.example/1"),
           "0 ask http://a.example/robots.txt\n"
           "10 ask http://a.example/robots.txt\n"
           "20 ask http://a.example/robots.txt\n"
           "30 ask http://a.example/robots.txt\n"
           "40 ask http://a.example/robots.txt\n"
           "50 ask http://a.example/robots.txt\n"
           "60 ask http://a.example/1\n"
           "70 got http://a.example/1 [one]\n",
           "one that is sent around in a circle is none, after five redirects");
}

static void test_redirects(void)
{
    static const struct scripted onward[] = {
        { .url = "http://a.example/1", .status = 301, .location = "https://b.example/private" },
        { .url = "https://b.example/robots.txt", .status = 200, .body = "User-agent: *\nDisallow: /private" },
        { NULL },
    };
    expect(onward, URLS("http://a.example/1"),
           "0 ask http://a.example/robots.txt\n"
           "10 ask http://a.example/1\n"
           "20 ask https://b.example/robots.txt\n"
           "30 ! cannot fetch http://a.example/1 (sent on to b.example): robots.txt of its host does not "
           "allow it; save "
           "the page by hand\n",
           "each hop asks its own host's robots.txt");
    static const struct scripted file[] = {
        { .url = "http://a.example/1", .status = 302, .location = "file:///etc/passwd" },
        { .url = "http://a.example/2", .status = 302, .location = "http://u:p@b.example/" },
        { NULL },
    };
    expect(file, URLS("http://a.example/1", "http://a.example/2"),
           "0 ask http://a.example/robots.txt\n"
           "10 ask http://a.example/1\n"
           "20 ! cannot fetch http://a.example/1: it is sent on to an address that is not followed: only "
           "http and https "
           "addresses are fetched\n"
           "1010 ask http://a.example/2\n"
           "1020 ! cannot fetch http://a.example/2: it is sent on to an address that is not followed: it "
           "holds a name or "
           "password, which are never sent; take them out\n",
           "other schemes and passwords are not followed");
}

static void test_redirect_loop(void)
{
    static const struct scripted script[] = {
        { .url = "http://a.example/1", .status = 302, .location = "http://a.example/2" },
        { .url = "http://a.example/2", .status = 302, .location = "http://a.example/1" },
        { NULL },
    };
    struct world w = world_open(script);
    struct fetch *f = open_fetch(&w, false);
    add(f, "http://a.example/1", 0, 0);
    take_group(&w, f, 0);
    check(fetch_counts(f).asked == 1 + 1 + FETCH_HOPS_MAX, "a circle ends after ten redirects");
    check(span_ends(buffer_span(&w.log),
                    SPAN("(more than 10 redirects); open it in a browser and give the last address\n")),
          "and is said to be one");
    check(w.clock >= 10000, "each of them at the pace of the host");
    fetch_close(f);
    region_close(&w.region);
}

static void test_waiting(void)
{
    static const struct scripted busy[] = {
        { .url = "http://a.example/1", .status = 429, .retry_after = "7" },
        { .url = "http://a.example/1", .status = 503 },
        { .url = "http://a.example/1", .status = 200, .body = "one" },
        { .url = "http://a.example/2", .status = 200, .body = "two" },
        { NULL },
    };
    expect(busy, URLS("http://a.example/1", "http://a.example/2"),
           "0 ask http://a.example/robots.txt\n"
           "10 ask http://a.example/1\n"
           "7020 ask http://a.example/1\n"
           "9030 ask http://a.example/1\n"
           "9040 got http://a.example/1 [one]\n"
           "10030 ask http://a.example/2\n"
           "10040 got http://a.example/2 [two]\n",
           "who asks to wait is waited for, with all pages of the host; then longer each time");
    static const struct scripted always[] = {
        { .url = "http://a.example/1", .status = 429, .retry_after = "1" },
        { NULL },
    };
    expect(always, URLS("http://a.example/1"),
           "0 ask http://a.example/robots.txt\n"
           "10 ask http://a.example/1\n"
           "1020 ask http://a.example/1\n"
           "3030 ask http://a.example/1\n"
           "3040 ! cannot fetch http://a.example/1: the server asks for fewer requests (429); try again "
           "later with a larger "
           "--pace\n",
           "but not for ever");
    static const struct scripted long_wait[] = {
        { .url = "http://a.example/1", .status = 503, .retry_after = "Thu, 16 Nov 2023 22:13:20 GMT" },
        { NULL },
    };
    expect(long_wait, URLS("http://a.example/1"),
           "0 ask http://a.example/robots.txt\n"
           "10 ask http://a.example/1\n"
           "20 ! cannot fetch http://a.example/1: the server is not to be had (503); try again later\n",
           "and not until tomorrow");
}

static void test_broken(void)
{
    static const struct scripted script[] = {
        { .url = "http://a.example/1", .end = TRANSPORT_BROKEN_OFF },
        { .url = "http://a.example/1", .status = 200, .body = "one" },
        { .url = "http://a.example/2", .end = TRANSPORT_BROKEN_OFF },
        { .url = "http://a.example/3", .end = TRANSPORT_TOO_SLOW },
        { .url = "http://b.example/robots.txt", .end = TRANSPORT_NO_HOST },
        { .url = "http://c.example/1", .end = TRANSPORT_PRIVATE },
        { .url = "http://d.example/1", .status = 200, .body = "" },
        { .url = "https://e.example/robots.txt", .end = TRANSPORT_NO_AUTHORITIES },
        { NULL },
    };
    expect(script, URLS("http://a.example/1", "http://a.example/2", "http://a.example/3"),
           "0 ask http://a.example/robots.txt\n"
           "10 ask http://a.example/1\n"
           "1020 ask http://a.example/1\n"
           "1030 got http://a.example/1 [one]\n"
           "2020 ask http://a.example/2\n"
           "3030 ask http://a.example/2\n"
           "3040 ! cannot fetch http://a.example/2: the connection broke off within the answer; try again later\n"
           "4030 ask http://a.example/3\n"
           "4040 ! cannot fetch http://a.example/3: the answer takes too long; try again later, or with a "
           "larger --timeout\n",
           "a broken connection is tried once more, a slow one is not");
    expect(script, URLS("http://b.example/1", "http://c.example/1", "http://d.example/1", "https://e.example/1"),
           "0 ask http://b.example/robots.txt\n"
           "0 ask http://c.example/robots.txt\n"
           "0 ask http://d.example/robots.txt\n"
           "0 ask https://e.example/robots.txt\n"
           "10 ! cannot fetch http://b.example/1: there is no host of this name; check the address and the "
           "connection\n"
           "10 ask http://c.example/1\n"
           "10 ask http://d.example/1\n"
           "20 ! cannot fetch http://c.example/1: its address is not asked (loopback); --allow-private allows it\n"
           "20 ! cannot fetch http://d.example/1: the server sent an empty answer; check the address\n"
           "20 ! cannot fetch https://e.example/1: this machine has no list of certificates; install ca-certificates\n",
           "each address fails for itself");
}

static void test_bad_addresses(void)
{
    static const struct scripted script[] = { { .url = "http://a.example/1", .status = 200, .body = "one" }, { NULL } };
    expect(script, URLS("http://u:secret@a.example/1", "http://", "http://a.example/1"),
           "0 ask http://a.example/robots.txt\n"
           "0 ! cannot fetch http://...@a.example/1: it holds a name or password, which are never sent; take them out\n"
           "0 ! cannot fetch http://: it has no host\n"
           "10 ask http://a.example/1\n"
           "20 got http://a.example/1 [one]\n",
           "addresses that are none cost the others nothing");
}

static void test_lists(void)
{
    static const struct scripted script[] = {
        { .url = "http://a.example/list", .status = 200, .body = "list" },
        { .url = "http://a.example/1", .status = 200, .body = "one" },
        { .url = "http://b.example/2", .status = 200,
          .body = "two" },     { .url = "http://b.example/last", .status = 200, .body = "last" },
        { NULL },
    };
    struct world w = world_open(script);
    struct fetch *f = open_fetch(&w, false);
    struct fetched got;
    add(f, "http://a.example/list", 0, 0);
    add(f, "http://b.example/last", 2, 0);
    check(fetch_next(f, 0, &got) && span_equal(got.page.body, SPAN("list")), "a list comes");
    check(add(f, "http://b.example/2", 0, 1), "what it names is added");
    check(add(f, "http://a.example/1", 0, 1), "and this");
    check(!add(f, "http://a.example/list", 0, 1), "but not the list itself");
    check(!add(f, "http://b.example/2#part", 0, 1), "nor what is there already");
    take_group(&w, f, 0);
    fetch_to_front(f);
    check(!fetch_next(f, 1, &got), "a group without addresses has none");
    add(f, "http://b.example/2?page=2", 1, 1);
    take_group(&w, f, 1);
    take_group(&w, f, 2);
    struct span log = buffer_span(&w.log);
    size_t two = span_find(log, SPAN("[two]"), 0), one = span_find(log, SPAN("[one]"), 0);
    size_t between = span_find(log, SPAN("page=2: there is no such page"), 0), last = span_find(log, SPAN("[last]"), 0);
    check(last != SPAN_NONE && two < one && one < between && between < last, "lists stand where they were named");
    fetch_close(f);
    region_close(&w.region);
}

static void test_limits(void)
{
    static const struct scripted script[] = { { NULL } };
    struct world w = world_open(script);
    struct fetch *f = open_fetch(&w, false);
    char url[64];
    int added = 0;
    for (int i = 0; i < 9; i++) {
        snprintf(url, sizeof url, "http://a%d.example/", i);
        added += add(f, url, 0, 1);
    }
    check(added == 5, "as many pages out of lists as were allowed");
    check(add(f, "http://named.example/", 0, 0), "what was named counts for itself");
    struct address sitemap = { .url = SPAN("http://a.example/more.xml"), .kind = ADDRESS_SITEMAP };
    check(fetch_add(f, &sitemap, 0, 1), "a sitemap is no page");
    check(!add(f, "http://deep.example/", 0, FETCH_DEPTH_MAX + 1), "lists in lists end somewhere");
    take_group(&w, f, 0);
    check(span_find(buffer_span(&w.log), SPAN("more.xml"), 0) == SPAN_NONE,
          "a sitemap is not asked for when there are pages enough");
    check(fetch_counts(f).left_out == 4 + 1 + 1, "what was left out is counted");
    check(w.most_at_once == 4, "no more at once than was allowed");
    fetch_close(f);
    region_close(&w.region);
}

static void test_store(void)
{
    static const struct scripted script[] = {
        { .url = "http://a.example/robots.txt", .status = 200, .body = "User-agent: *\nDisallow: /x" },
        { .url = "http://a.example/1", .status = 200,
          .body = "one", .etag = "\"v1\"", .date = "Tue, 14 Nov 2023 22:00:00 GMT" },
        { .url = "http://a.example/1", .status = 304 },
        { .url = "http://a.example/1", .status = 200, .body = "new", .etag = "\"v2\"" },
        { .url = "http://a.example/2", .status = 200, .body = "two" },
        { NULL },
    };
    struct world w = world_open(script);
    for (int run = 0; run < 3; run++) {
        struct fetch *f = open_fetch(&w, true);
        struct fetched got;
        add(f, "http://a.example/1", 0, 0);
        check(fetch_next(f, 0, &got) && !got.error, "it comes");
        check_text(got.page.body, run == 2 ? SPAN("new") : SPAN("one"), "the body of then or of now");
        check(run == 2 || got.page.date == 1699999200, "with the date at which it was sent");
        check_text(got.page.type, SPAN("text/html"), "and its type");
        check(fetch_counts(f).unchanged == (run == 1), "an answer without a body is counted");
        fetch_close(f);
        w.clock += 5000;
    }
    check_text(buffer_span(&w.log),
               SPAN("0 ask http://a.example/robots.txt\n"
                    "10 ask http://a.example/1\n"
                    "5020 ask http://a.example/1 not \"v1\"\n"
                    "10030 ask http://a.example/1 not \"v1\"\n"),
               "robots.txt is asked for once, and the page with its ETag");
    w.clock += (FETCH_ROBOTS_AGE + 1) * (int64_t)1000;
    w.log.len = 0;
    struct fetch *f = open_fetch(&w, true);
    add(f, "http://a.example/2", 0, 0);
    add(f, "http://a.example/x", 0, 0);
    take_group(&w, f, 0);
    check(span_find(buffer_span(&w.log), SPAN("ask http://a.example/robots.txt"), 0) != SPAN_NONE,
          "after a day robots.txt is asked for again");
    check(span_find(buffer_span(&w.log), SPAN("/x: robots.txt of its host"), 0) != SPAN_NONE, "and kept to");
    fetch_close(f);
    region_close(&w.region);
}

/* Two thousand hosts of five pages, named host by host: they are asked side by side all the same. */
static void test_many(void)
{
    static const struct scripted script[] = { { .url = NULL } };
    struct world w = world_open(script);
    struct transport transport = { &w, fake_start, fake_wait, fake_answer, fake_clock, fake_time };
    struct fetch_settings settings = { .product = SPAN("synoptic"), .pace = 1000, .at_once = 8, .pages_max = 20000 };
    struct fetch *f = fetch_open(&settings, transport, (struct page_store){ .context = NULL });
    struct fetched got;
    clock_t begun = clock();
    char url[64];
    size_t came = 0, in_order = 0;
    w.quiet = true;
    for (int i = 0; i < 10000; i++) {
        snprintf(url, sizeof url, "http://host%d.example/%d", i / 5, i);
        add(f, url, 0, 1);
    }
    while (fetch_next(f, 0, &got)) {
        snprintf(url, sizeof url, "http://host%d.example/%d", (int)came / 5, (int)came);
        in_order += span_equal(got.address->url, span_of(url));
        came++;
    }
    check(came == 10000 && in_order == came, "all are answered, in order");
    check(fetch_counts(f).asked == 12000, "with one robots.txt a host");
    check(w.clock < 300000, "in minutes, where one host after the other would take hours");
    check((double)(clock() - begun) / CLOCKS_PER_SEC < 5, "and without much ado");
    printf("# %d s of the servers' time, %.2f s of ours\n", (int)(w.clock / 1000),
           (double)(clock() - begun) / CLOCKS_PER_SEC);
    fetch_close(f);
    region_close(&w.region);
}

/* Everything that comes within `milliseconds`, as it comes. */
static void take_any(struct world *w, struct fetch *f, int64_t milliseconds)
{
    struct fetched got;
    while (fetch_any(f, milliseconds, &got)) {
        buffer_printf(&w->log, "%d %u %s", (int)w->clock, got.group, got.error ? "failed" : "came");
        if (got.status)
            buffer_printf(&w->log, " %d", got.status);
        if (got.forbidden)
            buffer_text(&w->log, " forbidden");
        if (got.moved)
            buffer_text(&w->log, " moved");
        if (got.wait)
            buffer_printf(&w->log, " wait %d", (int)got.wait);
        if (got.max_age)
            buffer_printf(&w->log, " fresh %d", (int)got.max_age);
        buffer_byte(&w->log, '\n');
    }
}

static void test_any_order(void)
{
    static const struct scripted script[] = {
        { .url = "http://a.example/robots.txt", .status = 200, .body = "User-agent: *\nDisallow: /no" },
        { .url = "http://a.example/1", .status = 200, .body = "one", .takes = 5000, .cache_control = "public, max-age=60" },
        { .url = "http://a.example/no", .status = 200, .body = "never" },
        { .url = "http://b.example/1", .status = 301, .location = "http://b.example/2" },
        { .url = "http://b.example/2", .status = 308, .location = "http://b.example/3" },
        { .url = "http://b.example/3", .status = 200, .body = "three" },
        { .url = "http://b.example/4", .status = 302, .location = "http://b.example/3" },
        { .url = "http://c.example/1", .status = 429, .retry_after = "7200" },
        { .url = "http://c.example/2", .status = 410 },
        { NULL },
    };
    static const char *const urls[] = { "http://a.example/1", "http://a.example/no", "http://b.example/1",
                                        "http://b.example/4", "http://c.example/1", "http://c.example/2" };
    struct world w = world_open(script);
    struct fetch *f = open_fetch(&w, false);
    w.quiet = true;
    for (uint32_t i = 0; i < sizeof urls / sizeof *urls; i++)
        add(f, urls[i], i, 0);
    take_any(&w, f, 60000);
    check_text(buffer_span(&w.log), SPAN("10 1 failed forbidden\n"
                                         "20 4 failed 429 wait 7200\n"
                                         "1020 5 failed 410\n"
                                         "2020 2 came 200 moved\n"
                                         "4020 3 came 200\n"
                                         "5010 0 came 200 fresh 60\n"),
               "what is there first is given first, with what its server said");
    check(!fetch_any(f, 1000, &(struct fetched){ .group = 0 }) && w.clock == 5010, "and nothing is waited for then");
    fetch_close(f);
    region_close(&w.region);
}

static void test_stopping(void)
{
    static const struct scripted script[] = {
        { .url = "http://a.example/1", .status = 200, .body = "one", .takes = 5000 },
        { .url = "http://a.example/2", .status = 200, .body = "two" },
        { NULL },
    };
    struct world w = world_open(script);
    struct fetch *f = open_fetch(&w, false);
    struct fetched got;
    add(f, "http://a.example/1", 0, 0);
    add(f, "http://a.example/2", 1, 0);
    check(!fetch_any(f, 1000, &got), "nothing comes within a second");
    check(w.clock >= 1000 && w.clock < 1200, "which is all that is waited");
    check(fetch_running(f) == 1, "a page is under way");
    fetch_stop(f);
    take_any(&w, f, 60000);
    check(span_find(buffer_span(&w.log), SPAN("5010 0 came 200\n"), 0) != SPAN_NONE, "it is had to its end");
    check(span_find(buffer_span(&w.log), SPAN("/2"), 0) == SPAN_NONE, "and the next one is not begun");
    fetch_close(f);
    region_close(&w.region);
}

/* A host that is fetched from for days. */
static void test_robots_again(void)
{
    static const struct scripted script[] = {
        { .url = "http://a.example/robots.txt", .status = 500 },
        { .url = "http://a.example/robots.txt", .status = 200, .body = "" },
        { .url = "http://a.example/robots.txt", .status = 200, .body = "User-agent: *\nDisallow: /" },
        { .url = "http://a.example/1", .status = 200, .body = "one" },
        { NULL },
    };
    struct world w = world_open(script);
    struct fetch *f = open_fetch(&w, false);
    static const int64_t times[] = { 0, 200, 400, 80000, 90000 };
    w.quiet = true;
    for (uint32_t i = 0; i < sizeof times / sizeof *times; i++) {
        w.clock = times[i] * 1000;
        add(f, "http://a.example/1", i, 0);
        take_any(&w, f, 60000);
    }
    check_text(buffer_span(&w.log), SPAN("10 0 failed 500\n"
                                         "200000 1 failed 500\n"
                                         "400020 2 came 200\n"
                                         "80000010 3 came 200\n"
                                         "90000010 4 failed forbidden\n"),
               "one that failed is asked again after five minutes, one that came after a day");
    fetch_close(f);
    region_close(&w.region);
}

int main(void)
{
    test_order_and_pace();
    test_robots();
    test_redirects();
    test_redirect_loop();
    test_waiting();
    test_broken();
    test_bad_addresses();
    test_lists();
    test_limits();
    test_store();
    test_many();
    test_any_order();
    test_stopping();
    test_robots_again();
    return tap_end();
}
