/* The first screen: headline, who and where, how many accounts and why, conflicts, what all say, what differs. */
#include "tell/text_parts.h"

#include "tell/moment.h"
#include "text/utf8.h"

enum { HEAD_CONFLICTS = 4, HEAD_SIDES = 3, HEAD_HANDLES = 4, HEAD_ACCOUNTS = 8, HEAD_SQUARES = 12, HEAD_NAME = 32 };

/* ---- what, who, where, when ---- */

/* "who Ilse Torvan [A 1-2]"; `any` says whether something stands in the line. */
static void put_fact(struct text_page *p, enum word name, struct evidence e, bool *any)
{
    if (!mark_length(e.at) || span_equal(evidence_words(p->s, e), p->s->headline))
        return;
    if (*any)
        text_dot(p);
    text_say(p, name, STYLE_FAINT);
    layout_text(&p->l, " ", STYLE_PLAIN);
    text_words(p, e, STYLE_PLAIN);
    text_place(p, e);
    *any = true;
}

static void put_facts(struct text_page *p)
{
    const struct synopsis *s = p->s;
    bool any = false;
    put_fact(p, WORD_WHO, s->who, &any);
    put_fact(p, WORD_WHAT, s->what, &any);
    if (when_known(s->when)) {
        if (any)
            text_dot(p);
        text_say(p, WORD_WHEN, STYLE_FAINT);
        layout_text(&p->l, " ", STYLE_PLAIN);
        text_when(p, s->when, STYLE_PLAIN);
        any = true;
    }
    put_fact(p, WORD_IN_PLACE, s->where, &any);
    if (any)
        layout_end(&p->l);
}

static void put_headline(struct text_page *p)
{
    const struct synopsis *s = p->s;
    layout_put(&p->l, s->headline, STYLE_STRONG);
    if (s->report_count && mark_length(s->headline_at.at))
        text_place(p, s->headline_at);
    layout_end(&p->l);
    if (!s->report_count)
        return;
    put_facts(p);
    text_say(p, WORD_HEADLINE_OF, STYLE_FAINT);
    layout_text(&p->l, " ", STYLE_PLAIN);
    layout_put(&p->l, label_report(s, s->headline_at.report), STYLE_PLAIN);
    if (when_known(s->from)) {
        text_dot(p);
        text_say(p, WORD_PRINTED, STYLE_FAINT);
        layout_text(&p->l, " ", STYLE_PLAIN);
        struct buffer range = buffer_in(p->l.out->arena);
        moment_range(&range, s->from, s->to);
        layout_put(&p->l, buffer_span(&range), STYLE_PLAIN);
    }
    for (uint32_t i = 0; i < s->languages.count; i++) {
        layout_text(&p->l, i ? ", " : " · ", STYLE_FAINT);
        layout_put(&p->l, word_language(s->languages.at[i]), STYLE_PLAIN);
    }
    layout_end(&p->l);
}

/* ---- how many accounts, and why no more ---- */

/* A name, as much of it as leaves room for the others; the list of reports has it whole. */
static void put_name(struct text_page *p, struct span name)
{
    size_t at = 0;
    unsigned length;
    for (unsigned columns = 0; at < name.len && columns < HEAD_NAME; at += length, columns++)
        utf8_decode(name, at, &length);
    layout_put(&p->l, span_cut(name, 0, at), STYLE_PLAIN);
    layout_text(&p->l, at < name.len ? "…" : "", STYLE_PLAIN);
}

/* "A ■□□ Telmar and 2 copies" */
static void put_account(struct text_page *p, const struct origin *o)
{
    text_handle(p, o->root, STYLE_STRONG);
    layout_text(&p->l, " ", STYLE_PLAIN);
    for (uint32_t i = 0; i < o->count && i < HEAD_SQUARES; i++)
        layout_text(&p->l, p->s->reports[o->first + i].is_root ? "■" : "□", STYLE_PLAIN);
    layout_text(&p->l, " ", STYLE_PLAIN);
    put_name(p, label_report(p->s, o->root));
    if (o->count > 1) {
        layout_text(&p->l, " ", STYLE_PLAIN);
        text_count(p, WORD_AND_COPIES, o->count - 1, 0, STYLE_FAINT);
    }
    if (o->behind.len) {
        layout_text(&p->l, " (", STYLE_FAINT);
        text_say(p, WORD_BEHIND, STYLE_FAINT);
        layout_text(&p->l, " ", STYLE_PLAIN);
        layout_put(&p->l, o->behind, STYLE_PLAIN);
        layout_text(&p->l, ")", STYLE_FAINT);
    }
}

static void put_behinds(struct text_page *p)
{
    struct view_behinds behind = view_behinds(p->l.out->arena, p->s);
    for (uint32_t i = 0; i < behind.count && i < HEAD_ACCOUNTS; i++) {
        if (i)
            text_dot(p);
        layout_put(&p->l, behind.at[i].name, STYLE_STRONG);
        layout_text(&p->l, " ", STYLE_PLAIN);
        text_number(p, WORD_STANDS_BEHIND, behind.at[i].reports, p->s->report_count, STYLE_PLAIN);
    }
    if (behind.count)
        layout_end(&p->l);
}

static void put_one_source(struct text_page *p)
{
    const struct evidences *at = &p->s->one_source_at;
    if (!p->s->one_source.len)
        return;
    layout_put(&p->l, view_one_source(p->l.out->arena, p->s), STYLE_STRONG);
    for (uint32_t i = 0; i < at->count && i < HEAD_HANDLES; i++)
        text_place(p, at->at[i]);
    layout_end(&p->l);
}

static void put_short_reports(struct text_page *p)
{
    struct numbers list = view_short(p->l.out->arena, p->s);
    if (!list.count)
        return;
    text_say(p, WORD_SHORT_REPORTS, STYLE_FAINT);
    text_handles(p, list, STYLE_PLAIN);
    layout_end(&p->l);
}

static void put_strip(struct text_page *p)
{
    const struct synopsis *s = p->s;
    uint32_t shown = s->origin_count <= HEAD_ACCOUNTS ? s->origin_count : HEAD_ACCOUNTS;
    layout_end(&p->l);
    text_count(p, WORD_ACCOUNTS, s->origin_count, 0, STYLE_STRONG);
    layout_text(&p->l, " ", STYLE_PLAIN);
    text_count(p, WORD_IN_REPORTS, s->report_count, 0, STYLE_PLAIN);
    layout_end(&p->l);
    p->l.indent = 2;
    for (uint32_t i = 0; i < shown; i++) {
        if (i)
            text_dot(p);
        put_account(p, &s->origins[i]);
    }
    if (shown < s->origin_count) {
        text_dot(p);
        text_count(p, WORD_MORE_ACCOUNTS, s->origin_count - shown, 0, STYLE_FAINT);
    }
    if (s->origin_count)
        layout_end(&p->l);
    put_behinds(p);
    put_one_source(p);
    put_short_reports(p);
    p->l.indent = 0;
}

/* ---- conflicts ---- */

/* One value: its words, the first place, who says so (the first few). */
static void put_side(struct text_page *p, const struct difference *d, const struct view_groups *groups, uint32_t group)
{
    uint32_t shown = 0, more = 0, first = groups->first[group];
    text_indent(p, 4, 6);
    layout_text(&p->l, group ? "≠ “" : "  “", group ? STYLE_CONFLICT : STYLE_PLAIN);
    text_words(p, d->values[first].at, STYLE_STRONG);
    layout_text(&p->l, "”", STYLE_PLAIN);
    text_place(p, d->values[first].at);
    text_time(p, d->values[first].at.report);
    for (uint32_t i = first + 1, last = d->values[first].at.report; i < d->count; i++) {
        if (groups->of[i] != group || d->values[i].at.report == last)
            continue;
        last = d->values[i].at.report;
        if (shown == HEAD_HANDLES) {
            more++;
            continue;
        }
        layout_text(&p->l, ", ", STYLE_FAINT);
        text_handle(p, last, STYLE_PLAIN);
        text_time(p, last);
        shown++;
    }
    if (more) {
        layout_text(&p->l, " ", STYLE_PLAIN);
        text_count(p, WORD_AND_MORE, more, 0, STYLE_FAINT);
    }
    layout_end(&p->l);
}

static void put_conflict(struct text_page *p, const struct difference *d)
{
    struct view_groups groups = view_groups(p->l.out->arena, p->s, d);
    text_indent(p, 2, 4);
    layout_put(&p->l, d->slot, STYLE_PLAIN);
    layout_text(&p->l, " (", STYLE_FAINT);
    layout_text(&p->l, word_kind(d->kind), STYLE_FAINT);
    layout_text(&p->l, ")", STYLE_FAINT);
    layout_end(&p->l);
    for (uint32_t g = 0; g < groups.count && g < HEAD_SIDES; g++)
        put_side(p, d, &groups, g);
    if (groups.count > HEAD_SIDES) {
        text_indent(p, 4, 6);
        text_count(p, WORD_AND_MORE, groups.count - HEAD_SIDES, 0, STYLE_FAINT);
        layout_end(&p->l);
    }
}

static void put_conflicts(struct text_page *p)
{
    uint32_t conflicts = p->counts.label[DIFFERENCE_CONFLICT], shown = 0;
    p->l.indent = 0;
    layout_end(&p->l);
    if (conflicts)
        text_count(p, WORD_CONFLICTS, conflicts, 0, STYLE_CONFLICT);
    else
        text_say(p, WORD_NO_CONFLICTS, STYLE_STRONG);
    layout_end(&p->l);
    for (uint32_t i = 0; i < p->s->difference_count && shown < HEAD_CONFLICTS; i++)
        if (p->s->differences[i].label == DIFFERENCE_CONFLICT) {
            put_conflict(p, &p->s->differences[i]);
            shown++;
        }
    if (shown < conflicts) {
        text_indent(p, 2, 4);
        text_count(p, WORD_AND_MORE, conflicts - shown, 0, STYLE_FAINT);
        layout_end(&p->l);
    }
    p->l.indent = 0;
}

/* ---- what all say, what differs ---- */

static void put_agreed_title(struct text_page *p, const struct view_agreed *agreed, uint32_t i)
{
    if (i && i != agreed->all)
        return;
    p->l.indent = 0;
    if (i < agreed->all)
        text_count(p, WORD_ALL_SAY, p->s->origin_count, 0, STYLE_STRONG);
    else
        text_say(p, view_agreed_title(agreed), STYLE_STRONG);
    layout_end(&p->l);
}

static void put_agreed(struct text_page *p)
{
    const struct synopsis *s = p->s;
    struct view_agreed agreed = view_agreed(s);
    layout_end(&p->l);
    if (!agreed.count) {
        text_say(p, WORD_NOTHING_SHARED, STYLE_PLAIN);
        layout_end(&p->l);
    }
    for (uint32_t i = 0; i < agreed.count; i++) {
        const struct claim *c = &s->claims[agreed.claim[i]];
        const struct difference *d = view_difference(s, c);
        put_agreed_title(p, &agreed, i);
        text_indent(p, 2, 4);
        text_words(p, c->wording, STYLE_PLAIN);
        layout_text(&p->l, " ", STYLE_PLAIN);
        text_number(p, WORD_OF, c->origins, s->origin_count, STYLE_STRONG);
        if (d)
            text_kind(p, d->label);
        else if (view_varies(s, c))
            text_kind(p, DIFFERENCE_WORDING);
        text_place(p, c->wording);
        layout_end(&p->l);
    }
    p->l.indent = 0;
}

static void put_counts(struct text_page *p)
{
    bool any = false;
    layout_end(&p->l);
    text_say(p, p->counts.differences || p->counts.varying ? WORD_WHAT_DIFFERS : WORD_NOTHING_DIFFERS, STYLE_STRONG);
    layout_end(&p->l);
    p->l.indent = 2;
    for (unsigned label = 0; label < DIFFERENCE_LABEL_COUNT; label++) {
        if (!p->counts.label[label])
            continue;
        layout_text(&p->l, any ? " · " : "", STYLE_FAINT);
        text_label_count(p, label);
        any = true;
    }
    if (p->counts.varying) {
        layout_text(&p->l, any ? " · " : "", STYLE_FAINT);
        text_count(p, WORD_QUOTES_VARY, p->counts.varying, 0, STYLE_WORDING);
        any = true;
    }
    if (p->counts.disputed) {
        layout_text(&p->l, any ? " · " : "", STYLE_FAINT);
        text_count(p, WORD_QUOTES_DISPUTED, p->counts.disputed, 0, STYLE_CONFLICT);
        any = true;
    }
    if (any)
        layout_end(&p->l);
    p->l.indent = 0;
}

void text_head(struct text_page *p)
{
    put_headline(p);
    put_strip(p);
    put_conflicts(p);
    put_agreed(p);
    put_counts(p);
}
