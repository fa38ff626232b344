#include "group/candidates.h"

#include <stdlib.h>

#include "base/map.h"

enum {
    INDEX_TERMS = 40,        /* a report is found by so many of its heaviest terms */
    POSTINGS_MAX = 64,       /* and meets the latest so many reports that hold one of them */
    COMPARED_MAX = 64        /* the best of these are compared in full */
};

/* Terms by a number of their own; each has a ring of the latest reports that hold it. */
struct index {
    struct map numbers;      /* term_id -> number */
    uint32_t *holders;       /* by number: how many reports hold the term */
    uint32_t *first, *count; /* by number: where its ring begins, and how many were put in so far */
    uint32_t *report;
    struct term *heavy;      /* of the report at hand: its terms that others hold, by number */
    uint32_t terms;
};

static void count_holders(struct arena *scratch, struct index *x, const struct cluster *reports, uint32_t count)
{
    size_t room = 0;
    x->numbers = map_in(scratch, 0);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t k = 0; k < reports[i].all.count; k++) {
            bool is_new;
            uint32_t *number = map_at(&x->numbers, term_id(reports[i].all.at[k].number), &is_new);
            if (is_new) {
                *number = x->terms;
                ARENA_ROOM(scratch, x->holders, x->terms, room);
                x->holders[x->terms++] = 0;
            }
            x->holders[*number]++;
        }
}

static uint32_t ring_size(const struct index *x, uint32_t number)
{
    uint32_t holders = x->holders[number];
    return holders < 2 ? 0 : holders < POSTINGS_MAX ? holders : POSTINGS_MAX;
}

static struct index make_index(struct arena *scratch, const struct cluster *reports, uint32_t count)
{
    struct index x = { .terms = 0 };
    uint32_t longest = 0;
    size_t total = 0;
    count_holders(scratch, &x, reports, count);
    for (uint32_t i = 0; i < count; i++)
        longest = reports[i].all.count > longest ? reports[i].all.count : longest;
    x.first = arena_new(scratch, uint32_t, x.terms);
    x.count = arena_new(scratch, uint32_t, x.terms);
    x.heavy = arena_new(scratch, struct term, longest);
    for (uint32_t i = 0; i < x.terms; i++) {
        x.first[i] = (uint32_t)total;
        total += ring_size(&x, i);
    }
    x.report = arena_new(scratch, uint32_t, total);
    return x;
}

static int heavier(const void *x, const void *y)
{
    const struct term *p = x, *q = y;
    if (p->weight != q->weight)
        return p->weight > q->weight ? -1 : 1;
    return (p->number > q->number) - (p->number < q->number);
}

/* The report's heaviest terms that another one holds as well, into x->heavy. */
static uint32_t choose_terms(struct index *x, const struct terms *terms)
{
    uint32_t shared = 0;
    for (uint32_t i = 0; i < terms->count; i++) {
        uint32_t number = *map_find(&x->numbers, term_id(terms->at[i].number));
        if (x->holders[number] > 1)
            x->heavy[shared++] = (struct term){ number, terms->at[i].weight };
    }
    if (shared)
        qsort(x->heavy, shared, sizeof *x->heavy, heavier);
    return shared < INDEX_TERMS ? shared : INDEX_TERMS;
}

struct meeting {
    struct edge *at;         /* likeness by the index; a: the other report */
    uint32_t count;
    float *score;            /* by report; 0 but for those in `at` */
};

/* Whom the report meets among those before it; then it is put into the index itself. */
static void meet(struct meeting *m, struct index *x, const struct terms *terms, uint32_t report)
{
    uint32_t heavy = choose_terms(x, terms);
    m->count = 0;
    for (uint32_t i = 0; i < heavy; i++) {
        uint32_t number = x->heavy[i].number, size = ring_size(x, number), *ring = x->report + x->first[number];
        uint32_t filled = x->count[number] < size ? x->count[number] : size;
        float weight = x->heavy[i].weight * x->heavy[i].weight;
        for (uint32_t k = 0; k < filled; k++) {
            if (m->score[ring[k]] == 0)
                m->at[m->count++].a = ring[k];
            m->score[ring[k]] += weight;
        }
        ring[x->count[number]++ % size] = report;
    }
    for (uint32_t i = 0; i < m->count; i++) {
        m->at[i].likeness = m->score[m->at[i].a];
        m->at[i].b = report;
        m->score[m->at[i].a] = 0;
    }
}

static int by_strength(const void *x, const void *y)
{
    return edge_before(x, y) ? -1 : edge_before(y, x) ? 1 : 0;
}

struct edges candidates_find(struct arena *keep, struct arena scratch, const struct cluster *reports, uint32_t count,
                             double least)
{
    struct edges edges = { .count = 0 };
    struct index index = make_index(&scratch, reports, count);
    struct meeting m = { .at = arena_new(&scratch, struct edge, count), .score = arena_new(&scratch, float, count) };
    for (uint32_t i = 0; i < count; i++) {
        meet(&m, &index, &reports[i].all, i);
        if (m.count)
            qsort(m.at, m.count, sizeof *m.at, by_strength);
        for (uint32_t k = 0; k < m.count && k < COMPARED_MAX; k++) {
            struct edge e = m.at[k];
            e.likeness = (float)likeness(&reports[e.a], &reports[e.b]).score;
            if (e.likeness < least)
                continue;
            ARENA_ROOM(keep, edges.at, edges.count, edges.room);
            edges.at[edges.count++] = e;
        }
    }
    return edges;
}
