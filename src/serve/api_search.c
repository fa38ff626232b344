/* Articles that a query finds, and queries that were saved. */
#include "serve/api.h"

#include <inttypes.h>

#include "run/facts.h"
#include "store/saved.h"
#include "store/search_find.h"
#include "tell/found.h"

static struct found_article found_of(const struct search_hit *hit)
{
    const struct stored_article *a = &hit->article;
    return (struct found_article){
        .article = a->id, .story = a->story, .place = a->doc, .versions = a->versions, .outlet = a->outlet,
        .language = a->language, .url = a->url, .title = a->title, .published = a->published,
        .first_seen = a->first_seen, .text = hit->text, .shown = hit->snippet.at, .hits = hit->snippet.hits,
        .title_hits = hit->snippet.title_hits
    };
}

static void put_page(struct exchange *x, const struct search_page *page, struct span query)
{
    struct json_writer w = api_begin(x);
    json_key(&w, "items");
    json_open(&w, '[');
    for (uint32_t i = 0; i < page->count; i++) {
        struct found_article found = found_of(&page->at[i]);
        found_article_json(&w, &found);
    }
    json_close(&w, ']');
    json_key(&w, "query");
    json_put_text(&w, query);
    json_key(&w, "found");
    if (exchange_query(x, "from").len)
        json_put_null(&w);
    else
        json_put_int(&w, page->found);
    json_key(&w, "more");
    json_put_bool(&w, page->more);
    json_key(&w, "note");
    json_put_text_or_null(&w, page->note);
    bool goes_on = page->cursor && page->count;
    api_next(x, &w, goes_on ? arena_printf(x->keep, "%" PRId64, page->cursor) : (struct span){ NULL, 0 });
    api_end(x, &w);
}

/* Of what was asked the place of a mistake is told. */
static void refuse_query(struct exchange *x, const struct syn_error *error)
{
    exchange_problem(x, 400, "%s (byte %" PRIu64 " of the query)", error->text, error->at);
}

static bool read_settings(struct exchange *x, struct search_settings *out)
{
    unsigned order = 0;
    int64_t cursor = 0;
    *out = (struct search_settings){ .oldest = false };
    if (!api_takes(x, "q from most order") || !api_most(x, &out->most) ||
        !api_choice(x, "order", "newest oldest", &order) || !exchange_number(x, "from", 1, INT64_MAX, &cursor))
        return false;
    out->oldest = order == 1;
    out->cursor = cursor;
    out->count_most = cursor ? 0 : SEARCH_COUNT_MOST;
    return true;
}

static void answer_search(struct exchange *x)
{
    struct search_settings settings;
    struct search_query parsed;
    struct search_page page;
    struct syn_error error;
    struct span asked = exchange_query(x, "q"), query;
    if (!read_settings(x, &settings))
        return;
    struct arena own = arena_half(x->keep);
    if (!span_trim(asked).len)
        exchange_problem(x, 400, "What should be looked for?  As in: q=flood bridge after:7d.");
    else if (!saved_resolve(x->store, &own, asked, &query, &error))
        exchange_error(x, &error);
    else if (!search_query_parse(&parsed, &own, query, x->now, &error))
        refuse_query(x, &error);
    else if (!search_find(x->store, &own, x->scratch, &parsed, &settings, &page, &error))
        exchange_error(x, &error);
    else
        put_page(x, &page, query);
}

static void answer_saved(struct exchange *x)
{
    struct saved_queries list;
    struct syn_error error;
    if (!api_takes(x, ""))
        return;
    struct arena own = arena_half(x->keep);
    if (!saved_list(x->store, &own, &list, &error)) {
        exchange_error(x, &error);
        return;
    }
    struct json_writer w = api_begin(x);
    json_key(&w, "items");
    json_open(&w, '[');
    for (uint32_t i = 0; i < list.count; i++)
        facts_saved(&w, &list.at[i]);
    json_close(&w, ']');
    api_next(x, &w, (struct span){ NULL, 0 });
    api_end(x, &w);
}

const struct route routes_api_search[] = {
    { HTTP_GET, "/api/v1/search", answer_search, 0 },
    { HTTP_GET, "/api/v1/saved", answer_saved, 0 },
    { .path = NULL }
};
