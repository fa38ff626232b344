#include "group/stories.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "group/profile.h"

enum {
    INDEX_TERMS = 40,        /* a report is found by so many of its heaviest terms */
    POSTINGS_MAX = 64,       /* and pairs with the latest so many reports that hold one of them */
    CANDIDATES_MAX = 64,     /* the best of these are compared in full */
    CLUSTER_TERMS = 2000,    /* a cluster is known by so many terms */
    KEYS_TELL = 3            /* names and numbers that both sides must have before they are held against each other */
};

static const double THRESHOLD = 0.1;    /* mean similarity at which two clusters are one story */
static const double DAYS_NEAR = 5;       /* days between publication that mean nothing */
static const double DAYS_HALF = 180;      /* further days that halve the similarity */
static const double COHESION = 0.6;      /* of the similarity inside the looser of two clusters, must lie between them */
static const double KEYS_AGREE = 0.06;   /* cosine of names and numbers under which likeness is of kind, not of event */
static const double COPY_LINK = 0.5;     /* containment from which on two reports are of one story */
static const double COPY_KEYS = 0.5;     /* of the names and numbers that one of the two must have of the other */
static const double ROUND_UP_PART = 0.75;/* a round-up holds others in whole, and none of them is so much of it */

struct cluster {
    struct terms all, keys;  /* sums over the members */
    double all_square, keys_square;   /* their lengths, squared */
    double days;             /* the sum over those with a date */
    uint32_t size, dated;
    uint32_t parent;
};

struct edge { float similarity; uint32_t a, b; };

struct heap { struct edge *at; size_t count, room; struct arena *arena; };

/* Higher first; ties by number, so that the order of work is the same everywhere. */
static bool before(const struct edge *x, const struct edge *y)
{
    if (x->similarity != y->similarity)
        return x->similarity > y->similarity;
    return x->a != y->a ? x->a < y->a : x->b < y->b;
}

static void heap_push(struct heap *h, struct edge e)
{
    ARENA_ROOM(h->arena, h->at, h->count, h->room);
    size_t i = h->count++;
    for (; i && before(&e, &h->at[(i - 1) / 2]); i = (i - 1) / 2)
        h->at[i] = h->at[(i - 1) / 2];
    h->at[i] = e;
}

static struct edge heap_pop(struct heap *h)
{
    struct edge top = h->at[0], last = h->at[--h->count];
    size_t i = 0;
    for (size_t child; (child = 2 * i + 1) < h->count; i = child) {
        if (child + 1 < h->count && before(&h->at[child + 1], &h->at[child]))
            child++;
        if (!before(&h->at[child], &last))
            break;
        h->at[i] = h->at[child];
    }
    h->at[i] = last;
    return top;
}

static uint32_t find(struct cluster *clusters, uint32_t i)
{
    while (clusters[i].parent != i) {
        clusters[i].parent = clusters[clusters[i].parent].parent;
        i = clusters[i].parent;
    }
    return i;
}

/* ---- similarity ---- */

static double nearness(const struct cluster *a, const struct cluster *b)
{
    if (!a->dated || !b->dated)
        return 1;
    double days = fabs(a->days / a->dated - b->days / b->dated);
    return days <= DAYS_NEAR ? 1 : exp2((DAYS_NEAR - days) / DAYS_HALF);
}

/* How far names and numbers agree, 0..1: their cosine, falling steeply where it is small; 1 where one
 * side has too few to tell. */
static double agreement(const struct cluster *a, const struct cluster *b)
{
    if (a->keys.count < KEYS_TELL || b->keys.count < KEYS_TELL)
        return 1;
    double length = sqrt(a->keys_square * b->keys_square);
    double cosine = length > 0 ? terms_dot(&a->keys, &b->keys) / length : 0;
    double part = cosine / KEYS_AGREE;
    return part < 1 ? part * part : 1;
}

/* The mean cosine between a member of `a` and one of `b`, less for a distance in time or other names. */
static double similarity(const struct cluster *a, const struct cluster *b)
{
    double cosine = terms_dot(&a->all, &b->all) / ((double)a->size * b->size);
    return cosine < THRESHOLD ? cosine : cosine * nearness(a, b) * agreement(a, b);
}

/* The mean similarity of two members; 0 where there are no two. */
static double cohesion(const struct cluster *c)
{
    if (c->size < 2)
        return 0;
    return (c->all_square - c->size) / ((double)c->size * (c->size - 1));
}

/* Twin events (two quakes, two elections) make two tight clusters with a looser bond between them. */
static bool are_twins(const struct cluster *a, const struct cluster *b, double between)
{
    double in_a = cohesion(a), in_b = cohesion(b), looser = in_a < in_b ? in_a : in_b;
    return between < COHESION * looser;
}

static struct cluster single(const struct profile *p, uint32_t number)
{
    return (struct cluster){ .all = p->all, .keys = p->keys, .days = p->day, .size = 1, .dated = p->dated,
                             .all_square = terms_dot(&p->all, &p->all), .keys_square = terms_dot(&p->keys, &p->keys),
                             .parent = number };
}

static void join(struct arena *keep, struct cluster *clusters, uint32_t a, uint32_t b)
{
    struct cluster *x = &clusters[a < b ? a : b], *y = &clusters[a < b ? b : a];
    x->all = terms_sum(keep, &x->all, &y->all, CLUSTER_TERMS);
    x->keys = terms_sum(keep, &x->keys, &y->keys, CLUSTER_TERMS);
    x->all_square = terms_dot(&x->all, &x->all);
    x->keys_square = terms_dot(&x->keys, &x->keys);
    x->days += y->days;
    x->size += y->size;
    x->dated += y->dated;
    y->parent = a < b ? a : b;
}

/* ---- candidates ---- */

struct index {
    uint32_t *first;         /* by term: where its postings begin; a ring of at most POSTINGS_MAX */
    uint32_t *count;         /* by term: how many have been put in so far */
    uint32_t *report;
    struct term *heavy;      /* INDEX_TERMS of the report at hand */
};

static int heavier(const void *x, const void *y)
{
    const struct term *p = x, *q = y;
    if (p->weight != q->weight)
        return p->weight > q->weight ? -1 : 1;
    return (p->number > q->number) - (p->number < q->number);
}

static uint32_t ring_size(const struct profiles *profiles, uint32_t term)
{
    uint32_t holders = profiles->holders[term];
    return holders < 2 ? 0 : holders < POSTINGS_MAX ? holders : POSTINGS_MAX;
}

static struct index make_index(struct arena *keep, const struct profiles *profiles, uint32_t longest)
{
    struct index x = { .first = arena_new(keep, uint32_t, profiles->terms),
                       .count = arena_new(keep, uint32_t, profiles->terms),
                       .heavy = arena_new(keep, struct term, longest) };
    size_t total = 0;
    for (uint32_t i = 0; i < profiles->terms; i++) {
        x.first[i] = (uint32_t)total;
        total += ring_size(profiles, i);
    }
    x.report = arena_new(keep, uint32_t, total);
    return x;
}

/* The report's heaviest terms that another one holds as well. */
static uint32_t choose_terms(struct index *x, const struct profiles *profiles, const struct terms *terms)
{
    uint32_t shared = 0;
    for (uint32_t i = 0; i < terms->count; i++)
        if (profiles->holders[terms->at[i].number] > 1)
            x->heavy[shared++] = terms->at[i];
    if (shared)
        qsort(x->heavy, shared, sizeof *x->heavy, heavier);
    return shared < INDEX_TERMS ? shared : INDEX_TERMS;
}

struct candidates {
    struct edge *at;         /* similarity so far; a: the other report */
    uint32_t count;
    float *score;            /* by report; 0 but for those in `at` */
};

static void collect(struct candidates *c, struct index *x, const struct profiles *profiles, uint32_t report)
{
    uint32_t terms = choose_terms(x, profiles, &profiles->at[report].all);
    c->count = 0;
    for (uint32_t i = 0; i < terms; i++) {
        uint32_t term = x->heavy[i].number, size = ring_size(profiles, term), *ring = x->report + x->first[term];
        uint32_t filled = x->count[term] < size ? x->count[term] : size;
        float weight = x->heavy[i].weight * x->heavy[i].weight;
        for (uint32_t k = 0; k < filled; k++) {
            if (c->score[ring[k]] == 0)
                c->at[c->count++].a = ring[k];
            c->score[ring[k]] += weight;
        }
        ring[x->count[term]++ % size] = report;
    }
    for (uint32_t i = 0; i < c->count; i++) {
        c->at[i].similarity = c->score[c->at[i].a];
        c->at[i].b = report;
        c->score[c->at[i].a] = 0;
    }
}

static int by_strength(const void *x, const void *y)
{
    return before(x, y) ? -1 : before(y, x) ? 1 : 0;
}

/* The pairs of reports that are alike enough, all in `keep`. */
static struct heap find_edges(struct arena *keep, const struct profiles *profiles, const struct cluster *clusters)
{
    struct heap heap = { .arena = keep };
    uint32_t longest = 0;
    for (size_t i = 0; i < profiles->count; i++)
        longest = profiles->at[i].all.count > longest ? profiles->at[i].all.count : longest;
    struct index index = make_index(keep, profiles, longest);
    struct candidates c = { .at = arena_new(keep, struct edge, profiles->count),
                            .score = arena_new(keep, float, profiles->count) };
    for (uint32_t i = 0; i < profiles->count; i++) {
        collect(&c, &index, profiles, i);
        if (c.count)
            qsort(c.at, c.count, sizeof *c.at, by_strength);
        for (uint32_t k = 0; k < c.count && k < CANDIDATES_MAX; k++) {
            struct edge e = c.at[k];
            e.similarity = (float)similarity(&clusters[e.a], &clusters[e.b]);
            if (e.similarity >= THRESHOLD)
                heap_push(&heap, e);
        }
    }
    return heap;
}

/* ---- the partition ---- */

/* Average link, lazily: an edge promises at most what its reports' clusters have in common, since no part of
 * a cluster can be nearer than the best pair of members; so the first edge that keeps its promise is the best. */
static void merge_all(struct arena *keep, struct heap *heap, struct cluster *clusters)
{
    while (heap->count) {
        struct edge e = heap_pop(heap);
        uint32_t a = find(clusters, e.a), b = find(clusters, e.b);
        if (a == b)
            continue;
        float now = (float)similarity(&clusters[a], &clusters[b]);
        if (now < THRESHOLD)
            continue;
        if (are_twins(&clusters[a], &clusters[b], now))
            continue;
        if (now >= e.similarity * 0.999f)
            join(keep, clusters, a, b);
        else
            heap_push(heap, (struct edge){ now, a < b ? a : b, a < b ? b : a });
    }
}

/* ---- copies ---- */

/* Whether one has most of the other's names and numbers.  A form that is filled in anew (weather, markets,
 * results) shares its words with every other one, but not these. */
static bool same_keys(const struct cluster *a, const struct cluster *b)
{
    if (a->keys.count < KEYS_TELL || b->keys.count < KEYS_TELL)
        return true;
    return terms_share(&a->keys, &b->keys) >= COPY_KEYS || terms_share(&b->keys, &a->keys) >= COPY_KEYS;
}

/* Notes that `whole` holds `part`: of the second part on that is about something else it is a round-up. */
static void note_part(const struct cluster *reports, uint32_t *first_part, bool *round_up, uint32_t whole, uint32_t part)
{
    if (!first_part[whole])
        first_part[whole] = part + 1;
    else if (similarity(&reports[first_part[whole] - 1], &reports[part]) < THRESHOLD)
        round_up[whole] = true;
}

static bool *find_round_ups(struct arena *keep, const struct cluster *reports, size_t count, const struct copies *copies)
{
    bool *round_up = arena_new(keep, bool, count);
    uint32_t *first_part = arena_new(keep, uint32_t, count);
    for (size_t i = 0; i < copies->count; i++) {
        const struct copy *c = &copies->at[i];
        if (c->in_b >= COPY_LINK && c->in_a < ROUND_UP_PART)
            note_part(reports, first_part, round_up, c->a, c->b);
        if (c->in_a >= COPY_LINK && c->in_b < ROUND_UP_PART)
            note_part(reports, first_part, round_up, c->b, c->a);
    }
    return round_up;
}

static void join_copies(struct arena *keep, struct cluster *clusters, const struct profiles *profiles,
                        const struct copies *copies)
{
    bool *round_up = find_round_ups(keep, clusters, profiles->count, copies);
    bool *same = arena_new(keep, bool, copies->count);
    for (size_t i = 0; i < copies->count; i++) {
        const struct copy *c = &copies->at[i];
        same[i] = c->containment >= COPY_LINK && !round_up[c->a] && !round_up[c->b]
                  && same_keys(&clusters[c->a], &clusters[c->b]);
    }
    for (size_t i = 0; i < copies->count; i++) {
        uint32_t a = find(clusters, copies->at[i].a), b = find(clusters, copies->at[i].b);
        if (same[i] && a != b)
            join(keep, clusters, a, b);
    }
}

/* ---- the order of work ---- */

/* Reports are worked on in an order that hangs on what they say, not on how they came. */
struct place { uint64_t hash; uint32_t report; };

static int by_hash(const void *x, const void *y)
{
    const struct place *p = x, *q = y;
    if (p->hash != q->hash)
        return p->hash < q->hash ? -1 : 1;
    return (p->report > q->report) - (p->report < q->report);
}

/* Puts the reports in order into `ordered`; returns by report its place there. */
static uint32_t *order_reports(struct arena *keep, const struct report **ordered, const struct report *const *reports,
                               size_t count)
{
    struct place *places = arena_new(keep, struct place, count);
    uint32_t *place_of = arena_new(keep, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        const struct article *a = &reports[i]->article;
        places[i].hash = hash_seeded(a->text, hash_span(a->title) ^ hash_span(a->id));
        places[i].report = i;
    }
    if (count)
        qsort(places, count, sizeof *places, by_hash);
    for (uint32_t i = 0; i < count; i++) {
        ordered[i] = reports[places[i].report];
        place_of[places[i].report] = i;
    }
    return place_of;
}

static struct stories number_stories(struct arena *keep, struct arena scratch, struct cluster *clusters,
                                     const uint32_t *place_of, size_t count)
{
    struct stories stories = { .of = arena_new(keep, uint32_t, count) };
    uint32_t *number = arena_new(&scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t root = find(clusters, place_of[i]);
        if (!number[root])
            number[root] = ++stories.count;
        stories.of[i] = number[root] - 1;
    }
    return stories;
}

static int by_numbers(const void *x, const void *y)
{
    const struct copy *p = x, *q = y;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return (p->b > q->b) - (p->b < q->b);
}

/* The copies with places for numbers, a < b, sorted. */
static struct copies order_copies(struct arena *keep, const struct copies *copies, const uint32_t *place_of)
{
    struct copies ordered = { .at = arena_new(keep, struct copy, copies->count), .count = copies->count };
    for (size_t i = 0; i < copies->count; i++) {
        struct copy c = copies->at[i];
        uint32_t a = place_of[c.a], b = place_of[c.b];
        ordered.at[i] = (struct copy){ .a = a < b ? a : b, .b = a < b ? b : a, .containment = c.containment,
                                       .in_a = a < b ? c.in_a : c.in_b, .in_b = a < b ? c.in_b : c.in_a };
    }
    if (ordered.count)
        qsort(ordered.at, ordered.count, sizeof *ordered.at, by_numbers);
    return ordered;
}

struct stories stories_group(struct arena *keep, struct arena scratch, const struct report *const *reports,
                             size_t count, const struct copies *copies)
{
    const struct report **ordered = arena_new(&scratch, const struct report *, count);
    uint32_t *place_of = order_reports(&scratch, ordered, reports, count);
    struct profiles profiles = profiles_make(&scratch, ordered, count);
    struct cluster *clusters = arena_new(&scratch, struct cluster, count);
    for (uint32_t i = 0; i < count; i++)
        clusters[i] = single(&profiles.at[i], i);
    struct heap heap = find_edges(&scratch, &profiles, clusters);
    struct copies known = copies ? order_copies(&scratch, copies, place_of) : (struct copies){ 0 };
    join_copies(&scratch, clusters, &profiles, &known);
    merge_all(&scratch, &heap, clusters);
    return number_stories(keep, scratch, clusters, place_of, count);
}
