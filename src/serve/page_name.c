/* Names: those that begin so, and who said what. */
#include <inttypes.h>

#include "serve/exchange.h"
#include "store/said_view.h"
#include "tell/atom.h"
#include "tell/markup.h"
#include "tell/site_name.h"

enum { STATEMENTS_OF_PAGE = 20, FEED = 30 };

static void answer_names(struct exchange *x)
{
    struct names_found found;
    struct syn_error error;
    struct span letters = span_trim(exchange_query(x, "q"));
    if (!said_names(x->store, x->keep, x->scratch, letters, &found, &error)) {
        exchange_error(x, &error);
        return;
    }
    struct site_page site = { .title = span_of(word_text(WORD_PEOPLE_TITLE)), .part = SITE_ELSEWHERE };
    exchange_page(x, &site);
    site_names(&x->answer->body, &found, letters);
    exchange_page_end(x, &site);
}

static bool read_name(struct exchange *x, const struct name_settings *settings, struct name_view *view)
{
    struct syn_error error;
    if (said_view_read(x->store, x->keep, x->scratch, x->part[0], settings, view, &error))
        return true;
    exchange_error(x, &error);
    return false;
}

static struct span feed_path(struct exchange *x, struct span name, const char *before, const char *behind)
{
    struct buffer path = buffer_in(x->keep);
    markup(&path, "%s/names/%q%s", before, name, behind);
    return arena_copy(x->keep, buffer_span(&path));
}

static void answer_name(struct exchange *x)
{
    struct name_view view;
    struct name_settings settings = { .most = STATEMENTS_OF_PAGE };
    if (!exchange_number(x, "from", 1, INT64_MAX, &settings.cursor))
        return;
    settings.statements_alone = settings.cursor != 0;
    if (!read_name(x, &settings, &view))
        return;
    if (!settings.cursor && !view.speaks && !view.mentioned) {
        exchange_problem(x, 404, "No report names anybody so; /names?q=LETTERS finds names by how they begin.");
        return;
    }
    struct site_page site = { .title = view.name, .part = SITE_ELSEWHERE, .feed = feed_path(x, view.name, "", "/atom") };
    exchange_page(x, &site);
    site_name(&x->answer->body, &view, settings.cursor != 0);
    exchange_page_end(x, &site);
}

/* ---- the feed ---- */

/* A statement is known by its place. */
static void put_entry(struct exchange *x, const struct name_statement *s)
{
    struct span host = x->request->host;
    struct span place = arena_printf(x->keep, "a%" PRId64 " %u-%u", s->article, s->place.from, s->place.to);
    struct atom_entry entry = {
        .id = atom_id_of(SPAN("statement"), place), .title = s->headline.len ? s->headline : s->title,
        .url = arena_printf(x->keep, "http://%.*s/articles/a%" PRId64 "?at=%u-%u#at", (int)host.len, host.at, s->article,
                            s->place.from, s->place.to),
        .outlet = s->outlet, .byline = s->speaker, .language = s->language, .summary = s->words,
        .story = arena_printf(x->keep, "s%" PRId64, s->story), .published = s->at, .updated = s->at };
    atom_entry(&x->answer->body, &entry);
}

static void answer_feed(struct exchange *x)
{
    struct name_view view;
    struct name_settings settings = { .most = FEED, .statements_alone = true };
    if (!read_name(x, &settings, &view))
        return;
    struct span host = x->request->host, target = x->request->target;
    const char *before = arena_printf(x->keep, "http://%.*s", (int)host.len, host.at).at;
    struct atom_feed feed = {
        .id = atom_id_of(SPAN("name"), view.name), .title = view.name,
        .self = arena_printf(x->keep, "http://%.*s%.*s", (int)host.len, host.at, (int)target.len, target.at),
        .page = feed_path(x, view.name, before, ""),
        .updated = view.statement_count ? view.statements[0].at : 0 };
    x->answer->type = SPAN("application/atom+xml; charset=utf-8");
    atom_begin(&x->answer->body, &feed);
    for (uint32_t i = 0; i < view.statement_count; i++)
        put_entry(x, &view.statements[i]);
    atom_end(&x->answer->body);
}

const struct route routes_name[] = {
    { HTTP_GET, "/names", answer_names, ROUTE_SLOW },
    { HTTP_GET, "/names/$", answer_name, 0 },
    { HTTP_GET, "/names/$/atom", answer_feed, 0 },
    { .path = NULL }
};
