#include "group/regroup.h"

struct work {
    struct cluster *at;
    struct dots *dots;           /* of clusters a < b, by their first report */
    uint32_t count;
    uint32_t *root;              /* by report: the first one of its cluster */
    bool *alone;                 /* by report: never joins */
    struct edges heap;
    struct arena *arena;
    double least;
};

static struct dots *dots_of(const struct work *w, uint32_t a, uint32_t b)
{
    return a < b ? &w->dots[(size_t)a * w->count + b] : &w->dots[(size_t)b * w->count + a];
}

static struct likeness likeness_now(const struct work *w, uint32_t a, uint32_t b)
{
    return likeness_of(&w->at[a], &w->at[b], dots_of(w, a, b));
}

static void push_alike(struct work *w, uint32_t a, uint32_t b)
{
    float score = (float)likeness_now(w, a, b).score;
    if (!w->alone[a] && !w->alone[b] && score >= w->least)
        edges_push(w->arena, &w->heap, (struct edge){ score, a < b ? a : b, a < b ? b : a });
}

/* All pairs that the larger cluster is one of are looked at anew. */
static void join(struct work *w, uint32_t into, uint32_t from)
{
    struct cluster *a = &w->at[into], *b = &w->at[from];
    struct dots between = *dots_of(w, into, from);
    a->inside = cluster_inside(a, b, between.all);
    a->key_square += b->key_square + 2 * between.keys;
    a->days += b->days;
    a->dated += b->dated;
    a->size += b->size;
    for (uint32_t i = 0; i < w->count; i++)
        if (w->root[i] == from)
            w->root[i] = into;
    for (uint32_t i = 0; i < w->count; i++) {
        if (w->root[i] != i || i == into)
            continue;
        *dots_of(w, into, i) = dots_sum(dots_of(w, into, i), dots_of(w, from, i));
        push_alike(w, into, i);
    }
}

/* An edge whose clusters have grown since is passed over: there is a later one for them. */
static void join_alike(struct work *w)
{
    while (w->heap.count) {
        struct edge e = edges_pop(&w->heap);
        if (w->root[e.a] != e.a || w->root[e.b] != e.b)
            continue;
        struct likeness now = likeness_now(w, e.a, e.b);
        if ((float)now.score == e.likeness && likeness_may_join(&w->at[e.a], &w->at[e.b], &now, w->least))
            join(w, e.a, e.b);
    }
}

uint32_t *regroup(struct arena *keep, struct arena scratch, const struct cluster *singles, uint32_t count,
                  struct dots *dots, const struct round_up *round_ups, double least)
{
    struct work w = { .dots = dots, .count = count, .root = arena_new(keep, uint32_t, count), .arena = &scratch,
                      .least = least, .at = arena_new(&scratch, struct cluster, count),
                      .alone = arena_new(&scratch, bool, count) };
    for (uint32_t i = 0; i < count; i++) {
        w.at[i] = singles[i];
        w.root[i] = i;
    }
    for (uint32_t i = 0; i < count; i++)
        w.alone[i] = is_round_up(&round_ups[i], dots, count);
    for (uint32_t a = 0; a < count; a++)
        for (uint32_t b = a + 1; b < count; b++)
            push_alike(&w, a, b);
    join_alike(&w);
    return w.root;
}
