/* What an editor sees in ten seconds: headline, who and where, accounts and why no more, conflicts, what all
 * say, what differs. */
#include "tell/html_parts.h"

#include "tell/moment.h"

enum { HEAD_CONFLICTS = 4, HEAD_SIDES = 4, HEAD_BEHINDS = 4, STRIP_SQUARES = 24, STRIP_ACCOUNTS = 8,
       STRIP_MORE = 24 };   /* on the server's page, behind those */

static void put_kicker(struct html_page *p)
{
    const struct synopsis *s = p->s;
    html_print(p, "<p class=\"kick\">");
    if (p->site && when_known(s->from)) {
        html_print(p, "<span>%w ", WORD_FIRST_REPORT);
        html_when(p, s->from);
        html_print(p, "</span><span>%w ", WORD_LAST_REPORT);
        html_when(p, s->to);
        html_print(p, "</span>");
    } else if (when_known(s->from)) {
        html_print(p, "<span>%w ", WORD_PRINTED);
        moment_range(p->out, s->from, s->to);
        html_print(p, "</span>");
    }
    for (uint32_t i = 0; i < s->languages.count; i++)
        html_print(p, "%s%t", i ? ", " : "<span>", word_language(s->languages.at[i]));
    html_print(p, s->languages.count ? "</span>" : "");
    if (s->report_count) {
        html_print(p, "<span>%w <a href=\"", WORD_HEADLINE_OF);
        html_report(p, s->headline_at.report);
        html_print(p, "\"><bdi>%t</bdi></a></span>", label_report(s, s->headline_at.report));
    }
    if (p->site)
        html_print(p, "<span><a href=\"/stories/%q/log\">%w</a></span>", p->site->id, WORD_ITS_LOG);
    html_print(p, "</p>\n<h1 id=\"%ph\"");
    if (s->report_count)
        html_language(p, s->headline_at.report);
    html_print(p, ">%t</h1>\n", s->headline);
}

static void put_fact(struct html_page *p, enum word name, struct evidence e)
{
    if (!mark_length(e.at) || span_equal(evidence_words(p->s, e), p->s->headline))
        return;
    html_print(p, "<div><dt>%w</dt><dd>", name);
    html_words(p, e, HTML_CLAIM);
    html_print(p, "</dd></div>");
}

static void put_facts(struct html_page *p)
{
    const struct synopsis *s = p->s;
    if (!mark_length(s->who.at) && !mark_length(s->what.at) && !mark_length(s->where.at) && !when_known(s->when))
        return;
    html_print(p, "<dl class=\"five\">");
    put_fact(p, WORD_WHO, s->who);
    put_fact(p, WORD_WHAT, s->what);
    if (when_known(s->when)) {
        html_print(p, "<div><dt>%w</dt><dd>", WORD_WHEN);
        html_when(p, s->when);
        html_print(p, "</dd></div>");
    }
    put_fact(p, WORD_IN_PLACE, s->where);
    html_print(p, "</dl>\n");
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

/* What was told is not the newest: said before anything else. */
static void put_stale(struct html_page *p)
{
    if (!p->site || !p->site->stale)
        return;
    html_print(p, "<p class=\"note stale\">");
    if (p->site->later)
        html_count(p, WORD_STALE_BY, p->site->later, 0, 0);
    else
        html_print(p, "%w", WORD_STALE);
    html_print(p, "</p>\n");
}

static void put_account(struct html_page *p, uint32_t origin)
{
    const struct origin *o = &p->s->origins[origin];
    html_print(p, "<li>");
    put_squares(p, o);
    html_print(p, "<span>");
    html_origin(p, origin);
    html_print(p, " <bdi>%t</bdi>", label_report(p->s, o->root));
    if (o->count > 1) {
        html_print(p, " <span class=\"small\">");
        html_count(p, WORD_AND_COPIES, o->count - 1, 0, 0);
        html_print(p, "</span>");
    }
    if (o->behind.len)
        html_print(p, " <span class=\"small\">%w <bdi>%t</bdi></span>", WORD_BEHIND, o->behind);
    html_print(p, "</span></li>");
}

static void put_strip(struct html_page *p)
{
    const struct synopsis *s = p->s;
    uint32_t shown = s->origin_count <= STRIP_ACCOUNTS + 1 ? s->origin_count : STRIP_ACCOUNTS;
    html_print(p, "<ul class=\"strip\" aria-label=\"");
    html_count(p, WORD_STRIP, s->report_count, s->origin_count, 0);
    html_print(p, "\">");
    for (uint32_t i = 0; i < shown; i++)
        put_account(p, i);
    html_print(p, "</ul>");
    if (shown == s->origin_count)
        return;
    html_print(p, "<details class=\"rest\"><summary>");
    html_count(p, WORD_MORE_ACCOUNTS, s->origin_count - shown, 0, 0);
    html_print(p, "</summary><ul class=\"strip\">");
    uint32_t most = p->site && s->origin_count > shown + STRIP_MORE ? shown + STRIP_MORE : s->origin_count;
    for (uint32_t i = shown; i < most; i++)
        put_account(p, i);
    html_print(p, "</ul>");
    if (most < s->origin_count) {
        html_print(p, "<p class=\"small\"><a href=\"/stories/%q?lineage=all#lineage\">", p->site->id);
        html_count(p, WORD_MORE_ACCOUNTS, s->origin_count - most, 0, 0);
        html_print(p, "</a></p>");
    }
    html_print(p, "</details>");
}

/* Why there are no more accounts than these: who stands behind them, what they all rest on. */
static void put_reasons(struct html_page *p)
{
    const struct synopsis *s = p->s;
    struct view_behinds behind = view_behinds(p->scratch, s);
    for (uint32_t i = 0; i < behind.count && i < HEAD_BEHINDS; i++) {
        html_print(p, "<p><b><bdi>%t</bdi></b> ", behind.at[i].name);
        word_put(p->out, WORD_STANDS_BEHIND, behind.at[i].reports, s->report_count, 0);
        html_print(p, "</p>");
    }
    if (s->one_source.len)
        html_print(p, "<p><b>%t</b></p>", view_one_source(p->scratch, s));
    if (s->one_source.len && s->one_source_at.count) {
        html_print(p, "<details><summary>%w</summary><ul class=\"ev\">", WORD_ONE_SOURCE_AT);
        for (uint32_t i = 0; i < s->one_source_at.count; i++)
            html_evidence(p, s->one_source_at.at[i]);
        html_print(p, "</ul></details>");
    }
    struct numbers cut = view_short(p->scratch, s);
    if (cut.count && s->report_count > 1) {
        html_print(p, "<p>");
        html_names(p, WORD_SHORT_REPORTS, cut);
        html_print(p, "</p>");
    }
}

static void put_finding(struct html_page *p)
{
    const struct synopsis *s = p->s;
    html_print(p, "<div class=\"finding\"><p><b>");
    html_count(p, WORD_ACCOUNTS, s->origin_count, 0, 0);
    html_print(p, "</b> ");
    html_count(p, WORD_IN_REPORTS, s->report_count, 0, 0);
    html_print(p, "</p>");
    put_strip(p);
    html_print(p, "</div>\n<div class=\"reasons\">");
    put_reasons(p);
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
    html_begin_line(p, HTML_DIFFERENCE_LINE, number + 1);
    html_print(p, "<li><h3><a href=\"");
    html_item(p, HTML_DIFFERENCE_LINE, number + 1);
    html_print(p, "\"><bdi>%t</bdi></a> <span class=\"small\">%s</span></h3><div class=\"versus\">", d->slot,
               word_kind(d->kind));
    for (uint32_t g = 0; g < groups.count && g < HEAD_SIDES; g++) {
        if (g % 2)
            html_sign(p, "conflict");
        put_side(p, d, &groups, g);
    }
    html_print(p, "</div>");
    if (groups.count > HEAD_SIDES) {
        html_print(p, "<p class=\"small\"><a href=\"");
        html_item(p, HTML_DIFFERENCE_LINE, number + 1);
        html_print(p, "\">");
        html_count(p, WORD_AND_MORE, groups.count - HEAD_SIDES, 0, 0);
        html_print(p, "</a></p>");
    }
    html_print(p, "</li>\n");
}

static void put_label(struct html_page *p, unsigned label, uint32_t first)
{
    bool any = false;
    html_print(p, "<li><a href=\"");
    html_item(p, HTML_DIFFERENCE_LINE, first);
    html_print(p, "\"><span class=\"kind k-%s\">", html_kind_name(label));
    html_sign(p, html_kind_name(label));
    html_print(p, "%u %s</span></a>", p->counts.label[label], word_counted(label));
    for (unsigned kind = 0; kind < DIFFERENCE_KIND_COUNT && view_has_kinds(label); kind++) {
        if (!p->counts.kind[label][kind])
            continue;
        html_print(p, any ? ", " : " ");
        html_count(p, (enum word)(WORD_FIGURES + 2 * kind), p->counts.kind[label][kind], 0, 0);
        any = true;
    }
    html_print(p, "</li>");
}

static void put_quotes_count(struct html_page *p)
{
    html_print(p, "<li><a href=\"#%pquotes\"><span class=\"kind k-wording\">");
    html_sign(p, "wording");
    html_count(p, WORD_QUOTES_VARY, p->counts.varying, 0, 0);
    html_print(p, "</span></a>");
    if (p->counts.disputed) {
        html_print(p, ", ");
        html_count(p, WORD_QUOTES_DISPUTED, p->counts.disputed, 0, 0);
    }
    html_print(p, "</li>");
}

/* What differs, counted by kind; each leads to the first of its kind. */
static void put_counts(struct html_page *p)
{
    const struct synopsis *s = p->s;
    bool any = p->counts.differences || p->counts.varying || p->counts.disputed;
    html_print(p, "<h3 class=\"lab\">%w</h3>", any ? WORD_WHAT_DIFFERS : WORD_NOTHING_DIFFERS);
    if (!any && !p->counts.label[DIFFERENCE_AGREE])
        return;
    bool seen[DIFFERENCE_LABEL_COUNT] = { false };
    html_print(p, "<ul class=\"also small\">");
    for (uint32_t i = 0; i < s->difference_count; i++) {
        const struct difference *d = &s->differences[i];
        if (!seen[d->label] && view_tells(d))
            put_label(p, d->label, i + 1);
        seen[d->label] |= view_tells(d);
    }
    if (p->counts.varying || p->counts.disputed)
        put_quotes_count(p);
    html_print(p, "</ul>\n");
}

static void put_disputed(struct html_page *p)
{
    uint32_t conflicts = p->counts.label[DIFFERENCE_CONFLICT], shown = 0;
    html_print(p, "<aside class=\"disputed%s\" aria-labelledby=\"%pdis-h%s", conflicts ? "" : " none",
               p->several ? " " : "\">");
    html_print(p, p->several ? "%ph\"><h2 id=\"%pdis-h\">" : "<h2 id=\"%pdis-h\">");
    if (conflicts) {
        html_sign(p, "conflict");
        html_count(p, WORD_CONFLICTS, conflicts, 0, 0);
    } else {
        html_print(p, "%w", p->s->report_count == 1 ? WORD_ONE_REPORT : WORD_NO_CONFLICTS);
    }
    html_print(p, conflicts ? "</h2>\n<ul>" : "</h2>\n");
    for (uint32_t i = 0; i < p->s->difference_count && shown < HEAD_CONFLICTS; i++)
        if (p->s->differences[i].label == DIFFERENCE_CONFLICT) {
            put_conflict(p, i);
            shown++;
        }
    html_print(p, conflicts ? "</ul>\n" : "");
    if (shown < conflicts) {
        html_print(p, "<p class=\"small\"><a href=\"#%pdifferences\">");
        html_count(p, WORD_AND_MORE, conflicts - shown, 0, 0);
        html_print(p, "</a></p>");
    }
    if (p->s->report_count != 1)
        put_counts(p);
    html_print(p, "</aside>\n");
}

static void put_agreed_title(struct html_page *p, const struct view_agreed *agreed, uint32_t i)
{
    if (i && i != agreed->all)
        return;
    html_print(p, i ? "</ul>\n<h2 class=\"lab\">" : "<h2 class=\"lab\">");
    if (i < agreed->all)
        html_count(p, WORD_ALL_SAY, p->s->origin_count, 0, 0);
    else
        html_print(p, "%w", view_agreed_title(agreed));
    html_print(p, "</h2><ul>\n");
}

static void put_agreed(struct html_page *p)
{
    const struct synopsis *s = p->s;
    struct view_agreed agreed = view_agreed(s);
    html_print(p, "<div class=\"agreed\">");
    if (!agreed.count)
        html_print(p, "<h2 class=\"lab\">%w</h2>", WORD_NOTHING_SHARED);
    for (uint32_t i = 0; i < agreed.count; i++) {
        const struct claim *c = &s->claims[agreed.claim[i]];
        const struct difference *d = view_difference(s, c);
        put_agreed_title(p, &agreed, i);
        html_begin_line(p, HTML_CLAIM_LINE, c->id);
        html_print(p, "<li><span>");
        html_words(p, c->wording, HTML_CLAIM);
        if (d || view_varies(s, c)) {
            html_print(p, " ");
            html_kind(p, d ? d->label : DIFFERENCE_WORDING);
        }
        html_print(p, "</span><a class=\"cnt\" href=\"");
        html_item(p, HTML_CLAIM_LINE, c->id);
        html_print(p, "\"><b>%u</b> ", c->origins);
        word_put(p->out, WORD_OF_N, s->origin_count, 0, 0);
        html_print(p, "</a></li>\n");
    }
    html_print(p, agreed.count ? "</ul></div>\n" : "</div>\n");
}

void html_head(struct html_page *p)
{
    html_begin_line(p, HTML_NO_LINE, 0);
    put_stale(p);
    html_print(p, "<div class=\"head three\">\n<div class=\"what\">\n");
    put_kicker(p);
    put_facts(p);
    put_finding(p);
    html_print(p, "</div>\n");
    put_disputed(p);
    put_agreed(p);
    html_print(p, "</div>\n");
}
