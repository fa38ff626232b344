/* Differences by kind, and quotes with their variants. */
#include "tell/markdown_parts.h"

static void put_group(struct markdown_page *m, const struct difference *d, const struct view_groups *groups,
                      uint32_t group)
{
    const struct difference_value *first = &d->values[groups->first[group]];
    markdown_put(m, "  - “");
    markdown_words(m, first->at);
    markdown_put(m, "”");
    if (first->value.len && !span_equal(first->value, evidence_words(m->s, first->at))) {
        markdown_put(m, " = ");
        markdown_text(m, first->value);
    }
    for (uint32_t i = groups->first[group]; i < d->count; i++) {
        if (groups->of[i] != group)
            continue;
        markdown_place(m, d->values[i].at);
        markdown_time(m, d->values[i].at.report);
    }
    markdown_put(m, "\n");
}

static void put_difference(struct markdown_page *m, const struct difference *d)
{
    struct view_groups groups = view_groups(m->out->arena, m->s, d);
    markdown_put(m, "- **");
    markdown_put(m, word_difference(d->label));
    markdown_put(m, "**");
    if (view_has_kinds(d->label)) {
        markdown_put(m, " (");
        markdown_put(m, word_kind(d->kind));
        markdown_put(m, ")");
    }
    markdown_put(m, ": ");
    markdown_text(m, d->slot);
    if (d->reason.len) {
        markdown_put(m, " – ");
        markdown_text(m, d->reason);
    }
    markdown_put(m, "\n");
    for (uint32_t g = 0; g < groups.count; g++)
        put_group(m, d, &groups, g);
}

void markdown_differences(struct markdown_page *m, bool conflicts)
{
    uint32_t others = m->counts.differences + m->counts.label[DIFFERENCE_AGREE] - m->counts.label[DIFFERENCE_CONFLICT];
    if (!conflicts && others)
        markdown_title(m, WORD_DIFFERENCES);
    for (uint32_t i = 0; i < m->s->difference_count; i++) {
        const struct difference *d = &m->s->differences[i];
        if ((d->label == DIFFERENCE_CONFLICT) == conflicts && view_tells(d))
            put_difference(m, d);
    }
}

/* ---- quotes ---- */

static void put_marked(struct markdown_page *m, const struct quote_variant *v)
{
    struct span text = m->s->reports[v->words.report].report->article.text;
    struct view_pieces pieces = view_pieces(m->out->arena, v);
    for (uint32_t i = 0; i < pieces.count; i++) {
        markdown_put(m, pieces.at[i].differs ? "<ins>" : "");
        markdown_text(m, mark_span(text, pieces.at[i].at));
        markdown_put(m, pieces.at[i].differs ? "</ins>" : "");
    }
}

static void put_speaker(struct markdown_page *m, struct span speaker)
{
    markdown_put(m, "**");
    if (speaker.len)
        markdown_text(m, speaker);
    else
        markdown_word(m, WORD_NO_SPEAKER);
    markdown_put(m, "**");
}

static void put_wording(struct markdown_page *m, const struct quote *q, const struct view_groups *groups,
                        uint32_t group)
{
    const struct quote_variant *v = &q->variants[groups->first[group]];
    markdown_put(m, v->paraphrase ? "  - " : "  - “");
    put_marked(m, v);
    markdown_put(m, v->paraphrase ? "" : "”");
    if (v->paraphrase || (group && v->change != VARIANT_NONE)) {
        markdown_put(m, " · *");
        markdown_put(m, variant_change_text(v->paraphrase ? VARIANT_PARAPHRASE : v->change));
        markdown_put(m, "*");
    }
    if (q->disputed_speaker) {
        markdown_put(m, " · ");
        markdown_word(m, WORD_GIVEN_TO);
        markdown_put(m, " ");
        put_speaker(m, v->speaker);
    }
    for (uint32_t i = groups->first[group]; i < q->count; i++)
        if (groups->of[i] == group)
            markdown_place(m, q->variants[i].words);
    markdown_put(m, "\n");
}

static void put_quote(struct markdown_page *m, const struct quote *q)
{
    struct view_groups groups = view_wordings(m->out->arena, m->s, q);
    markdown_put(m, "- ");
    put_speaker(m, q->speaker);
    if (q->via.len) {
        markdown_put(m, ", ");
        markdown_word(m, WORD_VIA);
        markdown_put(m, " ");
        markdown_text(m, q->via);
    }
    markdown_put(m, " (");
    markdown_count(m, WORD_ACCOUNTS, q->origins, 0);
    markdown_put(m, " ");
    markdown_count(m, WORD_IN_REPORTS, q->reports, 0);
    if (q->count > 1 && q->same_words && !q->disputed_speaker) {
        markdown_put(m, ", ");
        markdown_word(m, WORD_SAME_WORDS);
    } else if (q->count > 1 && !q->same_words) {
        markdown_put(m, ", ");
        markdown_count(m, WORD_VARIANTS, groups.count, 0);
    }
    if (q->disputed_speaker) {
        markdown_put(m, ", **");
        markdown_word(m, WORD_DISPUTED_SPEAKER);
        markdown_put(m, "**");
    }
    markdown_put(m, ")\n");
    for (uint32_t g = 0; g < groups.count; g++)
        put_wording(m, q, &groups, g);
}

void markdown_quotes(struct markdown_page *m)
{
    if (!m->s->quote_count)
        return;
    markdown_title(m, WORD_QUOTES);
    for (uint32_t i = 0; i < m->s->quote_count; i++)
        put_quote(m, &m->s->quotes[i]);
}
