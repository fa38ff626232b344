#include "annotate/number_read.h"

#include <math.h>

#include "tables/number_word.h"

/* ---- digits ---- */

struct digits { double value; uint8_t whole, decimals; bool odd, separated; };

static bool comma_is_decimal(struct span language) { return !span_equal(language, SPAN("en")); }

/* Whether a lone separator followed by exactly three digits still parts thousands. */
static bool parts_thousands(char separator, struct span language)
{
    if (!comma_is_decimal(language))
        return separator == ',';
    return separator == '.' && (span_equal(language, SPAN("de")) || span_equal(language, SPAN("es")));
}

/* The place of the decimal separator; s.len where there is none; *odd where the separators make no sense. */
static size_t find_decimal(struct span s, struct span language, bool *odd)
{
    size_t last = s.len, count = 0, first = s.len;
    for (size_t i = 0; i < s.len; i++) {
        if (byte_is_digit(s.at[i]))
            continue;
        if (s.at[i] != ',' && s.at[i] != '.' && s.at[i] != '\'')
            *odd = true;
        first = count++ ? first : i;
        last = i;
    }
    if (!count || *odd)
        return s.len;
    bool mixed = s.at[first] != s.at[last], thousand = s.len - last == 4;
    if (!mixed && (count > 1 || (thousand && parts_thousands(s.at[last], language)) || s.at[last] == '\''))
        return s.len;
    return last;
}

/* Whether all groups before `end` but the first have three digits. */
static bool groups_are_threes(struct span s, size_t end)
{
    size_t run = 0;
    bool separated = false;
    for (size_t i = 0; i <= end; i++) {
        if (i < end && byte_is_digit(s.at[i])) {
            run++;
            continue;
        }
        if ((separated && run != 3) || run > (i < end || separated ? 3 : end))
            return false;
        separated |= i < end;
        run = 0;
    }
    return true;
}

/* The number that a run of digits and separators says; .odd where it says none. */
static struct digits read_digits(struct span s, struct span language)
{
    struct digits d = { 0 };
    size_t decimal = find_decimal(s, language, &d.odd);
    d.odd |= s.len > 30 || !groups_are_threes(s, decimal);
    double scale = 1;
    for (size_t i = 0; i < s.len; i++) {
        if (!byte_is_digit(s.at[i])) {
            d.separated |= i != decimal;
            continue;
        }
        if (i > decimal) {
            d.decimals++;
            scale *= 10;
        } else {
            d.whole++;
        }
        d.value = d.value * 10 + (s.at[i] - '0');
    }
    d.value /= scale;
    return d;
}

/* Whether piece i is three digits that go on the number before it: "1 200". */
static bool goes_on(const struct pieces *p, uint32_t i, uint32_t end)
{
    if (i >= end || !p->at[i].digits || p->at[i].glued || p->at[i].folded.len < 3)
        return false;
    struct span between = { p->text.at + p->at[i - 1].at.to, p->at[i].at.from - p->at[i - 1].at.to };
    bool plain = span_equal(between, SPAN(" ")) && !span_equal(p->language, SPAN("en"));
    if (!plain && !span_equal(between, SPAN("\xc2\xa0")) && !span_equal(between, SPAN("\xe2\x80\xaf")) &&
        !span_equal(between, SPAN("\xe2\x80\x89")))
        return false;
    struct span s = p->at[i].folded;
    if (!byte_is_digit(s.at[1]) || !byte_is_digit(s.at[2]))
        return false;
    return s.len == 3 || (s.len > 4 && (s.at[3] == ',' || s.at[3] == '.') && byte_is_digit(s.at[4]));
}

/* ---- words ---- */

/* The word's row in the article's language; each word has one at most. */
static const struct number_word_row *find_word(const struct pieces *p, struct span word)
{
    const struct number_word_row *row = table_find(&number_word_table, word);
    while (row && !piece_speaks(p, row->language))
        row = table_next(&number_word_table, row);
    return row;
}

enum { MORPHEME_MAX = 16 };

/* The longest number morpheme that `s` begins with. */
static const struct number_word_row *find_morpheme(const struct pieces *p, struct span s, size_t *length)
{
    for (size_t n = s.len < MORPHEME_MAX ? s.len : MORPHEME_MAX; n >= 3; n--) {
        const struct number_word_row *row = find_word(p, span_cut(s, 0, n));
        if (row && (row->role == NUMBER_DIGIT || row->role == NUMBER_SCALE || row->role == NUMBER_AND ||
                    (row->role == NUMBER_ORDINAL && n == s.len))) {
            *length = n;
            return row;
        }
    }
    return NULL;
}

/* "zweihundertfünf", "einundzwanzigste": morphemes without blanks. */
static bool read_compound(const struct pieces *p, struct span word, double *value, bool *ordinal)
{
    double total = 0, group = 0;
    size_t length = 0, parts = 0;
    if (word.len < 7 || word.len > 80)
        return false;
    for (struct span rest = word; rest.len; rest = span_from(rest, length), parts++) {
        const struct number_word_row *row = find_morpheme(p, rest, &length);
        if (!row || (row->role == NUMBER_AND && !parts))
            return false;
        *ordinal = row->role == NUMBER_ORDINAL;
        if (row->role == NUMBER_SCALE && row->value >= 1000) {
            total += (group > 0 ? group : 1) * row->value;
            group = 0;
        } else if (row->role == NUMBER_SCALE) {
            group = (group > 0 ? group : 1) * row->value;
        } else {
            group += row->value;
        }
    }
    *value = total + group;
    return parts > 1;
}

struct reader {
    const struct pieces *p;
    uint32_t first, i, end;  /* where it begins; next piece; the limit */
    double total, group, last;
    double scale;            /* the last one that closed a group */
    bool any;                /* something has been read */
    bool after_scale, in_digits;
    struct number *out;
};

/* Whether a number word of value `v` may go on what was read: "twenty" and "one", "hundred" and "twenty". */
static bool can_follow(const struct reader *r, double v)
{
    if (!r->any || r->after_scale)
        return !r->in_digits;
    if (r->in_digits)
        return false;
    if (r->last >= 100)
        return v < 100;
    bool tens = r->last >= 20 && fmod(r->last, 10) == 0, french = span_equal(r->p->language, SPAN("fr"));
    bool long_tens = french && (r->last == 60 || r->last == 80);
    if (french && r->last == 10) /* "dix-sept" */
        return v >= 7 && v < 10;
    return tens && v > 0 && v < (long_tens ? 20 : 10);
}

/* "four", "quatre-vingt": units, teens and tens, which add up below the next scale. */
static bool add_digit(struct reader *r, double v)
{
    if (r->any && r->last == 4 && v == 20 && r->p->at[r->i].hyphen) {
        r->group += 76;
        r->last = 80;
    } else if (can_follow(r, v)) {
        r->group += v;
        r->last = v;
    } else {
        return false;
    }
    r->after_scale = false;
    r->any = true;
    r->i++;
    return true;
}

static bool is_currency(struct span word)
{
    static const char *const signs[] = { "$", "€", "£", "₴", "₽", "¥" };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (span_ends(word, span_of(signs[i])))
            return true;
    return false;
}

/* "$5m" and "5 M€" are millions where "5m" is metres. */
static bool beside_currency(const struct reader *r)
{
    return (r->first && is_currency(r->p->at[r->first - 1].folded)) ||
           (r->i + 1 < r->end && piece_touches(r->p, r->i + 1) && is_currency(r->p->at[r->i + 1].folded));
}

/* "hundred" multiplies the group, "thousand" and above close it. */
static bool add_scale(struct reader *r, double scale)
{
    bool letter = r->p->at[r->i].folded.len == 1;
    bool money = letter && r->in_digits && beside_currency(r);
    if (letter && !money && (!r->in_digits || !r->p->at[r->i].glued || r->p->at[r->i].hyphen || scale == 1e6))
        return false;
    if (scale == 100) {
        if (r->group >= 100 || (r->any && r->group == 0))
            return false;
        r->group = (r->group > 0 ? r->group : 1) * 100;
    } else if (r->group > 0 || !r->any) {
        r->total += (r->group > 0 ? r->group : 1) * scale;
        r->group = 0;
        r->scale = scale;
    } else {
        r->total *= scale;
    }
    r->any = r->after_scale = true;
    r->last = 0;
    r->out->scaled = true;
    r->i++;
    return true;
}

static const struct number_word_row *word_at(const struct reader *r, uint32_t i)
{
    if (i >= r->end || r->p->at[i].digits)
        return NULL;
    return find_word(r->p, r->p->at[i].folded);
}

static bool is_scale(const struct number_word_row *row)
{
    return row && (row->role == NUMBER_SCALE || row->role == NUMBER_SCALES || row->role == NUMBER_GROUP);
}

/* "two and a half million", "dos y media": after a number, the piece behind the fraction, or 0. */
static uint32_t half_behind(const struct reader *r, double *fraction)
{
    uint32_t i = r->i + 1;
    const struct number_word_row *row = word_at(r, i);
    if (row && (row->role == NUMBER_ARTICLE || (row->role == NUMBER_DIGIT && row->value == 1)))
        row = word_at(r, ++i);
    if (!row || row->role != NUMBER_FRACTION)
        return 0;
    *fraction = row->value;
    return i + 1;
}

/* "two hundred and five", "einundzwanzig" in pieces, "two and a half". */
static bool add_and(struct reader *r)
{
    const struct number_word_row *next = word_at(r, r->i + 1);
    double fraction;
    bool scaled = r->after_scale && r->total > 0 && r->group == 0; /* "un million et demi" */
    uint32_t behind = r->any && (r->group > 0 || scaled) ? half_behind(r, &fraction) : 0;
    if (behind) {
        if (scaled)
            r->total += fraction * r->scale;
        else
            r->group += fraction;
        r->i = behind;
        r->in_digits = true;
        r->after_scale = false;
        return true;
    }
    if (!r->any || r->in_digits || !next || next->role != NUMBER_DIGIT)
        return false;
    bool english = span_equal(r->p->language, SPAN("en"));
    bool tens = r->last >= 20 && r->last < 100;
    if (english ? !(r->after_scale && r->out->scaled) : !(tens && can_follow(r, next->value)))
        return false;
    r->i++;
    return add_digit(r, next->value);
}

static void finish(struct reader *r, enum number_kind kind, double value)
{
    r->out->kind = kind;
    r->out->value = value;
}

static double sum(const struct reader *r) { return r->total + r->group; }

static bool of_follows(const struct reader *r, uint32_t i)
{
    return piece_is(r->p, i, SPAN("of"));
}

/* An ordinal ends a number ("twenty-first"), or is the lower half of a fraction ("one-fifth", "a third of"). */
static bool add_ordinal(struct reader *r, double v)
{
    bool one = (r->any && r->group == 1 && r->total == 0) || r->out->has_article;
    bool tens = r->any && !r->after_scale && r->last > 0 && can_follow(r, v);
    if (one && v > 2 && (of_follows(r, r->i + 1) || r->p->at[r->i].hyphen))
        finish(r, NUMBER_KIND_SHARE, 1 / v);
    else if (!r->any && !r->out->has_article)
        finish(r, NUMBER_KIND_ORDINAL, v);
    else if (!r->in_digits && (tens || r->after_scale))
        finish(r, NUMBER_KIND_ORDINAL, sum(r) + v);
    else
        return false;
    r->i++;
    return true;
}

/* "half", "two thirds", "half a million". */
static bool add_fraction(struct reader *r, double v)
{
    if (r->any && (r->total > 0 || r->group > 9 || r->group != floor(r->group)))
        return false;
    double times = r->any ? r->group : 1;
    uint32_t next = r->i + 1;
    const struct number_word_row *row = word_at(r, next);
    if (row && row->role == NUMBER_ARTICLE)
        row = word_at(r, ++next);
    if (is_scale(row) && v == 0.5) {
        finish(r, NUMBER_KIND_PLAIN, times * v * row->value);
        r->out->scaled = true;
        r->i = next + 1;
        return true;
    }
    finish(r, NUMBER_KIND_SHARE, times * v);
    r->i++;
    return true;
}

/* "dozens", "hundreds of thousands": at least two of them. */
static bool add_open(struct reader *r, double v)
{
    if (r->any || r->out->has_article)
        return false;
    double value = v * 2;
    uint32_t next = r->i + 1;
    if (piece_is(r->p, next, SPAN("of")) || piece_is(r->p, next, SPAN("de")) || piece_is(r->p, next, SPAN("von")))
        next++;
    const struct number_word_row *row = word_at(r, next);
    if (row && (row->role == NUMBER_PLURAL || row->role == NUMBER_SCALES ||
                (row->role == NUMBER_SCALE && row->value >= 1000))) {
        value *= row->value;
        r->i = next;
    }
    finish(r, NUMBER_KIND_OPEN, value);
    r->out->scaled = true;
    r->i++;
    return true;
}

/* What a word did to the number: it may go on, the word is none of it, the number ends with it. */
enum step { STEP_ON, STEP_STOP, STEP_DONE };

static enum step step_of(bool good, enum step then) { return good ? then : STEP_STOP; }

/* "dozen", "Dutzend": one of them where no number stands before. */
static enum step add_group(struct reader *r, double v)
{
    if (r->total > 0)
        return STEP_STOP;
    finish(r, NUMBER_KIND_PLAIN, (r->group > 0 ? r->group : 1) * v);
    r->out->scaled = true;
    r->i++;
    return STEP_DONE;
}

/* "several dozen", "a couple of hundred", "quelques milliers": the word says how many of the scale behind it. */
static enum step add_several(struct reader *r)
{
    enum { SOME = 3 };
    uint32_t next = r->i + 1;
    const struct number_word_row *row = word_at(r, next);
    if (!row && (piece_is(r->p, next, SPAN("of")) || piece_is(r->p, next, SPAN("de"))))
        row = word_at(r, ++next);
    bool open = row && (row->role == NUMBER_PLURAL || row->role == NUMBER_SCALES || row->role == NUMBER_GROUP ||
                        row->role == NUMBER_SCALE);
    if (r->any || !open || row->word.len == 1)
        return STEP_STOP;
    double value = row->value;
    const struct number_word_row *more = word_at(r, next + 1);
    if (more && (more->role == NUMBER_SCALE || more->role == NUMBER_SCALES) && more->value > value) {
        value *= more->value; /* "several hundred thousand" */
        next++;
    }
    finish(r, NUMBER_KIND_SEVERAL, SOME * value);
    r->out->scaled = true;
    r->i = next + 1;
    return STEP_DONE;
}

/* A word that is a number by itself: "twofold", "anderthalb". */
static enum step add_whole(struct reader *r, enum number_kind kind, double v)
{
    if (r->any || r->out->has_article)
        return STEP_STOP;
    if (kind == NUMBER_KIND_PLAIN) {
        r->group = v;
        r->any = r->in_digits = true;
        r->i++;
        return STEP_ON;
    }
    finish(r, kind, v);
    r->i++;
    return STEP_DONE;
}

/* "a" before a scale, a group or a fraction. */
static enum step add_article(struct reader *r)
{
    const struct number_word_row *next = word_at(r, r->i + 1);
    if (r->any || r->out->has_article || !next)
        return STEP_STOP;
    bool third = next->role == NUMBER_ORDINAL && next->value > 2 && of_follows(r, r->i + 2);
    if (!is_scale(next) && next->role != NUMBER_FRACTION && next->role != NUMBER_SEVERAL && !third)
        return STEP_STOP;
    r->out->has_article = true;
    r->i++;
    return STEP_ON;
}

/* "25-ть", "10-ти": an ending that only says the case. */
static enum step add_ending(struct reader *r)
{
    if (!r->in_digits || !r->p->at[r->i].hyphen)
        return STEP_STOP;
    r->i++;
    return STEP_ON;
}

/* "3rd", "1er": the ending makes digits an ordinal. */
static bool add_suffix(struct reader *r)
{
    if (!r->in_digits || !r->p->at[r->i].glued || r->total > 0 || r->group != floor(r->group))
        return false;
    finish(r, NUMBER_KIND_ORDINAL, r->group);
    r->i++;
    return true;
}

static enum step add_word(struct reader *r, const struct number_word_row *row)
{
    switch (row->role) {
    case NUMBER_DIGIT:
        return step_of(add_digit(r, row->value), STEP_ON);
    case NUMBER_SCALE:
    case NUMBER_SCALES:
        if (row->role == NUMBER_SCALES && !r->any)
            return step_of(add_open(r, row->value), STEP_DONE);
        return step_of(add_scale(r, row->value), STEP_ON);
    case NUMBER_PLURAL:
        return step_of(add_open(r, row->value), STEP_DONE);
    case NUMBER_GROUP:
        return add_group(r, row->value);
    case NUMBER_AND:
        return step_of(add_and(r), STEP_ON);
    case NUMBER_ARTICLE:
        return add_article(r);
    case NUMBER_ORDINAL:
        return step_of(add_ordinal(r, row->value), STEP_DONE);
    case NUMBER_FRACTION:
        return step_of(add_fraction(r, row->value), STEP_DONE);
    case NUMBER_FACTOR:
        return add_whole(r, NUMBER_KIND_FACTOR, row->value);
    case NUMBER_MIXED:
        return add_whole(r, NUMBER_KIND_PLAIN, row->value);
    case NUMBER_SUFFIX:
        return step_of(add_suffix(r), STEP_DONE);
    case NUMBER_SEVERAL:
        return add_several(r);
    case NUMBER_ENDING:
        return add_ending(r);
    default:
        return STEP_STOP;
    }
}

/* A whole word, or German morphemes written as one. */
static enum step add_piece_word(struct reader *r)
{
    const struct piece *piece = &r->p->at[r->i];
    const struct number_word_row *row = find_word(r->p, piece->folded);
    if (row)
        return add_word(r, row);
    double value;
    bool ordinal;
    if (!span_equal(r->p->language, SPAN("de")) || r->any || !read_compound(r->p, piece->folded, &value, &ordinal))
        return STEP_STOP;
    if (ordinal)
        return step_of(add_ordinal(r, value), STEP_DONE);
    r->group = value;
    r->last = fmod(value, 100) != 0 ? 1 : 0;
    r->after_scale = r->any = true;
    r->i++;
    return STEP_ON;
}

/* "1/2" behind a number or alone: the two pieces behind piece i are a stroke and a digit. */
static bool read_stroke(struct reader *r, uint32_t i, double *value)
{
    if (i + 2 >= r->end || !piece_is(r->p, i + 1, SPAN("/")) || !piece_touches(r->p, i + 1) ||
        !piece_touches(r->p, i + 2) || r->p->at[i].folded.len != 1 || r->p->at[i + 2].folded.len != 1 ||
        !r->p->at[i].digits || !r->p->at[i + 2].digits)
        return false;
    int over = r->p->at[i].folded.at[0] - '0', under = r->p->at[i + 2].folded.at[0] - '0';
    *value = under ? (double)over / under : 0;
    return over < under && over > 0;
}

/* Digits, the groups and the fraction behind them: "1 200", "2 1/2". */
static void add_digits(struct reader *r)
{
    struct digits d = read_digits(r->p->at[r->i].folded, r->p->language);
    double value = d.value, part;
    r->out->decimals = d.decimals;
    r->out->digits = d.separated || d.decimals ? 0 : d.whole;
    if (d.odd)
        r->out->kind = NUMBER_KIND_ODD;
    bool short_enough = !d.separated && !d.decimals && d.whole <= 3;
    if (!d.odd && !d.decimals && read_stroke(r, r->i, &part)) {
        value = part;
        r->i += 2;
    }
    r->i++;
    while (!d.odd && short_enough && goes_on(r->p, r->i, r->end)) {
        struct digits more = read_digits(r->p->at[r->i].folded, r->p->language);
        value = value * 1000 + more.value;
        r->out->digits = 0;
        r->out->decimals = more.decimals;
        short_enough = !more.decimals;
        r->i++;
    }
    if (!d.odd && !d.decimals && r->i < r->end && read_stroke(r, r->i, &part)) {
        value += part;
        r->i += 3;
    }
    r->group = value;
    r->any = r->in_digits = true;
}

/* What a word may begin by its row: some only go on with a number, articles are mostly none. */
static enum number_start start_of(const struct number_word_row *row, bool english)
{
    bool letter = row->word.len == 1 && row->role == NUMBER_SCALE; /* "k" stands behind digits only */
    if (row->role == NUMBER_AND || row->role == NUMBER_SUFFIX || row->role == NUMBER_ENDING || letter)
        return NUMBER_STARTS_NOT;
    /* "one" is no article in English; in Russian and Ukrainian, which have none, it is a number */
    bool one = row->role == NUMBER_DIGIT && row->value == 1 && !english && byte_is_alpha(row->word.at[0]);
    return row->role == NUMBER_ARTICLE || row->role == NUMBER_SEVERAL || one ? NUMBER_STARTS_WEAKLY : NUMBER_STARTS;
}

enum number_start number_start(const struct pieces *pieces, const struct piece_word *word)
{
    double value;
    bool ordinal;
    if (word->digits)
        return NUMBER_STARTS;
    const struct number_word_row *row = table_find_hashed(&number_word_table, word->folded, word->hash);
    while (row && !piece_speaks(pieces, row->language))
        row = table_next(&number_word_table, row);
    if (row)
        return start_of(row, span_equal(pieces->language, SPAN("en")));
    bool compound = span_equal(pieces->language, SPAN("de")) && read_compound(pieces, word->folded, &value, &ordinal);
    return compound ? NUMBER_STARTS : NUMBER_STARTS_NOT;
}

bool number_read(const struct pieces *pieces, uint32_t i, uint32_t end, struct number *out)
{
    struct reader r = { .p = pieces, .first = i, .i = i, .end = end, .out = out };
    *out = (struct number){ .kind = NUMBER_KIND_PLAIN };
    if (i >= end)
        return false;
    if (end - i > NUMBER_PIECES_MAX)
        r.end = end = i + NUMBER_PIECES_MAX;
    out->in_words = !pieces->at[i].digits;
    if (pieces->at[i].digits)
        add_digits(&r);
    enum step step = STEP_ON;
    while (step == STEP_ON && out->kind != NUMBER_KIND_ODD && r.i < end && !pieces->at[r.i].digits)
        step = add_piece_word(&r);
    if (step != STEP_DONE && !r.any)
        return false;
    if (step != STEP_DONE)
        out->value = sum(&r);
    out->end = r.i;
    out->at = (struct mark){ pieces->at[i].at.from, pieces->at[r.i - 1].at.to };
    return true;
}
