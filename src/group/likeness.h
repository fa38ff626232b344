/* group/likeness.h -- how alike two groups of reports are, and on what grounds
 *
 * A cluster is one report or several that are taken for one story: the sum of their profiles.  Two clusters are
 * alike as their members are in the mean (average link: Sokal and Michener, 1958), less so where their names and
 * numbers hardly meet, or where they were published far apart.
 *
 * In:      profiles of one set or stream, whose weights go by the same rarities.
 * Out:     0..1.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the terms of both.
 */
#ifndef SYN_GROUP_LIKENESS_H
#define SYN_GROUP_LIKENESS_H

#include "group/profile.h"
#include "group/term.h"

struct cluster {
    struct terms all;        /* summed over the members */
    double square;           /* their length, squared */
    double key_square;       /* that of the names and numbers among them */
    double days;             /* the sum over those with a date */
    uint32_t keys;           /* how many names and numbers */
    uint32_t size, dated;
};

/* Mean likeness from which on two clusters are one story. */
extern const double LIKENESS_LEAST;

struct likeness {
    double score;            /* the product of what follows */
    double cosine;           /* the mean over pairs of members */
    double keys;             /* how far names and numbers agree: 1 where nothing speaks against it */
    double nearness;         /* in time: 1 on one day or where a date is missing */
};

/* What two clusters have in common, as sums over pairs of members: those of two parts of a cluster add up to its own. */
struct dots {
    double all, keys;        /* over all terms; over names and numbers */
};

static inline struct dots dots_sum(struct dots a, struct dots b)
{
    return (struct dots){ a.all + b.all, a.keys + b.keys };
}

/* Names and numbers are what tells one event from another of its kind. */
static inline bool term_is_key(uint32_t number)
{
    return (number & (TERM_NAME | TERM_NUMBER)) && !(number & TERM_PAIR);
}

/* With what one common term adds. */
static inline struct dots dots_add(struct dots dots, struct term a, struct term b)
{
    double product = (double)a.weight * b.weight;
    dots.all += product;
    dots.keys += term_is_key(a.number) && term_is_key(b.number) ? product : 0;
    return dots;
}

struct cluster cluster_single(const struct profile *profile);
/* Of both together; `most` terms are kept. */
struct cluster cluster_join(struct arena *keep, const struct cluster *a, const struct cluster *b, uint32_t most);

struct dots likeness_dots(const struct terms *a, const struct terms *b);
/* The likeness of two clusters whose dots are known; their terms are not looked at. */
struct likeness likeness_of_dots(const struct cluster *a, const struct cluster *b, struct dots dots);
struct likeness likeness(const struct cluster *a, const struct cluster *b);

/* Two tight clusters with a looser bond between them are twin events (two quakes, two elections), not one. */
bool likeness_twins(const struct cluster *a, const struct cluster *b, const struct likeness *between);

#endif
