/* Who copied whom: a row a report, a lane an account, time on x.  x is in per cent and rows are equal, so
 * one drawing serves phone and wall.  The list is the HTML, the drawing only repeats it. */
#include "tell/html_parts.h"

#include <math.h>

#include "base/calendar.h"
#include "tell/moment.h"

enum scale { BY_CLOCK, BY_DAY, BY_EVIDENCE };
enum { TICKS_MAX = 6, FEW_DAYS = 3 };

struct drawing {
    enum scale scale;
    int64_t begin, end;      /* seconds, local to `zone` */
    int64_t zone;            /* seconds east of UTC of the first report that says */
    double *x, end_x;        /* of each report, and of the last one, in per cent */
    uint32_t lead, rows;     /* rows before the first report's: the axis, where there is one; all rows */
};

/* Per cent: dots keep off the edges, labels, a clock or a day with a clock, stand to their right. */
static const double FROM = 4, TO = 80, TO_LONG = 55;

static double row_y(const struct drawing *d, uint32_t report) { return (report + d->lead + 0.5) * 100 / d->rows; }

/* On a scale of days a report stands at its day's begin, or one without hours would seem the first of its day. */
static int64_t local_time(const struct drawing *d, struct when w)
{
    int64_t at = w.from + (w.zoned ? d->zone : 0);
    return d->scale == BY_DAY ? at - (at % DAY_SECONDS + DAY_SECONDS) % DAY_SECONDS : at;
}

/* Times can be drawn only where all are known; a day without hours says little within a few days. */
static enum scale choose_scale(const struct synopsis *s)
{
    bool clocks = true;
    int64_t first = INT64_MAX, last = INT64_MIN;
    for (uint32_t i = 0; i < s->report_count; i++) {
        struct when w = s->reports[i].report->article.published;
        if (w.precision < WHEN_DAY)
            return BY_EVIDENCE;
        clocks &= moment_has_clock(w);
        first = w.from < first ? w.from : first;
        last = w.from > last ? w.from : last;
    }
    if (first >= last)
        return BY_EVIDENCE;
    if (clocks)
        return BY_CLOCK;
    return last - first >= FEW_DAYS * DAY_SECONDS ? BY_DAY : BY_EVIDENCE;
}

static void place_by_time(struct drawing *d, const struct synopsis *s)
{
    for (uint32_t i = 0; i < s->report_count; i++) {
        struct when w = s->reports[i].report->article.published;
        d->zone = d->zone || !w.zoned ? d->zone : (int64_t)w.offset * 60;
    }
    d->begin = INT64_MAX;
    d->end = INT64_MIN;
    for (uint32_t i = 0; i < s->report_count; i++) {
        int64_t at = local_time(d, s->reports[i].report->article.published);
        d->begin = at < d->begin ? at : d->begin;
        d->end = at > d->end ? at : d->end;
    }
    for (uint32_t i = 0; i < s->report_count; i++) {
        double along = (double)(local_time(d, s->reports[i].report->article.published) - d->begin);
        d->x[i] = FROM + (d->end_x - FROM) * along / (double)(d->end - d->begin);
    }
}

/* Steps from the root: what was made of what.  Edges that run in a ring begin anywhere. */
static void place_by_evidence(struct drawing *d, const struct html_page *p)
{
    uint32_t count = p->s->report_count, *way = arena_new(p->scratch, uint32_t, count);
    bool *met = arena_new(p->scratch, bool, count);
    double deepest = 1;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t steps = 0, at = i;
        for (; !met[at] && p->parents[at]; at = p->parents[at]->from) {
            met[at] = true;
            way[steps++] = at;
        }
        met[at] = true;
        if (!p->parents[at])
            d->x[at] = p->s->reports[at].is_root ? 0 : 1;
        for (; steps; at = way[steps])
            d->x[way[--steps]] = d->x[at] + 1;
    }
    for (uint32_t i = 0; i < count; i++)
        deepest = fmax(deepest, d->x[i]);
    for (uint32_t i = 0; i < count; i++)
        d->x[i] = FROM + (d->end_x - FROM) * d->x[i] / deepest;
}

static struct drawing plan(struct html_page *p)
{
    const struct synopsis *s = p->s;
    struct drawing d = { .scale = choose_scale(s), .x = arena_new(p->scratch, double, s->report_count) };
    d.end_x = p->times.days && p->times.clocks ? TO_LONG : TO;
    d.lead = d.scale != BY_EVIDENCE;
    d.rows = s->report_count + d.lead;
    if (d.scale == BY_EVIDENCE)
        place_by_evidence(&d, p);
    else
        place_by_time(&d, s);
    return d;
}

/* ---- the axis ---- */

static int64_t tick_step(int64_t range)
{
    static const int steps[] = { 300, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400, 2 * 86400, 7 * 86400,
                                 14 * 86400, 30 * 86400, 90 * 86400, 365 * 86400 };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (range / steps[i] <= TICKS_MAX)
            return steps[i];
    return range / TICKS_MAX + 1;
}

static void put_tick(struct html_page *p, const struct drawing *d, int64_t at, int64_t step, bool every_other)
{
    double x = FROM + (d->end_x - FROM) * (double)(at - d->begin) / (double)(d->end - d->begin);
    struct when w = { at, at + 60, step < DAY_SECONDS ? WHEN_MINUTE : WHEN_DAY, false, 0 };
    html_print(p, "<g%s><line class=\"grid\" x1=\"%f%%\" x2=\"%f%%\" y1=\"%f%%\" y2=\"100%%\"/>",
               every_other ? " class=\"alt\"" : "", x, x, 85.0 / d->rows);
    html_print(p, "<text x=\"%f%%\" y=\"%f%%\" text-anchor=\"middle\">", x, 72.0 / d->rows);
    if (step < DAY_SECONDS && at % DAY_SECONDS)
        moment_clock(p->out, w);
    else
        moment_short_day(p->out, w);
    html_print(p, "</text></g>\n");
}

static void put_axis(struct html_page *p, const struct drawing *d)
{
    if (d->scale == BY_EVIDENCE)
        return;
    int64_t step = tick_step(d->end - d->begin);
    int64_t at = d->begin - (d->begin % step + step) % step;
    bool every_other = false;
    for (at = at < d->begin ? at + step : at; at <= d->end; at += step, every_other = !every_other)
        put_tick(p, d, at, step, every_other);
}

/* ---- the drawing ---- */

static void put_branch(struct html_page *p, const struct drawing *d, uint32_t report, const struct lineage_edge *e)
{
    double from = d->x[e->from], y = row_y(d, report);
    html_print(p, "<line class=\"life\" x1=\"%f%%\" x2=\"%f%%\" y1=\"%f%%\" y2=\"%f%%\"/>", from, from,
               row_y(d, e->from), y);
    html_print(p, "<line class=\"%s\" x1=\"%f%%\" x2=\"%f%%\" y1=\"%f%%\" y2=\"%f%%\"/>\n", lineage_kind_text(e->kind),
               from, d->x[report], y, y);
}

static void put_dot(struct html_page *p, const struct drawing *d, uint32_t report)
{
    bool root = p->s->reports[report].is_root;
    double x = d->x[report], y = row_y(d, report);
    html_print(p, "<circle class=\"%s\" cx=\"%f%%\" cy=\"%f%%\" r=\"%s\"/>", root ? "own" : "copy", x, y,
               root ? "6.5" : "5");
    html_print(p, "<text class=\"t\" x=\"%f%%\" y=\"%f%%\" dx=\"11\" dy=\".35em\">", x, y);
    view_time(p->out, p->times, p->s->reports[report].report->article.published);
    html_print(p, "</text>\n");
}

static void put_drawing(struct html_page *p, const struct drawing *d)
{
    const struct synopsis *s = p->s;
    html_print(p, "<svg class=\"draw\" aria-hidden=\"true\">\n");
    put_axis(p, d);
    for (uint32_t i = 0; i < s->report_count; i++) {
        const struct lineage_edge *e = p->parents[i];
        if (e)
            put_branch(p, d, i, e);
    }
    for (uint32_t i = 0; i < s->report_count; i++)
        put_dot(p, d, i);
    html_print(p, "</svg>\n");
}

/* ---- the list ---- */

static void put_what(struct html_page *p, const struct story_report *r, const struct lineage_edge *e)
{
    html_print(p, "<small>");
    if (e && e->share > 0)
        html_print(p, "%s %u %%", word_lineage(e->kind), (unsigned)lround((double)e->share * 100));
    else if (e)
        html_print(p, "%s", word_lineage(e->kind));
    else if (r->origin_label.len)
        html_print(p, "%t", r->origin_label);
    else
        html_print(p, "%w", r->is_root ? WORD_OWN_ACCOUNT : WORD_COPY);
    html_print(p, "</small>");
}

static void put_row(struct html_page *p, uint32_t report)
{
    const struct story_report *r = &p->s->reports[report];
    const struct lineage_edge *e = p->parents[report];
    html_print(p, "<div class=\"lin-row%s\" role=\"listitem\"><span>", r->is_root ? " first" : "");
    if (r->is_root)
        html_origin(p, r->origin);
    html_print(p, r->is_root ? "</span><span><strong>" : "</span><span><span>");
    html_print(p, "<a href=\"#%pr%u\"><bdi>%t</bdi></a>%s", report, label_report(p->s, report),
               r->is_root ? "</strong>" : "</span>");
    put_what(p, r, e);
    html_print(p, "</span><span>");
    if (e)
        html_grounds(p, e);
    html_print(p, "</span></div>\n");
}

static void put_common_sources(struct html_page *p)
{
    bool any = false;
    for (uint32_t i = 0; i < p->s->lineage_count; i++) {
        const struct lineage_edge *e = &p->s->lineage[i];
        if (e->kind != LINEAGE_COMMON_SOURCE)
            continue;
        html_print(p, any ? "" : "<ul class=\"small common\">\n");
        any = true;
        html_print(p, "<li>%w <bdi>%t</bdi> %w <bdi>%t"
                      "</bdi>. ", WORD_SHARED_SOURCE, label_report(p->s, e->from), WORD_AND,
                   label_report(p->s, e->to));
        html_grounds(p, e);
        html_print(p, "</li>\n");
    }
    html_print(p, any ? "</ul>\n" : "");
}

static void put_key(struct html_page *p)
{
    html_print(p, "<ul class=\"key\" aria-label=\"%w\"><li>", WORD_KEY);
    html_sign(p, "own");
    html_print(p, "%w</li><li>", WORD_OWN_ACCOUNT);
    html_sign(p, "copy");
    html_print(p, "%w</li>", WORD_COPY);
    for (unsigned kind = LINEAGE_VERBATIM; kind < LINEAGE_COMMON_SOURCE; kind++)
        html_print(p, "<li><svg class=\"l draw\" aria-hidden=\"true\">"
                      "<line class=\"%s\" x1=\"0\" x2=\"100%%\" y1=\"50%%\" "
                      "y2=\"50%%\"/></svg>%s</li>", lineage_kind_text(kind), word_lineage(kind));
    html_print(p, "<li>%w</li></ul>\n", WORD_KEY_SHARE);
}

void html_lineage(struct html_page *p)
{
    static const enum word notes[] = { WORD_LINEAGE_CLOCK, WORD_LINEAGE_DAYS, WORD_LINEAGE_ORDER };
    if (!p->s->report_count)
        return;
    struct drawing d = plan(p);
    html_section(p, "lineage", WORD_LINEAGE, "");
    html_print(p, "<p>%w</p></header>\n<div class=\"lin\">\n", notes[d.scale]);
    put_drawing(p, &d);
    if (d.lead)
        html_print(p, "<div class=\"lin-row axis\" aria-hidden=\"true\"><span></span><span></span></div>\n");
    html_print(p, "<div role=\"list\">\n");
    for (uint32_t i = 0; i < p->s->report_count; i++)
        put_row(p, i);
    html_print(p, "</div></div>");
    put_key(p);
    put_common_sources(p);
    html_print(p, "</section>\n");
}
