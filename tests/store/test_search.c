#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/calendar.h"
#include "store/arrival.h"
#include "store/listing.h"
#include "store/saved.h"
#include "store/search.h"
#include "store/search_find.h"
#include "store/stories.h"
#include "store/words.h"
#include "tap.h"
#include "text/normal.h"

/* 2024-05-10T00:00Z. */
#define DAY_ZERO INT64_C(1715299200)
#define NOW (DAY_ZERO + DAY_SECONDS / 2)

static struct region kept, scratched, texts;
static struct store *store;
static struct compressor *compressor;

/* An article as a test says it; hours from day zero on. */
struct told {
    const char *url, *outlet, *language, *title, *text;
    int hour;
    int64_t story;
    const char *name, *speaker;
    struct figure figure;
};

static void put_entity(struct report *report, const char *name, enum entity_type type)
{
    struct entities *e = &report->notes.entities;
    struct arena *keep = &texts.arena;
    struct entity entity = { .name = span_of(name), .folded = text_latin(keep, span_of(name)), .type = (uint8_t)type };
    struct entity *at = arena_new(keep, struct entity, e->count + 1);
    for (uint32_t i = 0; i < e->count; i++)
        at[i] = e->at[i];
    at[e->count++] = entity;
    e->at = at;
}

static void put_speaker(struct report *report, const char *name)
{
    put_entity(report, name, ENTITY_PERSON);
    struct attribution *a = arena_new(&texts.arena, struct attribution, 1);
    *a = (struct attribution){ .kind = ATTRIBUTION_DIRECT, .speaker = report->notes.entities.count - 1,
                               .via_entity = ENTITY_NONE, .cited_entity = ENTITY_NONE, .parent = ATTRIBUTION_NONE };
    report->notes.attributions = (struct attributions){ a, 1 };
}

static struct report *report_of(const struct told *t)
{
    struct arena *keep = &texts.arena;
    struct report *report = arena_new(keep, struct report, 1);
    struct article *a = &report->article;
    int64_t at = DAY_ZERO + (int64_t)t->hour * 3600;
    a->url = a->canonical_url = a->id = span_of(t->url);
    a->outlet = span_of(t->outlet);
    a->language = span_of(t->language);
    a->title = span_of(t->title);
    a->text = span_of(t->text);
    a->published = (struct when){ at, at + 60, WHEN_MINUTE, true, 0 };
    struct block *block = arena_new(keep, struct block, 1);
    *block = (struct block){ { 0, (uint32_t)a->text.len }, BLOCK_PARAGRAPH };
    a->blocks = (struct blocks){ block, 1 };
    report->notes.tokens = token_split(keep, a->text, block->at);
    if (t->name)
        put_entity(report, t->name, ENTITY_PERSON);
    if (t->speaker)
        put_speaker(report, t->speaker);
    if (t->figure.value) {
        struct figure *f = arena_new(keep, struct figure, 1);
        *f = t->figure;
        f->low = f->high = f->value;
        report->notes.figures = (struct figures){ f, 1 };
    }
    return report;
}

static bool put_in_place(const struct told *t, const struct addition *added, struct syn_error *error)
{
    struct story_event event = { .at = NOW, .kind = STORY_JOINED, .article = added->article, .story = t->story };
    return added->what != ADDED_NEW || store_place(store, &event, error);
}

static struct addition add(const struct told *t)
{
    struct syn_error error = { .status = SYN_OK };
    struct addition added = { 0 };
    const struct report *report = report_of(t);
    struct raw_document raw = { .name = span_of(t->url), .bytes = span_of(t->text) };
    struct arrival_source source = { .raw = &raw, .report = report, .content = (uint64_t)strlen(t->text) };
    struct arrival *arrival = arrival_prepare(&texts.arena, scratched.arena, compressor, &source);
    bool good = database_begin(store_database(store), &error) &&
                store_add(store, scratched.arena, arrival, NOW, &added, &error) && put_in_place(t, &added, &error) &&
                database_commit(store_database(store), &error);
    check(good, t->url);
    if (!good)
        printf("# %s\n", error.text);
    return added;
}

static const struct told telling[] = {
    { .url = "https://courier.example/1", .outlet = "Valley Courier", .language = "en",
      .title = "Flood takes the old bridge",
      .text = "The flood took the old bridge at Brunnau on Friday. At least 144 people died, Emil Garo said.",
      .hour = 1, .story = 1, .name = "Brunnau", .speaker = "Emil Garo",
      .figure = { .at = { 55, 67 }, .value = 144, .factor = 1, .dimension = DIMENSION_COUNT, .state = FIGURE_KILLED,
                  .unit = { "people", 6 } } },
    { .url = "https://blatt.example/2", .outlet = "Tägliches Blatt", .language = "de", .title = "Hochwasser in Brunnau",
      .text = "Das Hochwasser riss die Brücke mit. In Brunnau wurden 90 Häuser zerstört.", .hour = 2, .story = 1,
      .name = "Brunnau", .figure = { .at = { 55, 57 }, .value = 90, .factor = 1, .dimension = DIMENSION_COUNT,
                                     .state = FIGURE_DESTROYED, .unit = { "houses", 6 } } },
    { .url = "https://vesti.example/3", .outlet = "Вести долины", .language = "ru", .title = "Наводнение в Бруннау",
      .text = "Эмиль Гаро сообщил о 150 погибших. Мост разрушен.", .hour = 3, .story = 1, .speaker = "Эмиль Гаро",
      .figure = { .at = { 36, 39 }, .value = 150, .factor = 1, .dimension = DIMENSION_COUNT, .state = FIGURE_KILLED,
                  .unit = { "people", 6 } } },
    { .url = "https://courier.example/4", .outlet = "Valley Courier", .language = "en", .title = "Bridge club meets",
      .text = "The bridge club met. The old garage was full; a flood of members came. Storms and stormy talk.",
      .hour = 30, .story = 2 },
    { .url = "https://ledger.example/5", .outlet = "Hill Ledger", .language = "en", .title = "Bank to pay $3bn",
      .text = "The bank will pay 3 billion dollars, it said. U.S. courts agreed.", .hour = 49, .story = 3,
      .figure = { .at = { 18, 35 }, .value = 3e9, .factor = 1, .dimension = DIMENSION_MONEY, .unit = { "USD", 3 } } },
};
enum { TELLING = sizeof telling / sizeof *telling };

/* ---- searching ---- */

static struct search_page page_of(const char *text, struct search_settings settings, struct syn_error *error)
{
    struct search_query query;
    struct search_page page = { 0 };
    error->status = SYN_OK;
    region_reset(&kept, 1 << 20);
    settings.most = settings.most ? settings.most : 10;
    if (search_query_parse(&query, &kept.arena, span_of(text), NOW, error))
        search_find(store, &kept.arena, scratched.arena, &query, &settings, &page, error);
    return page;
}

/* The articles found, newest first, as "3 1". */
static void check_found(const char *text, const char *want)
{
    struct syn_error error;
    struct search_page page = page_of(text, (struct search_settings){ .count_most = 100 }, &error);
    struct buffer got = buffer_in(&texts.arena);
    for (uint32_t i = 0; i < page.count; i++)
        buffer_printf(&got, "%s%lld", i ? " " : "", (long long)page.at[i].article.id);
    if (error.status)
        buffer_text(&got, error.text);
    check_text(buffer_span(&got), span_of(want), text);
    check(error.status || page.found == page.count, "as many are counted");
}

static void test_words(void)
{
    check_found("flood bridge", "4 1");
    check_found("\"old bridge\"", "1");
    check_found("\"bridge old\"", "");
    check_found("brucke", "2");
    check_found("BRÜCKE", "2");
    check_found("мост", "3");
    check_found("flood -club", "1");
    check_found("-bridge", "5 3 2");
    check_found("hochwasser OR club", "4 2");
    check_found("storm*", "4");
    check_found("\"old\" ga*", "4 1");
    check_found("zebra*", "");
    check_found("title:bridge", "4 1");
    check_found("title:flood", "1");
    check_found("u.s. courts", "5");
    check_found("(flood OR hochwasser) -(club OR zebra)", "2 1");
    check_found("lang:en (flood OR -bridge)", "5 4 1");
}

static void test_facets(void)
{
    check_found("name:garo", "3 1");
    check_found("name:\"эмиль гаро\"", "3 1");
    check_found("name:\"garo brunnau\"", "");
    check_found("said-by:garo", "3 1");
    check_found("said-by:brunnau", "");
    check_found("name:brunnau -lang:de", "1");
    check_found("outlet:courier", "4 1");
    check_found("outlet:\"tagliches blatt\"", "2");
    check_found("outlet:вести", "3");
    check_found("outlet:nowhere", "");
    check_found("-outlet:courier", "5 3 2");
    check_found("lang:ru", "3");
    check_found("has:quotes", "3 1");
    check_found("has:figures -has:quotes", "5 2");
    check_found("has:versions", "");
}

static void test_figures(void)
{
    check_found("figure:>100 deaths", "3 1");
    check_found("figure:>144 killed", "3");
    check_found("figure:>=144 dead", "3 1");
    check_found("figure:144..149 dead", "1");
    check_found("figure:<100 homes", "2");
    check_found("figure:90 Häuser", "2");
    check_found("figure:>100 homes", "");
    check_found("figure:>2.9bn USD", "5");
    check_found("figure:$3bn", "5");
    check_found("figure:>1 euro", "");
    check_found("figure:>80", "5 3 2 1");
    check_found("figure:<100", "2");
    check_found("flood figure:>100", "1");
}

static void test_times(void)
{
    check_found("after:2024-05-11", "5 4");
    check_found("before:2024-05-11", "3 2 1");
    check_found("on:2024-05-11", "4");
    check_found("flood after:2024-05-11", "4");
    check_found("bridge before:2024-05-11", "1");
    check_found("after:11h bridge", "4 1");
    check_found("after:2024-05-10T02:00Z before:2024-05-10T03:00Z", "2");
    check_found("story:s1", "3 2 1");
    check_found("story:1 flood", "1");
    check_found("story:s1 after:2024-05-10T02:00Z -мост", "2");
    check_found("story:s9", "");
}

static void test_pages(void)
{
    struct syn_error error;
    struct search_settings settings = { .most = 2, .count_most = 3 };
    struct search_page page = page_of("has:figures OR bridge", settings, &error);
    check(page.count == 2 && page.found == 3 && page.more && page.cursor, "counts no more than was asked for");
    check(page.at[0].article.id == 5 && page.at[1].article.id == 4, "newest first");
    settings.cursor = page.cursor;
    page = page_of("has:figures OR bridge", settings, &error);
    check(page.count == 2 && page.at[0].article.id == 3 && page.at[1].article.id == 2 && page.cursor, "a second page");
    settings.cursor = page.cursor;
    page = page_of("has:figures OR bridge", settings, &error);
    check(page.count == 1 && page.at[0].article.id == 1 && !page.cursor && !page.more, "the last page");
    settings = (struct search_settings){ .most = 2, .oldest = true };
    page = page_of("has:figures OR bridge", settings, &error);
    check(page.count == 2 && page.at[0].article.id == 1 && page.at[1].article.id == 2, "oldest first");
    settings.cursor = page.cursor;
    page = page_of("has:figures OR bridge", settings, &error);
    check(page.count == 2 && page.at[0].article.id == 3, "and on");
    page = page_of("outlet:nowhere", settings, &error);
    check(!page.count, "none of an outlet that is not there");
    check_text(page.note, SPAN("no outlet is called 'nowhere'"), "it is said that there is no such outlet");
    page = page_of("story:s9 bridge", settings, &error);
    check_text(page.note, SPAN("there is no story s9"), "it is said that there is no such story");
}

static void check_snippet(const char *query, uint32_t hits, const char *first, const char *in_title)
{
    struct syn_error error;
    struct search_page page = page_of(query, (struct search_settings){ .most = 1, .oldest = true }, &error);
    if (!check(page.count == 1, query))
        return;
    const struct search_hit *hit = &page.at[0];
    const struct search_snippet *s = &hit->snippet;
    check(s->at.to <= hit->text.len && s->hits.count == hits, "as many hits");
    if (s->hits.count)
        check_text(mark_span(hit->text, s->hits.at[0]), span_of(first), "what is marked");
    for (uint32_t i = 0; i < s->hits.count; i++)
        check(mark_holds(s->at, s->hits.at[i]), "within the stretch");
    struct span title = s->title_hits.count ? mark_span(hit->article.title, s->title_hits.at[0]) : SPAN("");
    check_text(title, span_of(in_title), "what is marked in the title");
}

static void test_snippets(void)
{
    check_snippet("flood bridge", 2, "flood", "Flood");
    check_snippet("\"old bridge\"", 1, "old bridge", "old bridge");
    check_snippet("brücke", 1, "Brücke", "");
    check_snippet("name:гаро", 1, "Garo", "");
    check_snippet("lang:ru name:\"emil garo\"", 1, "Эмиль Гаро", "");
    check_snippet("title:hochwasser", 0, "", "Hochwasser");
    check_snippet("storm* -zebra", 2, "Storms", "");
    check_snippet("figure:90 houses", 1, "90", "");
    check_snippet("lang:de", 0, "", "");
}

/* ---- versions ---- */

static void test_versions(void)
{
    struct told changed = telling[3];
    changed.text = "The bridge club did not meet after all, Zita Moor said.";
    changed.speaker = "Zita Moor";
    check(add(&changed).what == ADDED_VERSION, "a version");
    check_found("garage", "");
    check_found("\"flood of members\"", "");
    check_found("flood bridge", "1");
    check_found("said-by:moor", "4");
    check_found("club", "4");
    check_found("has:versions", "4");
    check_found("-bridge", "5 3 2");
    check_found("-has:versions", "5 3 2 1");
}

static void test_new(void)
{
    struct stored_ids ids;
    int64_t seen;
    struct syn_error error;
    struct arena *keep = &kept.arena;
    bool good = search_new(store, keep, scratched.arena, SPAN("bridge OR figure"), NOW, 1, 10, &ids, &seen, &error);
    check(good && ids.count == 1 && ids.at[0] == 4 && seen == 5, "what is found of what came");
    good = search_new(store, keep, scratched.arena, SPAN("has:figures"), NOW, 0, 2, &ids, &seen, &error);
    check(good && ids.count == 2 && ids.at[0] == 1 && ids.at[1] == 2 && seen == 2, "no more than asked for, oldest first");
    good = search_new(store, keep, scratched.arena, SPAN("after:2024-05-11 lang:en"), NOW, 2, 9, &ids, &seen, &error);
    check(good && ids.count == 2 && ids.at[0] == 4 && ids.at[1] == 5, "within a time");
    good = search_new(store, keep, scratched.arena, SPAN("flood ("), NOW, 0, 2, &ids, &seen, &error);
    check(!good && error.status == SYN_MISUSE && error.at == 6, "what is no query is told");
    good = search_new(store, keep, scratched.arena, SPAN("flood"), NOW, 5, 2, &ids, &seen, &error);
    check(good && !ids.count && seen == 5, "nothing came");
}

static void test_saved(void)
{
    struct syn_error error = { .status = SYN_OK };
    struct saved_queries list;
    struct saved_query saved;
    struct span query;
    check(saved_put(store, scratched.arena, SPAN("floods"), SPAN("flood"), NOW, &error), "saved");
    check(saved_put(store, scratched.arena, SPAN("big-ones"), SPAN("figure:>100 deaths"), NOW, &error), "saved");
    check(saved_put(store, scratched.arena, SPAN("floods"), SPAN("flood OR hochwasser"), NOW + 1, &error), "changed");
    check(saved_list(store, &kept.arena, &list, &error) && list.count == 2, "two");
    check_text(list.at[0].name, SPAN("big-ones"), "by name");
    check(saved_find(store, &kept.arena, SPAN("floods"), &saved, &error) && saved.made == NOW + 1, "found");
    check_text(saved.query, SPAN("flood OR hochwasser"), "its query");
    check(saved_resolve(store, &kept.arena, SPAN(" @floods "), &query, &error), "by name");
    check_text(query, SPAN("flood OR hochwasser"), "a saved query");
    check(saved_resolve(store, &kept.arena, SPAN("floods"), &query, &error) && query.len == 6, "a query");
    check(saved_forget(store, SPAN("floods"), &error), "forgotten");
    check(!saved_forget(store, SPAN("floods"), &error) && error.status == SYN_NOT_FOUND, "twice is a mistake");
    check(!saved_find(store, &kept.arena, SPAN("floods"), &saved, &error) && error.status == SYN_NOT_FOUND, "gone");
    check(!saved_put(store, scratched.arena, SPAN("a b"), SPAN("flood"), NOW, &error), "a name has no blanks");
    check(!saved_put(store, scratched.arena, SPAN("-a"), SPAN("flood"), NOW, &error), "nor begins with a sign");
    check(!saved_put(store, scratched.arena, SPAN("a"), SPAN("(flood"), NOW, &error), "what is no query");
}

/* ---- stories ---- */

static struct listing_page listing_of(struct listing_settings settings, struct syn_error *error)
{
    struct listing_page page;
    region_reset(&kept, 1 << 20);
    settings.most = settings.most ? settings.most : 10;
    settings.since = settings.since ? settings.since : INT64_MIN;
    settings.until = settings.until ? settings.until : INT64_MAX;
    listing_read(store, &kept.arena, scratched.arena, &settings, NOW, &page, error);
    return page;
}

static void check_listed(struct listing_settings settings, const char *want, const char *what)
{
    struct syn_error error;
    struct listing_page page = listing_of(settings, &error);
    struct buffer got = buffer_in(&texts.arena);
    for (uint32_t i = 0; i < page.count; i++)
        buffer_printf(&got, "%s%lld", i ? " " : "", (long long)page.at[i].id);
    check_text(error.status ? span_of(error.text) : buffer_span(&got), span_of(want), what);
}

static void check_paged(struct listing_settings settings, const char *what)
{
    struct syn_error error;
    struct listing_page all = listing_of(settings, &error);
    int64_t ids[16];
    uint32_t count = all.count, at = 0;
    for (uint32_t i = 0; i < count; i++)
        ids[i] = all.at[i].id;
    settings.most = 1;
    for (bool more = true; more && at < count; at++) {
        struct listing_page page = listing_of(settings, &error);
        if (page.count != 1 || page.at[0].id != ids[at])
            break;
        settings.cursor = page.cursors[0];
        more = page.more;
        if (more != (at + 1 < count))
            break;
    }
    check(count && at == count, what);
}

static void set_told(int64_t story, int origins, int conflicts, int behind)
{
    struct syn_error error;
    struct question *q = database_ask(store_database(store),
        "UPDATE story SET origins = ?2, conflicts = ?3, differences = ?3, told = revision - ?4 WHERE id = ?1");
    question_int(q, 1, story);
    question_int(q, 2, origins);
    question_int(q, 3, conflicts);
    question_int(q, 4, behind);
    check(question_run(q, &error), "told");
}

static void test_listing(void)
{
    struct told another = telling[4];
    another.url = "https://ledger.example/6";
    another.title = "Bank to pay less";
    another.text = "The bank will pay less. Brunnau is glad.";
    another.hour = 50;
    add(&another);
    set_told(1, 2, 1, 0);
    set_told(3, 2, 3, 1);
    check_listed((struct listing_settings){ .by = LISTING_NEWEST }, "3 2 1", "newest");
    check_listed((struct listing_settings){ .by = LISTING_LARGEST }, "1 3 2", "largest");
    check_listed((struct listing_settings){ .by = LISTING_ORIGINS }, "3 1", "most origins");
    check_listed((struct listing_settings){ .by = LISTING_DISPUTED }, "3 1", "most disputed");
    check_listed((struct listing_settings){ .reports = 2 }, "3 1", "two reports at least");
    check_listed((struct listing_settings){ .by = LISTING_LARGEST, .reports = 2 }, "1 3", "the same, largest first");
    check_listed((struct listing_settings){ .origins = 2 }, "3 1", "two origins at least");
    check_listed((struct listing_settings){ .since = DAY_ZERO + DAY_SECONDS }, "3 2", "since");
    check_listed((struct listing_settings){ .until = DAY_ZERO + DAY_SECONDS }, "1", "until");
    check_listed((struct listing_settings){ .by = LISTING_LARGEST, .since = DAY_ZERO + DAY_SECONDS }, "3 2",
                 "largest since");
    check_listed((struct listing_settings){ .language = SPAN("de") }, "1", "of a language");
    check_listed((struct listing_settings){ .outlet = SPAN("courier") }, "2 1", "of an outlet");
    check_listed((struct listing_settings){ .name = SPAN("Эмиль Гаро") }, "1", "with a name");
    check_listed((struct listing_settings){ .by = LISTING_LARGEST, .language = SPAN("en") }, "1 3 2",
                 "largest of a language");
    check_listed((struct listing_settings){ .by = LISTING_DISPUTED, .language = SPAN("en") }, "3 1",
                 "disputed of a language");
    check_listed((struct listing_settings){ .outlet = SPAN("\"\" (") }, "there is no word here to look for",
                 "no outlet");
    check_paged((struct listing_settings){ .by = LISTING_NEWEST }, "pages of newest");
    check_paged((struct listing_settings){ .by = LISTING_LARGEST }, "pages of largest");
    check_paged((struct listing_settings){ .by = LISTING_LARGEST, .since = 1 }, "pages of largest since");
    check_paged((struct listing_settings){ .by = LISTING_ORIGINS }, "pages of most origins");
    check_paged((struct listing_settings){ .by = LISTING_NEWEST, .language = SPAN("en") }, "pages of a language");
    check_paged((struct listing_settings){ .by = LISTING_LARGEST, .language = SPAN("en") },
                "pages of a language, by size");
    struct syn_error error;
    struct listing_page page = listing_of((struct listing_settings){ .by = LISTING_ORIGINS }, &error);
    check(page.unknown == 1 && page.at[0].id == 3 && !page.at[0].told, "one has changed since it was told");
}

/* Who asks for a story that was merged is led to where it went. */
static void test_merged(void)
{
    struct syn_error error = { .status = SYN_OK };
    for (int64_t article = 5; article <= 6; article++) {
        struct story_event event = { .at = NOW, .kind = STORY_MERGED, .article = article, .was = 3, .story = 2 };
        check(store_place(store, &event, &error), "merged");
    }
    check_found("story:s3", "6 5 4");
    check_found("story:s3 bank -less", "5");
    check_listed((struct listing_settings){ .by = LISTING_NEWEST }, "2 1", "what was merged is not listed");
    check_listed((struct listing_settings){ .outlet = SPAN("ledger") }, "2", "but what it went into");
}

/* Of a language with more reports than are looked at one by one. */
static void test_much_told(void)
{
    struct syn_error error;
    struct search_words words = { .facets = SPAN("l_en") };
    bool good = database_begin(store_database(store), &error);
    for (int64_t row = 1; row <= LISTING_WALK + 1; row++)
        good = good && search_put(store_database(store), row, &words, &error);
    check(good && database_commit(store_database(store), &error), "many rows of one language");
    check_listed((struct listing_settings){ .by = LISTING_LARGEST, .language = SPAN("en") }, "2 1", "by the order's index");
    check_listed((struct listing_settings){ .by = LISTING_LARGEST, .language = SPAN("EN"), .since = 1 }, "2 1",
                 "since a time");
    check_listed((struct listing_settings){ .by = LISTING_DISPUTED, .language = SPAN("en") }, "1", "disputed");
    check_listed((struct listing_settings){ .by = LISTING_LARGEST, .language = SPAN("de") }, "1", "of another language");
    check_paged((struct listing_settings){ .by = LISTING_LARGEST, .language = SPAN("en") }, "page by page");
}

/* ---- the index ---- */

static void test_index_words(void)
{
    struct report *report = report_of(&telling[0]);
    struct buffer by_tokens = buffer_in(&texts.arena), by_blocks = buffer_in(&texts.arena);
    words_put_tokens(&by_tokens, scratched.arena, &report->notes.tokens);
    words_put_blocks(&by_blocks, scratched.arena, &report->article);
    check_text(buffer_span(&by_blocks), buffer_span(&by_tokens), "the words of a stored text are those that were put");
    struct buffer words = buffer_in(&texts.arena);
    words_put(&words, scratched.arena, SPAN("Don't: l’État's U.S.A. 1,200.5 e.g. COVID-19 _a_ example.com 東京 '90s"));
    check_text(buffer_span(&words), SPAN("do nt etat usa 1200.5 eg covid 19 a example.com 東 京 90 s"), "words");
    struct span letters = SPAN("абвгдежзийклмнопрстуфхцчшщъыьэюя єіїґ ёўё");
    words.len = 0;
    words_put(&words, scratched.arena, letters);
    check_text(buffer_span(&words), text_plain(&texts.arena, letters), "Cyrillic words are as text_plain has them");
    check(search_row_of(-5) == 0 && search_row_of(60) == 1 << SEARCH_MINUTE_BITS, "rows of time");
    check(facet_bucket(0) == 40 && facet_bucket(1) == facet_bucket(3.9) && facet_bucket(4) == facet_bucket(1) + 1 &&
          facet_bucket(-1) == 80 - facet_bucket(1) && facet_bucket(INFINITY) == 80 && facet_bucket(-INFINITY) == 0 &&
          facet_bucket(0.3) < facet_bucket(1) && facet_bucket(1e-300) == 41, "buckets in order");
}

int main(void)
{
    char folder[] = "/tmp/synoptic-search-XXXXXX", path[64];
    struct syn_error error;
    if (!mkdtemp(folder))
        return 1;
    snprintf(path, sizeof path, "%s/store.db", folder);
    kept = test_region(), scratched = test_region(), texts = test_region();
    compressor = compressor_open();
    store = store_open(path, DATABASE_CREATE, &error);
    if (!check(store != NULL, "a store"))
        return tap_end();
    for (int i = 0; i < TELLING; i++)
        check(add(&telling[i]).article == i + 1, "added");
    test_index_words();
    test_words();
    test_facets();
    test_figures();
    test_times();
    test_pages();
    test_snippets();
    test_versions();
    test_new();
    test_saved();
    test_listing();
    test_merged();
    test_much_told();
    store_close(store);
    compressor_close(compressor);
    unlink(path);
    rmdir(folder);
    return tap_end();
}
