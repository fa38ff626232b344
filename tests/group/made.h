/* tests/group/made.h -- reports made of terms, for tests of what is worked out of profiles alone */
#ifndef SYN_TESTS_MADE_H
#define SYN_TESTS_MADE_H

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "group/likeness.h"
#include "tap.h"

enum { MADE_TERMS = 200, MADE_OWN = 1 << 26 };

/* A term by a number of the test's choice, below MADE_OWN. */
struct made_term { uint32_t id, kinds; float weight; };

static inline int made_by_id(const void *x, const void *y)
{
    const struct term *p = x, *q = y;
    return (p->number > q->number) - (p->number < q->number);
}

/* One report of the terms, and one term more that only it has (by `own`), so that its length is 1; day 0: none. */
static inline struct cluster made_report(struct arena *keep, const struct made_term *terms, uint32_t count,
                                         uint32_t own, double day)
{
    struct profile p = { .all = { arena_new(keep, struct term, count + 1), count + 1 }, .day = day, .dated = day > 0 };
    double square = 0;
    for (uint32_t i = 0; i < count; i++) {
        p.all.at[i] = (struct term){ terms[i].id << TERM_KIND_BITS | terms[i].kinds, terms[i].weight };
        square += (double)terms[i].weight * terms[i].weight;
    }
    p.all.at[count] = (struct term){ (MADE_OWN + own) << TERM_KIND_BITS, square < 1 ? (float)sqrt(1 - square) : 0 };
    qsort(p.all.at, p.all.count, sizeof *p.all.at, made_by_id);
    return cluster_single(&p);
}
#define MADE(keep, terms, own, day) made_report((keep), (terms), sizeof(terms) / sizeof *(terms), (own), (day))

/* One of the reports of an event: two names and a word in the headline, most of 30 other words, some numbers. */
static inline struct cluster made_of_event(struct arena *keep, uint32_t event, uint32_t number)
{
    struct made_term terms[MADE_TERMS];
    uint32_t count = 0, first = event * 64;
    for (uint32_t i = 0; i < 3; i++)
        terms[count++] = (struct made_term){ first + i, TERM_TITLE | TERM_HEAD | (i < 2 ? TERM_NAME : 0), 0.2f };
    for (uint32_t i = 3; i < 33; i++)
        if (hash_mix(number, i) % 4)
            terms[count++] = (struct made_term){ first + i, i < 6 ? TERM_NUMBER : i < 10 ? TERM_NAME : 0, 0.15f };
    return made_report(keep, terms, count, number, 20000 + event % 3);
}

static inline bool near_to(double a, double b) { return fabs(a - b) < 1e-5; }

#endif
