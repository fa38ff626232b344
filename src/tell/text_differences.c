/* Differences by kind, and quotes with their variants. */
#include "tell/text_parts.h"

static void put_group(struct text_page *p, const struct difference *d, const struct view_groups *groups, uint32_t group)
{
    const struct difference_value *first = &d->values[groups->first[group]];
    text_indent(p, 4, 8);
    layout_text(&p->l, "“", STYLE_PLAIN);
    text_words(p, first->at, STYLE_STRONG);
    layout_text(&p->l, "”", STYLE_PLAIN);
    if (first->value.len) {
        layout_text(&p->l, " = ", STYLE_FAINT);
        layout_put(&p->l, first->value, STYLE_FAINT);
    }
    for (uint32_t i = groups->first[group]; i < d->count; i++)
        if (groups->of[i] == group)
            text_place(p, d->values[i].at);
    layout_end(&p->l);
}

static void put_difference(struct text_page *p, const struct difference *d)
{
    struct view_groups groups = view_groups(p->l.out->arena, p->s, d);
    text_indent(p, 2, 4);
    layout_text(&p->l, text_sign(d->label), text_style(d->label));
    layout_text(&p->l, " ", STYLE_PLAIN);
    layout_text(&p->l, word_difference(d->label), text_style(d->label));
    layout_text(&p->l, ": ", text_style(d->label));
    layout_put(&p->l, d->slot, STYLE_STRONG);
    if (d->reason.len) {
        layout_text(&p->l, " – ", STYLE_FAINT);
        layout_put(&p->l, d->reason, STYLE_FAINT);
    }
    layout_end(&p->l);
    for (uint32_t g = 0; g < groups.count; g++)
        put_group(p, d, &groups, g);
}

void text_differences(struct text_page *p)
{
    if (!p->s->difference_count)
        return;
    text_section(p, WORD_DIFFERENCES);
    for (uint32_t i = 0; i < p->s->difference_count; i++)
        put_difference(p, &p->s->differences[i]);
}

/* ---- quotes ---- */

/* A variant's words with those that differ marked: by style, or by stars where there is no colour. */
static void put_marked(struct text_page *p, const struct quote_variant *v)
{
    struct mark at = v->words.at;
    struct span text = p->s->reports[v->words.report].report->article.text;
    for (uint32_t i = 0; i < v->differing.count; i++) {
        struct mark m = v->differing.at[i];
        if (m.from < at.from || m.to > at.to)
            continue;
        layout_put(&p->l, mark_span(text, (struct mark){ at.from, m.from }), STYLE_PLAIN);
        layout_text(&p->l, p->l.colour ? "" : "*", STYLE_PLAIN);
        layout_put(&p->l, mark_span(text, m), STYLE_MARKED);
        layout_text(&p->l, p->l.colour ? "" : "*", STYLE_PLAIN);
        at.from = m.to;
    }
    layout_put(&p->l, mark_span(text, at), STYLE_PLAIN);
}

static void put_wording(struct text_page *p, const struct quote *q, const struct view_groups *groups, uint32_t group)
{
    const struct quote_variant *v = &q->variants[groups->first[group]];
    text_indent(p, 4, 6);
    layout_text(&p->l, v->paraphrase ? "" : "“", STYLE_PLAIN);
    put_marked(p, v);
    layout_text(&p->l, v->paraphrase ? "" : "”", STYLE_PLAIN);
    for (uint32_t i = groups->first[group]; i < q->count; i++)
        if (groups->of[i] == group)
            text_place(p, q->variants[i].words);
    if (v->paraphrase) {
        layout_text(&p->l, " ", STYLE_PLAIN);
        layout_text(&p->l, word_text(WORD_PARAPHRASE), STYLE_FAINT);
    }
    layout_end(&p->l);
}

static void put_quote(struct text_page *p, const struct quote *q)
{
    struct view_groups groups = view_wordings(p->l.out->arena, p->s, q);
    text_indent(p, 2, 4);
    layout_put(&p->l, q->speaker.len ? q->speaker : span_of(word_text(WORD_NO_SPEAKER)), STYLE_STRONG);
    if (q->via.len) {
        layout_text(&p->l, ", ", STYLE_PLAIN);
        layout_text(&p->l, word_text(WORD_VIA), STYLE_FAINT);
        layout_text(&p->l, " ", STYLE_PLAIN);
        layout_put(&p->l, q->via, STYLE_PLAIN);
    }
    layout_text(&p->l, " (", STYLE_FAINT);
    text_count(p, WORD_ACCOUNTS, q->origins, 0, STYLE_FAINT);
    layout_text(&p->l, " ", STYLE_PLAIN);
    text_count(p, WORD_IN_REPORTS, q->reports, 0, STYLE_FAINT);
    layout_text(&p->l, ", ", STYLE_FAINT);
    if (q->same_words)
        layout_text(&p->l, word_text(WORD_SAME_WORDS), STYLE_FAINT);
    else
        text_count(p, WORD_VARIANTS, groups.count, 0, STYLE_FAINT);
    if (q->disputed_speaker) {
        layout_text(&p->l, ", ", STYLE_FAINT);
        layout_text(&p->l, word_text(WORD_DISPUTED_SPEAKER), STYLE_CONFLICT);
    }
    layout_text(&p->l, ")", STYLE_FAINT);
    layout_end(&p->l);
    for (uint32_t g = 0; g < groups.count; g++)
        put_wording(p, q, &groups, g);
}

void text_quotes(struct text_page *p)
{
    if (!p->s->quote_count)
        return;
    text_section(p, WORD_QUOTES);
    for (uint32_t i = 0; i < p->s->quote_count; i++)
        put_quote(p, &p->s->quotes[i]);
}
