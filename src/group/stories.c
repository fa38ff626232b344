#include "group/stories.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "base/hash.h"
#include "group/across.h"
#include "group/candidates.h"
#include "group/neighbourhood.h"
#include "group/weigh.h"

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

static const struct profile **by_report(struct arena *keep, const struct profile *profiles, const uint32_t *place_of,
                                        size_t count)
{
    const struct profile **by = arena_new(keep, const struct profile *, count);
    for (size_t i = 0; i < count; i++)
        by[i] = &profiles[place_of[i]];
    return by;
}

/* What each report is about; how rare a term is, the whole set tells. */
static struct profile *make_profiles(struct arena *keep, struct arena scratch, const struct report *const *reports,
                                     size_t count)
{
    struct profile *profiles = arena_new(keep, struct profile, count);
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
        profiles[i] = weigh_bag(keep, passing, &bags[i], rarity, PROFILE_TERMS, day, when_known(*published));
    }
    rarity_close(rarity);
    return profiles;
}

struct stories stories_group(struct arena *keep, struct arena scratch, const struct report *const *reports,
                             size_t count, double least)
{
    const struct report **ordered = arena_new(&scratch, const struct report *, count);
    uint32_t *place_of = order_reports(&scratch, ordered, reports, count);
    struct arena passing = arena_half(&scratch);
    struct profile *profiles = make_profiles(keep, passing, ordered, count);
    struct cluster *clusters = arena_new(&scratch, struct cluster, count);
    for (size_t i = 0; i < count; i++)
        clusters[i] = cluster_single(&profiles[i]);
    struct edges edges = candidates_find(&scratch, passing, clusters, (uint32_t)count, least);
    uint32_t *root_of = neighbourhoods_group(&scratch, passing, clusters, (uint32_t)count, &edges, least);
    across_join(passing, profiles, (uint32_t)count, root_of, ACROSS_LEAST);
    struct stories stories = number_stories(keep, scratch, root_of, place_of, count);
    stories.profiles = by_report(keep, profiles, place_of, count);
    return stories;
}
