#include "base/linkage.h"

#include <math.h>
#include <stdbool.h>

#include "base/sets.h"

/* What a cluster is like: the sum of the weights to another, by the number that other had when it was noted.
 * Lists are put in order when their cluster joins: what has gone into one cluster since is added up. */
struct tie { uint32_t other; float sum; };
struct ties { struct tie *at; uint32_t count; };

/* A mean that held when the two clusters had joined so many times. */
struct offer { float mean; uint32_t a, b, age; };
struct heap { struct offer *at; size_t count, room; struct arena arena; };

struct linker {
    uint32_t *root;
    struct ties *ties;           /* by root */
    uint32_t *size, *age;        /* by root */
    float *sum;                  /* by root; of the cluster that joins just now, else 0 */
    uint32_t *touched;
    struct heap heap;
    struct arena arena;
    float least, power;
};

static bool is_better(const struct offer *x, const struct offer *y)
{
    if (x->mean != y->mean)
        return x->mean > y->mean;
    return x->a != y->a ? x->a < y->a : x->b < y->b;
}

static void push(struct heap *h, struct offer o)
{
    ARENA_ROOM(&h->arena, h->at, h->count, h->room);
    size_t i = h->count++;
    for (; i && is_better(&o, &h->at[(i - 1) / 2]); i = (i - 1) / 2)
        h->at[i] = h->at[(i - 1) / 2];
    h->at[i] = o;
}

static struct offer pop(struct heap *h)
{
    struct offer top = h->at[0], last = h->at[--h->count];
    size_t i = 0;
    for (size_t child; (child = 2 * i + 1) < h->count; i = child) {
        if (child + 1 < h->count && is_better(&h->at[child + 1], &h->at[child]))
            child++;
        if (!is_better(&h->at[child], &last))
            break;
        h->at[i] = h->at[child];
    }
    h->at[i] = last;
    return top;
}

static void offer(struct linker *l, uint32_t a, uint32_t b, float sum)
{
    float pairs = (float)l->size[a] * (float)l->size[b];
    float mean = sum / (l->power == 1 || pairs == 1 ? pairs : powf(pairs, l->power));
    if (mean >= l->least)
        push(&l->heap, (struct offer){ mean, a < b ? a : b, a < b ? b : a, l->age[a] + l->age[b] });
}

/* Adds the ties of `from` to what the cluster that joins is like. */
static uint32_t gather(struct linker *l, const struct ties *from, uint32_t a, uint32_t b, uint32_t touched)
{
    for (uint32_t i = 0; i < from->count; i++) {
        uint32_t other = sets_root(l->root, from->at[i].other);
        if (other == a || other == b)
            continue;
        if (l->sum[other] == 0)
            l->touched[touched++] = other;
        l->sum[other] += from->at[i].sum;
    }
    return touched;
}

/* Cluster b goes into a, which is less. */
static void join(struct linker *l, uint32_t a, uint32_t b)
{
    uint32_t count = gather(l, &l->ties[b], a, b, gather(l, &l->ties[a], a, b, 0));
    l->root[b] = a;
    l->size[a] += l->size[b];
    l->age[a] += l->age[b] + 1;
    struct ties *ties = &l->ties[a];
    if (count > ties->count)
        ties->at = arena_new(&l->arena, struct tie, count);
    ties->count = count;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t other = l->touched[i];
        ties->at[i] = (struct tie){ other, l->sum[other] };
        l->sum[other] = 0;
        offer(l, a, other, ties->at[i].sum);
    }
}

static struct linker begin(struct arena *scratch, const struct linkage_pair *pairs, size_t count, uint32_t things, uint32_t *root,
                           float least, float power)
{
    struct linker l = { .root = root, .least = least, .power = power, .ties = arena_new(scratch, struct ties, things),
                        .size = arena_new(scratch, uint32_t, things), .age = arena_new(scratch, uint32_t, things),
                        .sum = arena_new(scratch, float, things), .touched = arena_new(scratch, uint32_t, things) };
    for (uint32_t i = 0; i < things; i++) {
        root[i] = i;
        l.size[i] = 1;
    }
    for (size_t i = 0; i < count; i++) {
        l.ties[pairs[i].a].count++;
        l.ties[pairs[i].b].count++;
    }
    for (uint32_t i = 0; i < things; i++) {
        l.ties[i].at = arena_new(scratch, struct tie, l.ties[i].count);
        l.ties[i].count = 0;
    }
    l.heap.arena = arena_half(scratch);
    l.arena = *scratch;
    for (size_t i = 0; i < count; i++) {
        const struct linkage_pair *k = &pairs[i];
        l.ties[k->a].at[l.ties[k->a].count++] = (struct tie){ k->b, k->weight };
        l.ties[k->b].at[l.ties[k->b].count++] = (struct tie){ k->a, k->weight };
        offer(&l, k->a, k->b, k->weight);
    }
    return l;
}

uint32_t *linkage(struct arena *keep, struct arena scratch, const struct linkage_pair *pairs, size_t count, uint32_t things,
                  float least, float power)
{
    uint32_t *root = arena_new(keep, uint32_t, things);
    struct linker l = begin(&scratch, pairs, count, things, root, least, power);
    while (l.heap.count) {
        struct offer best = pop(&l.heap);
        bool stands = root[best.a] == best.a && root[best.b] == best.b && l.age[best.a] + l.age[best.b] == best.age;
        if (stands)
            join(&l, best.a, best.b);
    }
    for (uint32_t i = 0; i < things; i++)
        root[i] = sets_root(root, i);
    return root;
}
