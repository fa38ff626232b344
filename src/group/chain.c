#include "group/chain.h"

#include <math.h>
#include <stdlib.h>

#include "group/candidates.h"

static const double ALIKE_LEAST = 0.03;  /* of the cosine, before time tells against it */
static const double KEYS_LEAST = 0.25;   /* of the cosine of names and numbers */
enum { EARLIER_MOST = 3 };               /* stories that one goes on with */
enum { KEYS_COMMON = 2 };                /* a town that both are set in is not enough */
static const double DAYS_APART = 1;      /* less is not later */

static double day_of_story(const struct cluster *c) { return c->days / c->dated; }

static uint32_t common_keys(const struct terms *a, const struct terms *b)
{
    uint32_t count = 0;
    for (uint32_t i = 0, j = 0; i < a->count && j < b->count;) {
        uint32_t x = term_id(a->at[i].number), y = term_id(b->at[j].number);
        count += x == y && (a->at[i].number & b->at[j].number & TERM_NAME) && term_is_key(a->at[i].number);
        i += x <= y;
        j += y <= x;
    }
    return count;
}

/* By later story, the strongest first. */
static int by_strength(const void *x, const void *y)
{
    const struct link *p = x, *q = y;
    if (p->later != q->later)
        return p->later < q->later ? -1 : 1;
    if (p->keys != q->keys)
        return p->keys > q->keys ? -1 : 1;
    return (p->earlier > q->earlier) - (p->earlier < q->earlier);
}

static void keep_strongest(struct links *links)
{
    size_t kept = 0, of_story = 0;
    uint32_t last = 0;
    for (size_t i = 0; i < links->count; i++) {
        struct link link = links->at[i];
        of_story = i && link.later == last ? of_story + 1 : 0;
        last = link.later;
        if (of_story < EARLIER_MOST)
            links->at[kept++] = link;
    }
    links->count = kept;
}

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
        if (keys < KEYS_LEAST || common_keys(&a->all, &b->all) < KEYS_COMMON)
            continue;
        bool a_later = day_of_story(a) > day_of_story(b);
        ARENA_ROOM(keep, links.at, links.count, links.room);
        links.at[links.count++] = (struct link){ a_later ? edges.at[i].a : edges.at[i].b,
                                                 a_later ? edges.at[i].b : edges.at[i].a, (float)keys };
    }
    if (!links.count)
        return links;
    qsort(links.at, links.count, sizeof *links.at, by_strength);
    keep_strongest(&links);
    qsort(links.at, links.count, sizeof *links.at, by_numbers);
    return links;
}
