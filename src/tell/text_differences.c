/* Differences by kind, and quotes with their variants. */
#include "tell/text_parts.h"

enum { EACH_SHOWN = 12, QUOTES_SHOWN = 24 };   /* of one kind: a long story has dozens of spellings */

/* One value: its words, its normal form, then who says so, where and when. */
static void put_group(struct text_page *p, const struct difference *d, const struct view_groups *groups, uint32_t group)
{
    const struct difference_value *first = &d->values[groups->first[group]];
    layout_text(&p->l, "“", STYLE_PLAIN);
    text_words(p, first->at, STYLE_STRONG);
    layout_text(&p->l, "”", STYLE_PLAIN);
    if (first->value.len && !span_equal(first->value, evidence_words(p->s, first->at))) {
        layout_text(&p->l, " = ", STYLE_FAINT);
        layout_put(&p->l, first->value, STYLE_FAINT);
    }
    for (uint32_t i = groups->first[group]; i < d->count; i++) {
        if (groups->of[i] != group)
            continue;
        text_place(p, d->values[i].at);
        text_time(p, d->values[i].at.report);
    }
    layout_end(&p->l);
}

static void put_difference(struct text_page *p, const struct difference *d)
{
    struct view_groups groups = view_groups(p->l.out->arena, p->s, d);
    text_indent(p, 2, 4);
    layout_text(&p->l, text_sign(d->label), text_style(d->label));
    layout_text(&p->l, " ", STYLE_PLAIN);
    layout_text(&p->l, word_difference(d->label), text_style(d->label));
    if (view_has_kinds(d->label)) {
        layout_text(&p->l, " (", STYLE_FAINT);
        layout_text(&p->l, word_kind(d->kind), STYLE_FAINT);
        layout_text(&p->l, ")", STYLE_FAINT);
    }
    layout_text(&p->l, ": ", text_style(d->label));
    layout_put(&p->l, d->slot, STYLE_STRONG);
    if (d->label == DIFFERENCE_AGREE && groups.count == 1) {   /* nothing to hold side by side: one line */
        layout_text(&p->l, " – ", STYLE_FAINT);
        put_group(p, d, &groups, 0);
        return;
    }
    if (d->reason.len) {
        layout_text(&p->l, " – ", STYLE_FAINT);
        layout_put(&p->l, d->reason, STYLE_FAINT);
    }
    layout_end(&p->l);
    for (uint32_t g = 0; g < groups.count; g++) {
        text_indent(p, 4, 8);
        put_group(p, d, &groups, g);
    }
}

static void put_more(struct text_page *p, unsigned label, uint32_t more)
{
    text_indent(p, 2, 4);
    layout_text(&p->l, text_sign(label), text_style(label));
    layout_text(&p->l, " ", STYLE_PLAIN);
    text_count(p, WORD_MORE_IN_PAGE, more, 0, STYLE_FAINT);
    layout_end(&p->l);
}

void text_differences(struct text_page *p)
{
    const struct synopsis *s = p->s;
    uint32_t of_label[DIFFERENCE_LABEL_COUNT] = { 0 };
    if (!p->counts.differences && !p->counts.label[DIFFERENCE_AGREE])
        return;
    text_section(p, WORD_DIFFERENCES);
    for (uint32_t i = 0; i < s->difference_count; i++) {
        const struct difference *d = &s->differences[i];
        uint32_t all = p->counts.label[d->label];
        if (!view_tells(d))
            continue;
        if (of_label[d->label]++ < EACH_SHOWN)
            put_difference(p, d);
        if (of_label[d->label] == all && all > EACH_SHOWN)
            put_more(p, d->label, all - EACH_SHOWN);
    }
}

/* ---- quotes ---- */

/* A variant's words with those that differ marked: by style, or by stars where there is no colour. */
static void put_marked(struct text_page *p, const struct quote_variant *v)
{
    struct span text = p->s->reports[v->words.report].report->article.text;
    struct view_pieces pieces = view_pieces(p->l.out->arena, v);
    const char *star = p->l.colour ? "" : "*";
    for (uint32_t i = 0; i < pieces.count; i++) {
        bool differs = pieces.at[i].differs;
        layout_text(&p->l, differs ? star : "", STYLE_PLAIN);
        layout_put(&p->l, mark_span(text, pieces.at[i].at), differs ? STYLE_MARKED : STYLE_PLAIN);
        layout_text(&p->l, differs ? star : "", STYLE_PLAIN);
    }
}

static void put_wording(struct text_page *p, const struct quote *q, const struct view_groups *groups, uint32_t group)
{
    const struct quote_variant *v = &q->variants[groups->first[group]];
    text_indent(p, 4, 6);
    layout_text(&p->l, v->paraphrase ? "" : "“", STYLE_PLAIN);
    put_marked(p, v);
    layout_text(&p->l, v->paraphrase ? "" : "”", STYLE_PLAIN);
    if (v->paraphrase || (group && v->change != VARIANT_NONE)) {
        text_dot(p);
        layout_text(&p->l, variant_change_text(v->paraphrase ? VARIANT_PARAPHRASE : v->change), STYLE_FAINT);
    }
    if (q->disputed_speaker) {
        text_dot(p);
        text_say(p, WORD_GIVEN_TO, STYLE_CONFLICT);
        layout_text(&p->l, " ", STYLE_PLAIN);
        layout_put(&p->l, v->speaker.len ? v->speaker : span_of(word_text(WORD_NO_SPEAKER)), STYLE_STRONG);
    }
    for (uint32_t i = groups->first[group]; i < q->count; i++)
        if (groups->of[i] == group)
            text_place(p, q->variants[i].words);
    layout_end(&p->l);
}

static void put_quote(struct text_page *p, const struct quote *q)
{
    struct view_groups groups = view_wordings(p->l.out->arena, p->s, q);
    text_indent(p, 2, 4);
    layout_put(&p->l, q->speaker.len ? q->speaker : span_of(word_text(WORD_NO_SPEAKER)), STYLE_STRONG);
    if (q->via.len) {
        layout_text(&p->l, ", ", STYLE_PLAIN);
        text_say(p, WORD_VIA, STYLE_FAINT);
        layout_text(&p->l, " ", STYLE_PLAIN);
        layout_put(&p->l, q->via, STYLE_PLAIN);
    }
    layout_text(&p->l, " (", STYLE_FAINT);
    text_count(p, WORD_ACCOUNTS, q->origins, 0, STYLE_FAINT);
    layout_text(&p->l, " ", STYLE_PLAIN);
    text_count(p, WORD_IN_REPORTS, q->reports, 0, STYLE_FAINT);
    if (q->count > 1 && !q->disputed_speaker) {
        layout_text(&p->l, ", ", STYLE_FAINT);
        if (q->same_words)
            text_say(p, WORD_SAME_WORDS, STYLE_FAINT);
        else
            text_count(p, WORD_VARIANTS, groups.count, 0, STYLE_FAINT);
    }
    if (q->disputed_speaker) {
        layout_text(&p->l, ", ", STYLE_FAINT);
        text_say(p, WORD_DISPUTED_SPEAKER, STYLE_CONFLICT);
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
    for (uint32_t i = 0; i < p->s->quote_count && i < QUOTES_SHOWN; i++)
        put_quote(p, &p->s->quotes[i]);
    if (p->s->quote_count > QUOTES_SHOWN) {
        text_indent(p, 2, 4);
        text_count(p, WORD_MORE_IN_PAGE, p->s->quote_count - QUOTES_SHOWN, 0, STYLE_FAINT);
        layout_end(&p->l);
    }
}
