#include "annotate/unclaimed.h"

/* "Minister: we will not sell" */
bool unclaimed_headline(struct finder *f, const struct unit *u, bool is_title)
{
    const struct view *v = &f->view;
    uint32_t colon = u->first;
    while (colon < u->end && colon < u->first + 6 && !view_is_text(v, colon, SPAN(":")))
        colon++;
    if (colon == u->first || colon + 1 >= u->end || !view_is_text(v, colon, SPAN(":")))
        return false;
    bool names = true, mentions = false;
    for (uint32_t i = u->first; i < colon; i++) {
        names = names && (view_is_capital(v, i) || v->tokens->at[i].kind != TOKEN_WORD);
        mentions = mentions || v->mention[i];
    }
    bool quote = v->quoted[colon + 1] && v->quotations.at[v->quoted[colon + 1] - 1].end + 1 >= u->end;
    if (!(is_title && names) && !(names && mentions && quote))
        return false;
    finding_add(f, (struct stretch){ u->first, colon }, (struct stretch){ colon, colon + 1 },
                (struct stretch){ colon + 1, u->end }, NULL);
    return true;
}

static bool is_covered(const struct finder *f, struct stretch s)
{
    for (size_t k = f->unit_from; k < f->count; k++)
        for (uint32_t p = 0; p < f->at[k].pieces; p++)
            if (f->at[k].content[p].first < s.end && s.first < f->at[k].content[p].end)
                return true;
    return false;
}

/* The quoted title of a work or a meeting: most of its words have capitals. */
static bool is_name_of_work(const struct view *v, struct stretch s)
{
    uint32_t words = 0, capitals = 0;
    for (uint32_t i = s.first; i < s.end; i++)
        if (view_is_word(v, i)) {
            words++;
            capitals += (v->tokens->at[i].shape & TOKEN_CAPITAL) != 0;
        }
    return capitals * 5 > words * 3;
}

/* Long quotations of the unit without a cue: one that the unit begins with goes on with the last
 * speaker of this paragraph or of an open quotation; others have no source. */
void unclaimed_quotations(struct finder *f, const struct unit *u, bool goes_on)
{
    const struct view *v = &f->view;
    size_t claimed = f->count;
    for (uint32_t i = u->first; i < u->end;) {
        if (!v->quoted[i]) {
            i++;
            continue;
        }
        const struct quotation *q = &v->quotations.at[v->quoted[i] - 1];
        struct stretch s = { q->first > u->first ? q->first : u->first, q->end < u->end ? q->end : u->end };
        i = s.end;
        if (clause_words(v, s) < SPEECH_WORDS || is_name_of_work(v, s) || (claimed > f->unit_from && is_covered(f, s)))
            continue;
        bool leads = s.first == u->first, whole = leads && s.end + 1 >= u->end;
        struct found *last = f->unit_from > 0 ? &f->at[f->unit_from - 1] : NULL;
        bool same = f->speaker_block == u->block;
        if (whole && last && (same || goes_on) && !stretch_is_empty(f->speaker) && last->pieces < PIECES_MAX &&
            v->quoted[last->content[last->pieces - 1].end - 1] && last->source.first == f->speaker.first) {
            finding_add_piece(f, last, s);
            continue;
        }
        if (whole && goes_on && f->waited && f->at[f->waited - 1].pieces < PIECES_MAX) {
            finding_add_piece(f, &f->at[f->waited - 1], s);
            f->waiting = q->goes_on ? f->waited : 0;
            continue;
        }
        struct stretch none = { s.first, s.first };
        struct found *found = finding_add(f, none, none, s, NULL);
        if (!found)
            continue;
        f->waiting = whole && q->goes_on ? (size_t)(found - f->at) + 1 : f->waiting;
        if (whole && !stretch_is_empty(f->speaker))
            found->source = f->speaker;
    }
}

/* A sentence whose verb says that it is reported goes on with the last speaker: "Das sei nicht neu." */
void unclaimed_mood(struct finder *f, const struct unit *u)
{
    const struct view *v = &f->view;
    if (f->count > f->unit_from || stretch_is_empty(f->speaker) || f->speaker_block + 1 < u->block)
        return;
    for (uint32_t i = u->first; i < u->end; i++)
        if (v->cue[i].row && v->cue[i].row->form == CUE_MOOD && !v->quoted[i]) {
            struct stretch none = { i, i }, source = f->speaker;
            finding_add(f, source, none, (struct stretch){ u->first, u->end }, v->cue[i].row);
            return;
        }
}
