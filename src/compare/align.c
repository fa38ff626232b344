#include "compare/align.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"

/* Found on development sets by the scorer of clusters; the result hangs little on the second digit. */
static const float join_from = 0.22f;            /* average likeness at which clusters join */
static const float pair_from = 0.05f;            /* pairs below it are not kept */
static const float near_from = 0.3f;            /* too alike to say that the one lacks the other */
static const float same_report_from = 0.75f;     /* within one report only repetition joins */

enum { POSTINGS_MAX = 400 };   /* a term in more statements nominates no pairs */

struct pair { float score; uint32_t a, b; };

/* ---- what speaks against a pair ---- */

struct shared { unsigned names, days, names_a, names_b, days_a, days_b; };

static void count_one(struct shared *s, const struct term *term, bool in_a, bool in_b)
{
    bool name = term->kind == TERM_ENTITY, day = term->kind == TERM_DATE;
    s->names += name && in_a && in_b;
    s->days += day && in_a && in_b;
    s->names_a += name && in_a;
    s->names_b += name && in_b;
    s->days_a += day && in_a;
    s->days_b += day && in_b;
}

static struct shared count_shared(const struct statement *a, const struct statement *b)
{
    struct shared s = { 0 };
    uint32_t i = 0, k = 0;
    while (i < a->term_count || k < b->term_count) {
        if (k == b->term_count || (i < a->term_count && a->terms[i].key < b->terms[k].key))
            count_one(&s, &a->terms[i++], true, false);
        else if (i == a->term_count || a->terms[i].key > b->terms[k].key)
            count_one(&s, &b->terms[k++], false, true);
        else {
            count_one(&s, &a->terms[i++], true, true);
            k++;
        }
    }
    return s;
}

float align_score(const struct statement *a, const struct statement *b)
{
    float score = statement_likeness(a, b);
    if (score < pair_from)
        return score;
    struct shared s = count_shared(a, b);
    if (s.names_a && s.names_b && !s.names)
        score *= 0.6f;
    if (s.days_a && s.days_b && !s.days)
        score *= 0.7f;
    if (a->negative != b->negative)
        score *= 0.9f;
    return score;
}

/* ---- candidates ---- */

struct posting { uint64_t key; uint32_t statement; float weight; };

static int by_key(const void *a, const void *b)
{
    const struct posting *x = a, *y = b;
    if (x->key != y->key)
        return (x->key > y->key) - (x->key < y->key);
    return (x->statement > y->statement) - (x->statement < y->statement);
}

static int by_score(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    if (x->score != y->score)
        return (x->score < y->score) - (x->score > y->score);
    if (x->a != y->a)
        return (x->a > y->a) - (x->a < y->a);
    return (x->b > y->b) - (x->b < y->b);
}

static bool may_join(const struct statement *a, const struct statement *b, float score)
{
    return score >= (a->report == b->report ? same_report_from : pair_from);
}

struct index { struct posting *at; size_t count; };

static struct index build_index(struct arena *scratch, struct statements statements)
{
    struct index index = { NULL, 0 };
    for (uint32_t i = 0; i < statements.count; i++)
        index.count += statements.at[i].term_count;
    index.at = arena_new(scratch, struct posting, index.count);
    size_t n = 0;
    for (uint32_t i = 0; i < statements.count; i++)
        for (uint32_t t = 0; t < statements.at[i].term_count; t++)
            index.at[n++] = (struct posting){ statements.at[i].terms[t].key, i, statements.at[i].terms[t].weight };
    qsort(index.at, n, sizeof *index.at, by_key);
    return index;
}

/* All pairs that share a term which is not too common, each scored once. */
static struct pair *find_pairs(struct arena *keep, struct arena scratch, struct statements statements, size_t *count)
{
    struct index index = build_index(&scratch, statements);
    struct map seen = map_in(&scratch, statements.count * 8);
    struct pair *pairs = NULL;
    size_t room = 0;
    *count = 0;
    for (size_t from = 0, to; from < index.count; from = to) {
        for (to = from; to < index.count && index.at[to].key == index.at[from].key; to++)
            ;
        if (to - from > POSTINGS_MAX)
            continue;
        for (size_t i = from; i < to; i++)
            for (size_t k = i + 1; k < to; k++) {
                uint32_t a = index.at[i].statement, b = index.at[k].statement;
                bool fresh;
                map_at(&seen, (uint64_t)a << 32 | b, &fresh);
                float score = fresh ? align_score(&statements.at[a], &statements.at[b]) : 0;
                if (!fresh || !may_join(&statements.at[a], &statements.at[b], score))
                    continue;
                ARENA_ROOM(keep, pairs, *count, room);
                pairs[(*count)++] = (struct pair){ score, a, b };
            }
    }
    return pairs;
}

/* ---- average link ---- */

/* A cluster's likeness to another, as the sum over member pairs. */
struct link { uint32_t other; float sum; };
struct cluster { struct link *links; size_t count, room; uint32_t size; bool gone; };
struct heap { struct pair *at; size_t count, room; struct arena *arena; };

static void heap_push(struct heap *h, struct pair p)
{
    ARENA_ROOM(h->arena, h->at, h->count, h->room);
    size_t i = h->count++;
    while (i && by_score(&p, &h->at[(i - 1) / 2]) < 0) {
        h->at[i] = h->at[(i - 1) / 2];
        i = (i - 1) / 2;
    }
    h->at[i] = p;
}

static struct pair heap_pop(struct heap *h)
{
    struct pair top = h->at[0], last = h->at[--h->count];
    size_t i = 0;
    for (size_t child; (child = 2 * i + 1) < h->count; i = child) {
        if (child + 1 < h->count && by_score(&h->at[child + 1], &h->at[child]) < 0)
            child++;
        if (by_score(&last, &h->at[child]) <= 0)
            break;
        h->at[i] = h->at[child];
    }
    h->at[i] = last;
    return top;
}

static struct link *link_to(struct cluster *c, uint32_t other)
{
    for (size_t i = 0; i < c->count; i++)
        if (c->links[i].other == other)
            return &c->links[i];
    return NULL;
}

static void add_link(struct arena *arena, struct cluster *c, uint32_t other, float sum)
{
    struct link *link = link_to(c, other);
    if (link) {
        link->sum += sum;
        return;
    }
    ARENA_ROOM(arena, c->links, c->count, c->room);
    c->links[c->count++] = (struct link){ other, sum };
}

static void drop_link(struct cluster *c, uint32_t other)
{
    struct link *link = link_to(c, other);
    if (link)
        *link = c->links[--c->count];
}

static float average(const struct cluster *clusters, uint32_t a, uint32_t b)
{
    struct link *link = link_to((struct cluster *)&clusters[a], b);
    return link ? link->sum / (float)(clusters[a].size * clusters[b].size) : 0;
}

static void merge(struct arena *arena, struct cluster *clusters, struct heap *heap, uint32_t a, uint32_t b)
{
    struct cluster *into = &clusters[a], *from = &clusters[b];
    drop_link(into, b);
    for (size_t i = 0; i < from->count; i++) {
        struct link link = from->links[i];
        if (link.other == a)
            continue;
        drop_link(&clusters[link.other], b);
        add_link(arena, into, link.other, link.sum);
        add_link(arena, &clusters[link.other], a, link.sum);
    }
    into->size += from->size;
    from->gone = true;
    for (size_t i = 0; i < into->count; i++) {
        uint32_t other = into->links[i].other;
        float score = average(clusters, a, other);
        if (score >= join_from)
            heap_push(heap, (struct pair){ score, a < other ? a : other, a < other ? other : a });
    }
}

static void keep_nears(struct arena *keep, struct nears *nears, struct statements statements, const struct pair *pairs,
                       size_t count)
{
    size_t room = 0;
    *nears = (struct nears){ NULL, 0 };
    for (size_t i = 0; i < count; i++) {
        const struct statement *a = &statements.at[pairs[i].a], *b = &statements.at[pairs[i].b];
        if (pairs[i].score < near_from || a->claim == b->claim || a->report == b->report)
            continue;
        ARENA_ROOM(keep, nears->at, nears->count, room);
        nears->at[nears->count++] = (struct near){ pairs[i].a, pairs[i].b };
    }
}

uint32_t align_statements(struct arena *keep, struct arena scratch, struct statements statements, struct nears *nears)
{
    size_t pair_count;
    struct arena inner = scratch, rest = arena_half(&inner);   /* links and heap grow at once */
    struct pair *pairs = find_pairs(&inner, rest, statements, &pair_count);
    struct cluster *clusters = arena_new(&inner, struct cluster, statements.count);
    uint32_t *parent = arena_new(&inner, uint32_t, statements.count);
    struct heap heap = { .arena = &rest };

    for (uint32_t i = 0; i < statements.count; i++) {
        clusters[i].size = 1;
        parent[i] = i;
    }
    for (size_t i = 0; i < pair_count; i++) {
        add_link(&inner, &clusters[pairs[i].a], pairs[i].b, pairs[i].score);
        add_link(&inner, &clusters[pairs[i].b], pairs[i].a, pairs[i].score);
        if (pairs[i].score >= join_from)
            heap_push(&heap, pairs[i]);
    }
    while (heap.count) {
        struct pair best = heap_pop(&heap);
        if (clusters[best.a].gone || clusters[best.b].gone || average(clusters, best.a, best.b) != best.score)
            continue;
        merge(&inner, clusters, &heap, best.a, best.b);
        parent[best.b] = best.a;
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < statements.count; i++)   /* a parent stands before its child */
        statements.at[i].claim = parent[i] == i ? count++ : statements.at[parent[i]].claim;
    keep_nears(keep, nears, statements, pairs, pair_count);
    return count;
}
