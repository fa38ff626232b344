/* What an editor sees in ten seconds: headline, accounts, conflicts, what all say. */
#include "tell/html_parts.h"

enum { HEAD_CONFLICTS = 4, HEAD_SIDES = 4, STRIP_SQUARES = 24 };

static void put_kicker(struct html_page *p)
{
    const struct synopsis *s = p->s;
    html_print(p, "<p class=\"kick\">");
    if (mark_length(s->where.at)) {
        html_print(p, "<span>");
        html_words(p, s->where, HTML_CLAIM);
        html_print(p, "</span>");
    }
    if (when_known(s->when)) {
        html_print(p, "<span>%w ", WORD_EVENT_OF);
        html_when(p, s->when);
        html_print(p, "</span>");
    }
    if (when_known(s->from)) {
        html_print(p, "<span>%w ", WORD_PRINTED);
        html_when(p, s->from);
        if (s->to.from != s->from.from) {
            html_print(p, " – ");
            html_when(p, s->to);
        }
        html_print(p, "</span>");
    }
    for (uint32_t i = 0; i < s->languages.count; i++)
        html_print(p, "%s%t", i ? ", " : "<span>", word_language(s->languages.at[i]));
    html_print(p, s->languages.count ? "</span>" : "");
    if (s->report_count)
        html_print(p, "<span>%w <bdi>%t</bdi></span>", WORD_HEADLINE_OF, label_report(s, s->headline_at.report));
    html_print(p, "</p>\n<h1 id=\"%ph\"");
    if (s->report_count)
        html_language(p, s->headline_at.report);
    html_print(p, ">%t</h1>\n", s->headline);
}

/* A square a report, filled for an account of its own; a number where they would not fit. */
static void put_squares(struct html_page *p, const struct origin *o)
{
    html_print(p, "<i aria-hidden=\"true\">");
    for (uint32_t i = 0; i < o->count && i < STRIP_SQUARES; i++)
        html_print(p, p->s->reports[o->first + i].is_root ? "<u class=\"f\"></u>" : "<u></u>");
    if (o->count > STRIP_SQUARES)
        html_print(p, "+%u", o->count - STRIP_SQUARES);
    html_print(p, "</i>");
}

static void put_strip(struct html_page *p)
{
    const struct synopsis *s = p->s;
    html_print(p, "<ul class=\"strip\" aria-label=\"");
    html_count(p, WORD_STRIP, s->report_count, s->origin_count, 0);
    html_print(p, "\">");
    for (uint32_t i = 0; i < s->origin_count; i++) {
        const struct origin *o = &s->origins[i];
        html_print(p, "<li>");
        put_squares(p, o);
        html_print(p, "<span>");
        html_origin(p, i);
        html_print(p, " <bdi>%t</bdi>", label_report(s, o->root));
        if (o->count > 1) {
            html_print(p, " <span class=\"small\">");
            html_count(p, WORD_AND_COPIES, o->count - 1, 0, 0);
            html_print(p, "</span>");
        }
        if (o->behind.len)
            html_print(p, " <span class=\"small\">%w <bdi>%t</bdi></span>", WORD_BEHIND, o->behind);
        html_print(p, "</span></li>");
    }
    html_print(p, "</ul>");
}

static void put_finding(struct html_page *p)
{
    const struct synopsis *s = p->s;
    html_print(p, "<div class=\"finding\"><p><b>");
    html_count(p, WORD_ACCOUNTS, s->origin_count, 0, 0);
    html_print(p, "</b> ");
    html_count(p, WORD_IN_REPORTS, s->report_count, 0, 0);
    if (s->one_source.len)
        html_print(p, "<span>%t</span>", s->one_source);
    html_print(p, "</p>");
    put_strip(p);
    html_print(p, "</div>\n");
}

static void put_side(struct html_page *p, const struct difference *d, const struct view_groups *groups, uint32_t group)
{
    struct evidence *members = arena_new(p->scratch, struct evidence, d->count);
    uint32_t count = 0;
    for (uint32_t i = groups->first[group]; i < d->count; i++)
        if (groups->of[i] == group)
            members[count++] = d->values[i].at;
    html_print(p, "<div>");
    html_words(p, members[0], HTML_FIGURE);
    html_origins(p, members, sizeof *members, count);
    html_print(p, "</div>");
}

/* Both sides next to each other; more than two go on below. */
static void put_conflict(struct html_page *p, uint32_t number)
{
    const struct difference *d = &p->s->differences[number];
    struct view_groups groups = view_groups(p->scratch, p->s, d);
    html_print(p, "<li><h3><a href=\"#%pd%u\">%t</a></h3><div class=\"versus\">", number + 1, d->slot);
    for (uint32_t g = 0; g < groups.count && g < HEAD_SIDES; g++) {
        if (g % 2)
            html_sign(p, "conflict");
        put_side(p, d, &groups, g);
    }
    html_print(p, "</div></li>\n");
}

static void put_other_kinds(struct html_page *p, const uint32_t counts[DIFFERENCE_LABEL_COUNT])
{
    bool any = false;
    for (uint32_t i = 0; i < p->s->difference_count; i++) {
        unsigned label = p->s->differences[i].label;
        bool first_of_label = !i || p->s->differences[i - 1].label != label;
        if (label == DIFFERENCE_CONFLICT || label == DIFFERENCE_AGREE || !first_of_label)
            continue;
        if (!any)
            html_print(p, "<p class=\"also small\"><span>%w</span>", WORD_NOT_CONFLICTS);
        any = true;
        html_print(p, " <a href=\"#%pd%u\"><span class=\"kind k-%s\">", i + 1, html_kind_name(label));
        html_sign(p, html_kind_name(label));
        html_print(p, "%u %s</span></a>", counts[label], word_difference(label));
    }
    html_print(p, any ? "</p>\n" : "");
}

static void put_disputed(struct html_page *p)
{
    uint32_t counts[DIFFERENCE_LABEL_COUNT], shown = 0;
    view_count_labels(counts, p->s);
    html_print(p, "<aside class=\"disputed%s\" aria-labelledby=\"%pdis-h\"><h2 id=\"%pdis-h\">",
               counts[DIFFERENCE_CONFLICT] ? "" : " none");
    if (counts[DIFFERENCE_CONFLICT]) {
        html_sign(p, "conflict");
        html_count(p, WORD_CONFLICTS, counts[DIFFERENCE_CONFLICT], 0, 0);
    } else {
        html_print(p, "%w", WORD_NO_CONFLICTS);
    }
    html_print(p, "</h2>\n");
    html_print(p, counts[DIFFERENCE_CONFLICT] ? "<ul>" : "");
    for (uint32_t i = 0; i < p->s->difference_count && shown < HEAD_CONFLICTS; i++)
        if (p->s->differences[i].label == DIFFERENCE_CONFLICT) {
            put_conflict(p, i);
            shown++;
        }
    html_print(p, counts[DIFFERENCE_CONFLICT] ? "</ul>\n" : "");
    if (shown < counts[DIFFERENCE_CONFLICT]) {
        html_print(p, "<p class=\"small\"><a href=\"#%pdifferences\">");
        html_count(p, WORD_MORE_CONFLICTS, counts[DIFFERENCE_CONFLICT] - shown, 0, 0);
        html_print(p, "</a></p>");
    }
    put_other_kinds(p, counts);
    html_print(p, "</aside>\n");
}

static void put_agreed(struct html_page *p)
{
    const struct synopsis *s = p->s;
    struct view_agreed agreed = view_agreed(s);
    html_print(p, "<div class=\"agreed\"><p class=\"lab\">");
    if (!agreed.count)
        html_print(p, "%w", WORD_NOTHING_SHARED);
    else if (agreed.all)
        html_count(p, WORD_ALL_SAY, s->origin_count, 0, 0);
    else
        html_print(p, "%w", WORD_MOST_SAY);
    html_print(p, "</p>%s\n", agreed.count ? "<ul>" : "");
    for (uint32_t i = 0; i < agreed.count; i++) {
        const struct claim *c = &s->claims[agreed.claim[i]];
        html_print(p, "<li><span>");
        html_words(p, c->wording, HTML_CLAIM);
        html_print(p, "</span><a class=\"cnt\" href=\"#%pc%u\"><b>%u</b> ", c->id, c->origins);
        word_put(p->out, WORD_OF_N, s->origin_count, 0, 0);
        html_print(p, view_varies(s, c) ? ", %w</a></li>\n" : "</a></li>\n", WORD_IN_VARIANTS);
    }
    html_print(p, agreed.count ? "</ul></div>\n" : "</div>\n");
}

void html_head(struct html_page *p)
{
    html_print(p, "<div class=\"head three\">\n<div class=\"what\">\n");
    put_kicker(p);
    put_finding(p);
    html_print(p, "</div>\n");
    put_disputed(p);
    put_agreed(p);
    html_print(p, "</div>\n");
}
