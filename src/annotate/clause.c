#include "annotate/clause.h"

/* ---- small questions ---- */

bool clause_takes(const struct cue_row *row, char what)
{
    return span_find_byte(row->takes, what, 0) != SPAN_NONE;
}

struct stretch clause_trim(const struct view *v, struct stretch s)
{
    while (s.first < s.end && v->tokens->at[s.first].kind == TOKEN_PUNCTUATION &&
           !(v->tokens->at[s.first].shape & TOKEN_QUOTE) && !view_is_text(v, s.first, SPAN("(")) &&
           !view_is_text(v, s.first, SPAN("$")) && !view_is_text(v, s.first, SPAN("€")) &&
           !view_is_text(v, s.first, SPAN("@")) && !view_is_text(v, s.first, SPAN("#")))
        s.first++;
    while (s.end > s.first && v->tokens->at[s.end - 1].kind == TOKEN_PUNCTUATION &&
           !(v->tokens->at[s.end - 1].shape & TOKEN_QUOTE) && !view_is_text(v, s.end - 1, SPAN(")")) &&
           !view_is_text(v, s.end - 1, SPAN("%")))
        s.end--;
    return s;
}

uint32_t clause_words(const struct view *v, struct stretch s)
{
    uint32_t words = 0;
    for (uint32_t i = s.first; i < s.end; i++)
        words += v->tokens->at[i].kind != TOKEN_PUNCTUATION;
    return words;
}

/* ---- where a content ends ---- */

/* "and warned that", ", but denied": a second cue of the same subject begins behind i. */
static bool begins_second_cue(const struct view *v, uint32_t i, uint32_t end)
{
    uint32_t k = i + 1;
    while (k < end && k < i + 4 &&
           (v->glue[k] == GLUE_ADVERB || v->glue[k] == GLUE_NEGATION || v->glue[k] == GLUE_AUXILIARY))
        k++;
    return k < end && v->cue[k].row &&
           (v->cue[k].row->form == CUE_FINITE || (k > i + 1 && v->cue[k].row->form != CUE_NOUN)) &&
           v->cue[k].row->kind == CUE_SPEECH && !v->quoted[k];
}

bool clause_is_coordinator(const struct view *v, uint32_t i)
{
    return v->glue[i] == GLUE_CONJUNCTION && view_has(v, i, USE_COORDINATOR);
}

/* ", according to", ", Petrov said": another source's cue follows the comma. */
static bool begins_foreign_cue(const struct view *v, uint32_t i, uint32_t end)
{
    return i + 1 < end && v->cue[i + 1].row &&
           (v->cue[i + 1].row->form == CUE_BEFORE || v->cue[i + 1].row->form == CUE_GERUND) &&
           v->cue[i + 1].row->kind == CUE_SPEECH;
}

bool clause_is_contrast(const struct view *v, uint32_t i) { return view_has(v, i, USE_CONTRAST); }

/* ", the ministry said" closes the unit: the subject right behind the comma at i, its verb last.  In German
 * that is how a subordinate clause ends. */
static bool begins_closing_cue(const struct view *v, uint32_t i, uint32_t end)
{
    enum { CLOSING_WORDS = 10 };
    uint32_t verb = end - 1;
    if (v->is_german || i + 2 >= end || end - i > CLOSING_WORDS || v->quoted[verb] || !v->cue[verb].row)
        return false;
    const struct cue_row *row = v->cue[verb].row;
    return row->form == CUE_FINITE && row->kind == CUE_SPEECH && clause_takes(row, 'q') &&
           phrase_before(v, phrase_verb_begin(v, verb, i + 1), i + 1).first == i + 1;
}

/* The end of the content that begins at `first`, in a unit that ends at `end`. */
uint32_t clause_content_end(const struct view *v, uint32_t first, uint32_t end)
{
    uint32_t i = first;
    if (v->quoted[first]) {
        const struct quotation *q = &v->quotations.at[v->quoted[first] - 1];
        struct stretch inside = { q->first, q->end };
        i = q->end;
        bool whole = i >= end || (v->tokens->at[i].kind == TOKEN_PUNCTUATION) || view_is_stop(v, i > 1 ? i - 2 : 0);
        if (q->first == first && clause_words(v, inside) >= SPEECH_WORDS && whole)
            return i < end ? i : end;
        if (i > end)
            i = end;
    }
    for (; i < end; i++) {
        if (v->quoted[i])
            continue;
        if (view_is_text(v, i, SPAN(";")))
            return i;
        bool comma = view_is_comma(v, i);
        if (comma && i + 1 < end && !v->quoted[i + 1] &&
            (clause_is_contrast(v, i + 1) || begins_foreign_cue(v, i, end)))
            return i;
        if (comma && begins_closing_cue(v, i, end))
            return i;
        if (clause_is_coordinator(v, i) && i > first && begins_second_cue(v, i, end))
            return view_is_comma(v, i - 1) ? i - 1 : i;
        if (comma && begins_second_cue(v, i, end))
            return i;
    }
    return end;
}

/* ---- from a cue to its content ---- */

/* Behind "in a statement on Monday": where "that", a colon or a quotation follows within a few words,
 * that place; else `first` itself. */
uint32_t clause_behind_adjunct(const struct view *v, uint32_t first, uint32_t end)
{
    if (first >= end || v->glue[first] == GLUE_THAT || v->quoted[first])
        return first;
    for (uint32_t i = first; i < end && i < first + ADJUNCT_WORDS; i++) {
        if (v->quoted[i] || view_is_text(v, i, SPAN(":")))
            return i;
        if (v->glue[i] == GLUE_THAT && !view_is_capital(v, i))
            return i;
        if (view_is_comma(v, i) && i + 1 < end && (v->glue[i + 1] == GLUE_THAT || v->quoted[i + 1]))
            return i + 1;
        if (v->tokens->at[i].kind == TOKEN_PUNCTUATION || v->glue[i] == GLUE_AUXILIARY || v->glue[i] == GLUE_PRONOUN ||
            v->glue[i] == GLUE_RELATIVE || v->glue[i] == GLUE_CONJUNCTION || v->glue[i] == GLUE_VERB)
            break;
    }
    uint32_t i = first;
    while (i < end &&
           (v->glue[i] == GLUE_TIME || (view_is(v, i, SPAN("on")) && i + 1 < end && v->glue[i + 1] == GLUE_TIME)))
        i++;
    return i;
}

/* "told reporters", "warned Aldonia": behind the person addressed. */
uint32_t clause_behind_object(const struct view *v, uint32_t first, uint32_t end)
{
    uint32_t to = clause_behind_adjunct(v, first, end);
    if (to > first)
        return to;
    if (first >= end || v->quoted[first] || v->glue[first] == GLUE_THAT || v->glue[first] == GLUE_INFINITIVE)
        return first;
    if (v->mention[first]) {
        for (to = first; to < end && v->mention[to] == v->mention[first];)
            to++;
        return to;
    }
    if (v->glue[first] == GLUE_PRONOUN)
        return first + 1;
    if (v->glue[first] == GLUE_ARTICLE || v->glue[first] == GLUE_POSSESSIVE)
        return first + 2 < end ? first + 2 : end;
    return v->glue[first] == GLUE_NONE && v->tokens->at[first].kind == TOKEN_WORD ? first + 1 : first;
}

/* Where the content of the cue begins that ends at `first`; `end` where what follows is none. */
uint32_t clause_content_begin(const struct view *v, const struct cue_row *row, uint32_t first, uint32_t end)
{
    uint32_t i = clause_takes(row, 'p') ? clause_behind_object(v, first, end) : first;
    if (clause_takes(row, 'c') || clause_takes(row, 't') || clause_takes(row, 'q'))
        i = clause_behind_adjunct(v, i, end);
    while (i < end && (view_is_text(v, i, SPAN(":")) || view_is_dash(v, i)))
        i++;
    if (i < end && view_is_comma(v, i))
        i++;
    if (i >= end)
        return end;
    if (v->quoted[i] && (clause_takes(row, 'q') || clause_takes(row, 'n') || clause_takes(row, 'c')))
        return i;
    if (v->glue[i] == GLUE_THAT || (v->glue[i] == GLUE_CONJUNCTION && !clause_is_coordinator(v, i) &&
                                    (clause_takes(row, 't') || clause_takes(row, 'c'))))
        return clause_takes(row, 't') || clause_takes(row, 'c') ||
                       (clause_takes(row, 'n') && i + 1 < end && v->glue[i + 1] != GLUE_AUXILIARY)
                   ? i
                   : end;
    if (v->glue[i] == GLUE_INFINITIVE || (v->glue[i] == GLUE_PREPOSITION && view_is(v, i, SPAN("to"))))
        return clause_takes(row, 'i') ? i : end;
    /* Russian and Ukrainian infinitives have no word before them, but an ending. */
    if (clause_takes(row, 'i') && lexicon_ends(token_folded(v->tokens, i), ENDING_CYRILLIC_INFINITIVE))
        return i;
    if (clause_is_coordinator(v, i) && !view_is_capital(v, i))
        return end;
    if (clause_takes(row, 'o') && v->glue[i] == GLUE_PREPOSITION)
        return i;
    if (v->glue[i] == GLUE_PREPOSITION && !clause_takes(row, 'c'))
        return end;
    return clause_takes(row, 'c') || clause_takes(row, 'n') ? i : end;
}

/* The separable part that closes the clause: "teilte der Sprecher mit"; false where it is missing. */
bool clause_find_particle(const struct view *v, const struct cue_row *row, uint32_t first, uint32_t end,
                          struct stretch *particle)
{
    if (!row->particle.len)
        return true;
    for (uint32_t i = first; i < end && i < first + 30; i++) {
        if (v->quoted[i])
            continue;
        if (view_is(v, i, row->particle)) {
            *particle = (struct stretch){ i, i + 1 };
            return true;
        }
    }
    return false;
}

/* ---- where a clause is over ---- */

bool clause_closes(const struct view *v, uint32_t i, const struct unit *u)
{
    return i >= u->end || view_is_stop(v, i) || view_is_comma(v, i) || view_is_dash(v, i) ||
           view_is_text(v, i, SPAN(";")) || view_is_text(v, i, SPAN(")"));
}

/* Behind the cue and the subject of "..., X said": may the clause be over but for adjuncts? */
bool clause_only_adjuncts(const struct view *v, uint32_t i, const struct unit *u)
{
    if (clause_closes(v, i, u))
        return true;
    if (v->quoted[i] || view_is_text(v, i, SPAN(":")) || v->glue[i] == GLUE_THAT)
        return false;
    uint32_t to = clause_behind_adjunct(v, i, u->end);
    if (to < u->end && (v->glue[to] == GLUE_THAT || view_is_text(v, to, SPAN(":"))))
        return false;
    return v->glue[i] == GLUE_PREPOSITION || v->glue[i] == GLUE_TIME || v->glue[i] == GLUE_ADVERB ||
           v->glue[i] == GLUE_CONJUNCTION || (v->cue[i].row && v->cue[i].row->form == CUE_GERUND);
}

/* Whether a clause of at least a few words follows: "teilte mit, dass ...". */
bool clause_follows(const struct view *v, uint32_t i, const struct unit *u)
{
    return i < u->end && (view_is_comma(v, i) || view_is_text(v, i, SPAN(":"))) &&
           clause_words(v, (struct stretch){ i, u->end }) > 2;
}
