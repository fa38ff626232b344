/* What is watched, and how the store is. */
#include "serve/exchange.h"
#include "store/sources_view.h"
#include "tell/markup.h"
#include "tell/site_sources.h"

enum { SOURCES_OF_PAGE = 50 };

static struct site_source shown(struct exchange *x, const struct watched *w)
{
    return (struct site_source){
        .url = exchange_shown(x, w->url), .title = w->title, .kind = w->kind, .paused = w->paused == WATCHED_PAUSED,
        .gone = w->paused == WATCHED_GONE, .failures = w->failures, .status = w->status, .interval = w->interval,
        .asked = w->asked, .next = w->next, .entries = w->entries,
        .error = x->writes ? w->error : (struct span){ NULL, 0 }
    };
}

static bool read_list(struct exchange *x, struct site_sources *page, int64_t from, struct syn_error *error)
{
    struct watched_list list;
    bool more;
    if (!sources_page_read(x->store, x->keep, from, page->failing, SOURCES_OF_PAGE, &list, &more, error))
        return false;
    struct site_source *at = arena_new(x->keep, struct site_source, list.count);
    for (uint32_t i = 0; i < list.count; i++)
        at[i] = shown(x, &list.at[i]);
    page->at = at;
    page->count = list.count;
    page->cursor = more ? list.at[list.count - 1].id : 0;
    return true;
}

static bool read_sums(struct exchange *x, struct site_sources *page, struct syn_error *error)
{
    struct sources_counts counts;
    struct store_health health;
    if (!sources_counts_read(x->store, x->now, &counts, error) || !store_health_read(x->store, &health, error))
        return false;
    page->all = counts.all;
    page->failing_all = counts.failing;
    page->paused = counts.paused;
    page->gone = counts.gone;
    page->due = counts.overdue;
    page->pages_due = counts.visits_due;
    page->pages_ahead = counts.visits_ahead;
    page->articles = health.articles;
    page->versions = health.versions;
    page->stories = health.stories;
    page->outlets = health.outlets;
    page->bytes = health.bytes;
    page->free_bytes = health.free_bytes;
    page->told = health.told;
    page->behind = health.event > health.image_event ? (uint64_t)(health.event - health.image_event) : 0;
    page->schema = health.schema;
    page->latest_seen = health.latest_seen;
    page->latest_published = health.latest_published;
    return true;
}

static void answer_sources(struct exchange *x)
{
    struct syn_error error;
    int64_t from = 0;
    struct site_sources page = {
        .now = x->now, .store = exchange_base_name(span_of(x->settings->store)), .program = SPAN(SYN_VERSION),
        .failing = exchange_query(x, "failing").len != 0, .pages_most = SOURCES_COUNT_MOST,
        .told_most = SOURCES_COUNT_MOST
    };
    if (!exchange_number(x, "from", 1, INT64_MAX, &from))
        return;
    page.further = from != 0;
    if (!read_list(x, &page, from, &error) || !read_sums(x, &page, &error)) {
        exchange_error(x, &error);
        return;
    }
    struct site_page site = { .title = span_of(word_text(WORD_WATCH_TITLE)), .part = SITE_SOURCES };
    exchange_page(x, &site);
    site_sources(&x->answer->body, &page);
    exchange_page_end(x, &site);
}

const struct route routes_sources[] = { { HTTP_GET, "/sources", answer_sources, 0 }, { .path = NULL } };
