/* Search: reports that a query finds, one by one or by story, and the same as a feed. */
#include <inttypes.h>
#include <stdio.h>

#include "base/map.h"
#include "serve/exchange.h"
#include "store/asked_time.h"
#include "store/saved.h"
#include "store/search_find.h"
#include "tell/atom.h"
#include "tell/markup.h"
#include "tell/moment.h"
#include "tell/site_found.h"

enum { PAGE = 20, STORY_PAGE = 40, FEED = 40 };

/* ---- the form becomes one query ---- */

static bool is_operator(struct span word)
{
    return span_equal(word, SPAN("OR")) || span_equal(word, SPAN("AND")) || span_equal(word, SPAN("NOT"));
}

/* Where the word or phrase that begins at `at` ends. */
static size_t end_of_word(struct span s, size_t at)
{
    bool quoted = false;
    for (; at < s.len && (quoted || !byte_is_blank(s.at[at])); at++)
        quoted ^= s.at[at] == '"';
    return at;
}

/* Each word and phrase that has no field yet is looked for in headlines. */
static void put_in_titles(struct buffer *out, struct span query)
{
    for (size_t at = 0; at < query.len;) {
        size_t word = at, begin, end;
        while (word < query.len && byte_is_blank(query.at[word]))
            word++;
        end = end_of_word(query, word);
        for (begin = word; begin < end && (query.at[begin] == '(' || query.at[begin] == '-'); begin++)
            ;
        struct span name = span_cut(query, begin, end);
        bool plain = name.len && name.at[0] != ')' && !is_operator(name) && span_find_byte(name, ':', 0) == SPAN_NONE;
        buffer_put(out, span_cut(query, at, begin));
        buffer_text(out, plain ? "title:" : "");
        buffer_put(out, name);
        at = end;
    }
}

/* What was typed, as a phrase of a field. */
static void put_field(struct buffer *out, const char *field, struct span value)
{
    value = span_trim(value);
    if (!value.len)
        return;
    buffer_printf(out, "%s%s:\"", out->len ? " " : "", field);
    for (size_t i = 0; i < value.len; i++)
        buffer_byte(out, value.at[i] == '"' ? ' ' : value.at[i]);
    buffer_byte(out, '"');
}

/* The day, or what else was named, from its begin on; or up to its end.  False where it is no time. */
static bool put_day(struct exchange *x, struct buffer *out, struct span said, bool end)
{
    struct asked_time time;
    if (!span_trim(said).len)
        return true;
    if (!asked_time_parse(said, x->now, &time))
        return false;
    int64_t at = end ? time.to : time.from;
    buffer_printf(out, "%s%s:", out->len ? " " : "", end ? "before" : "after");
    moment_instant(out, at);
    if (at % DAY_SECONDS == 0)
        out->len -= sizeof "T00:00:00Z" - 1;
    return true;
}

static struct site_found_form read_form(const struct exchange *x)
{
    return (struct site_found_form){
        .query = span_trim(exchange_query(x, "q")), .language = span_trim(exchange_query(x, "lang")),
        .outlet = span_trim(exchange_query(x, "outlet")), .from = span_trim(exchange_query(x, "since")),
        .to = span_trim(exchange_query(x, "until")), .titles = span_equal(exchange_query(x, "in"), SPAN("title")),
        .oldest = span_equal(exchange_query(x, "order"), SPAN("oldest")),
        .by_story = span_equal(exchange_query(x, "group"), SPAN("story")) };
}

/* "@name" becomes the saved query.  False: *error says why. */
static bool compose(struct exchange *x, struct site_found *found, struct syn_error *error)
{
    const struct site_found_form *f = &found->form;
    struct span query;
    struct buffer out = buffer_in(&x->scratch);
    if (!saved_resolve(x->store, x->keep, f->query, &query, error)) {
        found->asked = f->query;
        return false;
    }
    if (f->titles)
        put_in_titles(&out, query);
    else
        buffer_put(&out, query);
    put_field(&out, "lang", f->language);
    put_field(&out, "outlet", f->outlet);
    found->bad_day = !put_day(x, &out, f->from, false) || !put_day(x, &out, f->to, true);
    found->asked = arena_copy(x->keep, buffer_span(&out));
    return true;
}

/* ---- looking ---- */

static struct found_page page_of(struct arena *keep, const struct search_page *page, struct span query)
{
    struct found_article *at = arena_new(keep, struct found_article, page->count);
    for (uint32_t i = 0; i < page->count; i++) {
        const struct search_hit *hit = &page->at[i];
        const struct stored_article *a = &hit->article;
        at[i] = (struct found_article){
            .article = a->id, .story = a->story, .place = a->doc, .versions = a->versions, .outlet = a->outlet,
            .language = a->language, .url = a->url, .title = a->title, .published = a->published,
            .first_seen = a->first_seen, .text = hit->text, .shown = hit->snippet.at, .hits = hit->snippet.hits,
            .title_hits = hit->snippet.title_hits };
    }
    return (struct found_page){ query, at, page->count, page->found, page->more, page->cursor != 0, page->note };
}

/* Articles and stories of one page. */
static bool find(struct exchange *x, struct span asked, const struct search_settings *settings,
                 struct search_page *page, struct syn_error *error)
{
    struct search_query query;
    if (!search_query_parse(&query, x->keep, asked, x->now, error)) {
        error->status = SYN_MISUSE;
        return false;
    }
    return search_find(x->store, x->keep, x->scratch, &query, settings, page, error);
}

static bool read_stories(struct exchange *x, struct site_found *found, struct syn_error *error)
{
    struct listed_story *stories = arena_new(x->keep, struct listed_story, found->page.count);
    for (uint32_t i = 0; i < found->page.count; i++) {
        struct stored_story s;
        int64_t id = found->page.at[i].story;
        if (id && !store_story(x->store, x->keep, id, &s, error))
            return false;
        if (id)
            stories[i] = (struct listed_story){
                .story = id, .headline = s.headline, .languages = s.languages, .first = s.first, .latest = s.latest,
                .reports = s.reports, .origins = s.origins, .conflicts = s.conflicts, .told = s.told_revision >= 0,
                .outdated = !s.told };
    }
    found->story = stories;
    return true;
}

/* Hits that are of one story stand together, stories in the order of their first hits. */
static void put_together(struct exchange *x, struct site_found *found)
{
    uint32_t count = found->page.count, *group = arena_new(x->keep, uint32_t, count), *hits =
        arena_new(x->keep, uint32_t, count);
    struct site_found_story *stories = arena_new(x->keep, struct site_found_story, count);
    struct arena scratch = x->scratch;
    struct map numbers = map_in(&scratch, count);
    for (uint32_t i = 0; i < count; i++) {
        bool is_new;
        uint32_t *number = map_at(&numbers, (uint64_t)found->story[i].story, &is_new);
        if (is_new) {
            *number = found->story_count++;
            stories[*number].story = found->story[i];
        }
        group[i] = *number;
        stories[*number].count++;
    }
    for (uint32_t g = 1; g < found->story_count; g++)
        stories[g].first = stories[g - 1].first + stories[g - 1].count;
    for (uint32_t i = 0; i < count; i++) {
        struct site_found_story *s = &stories[group[i]];
        hits[s->first++] = i;
    }
    for (uint32_t g = 0; g < found->story_count; g++)
        stories[g].first -= stories[g].count;
    found->stories = stories;
    found->hits = hits;
}

static bool look(struct exchange *x, struct site_found *found, int64_t cursor, struct syn_error *error)
{
    struct search_page page;
    struct search_settings settings = { .most = found->form.by_story ? STORY_PAGE : PAGE, .oldest = found->form.oldest,
                                        .cursor = cursor, .count_most = cursor ? 0 : SEARCH_COUNT_MOST };
    if (!find(x, found->asked, &settings, &page, error))
        return false;
    found->page = page_of(x->keep, &page, found->asked);
    if (page.cursor)
        found->next = arena_printf(x->keep, "%" PRId64, page.cursor);
    if (!read_stories(x, found, error))
        return false;
    if (found->form.by_story)
        put_together(x, found);
    return true;
}

/* ---- the page ---- */

static void answer_search(struct exchange *x)
{
    struct syn_error error = { .status = SYN_OK };
    struct site_found found = { .form = read_form(x), .cursor = exchange_query(x, "from") };
    int64_t cursor = 0;
    if (!exchange_number(x, "from", 0, INT64_MAX, &cursor))
        return;
    bool good = compose(x, &found, &error);
    if (good && found.asked.len && !found.bad_day)
        good = look(x, &found, cursor, &error);
    if (!good && error.status != SYN_MISUSE && error.status != SYN_NOT_FOUND) {
        exchange_error(x, &error);
        return;
    }
    if (!good) {
        found.problem = arena_copy(x->keep, span_of(error.text));
        found.problem_at = error.at;
    }
    struct site_page page = { .title = span_of(word_text(WORD_SEARCH_PAGE)), .part = SITE_ELSEWHERE,
                              .query = found.form.query };
    if (good && found.asked.len && !found.bad_day) {
        struct buffer feed = buffer_in(x->keep);
        markup(&feed, "/search.atom?q=%q", found.asked);
        page.feed = arena_copy(x->keep, buffer_span(&feed));
    }
    x->answer->status = good && !found.bad_day ? 200 : 400;
    exchange_page(x, &page);
    site_found(&x->answer->body, &found);
    exchange_page_end(x, &page);
}

/* ---- the feed ---- */

static void put_entry(struct exchange *x, const struct search_hit *hit)
{
    const struct stored_article *a = &hit->article;
    struct span host = x->request->host;
    struct atom_entry entry = {
        .id = atom_id_of(SPAN("article"), a->key), .title = a->title, .url = a->url, .outlet = a->outlet,
        .language = a->language, .summary = mark_span(hit->text, hit->snippet.at),
        .published = when_known(a->published) ? a->published.from : 0, .updated = a->first_seen };
    if (a->story)
        entry.story = arena_printf(x->keep, "s%" PRId64, a->story);
    if (!a->url.len)
        entry.url = arena_printf(x->keep, "http://%.*s/articles/a%" PRId64, (int)host.len, host.at, a->id);
    atom_entry(&x->answer->body, &entry);
}

static void put_feed(struct exchange *x, const struct site_found *found, const struct search_page *page)
{
    struct span host = x->request->host, target = x->request->target;
    struct buffer address = buffer_in(x->keep);
    markup(&address, "http://%t", host);
    site_found_address(&address, &found->form, (struct span){ NULL, 0 });
    struct atom_feed feed = {
        .id = atom_id_of(SPAN("search"), found->asked), .title = found->asked,
        .self = arena_printf(x->keep, "http://%.*s%.*s", (int)host.len, host.at, (int)target.len, target.at),
        .page = arena_copy(x->keep, buffer_span(&address)) };
    for (uint32_t i = 0; i < page->count; i++)
        if (page->at[i].article.first_seen > feed.updated)
            feed.updated = page->at[i].article.first_seen;
    x->answer->type = SPAN("application/atom+xml; charset=utf-8");
    atom_begin(&x->answer->body, &feed);
    for (uint32_t i = 0; i < page->count; i++)
        put_entry(x, &page->at[i]);
    atom_end(&x->answer->body);
}

static void answer_feed(struct exchange *x)
{
    struct syn_error error = { .status = SYN_OK };
    struct site_found found = { .form = read_form(x) };
    struct search_settings settings = { .most = FEED };
    struct search_page page = { .count = 0 };
    bool good = compose(x, &found, &error);
    if (good && found.bad_day)
        exchange_problem(x, 400, "%s", word_text(WORD_SEARCH_BAD_DAY));
    else if (good && !found.asked.len)
        exchange_problem(x, 400, "Say what is to be searched for: /search.atom?q=WORDS.");
    else if (!good || !find(x, found.asked, &settings, &page, &error))
        exchange_error(x, &error);
    else
        put_feed(x, &found, &page);
}

const struct route routes_search[] = {
    { HTTP_GET, "/search", answer_search, 0 },
    { HTTP_GET, "/search.atom", answer_feed, 0 },
    { .path = NULL }
};
