/* Which articles and stories are wanted. */
#include "run/export_state.h"

#include <stdlib.h>

#include "store/saved.h"
#include "store/search_find.h"

/* ---- a search ---- */

static bool take_found(void *context, int64_t article, int64_t story, int64_t doc)
{
    struct exporter *e = context;
    (void)story;
    (void)doc;
    ARENA_ROOM(&e->lists.arena, e->wanted, e->wanted_count, e->wanted_room);
    e->wanted[e->wanted_count++] = (struct export_wanted){ false, article };
    return true;
}

static int by_number(const void *left, const void *right)
{
    const struct export_wanted *a = left, *b = right;
    return a->id < b->id ? -1 : a->id > b->id;
}

/* All that it finds, in order of arrival. */
static bool pick_found(struct exporter *e)
{
    struct search_query query;
    struct span text;
    struct arena scratch = e->scratch.arena, keep = arena_half(&scratch);
    if (!saved_resolve(e->store, &keep, span_of(e->settings->search), &text, e->error) ||
        !search_query_parse(&query, &keep, text, e->settings->now, e->error) ||
        !search_each(e->store, scratch, &query, true, 0, take_found, e, e->error))
        return false;
    if (e->wanted_count)
        qsort(e->wanted, e->wanted_count, sizeof *e->wanted, by_number);
    return true;
}

/* ---- what was named ---- */

static bool add_wanted(struct exporter *e, struct span name, struct export_wanted *out)
{
    bool is_story = name.len > 1 && (name.at[0] == 's' || name.at[0] == 'S');
    for (size_t i = 1; i < name.len; i++)
        is_story = is_story && byte_is_digit(name.at[i]);
    out->is_story = is_story;
    return is_story ? store_find_story(e->store, name, &out->id, e->error)
                    : store_find_article(e->store, e->scratch.arena, name, &out->id, e->error);
}

bool export_pick(struct exporter *e)
{
    const struct export_settings *s = e->settings;
    if (!s->all && !s->name_count && !s->search)
        return error_set(e->error, SYN_MISUSE, 0, "say what to export: a story (s4), articles (a17), --search QUERY, "
                         "or --all");
    if (s->all + (s->name_count != 0) + (s->search != NULL) > 1)
        return error_set(e->error, SYN_MISUSE, 0, "name stories and articles, or search, or take --all; not two of "
                         "these");
    if (s->search)
        return pick_found(e);
    e->wanted = arena_new(&e->lists.arena, struct export_wanted, s->name_count);
    for (size_t i = 0; i < s->name_count; i++)
        if (!add_wanted(e, span_of(s->names[i]), &e->wanted[e->wanted_count++]))
            return false;
    return true;
}

/* ---- each ---- */

struct once { struct exporter *e; dump_number *take; bool stopped; };

static bool take_once(void *context, int64_t id)
{
    struct once *once = context;
    bool is_new;
    map_at(&once->e->told, (uint64_t)id, &is_new);
    if (is_new && !once->take(once->e, id))
        once->stopped = true;
    return !once->stopped;
}

static bool article_is_of_time(const struct dump_times *times, const struct stored_article *a)
{
    int64_t at = when_known(a->published) ? a->published.from : a->first_seen;
    return at >= times->from && at < times->to;
}

static bool take_article(struct exporter *e, struct once *once, int64_t id)
{
    struct stored_article article;
    struct arena keep = e->keep.arena;
    if (!store_article(e->store, &keep, id, &article, e->error))
        return false;
    return !article_is_of_time(&e->settings->times, &article) || take_once(once, id);
}

bool export_each_article(struct exporter *e, dump_number *take)
{
    struct once once = { e, take, false };
    const struct export_settings *s = e->settings;
    e->told = map_in(&e->lists.arena, 0);
    if (s->all)
        return dump_articles(e->store, s->times, take, e, e->error);
    for (size_t i = 0; i < e->wanted_count; i++) {
        int64_t id = e->wanted[i].id;
        bool good = e->wanted[i].is_story ? dump_story_articles(e->store, id, s->times, take_once, &once, e->error)
                                          : take_article(e, &once, id);
        if (!good)
            return false;
    }
    return true;
}

bool export_each_story(struct exporter *e, dump_number *take)
{
    struct once once = { e, take, false };
    const struct export_settings *s = e->settings;
    e->told = map_in(&e->lists.arena, 0);
    if (s->all)
        return dump_stories(e->store, s->times, take, e, e->error);
    for (size_t i = 0; i < e->wanted_count; i++) {
        struct stored_article article;
        struct arena keep = e->keep.arena;
        int64_t id = e->wanted[i].id;
        if (!e->wanted[i].is_story) {
            if (!store_article(e->store, &keep, id, &article, e->error))
                return false;
            id = article.story;
        }
        if (id && !take_once(&once, id))
            return false;
    }
    return true;
}

int64_t export_one_story(struct exporter *e)
{
    if (e->wanted_count == 1 && e->wanted[0].is_story)
        return e->wanted[0].id;
    error_set(e->error, SYN_MISUSE, 0, "this form tells one story; name it, as in: synoptic export s4");
    return 0;
}
