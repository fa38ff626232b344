#include "store/search_figure.h"

#include <math.h>
#include <stdlib.h>

#include "tables/figure_state.h"
#include "tables/query_scale.h"
#include "tables/unit.h"
#include "text/normal.h"
#include "text/utf8.h"

enum {
    NUMBER_BYTES = 40,
    PHRASE_WORDS = 4,          /* of a unit or state, at most */
    BOUND_SHARE = 1000000000   /* one part of this many is the same value */
};

struct reader { struct arena *keep; struct span text; size_t at; };

static void skip_blanks(struct reader *r)
{
    while (r->at < r->text.len && byte_is_blank(r->text.at[r->at]))
        r->at++;
}

static bool take(struct reader *r, struct span sign)
{
    if (!span_starts(span_from(r->text, r->at), sign))
        return false;
    r->at += sign.len;
    return true;
}

/* ---- numbers ---- */

static size_t digits_from(struct span s, size_t at)
{
    size_t from = at;
    while (at < s.len && byte_is_digit(s.at[at]))
        at++;
    return at - from;
}

/* A comma before three digits parts thousands, else decimals. */
static bool read_number(struct reader *r, double *out)
{
    char digits[NUMBER_BYTES + 1];
    size_t len = 0, at = r->at;
    bool point = false;
    struct span s = r->text;
    if (at < s.len && s.at[at] == '-' && digits_from(s, at + 1))
        digits[len++] = s.at[at++];
    if (!digits_from(s, at))
        return false;
    for (; at < s.len && len < NUMBER_BYTES; at++) {
        size_t behind = digits_from(s, at + 1);
        bool sign = (s.at[at] == '.' || s.at[at] == ',') && behind;
        if (s.at[at] == ',' && behind == 3 && !point)
            continue;
        if (sign && point)
            break;
        if (!sign && !byte_is_digit(s.at[at]))
            break;
        point |= sign;
        digits[len++] = sign ? '.' : s.at[at];
    }
    digits[len] = 0;
    r->at = at;
    *out = strtod(digits, NULL);
    return true;
}

/* ---- words behind the number ---- */

static bool ends_word(char c) { return byte_is_blank(c) || c == '"' || c == '(' || c == ')' || c == ':'; }

/* The word at `at`; empty where what stands there is another part of the query. */
static struct span word_at(const struct reader *r, size_t at)
{
    size_t to = at;
    while (to < r->text.len && !ends_word(r->text.at[to]))
        to++;
    struct span word = span_cut(r->text, at, to);
    bool field = to < r->text.len && r->text.at[to] == ':';
    bool sign = word.len && (word.at[0] == '-' || word.at[0] == '*' || byte_is_digit(word.at[0]));
    bool operator = span_equal(word, SPAN("OR")) || span_equal(word, SPAN("AND")) || span_equal(word, SPAN("NOT"));
    return field || sign || operator ? (struct span){ 0 } : word;
}

static size_t blanks_behind(const struct reader *r, size_t at)
{
    while (at < r->text.len && byte_is_blank(r->text.at[at]))
        at++;
    return at;
}

/* Whether the words behind `at` are `rest`; *to gets the byte behind them. */
static bool rest_stands(const struct reader *r, size_t at, struct span rest, size_t *to)
{
    struct arena scratch = *r->keep;
    struct span want;
    size_t in_rest = 0;
    while (span_next_word(rest, &in_rest, &want)) {
        at = blanks_behind(r, at);
        struct span word = word_at(r, at);
        if (!word.len || !span_equal(text_fold(&scratch, word), want))
            return false;
        at += word.len;
    }
    *to = at;
    return true;
}

static const struct unit_row *find_unit(struct reader *r, struct span word, size_t behind, size_t *to)
{
    struct arena scratch = *r->keep;
    const struct unit_row *best = NULL;
    struct span folded = text_fold(&scratch, word);
    for (const struct unit_row *row = table_find(&unit_table, folded); row; row = table_next(&unit_table, row)) {
        size_t end;
        if (rest_stands(r, behind, row->rest, &end) && (!best || row->rest.len > best->rest.len)) {
            best = row;
            *to = end;
        }
    }
    return best;
}

static const struct figure_state_row *find_state(struct reader *r, struct span word, size_t behind, size_t *to)
{
    struct arena scratch = *r->keep;
    const struct figure_state_row *best = NULL;
    struct span folded = text_fold(&scratch, word);
    for (const struct figure_state_row *row = table_find(&figure_state_table, folded); row;
         row = table_next(&figure_state_table, row)) {
        size_t end;
        if (rest_stands(r, behind, row->rest, &end) && (!best || row->rest.len > best->rest.len)) {
            best = row;
            *to = end;
        }
    }
    return best;
}

static double read_scale(struct reader *r, size_t at)
{
    struct arena scratch = *r->keep;
    struct span word = word_at(r, at);
    const struct query_scale_row *row = word.len ? table_find(&query_scale_table, text_fold(&scratch, word)) : NULL;
    if (row)
        r->at = at + word.len;
    return row ? row->value : 1;
}

/* A currency before the number, percent behind it. */
static const struct unit_row *read_sign(struct reader *r)
{
    static const struct span signs[] = { SPAN("$"), SPAN("€"), SPAN("£"), SPAN("¥"), SPAN("₴"), SPAN("₽"), SPAN("%") };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (take(r, signs[i]))
            return table_find(&unit_table, signs[i]);
    return NULL;
}

static void set_unit(struct search_figure *f, const struct unit_row *row)
{
    bool named = row->dimension == DIMENSION_MONEY || row->dimension == DIMENSION_COUNT;
    f->dimension = (uint8_t)row->dimension;
    f->unit = named ? row->label : (struct span){ 0 };
    f->low = f->low * row->factor + row->offset;
    f->high = f->high * row->factor + row->offset;
}

static bool read_state(struct reader *r, struct search_figure *f)
{
    size_t at = blanks_behind(r, r->at), to;
    struct span word = word_at(r, at);
    const struct figure_state_row *state = word.len ? find_state(r, word, at + word.len, &to) : NULL;
    if (!state)
        return false;
    f->state = (uint8_t)state->state;
    f->dimension = DIMENSION_COUNT;
    r->at = to;
    return true;
}

/* What is counted or measured: a state, a unit (and a state), or a noun. */
static void read_what(struct reader *r, struct search_figure *f)
{
    if (read_state(r, f))
        return;
    size_t at = blanks_behind(r, r->at), to;
    struct span word = word_at(r, at);
    if (!word.len)
        return;
    const struct unit_row *unit = find_unit(r, word, at + word.len, &to);
    if (unit) {
        set_unit(f, unit);
        r->at = to;
        if (unit->dimension == DIMENSION_COUNT)
            read_state(r, f);
        return;
    }
    struct span noun = facet_noun(r->keep, word);
    if (!noun.len)
        return;
    f->noun = noun;
    f->dimension = DIMENSION_COUNT;
    r->at = at + word.len;
    read_state(r, f);
}

/* ---- bounds ---- */

enum bound { BOUND_IS, BOUND_ABOVE, BOUND_LEAST, BOUND_BELOW, BOUND_MOST };

static enum bound read_bound(struct reader *r)
{
    if (take(r, SPAN(">=")) || take(r, SPAN("≥")))
        return BOUND_LEAST;
    if (take(r, SPAN("<=")) || take(r, SPAN("≤")))
        return BOUND_MOST;
    if (take(r, SPAN(">")))
        return BOUND_ABOVE;
    if (take(r, SPAN("<")))
        return BOUND_BELOW;
    take(r, SPAN("="));
    return BOUND_IS;
}

static void set_bounds(struct search_figure *f, enum bound bound, double value)
{
    f->low = bound == BOUND_BELOW || bound == BOUND_MOST ? -INFINITY : value;
    f->high = bound == BOUND_ABOVE || bound == BOUND_LEAST ? INFINITY : value;
    f->above_low = bound == BOUND_ABOVE;
    f->below_high = bound == BOUND_BELOW;
}

static bool read_quantity(struct reader *r, struct search_figure *f, const struct unit_row **sign)
{
    double value, other;
    enum bound bound = read_bound(r);
    skip_blanks(r);
    *sign = read_sign(r);
    if (!read_number(r, &value))
        return false;
    bool range = bound == BOUND_IS && take(r, SPAN(".."));
    if (range && !read_number(r, &other))
        return false;
    double scale = read_scale(r, r->at);         /* "5bn" */
    if (scale == 1)
        scale = read_scale(r, blanks_behind(r, r->at));
    set_bounds(f, bound, value * scale);
    if (range)
        f->high = other * scale;
    return true;
}

bool search_figure_parse(struct search_figure *out, struct arena *keep, struct span text, size_t *at,
                         struct syn_error *error)
{
    struct reader r = { keep, text, *at };
    const struct unit_row *sign;
    *out = (struct search_figure){ .dimension = DIMENSION_ANY };
    skip_blanks(&r);
    size_t from = r.at;
    bool quoted = take(&r, SPAN("\""));
    skip_blanks(&r);
    if (!read_quantity(&r, out, &sign))
        return error_set(error, SYN_MISUSE, r.at, "figure: wants a number here, as in figure:>100 deaths, "
                         "figure:<=5%% or figure:100..200 homes");
    if (out->low > out->high)
        return error_set(error, SYN_MISUSE, from, "figure: the first number of a range is the smaller one");
    const struct unit_row *behind = sign ? NULL : read_sign(&r);
    if (sign || behind)
        set_unit(out, sign ? sign : behind);
    else
        read_what(&r, out);
    skip_blanks(&r);
    if (quoted && !take(&r, SPAN("\"")))
        return error_set(error, SYN_MISUSE, r.at, "figure: takes a number and what it counts or measures, no more; "
                         "a \" closes it");
    out->at = mark_trim(text, (struct mark){ (uint32_t)from, (uint32_t)r.at });
    *at = out->at.to;
    return true;
}

/* ---- what is found ---- */

static bool counts_noun(struct arena *scratch, struct span counted, struct span noun)
{
    struct span word;
    for (size_t at = 0; span_next_word(counted, &at, &word);)
        if (span_equal(facet_noun(scratch, word), noun))
            return true;
    return false;
}

static bool is_within(const struct search_figure *f, double value)
{
    double slack = fabs(value) / BOUND_SHARE;
    bool above = f->above_low ? value > f->low + slack : value >= f->low - slack;
    bool below = f->below_high ? value < f->high - slack : value <= f->high + slack;
    return above && below;
}

bool search_figure_holds(const struct search_figure *wanted, struct arena scratch, const struct facet_figure *figure)
{
    if (figure->dimension == DIMENSION_IDENTIFIER || figure->dimension == DIMENSION_ORDINAL)
        return false;
    if (wanted->dimension != DIMENSION_ANY && wanted->dimension != figure->dimension)
        return false;
    if (wanted->state && wanted->state != figure->state)
        return false;
    if (wanted->unit.len && !span_equal(wanted->unit, figure->unit))
        return false;
    return is_within(wanted, figure->value) &&
           (!wanted->noun.len || counts_noun(&scratch, figure->counted, wanted->noun));
}

struct span search_figure_name(struct arena *keep, const struct search_figure *wanted)
{
    if (wanted->state)
        return facet_state_name(keep, wanted->state);
    if (wanted->unit.len)
        return facet_unit_name(keep, wanted->unit);
    if (wanted->noun.len)
        return facet_noun_name(keep, wanted->noun);
    bool any = wanted->dimension == DIMENSION_ANY;
    return any ? (struct span){ 0 } : facet_dimension_name(keep, wanted->dimension);
}
