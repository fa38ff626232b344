#include "annotate/figure_find.h"

#include <math.h>

#include "annotate/figure_counted.h"
#include "annotate/figure_identifier.h"
#include "annotate/figure_range.h"
#include "annotate/figure_reader.h"
#include "annotate/figure_special.h"
#include "annotate/figure_unit.h"

/* The sections of this file: reading one figure; where one may begin; the walk. */

enum { FRONT_REACH = 8 }; /* pieces that may stand before a number: two qualifiers and a currency */

/* ---- reading one figure ---- */

/* With the minus before it, which must not join it to another number ("10-5"); *begin moves over the sign. */
static double signed_value(const struct figure_reader *f, uint32_t *begin, double value)
{
    uint32_t i = *begin;
    if (i == f->first || i - 1 < f->behind)
        return value;
    bool sign = figure_is(f, i - 1, SPAN("−")) || (figure_is(f, i - 1, SPAN("-")) && piece_touches(&f->p, i) &&
                                                   !(i - 1 > f->first && piece_touches(&f->p, i - 1)));
    bool word = f->p.at[i].digits && figure_is_link(f, i - 1, QUALIFIER_MINUS);
    if (!sign && !word)
        return value;
    --*begin;
    return -value;
}

/* What the words of the number say by themselves: ordinals, shares ("half"), open numbers ("dozens"). */
static void set_kind(struct figure_draft *r)
{
    struct figure *g = &r->figure;
    if (r->number.kind == NUMBER_KIND_OPEN && r->qualifier == QUALIFIER_NONE)
        g->high = INFINITY;
    if (r->number.kind == NUMBER_KIND_ORDINAL)
        g->dimension = DIMENSION_ORDINAL;
    if (r->number.kind == NUMBER_KIND_SHARE && !r->has_unit) {
        g->dimension = DIMENSION_PERCENT;
        g->unit = SPAN("percent");
        g->factor = 100;
    }
}

/* The begin of a figure: qualifier and currency before the number. */
static uint32_t read_front(const struct figure_reader *f, struct figure_draft *r, uint32_t i,
                           const struct unit_row **currency)
{
    uint32_t end;
    r->begin = i;
    r->qualifier = figure_qualifier_at(f, i, BEFORE_NUMBER, &end);
    if (r->qualifier != QUALIFIER_NONE)
        i = end;
    enum qualifier more = QUALIFIER_NONE;
    if (r->qualifier != QUALIFIER_NONE)
        more = figure_qualifier_at(f, i, BEFORE_NUMBER, &end);
    if (more != QUALIFIER_NONE && end < f->end) {
        r->qualifier = r->qualifier == QUALIFIER_EXACT ? more : r->qualifier;
        i = end;
    }
    *currency = figure_currency_at(f, i, &end);
    if (*currency)
        i = end;
    if (r->qualifier == QUALIFIER_EXACT && i < f->end)
        r->begin = *currency ? i - 1 : i;
    return i;
}

/* The value with its sign; bounds are the value until a range or a qualifier moves them. */
static void set_value(const struct figure_reader *f, struct figure_draft *r)
{
    struct figure *g = &r->figure;
    g->number = r->number.at;
    g->factor = 1;
    /* a sign stands right before the number or not at all: "about -5" has a dash */
    g->value = r->begin == r->number_at ? signed_value(f, &r->begin, r->number.value) : r->number.value;
    g->low = g->high = g->value;
}

/* The second number of a range and the unit, which stands behind both or, a currency, before the first. */
static void read_amount(const struct figure_reader *f, struct figure_draft *r, const struct unit_row *currency)
{
    figure_read_range(f, r);
    if (currency)
        figure_set_unit(r, currency);
    else
        figure_read_unit(f, r);
    if (!r->has_unit && !r->ranged)
        figure_borrow_unit(f, r);
    if (!r->ranged)
        figure_qualify(&r->figure, r->qualifier);
}

/* What a number that is a quantity measures or counts, and how exactly; false where it is none after all. */
static bool read_quantity(struct figure_reader *f, struct figure_draft *r, const struct unit_row *currency)
{
    set_value(f, r);
    if (figure_is_pronoun(f, r) || figure_is_idle_ordinal(f, r))
        return false;
    bool score = figure_read_score(f, r);
    if (!score)
        read_amount(f, r, currency);
    set_kind(r);
    if (score)
        return true;
    figure_find_factor(f, r);
    figure_find_magnitude(f, r);
    figure_find_age(f, r);
    if (figure_is_part_of_name(f, r))
        return false;
    if (!r->ranged && r->qualifier == QUALIFIER_NONE && figure_is_named(f, r))
        figure_set_identifier(f, r, r->number_at, r->number.end);
    else
        figure_read_behind(f, r);
    return true;
}

/* The figure that begins at piece i, with what stands before its number. */
static bool read_figure(struct figure_reader *f, struct figure_draft *r, uint32_t i)
{
    const struct unit_row *currency;
    *r = (struct figure_draft){ .begin = i };
    uint32_t phone = figure_phone_end(f, i);
    if (phone) {
        figure_set_identifier(f, r, i, phone);
        return true;
    }
    r->number_at = read_front(f, r, i, &currency);
    if (r->number_at >= f->end || figure_inside_date(f, &f->next_date, r->number_at) ||
        !figure_number(f, r->number_at, &r->number))
        return false;
    r->end = r->number.end;
    bool odd = r->number.kind == NUMBER_KIND_ODD;
    if (odd && figure_read_colon_score(f, r))
        return true;
    if (!odd && (currency || !figure_has_leading_zero(f, r)))
        return read_quantity(f, r, currency);
    figure_set_identifier(f, r, r->number_at, r->end);
    return true;
}

/* The place of the whole figure, and what it counts. */
static void mark_figure(const struct figure_reader *f, struct figure_draft *r)
{
    if (r->figure.dimension == DIMENSION_IDENTIFIER)
        return;
    r->figure.at = (struct mark){ f->p.at[r->begin].at.from, f->p.at[r->end - 1].at.to };
    if (r->figure.dimension != DIMENSION_SCORE)
        figure_find_counted(f, r);
}

/* ---- where one may begin ---- */

/* Whether a number likely begins at piece i: an article only before another number or behind a qualifier. */
static bool is_start(const struct figure_reader *f, uint32_t i)
{
    enum number_start start = figure_starts(f, i);
    if (start != NUMBER_STARTS_WEAKLY)
        return start == NUMBER_STARTS;
    return (i > f->first && figure_has_qualifiers(f, i - 1)) ||
           (i > f->first + 1 && figure_has_qualifiers(f, i - 2));
}

/* Whether a figure may begin with piece i though no number does: an article, a qualifier, a currency, a phone number. */
static bool may_lead(const struct figure_reader *f, uint32_t i)
{
    struct span word = f->p.at[i].folded;
    return figure_starts(f, i) || word.at[0] == '+' || word.at[0] == '(' || figure_has_qualifiers(f, i) ||
           figure_is_money(f, i);
}

/* The first piece at or behind i that a figure may begin with: a number, or what leads to one; f->end for none.
 * Most sentences have no number, so numbers are looked for first and what leads to them behind. */
static uint32_t next_begin(struct figure_reader *f, uint32_t i)
{
    if (f->start < i)
        f->start = i;
    while (f->start < f->end && (!is_start(f, f->start) || figure_inside_date(f, &f->start_date, f->start)))
        f->start++;
    if (f->start == f->end)
        return f->end;
    if (f->start > FRONT_REACH && i < f->start - FRONT_REACH)
        i = f->start - FRONT_REACH;
    while (i < f->start && !may_lead(f, i))
        i++;
    return i;
}

/* ---- the walk ---- */

static void find_in_sentence(struct figure_reader *f, struct arena *keep, struct figures *out, size_t *room,
                             struct piece_range range)
{
    f->first = f->behind = f->start = range.first;
    f->end = range.end;
    f->contest_known = false;
    struct figure_draft last = { .figure.dimension = DIMENSION_IDENTIFIER }; /* the figure before; at first none */
    for (uint32_t i = range.first; (i = next_begin(f, i)) < range.end;) {
        struct figure_draft r;
        if (figure_inside_date(f, &f->next_date, i) || !read_figure(f, &r, i)) {
            i++;
            continue;
        }
        mark_figure(f, &r);
        size_t count = out->count;
        ARENA_ROOM(keep, out->at, count, *room);
        out->at[out->count++] = r.figure;
        figure_share_counted(f, &last, &r, &out->at[out->count > 1 ? out->count - 2 : 0]);
        last = r;
        i = r.end > i ? r.end : i + 1;
        f->behind = i;
    }
}

struct figures figure_find(struct arena *keep, struct arena scratch, const struct annotations *notes,
                           const struct pieces *pieces)
{
    struct figures out = { 0 };
    size_t room = 0;
    struct figure_reader f = { .tokens = &notes->tokens, .dates = &notes->dates, .p = *pieces };
    f.starts = figure_look_up(&scratch, pieces);
    struct piece_range range = { 0 };
    for (uint32_t s = 0; s < notes->sentences.count; s++) {
        range = piece_range(pieces, &notes->sentences.at[s], range.end);
        find_in_sentence(&f, keep, &out, &room, range);
    }
    return out;
}
