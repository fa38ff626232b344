#include "annotate/unclaimed.h"

#include "annotate/verb_second.h"

/* "Minister: we will not sell" */
bool unclaimed_headline(struct finder *f, const struct unit *u, bool is_title)
{
    const struct view *v = &f->view;
    uint32_t colon = u->first;
    while (colon < u->end && colon < u->first + 6 && !view_is_sign(v, colon, ':'))
        colon++;
    if (colon == u->first || colon + 1 >= u->end || !view_is_sign(v, colon, ':'))
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
    for (size_t k = finding_lately(f); k < f->count; k++)
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
        if (clause_words(v, s) < SPEECH_WORDS || is_name_of_work(v, s) || ((claimed > f->unit_from || f->is_tagged) && is_covered(f, s)))
            continue;
        bool leads = s.first == u->first || (s.first == u->first + 1 && view_is_dash(v, u->first)), whole = leads && s.end + 1 >= u->end;
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

/* "якобы" says so by itself (3), "aurait" where a participle follows it and no "si" stands before it (2). */
static int foreign_mood(const struct view *v, uint32_t i, const struct unit *u)
{
    const struct cue_row *row = v->cue[i].row;
    if (!row || row->form != CUE_MOOD || v->quoted[i])
        return 0;
    if (clause_takes(row, 's'))
        return 3;
    for (uint32_t k = u->first; k < i; k++)
        if (view_is(v, k, SPAN("si")) || view_is(v, k, SPAN("s'")))
            return 0;
    uint32_t next = i + 1;
    while (next < u->end && (v->glue[next] == GLUE_ADVERB || v->glue[next] == GLUE_NEGATION))
        next++;
    struct span word = next < u->end ? token_folded(v->tokens, next) : SPAN("");
    return span_ends(word, SPAN("é")) || span_ends(word, SPAN("és")) || span_ends(word, SPAN("ée")) ||
                   span_ends(word, SPAN("ido")) || span_ends(word, SPAN("ado")) || span_equal(word, SPAN("été"))
               ? 3 : 0;
}

/* How surely the unit's verbs say that it is reported: 3 even where no speaker is known, 2 "sei", 1 "würden", which may
 * be meant so, 0 not at all. */
static int mood_of(const struct view *v, const struct unit *u)
{
    int most = 0;
    for (uint32_t i = u->first; !v->is_english && i < u->end && most < 2; i++) {
        int mood = v->is_german ? verb_second_mood(v, i, u->end) : foreign_mood(v, i, u);
        most = mood > most ? mood : most;
    }
    return most;
}

/* A sentence whose verb says that it is reported goes on with the last speaker: "Das sei nicht neu."  One more such
 * sentence is one more piece. */
bool unclaimed_mood(struct finder *f, const struct unit *u)
{
    const struct view *v = &f->view;
    enum { ADJACENT = 12 };   /* tokens: one short sentence may stand between */
    bool near = f->speaker_block + 1 >= u->block && !stretch_is_empty(f->speaker);
    bool alone = f->count == f->unit_from;
    bool has_begin = !alone && f->at[f->unit_from].content[0].first <= u->first + 1;
    int mood = alone ? mood_of(v, u) : near && v->is_german && !has_begin && verb_second_reports(v, u) ? 2 : 0;
    if (!near && mood < 3)
        return false;
    struct found *last = f->count ? &f->at[f->count - 1] : NULL;
    bool adjacent = last && last->content[last->pieces - 1].end + ADJACENT >= u->first;
    if (!mood || (mood < 2 && !adjacent))
        return false;
    struct stretch all = { u->first, u->end };
    bool goes_on = last && stretch_is_empty(last->cue) && last->goes_on && last->content[last->pieces - 1].end + 1 >= u->first;
    if (goes_on && last->pieces < PIECES_MAX) {
        finding_add_piece(f, last, all);
        return true;
    }
    struct stretch none = { u->first, u->first };
    struct found *found = finding_add(f, near ? f->speaker : none, none, all, NULL);
    if (found)
        found->goes_on = true;
    return found != NULL;
}
