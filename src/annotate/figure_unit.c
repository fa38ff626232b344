#include "annotate/figure_unit.h"

#include "annotate/figure_counted.h"
#include "annotate/figure_range.h"

static const struct unit_row *units_at(const struct figure_reader *f, uint32_t i)
{
    const struct piece_word *word = &f->p.words[f->p.at[i].word];
    return table_find_hashed(&unit_table, word->folded, word->hash);
}

const struct unit_row *figure_unit_at(const struct figure_reader *f, uint32_t i, bool nouns, uint32_t *end)
{
    const struct unit_row *best = NULL;
    *end = i;
    if (i >= f->end)
        return NULL;
    for (const struct unit_row *row = units_at(f, i); row; row = table_next(&unit_table, row)) {
        if (!piece_speaks(&f->p, row->language) || (row->dimension == DIMENSION_COUNT) != nouns)
            continue;
        uint32_t to = row->rest.len ? piece_match(&f->p, i + 1, f->end, row->rest) : i + 1;
        if (to > *end) {
            *end = to;
            best = row;
        }
    }
    return best;
}

bool figure_is_money(const struct figure_reader *f, uint32_t i)
{
    const struct unit_row *unit = units_at(f, i);
    while (unit && unit->dimension != DIMENSION_MONEY)
        unit = table_next(&unit_table, unit);
    return unit != NULL;
}

static bool is_letters(struct span s)
{
    return s.len && (byte_is_alpha(s.at[0]) || (unsigned char)s.at[0] == 0xd0 || (unsigned char)s.at[0] == 0xd1);
}

const struct unit_row *figure_currency_at(const struct figure_reader *f, uint32_t i, uint32_t *end)
{
    const struct unit_row *unit = figure_unit_at(f, i, false, end);
    if (!unit || unit->dimension != DIMENSION_MONEY || !figure_is_digits(f, *end))
        return NULL;
    bool code = unit->rest.len || !is_letters(unit->word) || unit->word.len > 3 || figure_is_capital(f, i);
    return code && span_equal(unit->language, SPAN("*")) ? unit : NULL;
}

void figure_set_unit(struct figure_draft *r, const struct unit_row *unit)
{
    r->figure.unit = unit->label;
    r->figure.dimension = (uint8_t)unit->dimension;
    r->figure.factor = unit->factor;
    r->figure.offset = unit->offset;
    r->has_unit = true;
}

/* Units of one letter stand right behind digits or a blank and nothing else: "5 m", not "a m". */
static bool is_likely(const struct figure_reader *f, const struct figure_draft *r, const struct unit_row *unit,
                      uint32_t i)
{
    bool bare_letters = unit->word.len <= 2 && is_letters(unit->word);
    bool network = f->p.at[i].glued && figure_is_capital(f, i) && span_equal(unit->word, SPAN("g")); /* "5G" */
    return !network && (!bare_letters || !r->number.in_words);
}

static bool is_of(const struct figure_reader *f, uint32_t i)
{
    return figure_is(f, i, SPAN("of")) || figure_is(f, i, SPAN("de")) || figure_is(f, i, SPAN("d'"));
}

/* "2.5m people": where something is counted behind it the letter says millions. */
static void read_million(const struct figure_reader *f, struct figure_draft *r)
{
    uint32_t i = r->end, end;
    bool letter = figure_speaks(f, "en") && figure_is(f, i, SPAN("m")) && f->p.at[i].glued && !f->p.at[i].hyphen;
    if (!letter || r->ranged || r->number.scaled || !figure_is_word(f, i + 1) || figure_is_function_word(f, i + 1) ||
        figure_has(f, i + 1, COUNT_WORD_MEASURE))
        return;
    if (!figure_looks_plural(f, i + 1) && !figure_unit_at(f, i + 1, false, &end))
        return;
    struct figure *g = &r->figure;
    g->value = g->low = g->high = r->number.value * 1e6;
    r->number.scaled = true;
    r->end = i + 1;
}

void figure_read_unit(const struct figure_reader *f, struct figure_draft *r)
{
    read_million(f, r);
    uint32_t end, at = r->end;
    /* "millions of dollars", "un millón de euros", "dozens of kilometres" */
    if (r->number.scaled && is_of(f, at))
        at++;
    /* "5 тыс. долларов" */
    if (r->number.scaled && figure_is(f, at, SPAN(".")) && piece_touches(&f->p, at))
        at++;
    const struct unit_row *unit = figure_unit_at(f, at, false, &end);
    if (!unit && figure_is(f, at, SPAN("more")))
        unit = figure_unit_at(f, ++at, false, &end);
    if (!unit || !is_likely(f, r, unit, at))
        return;
    figure_set_unit(r, unit);
    r->end = end;
}

/* The unit at the end of a list: "10 and 15 percent", "5, 6 and 7 km". */
static const struct unit_row *unit_of_list(const struct figure_reader *f, uint32_t i)
{
    enum { LIST_MAX = 4 };
    uint32_t end;
    for (int k = 0; k < LIST_MAX; k++) {
        struct number next;
        bool last = figure_is_link(f, i, QUALIFIER_AND) || figure_is_link(f, i, QUALIFIER_OR);
        if (!(last || figure_is(f, i, SPAN(","))) || !figure_is_digits(f, i + 1) || !figure_number(f, i + 1, &next))
            return NULL;
        i = next.end;
        if (last)
            return figure_unit_at(f, i, false, &end);
    }
    return NULL;
}

void figure_borrow_unit(const struct figure_reader *f, struct figure_draft *r)
{
    struct number second;
    uint32_t end;
    const struct unit_row *unit = r->number.kind == NUMBER_KIND_PLAIN ? unit_of_list(f, r->end) : NULL;
    bool from = r->begin > f->first && figure_is_link(f, r->begin - 1, QUALIFIER_FROM) &&
                (figure_is_link(f, r->end, QUALIFIER_TO) || figure_is_link(f, r->end, QUALIFIER_REACHING));
    if (!unit && from && figure_number(f, r->end + 1, &second))
        unit = figure_unit_at(f, second.end, false, &end);
    if (unit && unit->dimension != DIMENSION_DURATION && unit->dimension != DIMENSION_AGE)
        figure_set_unit(r, unit);
}
