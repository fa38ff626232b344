#include "group/partition.h"

#include <stdlib.h>

#include "base/sets.h"

enum {
    CLUSTER_TERMS = 2000,        /* a cluster is known by so many terms */
    SAMPLE = 4,                  /* reports whose headlines speak for a cluster */
    ROUNDS = 12                  /* times that pairs which could not join are asked again */
};

static const float ANY = 2;      /* promises more than any likeness: the pair is looked at before all others */

struct sample { uint32_t at[SAMPLE], count; };

/* A pair that could not join, and how many joins there had been. */
struct refusal { uint32_t a, b, joins; };
struct refusals { struct refusal *at; size_t count, room; };

struct work {
    struct edges heap;
    struct refusals refused;
    struct arena *arena;
    const struct cluster *reports;
    struct cluster *at;          /* by root */
    struct sample *samples;      /* by root: some of its reports */
    uint32_t *grown;             /* by root: how many joins there had been when it last grew */
    uint32_t *parent;
    uint32_t joins;
    double least;
};

/* ---- edges ---- */

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

/* ---- joining ---- */

/* Reports of both by turns. */
static struct sample mix(const struct sample *a, const struct sample *b)
{
    struct sample mixed = { .count = 0 };
    for (uint32_t i = 0; i < SAMPLE; i++) {
        if (i < a->count && mixed.count < SAMPLE)
            mixed.at[mixed.count++] = a->at[i];
        if (i < b->count && mixed.count < SAMPLE)
            mixed.at[mixed.count++] = b->at[i];
    }
    return mixed;
}

static void join(struct work *w, uint32_t a, uint32_t b)
{
    uint32_t into = a < b ? a : b, from = a < b ? b : a;
    w->at[into] = cluster_join(w->arena, &w->at[into], &w->at[from], CLUSTER_TERMS);
    w->samples[into] = mix(&w->samples[into], &w->samples[from]);
    w->parent[from] = into;
    w->grown[into] = ++w->joins;
}

/* What they have in common as wholes; nothing is known of headlines. */
static struct dots dots_of_sums(const struct cluster *a, const struct cluster *b)
{
    struct common common = common_of(&a->all, &b->all);
    return (struct dots){ .all = common.all, .keys = common.keys };
}

/* The same with what their samples' headlines have in common. */
static struct dots with_headlines(const struct work *w, const struct sample *a, const struct sample *b, struct dots whole)
{
    struct dots sum = { 0 };
    for (uint32_t i = 0; i < a->count; i++)
        for (uint32_t k = 0; k < b->count; k++) {
            const struct cluster *x = &w->reports[a->at[i]], *y = &w->reports[b->at[k]];
            struct common common = common_of(&x->all, &y->all);
            struct dots pair = dots_of_pair(x, y, &common);
            sum = dots_sum(&sum, &pair);
        }
    sum.all = whole.all;
    sum.keys = whole.keys;
    return sum;
}

static bool may_join(const struct work *w, uint32_t a, uint32_t b, struct dots whole)
{
    struct likeness l = likeness_of(&w->at[a], &w->at[b], &whole);
    if (likeness_twins(&w->at[a], &w->at[b], &l))
        return false;
    struct dots dots = with_headlines(w, &w->samples[a], &w->samples[b], whole);
    l = likeness_of(&w->at[a], &w->at[b], &dots);
    return likeness_may_join(&w->at[a], &w->at[b], &l, w->least);
}

/* Average link, lazily: an edge promises at most what its clusters had in common when it was made; the first that keeps
 * its promise is the best. */
static void look_at(struct work *w, struct edge e)
{
    uint32_t a = sets_root(w->parent, e.a), b = sets_root(w->parent, e.b);
    if (a == b)
        return;
    struct dots whole = dots_of_sums(&w->at[a], &w->at[b]);
    double score = likeness_of(&w->at[a], &w->at[b], &whole).score;
    if (score < w->least)
        return;
    if (score < e.likeness * 0.999) {
        edges_push(w->arena, &w->heap, (struct edge){ (float)score, a < b ? a : b, a < b ? b : a });
    } else if (may_join(w, a, b, whole)) {
        join(w, a, b);
    } else {
        ARENA_ROOM(w->arena, w->refused.at, w->refused.count, w->refused.room);
        w->refused.at[w->refused.count++] = (struct refusal){ a < b ? a : b, a < b ? b : a, w->joins };
    }
}

/* ---- asking again ---- */

static int by_pair(const void *x, const void *y)
{
    const struct refusal *p = x, *q = y;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    if (p->b != q->b)
        return p->b < q->b ? -1 : 1;
    return (p->joins > q->joins) - (p->joins < q->joins);
}

/* Pairs that were refused, each once, as the clusters they are now of. */
static void settle_refusals(struct work *w)
{
    struct refusals *r = &w->refused;
    size_t kept = 0;
    for (size_t i = 0; i < r->count; i++) {
        uint32_t a = sets_root(w->parent, r->at[i].a), b = sets_root(w->parent, r->at[i].b);
        if (a != b)
            r->at[kept++] = (struct refusal){ a < b ? a : b, a < b ? b : a, r->at[i].joins };
    }
    r->count = kept;
    if (kept)
        qsort(r->at, kept, sizeof *r->at, by_pair);
    kept = 0;
    for (size_t i = 0; i < r->count; i++)
        if (!kept || r->at[kept - 1].a != r->at[i].a || r->at[kept - 1].b != r->at[i].b)
            r->at[kept++] = r->at[i];
    r->count = kept;
}

/* Those of which one has grown since go back among the edges. */
static void ask_again(struct work *w)
{
    settle_refusals(w);
    size_t kept = 0;
    for (size_t i = 0; i < w->refused.count; i++) {
        struct refusal r = w->refused.at[i];
        if (w->grown[r.a] > r.joins || w->grown[r.b] > r.joins)
            edges_push(w->arena, &w->heap, (struct edge){ ANY, r.a, r.b });
        else
            w->refused.at[kept++] = r;
    }
    w->refused.count = kept;
}

/* ---- the whole ---- */

static struct work begin(struct arena *arena, const struct cluster *reports, uint32_t count, uint32_t *root, double least)
{
    struct work w = { .arena = arena, .reports = reports, .parent = root, .least = least,
                      .at = arena_new(arena, struct cluster, count), .samples = arena_new(arena, struct sample, count),
                      .grown = arena_new(arena, uint32_t, count) };
    for (uint32_t i = 0; i < count; i++) {
        w.at[i] = reports[i];
        w.samples[i] = (struct sample){ { i }, 1 };
        root[i] = i;
    }
    return w;
}

uint32_t *partition(struct arena *keep, struct arena scratch, const struct cluster *reports, uint32_t count,
                    const struct edges *edges, double least)
{
    uint32_t *root = arena_new(keep, uint32_t, count);
    struct work w = begin(&scratch, reports, count, root, least);
    for (size_t i = 0; i < edges->count; i++)
        edges_push(w.arena, &w.heap, edges->at[i]);
    for (int round = 0; round < ROUNDS && w.heap.count; round++) {
        while (w.heap.count)
            look_at(&w, edges_pop(&w.heap));
        ask_again(&w);
    }
    for (uint32_t i = 0; i < count; i++)
        root[i] = sets_root(root, i);
    return root;
}
