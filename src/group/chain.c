#include "group/chain.h"

#include <math.h>
#include <stdlib.h>

#include "group/candidates.h"

static const double ALIKE_LEAST = 0.03;  /* of the cosine, before time tells against it */
static const double KEYS_LEAST = 0.25;   /* of the cosine of names and numbers */
static const double DAYS_APART = 1;      /* less is not later */

static double day_of_story(const struct cluster *c) { return c->days / c->dated; }

static int by_numbers(const void *x, const void *y)
{
    const struct link *p = x, *q = y;
    if (p->later != q->later)
        return p->later < q->later ? -1 : 1;
    return (p->earlier > q->earlier) - (p->earlier < q->earlier);
}

/* The same stories as if nobody knew when they were: distance in time is what makes a chain. */
static struct cluster *without_days(struct arena *keep, const struct cluster *stories, uint32_t count)
{
    struct cluster *timeless = arena_new(keep, struct cluster, count);
    for (uint32_t i = 0; i < count; i++) {
        timeless[i] = stories[i];
        timeless[i].dated = 0;
    }
    return timeless;
}

struct links chain_find(struct arena *keep, struct arena scratch, const struct cluster *stories, uint32_t count)
{
    struct links links = { .count = 0 };
    struct cluster *timeless = without_days(&scratch, stories, count);
    struct arena passing = arena_half(&scratch);
    struct edges edges = candidates_find(&scratch, passing, timeless, count, ALIKE_LEAST);
    for (size_t i = 0; i < edges.count; i++) {
        const struct cluster *a = &stories[edges.at[i].a], *b = &stories[edges.at[i].b];
        if (!a->dated || !b->dated || fabs(day_of_story(a) - day_of_story(b)) < DAYS_APART)
            continue;
        double length = sqrt(a->key_square * b->key_square);
        double keys = length > 0 ? common_of(&a->all, &b->all).keys / length : 0;
        if (keys < KEYS_LEAST)
            continue;
        bool a_later = day_of_story(a) > day_of_story(b);
        ARENA_ROOM(keep, links.at, links.count, links.room);
        links.at[links.count++] = (struct link){ a_later ? edges.at[i].a : edges.at[i].b,
                                                 a_later ? edges.at[i].b : edges.at[i].a, (float)keys };
    }
    if (links.count)
        qsort(links.at, links.count, sizeof *links.at, by_numbers);
    return links;
}
