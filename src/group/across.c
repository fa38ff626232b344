#include "group/across.h"

#include "base/sets.h"
#include "group/candidates.h"

enum {
    PART_TERMS = 200         /* what the reports of a language have in common is known by so many bridges */
};

const double ACROSS_LEAST = 0.25;

/* The reports of a story that are of one language. */
struct part {
    struct terms sum;
    uint16_t language;
    uint32_t size;
    struct part *next;
};

struct story {
    struct part *parts;
    struct cluster whole;    /* of which only size and days count */
};

struct work {
    struct story *at;        /* by first report */
    uint32_t *first;
    struct edges heap;
    struct arena *arena;
    double least;
};

static bool one_language(const struct profile *profiles, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++)
        if (profiles[i].language != profiles[0].language)
            return false;
    return true;
}

/* ---- stories ---- */

static void add_part(struct work *w, struct story *story, const struct part *part)
{
    struct part **link = &story->parts;
    while (*link && (*link)->language != part->language)
        link = &(*link)->next;
    if (*link) {
        (*link)->sum = terms_sum(w->arena, &(*link)->sum, &part->sum, PART_TERMS);
        (*link)->size += part->size;
        return;
    }
    *link = arena_new(w->arena, struct part, 1);
    **link = (struct part){ part->sum, part->language, part->size, NULL };
}

static void add_report(struct work *w, struct story *story, const struct profile *p)
{
    struct part part = { p->bridge, p->language, 1, NULL };
    add_part(w, story, &part);
    story->whole.days += p->dated ? p->day : 0;
    story->whole.dated += p->dated;
    story->whole.size++;
}

static void join(struct work *w, uint32_t into, uint32_t from)
{
    struct story *a = &w->at[into], *b = &w->at[from];
    for (const struct part *part = b->parts; part; part = part->next)
        add_part(w, a, part);
    a->whole.days += b->whole.days;
    a->whole.dated += b->whole.dated;
    a->whole.size += b->whole.size;
    w->first[from] = into;
}

/* ---- likeness ---- */

/* A language that nobody named is no common one. */
static bool share_language(const struct story *a, const struct story *b)
{
    for (const struct part *x = a->parts; x; x = x->next)
        for (const struct part *y = b->parts; y; y = y->next)
            if (x->language && x->language == y->language)
                return true;
    return false;
}

static double score_of(const struct story *a, const struct story *b)
{
    struct dots dots = { 0 };
    double pairs = 0;
    for (const struct part *x = a->parts; x; x = x->next)
        for (const struct part *y = b->parts; y; y = y->next) {
            dots.all += common_of(&x->sum, &y->sum).all;
            pairs += (double)x->size * y->size;
        }
    dots.pairs = pairs;
    return likeness_of(&a->whole, &b->whole, &dots).score;
}

/* As in group/partition.c: an edge promises at most what its stories had in common when it was made. */
static void look_at(struct work *w, struct edge e)
{
    uint32_t a = sets_root(w->first, e.a), b = sets_root(w->first, e.b);
    if (a == b || share_language(&w->at[a], &w->at[b]))
        return;
    double score = score_of(&w->at[a], &w->at[b]);
    if (score < w->least)
        return;
    if (score < e.likeness * 0.999)
        edges_push(w->arena, &w->heap, (struct edge){ (float)score, a < b ? a : b, a < b ? b : a });
    else
        join(w, a < b ? a : b, a < b ? b : a);
}

/* Each report's bridges as a cluster of one, for group/candidates.h. */
static struct cluster *as_clusters(struct arena *arena, const struct profile *profiles, uint32_t count)
{
    struct cluster *clusters = arena_new(arena, struct cluster, count);
    for (uint32_t i = 0; i < count; i++)
        clusters[i] = (struct cluster){ .all = profiles[i].bridge, .days = profiles[i].day, .size = 1,
                                        .dated = profiles[i].dated };
    return clusters;
}

void across_join(struct arena scratch, const struct profile *profiles, uint32_t count, uint32_t *first, double least)
{
    if (one_language(profiles, count))
        return;
    struct arena passing = arena_half(&scratch);
    struct work w = { .first = first, .arena = &scratch, .least = least };
    w.at = arena_new(&scratch, struct story, count);
    for (uint32_t i = 0; i < count; i++)
        add_report(&w, &w.at[sets_root(first, i)], &profiles[i]);
    struct cluster *clusters = as_clusters(&scratch, profiles, count);
    struct edges edges = candidates_find(&scratch, passing, clusters, count, least);
    for (size_t i = 0; i < edges.count; i++)
        edges_push(w.arena, &w.heap, edges.at[i]);
    while (w.heap.count)
        look_at(&w, edges_pop(&w.heap));
    for (uint32_t i = 0; i < count; i++)
        first[i] = sets_root(first, i);
}
