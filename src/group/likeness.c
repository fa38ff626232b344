#include "group/likeness.h"

#include <math.h>

enum { KEYS_TELL = 3 };      /* names and numbers that both sides must have before they are held against each other */

const double LIKENESS_LEAST = 0.1;
static const double DAYS_NEAR = 5;       /* days between publication that mean nothing */
static const double DAYS_HALF = 180;     /* further days that halve the likeness */
static const double KEYS_AGREE = 0.06;   /* cosine of names and numbers under which likeness is of kind, not of event */
static const double COHESION = 0.6;      /* of the likeness inside the looser of two clusters, must lie between them */

static double nearness(const struct cluster *a, const struct cluster *b)
{
    if (!a->dated || !b->dated)
        return 1;
    double days = fabs(a->days / a->dated - b->days / b->dated);
    return days <= DAYS_NEAR ? 1 : exp2((DAYS_NEAR - days) / DAYS_HALF);
}

static double key_square(const struct terms *terms, uint32_t *count)
{
    double square = 0;
    *count = 0;
    for (uint32_t i = 0; i < terms->count; i++)
        if (term_is_key(terms->at[i].number)) {
            square += (double)terms->at[i].weight * terms->at[i].weight;
            ++*count;
        }
    return square;
}

struct dots likeness_dots(const struct terms *a, const struct terms *b)
{
    struct dots dots = { 0, 0 };
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        uint32_t x = term_id(a->at[i].number), y = term_id(b->at[j].number);
        if (x == y)
            dots = dots_add(dots, a->at[i], b->at[j]);
        i += x <= y;
        j += y <= x;
    }
    return dots;
}

/* Their cosine, falling steeply where it is small. */
static double agreement(const struct cluster *a, const struct cluster *b, double dot)
{
    if (a->keys < KEYS_TELL || b->keys < KEYS_TELL)
        return 1;
    double length = sqrt(a->key_square * b->key_square);
    double part = length > 0 ? dot / length / KEYS_AGREE : 0;
    return part < 1 ? part * part : 1;
}

struct likeness likeness_of_dots(const struct cluster *a, const struct cluster *b, struct dots dots)
{
    struct likeness l = { .cosine = dots.all / ((double)a->size * b->size) };
    l.keys = agreement(a, b, dots.keys);
    l.nearness = nearness(a, b);
    l.score = l.cosine * l.keys * l.nearness;
    return l;
}

struct likeness likeness(const struct cluster *a, const struct cluster *b)
{
    return likeness_of_dots(a, b, likeness_dots(&a->all, &b->all));
}

/* The mean likeness of two members; 0 where there are no two. */
static double cohesion(const struct cluster *c)
{
    if (c->size < 2)
        return 0;
    return (c->square - c->size) / ((double)c->size * (c->size - 1));
}

bool likeness_twins(const struct cluster *a, const struct cluster *b, const struct likeness *between)
{
    double in_a = cohesion(a), in_b = cohesion(b), looser = in_a < in_b ? in_a : in_b;
    return between->score < COHESION * looser;
}

struct cluster cluster_single(const struct profile *p)
{
    struct cluster c = { .all = p->all, .days = p->day, .size = 1, .dated = p->dated,
                         .square = terms_dot(&p->all, &p->all, 0) };
    c.key_square = key_square(&c.all, &c.keys);
    return c;
}

struct cluster cluster_join(struct arena *keep, const struct cluster *a, const struct cluster *b, uint32_t most)
{
    struct cluster c = { .all = terms_sum(keep, &a->all, &b->all, most), .days = a->days + b->days,
                         .size = a->size + b->size, .dated = a->dated + b->dated };
    c.square = terms_dot(&c.all, &c.all, 0);
    c.key_square = key_square(&c.all, &c.keys);
    return c;
}
