#include "run/alert.h"

#include <inttypes.h>
#include <string.h>

#include "../store/store_of.h"
#include "base/calendar.h"
#include "text/json.h"

enum { NOON = 1935835200 };        /* 2031-05-06T12:00Z */

static char folder[] = "/tmp/synoptic-test-alert-XXXXXX";
static char told_path[96], feed_path[96], script[256];

struct heard { uint32_t deliveries, items, problems; char last[sizeof((struct syn_error *)0)->text]; };

static void hear_delivered(void *context, const struct alert *alert, uint32_t items)
{
    struct heard *h = context;
    (void)alert;
    h->deliveries++;
    h->items += items;
}

static void hear_problem(void *context, const struct alert *alert, const struct syn_error *error)
{
    struct heard *h = context;
    (void)alert;
    h->problems++;
    snprintf(h->last, sizeof h->last, "%s", error->text);
}

static struct heard run(struct test_store *t, int64_t now, unsigned most)
{
    struct heard heard = { 0 };
    struct alert_settings settings = { .now = now, .most = most, .threads = 1 };
    struct alert_hooks hooks = { hear_delivered, hear_problem, &heard };
    struct syn_error error;
    if (!alerts_run(t->store, &settings, &hooks, NULL, &error)) {
        check(false, "alerts are run");
        printf("# %s\n", error.text);
    }
    return heard;
}

static struct span read_file(struct arena *keep, const char *path)
{
    FILE *file = fopen(path, "rb");
    struct buffer out = buffer_in(keep);
    for (int c; file && (c = getc(file)) != EOF;)
        buffer_byte(&out, (char)c);
    if (file)
        fclose(file);
    return buffer_span(&out);
}

/* What the items of all messages were of, in order: "a1 a2 s4 ". */
static struct span told(struct test_store *t)
{
    struct span text = read_file(&t->region.arena, told_path), key;
    struct buffer out = buffer_in(&t->region.arena);
    struct json message, item;
    for (size_t at = 0; at < text.len && json_parse(text, &at, &message); at++) {
        struct json_step step = { 0 };
        while (json_next(json_member(message, SPAN("items")), &step, &key, &item)) {
            struct span name = json_text(&t->region.arena, json_member(item, SPAN("article")));
            buffer_put(&out, name.len ? name : json_text(&t->region.arena, json_member(item, SPAN("story"))));
            buffer_byte(&out, ' ');
        }
    }
    return buffer_span(&out);
}

static size_t occurrences(struct span text, const char *words)
{
    size_t count = 0;
    for (size_t at = 0; (at = span_find(text, span_of(words), at)) != SPAN_NONE; at++)
        count++;
    return count;
}

static struct alert by_command(struct span search, int64_t story, enum alert_condition condition, uint32_t least)
{
    return (struct alert){ .name = SPAN("watch"), .search = search, .story = story, .condition = (uint8_t)condition,
                           .least = least, .way = ALERT_BY_COMMAND, .target = span_of(script), .made = NOON };
}

static int64_t put(struct test_store *t, struct alert alert)
{
    struct syn_error error;
    struct database *db = store_database(t->store);
    int64_t id = 0;
    unlink(told_path);
    check(alert_add(db, &alert, &id, &error) && (!alert.story || alert_follow(db, id, alert.story, &error)),
          "an alert is put in");
    return id;
}

static void put_articles(struct test_store *t, int from, int to, int64_t story)
{
    for (int i = from; i <= to; i++) {
        struct arena before = t->region.arena, *keep = &t->region.arena;
        struct span url = arena_printf(keep, "https://lisk.example/%d", i);
        struct span text = arena_printf(keep, "Storm number %d has taken roofs in Lisk.", i);
        struct addition a = test_add(t, test_report(keep, url.at, "Storm", text.at), NOON + i, story ? story : i);
        check(a.article == i, "articles are numbered as they come");
        t->region.arena = before;
    }
}

static bool place(struct test_store *t, enum story_event_kind kind, int64_t article, int64_t was, int64_t story)
{
    struct story_event event = { .at = NOON, .kind = kind, .article = article, .was = was, .story = story };
    struct syn_error error;
    struct database *db = store_database(t->store);
    return database_begin(db, &error) && store_place(t->store, &event, &error) && database_commit(db, &error);
}

/* ---- ---- */

static void test_batches(void)
{
    struct test_store t = test_store_open();
    struct buffer all = buffer_in(&t.region.arena);
    put_articles(&t, 1, 12, 0);
    put(&t, by_command(SPAN("storm"), 0, ALERT_ON_REPORTS, 0));
    struct heard heard = run(&t, NOON, 5);
    check(heard.deliveries == 3 && heard.items == 12, "twelve in batches of five are three deliveries");
    for (int i = 1; i <= 12; i++)
        buffer_printf(&all, "a%d ", i);
    check_text(told(&t), buffer_span(&all), "each once, in the order they came");
    heard = run(&t, NOON, 5);
    check(!heard.deliveries && !heard.problems, "told is told");
    put_articles(&t, 13, 14, 1);
    unlink(told_path);
    run(&t, NOON, 5);
    check_text(told(&t), SPAN("a13 a14 "), "then what is new");
    test_store_close(&t);
}

static void test_back_off(void)
{
    static const int64_t waits[] = { 60, 120, 240, 480, 960, 1920, 3840, 7680, 15360, 21600, 21600 };
    struct test_store t = test_store_open();
    struct syn_error error;
    struct alert alert = by_command(SPAN("storm"), 0, ALERT_ON_REPORTS, 0);
    int64_t now = NOON;
    put_articles(&t, 1, 1, 0);
    alert.target = SPAN("[\"false\"]");
    put(&t, alert);
    for (size_t i = 0; i < sizeof waits / sizeof *waits; i++) {
        check(run(&t, now, 5).problems == 1, "it fails");
        check(!run(&t, now + waits[i] - 1, 5).problems, "is left alone");
        now += waits[i];
    }
    check(alert_find(store_database(t.store), &t.region.arena, alert.name, &alert, &error) && alert.article == 0 &&
          alert.failures == 11 && span_equal(alert.error, SPAN("false ended with code 1")), "its mark has not moved");
    check(alert_remove(store_database(t.store), alert.id, &error), "removed");
    check(!run(&t, now, 5).problems, "it is run no more");
    test_store_close(&t);
}

/* s1 with a1 and a2 is merged into s3 with a3. */
static void test_merged(void)
{
    struct test_store t = test_store_open();
    put_articles(&t, 1, 2, 1);
    put_articles(&t, 3, 3, 3);
    put(&t, by_command((struct span){ 0 }, 1, ALERT_ON_REPORTS, 0));
    run(&t, NOON, 5);
    check_text(told(&t), SPAN("a1 a2 "), "a story's reports");
    unlink(told_path);
    check(place(&t, STORY_MERGED, 1, 1, 3) && place(&t, STORY_MERGED, 2, 1, 3), "it is merged into another");
    put_articles(&t, 4, 4, 3);
    run(&t, NOON, 5);
    check_text(told(&t), SPAN("a3 a4 "), "that one is looked at, and what is known is not told again");
    check(place(&t, STORY_MOVED, 4, 3, 5) && place(&t, STORY_MOVED, 4, 5, 3), "moved out and in");
    unlink(told_path);
    put_articles(&t, 5, 5, 3);
    check(place(&t, STORY_MOVED, 5, 3, 9), "and one that leaves at once");
    run(&t, NOON, 5);
    check_text(told(&t), SPAN("a4 "), "what is in it counts");
    test_store_close(&t);
}

static void test_size(void)
{
    struct test_store t = test_store_open();
    put_articles(&t, 1, 2, 1);
    put_articles(&t, 3, 3, 3);
    put(&t, by_command(SPAN("storm"), 0, ALERT_ON_SIZE, 3));
    check(!run(&t, NOON, 5).deliveries, "two reports are not three");
    put_articles(&t, 4, 4, 1);
    run(&t, NOON, 5);
    check_text(told(&t), SPAN("s1 "), "three are");
    put_articles(&t, 5, 5, 1);
    check(!run(&t, NOON, 5).deliveries, "four are no news");
    for (int64_t i = 1; i <= 5; i++)
        check(i == 3 || place(&t, STORY_MERGED, i, 1, 3), "the story is merged into a small one");
    check(run(&t, NOON, 5).deliveries == 1, "which has so many now");
    put_articles(&t, 6, 6, 3);
    check(!run(&t, NOON, 5).deliveries, "and is told of once");
    put_articles(&t, 7, 7, 7);
    check(!run(&t, NOON + 40 * (int64_t)DAY_SECONDS, 5).deliveries, "old stories are let go");
    put_articles(&t, 8, 9, 7);
    check(!run(&t, NOON + 40 * (int64_t)DAY_SECONDS, 5).problems, "and new reports of them are no trouble");
    test_store_close(&t);
}

static void test_changes(void)
{
    struct test_store t = test_store_open();
    struct arena *keep = &t.region.arena;
    put_articles(&t, 1, 3, 1);
    put_articles(&t, 4, 4, 4);
    put(&t, by_command((struct span){ 0 }, 1, ALERT_ON_CHANGES, 0));
    check(!run(&t, NOON, 5).deliveries, "first versions are no changes");
    test_add(&t, test_report(keep, "https://lisk.example/2", "Storm", "Storm number 2 has taken 14 roofs."), NOON, 1);
    test_add(&t, test_report(keep, "https://lisk.example/4", "Storm", "Storm number 4 has taken 14 roofs."), NOON, 4);
    run(&t, NOON, 5);
    check_text(told(&t), SPAN("a2 "), "a further one of the story is");
    test_add(&t, test_report(keep, "https://lisk.example/2", "Storm", "Storm number 2 has taken 15 roofs."), NOON, 1);
    run(&t, NOON, 5);
    check_text(told(&t), SPAN("a2 a2 "), "and the next");
    check(occurrences(read_file(keep, told_path), "\"version\":3") == 1, "by its number");
    test_store_close(&t);
}

static void test_feed(void)
{
    struct test_store t = test_store_open();
    struct alert alert = by_command(SPAN("storm"), 0, ALERT_ON_REPORTS, 0);
    alert.way = ALERT_BY_ATOM;
    alert.target = span_of(feed_path);
    put_articles(&t, 1, 70, 0);
    put(&t, alert);
    run(&t, NOON, 50);
    check(occurrences(read_file(&t.region.arena, feed_path), "<entry>") == 70, "a feed holds what was told");
    put_articles(&t, 71, 120, 0);
    run(&t, NOON, 50);
    struct span feed = read_file(&t.region.arena, feed_path);
    check(occurrences(feed, "<entry>") == ALERT_FEED_ITEMS, "the last hundred");
    check(occurrences(feed, "https://lisk.example/21\"") == 1 && !occurrences(feed, "https://lisk.example/20\""),
          "which go back so far");
    check(span_find(feed, SPAN("https://lisk.example/120"), 0) < span_find(feed, SPAN("https://lisk.example/119"), 0),
          "latest first");
    test_store_close(&t);
}

/* What has gone wrong with one alert is no trouble of the others. */
static void test_trouble(void)
{
    struct test_store t = test_store_open();
    struct alert gone = by_command(SPAN("@nobody"), 0, ALERT_ON_REPORTS, 0);
    put_articles(&t, 1, 1, 0);
    gone.name = SPAN("a");
    put(&t, gone);
    put(&t, by_command(SPAN("storm"), 0, ALERT_ON_REPORTS, 0));
    struct heard heard = run(&t, NOON, 5);
    check(heard.problems == 1 && strstr(heard.last, "nobody"), "a saved search that is gone");
    check(heard.deliveries == 1, "the next alert is run");
    check(unlink(told_path) == 0, "and told");
    test_store_close(&t);
}

int main(void)
{
    check(mkdtemp(folder) != NULL, "a folder");
    snprintf(told_path, sizeof told_path, "%s/told", folder);
    snprintf(feed_path, sizeof feed_path, "%s/feed.atom", folder);
    snprintf(script, sizeof script, "[\"sh\",\"-c\",\"cat >>%s\"]", told_path);
    test_batches();
    test_back_off();
    test_merged();
    test_size();
    test_changes();
    test_feed();
    test_trouble();
    unlink(told_path);
    unlink(feed_path);
    check(rmdir(folder) == 0, "nothing is left behind");
    return tap_end();
}
