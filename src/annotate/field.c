#include "annotate/field.h"

#include "annotate/clause.h"
#include "tables/clause_opening.h"

static enum opening opening_of(const struct view *v, uint32_t i)
{
    const struct clause_opening_row *row = table_find(&clause_opening_table, token_folded(v->tokens, i));
    while (row && !lexicon_speaks(row->language, v->language))
        row = table_next(&clause_opening_table, row);
    return row ? (enum opening)row->kind : OPENING_NONE;
}

bool field_opens(const struct view *v, uint32_t i, enum opening kind)
{
    const struct clause_opening_row *row = table_find(&clause_opening_table, token_folded(v->tokens, i));
    while (row && !(row->kind == (int)kind && lexicon_speaks(row->language, v->language)))
        row = table_next(&clause_opening_table, row);
    return row != NULL;
}

enum opening field_opening(const struct view *v, uint32_t i)
{
    if (v->quoted[i] || v->mention[i])
        return OPENING_NONE;
    bool behind_preposition = v->glue[i] == GLUE_PREPOSITION && i + 2 < v->tokens->count && i > 0 &&
                              view_is_comma(v, i - 1) && field_opens(v, i + 1, OPENING_RELATIVE);
    if (behind_preposition && !view_is_capital(v, i + 2))
        return OPENING_RELATIVE;
    return opening_of(v, i);
}

bool field_breaks(const struct view *v, uint32_t i)
{
    if (v->quoted[i] || v->tokens->at[i].kind != TOKEN_PUNCTUATION)
        return false;
    bool dash = view_is_dash(v, i) && (v->tokens->at[i].shape & TOKEN_BLANK_BEFORE);
    return dash || view_is_comma(v, i) || view_is_stop(v, i) || view_is_sign(v, i, ':') ||
           view_is_sign(v, i, ';');
}

bool field_closes(const struct view *v, uint32_t i, uint32_t end)
{
    return i >= end || field_breaks(v, i) || v->quoted[i] || clause_is_coordinator(v, i) ||
           view_is_sign(v, i, ')');
}

/* ---- verbs ---- */

bool field_is_finite(const struct view *v, uint32_t i)
{
    if (v->quoted[i] || v->mention[i] || !view_is_word(v, i) || (v->tokens->at[i].shape & TOKEN_CAPITAL))
        return false;
    if (v->glue[i] == GLUE_AUXILIARY || v->glue[i] == GLUE_VERB)
        return true;
    const struct cue_row *row = v->cue[i].row;
    if (row && (row->form == CUE_FINITE || row->form == CUE_MOOD))
        return true;
    if (v->glue[i] != GLUE_NONE)
        return false;
    struct span word = token_folded(v->tokens, i);
    bool before_noun = i + 1 < v->tokens->count && view_is_capital(v, i + 1) && !v->quoted[i + 1];
    bool past = span_ends(word, SPAN("te")) || span_ends(word, SPAN("ten"));
    return span_ends(word, SPAN("t")) || (past && !before_noun);
}

static uint32_t next_break(const struct view *v, uint32_t i, uint32_t end)
{
    while (i < end && !field_breaks(v, i))
        i++;
    return i;
}

/* "zu schließen", "auszunutzen" */
static bool is_infinitive(const struct view *v, uint32_t i)
{
    struct span word = token_folded(v->tokens, i);
    if (v->quoted[i] || !span_ends(word, SPAN("n")) || (v->tokens->at[i].shape & TOKEN_CAPITAL))
        return false;
    size_t zu = span_find(word, SPAN("zu"), 2);
    return (i > 0 && view_is(v, i - 1, SPAN("zu"))) || (zu != SPAN_NONE && zu + 5 < word.len);
}

/* "die Anna kennt", not "die Mühle sei geschlossen": the clause at `first` that ends at `end`. */
static bool is_relative_clause(const struct view *v, uint32_t first, uint32_t end)
{
    struct stretch subject = nominal_behind(v, first, end);
    uint32_t i = subject.end;
    if (is_infinitive(v, end - 1) && end > first + 1)
        return false;
    if (subject.end <= subject.first + 1)
        return true;
    while (i < end && v->glue[i] == GLUE_PREPOSITION) {
        struct stretch object = nominal_behind(v, i + 1, end);
        if (stretch_is_empty(object))
            break;
        i = object.end;
    }
    const struct cue_row *row = i < end ? v->cue[i].row : NULL;
    bool reported = row && row->form == CUE_MOOD;
    return !(i < end && field_is_finite(v, i) && (reported || i + 1 < end));
}

bool field_has_main_verb(const struct view *v, struct stretch s)
{
    for (uint32_t i = s.first; i + 1 < s.end; i++)
        if (view_is_comma(v, i) && field_opening(v, i + 1) == OPENING_RELATIVE && !v->quoted[i]) {
            uint32_t end = next_break(v, i + 1, s.end);
            i = is_relative_clause(v, i + 1, end) ? end - 1 : i;
        } else if (field_is_finite(v, i) && !field_breaks(v, i + 1) && !field_is_finite(v, i + 1))
            return true;
    return false;
}

uint32_t field_auxiliary(const struct view *v, struct stretch s)
{
    for (uint32_t i = s.end; i > s.first; i--)
        if (v->glue[i - 1] == GLUE_AUXILIARY && !v->quoted[i - 1] &&
            !(v->tokens->at[i - 1].shape & TOKEN_CAPITAL))
            return i - 1;
    return s.end;
}

/* ---- where a clause begins ---- */

/* Before the bracket that closes at token i, or i. */
static uint32_t before_bracket(const struct view *v, uint32_t i, uint32_t floor)
{
    for (uint32_t k = i; k > floor; k--)
        if (view_is_sign(v, k - 1, '('))
            return k - 1;
    return i;
}

/* Whether the "und" at i stands between two clauses, of which the second has the verb at `verb`. */
static bool parts_clauses(const struct view *v, uint32_t i, uint32_t verb, uint32_t floor)
{
    if (i + 1 == verb || (i > floor && view_is_comma(v, i - 1)))
        return true;
    if (i + 2 == verb && v->glue[i + 1] == GLUE_ADVERB)
        return true;
    for (uint32_t k = i; k > floor && !field_breaks(v, k - 1); k--)
        if (field_is_finite(v, k - 1))
            return true;
    return false;
}

uint32_t field_begin(const struct view *v, uint32_t i, uint32_t floor)
{
    uint32_t first = i;
    while (first > floor) {
        uint32_t before = first - 1;
        if (v->quoted[before]) {
            uint32_t opens = v->quotations.at[v->quoted[before] - 1].first;
            first = opens > floor ? opens : floor;
        } else if (view_is_sign(v, before, ')') && before_bracket(v, before, floor) < before) {
            first = before_bracket(v, before, floor);
        } else if (field_breaks(v, before) || (clause_is_coordinator(v, before) && parts_clauses(v, before, i, floor))) {
            break;
        } else {
            first--;
        }
    }
    return first;
}

/* ---- contents ---- */

/* Whether the clause at `first`, behind a comma, may be what a cue before it says. */
static bool may_be_content(const struct view *v, uint32_t first, uint32_t end)
{
    uint32_t to = next_break(v, first, end);
    if (v->glue[first] == GLUE_THAT)
        return true;
    if (field_is_finite(v, first) || view_is(v, first, SPAN("so")))
        return false;
    switch (field_opening(v, first)) {
    case OPENING_QUESTION: case OPENING_CONDITION: return true;
    case OPENING_SUBORDINATE: case OPENING_PURPOSE: return false;
    case OPENING_RELATIVE:
        if (is_relative_clause(v, first, to))
            return false;
        break;
    case OPENING_NONE: case OPENING_ADVERB: case OPENING_AS: case OPENING_THAT: break;
    }
    struct stretch apposition = nominal_behind(v, first, end);
    bool is_apposition = apposition.end > first && apposition.end >= to;
    return !is_apposition && !clause_is_coordinator(v, first) && to > first + 1;
}

uint32_t field_content(const struct view *v, uint32_t from, uint32_t end)
{
    for (uint32_t i = from; i < end; i++) {
        if (v->quoted[i]) {
            const struct quotation *q = &v->quotations.at[v->quoted[i] - 1];
            if (i > from && (field_breaks(v, i - 1) || clause_words(v, (struct stretch){ q->first, q->end }) > 6))
                return i;
            i = q->end - 1;
            continue;
        }
        if (view_is_sign(v, i, ';') || (i > from && v->glue[i] == GLUE_THAT))
            return view_is_sign(v, i, ';') ? end : i;
        if (view_is_sign(v, i, ':'))
            return i + 1;
        if (!view_is_comma(v, i) || i + 1 >= end)
            continue;
        if (v->quoted[i + 1] || may_be_content(v, i + 1, end))
            return i + 1;
        bool goes_on = clause_is_coordinator(v, i + 1);
        if (goes_on)
            return end;
    }
    return end;
}
