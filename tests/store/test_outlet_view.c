/* Outlets: counts that are kept, lists, one outlet's page. */
#include "store/outlet_view.h"

#include <string.h>

#include "store/outlets.h"
#include "store/retold.h"
#include "store/schema.h"
#include "store/sources_view.h"
#include "store_of.h"

#define check_number(want, got) check((got) == (want), #got)

enum { NOON = 1932033600 };      /* 22 March 2031, 20:00 UTC */

static int64_t ask(struct store *store, const char *sql)
{
    struct syn_error error;
    struct question *q = database_ask(store_database(store), sql);
    int64_t n = question_next(q, &error) ? question_get_int(q, 0) : -1;
    question_done(q);
    return n;
}

static struct addition add(struct test_store *t, const char *url, const char *outlet, const char *title, const char *text,
                           int64_t published, int64_t story)
{
    struct report *r = test_report(&t->region.arena, url, title, text);
    r->article.outlet = span_of(outlet);
    r->article.published = (struct when){ .from = published, .to = published + 60, .precision = WHEN_MINUTE };
    return test_add(t, r, published + 600, story);
}

/* Three outlets; the Courier copies the Harbour Times, in a story that was told. */
static void fill(struct test_store *t)
{
    add(t, "https://harbour.example/1", "Harbour Times", "Bridge falls at Oskel", "The bridge at Oskel fell.", NOON, 1);
    add(t, "https://courier.example/1", "Valley Courier", "Bridge falls", "The bridge at Oskel fell.", NOON + 600, 1);
    add(t, "https://harbour.example/2", "Harbour Times", "Rain again", "It rained in Oskel.", NOON + 86400, 2);
    add(t, "https://nahr.example/1", "صدى النهر", "انهيار الجسر", "انهار الجسر في أوسكل.", NOON + 3600, 1);
    static const char json[] =
        "{\"statements\":[{\"id\":1,\"kind\":\"shared\",\"support\":[{\"report\":\"a1\",\"from\":0,\"to\":25,\"text\":\"x\"}]},"
        "{\"id\":2,\"kind\":\"unique\",\"support\":[{\"report\":\"a1\",\"from\":4,\"to\":10,\"text\":\"bridge\"}]}]}";
    struct retold_edge edges[] = { { 1, 2, 0, 1, 1, false, SPAN("shares 5 words") }, { 1, 4, 3, .2, .5, true, SPAN("") } };
    struct retold told = { .revision = ask(t->store, "SELECT revision FROM story WHERE id = 1"), .made = NOON + 7200,
                           .json = span_of(json), .origins = 2, .edges = edges, .edge_count = 2 };
    struct syn_error error;
    for (int i = 0; i < 2; i++)
        check(retold_write(t->store, arena_half(&t->region.arena), 1, &told, &error), "a story is told, and told again");
}

static void test_counts(void)
{
    struct test_store t = test_store_open();
    fill(&t);
    check_number(2, ask(t.store, "SELECT reports FROM outlet WHERE name = 'Harbour Times'"));
    check_number(3, ask(t.store, "SELECT count(*) FROM outlet"));
    check_number(4, ask(t.store, "SELECT sum(reports) FROM outlet_day"));
    check_number(2, ask(t.store, "SELECT count(*) FROM outlet_day d JOIN outlet o ON o.id = d.outlet"
                                 " WHERE o.name = 'Harbour Times'"));
    check_number(1, ask(t.store, "SELECT count(*) FROM outlet_copy WHERE reports > 0"));
    check_number(1, ask(t.store, "SELECT reports FROM outlet_copy WHERE source = 1 AND target = 2"));
    struct report *r = test_report(&t.region.arena, "https://harbour.example/1", "Bridge fell", "The bridge fell early.");
    r->article.outlet = SPAN("Valley Courier");
    test_add(&t, r, NOON + 9000, 1);
    check_number(1, ask(t.store, "SELECT reports FROM outlet WHERE name = 'Harbour Times'"));
    check_number(2, ask(t.store, "SELECT reports FROM outlet WHERE name = 'Valley Courier'"));
    check_number(1, ask(t.store, "SELECT count(*) FROM outlet_day WHERE reports = 0"));
    struct syn_error error;
    check(outlets_count_anew(store_database(t.store), &error), "counted anew");
    check_number(2, ask(t.store, "SELECT reports FROM outlet WHERE name = 'Valley Courier'"));
    check_number(4, ask(t.store, "SELECT sum(reports) FROM outlet_day"));
    test_store_close(&t);
}

static void test_lists(void)
{
    struct test_store t = test_store_open();
    struct arena *keep = &t.region.arena, scratch = arena_half(keep);
    struct outlets_page page;
    struct syn_error error;
    struct outlets_settings s = { .by = OUTLETS_BY_REPORTS, .most = 2 };
    check(outlets_page_read(t.store, keep, scratch, &s, &page, &error) && !page.count && !page.cursor && !page.all,
          "an empty store has no outlets");
    fill(&t);
    check(outlets_page_read(t.store, keep, scratch, &s, &page, &error) && page.count == 2 && page.cursor, "a page");
    check_text(page.at[0].name, SPAN("Harbour Times"), "page.at[0].name");
    check_number(2, page.at[0].reports);
    check_number(1, page.at[0].copied);
    check_number(0, page.at[0].copies);
    check_number(NOON + 86400, page.at[0].latest);
    check_number(NOON, page.at[0].first);
    check_number(3, (int64_t)page.all);
    s.cursor = page.cursor;
    check(outlets_page_read(t.store, keep, scratch, &s, &page, &error) && page.count == 1 && !page.cursor, "the next one");
    check_text(page.at[0].name, SPAN("Valley Courier"), "page.at[0].name");
    check_number(1, page.at[0].copies);
    s = (struct outlets_settings){ .by = OUTLETS_BY_NAME, .most = 1 };
    char names[200] = "";
    do {
        check(outlets_page_read(t.store, keep, scratch, &s, &page, &error), "by name");
        snprintf(names + strlen(names), sizeof names - strlen(names), "%.*s|", (int)page.at[0].name.len, page.at[0].name.at);
        s.cursor = page.cursor;
    } while (s.cursor && strlen(names) < 150);
    check(strcmp(names, "Harbour Times|صدى النهر|Valley Courier|") == 0, "each once, by their Latin letters");
    printf("# %s\n", names);
    s = (struct outlets_settings){ .letters = SPAN("COUR"), .most = 9 };
    check(outlets_page_read(t.store, keep, scratch, &s, &page, &error) && page.count == 1, "by the begin of any word");
    s.letters = SPAN("our");
    check(outlets_page_read(t.store, keep, scratch, &s, &page, &error) && !page.count, "not from within a word");
    s = (struct outlets_settings){ .cursor = 99, .most = 9 };
    check(!outlets_page_read(t.store, keep, scratch, &s, &page, &error) && error.status == SYN_NOT_FOUND,
          "behind an outlet that is not there");
    test_store_close(&t);
}

static void test_view(void)
{
    struct test_store t = test_store_open();
    struct arena *keep = &t.region.arena, scratch = arena_half(keep);
    struct outlet_view v;
    struct syn_error error;
    struct outlet_settings s = { .most = 1 };
    check(!outlet_view_read(t.store, keep, scratch, 1, &s, &v, &error) && error.status == SYN_NOT_FOUND, "there is none yet");
    fill(&t);
    check(outlet_view_read(t.store, keep, scratch, 1, &s, &v, &error), "an outlet");
    check_number(2, v.looked_at);
    check_number(1, v.roles[OUTLET_ROOT]);
    check_number(1, v.roles[OUTLET_ALONE]);
    check_number(2, v.stories);
    check_number(1, v.report_count);
    check_text(v.reports[0].article.title, SPAN("Rain again"), "v.reports[0].article.title");
    check(v.cursor != 0, "there is a further page");
    check_number(1, v.takers.count);
    check_text(v.takers.at[0].name, SPAN("Valley Courier"), "v.takers.at[0].name");
    check_number(0, v.sources.count);
    check_number(1, v.only_count);
    check_text(v.only[0].words, SPAN("bridge"), "v.only[0].words");
    check_number(4, v.only[0].at.from);
    check_number(2, v.period_count);
    check_number(1, v.periods[1].reports);
    check_number(1, v.period_days);
    s.cursor = v.cursor;
    s.reports_alone = true;
    check(outlet_view_read(t.store, keep, scratch, 1, &s, &v, &error) && v.report_count == 1 && !v.cursor, "the next page");
    check(v.reports[0].role == OUTLET_ROOT && v.reports[0].takers == 1, "others go back to it");
    s = (struct outlet_settings){ .most = 9 };
    check(outlet_view_read(t.store, keep, scratch, 2, &s, &v, &error), "who copies");
    check(v.reports[0].role == OUTLET_COPY && v.reports[0].source == 1, "it goes back to a report");
    check_text(v.reports[0].source_name, SPAN("Harbour Times"), "v.reports[0].source_name");
    check_number(1, v.sources.reports);
    check(outlet_view_read(t.store, keep, scratch, 3, &s, &v, &error), "a common source");
    check(v.reports[0].role == OUTLET_OWN && !v.sources.count, "is no copy");
    test_store_close(&t);
}

static void test_changes(void)
{
    struct test_store t = test_store_open();
    struct arena *keep = &t.region.arena, scratch = arena_half(keep);
    struct outlet_view v;
    struct syn_error error;
    struct outlet_settings s = { .most = 9 };
    fill(&t);
    struct report *r = test_report(keep, "https://harbour.example/1", "Bridge fell at Oskel", "The bridge fell at five.");
    test_add(&t, r, NOON + 9000, 1);
    check(outlet_view_read(t.store, keep, scratch, 1, &s, &v, &error) && v.change_count == 1, "it changed");
    check_number(1, v.changed);
    check(v.changes[0].title && !v.changes[0].noted && v.changes[0].seen == NOON + 9000, "silently, headline too");
    test_store_close(&t);
}

static void test_health(void)
{
    struct test_store t = test_store_open();
    struct store_health h;
    struct sources_counts c;
    struct watched_list page;
    bool more;
    struct syn_error error;
    struct database *db = store_database(t.store);
    check(store_health_read(t.store, &h, &error) && !h.articles && !h.latest_seen && h.bytes, "an empty store");
    check(sources_counts_read(t.store, NOON, &c, &error) && !c.all && !c.next, "nothing is watched");
    fill(&t);
    check(store_health_read(t.store, &h, &error), "a store");
    check_number(4, (int64_t)h.articles);
    check_number(3, (int64_t)h.outlets);
    check_number(1, (int64_t)h.told);
    check_number(NOON + 86400, h.latest_published);
    check_number(SCHEMA_VERSION, h.schema);
    for (int i = 0; i < 3; i++) {
        struct span url = arena_printf(&t.region.arena, "https://harbour.example/feed%d", i);
        check(watched_add(db, url, SPAN("Feed"), WATCHED_FEED, 1, NOON, NULL, &error), "a source");
    }
    check(sources_counts_read(t.store, NOON, &c, &error) && c.all == 3 && c.overdue == 3, "three are due");
    check(sources_page_read(t.store, &t.region.arena, 0, false, 2, &page, &more, &error) && page.count == 2 && more, "two");
    check(sources_page_read(t.store, &t.region.arena, page.at[1].id, false, 2, &page, &more, &error) && page.count == 1 &&
              !more, "and one");
    check(sources_page_read(t.store, &t.region.arena, 0, true, 2, &page, &more, &error) && !page.count, "none fails");
    test_store_close(&t);
}

/* A store of the second version, with articles, gets the counts. */
static void test_migrating(void)
{
    char path[] = "/tmp/synoptic-older-XXXXXX";
    struct syn_error error;
    close(mkstemp(path));
    unlink(path);
    struct database *old = database_open(path, DATABASE_CREATE, 1 << 20, &error);
    check(old && schema_migrate(old, 2, &error) && schema_version(old, &error) == 2, "a store of the second version");
    check(database_run(old,
        "INSERT INTO outlet VALUES (1, 'Harbour Times', 'harbour times'), (2, 'Valley Courier', 'valley courier');"
        "INSERT INTO article (id, key_hash, key, doc, outlet, published_precision, first_seen, words, flags, story, version,"
        " versions) VALUES (1, 1, 'a', 5898240 * 10, 1, 0, 0, 1, 0, 1, 1, 1), (2, 2, 'b', 5898240 * 10 + 1, 1, 0, 0, 1, 0, 1,"
        " 2, 2), (3, 3, 'c', 5898240 * 11, 2, 0, 0, 1, 0, 1, 3, 1), (4, 4, 'd', 5898240 * 12, NULL, 0, 0, 1, 0, 1, 4, 1);"
        "INSERT INTO lineage VALUES (1, 1, 3, 0, 1, 1, 0, NULL), (1, 1, 2, 0, 1, 1, 0, NULL)", &error), "with articles");
    database_close(old);
    check(!store_open(path, DATABASE_READ, &error) && strstr(error.text, "synoptic doctor"), "who reads is told what to do");
    struct store *store = store_open(path, DATABASE_WRITE, &error);
    check(store && schema_version(store_database(store), &error) == SCHEMA_VERSION, "who writes brings it up to date");
    check_number(2, ask(store, "SELECT reports FROM outlet WHERE id = 1"));
    check_number(2, ask(store, "SELECT reports FROM outlet_day WHERE outlet = 1 AND day = 10"));
    check_number(1, ask(store, "SELECT reports FROM outlet_copy WHERE source = 1 AND target = 2"));
    check_number(1, ask(store, "SELECT count(*) FROM outlet_copy"));
    store_close(store);
    test_store_remove(path);
}

int main(void)
{
    test_counts();
    test_lists();
    test_view();
    test_changes();
    test_health();
    test_migrating();
    return tap_end();
}
