/* When sources and pages are due; what is named to be watched; lines that tell of it. */
#include "run/watch_inputs.h"
#include "run/watch_log.h"
#include "run/watch_schedule.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store/schema.h"
#include "tap.h"

/* ---- schedules ---- */

static void test_intervals(void)
{
    check(schedule_interval(1.0 / 7200, 0) == 3600, "an entry every two hours: asked every hour");
    check(schedule_interval(1, 0) == INTERVAL_LEAST, "five minutes is the least");
    check(schedule_interval(1e-9, 0) == INTERVAL_MOST && schedule_interval(0, 0) == INTERVAL_MOST, "and a day the most");
    check(schedule_interval(1, 1800) == 1800, "what it wishes is heeded");
    check(schedule_interval(1e-9, 999999999) == INTERVAL_MOST, "up to a day");
    check(schedule_first_rate(12, 1000, 1000 + 86400) == 12.0 / 86400, "twelve entries of a day");
    check(schedule_interval(schedule_first_rate(0, 0, 1000), 0) == INTERVAL_UNKNOWN, "without times, an hour");
    check(schedule_interval(schedule_first_rate(3, 2000, 1000), 0) == INTERVAL_UNKNOWN, "nor with times that are not yet");
    double rate = schedule_rate(1.0 / 7200, 0, 86400);
    check(rate > 0.49 / 7200 && rate < 0.51 / 7200, "a day without entries halves the rate");
    check(schedule_rate(0, 24, 0) < 25.0 / 86400, "no time at all is a second");
}

static void test_steady_feed(void)
{
    double rate = schedule_first_rate(0, 0, 0);
    int64_t interval = 0;
    for (int64_t now = 0, last = 0; now < 7 * 86400; now += interval) {
        rate = schedule_rate(rate, (uint64_t)(now / 1200 - last / 1200), now - last);
        last = now;
        interval = schedule_interval(rate, 0);
    }
    check(interval >= 500 && interval <= 700, "three entries an hour: asked some six times an hour after a week");
}

static void test_jitter(void)
{
    int64_t least = INT64_MAX, most = 0;
    for (uint32_t i = 0; i < 1000; i++) {
        int64_t jitter = schedule_jitter(SPAN("http://a.example/feed"), i, 3600);
        least = jitter < least ? jitter : least;
        most = jitter > most ? jitter : most;
    }
    check(least >= 1 && least < 10 && most <= 361 && most > 350, "jitter is a second to a tenth");
    check(schedule_jitter(SPAN("http://a.example/feed"), 7, 3600) == schedule_jitter(SPAN("http://a.example/feed"), 7, 3600),
          "the same each time it is asked for");
    check(schedule_jitter(SPAN("http://a.example/feed"), 7, 3600) != schedule_jitter(SPAN("http://b.example/feed"), 7, 3600),
          "not the same for others");
}

static void test_back_off(void)
{
    check(schedule_back_off(300, 1, 0) == 600 && schedule_back_off(300, 4, 0) == 4800, "twice as long each time");
    check(schedule_back_off(300, 4000000000u, 0) == INTERVAL_MOST && schedule_back_off(86400, 9, 0) == INTERVAL_MOST,
          "up to a day");
    check(schedule_back_off(300, 1, 7200) == 7200, "or as long as it asks for");
    check(schedule_back_off(300, 1, INT64_MAX) == WAIT_MOST, "up to a month");
}

static void test_stages(void)
{
    int64_t due;
    check(schedule_stage(VISIT_FIRST, 1000, 1000, &due) == VISIT_HOUR && due == 1000 + 3600, "an hour after it came");
    check(schedule_stage(VISIT_HOUR, 1000, 1000 + 3700, &due) == VISIT_SIX_HOURS && due == 1000 + 6 * 3600, "six hours");
    check(schedule_stage(VISIT_SIX_HOURS, 1000, 1000 + 7 * 3600, &due) == VISIT_DAY && due == 1000 + 86400, "a day");
    check(schedule_stage(VISIT_DAY, 1000, 1000 + 87000, &due) == VISIT_WEEK && due == 1000 + 7 * 86400, "a week");
    check(schedule_stage(VISIT_WEEK, 1000, 1000 + 7 * 86400, &due) == VISIT_DONE && due == 0, "and then no more");
    check(schedule_stage(VISIT_HOUR, 1000, 1000 + 30 * 3600, &due) == VISIT_WEEK, "what passed meanwhile is passed over");
    check(schedule_stage(VISIT_HOUR, 1000, 1000 + 365 * 86400, &due) == VISIT_DONE && due == 0, "all of it after a year");
}

/* ---- what is named ---- */

static char folder[64];

static const char *write_file(const char *name, const char *text)
{
    static char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    fputs(text, file);
    fclose(file);
    return path;
}

static struct database *open_store(const char *name)
{
    char path[128];
    struct syn_error error;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    struct database *db = database_open(path, DATABASE_CREATE, 1 << 20, &error);
    if (!db || !schema_migrate(db, SCHEMA_VERSION, &error)) {
        printf("# %s\n", error.text);
        exit(1);
    }
    return db;
}

static bool add(struct database *db, const char *input, struct watch_inputs *counts, struct syn_error *error)
{
    return watch_add_inputs(db, &input, 1, 1000, counts, error);
}

static void test_inputs(void)
{
    struct database *db = open_store("inputs.db");
    struct watch_inputs counts;
    struct syn_error error;
    struct region region = test_region();
    struct watched source;
    check(add(db, "HTTP://A.example/feed", &counts, &error) && counts.added == 1, "an address");
    check(add(db, "http://a.example:80/feed#top", &counts, &error) && counts.added == 0 && counts.known == 1,
          "the same in another spelling");
    check(watch_find_source(db, &region.arena, "http://A.example/feed", &source, &error) &&
              span_equal(source.url, SPAN("http://a.example/feed")) && source.next == 1000, "is found, and due at once");
    check(!add(db, "http://", &counts, &error) && error.status == SYN_MISUSE, "what is no address");
    check(add(db, write_file("list.opml", "<opml><body><outline text=\"Folder\"><outline text=\"The Lantern &amp; more\" "
                                          "xmlUrl=\"https://l.example/rss\"/><outline text=\"A link\" "
                                          "url=\"https://l.example/about\"/></outline></body></opml>"), &counts, &error) &&
              counts.added == 1 && counts.left_out == 1, "OPML: its feeds, not what it links to");
    check(watch_find_source(db, &region.arena, "https://l.example/rss", &source, &error) &&
              source.kind == WATCHED_FEED && span_equal(source.title, SPAN("The Lantern & more")), "with their titles");
    check(add(db, write_file("list.txt", "# mine\nhttps://b.example/sitemap.xml\nhttps://b.example/feed\n"), &counts, &error) &&
              counts.added == 2, "addresses, one a line");
    check(!add(db, write_file("page.html", "<html><body><p>Good morning.</p></body></html>"), &counts, &error) &&
              error.status == SYN_BAD_FORMAT, "a page names none");
    check(!add(db, "/nowhere/list.opml", &counts, &error), "nor does a file that is not there");
    const char *const both[] = { "http://c.example/feed", "/nowhere/list.opml" };
    check(!watch_add_inputs(db, both, 2, 1000, &counts, &error) &&
              !watch_find_source(db, &region.arena, "http://c.example/feed", &source, &error) &&
              error.status == SYN_NOT_FOUND, "all that is named, or nothing");
    struct watched_list list;
    struct buffer out = buffer_in(&region.arena);
    check(watched_list(db, &region.arena, &list, &error) && list.count == 4, "four in all");
    watch_put_opml(&out, &list);
    buffer_byte(&out, 0);
    struct database *other = open_store("other.db");
    check(add(other, write_file("again.opml", out.at), &counts, &error) && counts.added == 4 && !counts.left_out,
          "written as OPML they are read again");
    check(watch_find_source(other, &region.arena, "https://l.example/rss", &source, &error) &&
              span_equal(source.title, SPAN("The Lantern & more")), "letter for letter");
    database_close(other);
    database_close(db);
    region_close(&region);
}

static void test_pausing(void)
{
    struct database *db = open_store("pausing.db");
    struct watch_inputs counts;
    struct syn_error error;
    struct region region = test_region();
    struct watched source;
    struct watched_list due;
    int64_t next;
    add(db, "http://a.example/feed", &counts, &error);
    watch_find_source(db, &region.arena, "http://a.example/feed", &source, &error);
    source.failures = 3;
    source.failing_since = 900;
    source.error = SPAN("it does not answer");
    source.next = 9000;
    check(watched_save(db, &source, &error), "a source that fails");
    check(watched_due(db, &region.arena, 8999, 9, &due, &error) && due.count == 0, "is not due");
    check(watched_due(db, &region.arena, 9000, 9, &due, &error) && due.count == 1, "until it is");
    check(watched_set_paused(db, source.id, WATCHED_PAUSED, 100, &error) &&
              watched_due(db, &region.arena, 9000, 9, &due, &error) && due.count == 0 && watched_next(db, &next, &error) &&
              next == INT64_MAX, "while it is paused it never is");
    check(watched_set_paused(db, source.id, WATCHED_RUNS, 100, &error) &&
              watched_get(db, &region.arena, source.id, &source, &error) && source.next == 100 && !source.failures &&
              !source.failing_since && !source.error.len, "then at once, and what was is forgotten");
    check(watched_due(db, &region.arena, 50, 9, &due, &error) && due.count == 0, "but not before");
    source.next = 100 + 400 * (int64_t)86400;
    check(watched_save(db, &source, &error) && watched_due(db, &region.arena, 100, 9, &due, &error) && due.count == 1,
          "a clock that was a year ahead does not silence it");
    check(watched_remove(db, source.id, &error) && !watched_get(db, &region.arena, source.id, &source, &error) &&
              error.status == SYN_NOT_FOUND, "and it is taken out");
    database_close(db);
    region_close(&region);
}

/* ---- visits ---- */

static void test_visits(void)
{
    struct database *db = open_store("visits.db");
    struct syn_error error;
    struct region region = test_region(), words = test_region();
    struct visits due;
    int64_t id, next;
    bool has;
    for (uint64_t i = 0; i < 3000; i++) {
        struct visit visit = { .host = i < 2000 ? 1 : i, .due = 100 + (int64_t)i, .noted = 100 };
        visit.url = arena_printf(&words.arena, "http://www.h%d.example/p/%d?utm_source=x", (int)visit.host, (int)i);
        visit.record = SPAN("{}");
        if (!visit_add(db, region.arena, &visit, &error) || !visit.id)
            check(false, "a visit is added");
    }
    check(visit_find(db, region.arena, SPAN("https://h1.example/p/7"), &id, &error) && id == 8, "known in another spelling");
    check(visit_find(db, region.arena, SPAN("https://h1.example/p/70000"), &id, &error) && id == 0, "others are not");
    check(visit_due(db, &region.arena, 100000, 2, &due, &error) && due.count == 1002, "of each host the two longest due");
    check(visit_due(db, &region.arena, 150, 2, &due, &error) && due.count == 2 && due.at[0].due == 100, "of what is due");
    check(visit_next(db, &next, &error) && next == 100, "and when the next is");
    struct visit visit;
    check(visit_get(db, &region.arena, 8, &visit, &error) && span_equal(visit.record, SPAN("{}")), "what the feed says is kept");
    visit.stage = VISIT_DONE;
    visit.due = 0;
    visit.article = 17;
    check(visit_save(db, &visit, &error) && visit_get(db, &region.arena, 8, &visit, &error) && !visit.record.len &&
              visit.due == 0 && visit.article == 17, "until the page is had");
    check(visit_has_article(db, 17, 9, &has, &error) && has && visit_has_article(db, 17, 8, &has, &error) && !has,
          "whose article is known then");
    check(watched_hold_host(db, 1, 500000, &error) && visit_due(db, &region.arena, 400000, 2, &due, &error) &&
              due.count == 1000, "a host that asks for peace has it");
    database_close(db);
    region_close(&region);
    region_close(&words);
}

/* ---- lines ---- */

static void test_lines(void)
{
    struct region region = test_region();
    struct buffer out = buffer_in(&region.arena);
    struct watch_event event = { .kind = WATCH_EVENT_FAILED, .time = 1717200000, .url = SPAN("http://a.example/feed"),
                                 .title = SPAN("A \"feed\"\x1b[31m\nof \xe2\x80\xaeours"), .status = 500,
                                 .next = 1717200600, .error = "it fails" };
    watch_put_event_text(&out, &event);
    check_text(buffer_span(&out), SPAN("time=2024-06-01T00:00:00Z event=failed url=http://a.example/feed status=500 "
                                       "next=2024-06-01T00:10:00Z error=\"it fails\" "
                                       "title=\"A \\\"feed\\\"\xef\xbf\xbd[31m of \xef\xbf\xbdours\"\n"),
               "a line of the log, whatever the title");
    out.len = 0;
    event = (struct watch_event){ .kind = WATCH_EVENT_STORED, .time = 1717200000, .url = SPAN("http://a.example/1"),
                                  .article = 17, .story = 4 };
    watch_put_event_json(&out, &event);
    check_text(buffer_span(&out), SPAN("{\"time\":\"2024-06-01T00:00:00Z\",\"event\":\"stored\",\"url\":\"http://a.example/1\","
                                       "\"article\":\"a17\",\"story\":\"s4\"}\n"), "the same for programs");
    out.len = 0;
    struct watch_status status = { .now = 1000, .next = 1240, .articles = 12, .versions = 1, .waiting = { 3, 40 },
                                   .sources = { .all = 9, .failing = 2, .stories = 5 } };
    watch_put_status(&out, &status, 200);
    check_text(buffer_span(&out), SPAN("next in 4 min, 3 pages waiting, 12 new articles, 1 new version, 5 stories, "
                                       "2 of 9 sources failing"), "how far it is");
    out.len = 0;
    watch_put_status(&out, &status, 20);
    check(out.len == 19, "in a narrow window");
    out.len = 0;
    struct watched source = { .url = SPAN("http://a.example/feed"), .title = SPAN("The Lantern"), .kind = WATCHED_FEED,
                              .polls = 9, .failures = 4, .failing_since = 1717200000, .entries = 120,
                              .error = SPAN("it fails"), .next = 5000 };
    watch_put_source_text(&out, &source, 1000);
    check_text(buffer_span(&out), SPAN("failing feed       120 entries  in 67 min http://a.example/feed  The Lantern\n"
                                       "        since 2024-06-01T00:00:00Z, 4 times: it fails\n"), "how a source is");
    region_close(&region);
}

int main(void)
{
    snprintf(folder, sizeof folder, "/tmp/synoptic-parts-XXXXXX");
    if (!mkdtemp(folder))
        return 1;
    test_intervals();
    test_steady_feed();
    test_jitter();
    test_back_off();
    test_stages();
    test_inputs();
    test_pausing();
    test_visits();
    test_lines();
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return system(command) != 0 || tap_end();
}
