#include "compare/align.h"

#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"

/* Found on development sets by the scorer of clusters; the result hangs little on the second digit. */
static const float join_from = 0.22f;            /* average likeness at which clusters join */
static const float pair_from = 0.08f;            /* pairs below it are not kept */
static const float near_from = 0.3f;            /* too alike to say that the one lacks the other */
static const float same_report_from = 0.75f;     /* within one report only repetition joins */

enum { POSTINGS_MAX = 400 };   /* a term in more statements nominates no pairs */

struct pair { float score; uint32_t a, b; };

/* ---- what speaks against a pair ---- */

/* What two statements hold of names and days, and how many of them they share. */
struct shared { unsigned names, days, names_a, names_b, days_a, days_b; };

static float adjusted(float likeness, const struct shared *s, bool polarity_differs)
{
    if (s->names_a && s->names_b && !s->names)
        likeness *= 0.6f;
    else if (s->names == 1 && s->names_a > 1 && s->names_b > 1)    /* one in common, and each has others */
        likeness *= 0.85f;
    if (!s->names_a != !s->names_b)
        likeness *= 0.85f;
    if (s->days_a && s->days_b && !s->days)
        likeness *= 0.7f;
    return polarity_differs ? likeness * 0.9f : likeness;
}

static void count_own(const struct statement *s, unsigned *names, unsigned *days)
{
    for (uint32_t i = 0; i < s->term_count; i++) {
        *names += s->terms[i].kind == TERM_ENTITY;
        *days += s->terms[i].kind == TERM_DATE;
    }
}

float align_score(const struct statement *a, const struct statement *b)
{
    struct shared s = { 0 };
    float likeness = 0;
    count_own(a, &s.names_a, &s.days_a);
    count_own(b, &s.names_b, &s.days_b);
    for (uint32_t i = 0, k = 0; i < a->term_count && k < b->term_count;) {
        if (a->terms[i].key != b->terms[k].key) {
            if (a->terms[i].key < b->terms[k].key)
                i++;
            else
                k++;
            continue;
        }
        likeness += a->terms[i].weight * b->terms[k].weight;
        s.names += a->terms[i].kind == TERM_ENTITY;
        s.days += a->terms[i].kind == TERM_DATE;
        i++;
        k++;
    }
    return adjusted(likeness, &s, a->negative != b->negative);
}

/* ---- candidates ---- */

/* Statements by term: those of one term stand together, in order. */
struct posting { uint64_t key; uint32_t statement, term; };
struct index {
    struct posting *at;
    size_t count;
    uint32_t **run;          /* [statement][term] -> first posting of that term; UINT32_MAX for a common one */
};

static int by_key(const void *a, const void *b)
{
    const struct posting *x = a, *y = b;
    if (x->key != y->key)
        return (x->key > y->key) - (x->key < y->key);
    return (x->statement > y->statement) - (x->statement < y->statement);
}

static struct index build_index(struct arena *scratch, struct statements statements)
{
    struct index index = { NULL, 0, arena_new(scratch, uint32_t *, statements.count) };
    for (uint32_t i = 0; i < statements.count; i++)
        index.count += statements.at[i].term_count;
    index.at = arena_new(scratch, struct posting, index.count);
    size_t n = 0;
    for (uint32_t i = 0; i < statements.count; i++) {
        index.run[i] = arena_new(scratch, uint32_t, statements.at[i].term_count);
        for (uint32_t t = 0; t < statements.at[i].term_count; t++)
            index.at[n++] = (struct posting){ statements.at[i].terms[t].key, i, t };
    }
    if (n)
        qsort(index.at, n, sizeof *index.at, by_key);
    for (size_t from = 0, to; from < n; from = to) {
        for (to = from; to < n && index.at[to].key == index.at[from].key; to++)
            ;
        for (size_t k = from; k < to; k++)
            index.run[index.at[k].statement][index.at[k].term] = to - from > POSTINGS_MAX ? UINT32_MAX : (uint32_t)from;
    }
    return index;
}

/* What has been added up of one statement's likeness to another. */
struct tally { float likeness; unsigned names, days; bool touched; };

struct search {
    struct statements statements;
    struct index index;
    struct tally *tally;
    uint32_t *touched, touched_count;
    unsigned *names, *days;             /* how many each statement has */
};

/* Adds up the likeness of statement `i` to all later ones that share a term with it. */
static void add_up(struct search *s, uint32_t i)
{
    const struct statement *a = &s->statements.at[i];
    s->touched_count = 0;
    for (uint32_t t = 0; t < a->term_count; t++) {
        for (size_t p = s->index.run[i][t]; p < s->index.count && s->index.at[p].key == a->terms[t].key; p++) {
            uint32_t other = s->index.at[p].statement;
            if (other <= i)
                continue;
            struct tally *tally = &s->tally[other];
            if (!tally->touched) {
                *tally = (struct tally){ .touched = true };
                s->touched[s->touched_count++] = other;
            }
            tally->likeness += a->terms[t].weight * s->statements.at[other].terms[s->index.at[p].term].weight;
            tally->names += a->terms[t].kind == TERM_ENTITY;
            tally->days += a->terms[t].kind == TERM_DATE;
        }
    }
}

static bool may_join(const struct statement *a, const struct statement *b, float score)
{
    return score >= (a->report == b->report ? same_report_from : pair_from);
}

/* All pairs that share a term which is not too common. */
static struct pair *find_pairs(struct arena *keep, struct arena scratch, struct statements statements, size_t *count)
{
    struct search s = { .statements = statements, .index = build_index(&scratch, statements) };
    struct pair *pairs = NULL;
    size_t room = 0;
    s.tally = arena_new(&scratch, struct tally, statements.count);
    s.touched = arena_new(&scratch, uint32_t, statements.count);
    s.names = arena_new(&scratch, unsigned, statements.count);
    s.days = arena_new(&scratch, unsigned, statements.count);
    for (uint32_t i = 0; i < statements.count; i++)
        count_own(&statements.at[i], &s.names[i], &s.days[i]);
    *count = 0;
    for (uint32_t i = 0; i < statements.count; i++) {
        const struct statement *a = &statements.at[i];
        add_up(&s, i);
        for (uint32_t k = 0; k < s.touched_count; k++) {
            uint32_t other = s.touched[k];
            const struct statement *b = &statements.at[other];
            struct shared shared = { s.tally[other].names, s.tally[other].days, s.names[i], s.names[other], s.days[i], s.days[other] };
            float score = adjusted(s.tally[other].likeness, &shared, a->negative != b->negative);
            s.tally[other].touched = false;
            if (!may_join(a, b, score))
                continue;
            ARENA_ROOM(keep, pairs, *count, room);
            pairs[(*count)++] = (struct pair){ score, i, other };
        }
    }
    return pairs;
}

/* ---- average link ---- */

/* The clusters one is like; some of them may have gone into others since. */
struct cluster { uint32_t *like; size_t count, room; uint32_t size; bool gone; };
struct heap { struct pair *at; size_t count, room; struct arena arena; };

struct linker {
    struct cluster *clusters;
    uint32_t *parent;
    struct map sum_of;          /* two clusters -> number of the sum over their pairs of statements */
    float *sums;
    size_t sum_count, sum_room;
    struct arena sum_arena;
    struct heap heap;
    struct arena arena;
};

static int by_score(const struct pair *x, const struct pair *y)
{
    if (x->score != y->score)
        return (x->score < y->score) - (x->score > y->score);
    if (x->a != y->a)
        return (x->a > y->a) - (x->a < y->a);
    return (x->b > y->b) - (x->b < y->b);
}

static void heap_push(struct heap *h, struct pair p)
{
    ARENA_ROOM(&h->arena, h->at, h->count, h->room);
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

static uint64_t both(uint32_t a, uint32_t b) { return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a; }

static float sum_of(const struct linker *l, uint32_t a, uint32_t b)
{
    const uint32_t *number = map_find(&l->sum_of, both(a, b));
    return number ? l->sums[*number] : 0;
}

static void list_like(struct linker *l, uint32_t a, uint32_t b)
{
    struct cluster *c = &l->clusters[a];
    ARENA_ROOM(&l->arena, c->like, c->count, c->room);
    c->like[c->count++] = b;
}

static void add_sum(struct linker *l, uint32_t a, uint32_t b, float sum)
{
    bool fresh;
    uint32_t *number = map_at(&l->sum_of, both(a, b), &fresh);
    if (!fresh) {
        l->sums[*number] += sum;
        return;
    }
    *number = (uint32_t)l->sum_count;
    ARENA_ROOM(&l->sum_arena, l->sums, l->sum_count, l->sum_room);
    l->sums[l->sum_count++] = sum;
    list_like(l, a, b);
    list_like(l, b, a);
}

static float average(const struct linker *l, uint32_t a, uint32_t b)
{
    return sum_of(l, a, b) / ((float)l->clusters[a].size * (float)l->clusters[b].size);
}

static void push_average(struct linker *l, uint32_t a, uint32_t b)
{
    float score = average(l, a, b);
    if (score >= join_from)
        heap_push(&l->heap, (struct pair){ score, a < b ? a : b, a < b ? b : a });
}

/* Cluster b goes into a.  Averages of a that fall by it are found stale when they come up. */
static void merge(struct linker *l, uint32_t a, uint32_t b)
{
    l->clusters[b].gone = true;
    l->parent[b] = a;
    l->clusters[a].size += l->clusters[b].size;
    for (size_t i = 0; i < l->clusters[b].count; i++) {
        uint32_t other = l->clusters[b].like[i];
        if (other == a || l->clusters[other].gone)
            continue;
        add_sum(l, a, other, sum_of(l, b, other));
        push_average(l, a, other);
    }
}

static struct linker linker_in(struct arena *scratch, uint32_t count, const struct pair *pairs, size_t pair_count)
{
    struct linker l = { .clusters = arena_new(scratch, struct cluster, count), .parent = arena_new(scratch, uint32_t, count) };
    l.heap.arena = arena_half(scratch);       /* the lists grow at once, each in a part of its own */
    l.sum_arena = arena_half(scratch);
    l.arena = arena_half(scratch);
    l.sum_of = map_in(scratch, pair_count);
    for (uint32_t i = 0; i < count; i++) {
        l.clusters[i].size = 1;
        l.parent[i] = i;
    }
    for (size_t i = 0; i < pair_count; i++) {
        add_sum(&l, pairs[i].a, pairs[i].b, pairs[i].score);
        push_average(&l, pairs[i].a, pairs[i].b);
    }
    return l;
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
    struct arena pair_arena = arena_half(&scratch);
    struct pair *pairs = find_pairs(&pair_arena, scratch, statements, &pair_count);
    struct linker l = linker_in(&scratch, statements.count, pairs, pair_count);
    while (l.heap.count) {
        struct pair best = heap_pop(&l.heap);
        if (l.clusters[best.a].gone || l.clusters[best.b].gone)
            continue;
        if (average(&l, best.a, best.b) != best.score)
            push_average(&l, best.a, best.b);
        else
            merge(&l, best.a, best.b);
    }
    uint32_t count = 0;
    for (uint32_t i = 0; i < statements.count; i++)   /* a parent stands before its child */
        statements.at[i].claim = l.parent[i] == i ? count++ : statements.at[l.parent[i]].claim;
    keep_nears(keep, nears, statements, pairs, pair_count);
    return count;
}
