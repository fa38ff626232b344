#include "annotate/attribution_find.h"

#include "annotate/attribution_mark.h"
#include "annotate/layer.h"
#include "annotate/noun.h"
#include "annotate/speaker.h"
#include "annotate/tagger.h"
#include "annotate/told.h"
#include "annotate/speech.h"
#include "annotate/unclaimed.h"
#include "annotate/verb.h"
#include "annotate/verb_second.h"

enum { UNIT_TOKENS = 600 }; /* a longer sentence is none, and is read in parts: each cue looks to the end of its unit */

/* ---- prepositions: "according to X", "X zufolge" ---- */

/* "according to X, CONTENT"; "CONTENT, according to X"; "CONTENT, according to X, CONTENT" */
static uint32_t read_before(struct finder *f, const struct unit *u, uint32_t i)
{
    const struct view *v = &f->view;
    const struct cue_at *cue = &v->cue[i];
    struct stretch source = phrase_behind(v, cue->end, u->end);
    if (stretch_is_empty(source) && cue->end < u->end && v->glue[cue->end] == GLUE_NONE) {
        source = (struct stretch){ cue->end, cue->end };
        while (source.end < u->end && view_is_word(v, source.end) && !v->quoted[source.end] &&
               source.end < cue->end + 5)
            source.end++;
    }
    if (stretch_is_empty(source) || (v->glue[source.first] == GLUE_PREPOSITION && !v->mention[source.first]))
        return cue->end;
    uint32_t from = u->first > f->taken ? u->first : f->taken;
    if (from > i)
        from = i;
    struct stretch before = clause_trim(v, (struct stretch){ from, i });
    struct stretch behind = { source.end,
                              clause_content_end(v, source.end < u->end ? source.end : u->end - 1, u->end) };
    if (behind.end < behind.first)
        behind.end = behind.first;
    bool leads = clause_words(v, before) < 2;
    if (leads) {
        finding_add(f, source, (struct stretch){ i, cue->end }, behind, cue->row);
    } else {
        struct found *found = finding_add(f, source, (struct stretch){ i, cue->end }, before, cue->row);
        if (found && source.end < u->end && view_is_comma(v, source.end) && source.end + 2 < u->end &&
            !v->cue[source.end + 1].row && v->glue[source.end + 1] != GLUE_RELATIVE)
            finding_add_piece(f, found, behind);
    }
    return f->taken > cue->end ? f->taken : cue->end;
}

/* "CONTENT, so der Minister"; "X zufolge CONTENT" */
static uint32_t read_after(struct finder *f, const struct unit *u, uint32_t i)
{
    const struct view *v = &f->view;
    const struct cue_at *cue = &v->cue[i];
    if (clause_takes(cue->row, 'r')) {
        struct stretch source = phrase_behind(v, cue->end, u->end);
        bool set_off = i > u->first && (view_is_comma(v, i - 1) || v->quoted[i - 1]);
        bool closes = source.end >= u->end ||
                      v->tokens->at[source.end < u->end ? source.end : i].kind == TOKEN_PUNCTUATION;
        if (!set_off || stretch_is_empty(source) || !closes)
            return cue->end;
        struct found *found = finding_add(f, source, (struct stretch){ i, cue->end }, (struct stretch){ u->first, i },
                                          cue->row);
        if (found && source.end + 1 < u->end)
            finding_add_piece(f, found, (struct stretch){ source.end, u->end });
        return source.end;
    }
    struct stretch source = phrase_before(v, i, u->first);
    if (stretch_is_empty(source))
        return cue->end;
    struct stretch before = { u->first, source.first }, behind = { cue->end, u->end };
    if (cue->end < u->end)
        behind.end = clause_content_end(v, cue->end, u->end);
    if (clause_words(v, before) < 2 || f->taken > u->first)
        before = (struct stretch){ source.first, source.first };
    struct found *found = finding_add(f, source, (struct stretch){ i, cue->end },
                                      stretch_is_empty(before) ? behind : before, cue->row);
    if (found && !stretch_is_empty(before) && !stretch_is_empty(behind))
        finding_add_piece(f, found, behind);
    return f->taken > cue->end ? f->taken : cue->end;
}

/* ---- units ---- */

static bool has_that(const struct view *v, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end && i < first + ADJUNCT_WORDS && view_is_word(v, i); i++)
        if (v->glue[i] == GLUE_THAT)
            return true;
    return false;
}

static void read_cues(struct finder *f, const struct unit *u)
{
    const struct view *v = &f->view;
    for (uint32_t i = u->first; i < u->end;) {
        const struct cue_row *row = v->cue[i].row;
        uint32_t next = v->cue[i].end;
        if (row && !v->quoted[i] && !(f->view.is_german && i > u->first && (v->tokens->at[i].shape & TOKEN_CAPITAL))) {
            switch ((enum cue_form)row->form) {
            case CUE_BEFORE: next = read_before(f, u, i); break;
            case CUE_AFTER: next = read_after(f, u, i); break;
            case CUE_FINITE: case CUE_PARTICIPLE: case CUE_BASE: next = verb_finite(f, u, i); break;
            case CUE_GERUND: next = verb_gerund(f, u, i); break;
            case CUE_NOUN: next = noun_read(f, u, i, row); break;
            case CUE_NONE: case CUE_MOOD: break;
            }
        }
        i = next > i ? next : i + 1;
    }
}

/* Where the taggers find nothing in a unit, verbs of plain speech with "that" behind them are read by rule: taggers
 * miss a few whose words they have not seen together. */
static void read_plain_speech(struct finder *f, const struct unit *u)
{
    const struct view *v = &f->view;
    for (uint32_t i = u->first; i < u->end;) {
        const struct cue_row *row = v->cue[i].row;
        uint32_t next = v->cue[i].end;
        if (row && !v->quoted[i] && row->form == CUE_FINITE && row->kind == CUE_SPEECH && clause_takes(row, 't') &&
            has_that(v, next, u->end))
            next = verb_finite(f, u, i);
        i = next > i ? next : i + 1;
    }
}

/* A speech of several paragraphs whose source stands in its last: the earlier parts have it too. */
static void name_waiting(struct finder *f, size_t waiting, const struct unit *u)
{
    const struct found *named = &f->at[f->unit_from];
    if (named->content[0].first == u->first && f->view.quoted[u->first] && stretch_is_empty(f->at[waiting].source)) {
        f->at[waiting].source = named->source;
        f->at[waiting].cue = named->cue;
    }
}

static void read_unit(struct finder *f, struct unit u, bool is_title, bool goes_on)
{
    const struct view *v = &f->view;
    while (u.end > u.first && view_is_stop(v, u.end - 1) && !v->quoted[u.end - 1])
        u.end--;
    if (u.end <= u.first)
        return;
    struct stretch last_speaker = f->speaker;
    f->waited = f->waiting;
    f->waiting = 0;
    f->unit_from = (uint32_t)f->count;
    f->taken = u.first;
    if (f->is_tagged) {
        told_read(f, &u);
        if (f->count == f->unit_from && !told_reaches(f, &u))
            read_plain_speech(f, &u);
    } else if (!unclaimed_headline(f, &u, is_title)) {
        if (v->is_german)
            verb_second_read(f, &u);
        else
            read_cues(f, &u);
    }
    struct stretch speaker = f->speaker;
    f->speaker = last_speaker;
    if (!unclaimed_mood(f, &u))
        f->speaker = speaker;
    unclaimed_quotations(f, &u, goes_on);
    if (f->count > f->unit_from)
        f->speaker_block = u.block;
    f->before = (struct stretch){ u.first, u.end };
    if (f->waited && f->count > f->unit_from && goes_on)
        name_waiting(f, f->waited - 1, &u);
}

static bool is_title_block(const struct article *a, uint32_t block)
{
    return block < a->blocks.count &&
           (a->blocks.at[block].kind == BLOCK_TITLE || a->blocks.at[block].kind == BLOCK_HEADING);
}

/* "“Is it over?” | Finch asked.": a sentence that is only a source and a cue belongs to the quotation. */
static bool is_tail(const struct view *v, const struct sentence *s)
{
    enum { TAIL_WORDS = 8 };
    if (s->first_token == 0 || !v->quoted[s->first_token - 1] || v->quoted[s->first_token])
        return false;
    struct unit u = { s->first_token, s->token_end, s->block, false };
    for (uint32_t i = u.first; i < u.end && i < u.first + TAIL_WORDS && !v->quoted[i]; i++) {
        const struct cue_at *cue = &v->cue[i];
        if (cue->row && cue->row->form == CUE_FINITE && clause_takes(cue->row, 'q'))
            return clause_closes(v, cue->end, &u) || v->glue[cue->end] == GLUE_PREPOSITION ||
                   v->glue[cue->end] == GLUE_TIME;
    }
    return false;
}

static void read_article(struct finder *f, const struct article *article, const struct sentences *sentences)
{
    bool open = false;
    for (uint32_t i = 0; i < sentences->count;) {
        uint32_t k = i;
        /* The quotation that runs over this sentence's end holds the next one to it. */
        while (k + 1 < sentences->count && sentences->at[k + 1].block == sentences->at[i].block) {
            uint32_t end = sentences->at[k].token_end;
            bool held = end > 0 && end < f->view.tokens->count && f->view.quoted[end - 1] &&
                        f->view.quoted[end - 1] == f->view.quoted[end];
            if (!held && !is_tail(&f->view, &sentences->at[k + 1]))
                break;
            k++;
        }
        struct unit u = { sentences->at[i].first_token, sentences->at[k].token_end, sentences->at[i].block,
                          i == 0 || sentences->at[i - 1].block != sentences->at[i].block };
        for (struct unit part = u; part.first < u.end; part.first = part.end) {
            part.end = u.end - part.first > UNIT_TOKENS ? part.first + UNIT_TOKENS : u.end;
            read_unit(f, part, is_title_block(article, u.block), open && u.opens_paragraph);
        }
        uint32_t last = u.end > u.first ? f->view.quoted[u.end - 1] : 0;
        open = last && f->view.quotations.at[last - 1].goes_on;
        i = k + 1;
    }
}

struct attributions attribution_find(struct arena *keep, struct arena scratch, const struct article *article,
                                     const struct annotations *notes, const struct vocabulary *words)
{
    struct finder f = { .scratch = &scratch, .speaker_block = UINT32_MAX };
    if (!notes->tokens.count)
        return (struct attributions){ NULL, 0 };
    f.view = phrase_view(&scratch, article, notes, words);
    f.is_english = span_equal(article->language, SPAN("en")) || !article->language.len;
    f.is_tagged = words->tagged && words->tagged->is_read;
    if (f.is_tagged) {
        struct arena other = arena_half(&scratch);
        f.told = told_in_order(&scratch, tagger_sayings(&scratch, other, words->tagged, notes, &f.view.quotations));
    }
    read_article(&f, article, &notes->sentences);
    if (!f.is_english)
        layer_quotations(&f);
    speech_complete(&f, notes);
    struct attributions list = attribution_mark(keep, scratch, &f, &notes->mentions);
    speaker_find(scratch, &f.view, notes, list);
    return list;
}
