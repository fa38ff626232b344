#include "annotate/figure_special.h"

#include <math.h>

#include "annotate/figure_counted.h"
#include "annotate/figure_range.h"
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

/* Whether another score stands right before or behind the pair of numbers that ends at `end`: "6-4, 4-6". */
static bool is_in_series(const struct figure_reader *f, const struct figure_draft *r, uint32_t end)
{
    if (f->score_behind && r->begin - f->score_behind <= 2)
        return true;
    uint32_t next = end + figure_is(f, end, SPAN(","));
    bool pair = figure_is_digits(f, next) && figure_is_digits(f, next + 1) && f->p.at[next + 1].hyphen;
    return pair && next > end && f->p.at[next].folded.len <= 2 && f->p.at[next + 1].folded.len <= 2;
}

static bool is_score(struct figure_reader *f, const struct figure_draft *r, const struct number *second)
{
    if (r->number.value >= SCORE_MAX || second->value >= SCORE_MAX)
        return false;
    uint32_t end = second->end;
    bool counted = !figure_ends_phrase(f, end) && figure_looks_plural(f, end);
    return !counted && (is_contest(f) || r->number.value >= second->value || is_in_series(f, r, end));
}

bool figure_read_score(struct figure_reader *f, struct figure_draft *r)
{
    uint32_t i = r->end;
    bool joined = i < f->end && (f->p.at[i].hyphen || (figure_is(f, i, SPAN(":")) && piece_touches(&f->p, i)));
    struct number second;
    /* "une victoire 11 à 0" */
    joined |= (figure_is(f, i, SPAN("à")) || figure_is(f, i, SPAN("a"))) && !figure_speaks(f, "en") && is_contest(f);
    i += joined && !f->p.at[i].hyphen;
    if (!joined || r->number.in_words || !figure_number(f, i, &second) || second.in_words ||
        second.kind != NUMBER_KIND_PLAIN || second.decimals || r->number.decimals || r->qualifier != QUALIFIER_NONE)
        return false;
    if (!is_score(f, r, &second))
        return false;
    r->figure.dimension = DIMENSION_SCORE;
    r->figure.low = fmin(r->number.value, second.value);
    r->figure.high = fmax(r->number.value, second.value);
    r->figure.number = (struct mark){ r->number.at.from, second.at.to };
    r->figure.unit = mark_span(f->p.text, r->figure.number);
    r->end = f->score_behind = second.end;
    return true;
}

/* The two numbers of "3:1"; false where the piece is no such pair. */
static bool read_pair(struct span s, int parts[2])
{
    enum { DIGITS_MAX = 3 };
    size_t colon = span_find_byte(s, ':', 0);
    if (colon == SPAN_NONE || colon == 0 || colon > DIGITS_MAX || s.len - colon < 2 || s.len - colon > DIGITS_MAX + 1)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (i != colon && !byte_is_digit(s.at[i]))
            return false;
        if (i != colon)
            parts[i > colon] = parts[i > colon] * 10 + (s.at[i] - '0');
    }
    return true;
}

bool figure_read_colon_score(struct figure_reader *f, struct figure_draft *r)
{
    struct span s = f->p.at[r->number_at].folded;
    int parts[2] = { 0, 0 };
    bool short_end = s.len > 2 && s.at[s.len - 2] == ':'; /* no time of the day: its minutes have two digits */
    if (!read_pair(s, parts) || !(short_end || is_contest(f)))
        return false;
    struct figure *g = &r->figure;
    *g = (struct figure){
        .number = f->p.at[r->number_at].at,
        .value = parts[0],
        .factor = 1,
        .low = fmin(parts[0], parts[1]),
        .high = fmax(parts[0], parts[1]),
        .dimension = DIMENSION_SCORE,
    };
    g->unit = mark_span(f->p.text, g->number);
    r->begin = r->number_at;
    f->score_behind = r->end;
    return true;
}

/* Whether a whole that shares are told of: ten, a hundred, and for "one in five" all small ones. */
static bool is_whole(const struct number *n, bool small)
{
    static const int wholes[] = { 10, 20, 100, 1000, 10000, 100000 };
    for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++)
        if (n->value == wholes[i])
            return true;
    return small && n->value >= 2 && n->value < 10 && n->value == floor(n->value);
}

/* The piece behind what stands between a part and its whole: "in", "out of", "von", "de cada"; 0 for nothing. */
static uint32_t share_link(const struct figure_reader *f, uint32_t i)
{
    if (figure_is(f, i, SPAN("out")) && figure_is(f, i + 1, SPAN("of")))
        return i + 2;
    if (figure_is(f, i, SPAN("de")) && figure_is(f, i + 1, SPAN("cada")))
        return i + 2;
    bool in = figure_speaks(f, "en") ? figure_is(f, i, SPAN("in")) : figure_is_link(f, i, QUALIFIER_OF);
    return in && !figure_is(f, i, SPAN("de")) ? i + 1 : 0;
}

enum rating { SCORE_OF_PARTS, SCORE_OR_NAME };

/* "6.7/10": a rating where the second number is one that ratings have; else, of two joined by a stroke, a name. */
static bool set_rating(const struct figure_reader *f, struct figure_draft *r, const struct number *whole,
                       enum rating kind)
{
    bool rating = r->number.value <= whole->value && (is_whole(whole, false) || whole->value == 4 || whole->value == 5);
    if (!rating && kind == SCORE_OF_PARTS)
        return false;
    r->figure.number.to = whole->at.to;
    r->figure.unit = mark_span(f->p.text, r->figure.number);
    r->figure.dimension = rating ? DIMENSION_SCORE : DIMENSION_IDENTIFIER;
    r->end = whole->end;
    return true;
}

bool figure_read_share(const struct figure_reader *f, struct figure_draft *r)
{
    struct number whole;
    uint32_t end, i = share_link(f, r->end);
    if (!i || r->number.kind != NUMBER_KIND_PLAIN || !figure_number(f, i, &whole) || whole.kind != NUMBER_KIND_PLAIN ||
        figure_unit_at(f, whole.end, false, &end))
        return false;
    if (r->number.decimals || figure_is(f, r->end, SPAN("sobre"))) /* "8,5 из 10", "53 sobre 100" */
        return set_rating(f, r, &whole, SCORE_OF_PARTS);
    bool english = figure_speaks(f, "en");
    if (r->number.value >= whole.value || r->number.value < 1 || !is_whole(&whole, english || i > r->end + 1))
        return false;
    struct figure *g = &r->figure;
    g->value = g->low = g->high = r->number.value / whole.value;
    g->number.to = whole.at.to;
    g->dimension = DIMENSION_PERCENT;
    g->unit = SPAN("percent");
    g->factor = 100;
    r->has_unit = true;
    r->number.kind = NUMBER_KIND_SHARE;
    r->end = whole.end;
    return true;
}

bool figure_read_rating(const struct figure_reader *f, struct figure_draft *r)
{
    uint32_t i = r->end;
    struct number second;
    if (!figure_is(f, i, SPAN("/")) || !piece_touches(&f->p, i) || !piece_touches(&f->p, i + 1) || r->number.in_words ||
        !figure_number(f, i + 1, &second) || second.in_words || second.decimals)
        return false;
    return set_rating(f, r, &second, SCORE_OR_NAME);
}

/* Whether what the years are told of lasts ("30-jährige Haft"): the last part of a compound may say so. */
static bool lasts(const struct figure_reader *f, uint32_t i)
{
    static const char *const endings[] = { "haft",  "strafe",     "vertrag",    "krieg",    "jubiläum",
                                           "zeit",  "dauer",      "geschichte", "karriere", "herrschaft",
                                           "pause", "sperre",     "frist",      "erfahrung" };
    if (figure_has(f, i, COUNT_WORD_SPAN))
        return true;
    for (size_t k = 0; figure_speaks(f, "de") && k < sizeof endings / sizeof *endings; k++)
        if (i < f->end && span_ends(f->p.at[i].folded, span_of(endings[k])))
            return true;
    return false;
}

/* "44-jährig", "44-летний": years joined to a word for one who is that old, or for what has lasted that long. */
static bool is_joined_age(const struct figure_reader *f, const struct figure_draft *r)
{
    struct span unit = f->p.at[r->end - 1].folded;
    bool german = span_starts(unit, SPAN("jährig"));
    bool slavic = r->figure.dimension == DIMENSION_AGE && !figure_speaks(f, "en");
    return f->p.at[r->end - 1].hyphen && (german || slavic);
}

static void set_age(struct figure_draft *r, bool age)
{
    enum { YEAR_SECONDS = 31556952 };
    r->figure.dimension = age ? DIMENSION_AGE : DIMENSION_DURATION;
    r->figure.unit = SPAN("year");
    r->figure.factor = age ? 1 : YEAR_SECONDS;
    r->has_unit = true;
}

/* "aged 44", "im Alter von sieben Jahren", "un homme de 44 ans", "a los 85 años". */
static bool is_aged(const struct figure_reader *f, const struct figure_draft *r, bool years)
{
    uint32_t before = r->begin - 1, end;
    if (r->begin == f->first)
        return false;
    if (figure_has(f, before, COUNT_WORD_AGED) ||
        (before > f->first && (figure_is_word(f, before) || figure_is(f, before, SPAN(","))) &&
         figure_has(f, before - 1, COUNT_WORD_AGED)))
        return true;
    if (!years || before == f->first)
        return false;
    if (figure_is(f, before, SPAN("de"))) {
        const struct unit_row *noun = figure_unit_at(f, before - 1, true, &end);
        return noun && end == before;
    }
    return figure_is(f, before, SPAN("los")) && figure_is(f, before - 1, SPAN("a"));
}

/* Whether a name or a noun that an age may stand behind ends at piece i: "Tom Hall Jr.", "the actress". */
static bool is_person_before(const struct figure_reader *f, uint32_t i)
{
    enum { GROWN = 3 };
    if (figure_is(f, i, SPAN(".")) && i > f->first)
        i--;
    if (figure_is_capital(f, i))
        return true;
    for (uint32_t steps = 0; figure_is_word(f, i) && !f->p.at[i].digits && steps < GROWN; i--, steps++)
        if (i == f->first || figure_has(f, i - 1, COUNT_WORD_DETERMINER))
            return i > f->first && !figure_is_function_word(f, i) &&
                   (figure_is(f, i - 1, SPAN("the")) || figure_is(f, i - 1, SPAN("'s")));
    return false;
}

/* "Smith, 44,", "She was 85.": a number that stands alone behind a name or a pronoun. */
static bool is_apposed(const struct figure_reader *f, const struct figure_draft *r)
{
    enum { YOUNGEST = 5 };
    uint32_t i = r->end, before = r->begin - 1;
    bool shut = i >= f->end || figure_is(f, i, SPAN(",")) || figure_is(f, i, SPAN(")")) || figure_is(f, i, SPAN(";")) ||
                figure_is(f, i, SPAN("."));
    if (!shut || r->begin < f->first + 2 || r->figure.value < YOUNGEST)
        return false;
    bool she = figure_is(f, before - 1, SPAN("she")) || figure_is(f, before - 1, SPAN("he")) ||
               figure_is(f, before - 1, SPAN("who"));
    if (figure_is(f, before - 1, SPAN("i")) && figure_is(f, before, SPAN("'m")))
        return true;
    if (she)
        return figure_is(f, before, SPAN("was")) || figure_is(f, before, SPAN("is"));
    bool open = figure_is(f, before, SPAN(",")), bracket = figure_is(f, before, SPAN("("));
    bool closed = i < f->end && !figure_is(f, i, SPAN(")"));
    return is_person_before(f, before - 1) && (bracket ? figure_is(f, i, SPAN(")")) : open && closed);
}

/* "ages 6 and 7": the figure right before is an age, and this one is joined to it. */
static bool follows_age(const struct figure_reader *f, const struct figure_draft *r)
{
    bool joined = r->begin == f->age_behind + 1 &&
                  (figure_is_link(f, f->age_behind, QUALIFIER_AND) || figure_is_link(f, f->age_behind, QUALIFIER_OR));
    return f->age_behind && joined && (figure_ends_phrase(f, r->end) || figure_looks_verbal(f, r->end));
}

/* "45 and older": the bounds are read behind it. */
static bool is_bounded_age(const struct figure_reader *f, uint32_t i)
{
    bool joined = figure_is(f, i, SPAN("and")) || figure_is(f, i, SPAN("or"));
    return joined && (figure_is(f, i + 1, SPAN("older")) || figure_is(f, i + 1, SPAN("younger")) ||
                      figure_is(f, i + 1, SPAN("under")));
}

/* Whether a bare number is an age by what stands beside it. */
static bool is_bare_age(const struct figure_reader *f, const struct figure_draft *r)
{
    return (is_aged(f, r, false) && figure_ends_phrase(f, r->end)) || is_apposed(f, r) || follows_age(f, r) ||
           is_bounded_age(f, r->end);
}

void figure_find_age(const struct figure_reader *f, struct figure_draft *r)
{
    enum { OLDEST = 120 };
    bool bare = r->figure.dimension == DIMENSION_COUNT && !r->has_unit && !r->ranged;
    bool years = r->figure.dimension == DIMENSION_DURATION && span_equal(r->figure.unit, SPAN("year"));
    if (r->number.kind != NUMBER_KIND_PLAIN || r->figure.value < 1 || r->figure.value >= OLDEST)
        return;
    if (r->has_unit && is_joined_age(f, r))
        set_age(r, !lasts(f, r->end) && !(figure_is_word(f, r->end) && lasts(f, r->end + 1)));
    else if ((years && is_aged(f, r, true)) || (bare && is_bare_age(f, r)))
        set_age(r, true);
}

void figure_find_magnitude(const struct figure_reader *f, struct figure_draft *r)
{
    uint32_t before = r->begin > f->first ? r->begin - 1 : f->end;
    if (before < f->end && figure_is(f, before, SPAN("of")) && before > f->first)
        before--;
    bool led = before < f->end && figure_has(f, before, COUNT_WORD_MAGNITUDE);
    bool followed = r->end < f->end && f->p.at[r->end].hyphen && figure_has(f, r->end, COUNT_WORD_MAGNITUDE);
    bool scale = figure_is(f, r->end, SPAN("on")) && figure_is(f, r->end + 2, SPAN("richter"));
    led |= scale;
    if (r->has_unit || r->figure.value > 12 || !(led || followed))
        return;
    r->figure.dimension = DIMENSION_MAGNITUDE;
    r->figure.unit = SPAN("magnitude");
    r->has_unit = true;
    r->end += followed;
}

void figure_find_factor(const struct figure_reader *f, struct figure_draft *r)
{
    bool times = figure_is(f, r->end, SPAN("times")) && figure_has(f, r->end + 1, COUNT_WORD_FACTOR);
    bool fold = figure_is(f, r->end, SPAN("fold")) && f->p.at[r->end].glued;
    if (r->number.kind != NUMBER_KIND_FACTOR && !times && !fold)
        return;
    r->figure.dimension = DIMENSION_FACTOR;
    r->figure.unit = SPAN("times");
    r->has_unit = true;
    r->end += times || fold;
}
