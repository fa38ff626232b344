#include "group/likeness.h"

#include <math.h>

const double LIKENESS_LEAST = 0.06;
static const double DAYS_NEAR = 5;       /* days between publication that mean nothing */
static const double DAYS_HALF = 180;     /* further days that halve the likeness */
static const double COHESION = 0.62;      /* of the likeness inside the looser of two clusters, must lie between them */

static const double COPY_COSINE = 0.5;   /* more inside a cluster counts as this: copies make it look tighter than its story */

/* Where a report does not say. */
static const double TITLE_LEAST = 0.3, TITLE_MOST = 0.5;     /* no headline */
static const double HEAD_LEAST = 0.5, HEAD_MOST = 0.8;       /* no names in it */
static const double KEYS = 0.2;                              /* no names at all */

/* The bond: learnt by logistic regression over merges of reports, rounded. */
static const double BOND = -3.8, BOND_COSINE = 0.5, BOND_TITLE_LEAST = 1.5, BOND_TITLE_MOST = 1.7, BOND_KEYS = 1.7,
                    BOND_HEAD_LEAST = 0.8, BOND_HEAD_MOST = 1.7, BOND_SIZE = 0.7;
static const double BOND_NEARNESS = 2;   /* what is told months apart needs more of all this */
static const double COSINE_UNIT = 0.06;

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

static double lesser(double a, double b) { return a < b ? a : b; }
static double greater(double a, double b) { return a > b ? a : b; }

struct dots dots_of_pair(const struct cluster *a, const struct cluster *b, const struct common *common)
{
    struct dots d = { .all = common->all, .keys = common->keys, .pairs = 1, .title_least = TITLE_LEAST,
                      .title_most = TITLE_MOST, .head_least = HEAD_LEAST, .head_most = HEAD_MOST };
    double of_a = a->title_square > 0 ? common->title_a / a->title_square : -1;
    double of_b = b->title_square > 0 ? common->title_b / b->title_square : -1;
    if (of_a >= 0 || of_b >= 0) {
        d.title_most = greater(of_a, of_b);
        d.title_least = lesser(of_a, of_b) >= 0 ? lesser(of_a, of_b) : d.title_most;
    }
    if (a->head_square > 0 && b->head_square > 0) {
        of_a = common->head_a / a->head_square;
        of_b = common->head_b / b->head_square;
        d.head_least = lesser(of_a, of_b);
        d.head_most = greater(of_a, of_b);
    }
    return d;
}

struct dots dots_sum(const struct dots *a, const struct dots *b)
{
    return (struct dots){
        a->all + b->all, a->keys + b->keys, a->title_least + b->title_least, a->title_most + b->title_most,
        a->head_least + b->head_least, a->head_most + b->head_most, a->pairs + b->pairs
    };
}

/* ---- likeness ---- */

static double nearness(const struct cluster *a, const struct cluster *b)
{
    if (!a->dated || !b->dated)
        return 1;
    double days = fabs(a->days / a->dated - b->days / b->dated);
    return days <= DAYS_NEAR ? 1 : exp2((DAYS_NEAR - days) / DAYS_HALF);
}

static double key_cosine(const struct cluster *a, const struct cluster *b, double dot)
{
    double length = sqrt(a->key_square * b->key_square);
    return length > 0 ? dot / length : KEYS;
}

struct likeness likeness_of(const struct cluster *a, const struct cluster *b, const struct dots *d)
{
    double size = (double)a->size * b->size, pairs = d->pairs > 0 ? d->pairs : 1;
    struct likeness l = { .cosine = d->all / size, .nearness = nearness(a, b), .keys = key_cosine(a, b, d->keys) };
    l.score = l.cosine * l.nearness;
    l.title = (d->title_least + d->title_most) / (2 * pairs);
    l.head = (d->head_least + d->head_most) / (2 * pairs);
    l.bond = BOND + BOND_COSINE * log(greater(l.cosine, 1e-6) / COSINE_UNIT) + BOND_KEYS * l.keys + BOND_SIZE * log(size) + BOND_NEARNESS * log(l.nearness)
             + (BOND_TITLE_LEAST * d->title_least + BOND_TITLE_MOST * d->title_most
                + BOND_HEAD_LEAST * d->head_least + BOND_HEAD_MOST * d->head_most) / pairs;
    return l;
}

struct likeness likeness(const struct cluster *a, const struct cluster *b)
{
    struct common common = common_of(&a->all, &b->all);
    struct dots dots = dots_of_pair(a, b, &common);
    return likeness_of(a, b, &dots);
}

/* The mean likeness of two members; 0 where there are no two. */
static double cohesion(const struct cluster *c)
{
    return c->size < 2 ? 0 : 2 * c->inside / ((double)c->size * (c->size - 1));
}

bool likeness_twins(const struct cluster *a, const struct cluster *b, const struct likeness *between)
{
    return between->score < COHESION * lesser(cohesion(a), cohesion(b));
}

bool likeness_may_join(const struct cluster *a, const struct cluster *b, const struct likeness *between, double least)
{
    return between->score >= least && between->bond >= 0 && !likeness_twins(a, b, between);
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
        c.key_square += key;
        c.title_square += number & TERM_TITLE ? square : 0;
        c.head_square += number & TERM_HEAD ? key : 0;
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
