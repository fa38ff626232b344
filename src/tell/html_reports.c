/* The reports themselves, each in full, with an anchor at every place that was linked to. */
#include "tell/html_parts.h"

#include <stdlib.h>

#include "tell/escape.h"

enum { NESTED_MAX = 16 };   /* marks within marks; deeper ones get an anchor without a stretch */

/* Reading one report from front to back: its marks, the stack of open ones, how far it has come. */
struct walk {
    struct html_page *p;
    struct span text;
    const struct html_mark *at, *end;
    struct { uint32_t to; const struct html_mark *mark; } open[NESTED_MAX];
    unsigned depth;
    uint32_t place;
};

/* By report and place, the longer first, so that the shorter stand inside. */
static int by_place(const void *one, const void *two)
{
    const struct html_mark *a = one, *b = two;
    if (a->report != b->report)
        return a->report < b->report ? -1 : 1;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->to != b->to)
        return a->to > b->to ? -1 : 1;
    if (a->line != b->line)
        return (int)a->line - (int)b->line;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return (int)a->kind - (int)b->kind;
}

static bool same_place(const struct html_mark *a, const struct html_mark *b)
{
    return a->report == b->report && a->from == b->from && a->to == b->to;
}

/* Sorted, each line of the page once for a place. */
static void sort_marks(struct html_page *p)
{
    size_t kept = 0;
    if (p->mark_count)
        qsort(p->marks, p->mark_count, sizeof *p->marks, by_place);
    for (size_t i = 0; i < p->mark_count; i++) {
        struct html_mark *m = &p->marks[i], *last = kept ? &p->marks[kept - 1] : NULL;
        if (!last || !same_place(last, m) || last->line != m->line || last->number != m->number)
            p->marks[kept++] = *m;
    }
    p->mark_count = kept;
}

static void put_until(struct walk *w, uint32_t to)
{
    if (to > w->place) {
        escape_html(w->p->out, mark_span(w->text, (struct mark){ w->place, to }));
        w->place = to;
    }
}

/* A way back to the line of the page that rests on this place. */
static void put_back(struct html_page *p, const struct html_mark *m)
{
    static const struct { enum word word; const char *id; } lines[] = {
        [HTML_CLAIM_LINE] = { WORD_BACK_TO_CLAIM, "c" },      [HTML_DIFFERENCE_LINE] = { WORD_BACK_TO_DIFFERENCE, "d" },
        [HTML_QUOTE_LINE] = { WORD_BACK_TO_QUOTE, "q" },      [HTML_TIME_LINE] = { WORD_BACK_TO_TIMELINE, "t" },
    };
    if (m->line == HTML_NO_LINE)
        return;
    html_print(p, "<a class=\"back\" href=\"#%p%s%u\" title=\"", lines[m->line].id, m->number);
    word_put(p->out, lines[m->line].word, m->number, 0, 0);
    html_print(p, "\">");
    if (m->line == HTML_DIFFERENCE_LINE)
        html_sign(p, html_kind_name(p->s->differences[m->number - 1].label));
    else
        html_sign(p, m->line == HTML_QUOTE_LINE ? "wording" : "back");
    html_print(p, "<span class=\"vh\">");
    word_put(p->out, lines[m->line].word, m->number, 0, 0);
    html_print(p, "</span></a>");
}

static void put_backs(struct walk *w, const struct html_mark *m)
{
    for (const struct html_mark *first = m; m < w->end && same_place(m, first); m++) {
        html_print(w->p, m > first ? "<wbr>" : "");
        put_back(w->p, m);
    }
}

static void close_until(struct walk *w, uint32_t to)
{
    while (w->depth && w->open[w->depth - 1].to <= to) {
        put_until(w, w->open[--w->depth].to);
        html_print(w->p, "</span>");
        put_backs(w, w->open[w->depth].mark);
    }
}

/* The marks of one place, of which the first is `w->at`: an anchor alone. */
static void put_anchor(struct walk *w)
{
    const struct html_mark *m = w->at;
    html_print(w->p, "<span class=\"at\" id=\"%pr%u-%u-%u\"></span>", m->report, m->from, m->to);
    while (w->at < w->end && same_place(w->at, m))
        w->at++;
}

/* Marks that begin before `at`, where nothing of the body stands: anchors only. */
static void skip_marks(struct walk *w, uint32_t at)
{
    while (w->at < w->end && w->at->from < at)
        put_anchor(w);
}

/* A mark that would cross the end of an open one or of the block ends there. */
static void put_stretch(struct walk *w, struct mark at)
{
    static const char *const classes[] = { "m", "m q", "m f" };
    w->place = at.from;
    skip_marks(w, at.from);
    while (w->at < w->end && w->at->from < at.to) {
        const struct html_mark *m = w->at;
        close_until(w, m->from);
        put_until(w, m->from);
        uint32_t limit = w->depth ? w->open[w->depth - 1].to : at.to;
        uint32_t end = m->to < limit ? m->to : limit;
        if (w->depth == NESTED_MAX || end <= m->from) {
            put_anchor(w);
            continue;
        }
        html_print(w->p, "<span class=\"%s\" id=\"%pr%u-%u-%u\">", classes[m->kind], m->report, m->from, m->to);
        w->open[w->depth].to = end;
        w->open[w->depth++].mark = m;
        while (w->at < w->end && same_place(w->at, m))
            w->at++;
    }
    close_until(w, at.to);
    put_until(w, at.to);
}

static void put_block(struct walk *w, const struct block *b)
{
    static const char *const begin[] = { "<p>", "<p class=\"lede\">", "<p>", "<h4>", "<p class=\"item\">",
                                         "<p class=\"quoted\">", "<p>" };
    html_print(w->p, "%s", begin[b->kind]);
    put_stretch(w, b->at);
    html_print(w->p, b->kind == BLOCK_HEADING ? "</h4>\n" : "</p>\n");
}

static void put_cut(struct walk *w, const struct article *a, const struct cut *cut)
{
    struct span words = a->flags & ARTICLE_HTML ? cut->words : mark_span(a->text, cut->at);
    html_print(w->p, "<details class=\"furn\"><summary>%s, ", cut_label(cut->why));
    html_count(w->p, WORD_BYTES, (uint32_t)words.len, 0, 0);
    html_print(w->p, "</summary><p>%t</p></details>\n", words);
}

/* Blocks and what was cut between them, in order of place. */
static void put_body(struct walk *w, const struct article *a, uint32_t report)
{
    uint32_t cut = 0;
    html_print(w->p, "<div class=\"body\"");
    html_language(w->p, report);
    html_print(w->p, ">\n");
    for (uint32_t i = 0; i < a->blocks.count; i++) {
        const struct block *b = &a->blocks.at[i];
        for (; cut < a->cuts.count && a->cuts.at[cut].at.from <= b->at.from; cut++)
            put_cut(w, a, &a->cuts.at[cut]);
        if (i || b->kind != BLOCK_TITLE)
            put_block(w, b);
    }
    for (; cut < a->cuts.count; cut++)
        put_cut(w, a, &a->cuts.at[cut]);
    skip_marks(w, UINT32_MAX);
    html_print(w->p, "</div>");
}

static void put_fact(struct html_page *p, enum word name, struct span value)
{
    if (value.len)
        html_print(p, "<dt>%w</dt><dd><bdi>%t</bdi></dd>", name, value);
}

/* The way it came about, with its grounds, which the drawing has no room for on a phone. */
static void put_descent(struct html_page *p, uint32_t report)
{
    const struct story_report *r = &p->s->reports[report];
    const struct lineage_edge *e = p->parents[report];
    put_fact(p, WORD_WHAT_IT_IS, r->origin_label);
    if (!e)
        return;
    html_print(p, "<dt>%w</dt><dd>%s ", WORD_DESCENT, word_lineage(e->kind));
    html_print(p, "%w <a href=\"", WORD_COPY_OF);
    html_report(p, e->from);
    html_print(p, "\"><bdi>%t</bdi></a><br>", label_report(p->s, e->from));
    html_grounds(p, e);
    html_print(p, "</dd>");
}

static void put_facts(struct html_page *p, uint32_t report)
{
    const struct story_report *r = &p->s->reports[report];
    const struct article *a = &r->report->article;
    html_print(p, "<dl class=\"facts\">");
    put_fact(p, WORD_FILE, a->file);
    if (when_known(a->published)) {
        html_print(p, "<dt>%w</dt><dd>", WORD_PUBLISHED);
        html_when(p, a->published);
        html_print(p, "</dd>");
    }
    put_fact(p, WORD_BYLINE, a->byline);
    put_fact(p, WORD_CREDIT, a->credit);
    put_fact(p, WORD_LANGUAGE, word_language(a->language));
    put_descent(p, report);
    if (a->flags & ARTICLE_STUB)
        put_fact(p, WORD_CUT_OFF, span_of(word_text(WORD_CANNOT_TELL)));
    if (a->url.len && escape_may_link(a->url)) {
        html_print(p, "<dt>%w</dt><dd><a rel=\"noopener noreferrer nofollow\" href=\"", WORD_SOURCE);
        escape_url(p->out, a->url);
        html_print(p, "\">%t</a></dd>", a->url);
    } else {
        put_fact(p, WORD_SOURCE, a->url);
    }
    html_print(p, "</dl>");
}

static void put_report(struct walk *w, uint32_t report)
{
    struct html_page *p = w->p;
    const struct story_report *r = &p->s->reports[report];
    const struct article *a = &r->report->article;
    html_print(p, "<article class=\"report\" id=\"%pr%u\"><header><p>", report);
    html_origin(p, r->origin);
    html_print(p, " <b><bdi>%t</bdi></b></p><h3", label_report(p->s, report));
    html_language(p, report);
    html_print(p, ">");
    if (a->blocks.count && a->blocks.at[0].kind == BLOCK_TITLE)
        put_stretch(w, a->blocks.at[0].at);
    else if (a->title.len)
        html_print(p, "%t", a->title);
    else
        html_print(p, "%w", WORD_NO_TITLE);
    html_print(p, "</h3>");
    put_facts(p, report);
    html_print(p, "</header>\n");
    put_body(w, a, report);
    html_print(p, "</article>\n");
}

void html_reports(struct html_page *p)
{
    sort_marks(p);
    html_section(p, "reports", WORD_REPORTS, "");
    html_print(p, "<p>%w</p></header>\n", WORD_REPORTS_NOTE);
    struct walk w = { .p = p, .at = p->marks, .end = p->marks };
    const struct html_mark *all = p->mark_count ? p->marks + p->mark_count : p->marks;
    for (uint32_t i = 0; i < p->s->report_count; i++) {
        w.text = p->s->reports[i].report->article.text;
        while (w.end < all && w.end->report == i)
            w.end++;
        put_report(&w, i);
        w.at = w.end;
    }
    html_print(p, "</section>\n");
}
