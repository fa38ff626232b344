#include "run/vicinity.h"

#include "base/calendar.h"
#include "run/likely.h"

/* What is read, and where each stands. */
struct gathering {
    struct store *store;
    struct arena *keep;
    struct vicinity *out;
    int64_t *ids, *story_ids;          /* by report; by story */
    struct syn_error *error;
};

static bool is_known(const struct gathering *g, int64_t id)
{
    for (uint32_t i = 0; i < g->out->count; i++)
        if (g->ids[i] == id)
            return true;
    return false;
}

static bool number_story(struct gathering *g, int64_t id, uint32_t *number)
{
    struct vicinity *v = g->out;
    for (*number = 0; *number < v->groups.count; ++*number)
        if (g->story_ids[*number] == id)
            return true;
    g->story_ids[*number] = id;
    v->groups.count++;
    return store_story(g->store, g->keep, id, &v->stories[*number], g->error);
}

static bool add(struct gathering *g, int64_t id)
{
    struct vicinity *v = g->out;
    struct stored_article stored;
    if (is_known(g, id))
        return true;
    struct report *report = arena_new(g->keep, struct report, 1);
    struct region scratch = region_open((size_t)1 << 30);
    bool good = store_article(g->store, g->keep, id, &stored, g->error)
                && store_body(g->store, g->keep, scratch.arena, stored.version, &report->article, g->error);
    region_close(&scratch);
    if (!good)
        return false;
    g->ids[v->count] = id;
    v->reports[v->count] = report;
    uint32_t *story = &v->groups.of[v->count++];
    if (!number_story(g, stored.story, story))
        return false;
    if (!v->first[*story].len && v->count - 1 != v->which)
        v->first[*story] = report->article.id;
    return true;
}

static bool add_own(struct gathering *g, const struct stored_article *article)
{
    struct stored_ids ids;
    bool good = store_story_articles(g->store, g->keep, article->story, VICINITY_OWN, &ids, g->error);
    for (uint32_t i = 0; good && i < ids.count; i++)
        good = add(g, ids.at[i]);
    return good;
}

static bool add_likely(struct gathering *g, const struct stored_article *article)
{
    const struct article *own = &g->out->reports[0]->article;
    int64_t seconds = when_known(article->published) ? article->published.from : article->first_seen;
    struct region work = region_open((size_t)1 << 30);
    struct arena scratch = arena_half(&work.arena), passing = arena_half(&work.arena);
    struct likelies likely;
    struct bag bag = bag_of(&work.arena, passing, lexis_in(&work.arena), own);
    bool good = likely_find(g->store, g->keep, scratch, article->id, own, &bag, (double)seconds / DAY_SECONDS,
                            VICINITY_DAYS, VICINITY_LIKELY, &likely, g->error);
    region_close(&work);
    for (uint32_t i = 0; good && i < likely.count; i++)
        good = add(g, likely.at[i].article);
    return good;
}

bool vicinity_read(struct store *store, struct arena *keep, int64_t id, struct vicinity *out, struct syn_error *error)
{
    enum { MOST = 1 + VICINITY_OWN + VICINITY_LIKELY };
    struct gathering g = { store, keep, out, arena_new(keep, int64_t, MOST), arena_new(keep, int64_t, MOST), error };
    struct stored_article article;
    *out = (struct vicinity){ .reports = arena_new(keep, const struct report *, MOST),
                              .stories = arena_new(keep, struct stored_story, MOST),
                              .first = arena_new(keep, struct span, MOST) };
    out->groups.of = arena_new(keep, uint32_t, MOST);
    if (!store_article(store, keep, id, &article, error) || !add(&g, id) || !add_own(&g, &article)
        || !add_likely(&g, &article))
        return false;
    struct region scratch = region_open((size_t)4 << 30);
    out->groups.profiles = stories_group(keep, scratch.arena, out->reports, out->count, LIKENESS_LEAST).profiles;
    region_close(&scratch);
    return true;
}
