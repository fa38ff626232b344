/* The head: headline, how many accounts, conflicts with both sides, what all say. */
#include "tell/text_parts.h"

#include "tell/moment.h"

enum { HEAD_CONFLICTS = 5, HEAD_HANDLES = 6 };

static void put_headline(struct text_page *p)
{
    const struct synopsis *s = p->s;
    layout_put(&p->l, s->headline, STYLE_STRONG);
    if (s->report_count && mark_length(s->headline_at.at))
        text_place(p, s->headline_at);
    layout_end(&p->l);
    if (!s->report_count)
        return;
    layout_text(&p->l, word_text(WORD_HEADLINE_OF), STYLE_FAINT);
    layout_text(&p->l, " ", STYLE_PLAIN);
    layout_put(&p->l, label_report(s, s->headline_at.report), STYLE_PLAIN);
    if (when_known(s->when)) {
        layout_text(&p->l, " · ", STYLE_FAINT);
        layout_text(&p->l, word_text(WORD_EVENT_OF), STYLE_FAINT);
        layout_text(&p->l, " ", STYLE_PLAIN);
        text_when(p, s->when, STYLE_PLAIN);
    }
    if (mark_length(s->where.at)) {
        layout_text(&p->l, " · ", STYLE_FAINT);
        text_words(p, s->where, STYLE_PLAIN);
        text_place(p, s->where);
    }
    for (uint32_t i = 0; i < s->languages.count; i++) {
        layout_text(&p->l, i ? ", " : " · ", STYLE_FAINT);
        layout_put(&p->l, word_language(s->languages.at[i]), STYLE_PLAIN);
    }
    layout_end(&p->l);
}

/* One piece an account, kept on one line: "A ■□□ Telmar and 2 copies". */
static void put_account(struct text_page *p, const struct origin *o)
{
    text_handle(p, o->root, STYLE_STRONG);
    layout_text(&p->l, " ", STYLE_PLAIN);
    for (uint32_t i = 0; i < o->count; i++)
        layout_text(&p->l, p->s->reports[o->first + i].is_root ? "■" : "□", STYLE_PLAIN);
    layout_text(&p->l, " ", STYLE_PLAIN);
    layout_put(&p->l, label_report(p->s, o->root), STYLE_PLAIN);
    if (o->count > 1) {
        layout_text(&p->l, " ", STYLE_PLAIN);
        text_count(p, WORD_AND_COPIES, o->count - 1, 0, STYLE_FAINT);
    }
    if (o->behind.len) {
        layout_text(&p->l, " (", STYLE_FAINT);
        layout_text(&p->l, word_text(WORD_BEHIND), STYLE_FAINT);
        layout_text(&p->l, " ", STYLE_PLAIN);
        layout_put(&p->l, o->behind, STYLE_PLAIN);
        layout_text(&p->l, ")", STYLE_FAINT);
    }
}

static void put_strip(struct text_page *p)
{
    const struct synopsis *s = p->s;
    layout_end(&p->l);
    text_count(p, WORD_ACCOUNTS, s->origin_count, 0, STYLE_STRONG);
    layout_text(&p->l, " ", STYLE_PLAIN);
    text_count(p, WORD_IN_REPORTS, s->report_count, 0, STYLE_PLAIN);
    layout_end(&p->l);
    p->l.indent = 2;
    for (uint32_t i = 0; i < s->origin_count; i++) {
        layout_text(&p->l, i ? " · " : "", STYLE_FAINT);
        put_account(p, &s->origins[i]);
    }
    if (s->origin_count)
        layout_end(&p->l);
    if (s->one_source.len) {
        layout_put(&p->l, s->one_source, STYLE_PLAIN);
        layout_end(&p->l);
    }
    p->l.indent = 0;
}

/* One value: its words, who says so (the first few), and the first place. */
static void put_side(struct text_page *p, const struct difference *d, const struct view_groups *groups, uint32_t group)
{
    uint32_t shown = 0, more = 0;
    text_indent(p, 4, 6);
    layout_text(&p->l, group ? "≠ “" : "  “", group ? STYLE_CONFLICT : STYLE_PLAIN);
    text_words(p, d->values[groups->first[group]].at, STYLE_STRONG);
    layout_text(&p->l, "”", STYLE_PLAIN);
    text_place(p, d->values[groups->first[group]].at);
    for (uint32_t i = groups->first[group] + 1, last = d->values[i - 1].at.report; i < d->count; i++) {
        if (groups->of[i] != group || d->values[i].at.report == last)
            continue;
        last = d->values[i].at.report;
        if (shown == HEAD_HANDLES) {
            more++;
            continue;
        }
        shown++;
        layout_text(&p->l, " ", STYLE_PLAIN);
        text_handle(p, last, STYLE_PLAIN);
    }
    if (more) {
        layout_text(&p->l, " ", STYLE_PLAIN);
        text_count(p, WORD_MORE_CONFLICTS, more, 0, STYLE_FAINT);
    }
    layout_end(&p->l);
}

static void put_conflict(struct text_page *p, const struct difference *d)
{
    struct view_groups groups = view_groups(p->l.out->arena, p->s, d);
    text_indent(p, 2, 4);
    layout_put(&p->l, d->slot, STYLE_PLAIN);
    layout_end(&p->l);
    for (uint32_t g = 0; g < groups.count && g < HEAD_CONFLICTS; g++)
        put_side(p, d, &groups, g);
}

static void put_other_kinds(struct text_page *p, const uint32_t counts[DIFFERENCE_LABEL_COUNT])
{
    bool any = false;
    for (unsigned label = DIFFERENCE_MORE_PRECISE; label < DIFFERENCE_AGREE; label++) {
        if (!counts[label])
            continue;
        if (!any) {
            text_indent(p, 2, 4);
            layout_text(&p->l, word_text(WORD_NOT_CONFLICTS), STYLE_FAINT);
        }
        any = true;
        layout_text(&p->l, " ", STYLE_PLAIN);
        layout_text(&p->l, text_sign(label), text_style(label));
        layout_text(&p->l, " ", STYLE_PLAIN);
        struct buffer words = buffer_in(p->l.out->arena);
        buffer_printf(&words, "%u %s", counts[label], word_difference(label));
        layout_whole(&p->l, buffer_span(&words), text_style(label));
    }
    if (any)
        layout_end(&p->l);
}

static void put_conflicts(struct text_page *p)
{
    uint32_t counts[DIFFERENCE_LABEL_COUNT], shown = 0;
    view_count_labels(counts, p->s);
    p->l.indent = 0;
    layout_end(&p->l);
    if (counts[DIFFERENCE_CONFLICT])
        text_count(p, WORD_CONFLICTS, counts[DIFFERENCE_CONFLICT], 0, STYLE_CONFLICT);
    else
        layout_text(&p->l, word_text(WORD_NO_CONFLICTS), STYLE_PLAIN);
    layout_end(&p->l);
    for (uint32_t i = 0; i < p->s->difference_count && shown < HEAD_CONFLICTS; i++)
        if (p->s->differences[i].label == DIFFERENCE_CONFLICT) {
            put_conflict(p, &p->s->differences[i]);
            shown++;
        }
    if (shown < counts[DIFFERENCE_CONFLICT]) {
        text_indent(p, 2, 4);
        text_count(p, WORD_MORE_CONFLICTS, counts[DIFFERENCE_CONFLICT] - shown, 0, STYLE_FAINT);
        layout_end(&p->l);
    }
    put_other_kinds(p, counts);
    p->l.indent = 0;
}

static void put_agreed(struct text_page *p)
{
    const struct synopsis *s = p->s;
    struct view_agreed agreed = view_agreed(s);
    layout_end(&p->l);
    if (!agreed.count)
        layout_text(&p->l, word_text(WORD_NOTHING_SHARED), STYLE_PLAIN);
    else if (agreed.all)
        text_count(p, WORD_ALL_SAY, s->origin_count, 0, STYLE_STRONG);
    else
        layout_text(&p->l, word_text(WORD_MOST_SAY), STYLE_STRONG);
    layout_end(&p->l);
    for (uint32_t i = 0; i < agreed.count; i++) {
        const struct claim *c = &s->claims[agreed.claim[i]];
        text_indent(p, 2, 4);
        text_words(p, c->wording, STYLE_PLAIN);
        layout_text(&p->l, " ", STYLE_PLAIN);
        text_number(p, WORD_OF, c->origins, s->origin_count, STYLE_STRONG);
        if (view_varies(s, c)) {
            layout_text(&p->l, ", ", STYLE_PLAIN);
            layout_text(&p->l, word_text(WORD_IN_VARIANTS), STYLE_PLAIN);
        }
        text_place(p, c->wording);
        layout_end(&p->l);
    }
    p->l.indent = 0;
}

void text_head(struct text_page *p)
{
    put_headline(p);
    put_strip(p);
    put_conflicts(p);
    put_agreed(p);
}
