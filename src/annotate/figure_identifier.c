#include "annotate/figure_identifier.h"

#include <string.h>

#include "annotate/figure_counted.h"
#include "annotate/figure_unit.h"

enum { ADDRESS_REACH = 4 };

bool figure_is_pronoun(const struct figure_reader *f, const struct figure_draft *r)
{
    uint32_t i = r->number_at, next = r->number.end;
    if (!r->number.in_words || r->number.value != 1 || r->number.kind != NUMBER_KIND_PLAIN || r->number.scaled)
        return false;
    if (figure_is(f, next, SPAN("another")))
        return true;
    if (r->qualifier != QUALIFIER_NONE && r->qualifier != QUALIFIER_EXACT)
        return false;
    if (!figure_speaks(f, "en"))
        return !figure_speaks(f, "ru") && !figure_speaks(f, "uk") ? true : figure_ends_phrase(f, next);
    uint32_t end;
    if (next < f->end && f->p.at[next].hyphen)
        return !figure_unit_at(f, next, false, &end);
    if (i > f->first && figure_has(f, i - 1, COUNT_WORD_PRONOUN))
        return true;
    if (next < f->end && figure_has(f, next, COUNT_WORD_EVENT))
        return false;
    return figure_ends_phrase(f, next) || figure_looks_verbal(f, next);
}

/* "fourth-largest", "second-placed": what a place in a list is joined to. */
static bool is_rank(const struct figure_reader *f, uint32_t i)
{
    struct span word = i < f->end ? f->p.at[i].folded : SPAN("");
    return figure_has(f, i, COUNT_WORD_RANK) ||
           (figure_speaks(f, "en") && word.len > 4 && span_ends(word, SPAN("est")));
}

/* Whether what an ordinal stands beside says that it is a place in a list: "third place", "седьмой по величине". */
static bool is_placed(const struct figure_reader *f, const struct figure_draft *r)
{
    uint32_t next = r->number.end;
    return figure_has(f, next, COUNT_WORD_RANK) ||
           (figure_is_function_word(f, next) && figure_has(f, next + 1, COUNT_WORD_RANK) && !figure_speaks(f, "en")) ||
           (r->number_at > f->first && figure_has(f, r->number_at - 1, COUNT_WORD_RANK));
}

/* Whether an ordinal in words may count what follows it: behind a determiner, or where there are none. */
static bool is_led(const struct figure_reader *f, const struct figure_draft *r)
{
    enum { SURE = 3 }; /* from "third" on an ordinal is hardly anything else: "first" and "second" have other uses */
    if (figure_speaks(f, "ru") || figure_speaks(f, "uk"))
        return true;
    if (r->number.value >= SURE && !figure_looks_verbal(f, r->number.end))
        return true;
    return r->number_at > f->first && figure_has(f, r->number_at - 1, COUNT_WORD_DETERMINER);
}

bool figure_is_idle_ordinal(const struct figure_reader *f, const struct figure_draft *r)
{
    uint32_t next = r->number.end;
    if (r->number.kind != NUMBER_KIND_ORDINAL)
        return false;
    if (next < f->end && f->p.at[next].hyphen)
        return !is_rank(f, next);
    if (!r->number.in_words)
        return false;
    if (is_placed(f, r))
        return false;
    return !is_led(f, r) || !figure_is_word(f, next) || figure_is_function_word(f, next);
}

static bool is_street(const struct figure_reader *f, uint32_t i)
{
    static const char *const endings[] = { "straße", "strasse", "gasse", "weg", "platz", "allee", "ufer" };
    if (figure_has(f, i, COUNT_WORD_STREET))
        return true;
    for (size_t k = 0; figure_speaks(f, "de") && k < sizeof endings / sizeof *endings; k++)
        if (i < f->end && span_ends(f->p.at[i].folded, span_of(endings[k])))
            return true;
    return false;
}

/* "вул. Лісова, 14", "calle Mayor, 5": a street stands some names before the number. */
static bool has_street_before(const struct figure_reader *f, uint32_t i)
{
    for (uint32_t steps = 0; i > f->first && steps < ADDRESS_REACH; i--, steps++) {
        bool inner = figure_is(f, i - 1, SPAN(",")) || figure_is(f, i - 1, SPAN("."));
        if (is_street(f, i - 1))
            return true;
        if (!inner && !figure_is_capital(f, i - 1) && !figure_is_function_word(f, i - 1))
            return false;
    }
    return false;
}

/* "10 Downing Street", "67th Precinct", "12, rue de la Paix". */
static bool has_street_behind(const struct figure_reader *f, uint32_t i)
{
    i += figure_is(f, i, SPAN(","));
    if (figure_speaks(f, "fr"))
        return is_street(f, i);
    for (uint32_t steps = 0; figure_speaks(f, "en") && steps < ADDRESS_REACH && figure_is_capital(f, i); i++, steps++)
        if (is_street(f, i))
            return true;
    return false;
}

bool figure_is_address(const struct figure_reader *f, const struct figure_draft *r)
{
    bool bare = r->figure.dimension == DIMENSION_COUNT || r->figure.dimension == DIMENSION_ORDINAL;
    if (!bare || r->has_unit || r->number.in_words || r->number.decimals || r->number.scaled)
        return false;
    bool comma = r->number_at > f->first && figure_is(f, r->number_at - 1, SPAN(","));
    return has_street_behind(f, r->number.end) ||
           (r->figure.dimension == DIMENSION_COUNT && (comma || figure_ends_phrase(f, r->number.end)) &&
            has_street_before(f, r->number_at));
}

bool figure_is_list_number(const struct figure_reader *f, const struct figure_draft *r)
{
    uint32_t i = r->number.end;
    bool mark = (figure_is(f, i, SPAN(".")) || figure_is(f, i, SPAN(")"))) && piece_touches(&f->p, i);
    if (!mark || r->number.in_words || !r->number.digits || r->number.digits > 3)
        return false;
    if (r->number_at > f->first) /* "for two reasons: 1) it is near, 2) it is cheap" */
        return figure_is(f, i, SPAN(")")) &&
               (figure_is(f, r->number_at - 1, SPAN(",")) || figure_is(f, r->number_at - 1, SPAN(":")));
    return i + 1 >= f->end || figure_is_capital(f, i + 1) || !figure_is_word(f, i + 1);
}

/* Whether a run of digits reads as a year. */
static bool is_year(const struct number *n, const struct figure *g)
{
    return n->digits == 4 && !n->decimals && n->value >= 1000 && g->high < 2100;
}

bool figure_is_year(const struct figure_reader *f, const struct figure_draft *r)
{
    bool counted = r->of_end > r->of_first && r->of_first >= r->end;
    bool bounds = r->qualifier != QUALIFIER_NONE && r->qualifier != QUALIFIER_BETWEEN;
    if (counted || r->has_unit || bounds || r->figure.dimension != DIMENSION_COUNT ||
        r->figure.change != FIGURE_CHANGE_STANDING || r->figure.value < 0)
        return false;
    uint32_t i = r->number_at; /* "2002-03" of which a date took the first half */
    bool half = i > f->first && f->p.at[i].hyphen && f->p.at[i - 1].digits && f->p.at[i - 1].folded.len == 4;
    return half || is_year(&r->number, &r->figure);
}

bool figure_is_code(const struct figure_reader *f, const struct figure_draft *r)
{
    enum { CODE_DIGITS = 10 };
    uint32_t i = r->number_at;
    bool in_markup = i > f->first + 1 && figure_is(f, i - 1, SPAN("\"")) && figure_is(f, i - 2, SPAN("="));
    /* "example.org/2019/05/12345", "?id=12" */
    bool in_path = i > f->first + 1 && !figure_is_word(f, i - 1) && strchr("/=_?&#~", f->p.at[i - 1].folded.at[0]) &&
                   piece_touches(&f->p, i) && piece_touches(&f->p, i - 1);
    bool hash = i > f->first && figure_is(f, i - 1, SPAN("#")) && piece_touches(&f->p, i);
    bool decade = figure_is(f, r->number.end, SPAN("s")) && f->p.at[r->number.end].glued; /* "the '80s" */
    return r->number.digits >= CODE_DIGITS || in_markup || in_path || hash || decade;
}

bool figure_is_named(const struct figure_reader *f, const struct figure_draft *r)
{
    uint32_t i = r->begin;
    if (r->number.in_words || i == f->first || r->has_unit || figure_has(f, i - 1, COUNT_WORD_PLACE))
        return false;
    uint32_t before = i - 1;
    if (figure_is(f, before, SPAN(".")) && before > f->first && piece_touches(&f->p, before))
        before--;
    if (figure_has(f, before, COUNT_WORD_IDENTIFIER))
        return true;
    bool name = figure_is_capital(f, before) && before > f->first && figure_is_word(f, before) &&
                !figure_is_function_word(f, before);
    return name && figure_ends_phrase(f, r->end) && r->number.value < 1000 && !figure_is(f, r->end, SPAN("-")) &&
           !figure_has(f, before, COUNT_WORD_EVENT);
}

/* Whether piece i goes on a run of digit groups: a group, or a sign before the next one. */
static bool is_group(const struct figure_reader *f, uint32_t i, bool plus)
{
    if (figure_is_digits(f, i))
        return plus || f->p.at[i].folded.len <= 7;
    bool sign = figure_is(f, i, SPAN("(")) || figure_is(f, i, SPAN(")")) || figure_is(f, i, SPAN("-"));
    return sign && figure_is_digits(f, i + 1);
}

uint32_t figure_phone_end(const struct figure_reader *f, uint32_t i)
{
    enum { GROUPS_MAX = 12, DIGITS_MIN = 7, NATIONAL_MIN = 9 };
    bool plus = figure_is(f, i, SPAN("+")), open = figure_is(f, i, SPAN("("));
    uint32_t j = i + plus, groups = 0, digits = 0;
    for (; groups < GROUPS_MAX && is_group(f, j, plus); j++) {
        groups += f->p.at[j].digits;
        digits += f->p.at[j].digits ? (uint32_t)f->p.at[j].folded.len : 0;
    }
    if (digits < DIGITS_MIN)
        return 0;
    bool joined = open || (j > i + 1 && f->p.at[i + 1].hyphen);
    struct span first = f->p.at[i].folded;
    bool national = first.at[0] == '0' && first.len > 1 && digits >= NATIONAL_MIN;
    return (plus || national ? groups >= 2 : groups >= 3 && joined) ? j : 0;
}

bool figure_has_leading_zero(const struct figure_reader *f, const struct figure_draft *r)
{
    struct span s = f->p.at[r->number_at].folded;
    return s.len > 1 && s.at[0] == '0' && byte_is_digit(s.at[1]) && r->number.decimals == 0;
}

bool figure_is_part_of_name(const struct figure_reader *f, const struct figure_draft *r)
{
    uint32_t i = r->number_at, next = r->end;
    if (r->has_unit || r->figure.dimension != DIMENSION_COUNT)
        return false;
    bool letters_behind = figure_is_word(f, next) && f->p.at[next].glued && !f->p.at[next].hyphen &&
                          !r->number.in_words;
    bool joined = f->p.at[i].hyphen && i > f->first && !f->p.at[i - 1].digits &&
                  figure_starts(f, i - 1) == NUMBER_STARTS_NOT;
    return letters_behind || joined;
}

void figure_set_identifier(const struct figure_reader *f, struct figure_draft *r, uint32_t begin, uint32_t end)
{
    r->begin = begin;
    r->end = end;
    r->figure = (struct figure){
        .at = { f->p.at[begin].at.from, f->p.at[end - 1].at.to },
        .factor = 1,
        .dimension = DIMENSION_IDENTIFIER,
        .value = r->number.value,
        .low = r->number.value,
        .high = r->number.value,
    };
    r->figure.number = r->figure.at;
}
