#include "annotate/figure_special.h"

#include <math.h>

#include "annotate/figure_counted.h"
#include "annotate/figure_unit.h"

enum { SCORE_MAX = 200 };

/* Asked at most once a sentence, and only where two numbers look like a score. */
static bool is_contest(struct figure_reader *f)
{
    if (f->contest_known)
        return f->contest;
    f->contest_known = true;
    f->contest = false;
    for (uint32_t i = f->first; i < f->end && !f->contest; i++)
        f->contest = figure_has(f, i, COUNT_WORD_SCORE);
    return f->contest;
}

bool figure_read_score(struct figure_reader *f, struct figure_draft *r)
{
    uint32_t i = r->end;
    bool joined = i < f->end && (f->p.at[i].hyphen || (figure_is(f, i, SPAN(":")) && piece_touches(&f->p, i)));
    struct number second;
    i += joined && !f->p.at[i].hyphen;
    if (!joined || r->number.in_words || !figure_number(f, i, &second) || second.in_words ||
        second.kind != NUMBER_KIND_PLAIN || second.decimals || r->number.decimals || r->qualifier != QUALIFIER_NONE)
        return false;
    bool small = r->number.value < SCORE_MAX && second.value < SCORE_MAX;
    bool counted = second.end < f->end && figure_is_word(f, second.end) && figure_looks_plural(f, second.end);
    if (!small || !(is_contest(f) || (r->number.value >= second.value && !counted)))
        return false;
    r->figure.dimension = DIMENSION_SCORE;
    r->figure.low = fmin(r->number.value, second.value);
    r->figure.high = fmax(r->number.value, second.value);
    r->figure.number = (struct mark){r->number.at.from, second.at.to};
    r->figure.unit = mark_span(f->p.text, r->figure.number);
    r->end = second.end;
    return true;
}

bool figure_read_colon_score(struct figure_reader *f, struct figure_draft *r)
{
    struct span s = f->p.at[r->number_at].folded;
    size_t colon = span_find_byte(s, ':', 0);
    if (colon == SPAN_NONE || colon == 0 || colon > 3 || s.len - colon < 2 || s.len - colon > 4 || !is_contest(f))
        return false;
    int parts[2] = {0, 0};
    for (size_t i = 0; i < s.len; i++) {
        if (i != colon && !byte_is_digit(s.at[i]))
            return false;
        if (i != colon)
            parts[i > colon] = parts[i > colon] * 10 + (s.at[i] - '0');
    }
    struct figure *g = &r->figure;
    *g = (struct figure){.number = f->p.at[r->number_at].at,
                         .value = parts[0],
                         .factor = 1,
                         .low = fmin(parts[0], parts[1]),
                         .high = fmax(parts[0], parts[1]),
                         .dimension = DIMENSION_SCORE};
    g->unit = mark_span(f->p.text, g->number);
    r->begin = r->number_at;
    return true;
}

void figure_find_age(const struct figure_reader *f, struct figure_draft *r)
{
    uint32_t before = r->begin > f->first ? r->begin - 1 : f->end;
    bool bare = r->figure.dimension == DIMENSION_COUNT && !r->has_unit;
    bool years = r->figure.dimension == DIMENSION_DURATION && span_equal(r->figure.unit, SPAN("year"));
    if (!bare && !years)
        return;
    bool whole = r->number.kind == NUMBER_KIND_PLAIN && r->figure.value >= 1 && r->figure.value < 120;
    bool aged = before < f->end && figure_has(f, before, COUNT_WORD_AGED);
    aged |= before < f->end && before > f->first && figure_is_word(f, before) && figure_has(f, before - 1, COUNT_WORD_AGED);
    /* "un homme de 44 ans" */
    if (years && before < f->end && figure_is(f, before, SPAN("de")) && before > f->first) {
        uint32_t end;
        const struct unit_row *noun = figure_unit_at(f, before - 1, true, &end);
        aged |= noun && end == before;
    }
    bool shut = figure_is(f, r->end, SPAN(",")) || figure_is(f, r->end, SPAN(")"));
    bool open = before < f->end && (figure_is(f, before, SPAN(",")) || figure_is(f, before, SPAN("(")));
    bool name = open && before > f->first && figure_is_capital(f, before - 1);
    bool spaced = shut && name && (bare ? r->figure.value >= 5 : true);
    if (!whole || !(aged || spaced))
        return;
    r->figure.dimension = DIMENSION_AGE;
    r->figure.unit = SPAN("year");
    r->figure.factor = 1;
    r->has_unit = true;
}

void figure_find_magnitude(const struct figure_reader *f, struct figure_draft *r)
{
    uint32_t before = r->begin > f->first ? r->begin - 1 : f->end;
    if (before < f->end && figure_is(f, before, SPAN("of")) && before > f->first)
        before--;
    bool led = before < f->end && figure_has(f, before, COUNT_WORD_MAGNITUDE);
    bool followed = r->end < f->end && f->p.at[r->end].hyphen && figure_has(f, r->end, COUNT_WORD_MAGNITUDE);
    if (r->has_unit || r->figure.value > 12 || !(led || followed))
        return;
    r->figure.dimension = DIMENSION_MAGNITUDE;
    r->figure.unit = SPAN("magnitude");
    r->has_unit = true;
    r->end += followed;
}

void figure_find_factor(const struct figure_reader *f, struct figure_draft *r)
{
    bool times = figure_is(f, r->end, SPAN("times")) && r->end + 1 < f->end && figure_has(f, r->end + 1, COUNT_WORD_FACTOR);
    bool fold = figure_is(f, r->end, SPAN("fold")) && f->p.at[r->end].glued;
    if (r->number.kind != NUMBER_KIND_FACTOR && !times && !fold)
        return;
    r->figure.dimension = DIMENSION_FACTOR;
    r->figure.unit = SPAN("times");
    r->has_unit = true;
    r->end += times || fold;
}
