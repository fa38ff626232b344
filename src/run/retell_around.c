#include "run/retell_around.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "base/map.h"
#include "run/neighbours.h"
#include "store/sharing.h"

/* ---- the story's names ---- */

struct common_name { struct span folded; uint32_t reports, last; };
struct common_names { struct common_name *at; size_t count; };

static int by_reports(const void *left, const void *right)
{
    const struct common_name *a = left, *b = right;
    if (a->reports != b->reports)
        return (a->reports < b->reports) - (a->reports > b->reports);
    return span_compare(a->folded, b->folded);
}

static struct common_names names_of(struct arena *keep, struct arena scratch, const struct report *const *reports,
                                    uint32_t count)
{
    struct common_names out = { NULL, 0 };
    struct map numbers = map_in(&scratch, 0);
    size_t room = 0;
    for (uint32_t r = 0; r < count; r++)
        for (uint32_t e = 0; e < reports[r]->notes.entities.count; e++) {
            const struct entity *entity = &reports[r]->notes.entities.at[e];
            bool is_new;
            uint32_t *number = map_at(&numbers, entity->key, &is_new);
            if (is_new) {
                ARENA_ROOM(keep, out.at, out.count, room);
                *number = (uint32_t)out.count;
                out.at[out.count++] = (struct common_name){ entity->folded, 0, UINT32_MAX };
            }
            struct common_name *name = &out.at[*number];
            name->reports += name->last != r;
            name->last = r;
        }
    if (out.count)
        qsort(out.at, out.count, sizeof *out.at, by_reports);
    out.count = out.count < RETELL_NAMES ? out.count : RETELL_NAMES;
    return out;
}

/* ---- who has them, too ---- */

struct candidate { int64_t article; float points; };

struct gathering {
    struct candidate *at;
    size_t count, room;
    struct map numbers;                /* article -> number of its candidate + 1 */
    struct arena *arena;
};

static void give_points(struct gathering *g, const struct sharings *places, int64_t story)
{
    uint32_t others = 0;
    for (uint32_t i = 0; i < places->count; i++)
        others += places->at[i].story != story;
    for (uint32_t i = 0; i < places->count; i++) {
        if (places->at[i].story == story)
            continue;
        uint32_t *number = map_at(&g->numbers, (uint64_t)places->at[i].article, NULL);
        if (!*number) {
            ARENA_ROOM(g->arena, g->at, g->count, g->room);
            g->at[g->count++] = (struct candidate){ places->at[i].article, 0 };
            *number = (uint32_t)g->count;
        }
        g->at[*number - 1].points += neighbours_points(others);
    }
}

static int by_points(const void *left, const void *right)
{
    const struct candidate *a = left, *b = right;
    if (a->points != b->points)
        return (a->points < b->points) - (a->points > b->points);
    return (a->article > b->article) - (a->article < b->article);
}

bool retell_around(struct store *store, struct arena *keep, struct arena scratch, const struct stored_story *story,
                   const struct report *const *reports, uint32_t count, struct stored_ids *out,
                   struct syn_error *error)
{
    const int64_t far = (int64_t)NEIGHBOURS_DAYS * DAY_SECONDS;
    struct arena growing = arena_half(&scratch), mapping = arena_half(&scratch), places_room = arena_half(&scratch);
    struct common_names names = names_of(keep, mapping, reports, count);
    struct gathering g = { .numbers = map_in(&mapping, 0), .arena = &growing };
    *out = (struct stored_ids){ arena_new(keep, int64_t, NEIGHBOURS_MOST), 0 };
    for (size_t i = 0; i < names.count; i++) {
        struct arena each = places_room;
        struct sharings places;
        if (!sharing_name(store, &each, scratch, names.at[i].folded, story->first - far, story->latest + far,
                         NAME_REPORTS_MOST + 1, &places, error))
            return false;
        if (places.count <= NAME_REPORTS_MOST)
            give_points(&g, &places, story->id);
    }
    if (g.count)
        qsort(g.at, g.count, sizeof *g.at, by_points);
    while (out->count < g.count && out->count < NEIGHBOURS_MOST && g.at[out->count].points >= NEIGHBOURS_POINTS_LEAST) {
        out->at[out->count] = g.at[out->count].article;
        out->count++;
    }
    return true;
}
