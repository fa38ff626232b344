/* Outlets, names and what is said, what is watched, and how the store is. */
#include "serve/api.h"

#include <inttypes.h>

#include "news/attribution.h"
#include "news/mention.h"
#include "run/facts.h"
#include "run/watch_log.h"
#include "store/outlet_view.h"
#include "store/said_view.h"
#include "store/sources_view.h"
#include "tell/json_parts.h"

static const struct span nothing = { NULL, 0 };

static void put_count(struct json_writer *w, const char *key, uint64_t n)
{
    json_key(w, key);
    json_put_int(w, (int64_t)n);
}

/* null where it is 0: there is none. */
static void put_instant(struct json_writer *w, const char *key, int64_t seconds)
{
    if (seconds) {
        facts_instant(w, key, seconds);
        return;
    }
    json_key(w, key);
    json_put_null(w);
}

static void put_number(struct json_writer *w, const char *key, int64_t n)
{
    json_key(w, key);
    if (n)
        json_put_int(w, n);
    else
        json_put_null(w);
}

static const char *type_label(uint8_t type)
{
    static const char *const labels[] = { "other", "person", "organisation", "place" };
    return labels[type < ENTITY_TYPE_COUNT ? type : ENTITY_OTHER];
}

static void open_list(struct json_writer *w, const char *key)
{
    json_key(w, key);
    json_open(w, '[');
}

static struct span cursor_of(struct exchange *x, int64_t cursor)
{
    return cursor ? arena_printf(x->keep, "%" PRId64, cursor) : nothing;
}

static bool read_cursor(struct exchange *x, int64_t *out)
{
    *out = 0;
    return exchange_number(x, "from", 1, INT64_MAX, out);
}

/* ---- outlets ---- */

static void put_line(struct json_writer *w, const struct outlet_line *line)
{
    put_count(w, "outlet", (uint64_t)line->id);
    part_member(w, "name", line->name);
    put_count(w, "reports", line->reports);
    put_count(w, "copies", line->copies);
    put_count(w, "copied", line->copied);
    put_instant(w, "first", line->first);
    put_instant(w, "latest", line->latest);
}

static void put_outlets(struct exchange *x, const struct outlets_page *page)
{
    struct json_writer w = api_begin(x);
    open_list(&w, "items");
    for (uint32_t i = 0; i < page->count; i++) {
        json_open(&w, '{');
        put_line(&w, &page->at[i]);
        json_close(&w, '}');
    }
    json_close(&w, ']');
    put_count(&w, "all", page->all);
    api_next(x, &w, cursor_of(x, page->cursor));
    api_end(x, &w);
}

static void answer_outlets(struct exchange *x)
{
    struct outlets_settings settings = { .letters = span_trim(exchange_query(x, "q")) };
    struct outlets_page page;
    struct syn_error error;
    unsigned by = OUTLETS_BY_REPORTS;
    if (!api_takes(x, "q from most order") || !api_most(x, &settings.most) || !read_cursor(x, &settings.cursor) ||
        !api_choice(x, "order", "reports name", &by))
        return;
    settings.by = (enum outlet_order)by;
    struct arena own = arena_half(x->keep);
    if (outlets_page_read(x->store, &own, x->scratch, &settings, &page, &error))
        put_outlets(x, &page);
    else
        exchange_error(x, &error);
}

static void put_partners(struct json_writer *w, const char *key, const struct outlet_partners *list)
{
    json_key(w, key);
    json_open(w, '{');
    put_count(w, "reports", list->reports);
    put_count(w, "more", list->more);
    open_list(w, "outlets");
    for (uint32_t i = 0; i < list->count; i++) {
        json_open(w, '{');
        put_count(w, "outlet", (uint64_t)list->at[i].outlet);
        part_member(w, "name", list->at[i].name);
        put_count(w, "reports", list->at[i].reports);
        json_close(w, '}');
    }
    json_close(w, ']');
    json_close(w, '}');
}

static const char *const roles[] = { [OUTLET_ALONE] = "alone", [OUTLET_UNTOLD] = "untold", [OUTLET_OWN] = "own",
                                     [OUTLET_ROOT] = "root", [OUTLET_COPY] = "copy" };

static void put_shares(struct json_writer *w, const struct outlet_view *view)
{
    json_key(w, "roles");
    json_open(w, '{');
    for (unsigned i = 0; i <= OUTLET_COPY; i++)
        put_count(w, roles[i], view->roles[i]);
    json_close(w, '}');
    open_list(w, "languages");
    for (uint32_t i = 0; i < view->language_count; i++) {
        json_open(w, '{');
        part_member(w, "language", view->languages[i].code);
        put_count(w, "reports", view->languages[i].reports);
        json_close(w, '}');
    }
    json_close(w, ']');
    put_count(w, "periodDays", (uint64_t)view->period_days);
    open_list(w, "periods");
    for (uint32_t i = 0; i < view->period_count; i++) {
        json_open(w, '{');
        facts_instant(w, "from", view->periods[i].from);
        put_count(w, "reports", view->periods[i].reports);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_changes(struct json_writer *w, const struct outlet_view *view)
{
    open_list(w, "changes");
    for (uint32_t i = 0; i < view->change_count; i++) {
        const struct outlet_change *c = &view->changes[i];
        json_open(w, '{');
        facts_number(w, "article", 'a', c->article.id);
        facts_number(w, "story", 's', c->article.story);
        part_member(w, "title", c->article.title);
        put_count(w, "versions", c->article.versions);
        facts_instant(w, "seen", c->seen);
        part_flag(w, "titleChanged", c->title);
        part_flag(w, "noted", c->noted);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_only(struct json_writer *w, const struct outlet_view *view)
{
    open_list(w, "only");
    for (uint32_t i = 0; i < view->only_count; i++) {
        const struct outlet_only *o = &view->only[i];
        json_open(w, '{');
        facts_number(w, "article", 'a', o->article);
        facts_number(w, "story", 's', o->story);
        part_member(w, "headline", o->headline);
        part_member(w, "language", o->language);
        part_place(w, o->at);
        json_key(w, "text");
        json_put_text(w, o->words);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_outlet(struct exchange *x, const struct outlet_view *view)
{
    struct json_writer w = api_begin(x);
    put_line(&w, &view->line);
    put_count(&w, "lookedAt", view->looked_at);
    put_count(&w, "stories", view->stories);
    put_shares(&w, view);
    put_partners(&w, "sources", &view->sources);
    put_partners(&w, "takers", &view->takers);
    put_count(&w, "changed", view->changed);
    put_changes(&w, view);
    put_only(&w, view);
    api_end(x, &w);
}

static void put_report(struct json_writer *w, const struct outlet_report *r)
{
    const struct outlet_article *a = &r->article;
    json_open(w, '{');
    facts_number(w, "article", 'a', a->id);
    facts_number(w, "story", 's', a->story);
    part_member(w, "title", a->title);
    part_member(w, "language", a->language);
    part_member(w, "url", a->url);
    part_when(w, "published", a->published);
    facts_instant(w, "first_seen", a->first_seen);
    put_count(w, "versions", a->versions);
    part_member(w, "headline", r->headline);
    put_count(w, "reports", r->story_reports);
    put_count(w, "origins", r->origins);
    part_member(w, "role", span_of(roles[r->role]));
    facts_number(w, "source", 'a', r->source);
    put_number(w, "sourceOutlet", r->source ? r->source_outlet : 0);
    part_member(w, "sourceName", r->source ? r->source_name : nothing);
    part_member(w, "kind", r->source ? span_of(lineage_kind_text((enum lineage_kind)r->kind)) : nothing);
    put_count(w, "takers", r->takers);
    json_close(w, '}');
}

static void put_reports(struct exchange *x, const struct outlet_view *view)
{
    struct json_writer w = api_begin(x);
    open_list(&w, "items");
    for (uint32_t i = 0; i < view->report_count; i++)
        put_report(&w, &view->reports[i]);
    json_close(&w, ']');
    api_next(x, &w, cursor_of(x, view->cursor));
    api_end(x, &w);
}

/* False: it has been answered. */
static bool read_outlet(struct exchange *x, struct arena *own, const struct outlet_settings *settings,
                        struct outlet_view *out)
{
    struct syn_error error;
    int64_t id = 0;
    struct span name = x->part[0];
    for (size_t i = 0; i < name.len && id >= 0; i++)
        id = byte_is_digit(name.at[i]) && i < 15 ? id * 10 + (name.at[i] - '0') : -1;
    if (id < 1)
        exchange_problem(x, 404, "An outlet is called by its number, such as 12; /api/v1/outlets lists them.");
    else if (!outlet_view_read(x->store, own, x->scratch, id, settings, out, &error))
        exchange_error(x, &error);
    else
        return true;
    return false;
}

static void answer_outlet(struct exchange *x)
{
    struct outlet_view view;
    struct outlet_settings settings = { .most = 1 };
    if (!api_takes(x, ""))
        return;
    struct arena own = arena_half(x->keep);
    if (read_outlet(x, &own, &settings, &view))
        put_outlet(x, &view);
}

static void answer_outlet_reports(struct exchange *x)
{
    struct outlet_view view;
    struct outlet_settings settings = { .reports_alone = true };
    if (!api_takes(x, "from most") || !api_most(x, &settings.most) || !read_cursor(x, &settings.cursor))
        return;
    struct arena own = arena_half(x->keep);
    if (read_outlet(x, &own, &settings, &view))
        put_reports(x, &view);
}

/* ---- names ---- */

static void answer_names(struct exchange *x)
{
    struct names_found found;
    struct syn_error error;
    if (!api_takes(x, "q"))
        return;
    struct arena own = arena_half(x->keep);
    if (!said_names(x->store, &own, x->scratch, span_trim(exchange_query(x, "q")), &found, &error)) {
        exchange_error(x, &error);
        return;
    }
    struct json_writer w = api_begin(x);
    open_list(&w, "items");
    for (uint32_t i = 0; i < found.count; i++) {
        const struct name_found *n = &found.at[i];
        json_open(&w, '{');
        part_member(&w, "name", n->name);
        part_member(&w, "type", span_of(type_label(n->type)));
        put_count(&w, "reports", n->reports);
        put_count(&w, "speaks", n->speaks);
        put_instant(&w, "latest", n->latest);
        json_close(&w, '}');
    }
    json_close(&w, ']');
    put_count(&w, "lookedAt", found.looked_at);
    part_member(&w, "note", found.note);
    api_next(x, &w, nothing);
    api_end(x, &w);
}

static void put_forms(struct json_writer *w, const char *key, const struct name_form *forms, uint32_t count)
{
    open_list(w, key);
    for (uint32_t i = 0; i < count; i++) {
        json_open(w, '{');
        part_member(w, "name", forms[i].name);
        part_member(w, "type", span_of(type_label(forms[i].type)));
        put_count(w, "reports", forms[i].reports);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_mention(struct json_writer *w, const struct name_mention *m)
{
    json_open(w, '{');
    facts_number(w, "article", 'a', m->article);
    facts_number(w, "story", 's', m->story);
    part_member(w, "outlet", m->outlet);
    part_member(w, "title", m->title);
    part_member(w, "language", m->language);
    part_when(w, "published", m->published);
    part_pair_or_null(w, "at", m->place);
    json_close(w, '}');
}

static void put_name(struct exchange *x, const struct name_view *view)
{
    struct json_writer w = api_begin(x);
    json_key(&w, "name");
    json_put_text(&w, view->name);
    put_count(&w, "speaks", view->speaks);
    put_count(&w, "mentioned", view->mentioned);
    put_forms(&w, "forms", view->forms, view->form_count);
    put_forms(&w, "roles", view->roles, view->role_count);
    open_list(&w, "mentions");
    for (uint32_t i = 0; i < view->mention_count; i++)
        put_mention(&w, &view->mentions[i]);
    json_close(&w, ']');
    api_end(x, &w);
}

static void put_statement(struct json_writer *w, const struct name_statement *s)
{
    json_open(w, '{');
    facts_number(w, "article", 'a', s->article);
    facts_number(w, "story", 's', s->story);
    part_member(w, "headline", s->headline);
    put_number(w, "outlet", s->outlet_id);
    part_member(w, "outletName", s->outlet);
    part_member(w, "title", s->title);
    part_member(w, "language", s->language);
    part_when(w, "published", s->published);
    facts_instant(w, "at", s->at);
    part_member(w, "speaker", s->speaker);
    part_member(w, "kind", span_of(attribution_kind_label((enum attribution_kind)s->kind)));
    part_member(w, "stance", span_of(attribution_stance_label((enum attribution_stance)s->stance)));
    part_place(w, s->place);
    json_key(w, "text");
    json_put_text(w, s->words);
    put_count(w, "more", s->more);
    json_close(w, '}');
}

static void put_statements(struct exchange *x, const struct name_view *view)
{
    struct json_writer w = api_begin(x);
    open_list(&w, "items");
    for (uint32_t i = 0; i < view->statement_count; i++)
        put_statement(&w, &view->statements[i]);
    json_close(&w, ']');
    api_next(x, &w, cursor_of(x, view->cursor));
    api_end(x, &w);
}

static void answer_name_as(struct exchange *x, const struct name_settings *settings,
                           void (*put)(struct exchange *x, const struct name_view *view))
{
    struct name_view view;
    struct syn_error error;
    struct arena own = arena_half(x->keep);
    if (said_view_read(x->store, &own, x->scratch, x->part[0], settings, &view, &error))
        put(x, &view);
    else
        exchange_error(x, &error);
}

static void answer_name(struct exchange *x)
{
    if (api_takes(x, ""))
        answer_name_as(x, &(struct name_settings){ .most = 1 }, put_name);
}

static void answer_statements(struct exchange *x)
{
    struct name_settings settings = { .statements_alone = true };
    if (api_takes(x, "from most") && api_most(x, &settings.most) && read_cursor(x, &settings.cursor))
        answer_name_as(x, &settings, put_statements);
}

/* ---- what is watched, and how the store is ---- */

static void answer_sources(struct exchange *x)
{
    struct watched_list list;
    struct syn_error error;
    uint32_t most;
    int64_t from;
    unsigned failing = 0;
    bool more;
    if (!api_takes(x, "from most failing") || !api_most(x, &most) || !read_cursor(x, &from) ||
        !api_choice(x, "failing", "0 1", &failing))
        return;
    struct arena own = arena_half(x->keep);
    if (!sources_page_read(x->store, &own, from, failing, most, &list, &more, &error)) {
        exchange_error(x, &error);
        return;
    }
    struct buffer lines = buffer_in(&x->scratch);
    for (uint32_t i = 0; i < list.count; i++) {
        struct watched shown = list.at[i];
        shown.url = exchange_shown(x, shown.url);
        shown.error = x->writes ? shown.error : (struct span){ NULL, 0 };
        watch_put_source_json(&lines, &shown);
    }
    struct json_writer w = api_begin(x);
    open_list(&w, "items");
    api_put_lines(&w, buffer_span(&lines));
    json_close(&w, ']');
    api_next(x, &w, cursor_of(x, more && list.count ? list.at[list.count - 1].id : 0));
    api_end(x, &w);
}

static void put_sources(struct json_writer *w, const struct sources_counts *s)
{
    json_key(w, "sources");
    json_open(w, '{');
    put_count(w, "all", s->all);
    put_count(w, "paused", s->paused);
    put_count(w, "gone", s->gone);
    put_count(w, "failing", s->failing);
    put_count(w, "overdue", s->overdue);
    put_count(w, "visitsDue", s->visits_due);
    put_count(w, "visitsAhead", s->visits_ahead);
    put_instant(w, "next", s->next);
    put_instant(w, "asked", s->asked);
    json_close(w, '}');
}

static void answer_health(struct exchange *x)
{
    struct store_health health;
    struct sources_counts sources;
    struct syn_error error;
    if (!api_takes(x, ""))
        return;
    if (!store_health_read(x->store, &health, &error) || !sources_counts_read(x->store, x->now, &sources, &error)) {
        exchange_error(x, &error);
        return;
    }
    struct json_writer w = api_begin(x);
    put_count(&w, "schema", (uint64_t)health.schema);
    put_count(&w, "articles", health.articles);
    put_count(&w, "versions", health.versions);
    put_count(&w, "stories", health.stories);
    put_count(&w, "outlets", health.outlets);
    put_count(&w, "bytes", health.bytes);
    put_count(&w, "freeBytes", health.free_bytes);
    put_instant(&w, "latestPublished", health.latest_published);
    put_instant(&w, "latestSeen", health.latest_seen);
    put_count(&w, "event", (uint64_t)health.event);
    put_count(&w, "imageEvent", (uint64_t)health.image_event);
    put_count(&w, "told", health.told);
    put_sources(&w, &sources);
    api_end(x, &w);
}

const struct route routes_api_outlets[] = {
    { HTTP_GET, "/api/v1/outlets", answer_outlets, 0 },
    { HTTP_GET, "/api/v1/outlets/$", answer_outlet, 0 },
    { HTTP_GET, "/api/v1/outlets/$/reports", answer_outlet_reports, 0 },
    { HTTP_GET, "/api/v1/names", answer_names, 0 },
    { HTTP_GET, "/api/v1/names/$", answer_name, 0 },
    { HTTP_GET, "/api/v1/names/$/statements", answer_statements, 0 },
    { HTTP_GET, "/api/v1/sources", answer_sources, 0 },
    { HTTP_GET, "/api/v1/health", answer_health, 0 },
    { .path = NULL }
};
