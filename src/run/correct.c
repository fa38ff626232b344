#include "run/correct.h"

#include <stdlib.h>

#include "run/grouping_store.h"

/* From so many articles on that grouping had to go through again its state is written, too. */
enum { IMAGE_LEAST = 5000 };

struct correcting {
    struct store *store;
    struct grouping *g;
    struct region region;
    struct arena *arena;
    int64_t now, number;
    uint32_t moved;
    int64_t *touched;                  /* stories that were fixed by it, or may have been */
    size_t touched_count, touched_room;
    struct syn_error *error;
};

static bool log_event(struct correcting *c, struct story_event event)
{
    event.at = c->now;
    event.hand = c->number;
    return store_place(c->store, &event, c->error);
}

static void touch(struct correcting *c, int64_t story)
{
    ARENA_ROOM(c->arena, c->touched, c->touched_count, c->touched_room);
    c->touched[c->touched_count++] = story;
}

static bool place(struct correcting *c, struct placings placings)
{
    static const enum story_event_kind kinds[] = {
        [PLACED_NEW] = STORY_JOINED, [PLACED_MOVED] = STORY_MOVED, [PLACED_SPLIT] = STORY_SPLIT,
        [PLACED_MERGED] = STORY_MERGED
    };
    for (size_t i = 0; i < placings.count; i++) {
        const struct placing *p = &placings.at[i];
        struct story_event event = { .kind = kinds[p->how], .article = (int64_t)p->article + 1,
                                     .was = (int64_t)p->was + 1, .story = (int64_t)p->story + 1 };
        touch(c, event.was);
        touch(c, event.story);
        if (!log_event(c, event))
            return false;
    }
    c->moved += (uint32_t)placings.count;
    return true;
}

static int by_number(const void *x, const void *y)
{
    const int64_t *p = x, *q = y;
    return (*p > *q) - (*p < *q);
}

/* Sorts the touched stories, each once. */
static void sort_touched(struct correcting *c)
{
    size_t count = 0;
    if (c->touched_count)
        qsort(c->touched, c->touched_count, sizeof *c->touched, by_number);
    for (size_t i = 0; i < c->touched_count; i++)
        if (!count || c->touched[count - 1] != c->touched[i])
            c->touched[count++] = c->touched[i];
    c->touched_count = count;
}

/* What grouping fixed is said, where it was not so before. */
static bool note_fixed(struct correcting *c)
{
    sort_touched(c);
    for (size_t i = 0; i < c->touched_count; i++) {
        struct stored_story story;
        if (!grouping_is_fixed(c->g, (uint32_t)(c->touched[i] - 1)))
            continue;
        if (!store_story(c->store, c->arena, c->touched[i], &story, c->error))
            return false;
        if (!story.fixed && !log_event(c, (struct story_event){ .kind = STORY_FIXED, .story = c->touched[i] }))
            return false;
    }
    return true;
}

/* ---- a correction ---- */

static bool begin(struct correcting *c, struct store *store, int64_t now, struct syn_error *error)
{
    *c = (struct correcting){ .store = store, .now = now, .error = error, .region = region_open((size_t)1 << 30) };
    int64_t event;
    c->arena = &c->region.arena;
    c->g = grouping_from_store(store, NULL, &event, error);
    return c->g && database_begin(store_database(store), error) && grouping_catch_up(store, c->g, &event, error);
}

static bool note(struct correcting *c, struct span what, int64_t undoes)
{
    return hand_note(c->store, c->now, what, undoes, &c->number, c->error);
}

static bool keep_image(struct correcting *c)
{
    int64_t known = store_meta(c->store, "image_articles");
    return grouping_counts(c->g).articles - known < IMAGE_LEAST || grouping_to_store(c->store, c->g, c->error);
}

/* Where it went well, all is written; else nothing. */
static bool end(struct correcting *c, bool good, int64_t story, struct correction *out)
{
    struct database *db = store_database(c->store);
    good = good && note_fixed(c) && keep_image(c) && database_commit(db, c->error);
    if (!good && database_in_transaction(db))
        database_rollback(db);
    grouping_close(c->g);
    region_close(&c->region);
    *out = (struct correction){ .number = c->number, .story = story, .moved = c->moved };
    return good;
}

bool correct_merge(struct store *store, int64_t now, int64_t from, int64_t to, struct correction *out,
                   struct syn_error *error)
{
    struct correcting c;
    if (from == to)
        return error_set(error, SYN_MISUSE, 0, "s%lld is one story already", (long long)to);
    bool good = begin(&c, store, now, error)
                && note(&c, arena_printf(c.arena, "merge s%lld s%lld", (long long)from, (long long)to), 0)
                && place(&c, grouping_merge(c.g, (uint32_t)(from - 1), (uint32_t)(to - 1)));
    touch(&c, to);
    return end(&c, good, to, out);
}

static uint32_t *numbers_of(struct correcting *c, const struct stored_ids *articles)
{
    uint32_t *numbers = arena_new(c->arena, uint32_t, articles->count);
    for (uint32_t i = 0; i < articles->count; i++)
        numbers[i] = (uint32_t)(articles->at[i] - 1);
    return numbers;
}

static struct span list_of(struct correcting *c, const char *verb, const struct stored_ids *articles, int64_t story)
{
    struct span what = arena_printf(c->arena, "%s", verb);
    for (uint32_t i = 0; i < articles->count; i++)
        if (i < 100)
            what = arena_printf(c->arena, "%.*s a%lld", (int)what.len, what.at, (long long)articles->at[i]);
    if (articles->count > 100)
        what = arena_printf(c->arena, "%.*s and %u more", (int)what.len, what.at, articles->count - 100);
    return story ? arena_printf(c->arena, "%.*s s%lld", (int)what.len, what.at, (long long)story) : what;
}

/* Whether the articles are all that a story has, so that nothing is parted from anything. */
static bool is_whole_story(const struct correcting *c, const struct stored_ids *articles)
{
    struct stored_story story;
    uint32_t of = grouping_story_of(c->g, (uint32_t)(articles->at[0] - 1));
    for (uint32_t i = 1; i < articles->count; i++)
        if (grouping_story_of(c->g, (uint32_t)(articles->at[i] - 1)) != of)
            return false;
    return store_story(c->store, c->arena, (int64_t)of + 1, &story, c->error) && story.reports == articles->count;
}

bool correct_split(struct store *store, int64_t now, const struct stored_ids *articles, struct correction *out,
                   struct syn_error *error)
{
    struct correcting c;
    uint32_t story = 0;
    bool good = begin(&c, store, now, error);
    if (good && is_whole_story(&c, articles))
        good = error_set(error, SYN_MISUSE, 0, "these are all reports of their story; there is nothing to part them "
                         "from");
    good = good && note(&c, list_of(&c, "split", articles, 0), 0);
    if (good)
        good = place(&c, grouping_split(c.g, numbers_of(&c, articles), articles->count, &story));
    return end(&c, good, (int64_t)story + 1, out);
}

bool correct_move(struct store *store, int64_t now, const struct stored_ids *articles, int64_t story,
                  struct correction *out, struct syn_error *error)
{
    struct correcting c;
    bool good = begin(&c, store, now, error) && note(&c, list_of(&c, "move", articles, story), 0);
    if (good)
        good = place(&c, grouping_move(c.g, numbers_of(&c, articles), articles->count, (uint32_t)(story - 1)));
    if (good && !c.moved)
        good = error_set(error, SYN_MISUSE, 0, "there is nothing to move: it is in s%lld already", (long long)story);
    touch(&c, story);
    return end(&c, good, story, out);
}

static bool set_fixed(struct correcting *c, int64_t story, bool fixed)
{
    grouping_fix(c->g, (uint32_t)(story - 1), fixed);
    return log_event(c, (struct story_event){ .kind = fixed ? STORY_FIXED : STORY_RELEASED, .story = story });
}

bool correct_fix(struct store *store, int64_t now, int64_t story, bool fixed, struct correction *out,
                 struct syn_error *error)
{
    struct correcting c;
    bool good = begin(&c, store, now, error);
    if (good && grouping_is_fixed(c.g, (uint32_t)(story - 1)) != fixed)
        good = note(&c, arena_printf(c.arena, "%s s%lld", fixed ? "fix" : "release", (long long)story), 0)
               && set_fixed(&c, story, fixed);
    return end(&c, good, story, out);
}

/* ---- taken back ---- */

/* Where an article goes back to: the story that it was in, or what that was merged into since by others. */
static bool find_home(struct correcting *c, int64_t was, int64_t number, int64_t *home)
{
    struct stored_story story;
    int64_t by;
    *home = was;
    if (!store_story(c->store, c->arena, was, &story, c->error) || !hand_last_left(c->store, was, &by, c->error))
        return false;
    if (story.reports || by == number || !story.redirect)
        return true;
    return store_find_story(c->store, arena_printf(c->arena, "s%lld", (long long)was), home, c->error);
}

/* The articles that the correction took out of story `was` and that are still where it put them; those of the events
 * from `first` on that have the same `was`. */
static struct stored_ids find_taken(struct correcting *c, const struct story_events *events, uint32_t first)
{
    const struct story_event *e = &events->at[first];
    struct stored_ids ids = { arena_new(c->arena, int64_t, events->count), 0 };
    for (uint32_t i = first; i < events->count; i++) {
        const struct story_event *other = &events->at[i];
        if (other->article && other->was == e->was && other->story == e->story
            && grouping_story_of(c->g, (uint32_t)(other->article - 1)) + 1 == other->story)
            ids.at[ids.count++] = other->article;
    }
    return ids;
}

static bool is_first(const struct story_events *events, uint32_t i)
{
    const struct story_event *e = &events->at[i];
    for (uint32_t k = i; k-- > 0;)
        if (events->at[k].article && events->at[k].was == e->was && events->at[k].story == e->story)
            return false;
    return true;
}

static bool take_back(struct correcting *c, const struct story_events *events, int64_t number, int64_t *home)
{
    for (uint32_t i = 0; i < events->count; i++) {
        if (!events->at[i].article || !is_first(events, i))
            continue;
        struct stored_ids ids = find_taken(c, events, i);
        touch(c, events->at[i].was);
        touch(c, events->at[i].story);
        if (!ids.count)
            continue;
        if (!find_home(c, events->at[i].was, number, home)
            || !place(c, grouping_move(c->g, numbers_of(c, &ids), ids.count, (uint32_t)(*home - 1))))
            return false;
    }
    return true;
}

/* What was fixed by the correction alone is so no more; what it released is fixed again. */
static bool restore_fixes(struct correcting *c, const struct story_events *events, int64_t number)
{
    bool holds;
    for (uint32_t i = 0; i < events->count; i++)
        if (events->at[i].kind == STORY_FIXED || events->at[i].kind == STORY_RELEASED)
            touch(c, events->at[i].story);
    sort_touched(c);
    for (size_t i = 0; i < c->touched_count; i++) {
        if (!hand_holds(c->store, c->touched[i], number, &holds, c->error))
            return false;
        bool fixed = grouping_is_fixed(c->g, (uint32_t)(c->touched[i] - 1));
        if (fixed != holds && !set_fixed(c, c->touched[i], holds))
            return false;
    }
    return true;
}

bool correct_undo(struct store *store, struct arena *keep, int64_t now, int64_t number, struct correction *out,
                  struct syn_error *error)
{
    struct correcting c;
    struct hand hand = { .id = 0 };
    struct story_events events;
    int64_t home = 0;
    bool good = begin(&c, store, now, error) && hand_read(store, keep, number, &hand, error);
    if (good && (hand.undone || hand.undoes))
        good = error_set(error, SYN_MISUSE, 0, hand.undone ? "correction %lld was taken back by correction %lld"
                         : "correction %lld took another one back; make that anew instead", (long long)hand.id,
                         (long long)hand.undone);
    good = good && store_hand_log(store, c.arena, hand.id, &events, error)
           && note(&c, arena_printf(c.arena, "undo %lld", (long long)hand.id), hand.id)
           && take_back(&c, &events, hand.id, &home) && restore_fixes(&c, &events, hand.id);
    good = end(&c, good, home, out);
    out->undone = hand.what;
    return good;
}
