/* schema.org as JSON-LD: NewsArticle, with what it goes back to; Claim, with where it appears. */
#include "tell/export_parts.h"
#include "tell/json_parts.h"

void export_linked_begin(struct buffer *out, struct export_graph *graph)
{
    graph->begun = false;
    buffer_text(out, "{\"@context\":\"https://schema.org\",\"@graph\":[");
}

void export_linked_end(struct buffer *out, struct export_graph *graph)
{
    buffer_text(out, graph->begun ? "\n]}\n" : "]}\n");
}

/* A node on a line of its own. */
static struct json_writer begin_node(struct buffer *out, struct export_graph *graph, const char *type)
{
    buffer_text(out, graph->begun ? ",\n" : "\n");
    graph->begun = true;
    struct json_writer w = json_writer(out, 0);
    json_open(&w, '{');
    part_member(&w, "@type", span_of(type));
    return w;
}

static void put_thing(struct json_writer *w, const char *type, struct span name)
{
    json_open(w, '{');
    part_member(w, "@type", span_of(type));
    part_member(w, "name", name);
    json_close(w, '}');
}

static void put_reference(struct json_writer *w, const struct export_item *item)
{
    json_open(w, '{');
    json_key(w, "@id");
    export_identity_json(w, item);
    json_close(w, '}');
}

/* ---- articles ---- */

static void put_authors(struct json_writer *w, const struct article *a)
{
    if (!a->authors.count)
        return;
    json_key(w, "author");
    json_open(w, '[');
    for (uint32_t i = 0; i < a->authors.count; i++)
        put_thing(w, "Person", a->authors.at[i]);
    json_close(w, ']');
}

static void put_publisher(struct json_writer *w, const struct article *a)
{
    if (!a->outlet.len)
        return;
    json_key(w, "publisher");
    put_thing(w, "NewsMediaOrganization", a->outlet);
}

static void put_mentions(struct json_writer *w, const struct export_item *item)
{
    static const char *const types[] = { "Thing", "Person", "Organization", "Place" };
    if (!item->name_count)
        return;
    json_key(w, "mentions");
    json_open(w, '[');
    for (uint32_t i = 0; i < item->name_count; i++)
        put_thing(w, types[item->names[i].type], item->names[i].name);
    json_close(w, ']');
}

/* Days stay days: schema.org takes both dates and times. */
static void put_moment(struct json_writer *w, const char *name, struct when when)
{
    if (when_known(when))
        part_when(w, name, when);
}

static void put_article(struct json_writer *w, const struct export_item *item)
{
    const struct article *a = item->article;
    json_key(w, "@id");
    export_identity_json(w, item);
    json_key(w, "identifier");
    export_number_json(w, 'a', item->number);
    export_member(w, "headline", a->title);
    export_member(w, "alternativeHeadline", a->lede);
    export_member(w, "url", a->canonical_url.len ? a->canonical_url : a->url);
    put_moment(w, "datePublished", a->published);
    put_moment(w, "dateModified", a->modified);
    export_member(w, "inLanguage", a->language);
    put_authors(w, a);
    put_publisher(w, a);
    export_member(w, "dateline", a->dateline);
    export_member(w, "creditText", a->credit);
    export_member(w, "articleSection", a->section);
    if (a->flags & ARTICLE_PAID)
        part_flag(w, "isAccessibleForFree", false);
    json_key(w, "version");
    json_put_int(w, item->version);
    put_mentions(w, item);
    export_member(w, "articleBody", export_body(w->out->arena, a));
}

void export_linked_article(struct buffer *out, struct export_graph *graph, const struct export_item *item)
{
    struct json_writer w = begin_node(out, graph, "NewsArticle");
    put_article(&w, item);
    json_close(&w, '}');
}

/* ---- a story ---- */

/* The reports that it was made of: all edges but those that say only that two go back to a third. */
static void put_sources(struct json_writer *w, const struct synopsis *s, const struct export_item *items,
                        uint32_t report, const char *name, bool translations)
{
    bool any = false;
    for (uint32_t i = 0; i < s->lineage_count; i++) {
        const struct lineage_edge *e = &s->lineage[i];
        bool wanted = e->kind != LINEAGE_COMMON_SOURCE && (!translations || e->kind == LINEAGE_TRANSLATION);
        if (e->to != report || !wanted)
            continue;
        if (!any) {
            json_key(w, name);
            json_open(w, '[');
        }
        any = true;
        put_reference(w, &items[e->from]);
    }
    if (any)
        json_close(w, ']');
}

/* Whom the account credits that is none of the reports. */
static void put_citation(struct json_writer *w, const struct synopsis *s, uint32_t report)
{
    struct span behind = s->origins[s->reports[report].origin].behind;
    if (!behind.len)
        return;
    json_key(w, "citation");
    json_open(w, '{');
    part_member(w, "@type", SPAN("CreativeWork"));
    json_key(w, "publisher");
    put_thing(w, "Organization", behind);
    json_close(w, '}');
}

static void put_report(struct buffer *out, struct export_graph *graph, const struct synopsis *s,
                       const struct export_item *items, uint32_t report)
{
    struct json_writer w = begin_node(out, graph, "NewsArticle");
    put_article(&w, &items[report]);
    put_sources(&w, s, items, report, "isBasedOn", false);
    put_sources(&w, s, items, report, "translationOfWork", true);
    put_citation(&w, s, report);
    json_close(&w, '}');
}

/* Support is sorted by report: each once.  The first to say so is the one with the earliest known time. */
static void put_appearances(struct json_writer *w, const struct synopsis *s, const struct export_item *items,
                            const struct claim *c)
{
    uint32_t first = UINT32_MAX;
    json_key(w, "appearance");
    json_open(w, '[');
    for (uint32_t i = 0; i < c->support.count; i++) {
        uint32_t report = c->support.at[i].report;
        if (i && c->support.at[i - 1].report == report)
            continue;
        put_reference(w, &items[report]);
        struct when when = s->reports[report].report->article.published;
        if (when_known(when) && (first == UINT32_MAX || when.from < s->reports[first].report->article.published.from))
            first = report;
    }
    json_close(w, ']');
    if (first == UINT32_MAX)
        return;
    json_key(w, "firstAppearance");
    put_reference(w, &items[first]);
}

static void put_claim(struct buffer *out, struct export_graph *graph, const struct synopsis *s,
                      const struct export_item *items, const struct claim *c)
{
    struct json_writer w = begin_node(out, graph, "Claim");
    part_number(&w, "identifier", c->id);
    part_member(&w, "text", evidence_words(s, c->wording));
    const struct article *a = &s->reports[c->wording.report].report->article;
    export_member(&w, "inLanguage", a->language);
    if (c->said_by.len) {
        json_key(&w, "author");
        put_thing(&w, "Thing", c->said_by);
    }
    put_appearances(&w, s, items, c);
    json_close(&w, '}');
}

static void put_collection(struct buffer *out, struct export_graph *graph, const struct synopsis *s,
                           const struct export_item *items)
{
    struct json_writer w = begin_node(out, graph, "Collection");
    part_member(&w, "identifier", s->id);
    export_member(&w, "name", s->headline);
    part_number(&w, "collectionSize", s->report_count);
    json_key(&w, "hasPart");
    json_open(&w, '[');
    for (uint32_t i = 0; i < s->report_count; i++)
        put_reference(&w, &items[i]);
    json_close(&w, ']');
    json_close(&w, '}');
}

void export_linked_story(struct buffer *out, struct export_graph *graph, const struct synopsis *s,
                         const struct export_item *items)
{
    put_collection(out, graph, s, items);
    for (uint32_t i = 0; i < s->report_count; i++)
        put_report(out, graph, s, items, i);
    for (uint32_t i = 0; i < s->claim_count; i++)
        put_claim(out, graph, s, items, &s->claims[i]);
}
