#include "group/stream_review.h"

#include <stdlib.h>

#include "group/partition.h"
#include "group/stream_divide.h"
#include "group/stream_likeness.h"
#include "group/stream_story.h"

enum {
    REVIEW_ARTICLES = 2 * STORY_ARTICLES,    /* of a neighbourhood */
    REVIEW_PAIRS = 150 * STREAM_REVIEW
};

/* Of the least likeness, from which on two stories are reviewed together. */
static const double NEAR = 0.8, NEAR_SETTLING = 0.5;
/* What would not join is reviewed each time it has grown so much; without neighbours, and with them. */
static const double GROWTH = 1.6, GROWTH_JOINT = 1.5;

/* A story in the review under way. */
struct place {
    uint32_t slot, parent, held;             /* held: articles of the whole neighbourhood, at its root */
    bool alike;                              /* two of the neighbourhood's stories should be one, at its root */
    uint32_t root, order;                    /* for sorting: neighbourhoods in the order of their first story */
};

struct review {
    struct stream *s;
    struct arena *arena;
    struct place *places;
    uint32_t count;
    struct edges edges;
    double near;
    bool settle;
    uint64_t pairs;                          /* compared so far */
};

/* ---- neighbourhoods ---- */

static uint32_t find_root(struct review *r, uint32_t i)
{
    while (r->places[i].parent != i)
        i = r->places[i].parent = r->places[r->places[i].parent].parent;
    return i;
}

/* The story's place in the review; a new one where it has none. */
static uint32_t place_of(struct review *r, uint32_t slot)
{
    struct stream_story *story = stream_story_at(r->s, slot);
    if (!story->place) {
        r->places[r->count] = (struct place){ .slot = slot, .parent = r->count, .held = story->held };
        story->place = ++r->count;
    }
    return story->place - 1;
}

/* Whether it is still there, and may be reviewed. */
static bool is_alive(const struct stream *s, struct near_story near)
{
    return near.slot != SLOT_NONE && stream_story_at(s, near.slot)->number == near.number
           && !stream_story_at(s, near.slot)->fixed;
}

/* Notes which of the stories that its articles nearly joined are nearly like it as a whole. */
static void find_neighbours(struct review *r, uint32_t slot)
{
    struct arena scratch = *r->arena;        /* the edges grow behind it, which is why they come last */
    const struct stream_story *story = stream_story_at(r->s, slot);
    struct edge found[STORY_NEAR];
    uint32_t count = 0, place = place_of(r, slot);
    struct cluster cluster = { .size = 0 };
    struct query query;
    for (int i = 0; i < STORY_NEAR; i++) {
        if (!is_alive(r->s, story->near[i]))
            continue;
        if (!cluster.size) {
            cluster = stream_cluster(r->s, &scratch, slot);
            query_open(&query, &cluster.all);
        }
        double score = stream_score_of_sums(r->s, &query, &cluster, story->near[i].slot, r->near);
        if (score >= r->near)
            found[count++] = (struct edge){ (float)score, place, place_of(r, story->near[i].slot) };
    }
    for (uint32_t i = 0; i < count; i++)
        edges_push(r->arena, &r->edges, found[i]);
}

/* Whether two stories should be one: not asked where all are reviewed anyway. */
static bool is_alike(const struct review *r, const struct edge *e)
{
    return (e->likeness >= r->s->least
                         && stream_may_merge(r->s, *r->arena, r->places[e->a].slot, r->places[e->b].slot));
}

/* The most alike first, as long as they find room. */
static void join_neighbours(struct review *r)
{
    while (r->edges.count) {
        struct edge e = edges_pop(&r->edges);
        uint32_t a = find_root(r, e.a), b = find_root(r, e.b);
        if (a == b || r->places[a].held + r->places[b].held > REVIEW_ARTICLES)
            continue;
        uint32_t into = a < b ? a : b, from = a < b ? b : a;
        r->places[from].parent = into;
        r->places[into].held += r->places[from].held;
        r->places[into].alike = r->places[into].alike || r->places[from].alike || is_alike(r, &e);
    }
}

static int by_root(const void *x, const void *y)
{
    const struct place *p = x, *q = y;
    if (p->root != q->root)
        return p->root < q->root ? -1 : 1;
    return (p->order > q->order) - (p->order < q->order);
}

/* ---- the whole ---- */

/* Of `count` places from `first` on, which hold `held` articles. */
static bool is_due(const struct review *r, const struct place *first, uint32_t count, uint32_t held)
{
    uint64_t size = 0, reviewed = 0;
    for (uint32_t i = 0; i < count; i++) {
        size += stream_story_at(r->s, first[i].slot)->size;
        reviewed += stream_story_at(r->s, first[i].slot)->reviewed;
    }
    if (held < 3 && count == 1)
        return false;
    if (count > 1 && first->alike)
        return true;
    if (r->settle)
        return size > reviewed;
    return (double)size >= (count > 1 ? GROWTH_JOINT : GROWTH) * (double)reviewed;
}

/* All neighbourhoods, each a run of places with one root; what is beyond the limit is touched again. */
static void review_all(struct review *r, struct arena scratch)
{
    uint32_t *stories = arena_take_raw(&scratch, sizeof *stories, alignof(uint32_t), r->count);
    for (uint32_t from = 0, to; from < r->count; from = to) {
        uint32_t held = 0;
        for (to = from; to < r->count && r->places[to].root == r->places[from].root; to++) {
            stories[to - from] = r->places[to].slot;
            held += stream_story_at(r->s, r->places[to].slot)->held;
        }
        bool due = is_due(r, &r->places[from], to - from, held);
        if (due && !r->settle && r->pairs > REVIEW_PAIRS)
            stream_touch(r->s, stories[0]);
        else if (due)
            r->pairs += stream_divide(r->s, scratch, stories, to - from, held);
    }
}

/* Takes the touched stories out of their list into places, with those that are near them. */
static void take_touched(struct review *r)
{
    struct stream *s = r->s;
    uint32_t count = 0;
    for (size_t i = 0; i < s->touched_count; i++) {
        struct stream_story *story = stream_story_at(s, s->touched[i]);
        if (story->number == SLOT_NONE || !story->touched)
            continue;
        story->touched = false;
        if (!story->fixed)
            place_of(r, s->touched[i]);
    }
    s->touched_count = 0;
    count = r->count;
    for (uint32_t i = 0; i < count; i++)
        find_neighbours(r, r->places[i].slot);
}

static void number_roots(struct review *r)
{
    for (uint32_t i = 0; i < r->count; i++) {
        r->places[i].root = find_root(r, i);
        r->places[i].order = i;
    }
    for (uint32_t i = 0; i < r->count; i++)
        stream_story_at(r->s, r->places[i].slot)->place = 0;
    qsort(r->places, r->count, sizeof *r->places, by_root);
}

void stream_review(struct stream *s, struct arena scratch, bool settle)
{
    if (!s->touched_count)
        return;
    struct arena grown = arena_half(&scratch);
    struct review r = { .s = s, .arena = &grown, .settle = settle, .near = s->least * (settle ? NEAR_SETTLING : NEAR) };
    r.places = arena_take_raw(&scratch, sizeof *r.places, alignof(struct place), s->touched_count * (STORY_NEAR + 1));
    take_touched(&r);
    join_neighbours(&r);
    number_roots(&r);
    review_all(&r, scratch);
}
