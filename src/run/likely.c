#include "run/likely.h"

#include <math.h>
#include <stdlib.h>

#include "base/calendar.h"
#include "base/map.h"

static const double NAME_TELLS = 2;      /* times as much as another word */

struct telling { double weight; uint32_t id; };

static int by_weight(const void *x, const void *y)
{
    const struct telling *p = x, *q = y;
    if (p->weight != q->weight)
        return p->weight > q->weight ? -1 : 1;
    return (p->id > q->id) - (p->id < q->id);
}

/* The words that tell most, of those that are no numbers. */
static struct telling *find_telling(struct arena *keep, const struct bag *bag, uint32_t *count)
{
    struct telling *all = arena_new(keep, struct telling, bag->count);
    *count = 0;
    for (uint32_t i = 0; i < bag->count; i++) {
        const struct bag_term *t = &bag->at[i];
        if (t->number & (TERM_PAIR | TERM_NUMBER))
            continue;
        double rare = log(1 / ((double)t->share + 0.0002)), name = t->number & TERM_NAME ? NAME_TELLS : 1;
        all[(*count)++] = (struct telling){ name * rare * log1p((double)t->count), term_id(t->number) };
    }
    if (*count)
        qsort(all, *count, sizeof *all, by_weight);
    *count = *count < LIKELY_WORDS ? *count : LIKELY_WORDS;
    return all;
}

struct gathering {
    struct arena *arena;
    struct likely *at;
    size_t count, room;
    struct map numbers;                  /* by article: its place + 1 */
};

static void give_points(struct gathering *g, const struct sharings *found, int64_t id, double weight)
{
    for (uint32_t i = 0; i < found->count; i++) {
        if (found->at[i].article == id)
            continue;
        uint32_t *number = map_at(&g->numbers, (uint64_t)found->at[i].article, NULL);
        if (!*number) {
            ARENA_ROOM(g->arena, g->at, g->count, g->room);
            g->at[g->count++] = (struct likely){ found->at[i].article, found->at[i].story, 0 };
            *number = (uint32_t)g->count;
        }
        g->at[*number - 1].points += (float)(weight / log(3 + found->count));
    }
}

static int by_points(const void *x, const void *y)
{
    const struct likely *p = x, *q = y;
    if (p->points != q->points)
        return p->points > q->points ? -1 : 1;
    return (p->article > q->article) - (p->article < q->article);
}

bool likely_find(struct store *store, struct arena *keep, struct arena scratch, int64_t id,
                 const struct article *article, const struct bag *bag, double day, uint32_t days, uint32_t most,
                 struct likelies *out, struct syn_error *error)
{
    struct arena growing = arena_half(&scratch), mapping = arena_half(&scratch);
    struct gathering g = { .arena = &growing, .numbers = map_in(&mapping, 0) };
    struct lexis *lexis = lexis_in(&scratch);
    uint32_t count;
    const struct telling *words = find_telling(&scratch, bag, &count);
    int64_t from = (int64_t)((day - days) * DAY_SECONDS), to = (int64_t)((day + days) * DAY_SECONDS);
    for (uint32_t i = 0; i < count; i++) {
        struct arena passing = scratch, found_in = arena_half(&passing);
        struct sharings found;
        struct span wording = bag_wording(passing, lexis, article, words[i].id);
        if (!wording.len)
            continue;
        if (!sharing_words(store, &found_in, passing, wording, from, to, LIKELY_FOUND + 1, &found, error))
            return false;
        if (found.count <= LIKELY_FOUND)
            give_points(&g, &found, id, words[i].weight);
    }
    if (g.count)
        qsort(g.at, g.count, sizeof *g.at, by_points);
    *out = (struct likelies){ arena_new(keep, struct likely, most), 0 };
    for (; out->count < g.count && out->count < most; out->count++)
        out->at[out->count] = g.at[out->count];
    return true;
}
