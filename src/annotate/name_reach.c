#include "annotate/name_reach.h"

#include "annotate/gazetteer.h"

enum {
    QUOTED_WORDS = 9,        /* tokens of a quoted name */
    TITLE_WORDS = 7,
    CHAIN_WORDS = 9          /* small words between an office's noun and the next capital */
};

static bool is_cyrillic(const struct name_view *v, uint32_t i)
{
    struct span word = view_folded(v, i);
    return word.len > 1 && ((unsigned char)word.at[0] & 0xfc) == 0xd0;
}

static bool is_closing(const struct name_view *v, uint32_t i)
{
    return view_is(v, i, SPAN("»")) || view_is(v, i, SPAN("“")) || view_is(v, i, SPAN("”")) || view_is(v, i, SPAN("\""));
}

uint32_t reach_quoted(const struct name_view *v, uint32_t i, uint32_t end)
{
    if (!view_is_quote(v, i) || i + 1 >= end || !view_is_near(v, i) || !(view_is_word(v, i + 1) || view_is_quote(v, i + 1)))
        return 0;
    for (uint32_t k = i + 1; k < end && k < i + QUOTED_WORDS; k++) {
        if (!view_is_quote(v, k) || !is_closing(v, k) || k == i + 1)
            continue;
        bool closes_two = k + 1 < end && is_closing(v, k + 1) && view_touches(v, k + 1);
        return k + 1 + closes_two;
    }
    return 0;
}

/* ---- titles ---- */

/* Whether what stands before the quotation mark at i names a kind of thing: "the film", "la banda". */
static bool is_called(const struct name_view *v, uint32_t i)
{
    enum { NOUNS = HINT_PLACE | HINT_ORGANISATION | HINT_THING };
    for (uint32_t back = 1; back <= 2 && i >= back && !v->begins[i - back + 1]; back++)
        if (view_is_word(v, i - back) && vocabulary_hints(v->words, i - back) & NOUNS)
            return true;
    return false;
}

static bool is_said(const struct name_view *v, uint32_t i)
{
    return i > 0 && !v->begins[i] && (view_is(v, i - 1, SPAN(":")) || view_is(v, i - 1, SPAN(",")) || view_is_cue(v, i - 1));
}

/* «Четверта влада», «Вісник державних закупівель»: a capital, then few small words, none of them a verb. */
static bool is_cyrillic_title(const struct name_view *v, struct name_run run)
{
    enum { WORDS = 4 };
    if (!is_cyrillic(v, run.first) || run.end - run.first > WORDS || run.end < run.first + 2 || !view_is(v, run.end, SPAN("»")))
        return false;
    for (uint32_t i = run.first; i < run.end; i++)
        if (v->glue[i] != GLUE_NONE || view_is_cue(v, i) || lexicon_ends(view_folded(v, i), ENDING_CYRILLIC_VERB))
            return false;
    return true;
}

uint32_t reach_title(const struct name_view *v, uint32_t i, uint32_t end)
{
    if (!view_is_quote(v, i) || i + 2 >= end || !view_is_name_like(v, i + 1) || is_said(v, i))
        return 0;
    uint32_t capitals = 0, words = 0, k = i + 1;
    for (; k < end && k <= i + TITLE_WORDS && !view_is_quote(v, k); k++) {
        const struct token *token = view_token(v, k);
        bool is_sign = token->kind == TOKEN_PUNCTUATION && !view_is(v, k, SPAN("&")) && !view_is(v, k, SPAN("-"));
        if (is_sign || v->glue[k] == GLUE_AUXILIARY || v->glue[k] == GLUE_PRONOUN)
            return 0;
        bool counts = token->kind == TOKEN_WORD && !view_is_small(v, k);
        words += counts;
        capitals += counts && view_has_capital(v, k);
    }
    if (k >= end || !view_is_quote(v, k) || words == 0)
        return 0;
    bool is_name = words == capitals && (words > 1 || !view_seen_lower(v, i + 1));
    return is_name || is_called(v, i) || is_cyrillic_title(v, (struct name_run){ i + 1, k }) ? k : 0;
}

/* ---- small words ---- */

static bool names_body(const struct name_view *v, uint32_t i)
{
    return view_organisation(v, i) == ORGANISATION_WORD || vocabulary_hints(v->words, i) & HINT_ORGANISATION;
}

/* "міськради", "облдержадміністрація": the end of a long word is the noun. */
static bool names_body_at_end(const struct name_view *v, uint32_t i)
{
    enum { LEAST_BEFORE = 6, LEAST = 6 };
    struct span word = view_folded(v, i);
    for (size_t from = LEAST_BEFORE; from + LEAST <= word.len; from += 2)
        if (gazetteer_hints(lexicon_bare(span_from(word, from))) & HINT_ORGANISATION)
            return true;
    return false;
}

static bool names_body_or_place(const struct name_view *v, uint32_t i)
{
    return view_is_word(v, i) &&
           (names_body(v, i) || vocabulary_hints(v->words, i) & HINT_PLACE || names_body_at_end(v, i));
}

/* A Cyrillic adjective in any case, by its ending. */
static bool is_adjective(const struct name_view *v, uint32_t i)
{
    static const char *const endings[] = { "ий", "ый", "ой", "ого", "его", "ому", "ему", "ым", "им", "ом", "ая", "яя", "ую",
                                           "юю", "ое", "ее", "ые", "ие", "ых", "их", "ої", "ій", "ою", "ьна", "ька", "ьне",
                                           "ьке", "ні", "ькі", "ьному", "ському", "ькою", "ва", "на", "ка" };
    struct span word = view_folded(v, i);
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
        if (word.len >= 8 && span_ends(word, span_of(endings[k])))
            return true;
    return false;
}

/* "Київської | міської ради", "Львівської | області": adjectives without a capital, then the noun. */
static uint32_t behind_adjective(const struct name_view *v, struct name_run run, uint32_t end)
{
    enum { ADJECTIVES = 3 };
    if (!is_adjective(v, run.end - 1))
        return run.end;
    for (uint32_t i = run.end; i < end && i < run.end + ADJECTIVES && view_is_near(v, i) && view_is_word(v, i); i++) {
        if (view_has_capital(v, i))
            return run.end;
        if (names_body_or_place(v, i))
            return i + 1;
        if (!is_adjective(v, i))
            return run.end;
    }
    return run.end;
}

/* What may stand inside of an office's name: nouns and adjectives, the little words that join them. */
static bool may_chain(const struct name_view *v, uint32_t i)
{
    if (!view_is_word(v, i) || !view_is_near(v, i) || view_is_cue(v, i))
        return false;
    if (v->glue[i] == GLUE_CONJUNCTION || v->glue[i] == GLUE_PREPOSITION)
        return true;
    return v->glue[i] == GLUE_NONE && !lexicon_ends(view_folded(v, i), ENDING_CYRILLIC_VERB);
}

/* "регіонів", "енергетики": a noun in the genitive, by its ending. */
static bool is_genitive(const struct name_view *v, uint32_t i)
{
    static const char *const endings[] = { "ів", "їв", "ей", "ов", "ики", "ції", "ства", "ння", "ури", "ки", "ии", "ія", "ів'я" };
    struct span word = view_folded(v, i);
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
        if (word.len >= 10 && span_ends(word, span_of(endings[k])))
            return true;
    return false;
}

/* "Партія | регіонів": where no capital follows, the nouns in the genitive right behind. */
static uint32_t behind_body(const struct name_view *v, uint32_t i, uint32_t end)
{
    while (i < end && view_is_near(v, i) && view_is_word(v, i) && !view_has_capital(v, i) && v->glue[i] == GLUE_NONE &&
           !view_is_cue(v, i) && is_genitive(v, i))
        i++;
    return i;
}

/* "Управління | капітального будівництва Львівської": up to the next capital. */
static uint32_t behind_office(const struct name_view *v, struct name_run run, uint32_t end)
{
    if (!names_body(v, run.end - 1) || run.end >= end || !view_is_near(v, run.end) || !view_is_word(v, run.end) ||
        v->glue[run.end] != GLUE_NONE)
        return run.end;
    for (uint32_t i = run.end; i < end && i < run.end + CHAIN_WORDS; i++) {
        if (view_is_name_like(v, i) && view_is_near(v, i))
            return i + 1;
        if (!may_chain(v, i))
            break;
    }
    return behind_body(v, run.end, end);
}

/* "Ligue | américaine", "Tribunal | arbitral": an adjective of a language that puts it behind. */
static uint32_t behind_noun(const struct name_view *v, struct name_run run, uint32_t end)
{
    static const char *const endings[] = { "al", "ale", "aux", "ique", "ien", "ienne", "ais", "aise", "ain", "aine", "iste", "aire",
                                           "ois", "oise", "ional", "ico", "ica", "ano", "ana", "ista", "ario", "aria", "ense",
                                           "és", "esa", "ol", "ola", "ales", "icos", "icas" };
    uint32_t i = run.end;
    if (!names_body(v, i - 1) || i >= end || !view_is_near(v, i) || !view_is_word(v, i) || v->glue[i] != GLUE_NONE ||
        view_is_cue(v, i))
        return i;
    struct span word = view_folded(v, i);
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
        if (word.len >= 6 && span_ends(word, span_of(endings[k])))
            return i + 1;
    return view_is_demonym(v, i) ? i + 1 : i;
}

uint32_t reach_small(const struct name_view *v, struct name_run run, uint32_t end)
{
    if (v->is_english || v->is_german || run.end >= end || !view_is_word(v, run.end - 1) || view_is_name_like(v, run.end))
        return run.end;
    if (!is_cyrillic(v, run.end - 1))
        return behind_noun(v, run, end);
    uint32_t reached = behind_adjective(v, run, end);
    return reached > run.end ? reached : behind_office(v, run, end);
}

/* ---- addresses ---- */

uint32_t reach_address(const struct name_view *v, uint32_t i, uint32_t end)
{
    static const char *const streets[] = { "вул", "ул", "просп", "бул", "пров", "пер", "пл" };
    if (view_has_capital(v, i) || !view_is_word(v, i) || i + 2 >= end || !view_is(v, i + 1, SPAN(".")) ||
        !view_is_name_like(v, i + 2) || !view_is_near(v, i + 2))
        return 0;
    bool is_street = false;
    for (size_t k = 0; k < sizeof streets / sizeof *streets && !is_street; k++)
        is_street = view_is(v, i, span_of(streets[k]));
    if (!is_street)
        return 0;
    uint32_t to = i + 3;
    while (to < end && view_is_near(v, to) && view_is_name_like(v, to))
        to++;
    bool has_number = to + 1 < end && view_is(v, to, SPAN(",")) && view_token(v, to + 1)->kind == TOKEN_NUMBER;
    return has_number ? to + 2 : to;
}
