#include "annotate/figure_identifier.h"

#include "annotate/figure_counted.h"
#include "annotate/figure_unit.h"

bool figure_is_pronoun(const struct figure_reader *f, const struct figure_draft *r)
{
    uint32_t i = r->number_at, next = r->number.end;
    if (!r->number.in_words || r->number.value != 1 || r->number.kind != NUMBER_KIND_PLAIN || r->number.scaled)
        return false;
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
    return figure_ends_phrase(f, next) || figure_is(f, next, SPAN("another")) || figure_looks_verbal(f, next);
}

bool figure_is_idle_ordinal(const struct figure_reader *f, const struct figure_draft *r)
{
    if (r->number.kind != NUMBER_KIND_ORDINAL)
        return false;
    if (r->number.end < f->end && f->p.at[r->number.end].hyphen)
        return true;
    if (!r->number.in_words)
        return false;
    return r->number_at == f->first || !figure_has(f, r->number_at - 1, COUNT_WORD_DETERMINER) ||
           !figure_is_word(f, r->number.end) || figure_is_function_word(f, r->number.end);
}

bool figure_is_named(const struct figure_reader *f, const struct figure_draft *r)
{
    uint32_t i = r->begin;
    if (r->number.in_words || i == f->first || r->has_unit)
        return false;
    uint32_t before = i - 1;
    if (figure_is(f, before, SPAN(".")) && before > f->first && piece_touches(&f->p, before))
        before--;
    if (figure_has(f, before, COUNT_WORD_IDENTIFIER))
        return true;
    bool name = figure_is_capital(f, before) && before > f->first && figure_is_word(f, before) && !figure_is_function_word(f, before);
    return name && figure_ends_phrase(f, r->end) && r->number.value < 1000 && !figure_is(f, r->end, SPAN("-")) &&
           !figure_has(f, before, COUNT_WORD_EVENT);
}

uint32_t figure_phone_end(const struct figure_reader *f, uint32_t i)
{
    uint32_t j = i, groups = 0, digits = 0;
    bool plus = figure_is(f, j, SPAN("+"));
    j += plus;
    while (j < f->end && groups < 12) {
        bool open = figure_is(f, j, SPAN("(")), shut = figure_is(f, j, SPAN(")")), dash = figure_is(f, j, SPAN("-"));
        if (!f->p.at[j].digits && !((open || shut || dash) && j + 1 < f->end && f->p.at[j + 1].digits))
            break;
        if (f->p.at[j].digits && f->p.at[j].folded.len > 6 && !plus)
            break;
        groups += f->p.at[j].digits;
        digits += f->p.at[j].digits ? (uint32_t)f->p.at[j].folded.len : 0;
        j++;
    }
    bool joined = j > i + 1 && f->p.at[i + 1].hyphen;
    return digits >= 7 && (plus ? groups >= 2 : groups >= 3 && (joined || figure_is(f, i, SPAN("(")))) ? j : 0;
}

bool figure_has_leading_zero(const struct figure_reader *f, const struct figure_draft *r)
{
    struct span s = f->p.at[r->number_at].folded;
    return s.len > 1 && s.at[0] == '0' && byte_is_digit(s.at[1]) && r->number.decimals == 0;
}

bool figure_is_part_of_name(const struct figure_reader *f, const struct figure_draft *r)
{
    uint32_t i = r->number_at;
    return !r->has_unit && f->p.at[i].hyphen && !r->number.in_words && i > f->first && !f->p.at[i - 1].digits &&
           r->figure.dimension == DIMENSION_COUNT;
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
