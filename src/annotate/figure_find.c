#include "annotate/figure_find.h"

#include <math.h>

#include "annotate/figure_counted.h"
#include "annotate/figure_event.h"
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
    if (r->number.kind == NUMBER_KIND_SEVERAL && !isinf(g->high) && !isinf(g->low)) {
        g->low = g->value * 2 / 3; /* two to ten of them; the value is three */
        g->high = g->value * 10 / 3;
        g->approximate = true;
    }
    if (r->number.kind == NUMBER_KIND_ORDINAL)
        g->dimension = DIMENSION_ORDINAL;
    if (r->number.kind == NUMBER_KIND_SHARE && !r->has_unit) {
        g->dimension = DIMENSION_PERCENT;
        g->unit = SPAN("percent");
        g->factor = 100;
    }
}

/* Behind an article between a qualifier and its number: "plus de la moitié", "mehr als die Hälfte". */
static uint32_t skip_article(const struct figure_reader *f, uint32_t i)
{
    bool article = figure_starts(f, i) == NUMBER_STARTS_NOT && figure_starts(f, i + 1) == NUMBER_STARTS &&
                   figure_has(f, i, COUNT_WORD_DETERMINER) && figure_is_function_word(f, i);
    return i + article;
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
    /* "rose up to", "вырос до": where the change has led, not the most it may be */
    if (r->qualifier == QUALIFIER_AT_MOST && end == r->begin + 1 && figure_is_link(f, r->begin, QUALIFIER_REACHING) &&
        figure_changes_before(f, r->begin))
        r->qualifier = QUALIFIER_EXACT;
    enum qualifier more = QUALIFIER_NONE;
    if (r->qualifier != QUALIFIER_NONE)
        more = figure_qualifier_at(f, i, BEFORE_NUMBER, &end);
    if (more != QUALIFIER_NONE && end < f->end) {
        r->qualifier = r->qualifier == QUALIFIER_EXACT ? more : r->qualifier;
        i = end;
    }
    if (r->qualifier != QUALIFIER_NONE)
        i = skip_article(f, i);
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
    else if (r->number.kind != NUMBER_KIND_ORDINAL)
        figure_read_unit(f, r);
    if (r->has_unit && !r->ranged && !currency)
        figure_read_unit_range(f, r);
    if (!r->has_unit && !r->ranged)
        figure_borrow_unit(f, r);
    if (!r->ranged)
        figure_qualify(&r->figure, r->qualifier);
}

/* Scores and shares are made of two numbers; true where the draft is one of them and needs no unit. */
static bool read_pair(struct figure_reader *f, struct figure_draft *r)
{
    if (figure_read_score(f, r) || figure_read_rating(f, r))
        return true;
    if (!figure_read_share(f, r))
        return false;
    figure_qualify(&r->figure, r->qualifier);
    return true;
}

/* "der 25. Platz": in German a full stop makes an ordinal of digits behind a determiner. */
static void read_german_ordinal(const struct figure_reader *f, struct figure_draft *r)
{
    uint32_t i = r->number.end;
    bool stop = figure_is(f, i, SPAN(".")) && piece_touches(&f->p, i);
    if (!stop || !figure_speaks(f, "de") || !r->number.digits || r->number.digits > 3 || r->number.scaled ||
        r->number_at == f->first || !figure_has(f, r->number_at - 1, COUNT_WORD_DETERMINER))
        return;
    r->number.kind = NUMBER_KIND_ORDINAL;
    r->end = r->number.end = i + 1;
}

/* Numbers that name by what stands around them; a qualifier or a range says that they count. */
static bool is_name(const struct figure_reader *f, const struct figure_draft *r)
{
    if (r->ranged || r->qualifier != QUALIFIER_NONE)
        return false;
    return figure_is_named(f, r) || figure_is_list_number(f, r) || figure_is_code(f, r);
}

/* What a number that is a quantity measures or counts, and how exactly; false where it is none after all. */
static bool read_quantity(struct figure_reader *f, struct figure_draft *r, const struct unit_row *currency)
{
    read_german_ordinal(f, r);
    set_value(f, r);
    bool pair = !currency && read_pair(f, r);
    if (!pair && (figure_is_pronoun(f, r) || figure_is_idle_ordinal(f, r)))
        return false;
    if (!pair)
        read_amount(f, r, currency);
    set_kind(r);
    if (pair)
        return true;
    if (!r->ranged && r->qualifier == QUALIFIER_NONE && figure_is_address(f, r)) {
        figure_set_identifier(f, r, r->number_at, r->number.end);
        return true;
    }
    figure_find_factor(f, r);
    figure_find_magnitude(f, r);
    figure_find_age(f, r);
    if (figure_is_part_of_name(f, r))
        return false;
    if (is_name(f, r))
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

/* "puesto 19", "Platz zwei": a place in a list. */
static bool is_place(const struct figure_reader *f, const struct figure_draft *r)
{
    return r->figure.dimension == DIMENSION_COUNT && !r->has_unit && !r->ranged && r->qualifier == QUALIFIER_NONE &&
           r->begin > f->first && figure_has(f, r->begin - 1, COUNT_WORD_PLACE) && figure_ends_phrase(f, r->end);
}

/* The place of the whole figure, what it counts and what happens to that. */
static void mark_figure(const struct figure_reader *f, const struct figure *last, struct figure_draft *r)
{
    if (r->figure.dimension == DIMENSION_IDENTIFIER && r->figure.at.to)
        return;
    r->figure.at = (struct mark){ f->p.at[r->begin].at.from, f->p.at[r->end - 1].at.to };
    if (r->figure.dimension == DIMENSION_SCORE || r->figure.dimension == DIMENSION_IDENTIFIER)
        return;
    if (is_place(f, r)) {
        r->figure.dimension = DIMENSION_ORDINAL;
        return;
    }
    figure_find_counted(f, r);
    figure_find_change(f, r);
    figure_find_event(f, r);
    figure_repeat_counted(f, last, r);
    if (figure_is_year(f, r))
        figure_set_identifier(f, r, r->begin, r->end);
}

/* ---- where one may begin ---- */

/* What the word of piece i may lead to a number as; each word is looked up once. */
static uint8_t leads(const struct figure_reader *f, uint32_t i)
{
    uint8_t *known = &f->leads[f->p.at[i].word];
    if (!*known)
        *known = FIGURE_LEADS_KNOWN | (figure_has_qualifiers(f, i) ? FIGURE_LEADS_QUALIFIER : 0) |
                 (figure_is_money(f, i) ? FIGURE_LEADS_MONEY : 0);
    return *known;
}

/* Whether a number likely begins at piece i: an article only before another number or behind a qualifier. */
static bool is_start(const struct figure_reader *f, uint32_t i)
{
    enum number_start start = figure_starts(f, i);
    if (start != NUMBER_STARTS_WEAKLY)
        return start == NUMBER_STARTS;
    return (i > f->first && leads(f, i - 1) & FIGURE_LEADS_QUALIFIER) ||
           (i > f->first + 1 && leads(f, i - 2) & FIGURE_LEADS_QUALIFIER);
}

/* Whether a figure may begin with piece i though no number does: an article, a qualifier, a currency, a sign of
 * a phone number. */
static bool may_lead(const struct figure_reader *f, uint32_t i)
{
    char first = f->p.at[i].folded.at[0];
    if (leads(f, i) != FIGURE_LEADS_KNOWN || first == '+' || first == '(')
        return true;
    return figure_starts(f, i) && figure_starts(f, i + 1);
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

struct walk {
    struct figure_reader f;
    struct arena *keep;
    struct figures out;
    size_t room;
    struct figure counted;       /* the last count of something, of this sentence or the one before */
    uint32_t counted_at, sentence;
};

static void add_figure(struct walk *w, const struct figure_draft *r)
{
    size_t count = w->out.count;
    ARENA_ROOM(w->keep, w->out.at, count, w->room);
    w->out.at[w->out.count++] = r->figure;
    if (r->figure.dimension == DIMENSION_COUNT && r->of_end > r->of_first && r->of_first >= r->end) {
        w->counted = r->figure;
        w->counted_at = w->sentence + 1;
    }
}

static void find_in_sentence(struct walk *w, struct piece_range range)
{
    struct figure_reader *f = &w->f;
    f->first = f->behind = f->start = range.first;
    f->end = range.end;
    f->contest_known = false;
    f->score_behind = f->age_behind = 0;
    struct figure_draft last = { .figure.dimension = DIMENSION_IDENTIFIER }; /* the figure before; at first none */
    for (uint32_t i = range.first; (i = next_begin(f, i)) < range.end;) {
        struct figure_draft r;
        if (figure_inside_date(f, &f->next_date, i) || !read_figure(f, &r, i)) {
            i++;
            continue;
        }
        mark_figure(f, w->counted_at && w->sentence <= w->counted_at ? &w->counted : NULL, &r);
        bool page = last.figure.dimension == DIMENSION_IDENTIFIER && last.end && r.begin == last.end + 1;
        if (page && !r.has_unit && figure_is_link(f, last.end, QUALIFIER_OF)) /* "photo 3 of 12" */
            figure_set_identifier(f, &r, r.begin, r.end);
        add_figure(w, &r);
        figure_share_counted(f, &last, &r, &w->out.at[w->out.count > 1 ? w->out.count - 2 : 0]);
        last = r;
        i = r.end > i ? r.end : i + 1;
        f->behind = i;
        if (r.figure.dimension == DIMENSION_AGE)
            f->age_behind = i;
    }
}

struct figures figure_find(struct arena *keep, struct arena scratch, const struct annotations *notes,
                           const struct pieces *pieces)
{
    struct walk w = { .keep = keep, .f = { .tokens = &notes->tokens, .dates = &notes->dates, .p = *pieces } };
    w.f.leads = arena_new(&scratch, uint8_t, pieces->word_count);
    struct piece_range range = { 0 };
    for (; w.sentence < notes->sentences.count; w.sentence++) {
        range = piece_range(pieces, &notes->sentences.at[w.sentence], range.end);
        find_in_sentence(&w, range);
    }
    return w.out;
}
