#include "annotate/figure_counted.h"

#include "annotate/figure_range.h"
#include "annotate/figure_unit.h"

enum { NOUN_WORDS_MAX = 6, EVENT_REACH = 5 };

/* ---- noun phrases ---- */

bool figure_ends_phrase(const struct figure_reader *f, uint32_t i)
{
    uint32_t end;
    if (!figure_is_word(f, i))
        return true;
    if (f->p.at[i].digits && !f->p.at[i].hyphen) /* "three 10-year terms" */
        return i + 1 >= f->end || !f->p.at[i + 1].hyphen;
    return figure_is_function_word(f, i) && !figure_unit_at(f, i, true, &end);
}

bool figure_looks_plural(const struct figure_reader *f, uint32_t i)
{
    if (i >= f->end)
        return false;
    struct span word = f->p.at[i].folded;
    uint32_t end;
    bool s = word.len > 3 && span_ends(word, SPAN("s")) && !span_ends(word, SPAN("ss")) &&
             !span_ends(word, SPAN("us"));
    return s || figure_has(f, i, COUNT_WORD_PLURAL) || figure_unit_at(f, i, true, &end) != NULL;
}

bool figure_looks_verbal(const struct figure_reader *f, uint32_t i)
{
    if (i >= f->end)
        return false;
    struct span word = f->p.at[i].folded;
    bool regular = word.len > 4 && (span_ends(word, SPAN("ed")) || span_ends(word, SPAN("ing")));
    return figure_has(f, i, COUNT_WORD_EVENT) ||
           (figure_speaks(f, "en") && (regular || figure_has(f, i, COUNT_WORD_VERB)));
}

/* "12 погибли", "138 одужали": endings of the past tense that nouns behind a number do not have. */
static bool is_slavic_verb(struct span word)
{
    static const char *const endings[] = { "ли",  "ло",  "лись", "лися", "лось", "ены",
                                           "ено", "аны", "ано",  "ені",  "ані",  "яно" };
    for (size_t k = 0; k < sizeof endings / sizeof *endings; k++)
        if (word.len > 9 && span_ends(word, span_of(endings[k])))
            return true;
    return false;
}

static bool is_adverb(const struct figure_reader *f, uint32_t i) { return span_ends(f->p.at[i].folded, SPAN("ly")); }

/* "Somali and Yemeni pirates": the word behind "and" at piece i goes on the phrase. */
static bool goes_on(const struct figure_reader *f, uint32_t i)
{
    return figure_is(f, i, SPAN("and")) && i + 1 < f->end && figure_is_capital(f, i - 1) &&
           figure_is_capital(f, i + 1) && !figure_ends_phrase(f, i + 1) && !figure_looks_plural(f, i - 1);
}

/* English nouns follow their adjectives: the phrase goes on to the last of the plurals that follow each other. */
static uint32_t english_noun_end(const struct figure_reader *f, uint32_t i)
{
    uint32_t j = i;
    while (j < f->end && j - i < NOUN_WORDS_MAX && (!figure_ends_phrase(f, j) || (j > i && goes_on(f, j)))) {
        if (j > i && figure_looks_verbal(f, j) && !is_adverb(f, j - 1))
            break;
        bool plural = figure_looks_plural(f, j++);
        bool more = figure_is_word(f, j) && !figure_is_function_word(f, j) && figure_looks_plural(f, j) &&
                    !figure_looks_verbal(f, j);
        if (plural && !more)
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
static uint32_t other_noun_end(const struct figure_reader *f, uint32_t i)
{
    uint32_t j = i;
    bool german = figure_speaks(f, "de"), slavic = figure_speaks(f, "ru") || figure_speaks(f, "uk");
    while (j < f->end && j - i < NOUN_WORDS_MAX - 3 && !figure_ends_phrase(f, j)) {
        uint32_t end;
        const struct unit_row *unit = figure_unit_at(f, j, true, &end);
        bool adjective = !unit && ((german && !figure_is_capital(f, j)) ||
                                   (slavic && is_slavic_adjective(f->p.at[j].folded)));
        j = unit ? end : j + 1;
        if (!adjective)
            break;
    }
    return j;
}

/* The noun phrase that begins at piece i: the piece behind it, i where there is none. */
static uint32_t noun_end(const struct figure_reader *f, uint32_t i)
{
    bool english = figure_speaks(f, "en"), slavic = figure_speaks(f, "ru") || figure_speaks(f, "uk");
    if (figure_ends_phrase(f, i) || (english && figure_has(f, i, COUNT_WORD_VERB)) ||
        (slavic && is_slavic_verb(f->p.at[i].folded) && !figure_has(f, i, COUNT_WORD_EVENT)))
        return i;
    return english ? english_noun_end(f, i) : other_noun_end(f, i);
}

/* Behind words that stand between a number and what it counts: "of the", "more", "other". */
static uint32_t skip_lead(const struct figure_reader *f, uint32_t i)
{
    uint32_t j = i;
    struct number whole;
    /* "12 of 15 drones", "49 out of the 54 seats" */
    uint32_t of = i + (figure_is(f, i, SPAN("out")) && figure_is_link(f, i + 1, QUALIFIER_OF));
    uint32_t at = of + 1 + figure_is(f, of + 1, SPAN("the"));
    if (figure_is_link(f, of, QUALIFIER_OF) && figure_number(f, at, &whole) && whole.kind == NUMBER_KIND_PLAIN)
        j = i = whole.end;
    while (j < f->end && j - i < 3 && figure_has(f, j, COUNT_WORD_LEAD))
        j++;
    return j;
}

/* The noun that gives a count its label: the last word of the phrase that the table knows. */
static void label_count(const struct figure_reader *f, struct figure_draft *r, uint32_t from, uint32_t to)
{
    for (uint32_t j = to; j > from; j--) {
        uint32_t end;
        const struct unit_row *unit = figure_unit_at(f, j - 1, true, &end);
        if (unit && end >= to) {
            r->figure.unit = unit->label;
            return;
        }
    }
}

/* Where no noun stands behind the number: the word of the clause that tells what happened to them. */
static uint32_t find_event(const struct figure_reader *f, const struct figure_draft *r)
{
    if (r->begin > f->first && figure_has(f, r->begin - 1, COUNT_WORD_EVENT) &&
        !figure_has(f, r->end, COUNT_WORD_EVENT))
        return r->begin - 1;
    for (uint32_t j = r->end; j < f->end && j < r->end + EVENT_REACH; j++) {
        if (!figure_is_word(f, j) || figure_is_link(f, j, QUALIFIER_AND))
            break;
        if (figure_has(f, j, COUNT_WORD_EVENT))
            return j;
    }
    for (uint32_t back = 1; back <= EVENT_REACH && r->begin >= f->first + back; back++) {
        uint32_t j = r->begin - back;
        if (!figure_is_word(f, j) && !figure_is(f, j, SPAN(":")))
            break;
        if (figure_has(f, j, COUNT_WORD_EVENT))
            return j;
    }
    return UINT32_MAX;
}

static void set_of(struct figure_draft *r, const struct figure_reader *f, uint32_t from, uint32_t to)
{
    r->of_first = from;
    r->of_end = to;
    r->figure.of = (struct mark){f->p.at[from].at.from, f->p.at[to - 1].at.to};
}

/* Behind a length or a time a noun is measured where "of" or a hyphen says so: "150 miles west" has none. */
static bool noun_may_follow(const struct figure_reader *f, const struct figure_draft *r, uint32_t from)
{
    switch (r->figure.dimension) {
    case DIMENSION_LENGTH:
    case DIMENSION_AREA:
    case DIMENSION_SPEED:
    case DIMENSION_TEMPERATURE:
    case DIMENSION_DURATION:
    case DIMENSION_AGE:
        if (figure_speaks(f, "de") && figure_is_capital(f, r->end - 1) && f->p.at[r->end - 1].hyphen)
            return false; /* "der 44-Jährige floh" */
        return figure_is(f, r->end, SPAN("of")) || figure_is(f, r->end, SPAN("de")) ||
               figure_is(f, r->end, SPAN("d'")) ||
               f->p.at[r->end - 1].hyphen || (from < f->end && f->p.at[from].hyphen) ||
               (from > r->end && f->p.at[from - 1].hyphen);
    default:
        return true;
    }
}

/* "a population of 12,798,650": the noun that the number is given for. */
static uint32_t noun_before(const struct figure_reader *f, const struct figure_draft *r)
{
    uint32_t of = r->begin - 1;
    if (r->figure.dimension != DIMENSION_COUNT || r->begin < f->first + 2 || !figure_ends_phrase(f, r->end) ||
        !(figure_is(f, of, SPAN("of")) || figure_is(f, of, SPAN("de")) || figure_is(f, of, SPAN("von"))))
        return UINT32_MAX;
    bool noun = !figure_ends_phrase(f, of - 1) && !f->p.at[of - 1].digits && !figure_starts(f, of - 1);
    return noun ? of - 1 : UINT32_MAX;
}

void figure_find_counted(const struct figure_reader *f, struct figure_draft *r)
{
    /* "10 тыс. человек" */
    uint32_t stop = r->number.scaled && figure_is(f, r->end, SPAN(".")) && piece_touches(&f->p, r->end);
    uint32_t from = skip_lead(f, r->end + (stop && !figure_ends_phrase(f, r->end + 1)));
    while (r->has_unit && from < f->end && figure_has(f, from, COUNT_WORD_MEASURE))
        from++;
    bool compared = r->has_unit && figure_has(f, from, COUNT_WORD_FACTOR); /* "15 percent longer" */
    if (compared || !noun_may_follow(f, r, from))
        from = f->end;
    bool event_first = from < f->end && figure_has(f, from, COUNT_WORD_EVENT);
    uint32_t to = from < f->end ? noun_end(f, from) : from;
    /* "144 injured people" counts people; "144 injured in" what happened to them */
    if (event_first && to > from + 1 && !figure_looks_plural(f, to - 1))
        to = from + 1;
    if (to > from) {
        set_of(r, f, from, to);
        if (r->figure.dimension == DIMENSION_COUNT)
            label_count(f, r, from, to);
        return;
    }
    uint32_t noun = noun_before(f, r);
    if (noun != UINT32_MAX) {
        set_of(r, f, noun, noun + 1);
        return;
    }
    uint32_t event = r->figure.dimension == DIMENSION_AGE ? UINT32_MAX : find_event(f, r);
    if (event == UINT32_MAX)
        return;
    set_of(r, f, event, event + 1);
    if (r->figure.dimension == DIMENSION_COUNT)
        label_count(f, r, event, event + 1);
}

/* ---- two figures, one noun ---- */

/* "Tidewater's", "the", "its": what may stand between "of" and the number of the whole. */
static bool leads_to_whole(const struct figure_reader *f, uint32_t i, uint32_t end)
{
    if (end - i > NOUN_WORDS_MAX)
        return false;
    while (i < end && (figure_is(f, i, SPAN("'s")) || figure_is(f, i, SPAN("'")) ||
                       (figure_is_word(f, i) && (figure_is_capital(f, i) || figure_is_function_word(f, i)))))
        i++;
    return i == end;
}

static uint32_t skip_capitals(const struct figure_reader *f, uint32_t i, uint32_t end)
{
    while (i < end && figure_is_capital(f, i))
        i++;
    return i;
}

/* "12 Somali and 11 Yemeni pirates": `a` has an adjective only, and `b`, joined to it, has the noun. */
static bool lacks_noun(const struct figure_reader *f, const struct figure_draft *a, const struct figure_draft *b)
{
    return figure_speaks(f, "en") && a->of_first == a->end && a->of_end > a->of_first &&
           skip_capitals(f, a->of_first, a->of_end) == a->of_end && !figure_looks_plural(f, a->of_end - 1) &&
           figure_is_link(f, a->of_end, QUALIFIER_AND) && b->begin == a->of_end + 1 &&
           figure_is_capital(f, b->of_first);
}

void figure_share_counted(const struct figure_reader *f, const struct figure_draft *a, const struct figure_draft *b,
                          struct figure *of_a)
{
    bool counts = a->figure.dimension == DIMENSION_COUNT && b->figure.dimension == DIMENSION_COUNT;
    if (!counts || a->has_unit || b->has_unit || a->end >= b->begin || b->of_first < b->end || b->of_end == b->of_first)
        return;
    uint32_t from = b->of_first;
    if (lacks_noun(f, a, b))
        from = skip_capitals(f, from, b->of_end);
    else if (!figure_is_link(f, a->end, QUALIFIER_OF) || !leads_to_whole(f, a->end + 1, b->begin))
        return;
    if (from == b->of_end)
        return;
    of_a->of = (struct mark){ f->p.at[from].at.from, f->p.at[b->of_end - 1].at.to };
    of_a->unit = b->figure.unit;
}

/* Whether a word for what was counted before stands beside the figure: "18 of them", "davon 18", "из них 138". */
static bool is_part_of_last(const struct figure_reader *f, const struct figure_draft *r)
{
    uint32_t behind = r->end + figure_is_link(f, r->end, QUALIFIER_OF);
    bool them = figure_is(f, behind, SPAN("them")) && behind > r->end;
    return them || figure_has(f, behind, COUNT_WORD_SAME) ||
           (r->begin > f->first && figure_has(f, r->begin - 1, COUNT_WORD_SAME));
}

void figure_repeat_counted(const struct figure_reader *f, const struct figure *last, struct figure_draft *r)
{
    bool named = r->of_end > r->of_first && !figure_has(f, r->of_first, COUNT_WORD_EVENT);
    if (!last || named || r->has_unit || r->figure.dimension != DIMENSION_COUNT || !is_part_of_last(f, r))
        return;
    r->figure.of = last->of;
    r->figure.unit = last->unit;
}
