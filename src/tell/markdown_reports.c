/* Who copied whom, the timeline, and the reports. */
#include "tell/markdown_parts.h"

#include "tell/escape.h"
#include "tell/moment.h"

static void put_share(struct markdown_page *m, float share)
{
    if (share > 0)
        buffer_printf(m->out, " %.0f %%", (double)share * 100);
}

/* " (likely, inferred): shares the quote ..." */
static void put_grounds(struct markdown_page *m, const struct lineage_edge *e)
{
    if (e->sure > 0 || e->inferred) {
        markdown_put(m, " (");
        word_sureness(m->out, e->sure, e->inferred);
        markdown_put(m, ")");
    }
    for (uint32_t i = 0; i < e->grounds.count; i++) {
        markdown_put(m, i ? "; " : ": ");
        markdown_text(m, e->grounds.at[i]);
    }
}

static void put_descent(struct markdown_page *m, uint32_t report)
{
    const struct story_report *r = &m->s->reports[report];
    const struct lineage_edge *e = m->parents[report];
    markdown_put(m, r->is_root ? "- ■ **" : "  - □ **");
    markdown_handle(m, report);
    markdown_put(m, "** ");
    markdown_text(m, label_report(m->s, report));
    if (when_known(r->report->article.published)) {
        markdown_put(m, ", ");
        moment_text(m->out, r->report->article.published);
    }
    markdown_put(m, " – ");
    if (!e) {
        markdown_text(m, r->origin_label.len ? r->origin_label : span_of(word_text(WORD_OWN_ACCOUNT)));
    } else {
        markdown_put(m, word_lineage(e->kind));
        put_share(m, e->share);
        markdown_put(m, " ");
        markdown_word(m, WORD_COPY_OF);
        markdown_put(m, " ");
        markdown_handle(m, e->from);
        put_grounds(m, e);
    }
    markdown_put(m, "\n");
}

static void put_common_source(struct markdown_page *m, const struct lineage_edge *e)
{
    markdown_put(m, "- ");
    markdown_word(m, WORD_SHARED_SOURCE);
    markdown_put(m, " **");
    markdown_handle(m, e->from);
    markdown_put(m, "** ");
    markdown_word(m, WORD_AND);
    markdown_put(m, " **");
    markdown_handle(m, e->to);
    markdown_put(m, "**");
    put_share(m, e->share);
    put_grounds(m, e);
    markdown_put(m, "\n");
}

void markdown_lineage(struct markdown_page *m)
{
    markdown_title(m, WORD_LINEAGE);
    for (uint32_t i = 0; i < m->s->report_count; i++)
        put_descent(m, i);
    for (uint32_t i = 0; i < m->s->lineage_count; i++)
        if (m->s->lineage[i].kind == LINEAGE_COMMON_SOURCE)
            put_common_source(m, &m->s->lineage[i]);
}

void markdown_timeline(struct markdown_page *m)
{
    if (!m->s->happening_count)
        return;
    markdown_title(m, WORD_TIMELINE);
    for (uint32_t i = 0; i < m->s->happening_count; i++) {
        const struct happening *h = &m->s->timeline[i];
        markdown_put(m, "- **");
        markdown_text(m, h->date);
        markdown_put(m, "** ");
        markdown_words(m, h->wording);
        for (uint32_t k = 0; k < h->support.count; k++)
            markdown_place(m, h->support.at[k]);
        if (h->is_event) {
            markdown_put(m, " · *");
            markdown_word(m, WORD_THE_EVENT);
            markdown_put(m, "*");
        }
        markdown_put(m, "\n");
    }
}

static void put_report(struct markdown_page *m, uint32_t report)
{
    const struct article *a = &m->s->reports[report].report->article;
    markdown_put(m, "| ");
    markdown_handle(m, report);
    markdown_put(m, " | ");
    markdown_text(m, a->file.len ? a->file : a->id);
    markdown_put(m, " | ");
    markdown_text(m, a->outlet);
    markdown_put(m, " | ");
    if (a->url.len && escape_may_link(a->url)) {
        markdown_put(m, "[");
        markdown_text(m, a->title.len ? a->title : a->id);
        markdown_put(m, "](<");
        escape_url(m->out, a->url);
        markdown_put(m, ">)");
    } else {
        markdown_text(m, a->title);
    }
    markdown_put(m, " | ");
    moment_text(m->out, a->published);
    markdown_put(m, " |\n");
}

void markdown_reports(struct markdown_page *m)
{
    static const enum word heads[] = { WORD_HANDLE, WORD_FILE, WORD_OUTLET, WORD_REPORT, WORD_PUBLISHED };
    markdown_title(m, WORD_REPORTS);
    markdown_put(m, "|");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        markdown_put(m, " ");
        markdown_word(m, heads[i]);
        markdown_put(m, " |");
    }
    markdown_put(m, "\n|---|---|---|---|---|\n");
    for (uint32_t i = 0; i < m->s->report_count; i++)
        put_report(m, i);
}
