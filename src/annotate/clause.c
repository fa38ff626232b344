#include "annotate/clause.h"

/* ---- small questions ---- */

bool clause_takes(const struct cue_row *row, char what)
{
    return span_find_byte(row->takes, what, 0) != SPAN_NONE;
}

struct stretch clause_trim(const struct view *v, struct stretch s)
{
    while (s.first < s.end && v->tokens->at[s.first].kind == TOKEN_PUNCTUATION &&
           !(v->tokens->at[s.first].shape & TOKEN_QUOTE) && !view_is_sign(v, s.first, '(') &&
           !view_is_sign(v, s.first, '$') && !view_is_text(v, s.first, SPAN("€")) &&
           !view_is_sign(v, s.first, '@') && !view_is_sign(v, s.first, '#'))
        s.first++;
    while (s.end > s.first && v->tokens->at[s.end - 1].kind == TOKEN_PUNCTUATION &&
           !(v->tokens->at[s.end - 1].shape & TOKEN_QUOTE) && !view_is_sign(v, s.end - 1, ')') &&
           !view_is_sign(v, s.end - 1, '%'))
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
        if (view_is_sign(v, i, ';'))
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

/* "газете «Маяк», что": behind a name in quotation marks that a clause follows; i where it is none. */
static uint32_t behind_quoted_name(const struct view *v, uint32_t i, uint32_t end)
{
    const struct quotation *q = &v->quotations.at[v->quoted[i] - 1];
    bool clause = q->end + 1 < end && view_is_comma(v, q->end) && v->glue[q->end + 1] == GLUE_THAT;
    bool is_name = q->first == i && q->closed && clause_words(v, (struct stretch){ q->first, q->end }) < SPEECH_WORDS;
    return clause && is_name ? q->end : i;
}

/* Behind "in a statement on Monday": where "that", a colon or a quotation follows within a few words,
 * that place; else `first` itself. */
uint32_t clause_behind_adjunct(const struct view *v, uint32_t first, uint32_t end)
{
    if (first >= end || v->glue[first] == GLUE_THAT || v->quoted[first])
        return first;
    for (uint32_t i = first; i < end && i < first + ADJUNCT_WORDS; i++) {
        uint32_t behind_name = v->quoted[i] && i > first ? behind_quoted_name(v, i, end) : i;
        if (behind_name > i) {
            i = behind_name - 1;
            continue;
        }
        if (v->quoted[i] || view_is_sign(v, i, ':'))
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

static bool is_romance_infinitive(const struct view *v, uint32_t i)
{
    struct span word = token_folded(v->tokens, i);
    bool ends = span_ends(word, SPAN("er")) || span_ends(word, SPAN("ir")) || span_ends(word, SPAN("re")) ||
                span_ends(word, SPAN("ar"));
    bool romance = span_equal(v->language, SPAN("fr")) || span_equal(v->language, SPAN("es"));
    return romance && ends && view_is_word(v, i) && v->glue[i] == GLUE_NONE && !view_is_capital(v, i);
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

/* ", citando a X, que": behind what stands between commas where a clause with "that" follows; else `first`. */
static uint32_t behind_parenthesis(const struct view *v, uint32_t first, uint32_t end)
{
    if (v->is_english || (first < end && (v->glue[first] == GLUE_THAT || v->quoted[first])))
        return first;
    for (uint32_t i = first; i + 1 < end && i < first + ADJUNCT_WORDS && !v->quoted[i]; i++) {
        if (view_is_comma(v, i))
            return v->glue[i + 1] == GLUE_THAT ? i + 1 : first;
        if (v->glue[i] == GLUE_AUXILIARY || v->glue[i] == GLUE_VERB || v->glue[i] == GLUE_PRONOUN)
            break;
    }
    return first;
}

static bool is_dative(const struct view *v, uint32_t i)
{
    static const char *const words[] = { "à", "a", "au", "aux", "al" };
    for (size_t k = 0; k < sizeof words / sizeof *words; k++)
        if (view_is(v, i, span_of(words[k])))
            return true;
    return false;
}

/* "a demandé à la ville de réparer", "pidió a la empresa reparar": where the infinitive begins behind the person
 * it is asked of; `end` where none does. */
static uint32_t infinitive_behind(const struct view *v, uint32_t first, uint32_t end)
{
    enum { PERSON_WORDS = 9 };
    uint32_t limit = first + 2;
    if (first + 1 < end && is_dative(v, first) && !is_romance_infinitive(v, first + 1))
        limit = first + PERSON_WORDS;
    for (uint32_t i = first; i < end && i < limit && !v->quoted[i] && v->tokens->at[i].kind != TOKEN_PUNCTUATION; i++)
        if (is_romance_infinitive(v, i)) {
            bool led = i > first && (v->glue[i - 1] == GLUE_PREPOSITION || is_dative(v, i - 1));
            return led ? i - 1 : i;
        }
    return end;
}

/* Where the content of the cue begins that ends at `first`; `end` where what follows is none. */
uint32_t clause_content_begin(const struct view *v, const struct cue_row *row, uint32_t first, uint32_t end)
{
    uint32_t i = clause_takes(row, 'p') ? clause_behind_object(v, first, end) : first;
    uint32_t infinitive = !v->is_english && clause_takes(row, 'i') ? infinitive_behind(v, first, end) : end;
    if (infinitive < end)
        return infinitive;
    if (clause_takes(row, 'c') || clause_takes(row, 't') || clause_takes(row, 'q'))
        i = clause_behind_adjunct(v, i, end);
    while (i < end && (view_is_sign(v, i, ':') || view_is_dash(v, i)))
        i++;
    if (i < end && view_is_comma(v, i))
        i = behind_parenthesis(v, i + 1, end);
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
           view_is_sign(v, i, ';') || view_is_sign(v, i, ')');
}

/* Behind the cue and the subject of "..., X said": may the clause be over but for adjuncts? */
bool clause_only_adjuncts(const struct view *v, uint32_t i, const struct unit *u)
{
    if (clause_closes(v, i, u))
        return true;
    if (v->quoted[i] || view_is_sign(v, i, ':') || v->glue[i] == GLUE_THAT)
        return false;
    uint32_t to = clause_behind_adjunct(v, i, u->end);
    if (to < u->end && (v->glue[to] == GLUE_THAT || view_is_sign(v, to, ':')))
        return false;
    return v->glue[i] == GLUE_PREPOSITION || v->glue[i] == GLUE_TIME || v->glue[i] == GLUE_ADVERB ||
           v->glue[i] == GLUE_CONJUNCTION || (v->cue[i].row && v->cue[i].row->form == CUE_GERUND);
}

/* Whether a clause of at least a few words follows: "teilte mit, dass ...". */
bool clause_follows(const struct view *v, uint32_t i, const struct unit *u)
{
    return i < u->end && (view_is_comma(v, i) || view_is_sign(v, i, ':')) &&
           clause_words(v, (struct stretch){ i, u->end }) > 2;
}
