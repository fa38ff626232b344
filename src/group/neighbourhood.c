#include "group/neighbourhood.h"

#include <stdlib.h>

#include "base/sets.h"
#include "group/regroup.h"

/* Reports by neighbourhood: at[first[n] .. first[n + 1] - 1] are those of the n-th, in order. */
struct neighbourhoods {
    uint32_t *at, *first, count;
    uint32_t *of, *place;        /* by report: its neighbourhood, and where in that it stands */
};

static void connect(uint32_t *parent, const struct edges *edges)
{
    for (size_t i = 0; i < edges->count; i++) {
        uint32_t a = sets_root(parent, edges->at[i].a), b = sets_root(parent, edges->at[i].b);
        parent[a < b ? b : a] = a < b ? a : b;
    }
}

static struct neighbourhoods cut(struct arena *keep, uint32_t count, const struct edges *edges)
{
    struct neighbourhoods n = { .of = arena_new(keep, uint32_t, count), .place = arena_new(keep, uint32_t, count) };
    uint32_t *parent = arena_new(keep, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        parent[i] = i;
    connect(parent, edges);
    for (uint32_t i = 0; i < count; i++)
        n.of[i] = sets_root(parent, i) == i ? n.count++ : n.of[sets_root(parent, i)];
    n.first = arena_new(keep, uint32_t, n.count + 1);
    n.at = arena_new(keep, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        n.place[i] = n.first[n.of[i] + 1]++;
    for (uint32_t i = 0; i < n.count; i++)
        n.first[i + 1] += n.first[i];
    for (uint32_t i = 0; i < count; i++)
        n.at[n.first[n.of[i]] + n.place[i]] = i;
    return n;
}

/* Edges in the order of their neighbourhoods, each neighbourhood's in the order they came, by places in it. */
struct shares { struct edge *at; size_t *first; };

static struct shares share_out(struct arena *keep, const struct neighbourhoods *n, const struct edges *edges)
{
    struct shares s = { arena_new(keep, struct edge, edges->count), arena_new(keep, size_t, n->count + 2) };
    for (size_t i = 0; i < edges->count; i++)
        s.first[n->of[edges->at[i].a] + 2]++;
    for (uint32_t i = 0; i < n->count; i++)
        s.first[i + 2] += s.first[i + 1];
    for (size_t i = 0; i < edges->count; i++) {
        struct edge e = edges->at[i];
        s.at[s.first[n->of[e.a] + 1]++] = (struct edge){ e.likeness, n->place[e.a], n->place[e.b] };
    }
    return s;
}

static struct edges share_of(const struct shares *s, uint32_t number)
{
    size_t count = s->first[number + 1] - s->first[number];
    return (struct edges){ s->at + s->first[number], count, count };
}

static uint32_t *group_exactly(struct arena *keep, struct arena scratch, const struct cluster *reports, uint32_t count,
                               double least)
{
    struct dots *dots = arena_new(&scratch, struct dots, (size_t)count * count);
    struct round_up *round_ups = round_ups_new(&scratch, count);
    for (uint32_t a = 0; a < count; a++)
        for (uint32_t b = a + 1; b < count; b++) {
            struct common common = common_of(&reports[a].all, &reports[b].all);
            dots[(size_t)a * count + b] = dots_of_pair(&reports[a], &reports[b], &common);
            round_up_note(round_ups, a, b, &reports[a], &reports[b], &common);
        }
    return regroup(keep, scratch, reports, count, dots, round_ups, least);
}

uint32_t *neighbourhoods_group(struct arena *keep, struct arena scratch, const struct cluster *reports, uint32_t count,
                               const struct edges *edges, double least)
{
    uint32_t *root = arena_new(keep, uint32_t, count);
    struct neighbourhoods n = cut(&scratch, count, edges);
    struct shares shares = share_out(&scratch, &n, edges);
    for (uint32_t i = 0; i < n.count; i++) {
        const uint32_t *members = n.at + n.first[i];
        uint32_t size = n.first[i + 1] - n.first[i];
        struct arena passing = scratch;
        struct cluster *piece = arena_new(&passing, struct cluster, size);
        for (uint32_t k = 0; k < size; k++)
            piece[k] = reports[members[k]];
        struct edges of_piece = share_of(&shares, i);
        struct arena result = arena_half(&passing);
        uint32_t *roots = size <= NEIGHBOURS_EXACT
            ? group_exactly(&result, passing, piece, size, least)
            : partition(&result, passing, piece, size, &of_piece, least);
        for (uint32_t k = 0; k < size; k++)
            root[members[k]] = members[roots[k]];
    }
    return root;
}
