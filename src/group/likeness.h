/* group/likeness.h -- how alike two groups of reports are, and whether they may be one story
 *
 * A cluster is one report or several that are taken for one story: the sum of their profiles.  Two clusters are as
 * alike as their members are in the mean (average link: Sokal and Michener, 1958), less so where they were published
 * far apart.  They may be one story where four things hold:
 *
 *     alike     the likeness is not below `least`, more being asked of few reports;
 *     no twins  nor far below that inside the looser of the two: two tight clusters with a loose bond between them are
 *               twin events (two quakes, two elections);
 *     bound     what the headline of the one says, its names above all, stands in the other: reports of one kind, or on
 *               one subject, share words; those of one event share what it is about.  More of it is asked where they
 *               are far less alike than the tighter of them is inside: what a round-up shares with each of its stories;
 *     no form   they are not one form, filled in twice (weather, markets): texts that agree in most words, but not in
 *               names, numbers or headlines.
 *
 * In:      profiles of one set or stream, whose weights go by the same rarities.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the terms of both.
 */
#ifndef SYN_GROUP_LIKENESS_H
#define SYN_GROUP_LIKENESS_H

#include "group/profile.h"
#include "group/term.h"

struct cluster {
    struct terms all;        /* summed over the members */
    double key_square;       /* the length of the names and numbers among them, squared */
    double inside;           /* the sum over pairs of members of how alike they are, copies no more than others */
    double title_square;     /* of a single report: that of its headline's words; */
    double head_square;      /* and that of the names and numbers among them; without a headline those at its begin */
    double days;             /* the sum over those with a date */
    uint32_t size, dated;
    uint32_t words, numbers; /* of a single report: how many words that are no names, and numbers, it is known by */
};

/* Mean likeness from which on two clusters may be one story. */
extern const double LIKENESS_LEAST;

/* Names and numbers are what tells one event from another of its kind. */
static inline bool term_is_key(uint32_t number)
{
    return (number & (TERM_NAME | TERM_NUMBER)) && !(number & TERM_PAIR);
}

/* What two lists of terms have in common. */
struct common {
    double all, keys;        /* sums of products of weights: over all terms, over names and numbers */
    double title_a, title_b; /* squares of the weights of a's (b's) headline words that are in the other */
    double head_a, head_b;   /* of the names and numbers among them */
    uint32_t words, numbers; /* how many: words that are no names, and numbers */
};

/* With what one common term adds. */
static inline void common_add(struct common *c, struct term a, struct term b)
{
    double product = (double)a.weight * b.weight;
    c->all += product;
    if ((a.number | b.number) & TERM_PAIR)
        return;
    double of_a = (double)a.weight * a.weight, of_b = (double)b.weight * b.weight;
    bool key_a = term_is_key(a.number), key_b = term_is_key(b.number);
    c->keys += key_a && key_b ? product : 0;
    c->title_a += a.number & TERM_TITLE ? of_a : 0;
    c->title_b += b.number & TERM_TITLE ? of_b : 0;
    c->head_a += key_a && (a.number & TERM_HEAD) ? of_a : 0;
    c->head_b += key_b && (b.number & TERM_HEAD) ? of_b : 0;
    c->numbers += (a.number & TERM_NUMBER) != 0;
    c->words += !key_a && !key_b;
}

struct common common_of(const struct terms *a, const struct terms *b);

/* What two clusters have in common, as sums over pairs of members: those of two parts add up to those of the whole. */
struct dots {
    double all, keys;        /* over all pairs */
    /* over `pairs` of them: */
    double title, head;      /* share of the headlines that the other report has, and of the names and numbers in them */
    double numbers;          /* share of the one's numbers that the other has, beyond what is usual */
    double forms;            /* how many of the pairs are one form, filled in twice */
    double pairs;
};

/* Of two single reports. */
struct dots dots_of_pair(const struct cluster *a, const struct cluster *b, const struct common *common);
struct dots dots_sum(const struct dots *a, const struct dots *b);

struct likeness {
    double score;            /* cosine times nearness: what clusters are joined in the order of */
    double cosine;           /* the mean over pairs of members */
    double nearness;         /* in time: 1 within some days, or where a date is missing */
    double keys;             /* cosine of the sums of names and numbers */
    double title, head;      /* mean share of the headline, and of its names and numbers, that the other has */
    double forms;            /* share of pairs of members that are one form */
    double bond;             /* not below 0: bound */
};

struct likeness likeness_of(const struct cluster *a, const struct cluster *b, const struct dots *dots);
/* Of two single reports. */
struct likeness likeness(const struct cluster *a, const struct cluster *b);

/* The first reason for which two clusters may not be one story. */
enum apart { APART_NOT, APART_UNLIKE, APART_TWINS, APART_UNBOUND, APART_FORM };

/* Whether the score is far below that inside the looser of the two. */
bool likeness_twins(const struct cluster *a, const struct cluster *b, const struct likeness *between);
enum apart likeness_apart(const struct cluster *a, const struct cluster *b, const struct likeness *between,
                          double least);
static inline bool likeness_may_join(const struct cluster *a, const struct cluster *b, const struct likeness *between,
                                     double least)
{
    return likeness_apart(a, b, between, least) == APART_NOT;
}

struct cluster cluster_single(const struct profile *profile);
/* `inside` of both together, whose terms' dot product is `dot`. */
double cluster_inside(const struct cluster *a, const struct cluster *b, double dot);
/* Of both together; `most` terms are kept. */
struct cluster cluster_join(struct arena *keep, const struct cluster *a, const struct cluster *b, uint32_t most);

#endif
