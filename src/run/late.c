#include "run/late.h"

#include <math.h>

#include "base/calendar.h"
#include "run/likely.h"
#include "store/replay.h"

enum { CANDIDATES = 40 };

static const size_t WORK_SIZE = (size_t)4 << 30;

struct late {
    struct region own, work;     /* work: begun anew for each article */
    struct store *store;
    struct lexis *lexis;
    int64_t block;               /* of LATE_FRONT articles: the one whose middle day `front` is; -1: none yet */
    double front;
    bool has_front;
};

struct late *late_open(struct store *store)
{
    struct region own = region_open((size_t)8 << 20);
    struct late *late = arena_new(&own.arena, struct late, 1);
    late->lexis = lexis_in(&own.arena);
    late->own = own;
    late->work = region_open(WORK_SIZE);
    late->store = store;
    late->block = -1;
    return late;
}

void late_close(struct late *late)
{
    if (!late)
        return;
    struct region own = late->own;
    region_close(&late->work);
    region_close(&own);
}

/* The middle day of the whole block of articles before the one that this is in: what comes now is of about that day.
 * The same whenever it is asked, so that a run that was stopped finds what one that was not would find. */
static bool find_front(struct late *late, int64_t id, struct syn_error *error)
{
    int64_t block = (id - 1) / LATE_FRONT - 1;
    if (block < 0 || block == late->block)
        return true;
    error->status = SYN_OK;
    late->has_front = sharing_middle_day(late->store, block * LATE_FRONT + 1, LATE_FRONT, &late->front, error);
    late->block = block;
    return late->has_front || error->status == SYN_OK;
}

/* ---- stories of its days ---- */

/* The stories of the likeliest articles, each once. */
static uint32_t find_stories(const struct likelies *likely, int64_t own, int64_t *stories)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < likely->count && count < LATE_STORIES; i++) {
        bool known = likely->at[i].story == own || !likely->at[i].story;
        for (uint32_t k = 0; k < count; k++)
            known = known || stories[k] == likely->at[i].story;
        if (!known)
            stories[count++] = likely->at[i].story;
    }
    return count;
}

/* Bags of a story's latest reports in the article's language. */
static bool read_reports(struct late *late, int64_t story, struct span language, struct dated_bag *out, uint32_t *count,
                         struct syn_error *error)
{
    struct arena *keep = &late->work.arena;
    struct stored_ids ids;
    *count = 0;
    if (!store_story_articles(late->store, keep, story, LATE_REPORTS, &ids, error))
        return false;
    for (uint32_t i = 0; i < ids.count && *count < LATE_REPORTS; i++) {
        struct arena scratch = arena_half(&(struct arena){ keep->next, keep->end });
        struct article article;
        if (!replay_body(late->store, keep, scratch, ids.at[i], &article, error))
            return false;
        if (!span_equal(article.language, language))
            continue;
        struct bag *bag = arena_new(keep, struct bag, 1);
        *bag = bag_of(keep, scratch, late->lexis, &article);
        out[(*count)++] = (struct dated_bag){ bag, (double)article.published.from / DAY_SECONDS,
                                              when_known(article.published) };
    }
    return true;
}

static bool find_best(struct late *late, struct grouping *g, const struct likelies *likely, int64_t own,
                      struct span language, const struct dated_bag *report, int64_t *best, struct syn_error *error)
{
    int64_t stories[LATE_STORIES];
    uint32_t count = find_stories(likely, own, stories), reports;
    double most = 0;
    *best = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct dated_bag others[LATE_REPORTS];
        if (!read_reports(late, stories[i], language, others, &reports, error))
            return false;
        double score = grouping_resembles(g, report, others, reports);
        if (score > most) {
            most = score;
            *best = stories[i];
        }
    }
    return true;
}

bool late_find(struct late *late, struct grouping *g, int64_t id, const struct article *article, const struct bag *bag,
               struct placings *out, struct syn_error *error)
{
    double day = (double)article->published.from / DAY_SECONDS;
    struct likelies likely;
    int64_t best;
    *out = (struct placings){ NULL, 0 };
    if (!when_known(article->published) || !grouping_counts(g).final)
        return true;
    if (!find_front(late, id, error))
        return false;
    if (!late->has_front || fabs(day - late->front) <= LATE_DAYS || !grouping_is_alone(g, (uint32_t)(id - 1)))
        return true;
    region_reset(&late->work, (size_t)16 << 20);
    struct arena scratch = arena_half(&late->work.arena);
    int64_t own = (int64_t)grouping_story_of(g, (uint32_t)(id - 1)) + 1;
    struct dated_bag report = { bag, day, true };
    if (!likely_find(late->store, &late->work.arena, scratch, id, article, bag, day, LATE_AROUND, CANDIDATES, &likely,
                     error)
        || !find_best(late, g, &likely, own, article->language, &report, &best, error))
        return false;
    if (best)
        *out = grouping_join_late(g, (uint32_t)(id - 1), (uint32_t)(best - 1));
    return true;
}
