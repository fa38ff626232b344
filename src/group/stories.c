#include "group/stories.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "base/hash.h"
#include "group/candidates.h"
#include "group/neighbourhood.h"
#include "group/weigh.h"

enum { KEYS_TELL = 3 };      /* names and numbers that both sides must have before they are held against each other */

static const double COPY_LINK = 0.5;     /* containment from which on two reports are of one story */
static const double COPY_KEYS = 0.5;     /* of the names and numbers that one of the two must have of the other */
static const double ROUND_UP_PART = 0.75;/* a round-up holds others in whole, and none of them is so much of it */

/* ---- copies ---- */

static uint32_t count_keys(const struct terms *terms)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < terms->count; i++)
        count += term_is_key(terms->at[i].number);
    return count;
}

/* Whether one has most of the other's names and numbers.  A form that is filled in anew (weather, markets,
 * results) shares its words with every other one, but not these. */
static bool same_keys(const struct cluster *a, const struct cluster *b)
{
    uint32_t keys = TERM_NAME | TERM_NUMBER;
    if (count_keys(&a->all) < KEYS_TELL || count_keys(&b->all) < KEYS_TELL)
        return true;
    return terms_share(&a->all, &b->all, keys) >= COPY_KEYS || terms_share(&b->all, &a->all, keys) >= COPY_KEYS;
}

/* Notes that `whole` holds `part`: of the second part on that is about something else it is a round-up. */
static void note_part(const struct cluster *reports, uint32_t *first_part, bool *round_up, uint32_t whole, uint32_t part)
{
    if (!first_part[whole])
        first_part[whole] = part + 1;
    else if (likeness(&reports[first_part[whole] - 1], &reports[part]).score < LIKENESS_LEAST)
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

/* The pairs that are of one story for sure. */
static struct edges find_copies(struct arena *keep, const struct cluster *clusters, size_t count,
                                const struct copies *copies)
{
    bool *round_up = find_round_ups(keep, clusters, count, copies);
    struct edges together = { .at = arena_new(keep, struct edge, copies->count) };
    for (size_t i = 0; i < copies->count; i++) {
        const struct copy *c = &copies->at[i];
        if (c->containment >= COPY_LINK && !round_up[c->a] && !round_up[c->b]
            && same_keys(&clusters[c->a], &clusters[c->b]))
            together.at[together.count++] = (struct edge){ c->containment, c->a, c->b };
    }
    return together;
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

static struct stories number_stories(struct arena *keep, struct arena scratch, const uint32_t *root_of,
                                     const uint32_t *place_of, size_t count)
{
    struct stories stories = { .of = arena_new(keep, uint32_t, count) };
    uint32_t *number = arena_new(&scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t root = root_of[place_of[i]];
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

/* Each report as a cluster of its own; how rare a term is, the whole set tells. */
static struct cluster *make_clusters(struct arena *keep, struct arena scratch, const struct report *const *reports,
                                     size_t count)
{
    struct cluster *clusters = arena_new(keep, struct cluster, count);
    struct bag *bags = arena_new(&scratch, struct bag, count);
    struct lexis *lexis = lexis_in(&scratch);
    struct rarity *rarity = rarity_open();
    struct arena passing = arena_half(&scratch);
    for (size_t i = 0; i < count; i++) {
        bags[i] = bag_of(&scratch, passing, lexis, &reports[i]->article);
        rarity_learn(rarity, &bags[i]);
    }
    for (size_t i = 0; i < count; i++) {
        const struct when *published = &reports[i]->article.published;
        double day = (double)published->from / DAY_SECONDS;
        struct profile profile = weigh_bag(keep, passing, &bags[i], rarity, PROFILE_TERMS, day,
                                           when_known(*published));
        clusters[i] = cluster_single(&profile);
    }
    rarity_close(rarity);
    return clusters;
}

struct stories stories_group(struct arena *keep, struct arena scratch, const struct report *const *reports,
                             size_t count, const struct copies *copies, double least)
{
    const struct report **ordered = arena_new(&scratch, const struct report *, count);
    uint32_t *place_of = order_reports(&scratch, ordered, reports, count);
    struct arena passing = arena_half(&scratch);
    struct cluster *clusters = make_clusters(&scratch, passing, ordered, count);
    struct edges edges = candidates_find(&scratch, passing, clusters, (uint32_t)count, least);
    struct copies known = copies ? order_copies(&scratch, copies, place_of) : (struct copies){ 0 };
    struct edges together = find_copies(&scratch, clusters, count, &known);
    uint32_t *root_of = neighbourhoods_group(&scratch, passing, clusters, (uint32_t)count, &edges, &together, least);
    return number_stories(keep, scratch, root_of, place_of, count);
}
