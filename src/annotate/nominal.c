#include "annotate/nominal.h"

enum { QUOTED_NAME_WORDS = 8 };

static bool is_one_of(const struct view *v, uint32_t i, const char *const *words)
{
    for (; *words; words++)
        if (view_is(v, i, span_of(*words)))
            return true;
    return false;
}

static bool is_noun(const struct view *v, uint32_t i)
{
    return !v->quoted[i] && (v->mention[i] || (view_is_word(v, i) && (v->tokens->at[i].shape & TOKEN_CAPITAL) &&
                                               (v->glue[i] == GLUE_NONE || v->glue[i] == GLUE_TIME)));
}

/* "der", "seine", "zwei", "400": what stands before adjectives and noun. */
static bool is_determiner(const struct view *v, uint32_t i)
{
    if (v->quoted[i] || v->mention[i])
        return false;
    return v->glue[i] == GLUE_ARTICLE || v->glue[i] == GLUE_POSSESSIVE || v->glue[i] == GLUE_COUNT ||
           v->tokens->at[i].kind == TOKEN_NUMBER;
}

static bool is_adjective(const struct view *v, uint32_t i)
{
    static const char *const endings[] = { "e", "en", "er", "es", "em" };
    if (v->quoted[i] || !view_is_word(v, i) || v->glue[i] != GLUE_NONE || (v->tokens->at[i].shape & TOKEN_CAPITAL))
        return false;
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
        if (span_ends(token_folded(v->tokens, i), span_of(endings[k])))
            return true;
    return false;
}

/* Behind what opens at i and belongs to the noun before it: a bracket, a quoted name; i where nothing does. */
static uint32_t behind_addition(const struct view *v, uint32_t i, uint32_t limit)
{
    if (v->quoted[i]) {
        const struct quotation *q = &v->quotations.at[v->quoted[i] - 1];
        bool is_name = q->first == i && q->closed && q->end <= limit && q->end - q->first <= QUOTED_NAME_WORDS;
        return is_name ? q->end : i;
    }
    if (!view_is_sign(v, i, '('))
        return i;
    for (uint32_t k = i + 1; k < limit && k < i + NOMINAL_WORDS / 2; k++)
        if (view_is_sign(v, k, ')'))
            return k + 1;
    return i;
}

static bool joins_parts(const struct view *v, uint32_t i, uint32_t limit)
{
    bool sign = view_is_sign(v, i, '&') || view_is_sign(v, i, '-') || view_is_sign(v, i, '/');
    return sign && i + 1 < limit && is_noun(v, i + 1);
}

/* The hyphen of "39-Jährige". */
static bool joins_number(const struct view *v, uint32_t i, uint32_t first, uint32_t limit)
{
    return i > first && v->tokens->at[i - 1].kind == TOKEN_NUMBER && joins_parts(v, i, limit);
}

/* Determiners, adjectives and nouns without attributes; `first` where no noun comes. */
static uint32_t behind_core(const struct view *v, uint32_t first, uint32_t limit)
{
    uint32_t i = first;
    while (i < limit && (is_determiner(v, i) || is_adjective(v, i) || joins_number(v, i, first, limit)))
        i++;
    uint32_t noun = i;
    while (i < limit) {
        uint32_t behind = behind_addition(v, i, limit);
        if (behind > i)
            i = behind;
        else if (is_noun(v, i) || (i > noun && joins_parts(v, i, limit)))
            i++;
        else
            break;
    }
    return i > noun ? i : first;
}

/* Behind one more attribute at i: "des Ministers", "von Weber", "und Kollegen"; i where none follows. */
static uint32_t behind_attribute(const struct view *v, uint32_t i, uint32_t limit)
{
    static const char *const genitives[] = { "des",    "der",    "eines",  "einer",  "seines", "seiner", "ihres",
                                             "ihrer", "dieser", "dieses", "unserer", NULL };
    static const char *const tight[] = { "von", "vom", "aus", "für", NULL };
    if (i + 1 >= limit || v->quoted[i])
        return i;
    bool is_name = view_is_person(v, i - 1);
    bool leads = (is_one_of(v, i, genitives) && !is_name) || is_one_of(v, i, tight) || view_has(v, i, USE_PAIR);
    if (view_is(v, i, SPAN("sowie")))
        leads = true;
    if (!leads)
        return i;
    bool is_genitive = v->glue[i] == GLUE_ARTICLE;
    uint32_t end = behind_core(v, is_genitive ? i : i + 1, limit);
    return end > i + 1 ? end : i;
}

struct stretch nominal_behind(const struct view *v, uint32_t first, uint32_t limit)
{
    if (limit > first + NOMINAL_WORDS)
        limit = first + NOMINAL_WORDS;
    if (first >= limit)
        return (struct stretch){ first, first };
    if (v->glue[first] == GLUE_PRONOUN && !v->mention[first])
        return (struct stretch){ first, first + 1 };
    uint32_t end = behind_core(v, first, limit);
    for (uint32_t next = end; end > first; end = next) {
        next = behind_attribute(v, end, limit);
        if (next == end)
            break;
    }
    return (struct stretch){ first, end };
}

struct stretch nominal_before(const struct view *v, uint32_t end, uint32_t floor)
{
    enum { BACK = 14 };
    uint32_t from = end > floor + BACK ? end - BACK : floor;
    for (uint32_t i = from; i < end; i++)
        if (!v->quoted[i] && nominal_behind(v, i, end).end == end)
            return (struct stretch){ i, end };
    return (struct stretch){ end, end };
}

bool nominal_may_be_subject(const struct view *v, struct stretch phrase)
{
    static const char *const others[] = { "den",   "dem",   "des",  "einen", "einem", "eines", "seinen", "seinem",
                                          "ihren", "ihrem", "sich", "ihm",   "ihn",   "ihnen", "mich",   "mir",
                                          "dich",  "dir",   "uns",  "euch",  "diesem", "diesen", NULL };
    return !stretch_is_empty(phrase) && !is_one_of(v, phrase.first, others);
}
