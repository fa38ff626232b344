#include "annotate/insert.h"

#include "annotate/clause.h"

enum { INSERT_WORDS = 24 };

struct parts { struct arena *keep; const struct view *v; struct quotation *at; size_t count, room; };

static const struct cue_row *cue_of(const struct view *v, uint32_t i) { return vocabulary_at(v->words, i)->cue; }

static bool is_speech(const struct view *v, uint32_t i)
{
    const struct cue_row *row = cue_of(v, i);
    return row && row->kind == CUE_SPEECH && clause_takes(row, 'q') &&
           (row->form == CUE_FINITE || row->form == CUE_PARTICIPLE);
}

/* Whether a verb of saying begins at i whose subject stands behind it: "сказал", "a-t-il déclaré", "dit-il". */
static bool begins_saying(const struct view *v, uint32_t i, uint32_t end)
{
    if (i + 1 >= end)
        return false;
    if (v->glue[i] == GLUE_AUXILIARY) {
        uint32_t verb = i + 1;
        while (verb + 1 < end && (v->tokens->at[verb].shape & TOKEN_CLITIC))
            verb++;
        return is_speech(v, verb);
    }
    bool subject = (v->tokens->at[i + 1].shape & TOKEN_CLITIC) || v->glue[i + 1] == GLUE_ARTICLE ||
                   v->glue[i + 1] == GLUE_PRONOUN || view_is_capital(v, i + 1);
    const struct cue_row *row = cue_of(v, i);
    bool cyrillic = ((unsigned char)token_folded(v->tokens, i).at[0] & 0xfc) == 0xd0;
    return row && row->form == CUE_FINITE && is_speech(v, i) && (subject || cyrillic);
}

/* Where the writer's words begin at or behind `from`: behind a comma or a stop, and a dash where there is one. */
static uint32_t find_begin(const struct view *v, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i + 2 < end; i++) {
        const struct token *token = &v->tokens->at[i];
        if (token->kind != TOKEN_PUNCTUATION)
            continue;
        bool dash = view_is_dash(v, i) && (token->shape & TOKEN_BLANK_BEFORE);
        bool parts = dash || view_is_comma(v, i);
        if (parts && begins_saying(v, i + 1, end))
            return i;
    }
    return end;
}

/* Behind the writer's words that begin at `from`; *speech says whether speech follows them. */
static uint32_t find_end(const struct view *v, uint32_t from, uint32_t end, bool is_marked, bool *speech)
{
    bool dashed = view_is_dash(v, from);
    *speech = false;
    for (uint32_t i = from + 2; i < end && i < from + INSERT_WORDS; i++) {
        if (view_is_dash(v, i)) {
            *speech = true;
            bool stop = i + 1 < end && view_is_stop(v, i + 1);
            return stop ? i + 2 : i + 1;
        }
        bool ends = view_is_stop(v, i) || (view_is_comma(v, i) && !dashed);
        if (ends && !dashed && is_marked) {
            *speech = i + 1 < end;
            return i + 1;
        }
        if (ends && !(i + 1 < end && view_is_dash(v, i + 1)))
            return dashed || !is_marked ? end : i + 1;
    }
    return end;
}

static void add(struct parts *p, struct quotation q)
{
    ARENA_ROOM(p->keep, p->at, p->count, p->room);
    p->at[p->count++] = q;
}

/* Adds the quotation in its parts; `is_marked`: it has quotation marks and is speech to its end. */
static void add_parts(struct parts *p, struct quotation q, bool is_marked)
{
    const struct view *v = p->v;
    uint32_t from = q.first + 1;
    for (;;) {
        uint32_t begin = find_begin(v, from, q.end);
        if (begin >= q.end || begin <= q.first)
            break;
        bool speech;
        uint32_t end = find_end(v, begin, q.end - (is_marked && q.closed), is_marked, &speech);
        struct quotation first = q;
        bool comma = begin > q.first + 1 && view_is_comma(v, begin - 1);
        first.end = begin;
        first.inside.to = v->tokens->at[begin - 1 - comma].at.to;
        first.closed = true;
        first.goes_on = false;
        if (first.inside.to > first.inside.from)
            add(p, first);
        if (!speech)
            return;
        q.first = end;
        q.inside.from = end < v->tokens->count ? v->tokens->at[end].at.from : q.inside.to;
        if (q.inside.from >= q.inside.to || q.first >= q.end)
            return;
        from = end;
    }
    add(p, q);
}

/* A paragraph that begins with a dash at token i as one quotation. */
static struct quotation dashed_paragraph(const struct view *v, uint32_t i, uint32_t limit)
{
    struct quotation q = { .first = i, .end = i + 1, .closed = true };
    while (q.end < limit && !(v->tokens->at[q.end].shape & TOKEN_LINE_BEFORE))
        q.end++;
    q.inside = (struct mark){ v->tokens->at[i].at.to, v->tokens->at[q.end - 1].at.to };
    q.inside = mark_trim(v->text, q.inside);
    return q;
}

struct quotations insert_part(struct arena *keep, const struct view *v)
{
    struct parts p = { .keep = keep, .v = v };
    uint32_t count = v->tokens->count, q = 0;
    for (uint32_t i = 0; i < count;) {
        if (q < v->quotations.count && v->quotations.at[q].first == i) {
            add_parts(&p, v->quotations.at[q], true);
            i = v->quotations.at[q++].end;
            continue;
        }
        uint32_t limit = q < v->quotations.count ? v->quotations.at[q].first : count;
        if ((v->tokens->at[i].shape & TOKEN_LINE_BEFORE) && view_is_dash(v, i)) {
            struct quotation speech = dashed_paragraph(v, i, limit);
            bool whole = speech.end == count || (v->tokens->at[speech.end].shape & TOKEN_LINE_BEFORE);
            if (whole && find_begin(v, i + 1, speech.end) < speech.end) {
                add_parts(&p, speech, false);
                i = speech.end;
                continue;
            }
        }
        i++;
    }
    return (struct quotations){ p.at, (uint32_t)p.count };
}
