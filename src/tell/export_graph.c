/* Lineage as a graph: GraphML and DOT.  An arrow runs from the source to what was made of it. */
#include <inttypes.h>

#include "tell/escape.h"
#include "tell/export_parts.h"
#include "tell/label.h"
#include "tell/moment.h"
#include "text/utf8.h"

/* Both call the grounds by one text. */
static struct span grounds_of(struct arena *keep, const struct lineage_edge *e)
{
    struct buffer all = buffer_in(keep);
    for (uint32_t i = 0; i < e->grounds.count; i++) {
        buffer_text(&all, i ? "; " : "");
        buffer_put(&all, e->grounds.at[i]);
    }
    return buffer_span(&all);
}

static struct span published_of(struct arena *keep, const struct article *a)
{
    struct buffer when = buffer_in(keep);
    moment_iso(&when, a->published);
    return buffer_span(&when);
}

/* ---- GraphML ---- */

static const struct { const char *id, *element, *type; } keys[] = {
    { "outlet", "node", "string" },    { "title", "node", "string" },   { "published", "node", "string" },
    { "language", "node", "string" },  { "url", "node", "string" },     { "account", "node", "string" },
    { "account_label", "node", "string" }, { "behind", "node", "string" }, { "root", "node", "boolean" },
    { "kind", "edge", "string" },      { "share", "edge", "double" },   { "sure", "edge", "double" },
    { "inferred", "edge", "boolean" }, { "grounds", "edge", "string" },
};

static void put_data(struct buffer *out, const char *key, struct span value)
{
    if (!value.len)
        return;
    buffer_printf(out, "<data key=\"%s\">", key);
    export_xml(out, value);
    buffer_text(out, "</data>");
}

static void put_xml_share(struct buffer *out, const char *key, float share)
{
    buffer_printf(out, "<data key=\"%s\">", key);
    buffer_double(out, (double)(int)(share * 1000 + 0.5f) / 1000);
    buffer_text(out, "</data>");
}

static void put_node(struct buffer *out, const struct synopsis *s, uint32_t report)
{
    const struct story_report *r = &s->reports[report];
    const struct article *a = &r->report->article;
    char letters[8];
    buffer_text(out, "<node id=\"");
    export_xml(out, a->id);
    buffer_text(out, "\">");
    put_data(out, "outlet", a->outlet);
    put_data(out, "title", a->title);
    put_data(out, "published", published_of(out->arena, a));
    put_data(out, "language", a->language);
    put_data(out, "url", a->url);
    put_data(out, "account", (struct span){ letters, label_letters(letters, r->origin) });
    put_data(out, "account_label", r->origin_label);
    put_data(out, "behind", s->origins[r->origin].behind);
    put_data(out, "root", r->is_root ? SPAN("true") : SPAN("false"));
    buffer_text(out, "</node>\n");
}

static void put_edge(struct buffer *out, const struct synopsis *s, uint32_t number)
{
    const struct lineage_edge *e = &s->lineage[number];
    buffer_printf(out, "<edge id=\"e%" PRIu32 "\" source=\"", number + 1);
    export_xml(out, s->reports[e->from].report->article.id);
    buffer_text(out, "\" target=\"");
    export_xml(out, s->reports[e->to].report->article.id);
    buffer_text(out, "\">");
    put_data(out, "kind", span_of(lineage_kind_text((enum lineage_kind)e->kind)));
    put_xml_share(out, "share", e->share);
    put_xml_share(out, "sure", e->sure);
    put_data(out, "inferred", e->inferred ? SPAN("true") : SPAN("false"));
    put_data(out, "grounds", grounds_of(out->arena, e));
    buffer_text(out, "</edge>\n");
}

void export_graphml(struct buffer *out, const struct synopsis *s)
{
    buffer_text(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                     "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        buffer_printf(out, "<key id=\"%s\" for=\"%s\" attr.name=\"%s\" attr.type=\"%s\"/>\n", keys[i].id,
                      keys[i].element, keys[i].id, keys[i].type);
    buffer_text(out, "<graph id=\"");
    export_xml(out, s->id);
    buffer_text(out, "\" edgedefault=\"directed\">\n");
    for (uint32_t i = 0; i < s->report_count; i++)
        put_node(out, s, i);
    for (uint32_t i = 0; i < s->lineage_count; i++)
        put_edge(out, s, i);
    buffer_text(out, "</graph>\n</graphml>\n");
}

/* ---- DOT ---- */

/* Within quotation marks.  Graphviz reads escapes (\N, \l) and HTML's entities there, too. */
static void put_dot_text(struct buffer *out, struct span s)
{
    for (size_t at = 0; at < s.len;) {
        unsigned length;
        uint32_t c = escape_shown(utf8_decode(s, at, &length));
        char letters[4];
        if (c == '"' || c == '\\')
            buffer_byte(out, '\\');
        if (c == '&')
            buffer_text(out, "&amp;");
        else
            buffer_put(out, (struct span){ letters, utf8_encode(c, letters) });
        at += length;
    }
}

static void put_dot_quoted(struct buffer *out, struct span s)
{
    buffer_byte(out, '"');
    put_dot_text(out, s);
    buffer_byte(out, '"');
}

static void put_dot_node(struct buffer *out, const struct synopsis *s, uint32_t report)
{
    const struct story_report *r = &s->reports[report];
    const struct article *a = &r->report->article;
    struct span when = published_of(out->arena, a);
    buffer_text(out, "    ");
    put_dot_quoted(out, a->id);
    buffer_text(out, " [label=\"");
    put_dot_text(out, label_report(s, report));
    if (when.len) {
        buffer_text(out, "\\n");
        put_dot_text(out, when);
    }
    buffer_text(out, "\", tooltip=");
    put_dot_quoted(out, a->title.len ? a->title : a->id);
    buffer_text(out, r->is_root ? ", style=bold" : "");
    if (escape_may_link(a->url)) {
        buffer_text(out, ", URL=");
        put_dot_quoted(out, a->url);
    }
    buffer_text(out, "];\n");
}

static void put_dot_account(struct buffer *out, const struct synopsis *s, uint32_t origin)
{
    const struct origin *o = &s->origins[origin];
    buffer_text(out, "  subgraph cluster_");
    label_origin(out, origin);
    buffer_text(out, " {\n    label=\"");
    label_origin(out, origin);
    if (s->reports[o->root].origin_label.len) {
        buffer_text(out, ": ");
        put_dot_text(out, s->reports[o->root].origin_label);
    }
    buffer_text(out, "\";\n");
    for (uint32_t i = 0; i < o->count; i++)
        put_dot_node(out, s, o->first + i);
    buffer_text(out, "  }\n");
}

static void put_dot_edge(struct buffer *out, const struct synopsis *s, const struct lineage_edge *e)
{
    buffer_text(out, "  ");
    put_dot_quoted(out, s->reports[e->from].report->article.id);
    buffer_text(out, " -> ");
    put_dot_quoted(out, s->reports[e->to].report->article.id);
    buffer_printf(out, " [label=\"%s", lineage_kind_text((enum lineage_kind)e->kind));
    if (e->share > 0)
        buffer_printf(out, " %d %%", (int)(e->share * 100 + 0.5f));
    buffer_printf(out, "\", share=%d, sure=%d, tooltip=", (int)(e->share * 1000 + 0.5f), (int)(e->sure * 1000 + 0.5f));
    put_dot_quoted(out, grounds_of(out->arena, e));
    buffer_text(out, e->kind == LINEAGE_COMMON_SOURCE ? ", dir=none" : "");
    buffer_text(out, e->inferred ? ", style=dashed" : "");
    buffer_text(out, "];\n");
}

void export_dot(struct buffer *out, const struct synopsis *s)
{
    buffer_text(out, "digraph ");
    put_dot_quoted(out, s->id);
    buffer_text(out, " {\n  rankdir=LR;\n  node [shape=box];\n  label=");
    put_dot_quoted(out, s->headline);
    buffer_text(out, ";\n");
    for (uint32_t i = 0; i < s->origin_count; i++)
        put_dot_account(out, s, i);
    for (uint32_t i = 0; i < s->lineage_count; i++)
        put_dot_edge(out, s, &s->lineage[i]);
    buffer_text(out, "}\n");
}
