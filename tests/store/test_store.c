/* Articles, versions, evidence, stories and their log: written, read again, and what is refused. */
#include "store_of.h"

#include "store/article_pack.h"
#include "store/health.h"
#include "store/packed.h"
#include "store/rows.h"
#include "store/schema.h"

enum { NOON = 1900000800 };

/* ---- packing ---- */

static void test_packed(void)
{
    static const int64_t numbers[] = { 0, 1, -1, 63, -64, 127, 128, INT64_MAX, INT64_MIN };
    struct region region = test_region();
    struct buffer out = buffer_in(&region.arena);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        packed_put_signed(&out, numbers[i]);
    packed_put_text(&out, SPAN("tide"));
    struct packed_reader r = { buffer_span(&out), false };
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        check(packed_signed(&r) == numbers[i], "a number comes back");
    check_text(packed_text(&r), SPAN("tide"), "a text comes back");
    check(!r.broken && !r.rest.len, "nothing is left");
    check(packed_number(&r) == 0 && r.broken, "there is no more");
    struct packed_reader cut = { SPAN("\x85"), false };
    check(packed_number(&cut) == 0 && cut.broken, "half a number is none");
    struct packed_reader lies = { SPAN("\x20short"), false };
    check(packed_text(&lies).len == 0 && lies.broken, "a text that is longer than the bytes is none");
    region_close(&region);
}

static void test_article_pack(void)
{
    struct region region = test_region();
    struct arena *keep = &region.arena;
    struct report *report = test_report(keep, "https://harbour.example/a", "Quay closed", "The quay is closed.\nRead more.");
    struct article *a = &report->article, back;
    struct cut cuts[] = { { { 20, 30 }, CUT_READ_MORE, span_from(a->text, 20) },
                          { { 5, 5 }, CUT_ADVERT, SPAN("Buy a boat") } };
    struct span authors[] = { SPAN("Ada Lund"), SPAN("Ivo Brandt") };
    struct buffer out = buffer_in(keep);
    a->blocks.at[0].at.to = 19;
    a->cuts = (struct cuts){ cuts, 2 };
    a->authors = (struct spans){ authors, 2 };
    a->published = (struct when){ NOON, NOON + 60, WHEN_MINUTE, true, -90 };
    a->confidence = 0.75f;
    a->flags = ARTICLE_HTML | ARTICLE_PAID;
    a->title_at = (struct mark){ 4, 8 };
    article_pack(&out, a);
    check(article_unpack(keep, buffer_span(&out), &back), "an article is unpacked");
    check_text(back.text, a->text, "its text");
    check(back.cuts.count == 2 && back.cuts.at[0].words.at == back.text.at + 20, "a cut marks the text itself");
    check_text(back.cuts.at[1].words, SPAN("Buy a boat"), "a cut out of HTML keeps its words");
    check(back.authors.count == 2 && span_equal(back.authors.at[1], SPAN("Ivo Brandt")), "its authors");
    check(back.published.from == NOON && back.published.offset == -90 && back.published.zoned, "its time");
    check(!when_known(back.modified), "what was not known stays so");
    check(back.flags == a->flags && back.confidence == a->confidence && back.title_at.to == 8, "the small things");
    for (size_t cut = 0; cut < out.len; cut++)
        article_unpack(keep, span_cut(buffer_span(&out), 0, cut), &back);    /* the sanitizers look on */
    check(!article_unpack(keep, span_cut(buffer_span(&out), 0, out.len - 1), &back), "one that is cut off is none");
    region_close(&region);
}

static void test_compress(void)
{
    struct region region = test_region();
    struct arena *keep = &region.arena, scratch = arena_half(&region.arena);
    struct compressor *c = compressor_open();
    struct buffer text = buffer_in(keep);
    for (int i = 0; i < 200; i++)
        buffer_printf(&text, "Line %d of the harbour's log: %d boats.\n", i, i * 7919 % 101);
    struct span back, packed = compress_pack(keep, scratch, c, buffer_span(&text), SPAN(""));
    struct span other = arena_copy(keep, buffer_span(&text));
    struct span leaning = compress_pack(keep, scratch, c, buffer_span(&text), other);
    check(packed.len < text.len / 2, "text gets shorter");
    check(leaning.len < packed.len / 5, "what leans on the same text is next to nothing");
    check(compress_unpack(keep, c, packed, SPAN(""), 1 << 20, &back) && span_equal(back, buffer_span(&text)), "it comes back");
    check(compress_unpack(keep, c, leaning, other, 1 << 20, &back) && span_equal(back, buffer_span(&text)),
          "and so does what leans");
    check(!compress_unpack(keep, c, leaning, SPAN("another text"), 1 << 20, &back), "not without what it leans on");
    check(!compress_unpack(keep, c, packed, SPAN(""), 100, &back), "what is too large is not unpacked");
    check(!compress_unpack(keep, c, span_cut(packed, 0, packed.len / 2), SPAN(""), 1 << 20, &back), "nor half of it");
    check(!compress_unpack(keep, c, SPAN("no such thing"), SPAN(""), 1 << 20, &back), "nor what was never packed");
    compressor_close(c);
    region_close(&region);
}

/* ---- keys ---- */

static void check_key(const char *url, const char *want)
{
    struct region region = test_region();
    check_text(key_of_address(&region.arena, span_of(url)), span_of(want), "the key of an address");
    region_close(&region);
}

static void test_keys(void)
{
    check_key("http://WWW.Harbour.example/News/1?utm_source=x#top", "https://harbour.example/News/1");
    check_key("https://harbour.example/n?id=7&fbclid=zz", "https://harbour.example/n?id=7");
    check_key("https://harbour.example/n?id=7&page=2", "https://harbour.example/n?id=7&page=2");
    check_key("https://harbour.example", "https://harbour.example");
    check_key("a17", "a17");
    struct region region = test_region();
    struct arena *keep = &region.arena;
    struct report *r = test_report(keep, "", "", "A text.");
    struct raw_document record = { .kind = RAW_RECORD, .name = SPAN("in/news.jsonl"), .line = 7 };
    r->article.id = SPAN("x1");
    struct raw_document page = { .kind = RAW_HTML, .name = SPAN("a.html"), .url = SPAN("https://www.harbour.example/7") };
    struct raw_document text = { .kind = RAW_TEXT, .name = SPAN("-") };
    r->article.url = page.url;
    r->article.canonical_url = SPAN("https://harbour.example/news/7");
    check_text(key_of(keep, &page, &r->article), r->article.canonical_url, "a page goes by its canonical address");
    r->article.canonical_url = SPAN("https://agency.example/7");
    check_text(key_of(keep, &page, &r->article), SPAN("https://harbour.example/7"), "but not by another host's");
    check(span_starts(key_of(keep, &text, &r->article), SPAN("text:")), "nor a text by a link that stands in it");
    r->article.url = r->article.canonical_url = SPAN("");
    check_text(key_of(keep, &record, &r->article), SPAN("id:Harbour Times/x1"), "a record without address goes by its id");
    r->article.id = SPAN("news.jsonl:7");
    check(span_starts(key_of(keep, &record, &r->article), SPAN("text:")), "one without id goes by its text");
    region_close(&region);
}

/* ---- articles ---- */

static void test_articles(void)
{
    struct test_store t = test_store_open();
    struct arena *keep = &t.region.arena;
    struct syn_error error;
    struct report *r = test_report(keep, "https://harbour.example/a?utm_source=x", "Quay closed", "The quay is closed.");
    r->article.published = (struct when){ NOON, NOON + 60, WHEN_MINUTE, true, 0 };
    struct addition first = test_add(&t, r, NOON + 300, 1), again = test_add(&t, r, NOON + 400, 1);
    check(first.what == ADDED_NEW && first.article == 1 && first.number == 1, "an article is new");
    check(again.what == ADDED_NOTHING && again.article == 1, "the same is known");
    struct stored_article a;
    check(store_article(t.store, keep, 1, &a, &error), "it is read");
    check_text(a.title, SPAN("Quay closed"), "its headline");
    check_text(a.key, SPAN("https://harbour.example/a"), "its key");
    check_text(a.outlet, SPAN("Harbour Times"), "its outlet");
    check(a.published.from == NOON && a.published.precision == WHEN_MINUTE && a.first_seen == NOON + 300, "its times");
    check(a.doc == (int64_t)(NOON / 60) << 12, "its place in time");
    check(a.words == 4 && a.versions == 1 && a.story == 1, "its numbers");

    struct report *changed = test_report(keep, "http://www.harbour.example/a", "Quay open", "The quay is open again.");
    struct addition second = test_add(&t, changed, NOON + 900, 0);
    check(second.what == ADDED_VERSION && second.article == 1 && second.number == 2, "another text is a version");
    check(test_add(&t, r, NOON + 901, 0).what == ADDED_NOTHING, "an old file read again is nothing new");
    r->article.seen = (struct when){ NOON + 2000, NOON + 2001, WHEN_SECOND, true, 0 };
    struct addition third = test_add(&t, r, NOON + 5000, 0);
    check(third.what == ADDED_VERSION && third.number == 3, "what was seen later to say so again is a version");

    struct stored_versions versions;
    check(store_versions(t.store, keep, 1, &versions, &error) && versions.count == 3, "three versions");
    check(versions.at[1].seen == NOON + 900 && versions.at[2].seen == NOON + 2000, "when each was seen");
    struct article body;
    check(store_body(t.store, keep, arena_half(keep), versions.at[1].id, &body, &error), "the second one's text");
    check_text(body.text, SPAN("The quay is open again."), "as it was");
    check_text(body.id, SPAN("a1"), "by its name");
    struct stored_evidence evidence;
    check(store_evidence(t.store, keep, arena_half(keep), versions.at[0].id, &evidence, &error), "the first one's bytes");
    check_text(evidence.raw.bytes, SPAN("The quay is closed."), "letter for letter");
    check_text(evidence.raw.name, SPAN("reports/first.txt"), "and where they came from");
    struct stored_story story;
    check(store_story(t.store, keep, 1, &story, &error) && story.reports == 1, "versions are no second report");
    check(story.revision == 3, "but the story says that it changed");
    test_store_close(&t);
}

static void test_finding(void)
{
    struct test_store t = test_store_open();
    struct arena *keep = &t.region.arena, scratch = arena_half(keep);
    struct syn_error error;
    struct report *r = test_report(keep, "https://harbour.example/a", "Quay", "The quay is closed.");
    int64_t id = 0;
    r->article.id = SPAN("harbour-7");
    test_add(&t, r, NOON, 1);
    check(store_find_article(t.store, scratch, SPAN("a1"), &id, &error) && id == 1, "by number");
    check(store_find_article(t.store, scratch, SPAN("http://www.harbour.example/a#x"), &id, &error) && id == 1, "by address");
    check(store_find_article(t.store, scratch, SPAN("harbour-7"), &id, &error) && id == 1, "by the id it came with");
    check(!store_find_article(t.store, scratch, SPAN("a2"), &id, &error) && error.status == SYN_NOT_FOUND, "none");
    check(!store_find_article(t.store, scratch, SPAN("'; DROP TABLE article; --"), &id, &error), "nor by SQL");
    check(!store_find_story(t.store, SPAN("s9"), &id, &error) && error.status == SYN_NOT_FOUND, "no such story");
    check(store_find_story(t.store, SPAN("1"), &id, &error) && id == 1, "a story by its bare number");
    struct stored_article a;
    check(!store_article(t.store, keep, 77, &a, &error) && error.status == SYN_NOT_FOUND, "no such article");
    test_store_close(&t);
}

/* More articles of one minute than it has room for flow over into the next, in order. */
static void test_full_minutes(void)
{
    enum { MANY = 4096 + 20 };
    struct test_store t = test_store_open();
    struct syn_error error;
    struct arena scratch = arena_half(&t.region.arena), *keep = &t.region.arena;
    bool good = database_begin(store_database(t.store), &error);
    for (int i = 0; i < MANY && good; i++) {
        struct arena *piece = &(struct arena){ keep->next, keep->end };
        struct report *r = test_report(piece, arena_printf(piece, "https://harbour.example/%d", i).at, "Tide", "High tide.");
        struct raw_document raw = test_raw(&r->article);
        struct arrival_source source = { .raw = &raw, .report = r, .content = 1 };
        struct addition out;
        r->article.published = (struct when){ NOON, NOON + 86400, WHEN_DAY, false, 0 };
        good = store_add(t.store, scratch, arrival_prepare(piece, scratch, t.compressor, &source), NOON, &out, &error);
        struct story_event joined = { .at = NOON, .kind = STORY_JOINED, .article = out.article, .story = 1 };
        good = good && store_place(t.store, &joined, &error);
    }
    check(good && database_commit(store_database(t.store), &error), "a minute takes more than it has room for");
    struct question *q = database_ask(store_database(t.store),
        "SELECT count(*), max(doc) - min(doc), sum(doc > (SELECT doc FROM article b WHERE b.id = a.id - 1)) FROM article a");
    check(question_next(q, &error) && question_get_int(q, 0) == MANY, "all are there");
    check(question_get_int(q, 1) == MANY - 1 && question_get_int(q, 2) == MANY - 1, "in order, without gaps");
    question_done(q);
    test_store_close(&t);
}

/* ---- rows ---- */

static void test_rows(void)
{
    struct region region = test_region();
    struct test_store t = test_store_open();
    struct arena *keep = &region.arena;
    struct syn_error error;
    struct report *r = test_report(keep, "", "", "Mayor Lund said at least 40 boats sank. Lund wept.");
    struct entity lund = { .name = SPAN("Lund"), .folded = SPAN("lund"), .role = SPAN("Mayor"), .mentions = 2,
                           .type = ENTITY_PERSON };
    struct mention mentions[] = { { { 6, 10 }, ENTITY_PERSON, 0 }, { { 40, 44 }, ENTITY_PERSON, 0 } };
    struct figure figure = { .at = { 16, 27 }, .number = { 25, 27 }, .value = 40, .low = 40, .high = 1.0 / 0.0,
                             .factor = 1, .of = { 28, 33 }, .unit = SPAN("") };
    struct mark content = { 16, 38 }, source = { 0, 10 }, cue = { 11, 15 };
    struct attribution says = { .content = { &content, 1 }, .source = { &source, 1 }, .cue = { &cue, 1 }, .speaker = 0 };
    r->notes.entities = (struct entities){ &lund, 1 };
    r->notes.mentions = (struct mentions){ mentions, 2 };
    r->notes.figures = (struct figures){ &figure, 1 };
    r->notes.attributions = (struct attributions){ &says, 1 };
    struct rows rows = rows_of(keep, arena_half(keep), r), back;
    check(rows_insert(store_database(t.store), 5, &rows, &error), "rows are written");
    check(rows_read(store_database(t.store), keep, 5, &back, &error), "and read");
    check(back.name_count == 1 && back.figure_count == 1 && back.attribution_count == 1, "all of them");
    check_text(back.names[0].role, SPAN("Mayor"), "a role");
    struct marks places = rows_places(keep, back.names[0].places);
    check(places.count == 2 && places.at[1].from == 40 && places.at[1].to == 44, "where a name stands");
    check(back.figures[0].value == 40 && back.figures[0].high > 1e300 && back.figures[0].low == 40, "at least 40");
    check_text(back.figures[0].counted, SPAN("boats"), "boats");
    check_text(back.attributions[0].speaker, SPAN("Lund"), "who says it");
    check(back.attributions[0].content.to == 38, "what is said");
    check(rows_places(keep, SPAN("\xff")).count == 0, "places that are none");
    test_store_close(&t);
    region_close(&region);
}

/* ---- stories ---- */

static void place(struct test_store *t, enum story_event_kind kind, int64_t article, int64_t was, int64_t story)
{
    struct syn_error error;
    struct story_event event = { .at = NOON, .kind = kind, .article = article, .was = was, .story = story };
    bool good = database_begin(store_database(t->store), &error) && store_place(t->store, &event, &error) &&
                database_commit(store_database(t->store), &error);
    check(good, story_event_label(kind));
}

static void test_stories(void)
{
    struct test_store t = test_store_open();
    struct arena *keep = &t.region.arena;
    struct syn_error error;
    struct stored_story s;
    const char *const titles[] = { "First", "Second", "Third" };
    for (int i = 0; i < 3; i++) {
        struct report *r = test_report(keep, arena_printf(keep, "https://harbour.example/%d", i).at, titles[i], "Quay.");
        r->article.published = (struct when){ NOON + i * 3600, NOON + i * 3600 + 60, WHEN_MINUTE, true, 0 };
        r->article.language = i == 2 ? SPAN("fr") : SPAN("en");
        test_add(&t, r, NOON + 9000, i + 1);
    }
    place(&t, STORY_MERGED, 2, 2, 1);
    place(&t, STORY_MOVED, 3, 3, 1);
    check(store_story(t.store, keep, 1, &s, &error) && s.reports == 3, "all are in the first one");
    check(s.first == NOON && s.latest == NOON + 7200, "its times");
    check_text(s.languages, SPAN("en fr"), "its languages");
    int64_t found;
    check(store_find_story(t.store, SPAN("s2"), &found, &error) && found == 1, "a merged one leads there");
    place(&t, STORY_SPLIT, 1, 1, 4);
    check(store_story(t.store, keep, 1, &s, &error) && s.reports == 2 && s.first == NOON + 3600, "one goes");
    check_text(s.headline, SPAN("Second"), "the headline is one that is still there");
    place(&t, STORY_MOVED, 2, 1, 2);
    check(store_story(t.store, keep, 2, &s, &error) && s.reports == 1 && !s.redirect, "a story lives again");
    place(&t, STORY_FIXED, 0, 0, 2);
    check(store_story(t.store, keep, 2, &s, &error) && s.fixed, "fixed");
    struct story_events log;
    check(store_story_log(t.store, keep, 1, &log, &error) && log.count == 5, "its log: one joined, two came, two went");
    check(log.at[0].kind == STORY_JOINED && log.at[4].kind == STORY_MOVED && log.at[4].story == 2, "in order");
    check(store_article_log(t.store, keep, 2, &log, &error) && log.count == 3, "the way of an article");
    struct stored_ids ids;
    check(store_story_articles(t.store, keep, 1, 10, &ids, &error) && ids.count == 1 && ids.at[0] == 3, "who is left");
    test_store_close(&t);
}

/* ---- health ---- */

static void take_finding(void *context, struct span words)
{
    *(struct span *)context = arena_copy(&(*(struct region **)((struct span *)context + 1))->arena, words);
}

static void test_health(void)
{
    struct test_store t = test_store_open();
    struct region kept = test_region();
    struct { struct span last; struct region *region; } said = { SPAN(""), &kept };
    struct health_sink sink = { take_finding, NULL, &said };
    struct syn_error error;
    uint64_t findings;
    struct database *db = store_database(t.store);
    test_add(&t, test_report(&t.region.arena, "https://harbour.example/a", "Quay", "The quay is closed."), NOON, 1);
    check(health_check(t.store, true, &sink, &findings, &error) && !findings, "a whole store");
    check(database_run(db, "UPDATE story SET reports = 4", &error), "a story that lies");
    check(health_check(t.store, true, &sink, &findings, &error) && findings == 1, "is found");
    check_text(said.last, SPAN("story s1 says it has 4 reports"), "and said");
    check(database_run(db, "UPDATE story SET reports = 1; UPDATE body SET packed = x'00'", &error), "a body that is none");
    check(health_check(t.store, true, &sink, &findings, &error) && findings == 1, "is found");
    check(health_check(t.store, false, &sink, &findings, &error) && !findings, "by deep checks alone");
    test_store_close(&t);
    region_close(&kept);
}

static void test_rebuilding(void)
{
    struct test_store t = test_store_open();
    struct health_sink sink = { take_finding, NULL, NULL };
    struct syn_error error;
    struct database *db = store_database(t.store);
    test_add(&t, test_report(&t.region.arena, "https://harbour.example/a", "Quay", "The quay is closed."), NOON, 1);
    check(database_run(db, "INSERT INTO search (search) VALUES ('delete-all')", &error), "the index is lost");
    check(health_rebuild_search(t.store, &sink, &error), "and made anew");
    struct question *q = database_ask(db, "SELECT count(*) FROM search WHERE search MATCH 'text:closed'");
    check(question_next(q, &error) && question_get_int(q, 0) == 1, "it finds again");
    question_done(q);
    check(health_tidy(t.store, &error), "tidied");
    test_store_close(&t);
}

/* ---- files ---- */

static void test_files(void)
{
    struct test_store t = test_store_open();
    struct syn_error error;
    test_add(&t, test_report(&t.region.arena, "https://harbour.example/a", "Quay", "The quay is closed."), NOON, 1);
    struct store *reader = store_open(t.path, DATABASE_READ, &error);
    check(reader != NULL, "who reads may, while another writes");
    check(!database_run(store_database(reader), "DELETE FROM article", &error), "but not write");
    check(store_meta(reader, "no such thing") == 0, "what was never noted is 0");
    store_close(reader);
    check(database_run(store_database(t.store), "PRAGMA user_version = 999", &error), "a store of the future");
    check(!store_open(t.path, DATABASE_READ, &error) && strstr(error.text, "newer synoptic"), "is not read");
    check(!store_open(t.path, DATABASE_WRITE, &error), "nor written");
    check(database_run(store_database(t.store), "PRAGMA application_id = 7; PRAGMA user_version = 1", &error), "another's");
    check(!store_open(t.path, DATABASE_WRITE, &error) && strstr(error.text, "another program"), "is left alone");
    check(!store_open("/nowhere/at/all.db", DATABASE_READ, &error) && error.status == SYN_NOT_FOUND, "no file");
    check(!store_open("/nowhere/at/all.db", DATABASE_CREATE, &error), "no folder");
    char path[] = "/tmp/synoptic-text-XXXXXX";
    FILE *file = fdopen(mkstemp(path), "w");
    fputs("This is a text, and long enough to be looked at as if it were a database of some pages.", file);
    fclose(file);
    check(!store_open(path, DATABASE_READ, &error) && strstr(error.text, "no store"), "a text is no store");
    unlink(path);
    test_store_close(&t);
}

/* A store of the first version, with an article in it, becomes one of this version; the article stays. */
static void test_migrating(void)
{
    char path[] = "/tmp/synoptic-old-XXXXXX";
    struct syn_error error;
    close(mkstemp(path));
    unlink(path);
    struct database *old = database_open(path, DATABASE_CREATE, 1 << 20, &error);
    check(old && schema_migrate(old, 1, &error) && schema_version(old, &error) == 1, "a store of the first version");
    check(database_run(old, "INSERT INTO story (id, founded) VALUES (7, 1)", &error), "with a story");
    database_close(old);
    check(!store_open(path, DATABASE_READ, &error) && strstr(error.text, "synoptic doctor"), "who reads is told what to do");
    struct store *store = store_open(path, DATABASE_WRITE, &error);
    check(store && schema_version(store_database(store), &error) == SCHEMA_VERSION, "who writes brings it up to date");
    int64_t story;
    check(store_find_story(store, SPAN("s7"), &story, &error), "what was in it is still there");
    check(database_run(store_database(store), "SELECT count(*) FROM source", &error), "and the new tables are");
    store_close(store);
    store = store_open(path, DATABASE_WRITE, &error);
    check(store != NULL, "a second time there is nothing to do");
    store_close(store);
    test_store_remove(path);
}

int main(void)
{
    test_packed();
    test_article_pack();
    test_compress();
    test_keys();
    test_articles();
    test_finding();
    test_full_minutes();
    test_rows();
    test_stories();
    test_health();
    test_rebuilding();
    test_files();
    test_migrating();
    return tap_end();
}
