#include "run/neighbours.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "base/map.h"

static int by_key(const void *a, const void *b)
{
    const struct name_place *x = a, *y = b;
    if (x->key != y->key)
        return (x->key > y->key) - (x->key < y->key);
    return (x->report > y->report) - (x->report < y->report);
}

struct name_index neighbours_index(struct arena *keep, const struct report *const *reports, size_t count,
                                   const uint32_t *story_of)
{
    struct name_index index = { reports, story_of, NULL, 0 };
    size_t all = 0, distinct = 0;
    for (size_t r = 0; r < count; r++)
        all += reports[r]->notes.entities.count;
    index.places = arena_new(keep, struct name_place, all);
    for (size_t r = 0; r < count; r++)
        for (uint32_t e = 0; e < reports[r]->notes.entities.count; e++)
            index.places[index.count++] = (struct name_place){ reports[r]->notes.entities.at[e].key, (uint32_t)r };
    if (index.count)
        qsort(index.places, index.count, sizeof *index.places, by_key);
    for (size_t i = 0; i < index.count; i++)
        if (!distinct || by_key(&index.places[distinct - 1], &index.places[i]) != 0)
            index.places[distinct++] = index.places[i];
    index.count = distinct;
    return index;
}

static size_t first_of(const struct name_index *index, uint64_t key)
{
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (index->places[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Where a report gives no time, it may be of any day. */
static bool same_days(struct when a, struct when from, struct when to)
{
    const int64_t far = (int64_t)NEIGHBOURS_DAYS * DAY_SECONDS;
    return !when_known(a) || !when_known(from) || (a.from >= from.from - far && a.from <= to.from + far);
}

struct candidate { uint32_t report; float points; };

static int by_points(const void *a, const void *b)
{
    const struct candidate *x = a, *y = b;
    if (x->points != y->points)
        return (x->points < y->points) - (x->points > y->points);
    return (x->report > y->report) - (x->report < y->report);
}

struct gathering {
    const struct name_index *index;
    uint32_t story;
    struct when from, to;
    struct map places;           /* report -> number of its candidate + 1 */
    struct candidate *at;
    size_t count, room;
};

/* Gives each report of other stories that has the name its points. */
static void follow_name(struct gathering *g, struct arena *arena, uint64_t key)
{
    const struct name_index *index = g->index;
    size_t first = first_of(index, key), end = first;
    uint32_t others = 0;
    for (; end < index->count && index->places[end].key == key && end - first <= NAME_REPORTS_MOST; end++)
        others += index->story_of[index->places[end].report] != g->story;
    if (!others || end - first > NAME_REPORTS_MOST)
        return;
    for (size_t i = first; i < end; i++) {
        uint32_t report = index->places[i].report;
        if (index->story_of[report] == g->story ||
            !same_days(index->reports[report]->article.published, g->from, g->to))
            continue;
        uint32_t *number = map_at(&g->places, report, NULL);
        if (!*number) {
            ARENA_ROOM(arena, g->at, g->count, g->room);
            g->at[g->count++] = (struct candidate){ report, 0 };
            *number = (uint32_t)g->count;
        }
        g->at[*number - 1].points += neighbours_points(others);
    }
}

static void note_days(struct gathering *g, const struct report *const *reports, uint32_t count)
{
    for (uint32_t r = 0; r < count; r++) {
        struct when published = reports[r]->article.published;
        if (!when_known(published))
            continue;
        if (!when_known(g->from) || published.from < g->from.from)
            g->from = published;
        if (!when_known(g->to) || published.from > g->to.from)
            g->to = published;
    }
}

struct neighbours neighbours_of(struct arena *keep, struct arena scratch, const struct name_index *index,
                                const struct report *const *reports, uint32_t count, uint32_t story)
{
    struct gathering g = { .index = index, .story = story };
    struct arena growing = arena_half(&scratch);
    struct map names = map_in(&scratch, 0);
    g.places = map_in(&scratch, 0);
    note_days(&g, reports, count);
    for (uint32_t r = 0; r < count; r++)
        for (uint32_t e = 0; e < reports[r]->notes.entities.count; e++) {
            bool is_new;
            uint64_t key = reports[r]->notes.entities.at[e].key;
            map_at(&names, key, &is_new);
            if (is_new)
                follow_name(&g, &growing, key);
        }
    if (g.count)
        qsort(g.at, g.count, sizeof *g.at, by_points);
    struct neighbours out = { NULL, 0 };
    const struct report **at = arena_new(keep, const struct report *, NEIGHBOURS_MOST);
    while (out.count < g.count && out.count < NEIGHBOURS_MOST && g.at[out.count].points >= NEIGHBOURS_POINTS_LEAST) {
        at[out.count] = index->reports[g.at[out.count].report];
        out.count++;
    }
    out.at = at;
    return out;
}
