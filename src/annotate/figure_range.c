#include "annotate/figure_range.h"

#include <math.h>

#include "annotate/figure_event.h"
#include "annotate/figure_unit.h"
#include "tables/figure_qualifier.h"

static const struct figure_qualifier_row *qualifiers_at(const struct figure_reader *f, uint32_t i)
{
    const struct piece_word *word = &f->p.words[f->p.at[i].word];
    return table_find_hashed(&figure_qualifier_table, word->folded, word->hash);
}

static bool is_on_side(int role, enum figure_side side)
{
    return role < QUALIFIER_TO && (role >= QUALIFIER_AFTER_AT_LEAST) == (side == BEHIND_NUMBER);
}

enum qualifier figure_qualifier_at(const struct figure_reader *f, uint32_t i, enum figure_side side, uint32_t *end)
{
    enum qualifier best = QUALIFIER_NONE;
    *end = i;
    if (i >= f->end)
        return best;
    const struct figure_qualifier_row *row = qualifiers_at(f, i);
    for (; row; row = table_next(&figure_qualifier_table, row)) {
        if (!is_on_side(row->role, side) || !piece_speaks(&f->p, row->language))
            continue;
        uint32_t to = row->rest.len ? piece_match(&f->p, i + 1, f->end, row->rest) : i + 1;
        if (to > *end) {
            *end = to;
            best = (enum qualifier)row->role;
        }
    }
    return best;
}

bool figure_has_qualifiers(const struct figure_reader *f, uint32_t i)
{
    const struct figure_qualifier_row *row = qualifiers_at(f, i);
    while (row && !(is_on_side(row->role, BEFORE_NUMBER) && piece_speaks(&f->p, row->language)))
        row = table_next(&figure_qualifier_table, row);
    return row != NULL;
}

bool figure_is_link(const struct figure_reader *f, uint32_t i, enum qualifier role)
{
    if (i >= f->end)
        return false;
    const struct figure_qualifier_row *row = qualifiers_at(f, i);
    while (row && !(row->role == (int)role && piece_speaks(&f->p, row->language) && !row->rest.len))
        row = table_next(&figure_qualifier_table, row);
    return row != NULL;
}

enum { TENTH = 10 };

/* A part on both sides: "about 50" may be 45 and 55. */
static void widen(struct figure *g, double part)
{
    g->low = g->value - part;
    g->high = g->value + part;
    g->approximate = true;
}

void figure_qualify(struct figure *g, enum qualifier q)
{
    switch (q) {
    case QUALIFIER_AT_LEAST:
    case QUALIFIER_MORE:
    case QUALIFIER_AFTER_AT_LEAST:
        g->low = g->value;
        g->high = INFINITY;
        break;
    case QUALIFIER_AT_MOST:
    case QUALIFIER_FEWER:
    case QUALIFIER_AFTER_AT_MOST:
        g->high = g->value;
        g->low = -INFINITY;
        break;
    case QUALIFIER_ABOUT:
    case QUALIFIER_NEARLY:
    case QUALIFIER_AFTER_ABOUT:
        widen(g, fabs(g->value) / TENTH);
        break;
    default:
        break;
    }
}

/* The piece behind what links a second number to the first; 0 where nothing does. */
static uint32_t link_end(const struct figure_reader *f, const struct figure_draft *r, uint32_t i)
{
    if (i < f->end && f->p.at[i].hyphen) /* "10-15", "40-to 50" */
        return figure_is_link(f, i, QUALIFIER_TO) ? i + 1 : i;
    if (figure_is(f, i, SPAN("-")) && figure_is_link(f, i + 1, QUALIFIER_TO))
        i++; /* "24- to 30-foot" */
    if (r->number.scaled && figure_is(f, i, SPAN(".")) && piece_touches(&f->p, i))
        i++; /* "от 100 тыс. до 300 тыс." */
    bool between = r->qualifier == QUALIFIER_BETWEEN && figure_is_link(f, i, QUALIFIER_AND);
    return between || figure_is_link(f, i, QUALIFIER_TO) || figure_is_link(f, i, QUALIFIER_OR) ? i + 1 : 0;
}

/* "rose from 10 to 15" is a change, "from 10 to 15 boats" a range. */
static bool is_change(const struct figure_reader *f, const struct figure_draft *r)
{
    return r->begin > f->first && figure_is_link(f, r->begin - 1, QUALIFIER_FROM) &&
           figure_changes_before(f, r->begin - 1);
}

/* The second number behind what links it to the first; only a higher one may stand behind "or". */
static bool read_second(const struct figure_reader *f, const struct figure_draft *r, struct number *second)
{
    uint32_t end, i = link_end(f, r, r->end);
    if (!i || (i > r->end && is_change(f, r)))
        return false;
    bool or = i > r->end && figure_is_link(f, i - 1, QUALIFIER_OR);
    if (r->qualifier == QUALIFIER_BETWEEN && figure_has(f, i, COUNT_WORD_DETERMINER) && !figure_starts(f, i))
        i++; /* "entre el 10 % y el 15 %" */
    if (figure_currency_at(f, i, &end))
        i = end;
    if (!figure_number(f, i, second) || second->kind != NUMBER_KIND_PLAIN)
        return false;
    /* "2 to 3 million" rises too; "59 percent to 28 percent" compares two */
    bool rises = second->value > r->figure.value || (second->scaled && !r->number.scaled);
    return rises || (!or && (i == r->end || r->qualifier == QUALIFIER_BETWEEN));
}

/* The bounds of a range; its value is the first number. */
static void set_range(struct figure_draft *r, const struct number *second)
{
    double low = r->figure.value, high = second->value;
    /* "2 to 3 million": both are millions */
    if (second->scaled && !r->number.scaled && low < 1000 && !second->in_words) {
        double scale = pow(10, 3 * floor(log10(high > 1 ? high : 1) / 3));
        low *= low * scale <= high ? scale : 1;
    }
    r->figure.value = low;
    r->figure.low = low < high ? low : high;
    r->figure.high = low < high ? high : low;
    r->ranged = true;
    r->number.scaled |= second->scaled;
    r->end = second->end;
}

void figure_read_range(const struct figure_reader *f, struct figure_draft *r)
{
    struct number second;
    if (r->number.kind == NUMBER_KIND_PLAIN && read_second(f, r, &second))
        set_range(r, &second);
}

void figure_read_unit_range(const struct figure_reader *f, struct figure_draft *r)
{
    struct number second;
    uint32_t end;
    if (r->number.kind != NUMBER_KIND_PLAIN || !read_second(f, r, &second))
        return;
    const struct unit_row *unit = figure_unit_at(f, second.end, false, &end);
    if (!unit || !span_equal(unit->label, r->figure.unit))
        return;
    set_range(r, &second);
    r->end = end;
}

void figure_read_behind(const struct figure_reader *f, struct figure_draft *r)
{
    uint32_t behind;
    enum qualifier after = r->ranged ? QUALIFIER_NONE : figure_qualifier_at(f, r->end, BEHIND_NUMBER, &behind);
    if (after == QUALIFIER_NONE)
        return;
    figure_qualify(&r->figure, after);
    r->end = behind;
}
