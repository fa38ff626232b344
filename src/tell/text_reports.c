/* Who copied whom, the timeline, and the legend of reports. */
#include "tell/text_parts.h"

#include "tell/moment.h"

/* " (likely, inferred): shares the quote ..." */
static void put_grounds(struct text_page *p, const struct lineage_edge *e)
{
    struct buffer sureness = buffer_in(p->l.out->arena);
    word_sureness(&sureness, e->sure, e->inferred);
    if (sureness.len) {
        layout_text(&p->l, " (", STYLE_PLAIN);
        layout_put(&p->l, buffer_span(&sureness), STYLE_PLAIN);
        layout_text(&p->l, ")", STYLE_PLAIN);
    }
    for (uint32_t i = 0; i < e->grounds.count; i++) {
        layout_text(&p->l, i ? "; " : ": ", STYLE_FAINT);
        layout_put(&p->l, e->grounds.at[i], STYLE_FAINT);
    }
}

static void put_share(struct text_page *p, float share)
{
    struct buffer words = buffer_in(p->l.out->arena);
    if (share > 0) {
        buffer_printf(&words, " %.0f %%", (double)share * 100);
        layout_put(&p->l, buffer_span(&words), STYLE_PLAIN);
    }
}

static void put_descent(struct text_page *p, uint32_t report)
{
    const struct story_report *r = &p->s->reports[report];
    const struct lineage_edge *e = p->parents[report];
    text_indent(p, r->is_root ? 2 : 4, 8);
    layout_text(&p->l, r->is_root ? "■ " : "└ □ ", STYLE_PLAIN);
    text_handle(p, report, STYLE_STRONG);
    layout_text(&p->l, " ", STYLE_PLAIN);
    layout_put(&p->l, label_report(p->s, report), STYLE_PLAIN);
    if (when_known(r->report->article.published)) {
        layout_text(&p->l, ", ", STYLE_PLAIN);
        text_when(p, r->report->article.published, STYLE_PLAIN);
    }
    layout_text(&p->l, " – ", STYLE_FAINT);
    if (e) {
        layout_text(&p->l, word_lineage(e->kind), STYLE_PLAIN);
        put_share(p, e->share);
        layout_text(&p->l, " ", STYLE_PLAIN);
        text_say(p, WORD_COPY_OF, STYLE_PLAIN);
        layout_text(&p->l, " ", STYLE_PLAIN);
        text_handle(p, e->from, STYLE_PLAIN);
        put_grounds(p, e);
    } else {
        layout_put(&p->l, r->origin_label.len ? r->origin_label : span_of(word_text(WORD_OWN_ACCOUNT)), STYLE_PLAIN);
    }
    layout_end(&p->l);
}

static void put_common_source(struct text_page *p, const struct lineage_edge *e)
{
    text_indent(p, 2, 8);
    text_say(p, WORD_SHARED_SOURCE, STYLE_PLAIN);
    layout_text(&p->l, " ", STYLE_PLAIN);
    text_handle(p, e->from, STYLE_STRONG);
    layout_text(&p->l, " ", STYLE_PLAIN);
    text_say(p, WORD_AND, STYLE_PLAIN);
    layout_text(&p->l, " ", STYLE_PLAIN);
    text_handle(p, e->to, STYLE_STRONG);
    put_share(p, e->share);
    put_grounds(p, e);
    layout_end(&p->l);
}

void text_lineage(struct text_page *p)
{
    text_section(p, WORD_LINEAGE);
    for (uint32_t i = 0; i < p->s->report_count; i++)
        put_descent(p, i);
    for (uint32_t i = 0; i < p->s->lineage_count; i++)
        if (p->s->lineage[i].kind == LINEAGE_COMMON_SOURCE)
            put_common_source(p, &p->s->lineage[i]);
}

/* ---- timeline ---- */

static void put_happening(struct text_page *p, const struct happening *h)
{
    uint32_t last = h->wording.report;
    text_indent(p, 2, 14);
    layout_put(&p->l, h->date, h->is_event ? STYLE_STRONG : STYLE_PLAIN);
    layout_pad(&p->l, 14);
    text_words(p, h->wording, STYLE_PLAIN);
    text_place(p, h->wording);
    for (uint32_t i = 0; i < h->support.count; i++) {
        if (h->support.at[i].report == last || h->support.at[i].report == h->wording.report)
            continue;
        last = h->support.at[i].report;
        text_place(p, h->support.at[i]);
    }
    if (h->is_event) {
        text_dot(p);
        text_say(p, WORD_THE_EVENT, STYLE_STRONG);
    }
    layout_end(&p->l);
}

void text_timeline(struct text_page *p)
{
    if (!p->s->happening_count)
        return;
    text_section(p, WORD_TIMELINE);
    for (uint32_t i = 0; i < p->s->happening_count; i++)
        put_happening(p, &p->s->timeline[i]);
}

/* ---- legend ---- */

static void put_report(struct text_page *p, uint32_t report)
{
    const struct article *a = &p->s->reports[report].report->article;
    unsigned wide = 2 + p->handles.columns + 1;
    text_indent(p, 2, wide);
    text_handle(p, report, STYLE_STRONG);
    layout_pad(&p->l, wide);
    layout_put(&p->l, a->file.len ? a->file : a->id, STYLE_PLAIN);
    if (a->outlet.len) {
        text_dot(p);
        layout_put(&p->l, a->outlet, STYLE_PLAIN);
    }
    if (a->title.len) {
        text_dot(p);
        layout_put(&p->l, a->title, STYLE_PLAIN);
    }
    if (when_known(a->published)) {
        text_dot(p);
        text_when(p, a->published, STYLE_PLAIN);
    }
    if (a->url.len) {
        text_dot(p);
        layout_put(&p->l, a->url, STYLE_FAINT);
    }
    if (a->flags & ARTICLE_STUB) {
        text_dot(p);
        text_say(p, WORD_CUT_OFF, STYLE_PLAIN);
    }
    layout_end(&p->l);
}

void text_reports(struct text_page *p)
{
    text_section(p, WORD_REPORTS);
    for (uint32_t i = 0; i < p->s->report_count; i++)
        put_report(p, i);
    p->l.indent = 0;
}
