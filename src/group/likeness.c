#include "group/likeness.h"

#include <math.h>

const double LIKENESS_LEAST = 0.06;
static const double LEAST_OF_PAIR = 0.04;    /* more is asked of two reports; of more pairs the less */
static const double DAYS_NEAR = 5;           /* days between publication that mean nothing */
static const double DAYS_HALF = 180;         /* further days that halve the likeness */
static const double COHESION = 0.62;         /* of the likeness inside the looser of two, must lie between them */
static const double COPY_COSINE = 0.5;       /* more inside a cluster counts as this: copies make it look too tight */

/* The bond: a logistic regression over pairs of clusters, rounded; its optimum is flat (docs/grouping.md). */
static const double BOND = -4.8, BOND_COSINE = 1, BOND_TITLE = 4, BOND_HEAD = 3, BOND_SIZE = 0.7, BOND_NUMBERS = 1.2;
static const double BOND_NEARNESS = 2.5;     /* what is told months apart needs more of all this */
static const double BOND_LOOSE = 1, LOOSE = 0.4;  /* share of the likeness inside, below which a bond is loose */
static const double COSINE_UNIT = 0.06, SIZE_MOST = 4;

/* A headline of which little is known counts for what is usual. */
static const double TITLE_USUAL = 0.525, HEAD_USUAL = 0.65, USUAL_WEIGHT = 0.03;
static const double NUMBERS_USUAL = 0.3;     /* share of the numbers of one report that the other has */
enum { NUMBERS_TELL = 2 };                   /* fewer say nothing */
static const double HEAD_OF_TITLE = 2;       /* without names: so many times the share of its words, but no more than usual */

/* A form: so much of the words of the one are in the other, and names so much less, or so little of the headlines; or
 * so few numbers, where still more of the words are: figures of one event change, and the words around them, too. */
static const double FORM_WORDS_SHARE = 0.6, FORM_WORDS_FILLED = 0.7,
                    FORM_KEYS = 0.4, FORM_NUMBERS_SHARE = 0.25, FORM_TITLE = 0.15;
static const double FORMS_MOST = 0.45;        /* of the pairs between two clusters */
enum { FORM_NUMBERS = 3 };

static double lesser(double a, double b) { return a < b ? a : b; }
static double greater(double a, double b) { return a > b ? a : b; }

/* ---- what two lists have in common ---- */

struct common common_of(const struct terms *a, const struct terms *b)
{
    struct common common = { 0 };
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        uint32_t x = term_id(a->at[i].number), y = term_id(b->at[j].number);
        if (x == y)
            common_add(&common, a->at[i], b->at[j]);
        i += x <= y;
        j += y <= x;
    }
    return common;
}

static double share(double part, double whole, double usual)
{
    return (part + USUAL_WEIGHT * usual) / (whole + USUAL_WEIGHT);
}

/* Whether they agree in most words that are no names, but not in names, numbers or headlines. */
static bool is_form(const struct cluster *a, const struct cluster *b, const struct common *common, double title)
{
    double keys = sqrt(a->key_square * b->key_square);
    uint32_t words = a->words < b->words ? a->words : b->words;
    uint32_t numbers = a->numbers < b->numbers ? a->numbers : b->numbers;
    if (common->words < FORM_WORDS_SHARE * words)
        return false;
    bool other_names = keys > 0 && common->keys / keys < FORM_KEYS * common->all;
    bool other_numbers = common->words >= FORM_WORDS_FILLED * words && numbers >= FORM_NUMBERS
                         && common->numbers < FORM_NUMBERS_SHARE * numbers;
    bool other_headline = a->title_square > 0 && b->title_square > 0 && title < FORM_TITLE;
    return other_names || other_numbers || other_headline;
}

struct dots dots_of_pair(const struct cluster *a, const struct cluster *b, const struct common *common)
{
    struct dots d = { .all = common->all, .keys = common->keys, .pairs = 1 };
    d.title = (share(common->title_a, a->title_square, TITLE_USUAL)
               + share(common->title_b, b->title_square, TITLE_USUAL)) / 2;
    d.head = (share(common->head_a, a->head_square, HEAD_USUAL)
              + share(common->head_b, b->head_square, HEAD_USUAL)) / 2;
    uint32_t numbers = a->numbers < b->numbers ? a->numbers : b->numbers;
    d.numbers = numbers >= NUMBERS_TELL ? (double)common->numbers / numbers - NUMBERS_USUAL : 0;
    d.forms = is_form(a, b, common, d.title);
    bool nameless = !(a->head_square > 0) && !(b->head_square > 0);
    if (nameless && a->title_square > 0 && b->title_square > 0)
        d.head = lesser(d.head, HEAD_OF_TITLE * d.title);
    return d;
}

struct dots dots_sum(const struct dots *a, const struct dots *b)
{
    return (struct dots){ a->all + b->all, a->keys + b->keys, a->title + b->title, a->head + b->head,
                          a->numbers + b->numbers, a->forms + b->forms, a->pairs + b->pairs };
}

/* ---- likeness ---- */

static double nearness(const struct cluster *a, const struct cluster *b)
{
    if (!a->dated || !b->dated)
        return 1;
    double days = fabs(a->days / a->dated - b->days / b->dated);
    return days <= DAYS_NEAR ? 1 : exp2((DAYS_NEAR - days) / DAYS_HALF);
}

/* The mean likeness of two members; 0 where there are no two. */
static double cohesion(const struct cluster *c)
{
    return c->size < 2 ? 0 : 2 * c->inside / ((double)c->size * (c->size - 1));
}

/* What tells against the bond where two clusters are much less alike than the tighter of them is inside; 0: nothing. */
static double looseness(const struct cluster *a, const struct cluster *b, double cosine)
{
    double inside = greater(cohesion(a), cohesion(b));
    return inside > 0 ? log(lesser(1, greater(cosine, 1e-6) / (LOOSE * inside))) : 0;
}

struct likeness likeness_of(const struct cluster *a, const struct cluster *b, const struct dots *d)
{
    double size = (double)a->size * b->size, pairs = d->pairs > 0 ? d->pairs : 1;
    double keys = sqrt(a->key_square * b->key_square);
    struct likeness l = { .cosine = d->all / size, .nearness = nearness(a, b), .keys = keys > 0 ? d->keys / keys : 0,
                          .title = d->title / pairs, .head = d->head / pairs, .forms = d->forms / pairs };
    l.score = l.cosine * l.nearness;
    l.bond = BOND + BOND_COSINE * log(greater(l.cosine, 1e-6) / COSINE_UNIT)
             + BOND_NEARNESS * log(greater(l.nearness, 1e-6)) + BOND_SIZE * log(lesser(size, SIZE_MOST))
             + BOND_TITLE * l.title + BOND_HEAD * l.head + BOND_NUMBERS * d->numbers / pairs
             + BOND_LOOSE * looseness(a, b, l.cosine);
    return l;
}

struct likeness likeness(const struct cluster *a, const struct cluster *b)
{
    struct common common = common_of(&a->all, &b->all);
    struct dots dots = dots_of_pair(a, b, &common);
    return likeness_of(a, b, &dots);
}

bool likeness_twins(const struct cluster *a, const struct cluster *b, const struct likeness *between)
{
    return between->score < COHESION * lesser(cohesion(a), cohesion(b));
}

enum apart likeness_apart(const struct cluster *a, const struct cluster *b, const struct likeness *between,
                          double least)
{
    if (between->score < least + LEAST_OF_PAIR / ((double)a->size * b->size))
        return APART_UNLIKE;
    if (likeness_twins(a, b, between))
        return APART_TWINS;
    if (between->bond < 0)
        return APART_UNBOUND;
    return between->forms > FORMS_MOST ? APART_FORM : APART_NOT;
}

/* ---- clusters ---- */

static double key_square(const struct terms *terms)
{
    double square = 0;
    for (uint32_t i = 0; i < terms->count; i++)
        square += term_is_key(terms->at[i].number) ? (double)terms->at[i].weight * terms->at[i].weight : 0;
    return square;
}

struct cluster cluster_single(const struct profile *p)
{
    struct cluster c = { .all = p->all, .days = p->day, .size = 1, .dated = p->dated };
    for (uint32_t i = 0; i < p->all.count; i++) {
        uint32_t number = p->all.at[i].number;
        double square = (double)p->all.at[i].weight * p->all.at[i].weight, key = term_is_key(number) ? square : 0;
        if (number & TERM_PAIR)
            continue;
        c.key_square += key;
        c.title_square += number & TERM_TITLE ? square : 0;
        c.head_square += number & TERM_HEAD ? key : 0;
        c.numbers += (number & TERM_NUMBER) != 0;
        c.words += !term_is_key(number);
    }
    return c;
}

double cluster_inside(const struct cluster *a, const struct cluster *b, double dot)
{
    double size = (double)a->size * b->size;
    return a->inside + b->inside + lesser(dot, size * COPY_COSINE);
}

struct cluster cluster_join(struct arena *keep, const struct cluster *a, const struct cluster *b, uint32_t most)
{
    struct cluster c = { .all = terms_sum(keep, &a->all, &b->all, most), .days = a->days + b->days,
                         .size = a->size + b->size, .dated = a->dated + b->dated };
    c.key_square = key_square(&c.all);
    c.inside = cluster_inside(a, b, common_of(&a->all, &b->all).all);
    return c;
}
