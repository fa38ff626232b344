/* Who copied whom: a row a report, a lane an account, time on x.  x is in per cent and rows are equal, so
 * one drawing serves phone and wall.  The list is the HTML, the drawing only repeats it. */
#include "tell/html_parts.h"

#include <math.h>

#include "base/calendar.h"
#include "tell/moment.h"

enum scale { BY_CLOCK, BY_DAY, BY_EVIDENCE };
enum { TICKS_MAX = 6, FEW_DAYS = 3 };

enum { ROWS = 44, ROWS_ALONE = 160, COPIES_LEAST = 3, NO_ROW = UINT32_MAX };   /* on the server's page */
enum { BAND_BEFORE = 12 * 3600 };   /* seconds before the first report that a disputed time may lie, and be drawn */

/* Two clocks, or more, that reports give for one thing. */
struct band { const struct difference *d; int64_t from, to; };

struct drawing {
    enum scale scale;
    int64_t begin, end;      /* seconds, local to `zone` */
    int64_t zone;            /* seconds east of UTC of the first report that says */
    double *x, end_x;        /* of each report, and of the last one, in per cent */
    uint32_t lead, rows;     /* rows before the first report's: the axis, where there is one; all rows */
    uint32_t *row;           /* of each report, NO_ROW where it has none; from 0 */
    struct band band;
};

/* Per cent: dots keep off the edges, labels, a clock or a day with a clock, stand to their right. */
static const double FROM = 4, TO = 80, TO_LONG = 55;

static double row_y(const struct drawing *d, uint32_t report)
{
    return (d->row[report] + d->lead + 0.5) * 100 / d->rows;
}

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

static double x_of(const struct drawing *d, int64_t at)
{
    return FROM + (d->end_x - FROM) * (double)(at - d->begin) / (double)(d->end - d->begin);
}

/* ---- a disputed hour ---- */

static int digits(struct span s, size_t at, unsigned count)
{
    int n = 0;
    for (unsigned i = 0; i < count; i++) {
        if (at + i >= s.len || !byte_is_digit(s.at[at + i]))
            return -1;
        n = n * 10 + (s.at[at + i] - '0');
    }
    return n;
}

/* A clock in a value's normal form, "2031-05-06T04:20", "XXXX-XX-XXT04:20" or "04:20", on the day of the event where it
 * names none; false where it has no clock. */
static bool read_clock(struct span value, int64_t day, int64_t *at)
{
    size_t t = span_find_byte(value, 'T', 0), clock = t == SPAN_NONE ? 0 : t + 1;
    if (clock + 2 >= value.len || value.at[clock + 2] != ':')
        return false;
    int hour = digits(value, clock, 2), minute = digits(value, clock + 3, 2);
    int year = digits(value, 0, 4), month = digits(value, 5, 2), of_month = digits(value, 8, 2);
    if (hour < 0 || minute < 0)
        return false;
    if (t == 10 && year > 0 && civil_is_valid(year, month, of_month))
        day = day_of(year, month, of_month);
    *at = day * DAY_SECONDS + hour * 3600 + minute * 60;
    return day != INT64_MIN;
}

static bool read_band(const struct synopsis *s, const struct difference *d, struct band *band)
{
    struct civil civil = moment_civil(s->when);
    int64_t day = s->when.precision >= WHEN_DAY ? day_of(civil.year, civil.month, civil.day) : INT64_MIN, at;
    *band = (struct band){ d, INT64_MAX, INT64_MIN };
    for (uint32_t v = 0; v < d->count; v++) {
        if (!read_clock(d->values[v].value, day, &at))
            return false;
        band->from = at < band->from ? at : band->from;
        band->to = at > band->to ? at : band->to;
    }
    return band->from < band->to;
}

/* The first conflict over an hour that lies among the reports' times, or shortly before. */
static struct band find_band(const struct drawing *d, const struct synopsis *s)
{
    struct band band;
    for (uint32_t i = 0; d->scale == BY_CLOCK && i < s->difference_count; i++) {
        const struct difference *difference = &s->differences[i];
        if (difference->label == DIFFERENCE_CONFLICT && difference->kind == DIFFERENCE_OF_DATE &&
            read_band(s, difference, &band) && band.from >= d->begin - BAND_BEFORE && band.to <= d->end)
            return band;
    }
    return (struct band){ .d = NULL };
}

static void put_band(struct html_page *p, const struct drawing *d)
{
    if (!d->band.d)
        return;
    double from = x_of(d, d->band.from), to = x_of(d, d->band.to), top = 38.0 / d->rows;
    struct view_groups groups = view_groups(p->scratch, p->s, d->band.d);
    html_print(p, "<rect class=\"when\" x=\"%f%%\" width=\"%f%%\" y=\"%f%%\" height=\"%f%%\"/>", from, to - from, top,
               100 - top);
    html_print(p, "<line class=\"edge\" x1=\"%f%%\" x2=\"%f%%\" y1=\"%f%%\" y2=\"100%%\"/>", from, from, top);
    html_print(p, "<line class=\"edge\" x1=\"%f%%\" x2=\"%f%%\" y1=\"%f%%\" y2=\"100%%\"/>", to, to, top);
    html_print(p, "<text class=\"evt\" x=\"%f%%\" y=\"%f%%\">%t: ", from, 26.0 / d->rows, d->band.d->slot);
    for (uint32_t g = 0; g < groups.count; g++)
        html_print(p, "%s%t", g ? " / " : "", evidence_words(p->s, d->band.d->values[groups.first[g]].at));
    html_print(p, "</text>\n");
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
    d->band = find_band(d, s);
    d->begin = d->band.d && d->band.from < d->begin ? d->band.from : d->begin;
    for (uint32_t i = 0; i < s->report_count; i++)
        d->x[i] = x_of(d, local_time(d, s->reports[i].report->article.published));
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

/* How many copies of each account have a row, so that there are `most` rows at most; some in any case, or nothing would
 * be seen of copying where there are many accounts: then the smallest accounts have no row. */
static uint32_t copies_with_rows(const struct synopsis *s, uint32_t most)
{
    for (uint32_t copies = 0;; copies++) {
        uint32_t rows = 0, all = 0;
        for (uint32_t i = 0; i < s->origin_count; i++) {
            uint32_t count = s->origins[i].count;
            rows += count < copies + 2 ? count : copies + 2;
            all += count;
        }
        if (rows > most || rows >= all)
            return rows <= most ? s->report_count : copies > COPIES_LEAST ? copies : COPIES_LEAST;
    }
}

/* The reports that have a row: all; on the server's page some copies of each account, or a stretch of them.  Gives the
 * number of the first one behind the stretch. */
static uint32_t choose_rows(struct html_page *p, struct drawing *d, uint32_t from)
{
    const struct synopsis *s = p->s;
    bool alone = p->site && p->site->part == SITE_STORY_LINEAGE;
    uint32_t most = !p->site ? s->report_count : alone ? ROWS_ALONE : ROWS, next = from;
    uint32_t copies = p->site && !alone ? copies_with_rows(s, most) : s->report_count;
    d->row = arena_new(p->scratch, uint32_t, s->report_count);
    for (uint32_t i = 0; i < s->report_count; i++) {
        const struct origin *o = &s->origins[s->reports[i].origin];
        bool has = i >= from && d->rows < most && i - o->first <= copies;
        d->row[i] = has ? d->rows++ : NO_ROW;
        next = has ? i + 1 : next;
    }
    return d->rows == s->report_count ? s->report_count : alone ? next : d->rows;
}

static struct drawing plan(struct html_page *p, uint32_t from, uint32_t *next)
{
    const struct synopsis *s = p->s;
    struct drawing d = { .scale = choose_scale(s), .x = arena_new(p->scratch, double, s->report_count) };
    d.end_x = p->times.days && p->times.clocks ? TO_LONG : TO;
    d.lead = d.scale != BY_EVIDENCE;
    *next = choose_rows(p, &d, from);
    d.rows += d.lead;
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
    double x = x_of(d, at);
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
        if (!d->band.d || at < d->band.from || at > d->band.to)
            put_tick(p, d, at, step, every_other);
}

/* ---- the drawing ---- */

static void put_branch(struct html_page *p, const struct drawing *d, uint32_t report, const struct lineage_edge *e)
{
    double from = d->x[e->from], y = row_y(d, report);
    if (d->row[e->from] != NO_ROW)
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
    put_band(p, d);
    put_axis(p, d);
    for (uint32_t i = 0; i < s->report_count; i++) {
        const struct lineage_edge *e = p->parents[i];
        if (e && d->row[i] != NO_ROW)
            put_branch(p, d, i, e);
    }
    for (uint32_t i = 0; i < s->report_count; i++)
        if (d->row[i] != NO_ROW)
            put_dot(p, d, i);
    html_print(p, "</svg>\n");
}

/* ---- the list ---- */

static void put_what(struct html_page *p, const struct story_report *r, const struct lineage_edge *e)
{
    html_print(p, "<small>");
    if (e && p->site)
        html_print(p, "<a class=\"beside\" href=\"/stories/%q/lineage/%u\">", p->site->id,
                   (unsigned)(e - p->s->lineage) + 1);
    if (e && e->share > 0)
        html_print(p, "%s %u %%", word_lineage(e->kind), (unsigned)lround((double)e->share * 100));
    else if (e)
        html_print(p, "%s", word_lineage(e->kind));
    else if (r->origin_label.len)
        html_print(p, "%t", r->origin_label);
    else
        html_print(p, "%w", r->is_root ? WORD_OWN_ACCOUNT : WORD_COPY);
    html_print(p, e && p->site ? "</a></small>" : "</small>");
}

/* Why an account stands for itself: how many go back to it, and who else stands behind it. */
static void put_root_grounds(struct html_page *p, const struct story_report *r)
{
    const struct origin *o = &p->s->origins[r->origin];
    if (o->count > 1)
        html_count(p, WORD_GO_BACK_TO_IT, o->count - 1, 0, 0);
    if (o->behind.len)
        html_print(p, " %w <bdi>%t</bdi>.", WORD_ITSELF_GOES_BACK, o->behind);
    if (o->count == 1 && !o->behind.len)
        html_print(p, "%w", WORD_NOT_COPIED);
}

static void put_row(struct html_page *p, uint32_t report)
{
    const struct story_report *r = &p->s->reports[report];
    const struct lineage_edge *e = p->parents[report];
    html_print(p, "<div class=\"lin-row%s\" role=\"listitem\"><span>", r->is_root ? " first" : "");
    if (r->is_root)
        html_origin(p, r->origin);
    html_print(p, r->is_root ? "</span><span><strong>" : "</span><span><span>");
    html_print(p, "<a href=\"");
    html_report(p, report);
    html_print(p, "\"><bdi>%t</bdi></a>%s", label_report(p->s, report), r->is_root ? "</strong>" : "</span>");
    put_what(p, r, e);
    html_print(p, "</span><span>");
    if (e)
        html_grounds(p, e);
    else if (r->is_root)
        put_root_grounds(p, r);
    html_print(p, "</span></div>\n");
}

static void put_common_sources(struct html_page *p)
{
    bool any = false;
    for (uint32_t i = 0; i < p->s->lineage_count; i++) {
        const struct lineage_edge *e = &p->s->lineage[i];
        if (e->kind != LINEAGE_COMMON_SOURCE || html_is_full(p))
            continue;
        html_print(p, any ? "" : "<ul class=\"small common\">\n");
        any = true;
        html_print(p, "<li>%w <bdi>%t</bdi> %w <bdi>%t"
                      "</bdi>. ", WORD_SHARED_SOURCE, label_report(p->s, e->from), WORD_AND,
                   label_report(p->s, e->to));
        html_grounds(p, e);
        if (p->site)
            html_print(p, " <a class=\"beside\" href=\"/stories/%q/lineage/%u\">%w</a>", p->site->id, i + 1,
                       WORD_BESIDE);
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
    uint32_t next, from = html_begin_share(p, SITE_STORY_LINEAGE);
    if (!p->s->report_count)
        return;
    struct drawing d = plan(p, from, &next);
    html_section(p, "lineage", WORD_LINEAGE, "");
    html_print(p, "<p>%w</p></header>\n<div class=\"lin\">\n", notes[d.scale]);
    put_drawing(p, &d);
    if (d.lead)
        html_print(p, "<div class=\"lin-row axis\" aria-hidden=\"true\"><span></span><span></span></div>\n");
    html_print(p, "<div role=\"list\">\n");
    for (uint32_t i = 0; i < p->s->report_count; i++)
        if (d.row[i] != NO_ROW)
            put_row(p, i);
    html_print(p, "</div></div>");
    html_more(p, SITE_STORY_LINEAGE, next, p->s->report_count);
    put_key(p);
    put_common_sources(p);
    html_print(p, "</section>\n");
}
