#include "group/partition.h"

enum { CLUSTER_TERMS = 2000 };   /* a cluster is known by so many terms */

/* A heap of edges, and the clusters that they join. */
struct work {
    struct edges heap;
    struct arena *arena;
    struct cluster *at;
    uint32_t *parent;
    double least;
};

bool edge_before(const struct edge *x, const struct edge *y)
{
    if (x->likeness != y->likeness)
        return x->likeness > y->likeness;
    return x->a != y->a ? x->a < y->a : x->b < y->b;
}

void edges_push(struct arena *keep, struct edges *h, struct edge e)
{
    ARENA_ROOM(keep, h->at, h->count, h->room);
    size_t i = h->count++;
    for (; i && edge_before(&e, &h->at[(i - 1) / 2]); i = (i - 1) / 2)
        h->at[i] = h->at[(i - 1) / 2];
    h->at[i] = e;
}

struct edge edges_pop(struct edges *h)
{
    struct edge top = h->at[0], last = h->at[--h->count];
    size_t i = 0;
    for (size_t child; (child = 2 * i + 1) < h->count; i = child) {
        if (child + 1 < h->count && edge_before(&h->at[child + 1], &h->at[child]))
            child++;
        if (!edge_before(&h->at[child], &last))
            break;
        h->at[i] = h->at[child];
    }
    h->at[i] = last;
    return top;
}

static uint32_t find(uint32_t *parent, uint32_t i)
{
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

static void join(struct work *w, uint32_t a, uint32_t b)
{
    uint32_t into = a < b ? a : b, from = a < b ? b : a;
    w->at[into] = cluster_join(w->arena, &w->at[into], &w->at[from], CLUSTER_TERMS);
    w->parent[from] = into;
}

/* Average link, lazily: an edge promises at most what its clusters had in common when it was made; the first that keeps
 * its promise is the best. */
static void join_alike(struct work *w)
{
    while (w->heap.count) {
        struct edge e = edges_pop(&w->heap);
        uint32_t a = find(w->parent, e.a), b = find(w->parent, e.b);
        if (a == b)
            continue;
        struct likeness now = likeness(&w->at[a], &w->at[b]);
        if (now.score < w->least || likeness_twins(&w->at[a], &w->at[b], &now))
            continue;
        if (now.score >= e.likeness * 0.999)
            join(w, a, b);
        else
            edges_push(w->arena, &w->heap, (struct edge){ (float)now.score, a < b ? a : b, a < b ? b : a });
    }
}

uint32_t *partition(struct arena *keep, struct arena scratch, const struct cluster *clusters, uint32_t count,
                    const struct edges *edges, const struct edges *together, double least)
{
    uint32_t *root = arena_new(keep, uint32_t, count);
    struct work w = { .arena = &scratch, .at = arena_new(&scratch, struct cluster, count), .parent = root,
                      .least = least };
    for (uint32_t i = 0; i < count; i++) {
        w.at[i] = clusters[i];
        root[i] = i;
    }
    for (size_t i = 0; together && i < together->count; i++) {
        uint32_t a = find(root, together->at[i].a), b = find(root, together->at[i].b);
        if (a != b)
            join(&w, a, b);
    }
    for (size_t i = 0; i < edges->count; i++)
        edges_push(w.arena, &w.heap, edges->at[i]);
    join_alike(&w);
    for (uint32_t i = 0; i < count; i++)
        root[i] = find(root, i);
    return root;
}
