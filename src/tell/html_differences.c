/* Differences: why, and each value with its words, its place on a small scale, who says it and where. */
#include "tell/html_parts.h"

#include <math.h>

enum { EACH_OPEN = 12 };    /* of one kind; the others are folded */
enum { PLACES_SHOWN = 6, VALUES_SHOWN = 8 };   /* of one value, of one difference, on the server's page */
enum { LONG_WORDS = 60 };   /* bytes beyond which a value is read as a sentence, not seen as a sign */

struct axis { double from, to; bool shown; };

/* The stretch that holds all bounds, with a margin; not shown where no value is a number. */
static struct axis measure(const struct difference *d)
{
    double low = INFINITY, high = -INFINITY;
    for (uint32_t i = 0; i < d->count; i++) {
        double bounds[] = { d->values[i].low, d->values[i].high };
        for (unsigned k = 0; k < 2; k++)
            if (isfinite(bounds[k])) {
                low = fmin(low, bounds[k]);
                high = fmax(high, bounds[k]);
            }
    }
    if (low > high)
        return (struct axis){ 0, 1, false };
    double margin = high > low ? (high - low) * 0.15 : fabs(high) * 0.15 + 1;
    return (struct axis){ low - margin, high + margin, isfinite(high - low + 2 * margin) };
}

static double along(struct axis a, double value)
{
    return fmin(100, fmax(0, (value - a.from) / (a.to - a.from) * 100));
}

/* A point, a stretch, or a line that runs open to the edge. */
static void put_interval(struct html_page *p, struct axis a, const struct difference_value *v, bool conflict)
{
    if (!a.shown || isnan(v->low) || isnan(v->high))
        return;
    const char *kind = conflict ? " x" : "";
    double from = isfinite(v->low) ? along(a, v->low) : 0, to = isfinite(v->high) ? along(a, v->high) : 100;
    html_print(p, "<svg class=\"iv\" aria-hidden=\"true\">"
                  "<line class=\"base\" x1=\"0\" x2=\"100%%\" y1=\"50%%\" y2=\"50%%\"/>");
    if (to - from > 0.5)
        html_print(p, "<line class=\"seg%s\" x1=\"%f%%\" x2=\"%f%%\" y1=\"50%%\" y2=\"50%%\"/>", kind, from, to);
    if (isfinite(v->low) && (!isfinite(v->high) || to - from <= 0.5))
        html_print(p, "<circle class=\"pt%s\" cx=\"%f%%\" cy=\"50%%\" r=\"4.5\"/>", kind, from);
    else if (!isfinite(v->low) && isfinite(v->high))
        html_print(p, "<circle class=\"pt%s\" cx=\"%f%%\" cy=\"50%%\" r=\"4.5\"/>", kind, to);
    html_print(p, "</svg>");
}

static void put_group(struct html_page *p, const struct difference *d, const struct view_groups *groups, uint32_t group,
                      struct axis axis)
{
    const struct difference_value *first = &d->values[groups->first[group]];
    struct evidence *members = arena_new(p->scratch, struct evidence, d->count);
    uint32_t count = 0;
    for (uint32_t i = groups->first[group]; i < d->count; i++)
        if (groups->of[i] == group)
            members[count++] = d->values[i].at;
    html_print(p, "<tr role=\"row\"><th class=\"v\" scope=\"row\" role=\"rowheader\"><q");
    html_language(p, first->at.report);
    struct span words = evidence_words(p->s, first->at);
    html_print(p, words.len > LONG_WORDS ? " class=\"long\">%t</q>" : ">%t</q>", words);
    if (first->value.len && !span_equal(first->value, words))
        html_print(p, " <small><bdi>%t</bdi></small>", first->value);
    html_print(p, "</th><td class=\"p\" role=\"cell\">");
    put_interval(p, axis, first, group && d->label == DIFFERENCE_CONFLICT);
    html_print(p, "</td><td class=\"og\" role=\"cell\">");
    html_origins(p, members, sizeof *members, count);
    html_print(p, "</td><td class=\"w\" role=\"cell\">");
    for (uint32_t i = 0; i < count && !(p->site && i == PLACES_SHOWN); i++) {
        html_print(p, i ? " " : "");
        html_place(p, members[i], HTML_FIGURE);
        html_time(p, members[i].report);
    }
    if (p->site && count > PLACES_SHOWN) {
        html_print(p, " ");
        html_count(p, WORD_AND_MORE, count - PLACES_SHOWN, 0, 0);
    }
    html_print(p, "</td></tr>");
}

static void put_difference(struct html_page *p, uint32_t number)
{
    const struct difference *d = &p->s->differences[number];
    struct view_groups groups = view_groups(p->scratch, p->s, d);
    struct axis axis = measure(d);
    html_begin_line(p, HTML_DIFFERENCE_LINE, number + 1);
    html_print(p, "<article class=\"diff\" id=\"%pd%u\"><div>", number + 1);
    html_kind(p, d->label);
    if (view_has_kinds(d->label))
        html_print(p, " <span class=\"small\">%s</span>", word_kind(d->kind));
    html_print(p, "<h3><bdi>%t</bdi></h3>", d->slot);
    if (d->reason.len)
        html_print(p, "<p class=\"why\">%t</p>", d->reason);
    if (p->site) {
        html_print(p, "<p>");
        html_beside(p, HTML_DIFFERENCE_LINE, number + 1);
        html_print(p, "</p>");
    }
    html_print(p, "</div><table class=\"vals\" role=\"table\" aria-label=\"%t\"><thead role=\"rowgroup\">"
                  "<tr role=\"row\">"
                  "<th scope=\"col\" role=\"columnheader\">%w</th><th scope=\"col\" role=\"columnheader\">",
               d->slot, WORD_VALUE);
    if (axis.shown)
        html_print(p, "<span class=\"vh\">%w </span>%t", WORD_DRAWN, d->unit);
    else
        html_print(p, "<span class=\"vh\">%w</span>", WORD_DRAWN);
    html_print(p, "</th><th scope=\"col\" role=\"columnheader\" class=\"og\">%w</th>"
                  "<th scope=\"col\" role=\"columnheader\">%w"
                  "</th></tr></thead><tbody role=\"rowgroup\">", WORD_BY, WORD_WHERE);
    uint32_t shown = p->site && groups.count > VALUES_SHOWN ? VALUES_SHOWN : groups.count;
    for (uint32_t g = 0; g < shown; g++)
        put_group(p, d, &groups, g, axis);
    html_print(p, "</tbody></table>");
    if (shown < groups.count) {
        html_print(p, "<p class=\"small others\">");
        html_count(p, WORD_AND_MORE, groups.count - shown, 0, 0);
        html_beside(p, HTML_DIFFERENCE_LINE, number + 1);
        html_print(p, "</p>");
    }
    html_print(p, "</article>\n");
    html_show(p, HTML_DIFFERENCE_LINE, number);
}

/* On the server's page: from the first on, as many as there is room for. */
static void put_with_room(struct html_page *p, uint32_t from)
{
    uint32_t at = 0, all = p->counts.differences + p->counts.label[DIFFERENCE_AGREE];
    for (uint32_t i = 0; i < p->s->difference_count; i++) {
        if (!view_tells(&p->s->differences[i]) || at++ < from)
            continue;
        if (html_is_full(p)) {
            html_more(p, SITE_STORY_DIFFERENCES, at - 1, all);
            return;
        }
        put_difference(p, i);
    }
}

static void put_all(struct html_page *p)
{
    uint32_t of_label[DIFFERENCE_LABEL_COUNT] = { 0 };
    for (uint32_t i = 0; i < p->s->difference_count; i++) {
        uint8_t label = p->s->differences[i].label;
        uint32_t all = p->counts.label[label];
        if (!view_tells(&p->s->differences[i]))
            continue;
        if (of_label[label]++ == EACH_OPEN) {
            html_print(p, "<details class=\"rest\"><summary>");
            html_count(p, WORD_MORE, all - EACH_OPEN, 0, 0);
            html_print(p, ": %s</summary>\n", word_difference(label));
        }
        put_difference(p, i);
        html_print(p, of_label[label] == all && all > EACH_OPEN ? "</details>\n" : "");
    }
}

void html_differences(struct html_page *p)
{
    uint32_t from = html_begin_share(p, SITE_STORY_DIFFERENCES);
    if (!p->counts.differences && !p->counts.label[DIFFERENCE_AGREE])
        return;
    html_section(p, "differences", WORD_DIFFERENCES, "");
    html_print(p, "<p>%w</p></header>\n", WORD_DIFFERENCES_NOTE);
    if (p->site)
        put_with_room(p, from);
    else
        put_all(p);
    html_print(p, "</section>\n");
}
