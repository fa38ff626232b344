/* What only one has, and the timeline of happenings. */
#include "tell/html_parts.h"

#include "tell/moment.h"

static void put_only(struct html_page *p, const struct claim *c)
{
    html_print(p, "<li><p>");
    html_origin(p, p->s->reports[c->wording.report].origin);
    html_print(p, " <b><bdi>%t</bdi></b></p><p class=\"words\"><q", label_report(p->s, c->wording.report));
    html_language(p, c->wording.report);
    html_print(p, ">%t</q> ", evidence_words(p->s, c->wording));
    html_place(p, c->wording, HTML_CLAIM);
    html_print(p, "</p><p class=\"small\">");
    html_count(p, WORD_SEARCHED, c->absent.count, 0, 0);
    for (uint32_t i = 0; i < c->unclear.count; i++) {
        html_print(p, i ? ", " : " %w ", WORD_CANNOT_TELL_THESE);
        html_print(p, "<bdi>%t</bdi>", label_report(p->s, c->unclear.at[i]));
    }
    html_print(p, "</p></li>\n");
}

void html_only(struct html_page *p)
{
    uint32_t counts[VIEW_PART_COUNT];
    view_count_parts(counts, p->s);
    if (!counts[VIEW_ONE])
        return;
    html_section(p, "only", WORD_ONLY, "");
    html_print(p, "<p>%w</p></header>\n<ul class=\"only\">\n", WORD_ONLY_NOTE);
    for (uint32_t i = 0; i < p->s->claim_count; i++)
        if (view_part(p->s, &p->s->claims[i]) == VIEW_ONE)
            put_only(p, &p->s->claims[i]);
    html_print(p, "</ul></section>\n");
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

static void put_happening(struct html_page *p, const struct happening *h)
{
    uint32_t last = UINT32_MAX;
    html_print(p, h->is_event ? "<li class=\"event\"><p class=\"at\"><b>" : "<li class=\"far\"><p class=\"at\"><b>");
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
        put_happening(p, &p->s->timeline[i]);
    html_print(p, "</ol></section>\n");
}
