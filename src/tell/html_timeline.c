/* What happened when: a drawing of the order and of the gaps, then a line each. */
#include "tell/html_parts.h"

#include <math.h>

#include "tell/moment.h"

enum { PLACES_SHOWN = 6 };                  /* of one line, on the server's page */
enum { DRAWN_LEAST = 3, DRAWN_MOST = 60 };  /* happenings: fewer say nothing as a drawing */

/* ---- disputed times ---- */

static bool overlap(struct evidence a, struct evidence b)
{
    return a.report == b.report && a.at.from < b.at.to && b.at.from < a.at.to;
}

/* The number + 1 of a conflict over a date that stands in what tells of the happening; 0: none. */
static uint32_t dispute_of(const struct synopsis *s, const struct happening *h)
{
    for (uint32_t i = 0; i < s->difference_count && s->differences[i].label == DIFFERENCE_CONFLICT; i++) {
        const struct difference *d = &s->differences[i];
        for (uint32_t v = 0; d->kind == DIFFERENCE_OF_DATE && v < d->count; v++)
            for (uint32_t k = 0; k < h->support.count; k++)
                if (overlap(d->values[v].at, h->support.at[k]))
                    return i + 1;
    }
    return 0;
}

/* Both values, in the reports' words. */
static void put_dispute(struct html_page *p, uint32_t number)
{
    const struct difference *d = &p->s->differences[number - 1];
    struct view_groups groups = view_groups(p->scratch, p->s, d);
    html_print(p, " <a class=\"dispute\" href=\"");
    html_item(p, HTML_DIFFERENCE_LINE, number);
    html_print(p, "\">");
    html_kind(p, DIFFERENCE_CONFLICT);
    for (uint32_t g = 0; g < groups.count; g++) {
        struct evidence e = d->values[groups.first[g]].at;
        html_print(p, g ? " / <q" : " <q");
        html_language(p, e.report);
        html_print(p, ">%t</q>", evidence_words(p->s, e));
    }
    html_print(p, "</a>");
}

/* ---- the drawing: gaps by their logarithm, so that hours and years have room on one line ---- */

/* Its day, or the clock where the one before it was of the same day; its year where that is another one. */
static void put_stop_label(struct html_page *p, struct when w, bool same_year, bool same_day, double x)
{
    html_print(p, "<text x=\"%f%%\" y=\"86%%\" text-anchor=\"middle\">", x);
    if (same_day && moment_has_clock(w))
        moment_clock(p->out, w);
    else if (w.precision >= WHEN_DAY && same_year)
        moment_short_day(p->out, w);
    else
        buffer_number(p->out, moment_civil(w).year);
    html_print(p, "</text>");
}

static void put_stop(struct html_page *p, const struct happening *h, double x)
{
    if (dispute_of(p->s, h))
        html_print(p, "<circle class=\"x\" cx=\"%f%%\" cy=\"35%%\" r=\"6\"/>", x);
    else if (h->when.precision < WHEN_DAY)
        html_print(p, "<line class=\"vague\" x1=\"%f%%\" x2=\"%f%%\" y1=\"35%%\" y2=\"35%%\"/>", x - 1.2, x + 1.2);
    else
        html_print(p, "<circle class=\"own\" cx=\"%f%%\" cy=\"35%%\" r=\"%s\"/>", x, h->is_event ? "7" : "4.5");
}

static bool same_day(struct when a, struct when b)
{
    struct civil one = moment_civil(a), two = moment_civil(b);
    return one.year == two.year && one.month == two.month && one.day == two.day;
}

static void put_drawing(struct html_page *p)
{
    static const double from = 4, to = 96, apart = 8;
    const struct synopsis *s = p->s;
    uint32_t count = s->happening_count < DRAWN_MOST ? s->happening_count : DRAWN_MOST;
    double *x = arena_new(p->scratch, double, count), last = -100;
    for (uint32_t i = 1; i < count; i++) {
        int64_t gap = s->timeline[i].when.from - s->timeline[i - 1].when.from;
        x[i] = x[i - 1] + (gap > 0 ? log2(1 + (double)gap / 3600 / 3) : 0);
    }
    if (count < DRAWN_LEAST || x[count - 1] <= 0)
        return;
    html_print(p, "<svg class=\"draw strip-time\" aria-hidden=\"true\">"
                  "<line class=\"life\" x1=\"0\" x2=\"100%%\" y1=\"35%%\" y2=\"35%%\"/>");
    int year = moment_civil(when_known(s->when) ? s->when : s->timeline[count - 1].when).year;
    double scale = (to - from) / x[count - 1];
    for (uint32_t i = 0; i < count; i++) {
        const struct happening *h = &s->timeline[i];
        put_stop(p, h, from + x[i] * scale);
        if (from + x[i] * scale - last < apart)
            continue;
        last = from + x[i] * scale;
        put_stop_label(p, h->when, moment_civil(h->when).year == year,
                       i && same_day(h->when, s->timeline[i - 1].when), last);
    }
    html_print(p, "</svg>\n");
}

/* ---- a line each ---- */

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
    uint32_t last = UINT32_MAX, dispute = dispute_of(p->s, h);
    html_begin_line(p, HTML_TIME_LINE, number + 1);
    html_print(p, "<li class=\"%s\" id=\"%pt%u\"><p class=\"at\"><b>", h->is_event ? "event" : "far", number + 1);
    if (h->when.precision >= WHEN_DAY || h->when.precision == WHEN_MONTH)
        moment_text(p->out, h->when);
    else
        html_print(p, "%t", h->date);
    html_print(p, "</b>");
    put_precision(p, h);
    html_print(p, "</p><span class=\"dot\">");
    html_sign(p, dispute ? "conflict" : "own");
    html_print(p, "</span><p class=\"what\"><span><q");
    html_language(p, h->wording.report);
    html_print(p, ">");
    html_shown(p, h->wording);
    html_print(p, "</q> ");
    html_origins(p, h->support.at, sizeof *h->support.at, h->support.count);
    if (dispute)
        put_dispute(p, dispute);
    html_print(p, "</span> <span class=\"srcs\">");
    for (uint32_t i = 0, shown = 0; i < h->support.count; i++) {
        if (h->support.at[i].report == last || (p->site && shown++ >= PLACES_SHOWN))
            continue;
        last = h->support.at[i].report;
        html_place(p, h->support.at[i], HTML_CLAIM);
        html_print(p, " ");
    }
    html_beside(p, HTML_TIME_LINE, number + 1);
    html_print(p, "</span></p></li>\n");
    html_show(p, HTML_TIME_LINE, number);
}

void html_timeline(struct html_page *p)
{
    uint32_t i = html_begin_share(p, SITE_STORY_TIMELINE);
    if (!p->s->happening_count)
        return;
    html_section(p, "timeline", WORD_TIMELINE, "");
    html_print(p, "<p>%w</p></header>\n", WORD_TIMELINE_NOTE);
    put_drawing(p);
    html_print(p, "<ol class=\"time\">");
    for (; i < p->s->happening_count && !html_is_full(p); i++)
        put_happening(p, i);
    html_print(p, "</ol>");
    html_more(p, SITE_STORY_TIMELINE, i, p->s->happening_count);
    html_print(p, "</section>\n");
}
