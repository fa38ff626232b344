/* What only one has, and the timeline of happenings. */
#include "tell/html_parts.h"

#include "tell/moment.h"

enum { ONLY_OPEN = 12 };   /* the others are folded: a long report has dozens */

static void put_only(struct html_page *p, const struct claim *c)
{
    html_begin_line(p, HTML_CLAIM_LINE, c->id);
    html_print(p, "<li id=\"%pc%u\"><p>", c->id);
    html_origin(p, p->s->reports[c->wording.report].origin);
    html_print(p, " <b><bdi>%t</bdi></b></p><p class=\"words\"><q", label_report(p->s, c->wording.report));
    html_language(p, c->wording.report);
    html_print(p, ">%t</q> ", evidence_words(p->s, c->wording));
    html_place(p, c->wording, HTML_CLAIM);
    for (uint32_t i = 0; i < c->support.count; i++)   /* its copies */
        if (c->support.at[i].report != c->wording.report) {
            html_print(p, " ");
            html_place(p, c->support.at[i], HTML_CLAIM);
        }
    html_print(p, "</p><div class=\"small\">");
    if (c->absent.count)
        html_count(p, WORD_SEARCHED, c->absent.count, 0, 0);
    html_names(p, WORD_CANNOT_TELL_THESE, c->unclear);
    html_notes(p, c);
    html_print(p, c->background ? " · %w" : "", WORD_BACKGROUND);
    html_elsewhere(p, c);
    html_print(p, "</div></li>\n");
}

void html_only(struct html_page *p)
{
    struct numbers only = view_only(p->scratch, p->s);
    if (!only.count)
        return;
    html_section(p, "only", WORD_ONLY, "");
    html_print(p, "<p>%w</p></header>\n<ul class=\"only\">\n", WORD_ONLY_NOTE);
    for (uint32_t i = 0; i < only.count; i++) {
        if (i == ONLY_OPEN) {
            html_print(p, "</ul><details class=\"rest\"><summary>");
            html_count(p, WORD_MORE, only.count - i, 0, 0);
            html_print(p, "</summary><ul class=\"only\">\n");
        }
        put_only(p, &p->s->claims[only.at[i]]);
    }
    html_print(p, only.count > ONLY_OPEN ? "</ul></details></section>\n" : "</ul></section>\n");
}

/* ---- timeline ---- */

static void put_precision(struct html_page *p, const struct happening *h)
{
    html_print(p, "<small>");
    if (h->is_event)
        html_print(p, "%w", WORD_THE_EVENT);
    else if (h->when.precision == WHEN_MONTH)
        html_print(p, "%w", WORD_MONTH_ONLY);
    else if (h->when.precision == WHEN_WEEK)
        html_print(p, "%w", WORD_WEEK_ONLY);
    else if (h->when.precision == WHEN_YEAR)
        html_print(p, "%w", WORD_YEAR_ONLY);
    html_print(p, "</small>");
}

static void put_happening(struct html_page *p, uint32_t number)
{
    const struct happening *h = &p->s->timeline[number];
    uint32_t last = UINT32_MAX;
    html_begin_line(p, HTML_TIME_LINE, number + 1);
    html_print(p, "<li class=\"%s\" id=\"%pt%u\"><p class=\"at\"><b>", h->is_event ? "event" : "far", number + 1);
    if (h->when.precision >= WHEN_DAY || h->when.precision == WHEN_MONTH)
        moment_text(p->out, h->when);
    else
        html_print(p, "%t", h->date);
    html_print(p, "</b>");
    put_precision(p, h);
    html_print(p, "</p><span class=\"dot\">");
    html_sign(p, "own");
    html_print(p, "</span><p class=\"what\"><span><q");
    html_language(p, h->wording.report);
    html_print(p, ">%t</q> ", evidence_words(p->s, h->wording));
    html_origins(p, h->support.at, sizeof *h->support.at, h->support.count);
    html_print(p, "</span> <span class=\"srcs\">");
    for (uint32_t i = 0; i < h->support.count; i++) {
        if (h->support.at[i].report == last)
            continue;
        last = h->support.at[i].report;
        html_place(p, h->support.at[i], HTML_CLAIM);
        html_print(p, " ");
    }
    html_print(p, "</span></p></li>\n");
}

void html_timeline(struct html_page *p)
{
    if (!p->s->happening_count)
        return;
    html_section(p, "timeline", WORD_TIMELINE, "");
    html_print(p, "<p>%w</p></header>\n<ol class=\"time\">", WORD_TIMELINE_NOTE);
    for (uint32_t i = 0; i < p->s->happening_count; i++)
        put_happening(p, i);
    html_print(p, "</ol></section>\n");
}
