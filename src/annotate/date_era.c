#include "annotate/date_era.h"

#include <math.h>

#include "annotate/date_resolve.h"

static bool is_span(const struct time_word_row *row, enum time_span span) { return row && row->value == span; }

/* Takes "Jahren", "годах" behind a decade. */
static bool take_years(const struct date_reader *f, uint32_t *i)
{
    uint32_t j = *i;
    const struct time_word_row *span = date_speaks(f, "en") ? NULL : date_take_span(f, &j);
    if (!is_span(span, SPAN_OF_YEAR))
        return false;
    *i = j;
    return true;
}

/* What stands behind the digits of a decade: "1990s", "1950er", "1950-х", "90-е". */
static bool is_decade_ending(struct span letters)
{
    static const char *const endings[] = {"s", "er", "х", "е", "ми", "м", "ті", "их"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (span_equal(letters, span_of(endings[i])))
            return true;
    return false;
}

static bool is_tens(const struct number *n)
{
    return !n->decimals && fmod(n->value, 10) == 0 && (n->digits == 4 || (n->digits == 2 && n->value >= 20));
}

static bool match_digits(const struct date_reader *f, struct date_match *m, uint32_t i, bool led)
{
    struct number n;
    if (i + 1 >= f->end || !f->p.at[i].digits || !f->p.at[i + 1].glued || !date_read_number(f, i, &n) || !is_tens(&n))
        return false;
    if (!is_decade_ending(f->p.at[i + 1].folded))
        return false;
    m->end = i + 2;
    led |= take_years(f, &m->end);
    date_set_decade(&m->date, (int)n.value + (n.digits == 2 ? 1900 : 0));
    return n.value >= 1000 || led;
}

bool date_match_decade(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    bool led = date_take(f, &i, TIME_ARTICLE) || (i > f->first && date_has(f, i - 1, TIME_EDGE));
    uint32_t words = i;
    const struct time_word_row *word = date_take(f, &words, TIME_DECADE);
    struct number n;
    if (word) {
        led &= date_speaks(f, "en");
        m->end = words;
        led |= take_years(f, &m->end);
        date_set_decade(&m->date, 1900 + (int)word->value);
        return led;
    }
    if (date_read_number(f, i, &n) && n.kind == NUMBER_KIND_ORDINAL && n.value < 40) {
        uint32_t j = n.end;
        if (!is_span(date_take_span(f, &j), SPAN_OF_CENTURY))
            return false;
        date_set_century(&m->date, (int)n.value);
        m->end = j;
        return true;
    }
    led |= date_take_mark(f, &i, SPAN("'")) || date_take_mark(f, &i, SPAN("’"));
    return match_digits(f, m, i, led);
}

/* "XVIIe siècle", "XVII веке", "17. Jahrhundert". */
static bool match_century(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    int century = date_take_roman(f, &i);
    if (!century && date_speaks(f, "de") && (century = date_take_small(f, &i, 39)))
        date_take_mark(f, &i, SPAN("."));
    m->end = i;
    if (!century || !is_span(date_take_span(f, &m->end), SPAN_OF_CENTURY))
        return false;
    date_set_century(&m->date, century);
    return m->date.value[0] != 0;
}

/* "les années 90", "los años 50", "la década de 1990", "siglo XVII": the number stands behind. */
static bool match_behind(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    const struct time_word_row *span = date_take_span(f, &i);
    struct number n;
    if (is_span(span, SPAN_OF_CENTURY)) {
        m->end = i;
        int century = date_take_roman(f, &m->end);
        date_set_century(&m->date, century);
        return century && m->date.value[0];
    }
    bool years = is_span(span, SPAN_OF_YEAR) && span_ends(span->word, SPAN("s")) && !date_speaks(f, "de");
    if (is_span(span, SPAN_OF_DECADE))
        years |= date_take(f, &i, TIME_OF) != NULL;
    if (!years || !date_read_number(f, i, &n) || n.kind != NUMBER_KIND_PLAIN || n.in_words || !is_tens(&n) ||
        n.end > i + 1)
        return false;
    bool listed = date_has(f, n.end, TIME_AND) || date_has(f, n.end, TIME_TO);
    if (n.digits == 4 && listed && date_has(f, n.end + 1, TIME_DIGITS))
        return false; /* "los años 2010 y 2018" */
    m->end = n.end;
    date_set_decade(&m->date, (int)n.value + (n.digits == 2 ? 1900 : 0));
    return m->date.value[0] != 0;
}

bool date_match_era(const struct date_reader *f, struct date_match *m, uint32_t i)
{
    if (date_speaks(f, "en"))
        return false;
    date_take(f, &i, TIME_ARTICLE);
    return match_century(f, m, i) || match_behind(f, m, i);
}
