#include "annotate/figure_find.h"

#include <math.h>

#include "annotate/figure_kind.h"
#include "annotate/number_read.h"
#include "annotate/piece.h"
#include "tables/count_word.h"
#include "tables/figure_qualifier.h"
#include "tables/function_word.h"
#include "tables/unit.h"

/* The sections of this file: words; qualifiers; units; what is counted; what is no quantity; the walk. */

enum { NOUN_WORDS_MAX = 6, EVENT_REACH = 5, SCORE_MAX = 200 };

struct finder {
    const struct tokens *tokens;
    const struct dates *dates;
    struct pieces p;
    bool *begins;                /* by piece.word: whether a figure may begin with it */
    uint32_t first, end;         /* the sentence */
    uint32_t next_date;          /* the first date that does not end before the piece looked at */
    uint32_t behind;             /* the piece behind the last figure */
    bool contest_known, contest; /* whether the sentence is about a contest, once it was asked */
};

/* A figure while it is read: pieces [begin, end). */
struct reading {
    struct figure figure;
    struct number number;
    uint32_t begin, number_at, end;
    uint32_t of_first, of_end;   /* what it counts; none where they are equal */
    enum qualifier qualifier;    /* the one before the number */
    bool has_unit;
    bool ranged;                 /* a second number gives the upper bound */
};

/* ---- words ---- */

static bool is_word(const struct finder *f, uint32_t i) { return i < f->end && piece_is_word(&f->p, f->tokens, i); }
static bool is(const struct finder *f, uint32_t i, struct span word) { return i < f->end && piece_is(&f->p, i, word); }
static bool speaks(const struct finder *f, const char *language)
{
    return span_equal(f->p.language, span_of(language));
}

/* Whether a row of data/count_word.tsv gives piece i that role. */
static bool is_a(const struct finder *f, uint32_t i, enum count_word role)
{
    if (i >= f->end)
        return false;
    const struct count_word_row *row = table_find(&count_word_table, f->p.at[i].folded);
    while (row && !(row->role == (int)role && piece_speaks(&f->p, row->language)))
        row = table_next(&count_word_table, row);
    return row != NULL;
}

static bool is_function_word(const struct finder *f, uint32_t i)
{
    const struct function_word_row *row = table_find(&function_word_table, f->p.at[i].folded);
    while (row && !piece_speaks(&f->p, row->language))
        row = table_next(&function_word_table, row);
    return row != NULL;
}

static bool is_capital(const struct finder *f, uint32_t i) { return piece_is_capital(&f->p, f->tokens, i); }

/* ---- qualifiers ---- */

enum side { BEFORE_NUMBER, BEHIND_NUMBER, BESIDE_NUMBER };

static enum side side_of(int role)
{
    return role >= QUALIFIER_TO ? BESIDE_NUMBER : role >= QUALIFIER_AFTER_AT_LEAST ? BEHIND_NUMBER : BEFORE_NUMBER;
}

/* The longest qualifier of that side at piece i; *end behind it. */
static enum qualifier qualifier_at(const struct finder *f, uint32_t i, enum side side, uint32_t *end)
{
    enum qualifier best = QUALIFIER_NONE;
    *end = i;
    if (i >= f->end)
        return best;
    const struct figure_qualifier_row *row = table_find(&figure_qualifier_table, f->p.at[i].folded);
    for (; row; row = table_next(&figure_qualifier_table, row)) {
        if (!piece_speaks(&f->p, row->language) || side_of(row->role) != side)
            continue;
        uint32_t to = row->rest.len ? piece_match(&f->p, i + 1, f->end, row->rest) : i + 1;
        if (to > *end) {
            *end = to;
            best = (enum qualifier)row->role;
        }
    }
    return best;
}

/* Whether piece i is a word of that role beside a number; the same word may have several. */
static bool is_link(const struct finder *f, uint32_t i, enum qualifier role)
{
    if (i >= f->end)
        return false;
    const struct figure_qualifier_row *row = table_find(&figure_qualifier_table, f->p.at[i].folded);
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

/* Sets the bounds that a qualifier says; the value stays. */
static void qualify(struct figure *g, enum qualifier q)
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

/* ---- units ---- */

/* The longest unit at piece i; *end behind it.  Counted nouns are units only where `nouns`. */
static const struct unit_row *unit_at(const struct finder *f, uint32_t i, bool nouns, uint32_t *end)
{
    const struct unit_row *best = NULL;
    *end = i;
    if (i >= f->end)
        return NULL;
    const struct unit_row *row = table_find(&unit_table, f->p.at[i].folded);
    for (; row; row = table_next(&unit_table, row)) {
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

static bool is_letters(struct span s)
{
    return s.len && (byte_is_alpha(s.at[0]) || (unsigned char)s.at[0] == 0xd0 || (unsigned char)s.at[0] == 0xd1);
}

/* A currency sign, or a code in capitals, that stands before a number. */
static const struct unit_row *currency_before(const struct finder *f, uint32_t i, uint32_t *end)
{
    const struct unit_row *unit = unit_at(f, i, false, end);
    if (!unit || unit->dimension != DIMENSION_MONEY || *end >= f->end || !f->p.at[*end].digits)
        return NULL;
    bool code = unit->rest.len || !is_letters(unit->word) || (unit->word.len <= 4 && is_capital(f, i));
    return code && span_equal(unit->language, SPAN("*")) ? unit : NULL;
}

static void set_unit(struct reading *r, const struct unit_row *unit)
{
    r->figure.unit = unit->label;
    r->figure.dimension = (uint8_t)unit->dimension;
    r->figure.factor = unit->factor;
    r->figure.offset = unit->offset;
    r->has_unit = true;
}

/* Units of one letter stand right behind digits or a blank and nothing else: "5 m", not "a m". */
static bool unit_is_likely(const struct reading *r, const struct unit_row *unit)
{
    bool bare_letters = unit->word.len <= 2 && is_letters(unit->word);
    return !bare_letters || !r->number.in_words;
}

/* The unit behind the number, with what may stand between the two. */
static void read_unit(const struct finder *f, struct reading *r)
{
    uint32_t end, at = r->end;
    /* "millions of dollars", "un millón de euros", "dozens of kilometres" */
    if (r->number.scaled && (is(f, at, SPAN("of")) || is(f, at, SPAN("de")) || is(f, at, SPAN("d'"))))
        at++;
    /* "5 тыс. долларов" */
    if (r->number.scaled && is(f, at, SPAN(".")) && piece_touches(&f->p, at))
        at++;
    const struct unit_row *unit = unit_at(f, at, false, &end);
    if (!unit && is(f, at, SPAN("more")))
        unit = unit_at(f, ++at, false, &end);
    if (!unit || !unit_is_likely(r, unit))
        return;
    set_unit(r, unit);
    r->end = end;
}

/* ---- what is counted ---- */

/* Nouns, adjectives and names go on a phrase; punctuation, numbers and function words end it. */
static bool ends_noun_phrase(const struct finder *f, uint32_t i)
{
    return !is_word(f, i) || (f->p.at[i].digits && !f->p.at[i].hyphen) || is_function_word(f, i);
}

/* What a number counts is mostly in the plural, and its last word. */
static bool looks_plural(const struct finder *f, uint32_t i)
{
    struct span word = f->p.at[i].folded;
    uint32_t end;
    bool s = word.len > 3 && span_ends(word, SPAN("s")) && !span_ends(word, SPAN("ss")) && !span_ends(word, SPAN("us"));
    return s || is_a(f, i, COUNT_WORD_PLURAL) || unit_at(f, i, true, &end) != NULL;
}

/* Whether a word that follows a noun is likely a verb or participle. */
static bool looks_verbal(const struct finder *f, uint32_t i)
{
    struct span word = f->p.at[i].folded;
    return is_a(f, i, COUNT_WORD_EVENT) ||
           (speaks(f, "en") && word.len > 4 && (span_ends(word, SPAN("ed")) || span_ends(word, SPAN("ing"))));
}

static bool is_adverb(const struct finder *f, uint32_t i) { return span_ends(f->p.at[i].folded, SPAN("ly")); }

/* "Somali and Yemeni pirates": the word behind "and" at piece i goes on the phrase. */
static bool goes_on(const struct finder *f, uint32_t i)
{
    return is(f, i, SPAN("and")) && i + 1 < f->end && is_capital(f, i - 1) && is_capital(f, i + 1) &&
           !ends_noun_phrase(f, i + 1) && !looks_plural(f, i - 1);
}

/* English nouns follow their adjectives: the phrase goes on to the last of the plurals that follow each other. */
static uint32_t english_noun_end(const struct finder *f, uint32_t i)
{
    uint32_t j = i;
    while (j < f->end && j - i < NOUN_WORDS_MAX && (!ends_noun_phrase(f, j) || (j > i && goes_on(f, j)))) {
        if (j > i && looks_verbal(f, j) && !is_adverb(f, j - 1))
            break;
        bool plural = looks_plural(f, j++);
        if (plural &&
            !(j < f->end && is_word(f, j) && !is_function_word(f, j) && looks_plural(f, j) && !looks_verbal(f, j)))
            break;
    }
    return j;
}

/* Short words are left alone: their endings are often those of nouns. */
static bool is_slavic_adjective(struct span word)
{
    static const char *const endings[] = {"ых",  "их",   "ые",   "ие",  "ый",  "ий",  "ого", "его", "ная", "ної",
                                          "них", "ські", "ними", "ыми", "ими", "ные", "ні",  "ною", "ой",  "ую"};
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
        if (word.len > 8 && span_ends(word, span_of(endings[k])))
            return true;
    return false;
}

/* Other languages end a phrase with the first word that is no adjective by its case or ending. */
static uint32_t other_noun_end(const struct finder *f, uint32_t i)
{
    uint32_t j = i;
    bool german = speaks(f, "de"), slavic = speaks(f, "ru") || speaks(f, "uk");
    while (j < f->end && j - i < NOUN_WORDS_MAX - 3 && !ends_noun_phrase(f, j)) {
        uint32_t end;
        const struct unit_row *unit = unit_at(f, j, true, &end);
        bool adjective = !unit && ((german && !is_capital(f, j)) || (slavic && is_slavic_adjective(f->p.at[j].folded)));
        j = unit ? end : j + 1;
        if (!adjective)
            break;
    }
    return j;
}

/* The noun phrase that begins at piece i: the piece behind it, i where there is none. */
static uint32_t noun_end(const struct finder *f, uint32_t i)
{
    if (ends_noun_phrase(f, i))
        return i;
    return speaks(f, "en") ? english_noun_end(f, i) : other_noun_end(f, i);
}

/* Behind words that stand between a number and what it counts: "of the", "more", "other". */
static uint32_t skip_lead(const struct finder *f, uint32_t i)
{
    uint32_t j = i;
    struct number whole;
    /* "12 of 15 drones" */
    if (is_link(f, i, QUALIFIER_OF) && number_read(&f->p, i + 1, f->end, &whole) && whole.kind == NUMBER_KIND_PLAIN)
        j = i = whole.end;
    while (j < f->end && j - i < 3 && is_a(f, j, COUNT_WORD_LEAD))
        j++;
    return j;
}

/* The noun that gives a count its label: the last word of the phrase that the table knows. */
static void label_count(const struct finder *f, struct reading *r, uint32_t from, uint32_t to)
{
    for (uint32_t j = to; j > from; j--) {
        uint32_t end;
        const struct unit_row *unit = unit_at(f, j - 1, true, &end);
        if (unit && end >= to) {
            r->figure.unit = unit->label;
            return;
        }
    }
}

/* Where no noun stands behind the number: the word of the clause that tells what happened to them. */
static uint32_t find_event(const struct finder *f, const struct reading *r)
{
    if (r->begin > f->first && is_a(f, r->begin - 1, COUNT_WORD_EVENT) && !is_a(f, r->end, COUNT_WORD_EVENT))
        return r->begin - 1;
    for (uint32_t j = r->end; j < f->end && j < r->end + EVENT_REACH; j++) {
        if (!is_word(f, j) || is_link(f, j, QUALIFIER_AND))
            break;
        if (is_a(f, j, COUNT_WORD_EVENT))
            return j;
    }
    for (uint32_t back = 1; back <= EVENT_REACH && r->begin >= f->first + back; back++) {
        uint32_t j = r->begin - back;
        if (!is_word(f, j) && !is(f, j, SPAN(":")))
            break;
        if (is_a(f, j, COUNT_WORD_EVENT))
            return j;
    }
    return UINT32_MAX;
}

static void set_of(struct reading *r, const struct finder *f, uint32_t from, uint32_t to)
{
    r->of_first = from;
    r->of_end = to;
    r->figure.of = (struct mark){f->p.at[from].at.from, f->p.at[to - 1].at.to};
}

/* Behind a length or a time a noun is measured where "of" or a hyphen says so: "150 miles west" has none. */
static bool noun_may_follow(const struct finder *f, const struct reading *r, uint32_t from)
{
    switch (r->figure.dimension) {
    case DIMENSION_LENGTH:
    case DIMENSION_AREA:
    case DIMENSION_SPEED:
    case DIMENSION_TEMPERATURE:
    case DIMENSION_DURATION:
    case DIMENSION_AGE:
        return is(f, r->end, SPAN("of")) || is(f, r->end, SPAN("de")) || is(f, r->end, SPAN("d'")) ||
               f->p.at[r->end - 1].hyphen || (from < f->end && f->p.at[from].hyphen) ||
               (from > r->end && f->p.at[from - 1].hyphen);
    default:
        return true;
    }
}

/* Fills figure.of: the noun phrase behind the number, or else the word for what happened. */
static void find_counted(const struct finder *f, struct reading *r)
{
    uint32_t from = skip_lead(f, r->end);
    while (r->has_unit && from < f->end && is_a(f, from, COUNT_WORD_MEASURE))
        from++;
    if (!noun_may_follow(f, r, from))
        from = f->end;
    bool event_first = from < f->end && is_a(f, from, COUNT_WORD_EVENT);
    uint32_t to = from < f->end ? noun_end(f, from) : from;
    /* "144 injured people" counts people; "144 injured in" what happened to them */
    if (event_first && to > from + 1 && !looks_plural(f, to - 1))
        to = from + 1;
    if (to > from) {
        set_of(r, f, from, to);
        if (r->figure.dimension == DIMENSION_COUNT)
            label_count(f, r, from, to);
        return;
    }
    uint32_t event = r->figure.dimension == DIMENSION_AGE ? UINT32_MAX : find_event(f, r);
    if (event == UINT32_MAX)
        return;
    set_of(r, f, event, event + 1);
    if (r->figure.dimension == DIMENSION_COUNT)
        label_count(f, r, event, event + 1);
}

/* ---- what is no quantity ---- */

/* Whether a date or time stands here; durations may be figures too. */
static bool inside_date(struct finder *f, uint32_t i)
{
    struct mark at = f->p.at[i].at;
    while (f->next_date < f->dates->count && f->dates->at[f->next_date].at.to <= at.from)
        f->next_date++;
    if (f->next_date == f->dates->count)
        return false;
    const struct date *d = &f->dates->at[f->next_date];
    return d->type != DATE_DURATION && mark_overlaps(d->at, at);
}

/* "one" and its like where they stand for a person or thing; articles that are written as numbers. */
static bool is_pronoun(const struct finder *f, const struct reading *r)
{
    uint32_t i = r->number_at, next = r->number.end;
    if (!r->number.in_words || r->number.value != 1 || r->number.kind != NUMBER_KIND_PLAIN || r->number.scaled)
        return false;
    if (r->qualifier != QUALIFIER_NONE && r->qualifier != QUALIFIER_EXACT)
        return false;
    if (!speaks(f, "en"))
        return !speaks(f, "ru") && !speaks(f, "uk") ? true : ends_noun_phrase(f, next);
    uint32_t end;
    if (next < f->end && f->p.at[next].hyphen)
        return !unit_at(f, next, false, &end);
    if (i > f->first && is_a(f, i - 1, COUNT_WORD_PRONOUN))
        return true;
    if (next < f->end && is_a(f, next, COUNT_WORD_EVENT))
        return false;
    return ends_noun_phrase(f, next) || is(f, next, SPAN("another")) || looks_verbal(f, next);
}

/* Ordinals count only with a determiner ("the third"), or in digits; "second-hand" is none. */
static bool is_idle_ordinal(const struct finder *f, const struct reading *r)
{
    if (r->number.kind != NUMBER_KIND_ORDINAL)
        return false;
    if (r->number.end < f->end && f->p.at[r->number.end].hyphen)
        return true;
    if (!r->number.in_words)
        return false;
    return r->number_at == f->first || !is_a(f, r->number_at - 1, COUNT_WORD_DETERMINER) ||
           !is_word(f, r->number.end) || is_function_word(f, r->number.end);
}

/* "Flight 302", "Highway 61", "Article 5": a name or a word for one stands before the number. */
static bool named_before(const struct finder *f, const struct reading *r)
{
    uint32_t i = r->begin;
    if (r->number.in_words || i == f->first || r->has_unit)
        return false;
    uint32_t before = i - 1;
    if (is(f, before, SPAN(".")) && before > f->first && piece_touches(&f->p, before))
        before--;
    if (is_a(f, before, COUNT_WORD_IDENTIFIER))
        return true;
    bool name = is_capital(f, before) && before > f->first && is_word(f, before) && !is_function_word(f, before);
    return name && ends_noun_phrase(f, r->end) && r->number.value < 1000 && !is(f, r->end, SPAN("-")) &&
           !is_a(f, before, COUNT_WORD_EVENT);
}

/* "+380 44 123 45 67", "555-0123-77": a run of digit groups.  The piece behind it, or 0. */
static uint32_t phone_end(const struct finder *f, uint32_t i)
{
    uint32_t j = i, groups = 0, digits = 0;
    bool plus = is(f, j, SPAN("+"));
    j += plus;
    while (j < f->end && groups < 12) {
        bool open = is(f, j, SPAN("(")), shut = is(f, j, SPAN(")")), dash = is(f, j, SPAN("-"));
        if (!f->p.at[j].digits && !((open || shut || dash) && j + 1 < f->end && f->p.at[j + 1].digits))
            break;
        if (f->p.at[j].digits && f->p.at[j].folded.len > 6 && !plus)
            break;
        groups += f->p.at[j].digits;
        digits += f->p.at[j].digits ? (uint32_t)f->p.at[j].folded.len : 0;
        j++;
    }
    bool joined = j > i + 1 && f->p.at[i + 1].hyphen;
    return digits >= 7 && (plus ? groups >= 2 : groups >= 3 && (joined || is(f, i, SPAN("(")))) ? j : 0;
}

/* "007": digits that count nothing. */
static bool is_leading_zero(const struct finder *f, uint32_t i)
{
    struct span s = f->p.at[i].folded;
    return s.len > 1 && s.at[0] == '0' && byte_is_digit(s.at[1]);
}

/* ---- reading one figure ---- */

/* With the minus before it, which must not join it to another number ("10-5"); *begin moves over the sign. */
static double signed_value(const struct finder *f, uint32_t *begin, double value)
{
    uint32_t i = *begin;
    if (i == f->first)
        return value;
    bool sign = is(f, i - 1, SPAN("−")) || (is(f, i - 1, SPAN("-")) && piece_touches(&f->p, i) &&
                                            !(i - 1 > f->first && piece_touches(&f->p, i - 1)));
    bool word = f->p.at[i].digits && is_link(f, i - 1, QUALIFIER_MINUS);
    if (i - 1 < f->behind || !(sign || word))
        return value;
    --*begin;
    return -value;
}

/* The second number of "10 to 15", "10-15", "between 10 and 15"; a change "from 10 to 15" has none. */
static bool read_second(const struct finder *f, const struct reading *r, struct number *second)
{
    uint32_t i = r->end, end;
    bool joined = i < f->end && f->p.at[i].hyphen, linked = joined;
    bool from = r->begin > f->first && is_link(f, r->begin - 1, QUALIFIER_FROM);
    if (!linked && is(f, i, SPAN("-")) && is_link(f, i + 1, QUALIFIER_TO))
        i++; /* "24- to 30-foot" */
    bool or = is_link(f, i, QUALIFIER_OR);
    if (!linked)
        linked = or || is_link(f, i, r->qualifier == QUALIFIER_BETWEEN ? QUALIFIER_AND : QUALIFIER_TO);
    if (!linked || (from && !joined))
        return false;
    i += !joined;
    if (currency_before(f, i, &end))
        i = end;
    return number_read(&f->p, i, f->end, second) && second->kind == NUMBER_KIND_PLAIN &&
           (! or || second->value > r->number.value);
}

/* The bounds of a range; its value is the first number. */
static void set_range(struct reading *r, const struct number *second)
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
    r->end = second->end;
}

/* "rose from 10 to 15 percent": the first number has the unit of the second. */
static void borrow_unit(const struct finder *f, struct reading *r)
{
    struct number second;
    uint32_t end;
    if (r->begin == f->first || !is_link(f, r->begin - 1, QUALIFIER_FROM) || !is_link(f, r->end, QUALIFIER_TO) ||
        !number_read(&f->p, r->end + 1, f->end, &second))
        return;
    const struct unit_row *unit = unit_at(f, second.end, false, &end);
    if (unit)
        set_unit(r, unit);
}

/* Asked at most once a sentence, and only where two numbers look like a score. */
static bool is_contest(struct finder *f)
{
    if (f->contest_known)
        return f->contest;
    f->contest_known = true;
    f->contest = false;
    for (uint32_t i = f->first; i < f->end && !f->contest; i++)
        f->contest = is_a(f, i, COUNT_WORD_SCORE);
    return f->contest;
}

/* "3-1": two small numbers where the sentence tells of a contest, or that do not rise. */
static bool read_score(struct finder *f, struct reading *r)
{
    uint32_t i = r->end;
    bool joined = i < f->end && (f->p.at[i].hyphen || (is(f, i, SPAN(":")) && piece_touches(&f->p, i)));
    struct number second;
    i += joined && !f->p.at[i].hyphen;
    if (!joined || r->number.in_words || !number_read(&f->p, i, f->end, &second) || second.in_words ||
        second.kind != NUMBER_KIND_PLAIN || second.decimals || r->number.decimals || r->qualifier != QUALIFIER_NONE)
        return false;
    bool small = r->number.value < SCORE_MAX && second.value < SCORE_MAX;
    bool counted = second.end < f->end && is_word(f, second.end) && looks_plural(f, second.end);
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

/* "3:1" in one piece, as many languages write scores. */
static bool read_colon_score(struct finder *f, struct reading *r)
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

/* Ages by their place: "aged 44", "Smith, 44,". */
static void find_age(const struct finder *f, struct reading *r)
{
    uint32_t before = r->begin > f->first ? r->begin - 1 : f->end;
    bool bare = r->figure.dimension == DIMENSION_COUNT && !r->has_unit;
    bool years = r->figure.dimension == DIMENSION_DURATION && span_equal(r->figure.unit, SPAN("year"));
    if (!bare && !years)
        return;
    bool whole = r->number.kind == NUMBER_KIND_PLAIN && r->figure.value >= 1 && r->figure.value < 120;
    bool aged = before < f->end && is_a(f, before, COUNT_WORD_AGED);
    aged |= before < f->end && before > f->first && is_word(f, before) && is_a(f, before - 1, COUNT_WORD_AGED);
    /* "un homme de 44 ans" */
    if (years && before < f->end && is(f, before, SPAN("de")) && before > f->first) {
        uint32_t end;
        const struct unit_row *noun = unit_at(f, before - 1, true, &end);
        aged |= noun && end == before;
    }
    bool shut = is(f, r->end, SPAN(",")) || is(f, r->end, SPAN(")"));
    bool open = before < f->end && (is(f, before, SPAN(",")) || is(f, before, SPAN("(")));
    bool name = open && before > f->first && is_capital(f, before - 1);
    bool spaced = shut && name && (bare ? r->figure.value >= 5 : true);
    if (!whole || !(aged || spaced))
        return;
    r->figure.dimension = DIMENSION_AGE;
    r->figure.unit = SPAN("year");
    r->figure.factor = 1;
    r->has_unit = true;
}

/* "a magnitude of 6.2", "6.2-magnitude". */
static void find_magnitude(const struct finder *f, struct reading *r)
{
    uint32_t before = r->begin > f->first ? r->begin - 1 : f->end;
    if (before < f->end && is(f, before, SPAN("of")) && before > f->first)
        before--;
    bool led = before < f->end && is_a(f, before, COUNT_WORD_MAGNITUDE);
    bool followed = r->end < f->end && f->p.at[r->end].hyphen && is_a(f, r->end, COUNT_WORD_MAGNITUDE);
    if (r->has_unit || r->figure.value > 12 || !(led || followed))
        return;
    r->figure.dimension = DIMENSION_MAGNITUDE;
    r->figure.unit = SPAN("magnitude");
    r->has_unit = true;
    r->end += followed;
}

/* "three times as many", "twofold", "5-fold". */
static void find_factor(const struct finder *f, struct reading *r)
{
    bool times = is(f, r->end, SPAN("times")) && r->end + 1 < f->end && is_a(f, r->end + 1, COUNT_WORD_FACTOR);
    bool fold = is(f, r->end, SPAN("fold")) && f->p.at[r->end].glued;
    if (r->number.kind != NUMBER_KIND_FACTOR && !times && !fold)
        return;
    r->figure.dimension = DIMENSION_FACTOR;
    r->figure.unit = SPAN("times");
    r->has_unit = true;
    r->end += times || fold;
}

/* What the words of the number say by themselves: ordinals, shares ("half"), open numbers ("dozens"). */
static void set_kind(struct reading *r)
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

/* A number that names: pieces [begin, end) whole, without unit and bounds. */
static bool finish_identifier(const struct finder *f, struct reading *r, uint32_t begin, uint32_t end)
{
    r->begin = begin;
    r->end = end;
    r->figure = (struct figure){.at = {f->p.at[begin].at.from, f->p.at[end - 1].at.to},
                                .factor = 1,
                                .dimension = DIMENSION_IDENTIFIER,
                                .value = r->number.value,
                                .low = r->number.value,
                                .high = r->number.value};
    r->figure.number = r->figure.at;
    return true;
}

/* The begin of a figure: qualifier and currency before the number. */
static uint32_t read_front(const struct finder *f, struct reading *r, uint32_t i, const struct unit_row **currency)
{
    uint32_t end;
    r->begin = i;
    r->qualifier = qualifier_at(f, i, BEFORE_NUMBER, &end);
    if (r->qualifier != QUALIFIER_NONE)
        i = end;
    enum qualifier more = r->qualifier != QUALIFIER_NONE ? qualifier_at(f, i, BEFORE_NUMBER, &end) : QUALIFIER_NONE;
    if (more != QUALIFIER_NONE && end < f->end) {
        r->qualifier = r->qualifier == QUALIFIER_EXACT ? more : r->qualifier;
        i = end;
    }
    *currency = currency_before(f, i, &end);
    if (*currency)
        i = end;
    if (r->qualifier == QUALIFIER_EXACT && i < f->end)
        r->begin = *currency ? i - 1 : i;
    return i;
}

/* The value with its sign; bounds are the value until a range or a qualifier moves them. */
static void set_value(const struct finder *f, struct reading *r)
{
    struct figure *g = &r->figure;
    g->number = r->number.at;
    g->factor = 1;
    /* a sign stands right before the number or not at all: "about -5" has a dash */
    g->value = r->begin == r->number_at ? signed_value(f, &r->begin, r->number.value) : r->number.value;
    g->low = g->high = g->value;
}

/* The second number of a range and the unit, which stands behind both or, a currency, before the first. */
static void read_amount(const struct finder *f, struct reading *r, const struct unit_row *currency)
{
    struct number second;
    r->ranged = r->number.kind == NUMBER_KIND_PLAIN && read_second(f, r, &second);
    if (r->ranged)
        set_range(r, &second);
    if (currency)
        set_unit(r, currency);
    else
        read_unit(f, r);
    if (!r->has_unit && !r->ranged)
        borrow_unit(f, r);
    if (!r->ranged)
        qualify(&r->figure, r->qualifier);
}

/* "AK-47": a number that a hyphen joins to a word before it. */
static bool is_part_of_name(const struct finder *f, const struct reading *r)
{
    uint32_t i = r->number_at;
    return !r->has_unit && f->p.at[i].hyphen && !r->number.in_words && i > f->first && !f->p.at[i - 1].digits &&
           r->figure.dimension == DIMENSION_COUNT;
}

/* "or more", "at least" behind a figure; a range has its bounds already. */
static void read_qualifier_behind(const struct finder *f, struct reading *r)
{
    uint32_t behind;
    enum qualifier after = qualifier_at(f, r->end, BEHIND_NUMBER, &behind);
    if (after == QUALIFIER_NONE || r->ranged)
        return;
    qualify(&r->figure, after);
    r->end = behind;
}

/* What a number that is a quantity measures or counts, and how exactly; false where it is none after all. */
static bool read_quantity(struct finder *f, struct reading *r, const struct unit_row *currency)
{
    set_value(f, r);
    if (is_pronoun(f, r) || is_idle_ordinal(f, r))
        return false;
    bool score = read_score(f, r);
    if (!score)
        read_amount(f, r, currency);
    set_kind(r);
    if (score)
        return true;
    find_factor(f, r);
    find_magnitude(f, r);
    find_age(f, r);
    if (is_part_of_name(f, r))
        return false;
    if (named_before(f, r) && !r->ranged && r->qualifier == QUALIFIER_NONE)
        return finish_identifier(f, r, r->number_at, r->number.end);
    read_qualifier_behind(f, r);
    return true;
}

/* The figure that begins at piece i, with what stands before its number. */
static bool read_figure(struct finder *f, struct reading *r, uint32_t i)
{
    const struct unit_row *currency;
    *r = (struct reading){ .begin = i };
    uint32_t phone = phone_end(f, i);
    if (phone)
        return finish_identifier(f, r, i, phone);
    r->number_at = read_front(f, r, i, &currency);
    if (r->number_at >= f->end || inside_date(f, r->number_at) ||
        !number_read(&f->p, r->number_at, f->end, &r->number))
        return false;
    r->end = r->number.end;
    bool odd = r->number.kind == NUMBER_KIND_ODD;
    if (odd && read_colon_score(f, r))
        return true;
    /* "007", but not "0.5" and not "$05" */
    if (odd || (is_leading_zero(f, r->number_at) && r->number.decimals == 0 && !currency))
        return finish_identifier(f, r, r->number_at, r->end);
    return read_quantity(f, r, currency);
}

/* The place of the whole figure, and what it counts. */
static void mark_figure(const struct finder *f, struct reading *r)
{
    if (r->figure.dimension == DIMENSION_IDENTIFIER)
        return;
    r->figure.at = (struct mark){f->p.at[r->begin].at.from, f->p.at[r->end - 1].at.to};
    if (r->figure.dimension != DIMENSION_SCORE)
        find_counted(f, r);
}

/* ---- the walk ---- */

/* Whether a figure may begin with that word: a number, what stands before one, or a sign of a phone number. */
static bool may_begin(const struct pieces *p, const struct piece_word *word)
{
    struct span folded = word->folded;
    if (number_may_begin(p, word) || table_find_hashed(&figure_qualifier_table, folded, word->hash))
        return true;
    if (folded.len == 1 && (folded.at[0] == '+' || folded.at[0] == '(' || folded.at[0] == ')' || folded.at[0] == '-'))
        return true;
    const struct unit_row *unit = table_find_hashed(&unit_table, folded, word->hash);
    while (unit && unit->dimension != DIMENSION_MONEY)
        unit = table_next(&unit_table, unit);
    return unit != NULL;
}

/* "Tidewater's", "the", "its": what may stand between "of" and the number of the whole. */
static bool leads_to_whole(const struct finder *f, uint32_t i, uint32_t end)
{
    if (end - i > NOUN_WORDS_MAX)
        return false;
    while (i < end && (is(f, i, SPAN("'s")) || is(f, i, SPAN("'")) ||
                       (is_word(f, i) && (is_capital(f, i) || is_function_word(f, i)))))
        i++;
    return i == end;
}

static uint32_t skip_capitals(const struct finder *f, uint32_t i, uint32_t end)
{
    while (i < end && is_capital(f, i))
        i++;
    return i;
}

/* "12 Somali and 11 Yemeni pirates": `a` has an adjective only, and `b`, joined to it, has the noun. */
static bool lacks_noun(const struct finder *f, const struct reading *a, const struct reading *b)
{
    return speaks(f, "en") && a->of_first == a->end && a->of_end > a->of_first &&
           skip_capitals(f, a->of_first, a->of_end) == a->of_end && !looks_plural(f, a->of_end - 1) &&
           is_link(f, a->of_end, QUALIFIER_AND) && b->begin == a->of_end + 1 && is_capital(f, b->of_first);
}

/* What `a`, the figure before `b` in its sentence, counts where only `b` names it: a part of a whole ("600 of
 * Tidewater's 4,100 jobs") or one of two kinds.  It is marked where it stands, behind `b`. */
static void share_counted(const struct finder *f, const struct reading *a, const struct reading *b, struct figure *of_a)
{
    bool counts = a->figure.dimension == DIMENSION_COUNT && b->figure.dimension == DIMENSION_COUNT;
    if (!counts || a->has_unit || b->has_unit || a->end >= b->begin || b->of_first < b->end || b->of_end == b->of_first)
        return;
    uint32_t from = b->of_first;
    if (lacks_noun(f, a, b))
        from = skip_capitals(f, from, b->of_end);
    else if (!is_link(f, a->end, QUALIFIER_OF) || !leads_to_whole(f, a->end + 1, b->begin))
        return;
    if (from == b->of_end)
        return;
    of_a->of = (struct mark){ f->p.at[from].at.from, f->p.at[b->of_end - 1].at.to };
    of_a->unit = b->figure.unit;
}

static void find_in_sentence(struct finder *f, struct arena *keep, struct figures *out, size_t *room,
                             struct piece_range range)
{
    f->first = f->behind = range.first;
    f->end = range.end;
    f->contest_known = false;
    struct reading last = { .figure.dimension = DIMENSION_IDENTIFIER }; /* the figure before; at first none */
    for (uint32_t i = range.first; i < range.end;) {
        struct reading r;
        if (!f->begins[f->p.at[i].word] || inside_date(f, i) || !read_figure(f, &r, i)) {
            i++;
            continue;
        }
        mark_figure(f, &r);
        size_t count = out->count;
        ARENA_ROOM(keep, out->at, count, *room);
        out->at[out->count++] = r.figure;
        share_counted(f, &last, &r, &out->at[out->count > 1 ? out->count - 2 : 0]);
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
    struct finder f = { .tokens = &notes->tokens, .dates = &notes->dates, .p = *pieces };
    f.begins = arena_new(&scratch, bool, pieces->word_count);
    for (uint32_t w = 0; w < pieces->word_count; w++)
        f.begins[w] = may_begin(pieces, &pieces->words[w]);
    struct piece_range range = { 0 };
    for (uint32_t s = 0; s < notes->sentences.count; s++) {
        range = piece_range(pieces, &notes->sentences.at[s], range.end);
        find_in_sentence(&f, keep, &out, &room, range);
    }
    return out;
}
