#include "annotate/figure_event.h"

#include "annotate/figure_counted.h"
#include "annotate/figure_range.h"
#include "annotate/figure_unit.h"
#include "tables/figure_state.h"

enum { BEHIND_REACH = 10, VERB_LAST_REACH = 18, BEFORE_REACH = 6, CHANGE_REACH = 7, COMMA_STEPS = 3 };

/* ---- what happened to them ---- */

/* The longest word of data/figure_state.tsv at piece i; *end behind it. */
static const struct figure_state_row *state_at(const struct figure_reader *f, uint32_t i, uint32_t *end)
{
    const struct figure_state_row *best = NULL;
    const struct piece_word *word = &f->p.words[f->p.at[i].word];
    const struct figure_state_row *row = table_find_hashed(&figure_state_table, word->folded, word->hash);
    *end = i;
    for (; row; row = table_next(&figure_state_table, row)) {
        uint32_t to = row->rest.len ? piece_match(&f->p, i + 1, f->end, row->rest) : i + 1;
        if (to > *end && piece_speaks(&f->p, row->language)) {
            *end = to;
            best = row;
        }
    }
    return best;
}

static void set_state(const struct figure_reader *f, struct figure_draft *r, uint32_t i, uint32_t end, int state)
{
    r->figure.event = (struct mark){ f->p.at[i].at.from, f->p.at[end - 1].at.to };
    r->figure.state = (uint8_t)state;
}

/* Whether the words from piece i on have a count of their own: "killing 12", "wounded at least two". */
static bool has_own_count(const struct figure_reader *f, uint32_t i)
{
    struct number n;
    uint32_t end;
    if (i < f->end && figure_starts(f, i) == NUMBER_STARTS_NOT &&
        figure_qualifier_at(f, i, BEFORE_NUMBER, &end) != QUALIFIER_NONE)
        i = end;
    return figure_starts(f, i) == NUMBER_STARTS && figure_number(f, i, &n) && !figure_unit_at(f, n.end, false, &end);
}

/* How far piece i takes the look: a number or the end of a clause is the end of it. */
static uint32_t step_over(const struct figure_reader *f, uint32_t i)
{
    if (figure_starts(f, i) == NUMBER_STARTS)
        return VERB_LAST_REACH + 1;
    if (figure_is_word(f, i))
        return 1;
    bool light = figure_is(f, i, SPAN(",")) || figure_is(f, i, SPAN("-")) || figure_is(f, i, SPAN("\""));
    return light || f->tokens->at[f->p.at[i].token].shape & TOKEN_QUOTE ? COMMA_STEPS : VERB_LAST_REACH + 1;
}

/* "144 people were confirmed dead": the first such word from piece i on. */
static bool look_behind(const struct figure_reader *f, struct figure_draft *r, uint32_t i)
{
    uint32_t reach = figure_speaks(f, "de") ? VERB_LAST_REACH : BEHIND_REACH;
    for (uint32_t steps = 0; i < f->end; i++) {
        uint32_t end;
        steps += step_over(f, i);
        if (steps > reach)
            return false;
        const struct figure_state_row *row = state_at(f, i, &end);
        if (!row)
            continue;
        if (has_own_count(f, end))
            return false;
        set_state(f, r, i, end, row->state);
        return true;
    }
    return false;
}

/* "killed at least 144", and where no noun stands behind the number, "the death toll has risen to 144". */
static bool look_before(const struct figure_reader *f, struct figure_draft *r, uint32_t reach, bool bare)
{
    uint32_t steps = 0;
    for (uint32_t i = r->begin; i > f->first; i--) {
        uint32_t end;
        bool colon = figure_is(f, i - 1, SPAN(":"));
        steps += colon ? 1 : step_over(f, i - 1);
        if (steps > reach || i - 1 < f->behind)
            return false;
        const struct figure_state_row *row = state_at(f, i - 1, &end);
        if (row && end <= r->begin) {
            set_state(f, r, i - 1, end, row->state);
            return true;
        }
        if (!bare && steps > 1 && !figure_is_function_word(f, i - 1))
            return false;
    }
    return false;
}

/* "144 dead", "12 injured people": in what is counted itself. */
static bool look_inside(const struct figure_reader *f, struct figure_draft *r)
{
    for (uint32_t i = r->of_end; i > r->of_first; i--) {
        uint32_t end;
        const struct figure_state_row *row = state_at(f, i - 1, &end);
        if (row) {
            set_state(f, r, i - 1, end, row->state);
            return true;
        }
    }
    return false;
}

void figure_find_event(const struct figure_reader *f, struct figure_draft *r)
{
    if (r->figure.dimension != DIMENSION_COUNT && r->number.kind != NUMBER_KIND_SHARE)
        return;
    bool named = r->of_end > r->of_first && r->of_first >= r->end;
    if (look_inside(f, r) || look_before(f, r, 2, false) || look_behind(f, r, named ? r->of_end : r->end))
        return;
    look_before(f, r, BEFORE_REACH, !named);
}

/* ---- what changed ---- */

bool figure_changes_before(const struct figure_reader *f, uint32_t i)
{
    for (uint32_t steps = 0; i > f->first && steps < CHANGE_REACH; i--, steps++) {
        if (figure_has(f, i - 1, COUNT_WORD_CHANGE))
            return true;
        bool light = figure_is_word(f, i - 1) || figure_is(f, i - 1, SPAN(",")) || figure_is(f, i - 1, SPAN("%")) ||
                     figure_is(f, i - 1, SPAN("$"));
        if (!light)
            return false;
    }
    return false;
}

/* The piece before the figure, without an article: "un 12 %", "the 12 percent". */
static uint32_t piece_before(const struct figure_reader *f, const struct figure_draft *r)
{
    uint32_t i = r->begin;
    if (i > f->first + 1 && figure_starts(f, i - 1) == NUMBER_STARTS_WEAKLY)
        i--;
    return i;
}

static enum figure_change link_before(const struct figure_reader *f, const struct figure_draft *r, uint32_t i)
{
    bool to_follows = figure_is_link(f, r->end, QUALIFIER_TO) || figure_is_link(f, r->end, QUALIFIER_REACHING);
    bool by = figure_is_link(f, i, QUALIFIER_BY), from = figure_is_link(f, i, QUALIFIER_FROM);
    if (from && (to_follows || !by))
        return FIGURE_CHANGE_FROM;
    if (figure_is_link(f, i, QUALIFIER_REACHING))
        return FIGURE_CHANGE_TO;
    return by ? FIGURE_CHANGE_BY : FIGURE_CHANGE_STANDING;
}

/* "um 12 Prozent gestiegen": German puts the verb last. */
static bool changes_behind(const struct figure_reader *f, uint32_t i)
{
    enum { VERB_REACH = 5 };
    if (!figure_speaks(f, "de"))
        return false;
    for (uint32_t steps = 0; figure_is_word(f, i) && steps < VERB_REACH; i++, steps++)
        if (figure_has(f, i, COUNT_WORD_CHANGE))
            return true;
    return false;
}

void figure_find_change(const struct figure_reader *f, struct figure_draft *r)
{
    enum dimension d = (enum dimension)r->figure.dimension;
    if (d == DIMENSION_ORDINAL || d == DIMENSION_IDENTIFIER || d == DIMENSION_SCORE || d == DIMENSION_AGE)
        return;
    uint32_t before = piece_before(f, r);
    enum figure_change link = before > f->first ? link_before(f, r, before - 1) : FIGURE_CHANGE_STANDING;
    if (link != FIGURE_CHANGE_STANDING && (figure_changes_before(f, before - 1) || changes_behind(f, r->end))) {
        r->figure.change = (uint8_t)link;
        return;
    }
    bool part = d == DIMENSION_PERCENT || d == DIMENSION_POINTS || d == DIMENSION_MONEY;
    bool beside = (before > f->first && figure_has(f, before - 1, COUNT_WORD_CHANGE)) ||
                  (figure_has(f, r->end, COUNT_WORD_CHANGE) && d != DIMENSION_MONEY);
    if (part && beside)
        r->figure.change = FIGURE_CHANGE_BY;
}
