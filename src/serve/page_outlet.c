/* Outlets, and what one reports. */
#include <inttypes.h>

#include "serve/exchange.h"
#include "store/outlet_view.h"
#include "tell/atom.h"
#include "tell/markup.h"
#include "tell/site_outlet.h"

enum { OUTLETS_OF_PAGE = 50, REPORTS_OF_PAGE = 20, FEED = 30 };

static void answer_outlets(struct exchange *x)
{
    struct outlets_page page;
    struct syn_error error;
    struct outlets_settings settings = { .letters = span_trim(exchange_query(x, "q")), .most = OUTLETS_OF_PAGE };
    settings.by = span_equal(exchange_query(x, "order"), SPAN("name")) ? OUTLETS_BY_NAME : OUTLETS_BY_REPORTS;
    if (!exchange_number(x, "from", 1, INT64_MAX, &settings.cursor))
        return;
    if (!outlets_page_read(x->store, x->keep, x->scratch, &settings, &page, &error)) {
        exchange_error(x, &error);
        return;
    }
    struct site_page site = { .title = span_of(word_text(WORD_OUTLETS_TITLE)), .part = SITE_OUTLETS };
    struct site_outlets shown = { &page, settings.by, settings.letters, settings.cursor != 0 };
    exchange_page(x, &site);
    site_outlets(&x->answer->body, &shown);
    exchange_page_end(x, &site);
}

/* The outlet that stands for $; 0: it has been answered. */
static int64_t outlet_of(struct exchange *x)
{
    struct span name = x->part[0];
    int64_t id = 0;
    for (size_t i = 0; i < name.len && i < 18 && id >= 0; i++)
        id = byte_is_digit(name.at[i]) ? id * 10 + (name.at[i] - '0') : -1;
    if (id > 0 && name.len <= 18)
        return id;
    exchange_problem(x, 404, "An outlet is called by its number, such as /outlets/12.");
    return 0;
}

static bool read_outlet(struct exchange *x, const struct outlet_settings *settings, struct outlet_view *view)
{
    struct syn_error error;
    int64_t id = outlet_of(x);
    if (id && outlet_view_read(x->store, x->keep, x->scratch, id, settings, view, &error))
        return true;
    if (id)
        exchange_error(x, &error);
    return false;
}

static void answer_outlet(struct exchange *x)
{
    struct outlet_view view;
    struct outlet_settings settings = { .most = REPORTS_OF_PAGE };
    if (!exchange_number(x, "from", 1, INT64_MAX, &settings.cursor))
        return;
    settings.reports_alone = settings.cursor != 0;
    if (!read_outlet(x, &settings, &view))
        return;
    struct site_page site = { .title = view.line.name, .part = SITE_OUTLETS,
                              .feed = arena_printf(x->keep, "/outlets/%" PRId64 "/atom", view.line.id) };
    exchange_page(x, &site);
    site_outlet(&x->answer->body, &view, settings.cursor != 0);
    exchange_page_end(x, &site);
}

/* ---- the feed ---- */

static void put_entry(struct exchange *x, const struct outlet_view *view, const struct outlet_report *r)
{
    const struct outlet_article *a = &r->article;
    struct span host = x->request->host, name = arena_printf(x->keep, "a%" PRId64, a->id);
    struct atom_entry entry = {
        .id = atom_id_of(SPAN("article"), name), .title = a->title, .outlet = view->line.name, .language = a->language,
        .url = arena_printf(x->keep, "http://%.*s/articles/a%" PRId64, (int)host.len, host.at, a->id),
        .published = when_known(a->published) ? a->published.from : 0, .updated = a->first_seen };
    if (a->story)
        entry.story = arena_printf(x->keep, "s%" PRId64, a->story);
    atom_entry(&x->answer->body, &entry);
}

static void answer_feed(struct exchange *x)
{
    struct outlet_view view;
    struct outlet_settings settings = { .most = FEED, .reports_alone = true };
    if (!read_outlet(x, &settings, &view))
        return;
    struct span host = x->request->host, target = x->request->target;
    struct atom_feed feed = {
        .id = atom_id_of(SPAN("outlet"), view.line.name), .title = view.line.name,
        .self = arena_printf(x->keep, "http://%.*s%.*s", (int)host.len, host.at, (int)target.len, target.at),
        .page = arena_printf(x->keep, "http://%.*s/outlets/%" PRId64, (int)host.len, host.at, view.line.id) };
    for (uint32_t i = 0; i < view.report_count; i++)
        if (view.reports[i].article.first_seen > feed.updated)
            feed.updated = view.reports[i].article.first_seen;
    x->answer->type = SPAN("application/atom+xml; charset=utf-8");
    atom_begin(&x->answer->body, &feed);
    for (uint32_t i = 0; i < view.report_count; i++)
        put_entry(x, &view, &view.reports[i]);
    atom_end(&x->answer->body);
}

const struct route routes_outlet[] = {
    { HTTP_GET, "/outlets", answer_outlets, 0 },
    { HTTP_GET, "/outlets/$", answer_outlet, 0 },
    { HTTP_GET, "/outlets/$/atom", answer_feed, 0 },
    { .path = NULL }
};
