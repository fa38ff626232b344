/* Forms that tell stories: each is compared anew. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "run/export_state.h"
#include "run/revise.h"
#include "tell/tell.h"

/* ---- a story, compared ---- */

static const struct synopsis *read_story(struct exporter *e, int64_t story)
{
    const struct synopsis *s;
    if (!e->retelling)
        e->retelling = retelling_open(e->store, e->settings->threads);
    return retell(e->retelling, story, &s, e->error) ? s : NULL;
}

static size_t text_bytes(const struct synopsis *s)
{
    size_t bytes = 0;
    for (uint32_t i = 0; i < s->report_count; i++)
        bytes += s->reports[i].report->article.text.len;
    return bytes;
}

/* "a17" as it was put into the report. */
static int64_t number_of(struct span id)
{
    int64_t number = 0;
    for (size_t i = 1; i < id.len; i++)
        number = number * 10 + (id.at[i] - '0');
    return number;
}

static struct export_name *names_of(struct arena *keep, const struct report *report)
{
    const struct entities *entities = &report->notes.entities;
    struct export_name *names = arena_new(keep, struct export_name, entities->count);
    for (uint32_t i = 0; i < entities->count; i++)
        names[i] = (struct export_name){ entities->at[i].name, entities->at[i].type };
    return names;
}

/* What the store knows of a report that was compared. */
static bool read_facts(struct exporter *e, struct arena *keep, const struct report *report, struct export_item *out)
{
    struct stored_article stored;
    struct stored_versions versions;
    int64_t number = number_of(report->article.id);
    if (!store_article(e->store, keep, number, &stored, e->error) ||
        !store_versions(e->store, keep, number, &versions, e->error))
        return false;
    *out = (struct export_item){
        .article = &report->article, .number = number, .story = stored.story, .version = stored.versions,
        .versions = stored.versions, .first_seen = stored.first_seen, .key = stored.key, .own_id = stored.own_id,
        .seen = versions.count ? versions.at[versions.count - 1].seen : stored.first_seen,
        .names = names_of(keep, report), .name_count = report->notes.entities.count
    };
    return true;
}

static struct export_item *read_items(struct exporter *e, struct arena *keep, const struct synopsis *s)
{
    struct export_item *items = arena_new(keep, struct export_item, s->report_count);
    for (uint32_t i = 0; i < s->report_count; i++)
        if (!read_facts(e, keep, s->reports[i].report, &items[i]))
            return NULL;
    return items;
}

/* ---- graphs, JSON-LD ---- */

bool export_story_graph(struct exporter *e)
{
    int64_t story = export_one_story(e);
    const struct synopsis *s = story ? read_story(e, story) : NULL;
    if (!s)
        return false;
    struct buffer out = export_buffer(e, text_bytes(s));
    if (e->settings->form == EXPORT_DOT)
        export_dot(&out, s);
    else
        export_graphml(&out, s);
    export_count(e);
    return export_put(e, &out);
}

bool export_story_linked(struct exporter *e, int64_t story)
{
    const struct synopsis *s = read_story(e, story);
    struct arena keep = e->keep.arena;
    struct export_item *items = s ? read_items(e, &keep, s) : NULL;
    if (!items)
        return false;
    struct buffer out = export_buffer(e, text_bytes(s));
    export_linked_story(&out, &e->graph, s, items);
    export_count(e);
    return export_put(e, &out);
}

/* ---- tables of what was compared ---- */

static struct cell text_cell(struct span text)
{
    return (struct cell){ .kind = text.len ? CELL_TEXT : CELL_NOTHING, .text = text };
}

static struct cell number_cell(enum cell_kind kind, int64_t number)
{
    return (struct cell){ .kind = (uint8_t)kind, .number = number };
}

static struct cell share_cell(double share)
{
    return (struct cell){ .kind = isfinite(share) ? CELL_DECIMAL : CELL_NOTHING, .decimal = share };
}

/* With three decimals, as in the JSON of a synopsis. */
static struct cell rounded_cell(float share) { return share_cell((double)(int)(share * 1000 + 0.5f) / 1000); }

static struct cell report_cell(const struct synopsis *s, uint32_t report)
{
    return number_cell(CELL_ARTICLE, number_of(s->reports[report].report->article.id));
}

static struct cell outlet_cell(const struct synopsis *s, uint32_t report)
{
    return text_cell(s->reports[report].report->article.outlet);
}

static bool put_cells(struct exporter *e, const char *const *names, const struct cell *at, uint32_t count)
{
    struct cells row = { names, at, count };
    struct buffer out = export_buffer(e, 0);
    if (e->settings->form == EXPORT_CSV)
        export_csv(&out, &row, e->settings->raw);
    else
        export_row(&out, &row);
    export_count(e);
    return export_put(e, &out);
}

static const char *const lineage_names[] = { "story", "from", "to", "kind", "share", "sure", "inferred", "grounds",
                                             "from_outlet", "to_outlet" };
enum { LINEAGE_NAMES = sizeof lineage_names / sizeof *lineage_names };

static bool put_lineage(struct exporter *e, const struct synopsis *s, int64_t story)
{
    for (uint32_t i = 0; i < s->lineage_count; i++) {
        const struct lineage_edge *edge = &s->lineage[i];
        struct arena keep = e->keep.arena;
        struct buffer grounds = buffer_in(&keep);
        for (uint32_t k = 0; k < edge->grounds.count; k++) {
            buffer_text(&grounds, k ? "; " : "");
            buffer_put(&grounds, edge->grounds.at[k]);
        }
        const struct cell row[LINEAGE_NAMES] = {
            number_cell(CELL_STORY, story), report_cell(s, edge->from), report_cell(s, edge->to),
            text_cell(span_of(lineage_kind_text((enum lineage_kind)edge->kind))), rounded_cell(edge->share),
            rounded_cell(edge->sure), text_cell(edge->inferred ? SPAN("yes") : SPAN("no")),
            text_cell(buffer_span(&grounds)), outlet_cell(s, edge->from), outlet_cell(s, edge->to)
        };
        if (!put_cells(e, lineage_names, row, LINEAGE_NAMES))
            return false;
    }
    return true;
}

static const char *const difference_names[] = {
    "story", "difference", "label", "kind", "about", "unit", "reason", "article", "outlet", "from", "to", "text",
    "value", "low", "high", "accounts"
};
enum { DIFFERENCE_NAMES = sizeof difference_names / sizeof *difference_names };

/* A row for each value. */
static bool put_difference(struct exporter *e, const struct synopsis *s, int64_t story, uint32_t number)
{
    const struct difference *d = &s->differences[number];
    for (uint32_t i = 0; i < d->count; i++) {
        const struct difference_value *v = &d->values[i];
        const struct cell row[DIFFERENCE_NAMES] = {
            number_cell(CELL_STORY, story), number_cell(CELL_NUMBER, number + 1),
            text_cell(span_of(difference_label_text((enum difference_label)d->label))),
            text_cell(span_of(difference_kind_text((enum difference_kind)d->kind))), text_cell(d->slot),
            text_cell(d->unit), text_cell(d->reason), report_cell(s, v->at.report), outlet_cell(s, v->at.report),
            number_cell(CELL_NUMBER, v->at.at.from), number_cell(CELL_NUMBER, v->at.at.to),
            text_cell(evidence_words(s, v->at)), text_cell(v->value), share_cell(v->low), share_cell(v->high),
            number_cell(CELL_NUMBER, d->origins)
        };
        if (!put_cells(e, difference_names, row, DIFFERENCE_NAMES))
            return false;
    }
    return true;
}

/* A story of one report has neither. */
static bool take_rows(void *context, int64_t story)
{
    struct exporter *e = context;
    struct stored_story stored;
    struct arena keep = e->keep.arena;
    if (!store_story(e->store, &keep, story, &stored, e->error))
        return false;
    if (stored.reports < 2)
        return true;
    const struct synopsis *s = read_story(e, story);
    if (!s)
        return false;
    if (e->settings->table == EXPORT_LINEAGE)
        return put_lineage(e, s, story);
    for (uint32_t i = 0; i < s->difference_count; i++)
        if (!put_difference(e, s, story, i))
            return false;
    return true;
}

bool export_story_rows(struct exporter *e)
{
    bool lineage = e->settings->table == EXPORT_LINEAGE;
    struct buffer out = export_buffer(e, 0);
    if (e->settings->form == EXPORT_CSV) {
        export_csv_names(&out, lineage ? lineage_names : difference_names, lineage ? LINEAGE_NAMES : DIFFERENCE_NAMES);
        if (!export_put(e, &out))
            return false;
    }
    return export_each_story(e, take_rows);
}

/* ---- a folder ---- */

static bool begin_file(struct exporter *e, const char *name) { return e->hooks->file(e->hooks->context, name); }

/* How a report changed, where it did: each version beside the one before. */
static bool put_diff(struct exporter *e, struct revising *revising, const struct export_item *item, const char *name)
{
    struct revision_page *pages;
    size_t count;
    if (!revise_all(revising, item->number, INT64_MIN, &pages, &count, e->error))
        return false;
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++)
        bytes += pages[i].revision->before->article.text.len + pages[i].revision->after->article.text.len;
    struct buffer out = export_buffer(e, bytes);
    revision_html(&out, e->scratch.arena, pages, count);
    return begin_file(e, name) && export_put(e, &out);
}

static bool put_report(struct exporter *e, struct revising *revising, const struct synopsis *s,
                       const struct export_item *item)
{
    char name[40], diff[40];
    snprintf(name, sizeof name, "a%" PRId64 ".html", item->number);
    snprintf(diff, sizeof diff, "a%" PRId64 "-diff.html", item->number);
    bool changed = item->versions > 1;
    if (changed && !put_diff(e, revising, item, diff))
        return false;
    struct export_page page = { item, s->headline, changed ? span_of(diff) : SPAN("") };
    struct buffer out = export_buffer(e, item->article->text.len);
    export_page(&out, &page);
    export_count(e);
    return begin_file(e, name) && export_put(e, &out);
}

static bool put_reports(struct exporter *e, const struct synopsis *s, const struct export_item *items)
{
    struct revising *revising = revising_open(e->store);
    bool good = true;
    for (uint32_t i = 0; good && i < s->report_count; i++)
        good = put_report(e, revising, s, &items[i]);
    revising_close(revising);
    return good;
}

static bool put_rest(struct exporter *e, const struct synopsis *s, const struct export_item *items)
{
    uint32_t diffs = 0;
    for (uint32_t i = 0; i < s->report_count; i++)
        diffs += items[i].versions > 1;
    struct buffer out = export_buffer(e, text_bytes(s));
    tell_json(&out, s);
    buffer_byte(&out, '\n');
    if (!begin_file(e, "story.json") || !export_put(e, &out))
        return false;
    out = export_buffer(e, text_bytes(s));
    export_dot(&out, s);
    if (!begin_file(e, "lineage.dot") || !export_put(e, &out))
        return false;
    out = export_buffer(e, text_bytes(s));
    export_graphml(&out, s);
    if (!begin_file(e, "lineage.graphml") || !export_put(e, &out))
        return false;
    out = export_buffer(e, 0);
    export_readme(&out, s, diffs);
    return begin_file(e, "README.txt") && export_put(e, &out);
}

/* The story's page is last: while it is the old one, all that it leads to is there. */
bool export_story_folder(struct exporter *e)
{
    int64_t story = export_one_story(e);
    const struct synopsis *s = story ? read_story(e, story) : NULL;
    struct arena keep = e->keep.arena;
    struct export_item *items = s ? read_items(e, &keep, s) : NULL;
    if (!items || !put_reports(e, s, items) || !put_rest(e, s, items))
        return false;
    struct buffer out = export_buffer(e, text_bytes(s));
    struct region scratch = region_open(EXPORT_TEXT_LEAST + text_bytes(s) * EXPORT_TEXT_PER_BYTE);
    export_index(&out, scratch.arena, s, items);
    bool good = begin_file(e, "index.html") && export_put(e, &out);
    region_close(&scratch);
    return good;
}
