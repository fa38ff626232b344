#include "group/copies.h"

#include <stdlib.h>

#include "base/map.h"
#include "group/shingle.h"

enum {
    ALL_PAIRS = 40,         /* up to so many reports every pair is aligned: nothing hangs on sampling */
    SHINGLE_WORDS = 5,      /* rare by chance, short enough to survive light editing */
    SAMPLE = 8,             /* one shingle in so many is indexed, chosen by value: copies keep the same ones */
    POSTINGS_MAX = 64,      /* of the reports that hold a shingle so many are remembered; later ones pair with these */
    GRAM_WORDS = 3,         /* what pairs are aligned on */
    PLACES_MAX = 4,         /* places of one gram in one report that are looked at */
    RUN_GAP = 8,            /* words that may differ inside a run */
    RUN_DRIFT = 12,         /* words by which its two sides may differ in a gap */
    RUN_WORDS = 8,          /* shorter runs are chance */
    RUNS_OPEN = 12          /* runs that grow at one time */
};

/* A pair is worth aligning when its shared shingles are rare (each counts 1 / the reports that hold it, so
 * that boilerplate nominates nobody) or when they are a good part of the shorter of the two. */
static const float RARE_ENOUGH = 0.2f, PART_ENOUGH = 0.2f;

/* ---- nomination ---- */

struct holders { uint32_t count, last; };   /* reports that hold a shingle, and the last of them, + 1 */

struct sampled {
    uint32_t *number;       /* of each sampled shingle, report after report, no number twice in a report */
    uint32_t *first;        /* report i has number[first[i] .. first[i + 1] - 1] */
    struct holders *holders;    /* by number */
    uint32_t distinct;
};

struct nominees {
    float *weight;          /* by report; 0 but for those in `touched` */
    uint32_t *hits;
    uint32_t *touched, count;
};

struct postings {
    uint32_t *at;           /* reports, shingle after shingle */
    uint32_t *first, *count;
};

static void sample_body(struct arena *keep, struct sampled *s, struct map *numbers, size_t rooms[2],
                        const struct body *body, uint32_t report)
{
    for (uint32_t w = 0; w + SHINGLE_WORDS <= body->count; w++) {
        uint64_t hash = shingle(body->word + w, SHINGLE_WORDS);
        if (hash % SAMPLE)
            continue;
        bool is_new;
        uint32_t *number = map_at(numbers, hash, &is_new);
        if (is_new) {
            *number = s->distinct;
            ARENA_ROOM(keep, s->holders, s->distinct, rooms[0]);
            s->holders[s->distinct++] = (struct holders){ 0, 0 };
        }
        struct holders *holders = &s->holders[*number];
        if (holders->last == report + 1)
            continue;
        holders->last = report + 1;
        holders->count++;
        uint32_t total = s->first[report + 1];
        ARENA_ROOM(keep, s->number, total, rooms[1]);
        s->number[total] = *number;
        s->first[report + 1]++;
    }
}

static struct sampled sample_all(struct arena *keep, const struct body *bodies, size_t count)
{
    size_t rooms[2] = { 0, 0 };
    struct sampled s = { .first = arena_new(keep, uint32_t, count + 1) };
    struct map numbers = map_in(keep, 0);
    for (uint32_t i = 0; i < count; i++) {
        s.first[i + 1] = s.first[i];
        sample_body(keep, &s, &numbers, rooms, &bodies[i], i);
    }
    return s;
}

static struct postings make_postings(struct arena *keep, const struct sampled *s)
{
    struct postings p = { .first = arena_new(keep, uint32_t, s->distinct + 1),
                          .count = arena_new(keep, uint32_t, s->distinct) };
    size_t total = 0;
    for (uint32_t i = 0; i < s->distinct; i++) {
        p.first[i] = (uint32_t)total;
        uint32_t holders = s->holders[i].count;
        total += holders < 2 ? 0 : holders < POSTINGS_MAX ? holders : POSTINGS_MAX;
    }
    p.first[s->distinct] = (uint32_t)total;
    p.at = arena_new(keep, uint32_t, total);
    return p;
}

/* The earlier reports that share sampled shingles with `report`, which is put into the postings. */
static void nominate(struct nominees *n, struct postings *p, const struct sampled *s, uint32_t report)
{
    n->count = 0;
    for (uint32_t k = s->first[report]; k < s->first[report + 1]; k++) {
        uint32_t number = s->number[k], first = p->first[number];
        float rarity = 1.0f / (float)s->holders[number].count;
        for (uint32_t i = 0; i < p->count[number]; i++) {
            uint32_t other = p->at[first + i];
            if (n->hits[other]++ == 0)
                n->touched[n->count++] = other;
            n->weight[other] += rarity;
        }
        if (p->count[number] < p->first[number + 1] - first)
            p->at[first + p->count[number]++] = report;
    }
}

static uint32_t shingles_of(const struct sampled *s, uint32_t report)
{
    return s->first[report + 1] - s->first[report];
}

static bool is_nominated(const struct nominees *n, const struct sampled *s, uint32_t a, uint32_t b)
{
    uint32_t of_a = shingles_of(s, a), of_b = shingles_of(s, b), less = of_a < of_b ? of_a : of_b;
    return n->weight[a] >= RARE_ENOUGH || (float)n->hits[a] >= PART_ENOUGH * (float)less;
}

/* ---- alignment ---- */

/* Words [a_from, a_to) of one body and [b_from, b_to) of the other. */
struct run { uint32_t a_from, a_to, b_from, b_to; };

/* Where the grams of one body stand: chains through places, none of them with more than PLACES_MAX of one gram. */
struct places {
    const struct body *body;
    uint32_t *head, *next;  /* place + 1; 0 ends a chain */
    uint32_t mask;
};

struct runs {
    struct run *at;
    size_t count, room;
    struct run open[RUNS_OPEN];
    uint32_t open_count;
};

static bool same_gram(const uint32_t *a, const uint32_t *b)
{
    return a[0] == b[0] && a[1] == b[1] && a[2] == b[2];
}

static struct places places_of(struct arena *keep, const struct body *body)
{
    struct places p = { .body = body, .mask = 15 };
    while (p.mask < body->count * 2)
        p.mask = p.mask * 2 + 1;
    p.head = arena_new(keep, uint32_t, (size_t)p.mask + 1);
    p.next = arena_new(keep, uint32_t, body->count);
    for (uint32_t i = 0; i + GRAM_WORDS <= body->count; i++) {
        uint32_t *link = &p.head[shingle(body->word + i, GRAM_WORDS) & p.mask], same = 0;
        while (*link && same < PLACES_MAX) {
            same += same_gram(body->word + *link - 1, body->word + i);
            link = &p.next[*link - 1];
        }
        if (same < PLACES_MAX)
            *link = i + 1;
    }
    return p;
}

static uint32_t distance(uint32_t a, uint32_t b) { return a > b ? a - b : b - a; }

/* Whether a gram at words a, b may go on with `run`, and how far it is off the diagonal of its end. */
static bool continues(const struct run *run, uint32_t a, uint32_t b, uint32_t *drift)
{
    if (a > run->a_to + RUN_GAP || b > run->b_to + RUN_GAP || b < run->b_from)
        return false;
    *drift = distance(a + run->b_to, b + run->a_to);
    return *drift <= RUN_DRIFT;
}

static void close_run(struct arena *keep, struct runs *runs, uint32_t number)
{
    struct run run = runs->open[number];
    runs->open[number] = runs->open[--runs->open_count];
    if (run.a_to - run.a_from < RUN_WORDS)
        return;
    ARENA_ROOM(keep, runs->at, runs->count, runs->room);
    runs->at[runs->count++] = run;
}

static void open_run(struct arena *keep, struct runs *runs, struct run run)
{
    if (runs->open_count == RUNS_OPEN) {
        uint32_t oldest = 0;
        for (uint32_t i = 1; i < RUNS_OPEN; i++)
            if (runs->open[i].a_to < runs->open[oldest].a_to)
                oldest = i;
        close_run(keep, runs, oldest);
    }
    runs->open[runs->open_count++] = run;
}

static void add_match(struct arena *keep, struct runs *runs, uint32_t a, uint32_t b)
{
    struct run *best = NULL;
    uint32_t least = 0, drift;
    for (uint32_t i = 0; i < runs->open_count; i++)
        if (continues(&runs->open[i], a, b, &drift) && (!best || drift < least)) {
            best = &runs->open[i];
            least = drift;
        }
    if (!best) {
        open_run(keep, runs, (struct run){ a, a + GRAM_WORDS, b, b + GRAM_WORDS });
        return;
    }
    best->a_to = a + GRAM_WORDS;
    if (b + GRAM_WORDS > best->b_to)
        best->b_to = b + GRAM_WORDS;
}

static void close_left_behind(struct arena *keep, struct runs *runs, uint32_t a)
{
    for (uint32_t i = runs->open_count; i-- > 0;)
        if (a > runs->open[i].a_to + RUN_GAP)
            close_run(keep, runs, i);
}

static int by_place(const void *x, const void *y)
{
    const struct run *p = x, *q = y;
    if (p->a_from != q->a_from)
        return p->a_from < q->a_from ? -1 : 1;
    return (p->b_from > q->b_from) - (p->b_from < q->b_from);
}

static bool same_words(const struct body *a, const struct body *b)
{
    return a->count == b->count && (!a->count || memcmp(a->word, b->word, a->count * sizeof *a->word) == 0);
}

/* The common runs of `a` and the body of `places`, in order of a. */
static struct runs align(struct arena *keep, const struct body *a, const struct places *places)
{
    const struct body *b = places->body;
    struct runs runs = { .count = 0 };
    if (same_words(a, b) && a->count) {
        ARENA_ROOM(keep, runs.at, 0, runs.room);
        runs.at[runs.count++] = (struct run){ 0, a->count, 0, a->count };
        return runs;
    }
    for (uint32_t i = 0; i + GRAM_WORDS <= a->count; i++) {
        uint32_t place = places->head[shingle(a->word + i, GRAM_WORDS) & places->mask];
        for (; place; place = places->next[place - 1])
            if (same_gram(b->word + place - 1, a->word + i))
                add_match(keep, &runs, i, place - 1);
        close_left_behind(keep, &runs, i);
    }
    while (runs.open_count)
        close_run(keep, &runs, runs.open_count - 1);
    if (runs.count)
        qsort(runs.at, runs.count, sizeof *runs.at, by_place);
    return runs;
}

/* ---- pairs ---- */

/* How many of `count` words stand in runs; `side` picks the word range. */
static uint32_t covered(struct arena scratch, const struct runs *runs, uint32_t count, bool of_b)
{
    int32_t *step = arena_new(&scratch, int32_t, (size_t)count + 1);
    for (size_t i = 0; i < runs->count; i++) {
        const struct run *r = &runs->at[i];
        step[of_b ? r->b_from : r->a_from]++;
        step[of_b ? r->b_to : r->a_to]--;
    }
    uint32_t words = 0;
    int32_t depth = 0;
    for (uint32_t i = 0; i < count; i++) {
        depth += step[i];
        words += depth > 0;
    }
    return words;
}

static struct mark words_mark(const struct body *body, uint32_t from, uint32_t to)
{
    return (struct mark){ body->at[from].from, body->at[to - 1].to };
}

static struct shared_run *runs_as_marks(struct arena *keep, const struct runs *runs, const struct body *a,
                                        const struct body *b)
{
    struct shared_run *marks = arena_new(keep, struct shared_run, runs->count);
    for (size_t i = 0; i < runs->count; i++) {
        const struct run *r = &runs->at[i];
        marks[i].a = words_mark(a, r->a_from, r->a_to);
        marks[i].b = words_mark(b, r->b_from, r->b_to);
    }
    return marks;
}

struct pairs {
    struct copy *at;        /* in order of b */
    size_t count, room;
};

/* Adds the pair when it shares enough. */
static void try_pair(struct arena *keep, struct arena scratch, struct pairs *pairs,
                     const struct body *bodies, uint32_t a, const struct places *places, double least)
{
    const struct body *b = places->body;
    uint32_t b_number = (uint32_t)(b - bodies);
    if (!bodies[a].count || !b->count)
        return;
    struct runs runs = align(&scratch, &bodies[a], places);
    double in_a = covered(scratch, &runs, bodies[a].count, false) / (double)bodies[a].count;
    double in_b = covered(scratch, &runs, b->count, true) / (double)b->count;
    double containment = in_a > in_b ? in_a : in_b;
    if (!runs.count || containment < least)
        return;
    ARENA_ROOM(keep, pairs->at, pairs->count, pairs->room);
    pairs->at[pairs->count++] = (struct copy){
        .a = a, .b = b_number, .containment = (float)containment, .in_a = (float)in_a, .in_b = (float)in_b,
        .runs = runs_as_marks(keep, &runs, &bodies[a], b), .run_count = (uint32_t)runs.count,
    };
}

static void pair_all(struct arena *keep, struct arena scratch, struct pairs *pairs,
                     const struct body *bodies, size_t count, double least)
{
    for (uint32_t b = 0; b < count; b++) {
        struct arena now = scratch;
        struct places places = places_of(&now, &bodies[b]);
        for (uint32_t a = 0; a < b; a++)
            try_pair(keep, now, pairs, bodies, a, &places, least);
    }
}

static void pair_nominated(struct arena *keep, struct arena scratch, struct pairs *pairs,
                           const struct body *bodies, size_t count, double least)
{
    struct sampled sampled = sample_all(&scratch, bodies, count);
    struct postings postings = make_postings(&scratch, &sampled);
    struct nominees nominees = { .weight = arena_new(&scratch, float, count),
                                 .hits = arena_new(&scratch, uint32_t, count),
                                 .touched = arena_new(&scratch, uint32_t, count) };
    for (uint32_t b = 0; b < count; b++) {
        struct arena now = scratch;
        struct places places = { .body = NULL };
        nominate(&nominees, &postings, &sampled, b);
        for (uint32_t i = 0; i < nominees.count; i++) {
            uint32_t a = nominees.touched[i];
            if (is_nominated(&nominees, &sampled, a, b)) {
                if (!places.body)
                    places = places_of(&now, &bodies[b]);
                try_pair(keep, now, pairs, bodies, a, &places, least);
            }
            nominees.weight[a] = 0;
            nominees.hits[a] = 0;
        }
    }
}

/* Sorted by a, then b. */
static int by_numbers(const void *x, const void *y)
{
    const struct copy *p = x, *q = y;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return (p->b > q->b) - (p->b < q->b);
}

struct copies copies_find(struct arena *keep, struct arena scratch, const struct report *const *reports,
                          size_t count, double least)
{
    struct body *bodies = arena_new(&scratch, struct body, count);
    for (size_t i = 0; i < count; i++)
        bodies[i] = body_words(&scratch, reports[i]);
    struct pairs pairs = { .count = 0 };
    if (count <= ALL_PAIRS)
        pair_all(keep, scratch, &pairs, bodies, count, least);
    else
        pair_nominated(keep, scratch, &pairs, bodies, count, least);
    if (pairs.count)
        qsort(pairs.at, pairs.count, sizeof *pairs.at, by_numbers);
    return (struct copies){ .at = pairs.at, .count = pairs.count };
}
