#include "run/grouping_store.h"

#include <stdlib.h>

#include "base/calendar.h"
#include "group/bag.h"
#include "store/replay.h"
#include "store/retold.h"

bool grouping_to_store(struct store *store, const struct grouping *g, struct syn_error *error)
{
    struct replay_out out = replay_write_begin(store, error);
    bool saved = grouping_save(g, replay_write, &out);
    return replay_write_end(&out, grouping_counts(g).articles) && saved;
}

/* ---- the log is gone through ---- */

/* Where an article is after a step; `n`: of equal articles the later holds. */
struct place { int64_t article, story; uint32_t n; };
struct places { struct place *at; size_t count, room; };

struct replay {
    struct store *store;
    struct grouping *g;
    struct lexis *lexis;
    struct region own, body, said_region, logged_region, hand_region;
    struct places said, logged;  /* of the step under way: by grouping, by the log */
    struct story_event hand;     /* what is done by hand just now; hand 0: nothing */
    uint32_t *articles;          /* of that */
    size_t article_count, article_room;
    int64_t event;               /* the latest */
    struct syn_error *error;
};

static void note(struct region *region, struct places *places, int64_t article, int64_t story)
{
    ARENA_ROOM(&region->arena, places->at, places->count, places->room);
    places->at[places->count] = (struct place){ article, story, (uint32_t)places->count };
    places->count++;
}

static void note_said(struct replay *r, struct placings placings)
{
    for (size_t i = 0; i < placings.count; i++)
        note(&r->said_region, &r->said, (int64_t)placings.at[i].article + 1, (int64_t)placings.at[i].story + 1);
}

static int by_article(const void *x, const void *y)
{
    const struct place *p = x, *q = y;
    if (p->article != q->article)
        return p->article < q->article ? -1 : 1;
    return (p->n > q->n) - (p->n < q->n);
}

/* Sorted by article, the last of each. */
static void sort_places(struct places *places)
{
    size_t count = 0;
    if (places->count)
        qsort(places->at, places->count, sizeof *places->at, by_article);
    for (size_t i = 0; i < places->count; i++) {
        if (count && places->at[count - 1].article == places->at[i].article)
            count--;
        places->at[count++] = places->at[i];
    }
    places->count = count;
}

/* Where the log has an article that the step's events do not name: where it was before. */
static bool find_logged(struct replay *r, int64_t article, int64_t event, int64_t *story)
{
    struct arena scratch = r->body.arena;
    struct story_events log;
    *story = 0;
    if (!store_article_log(r->store, &scratch, article, &log, r->error))
        return false;
    for (uint32_t i = 0; i < log.count && log.at[i].id <= event; i++)
        *story = log.at[i].story;
    return true;
}

static void put(struct replay *r, int64_t article, int64_t story)
{
    if (article > grouping_counts(r->g).articles || story < 1 || story > UINT32_MAX / 2)
        return;
    grouping_put(r->g, (uint32_t)(article - 1), (uint32_t)(story - 1));
}

/* Both lists are gone through side by side; `event`: the last one of the step. */
static bool end_step(struct replay *r, int64_t event)
{
    struct places *said = &r->said, *logged = &r->logged;
    bool good = true;
    sort_places(said);
    sort_places(logged);
    for (size_t i = 0, k = 0; good && (i < said->count || k < logged->count);) {
        bool is_said = i < said->count && (k == logged->count || said->at[i].article <= logged->at[k].article);
        bool is_logged = k < logged->count && (i == said->count || logged->at[k].article <= said->at[i].article);
        int64_t article = is_said ? said->at[i].article : logged->at[k].article;
        int64_t story = is_logged ? logged->at[k].story : 0;
        if (!is_logged)
            good = find_logged(r, article, event, &story);
        if (good && story && (!is_said || said->at[i].story != story))
            put(r, article, story);
        i += is_said;
        k += is_logged;
    }
    said->count = logged->count = 0;
    return good;
}

/* ---- by hand ---- */

static void end_hand(struct replay *r)
{
    const struct story_event *h = &r->hand;
    uint32_t story = (uint32_t)(h->story - 1);
    if (!h->hand)
        return;
    if (h->kind == STORY_MERGED)
        grouping_merge(r->g, (uint32_t)(h->was - 1), story);
    else if (h->kind == STORY_SPLIT)
        grouping_split(r->g, r->articles, r->article_count, &story);
    else if (h->kind == STORY_MOVED)
        grouping_move(r->g, r->articles, r->article_count, story);
    else
        grouping_fix(r->g, story, h->kind == STORY_FIXED);
    for (size_t i = 0; i < r->article_count; i++)
        if (grouping_story_of(r->g, r->articles[i]) + 1 != h->story)
            put(r, (int64_t)r->articles[i] + 1, h->story);
    r->hand.hand = 0;
    r->article_count = 0;
}

/* What one call did stands in a row: all of one kind, to one story (and from one, where stories were merged). */
static bool is_same_call(const struct story_event *a, const struct story_event *b)
{
    return a->hand == b->hand && a->kind == b->kind && a->story == b->story
           && (a->kind != STORY_MERGED || a->was == b->was);
}

static void take_hand(struct replay *r, const struct story_event *e)
{
    if (r->hand.hand && !is_same_call(&r->hand, e))
        end_hand(r);
    r->hand = *e;
    if (!e->article)
        return;
    ARENA_ROOM(&r->hand_region.arena, r->articles, r->article_count, r->article_room);
    r->articles[r->article_count++] = (uint32_t)(e->article - 1);
}

/* ---- events ---- */

static bool add_article(struct replay *r, int64_t id)
{
    struct article article;
    region_reset(&r->body, (size_t)4 << 20);
    struct arena scratch = arena_half(&r->body.arena);
    if (id != (int64_t)grouping_counts(r->g).articles + 1)
        return error_set(r->error, SYN_BAD_FORMAT, 0, "the log of stories in %s is not whole: a%lld comes behind a%u; "
                         "look at it with: synoptic doctor", database_path(store_database(r->store)), (long long)id,
                         grouping_counts(r->g).articles);
    if (!replay_body(r->store, &r->body.arena, scratch, id, &article, r->error))
        return false;
    struct bag bag = bag_of(&r->body.arena, scratch, r->lexis, &article);
    note_said(r, grouping_add(r->g, &bag, (double)article.published.from / DAY_SECONDS, when_known(article.published)));
    return true;
}

static bool is_sane(const struct replay *r, const struct story_event *e)
{
    int64_t articles = grouping_counts(r->g).articles;
    return e->kind < STORY_EVENT_COUNT && e->story >= 0 && e->story < UINT32_MAX / 2 && e->was >= 0
           && e->was < UINT32_MAX / 2 && e->article >= 0 && (e->kind == STORY_JOINED || e->article <= articles)
           && (e->story || e->kind == STORY_SETTLED) && (e->kind != STORY_MERGED || e->was);
}

static bool take_event(void *context, const struct story_event *e)
{
    struct replay *r = context;
    r->event = e->id;
    bool begins = e->kind == STORY_JOINED || e->kind == STORY_SETTLED || e->hand;
    if (!is_sane(r, e))
        return error_set(r->error, SYN_BAD_FORMAT, 0, "event %lld of the log of stories in %s makes no sense; look at "
                         "it with: synoptic doctor", (long long)e->id, database_path(store_database(r->store)));
    if (begins && !end_step(r, e->id - 1))
        return false;
    if (e->hand) {
        take_hand(r, e);
        return true;
    }
    end_hand(r);
    if (e->kind == STORY_JOINED && !add_article(r, e->article))
        return false;
    if (e->kind == STORY_SETTLED)
        note_said(r, grouping_settle(r->g));
    if (e->article)
        note(&r->logged_region, &r->logged, e->article, e->story);
    return true;
}

bool grouping_catch_up(struct store *store, struct grouping *g, int64_t *event, struct syn_error *error)
{
    static const size_t BODY_SIZE = (size_t)1 << 31, LIST_SIZE = (size_t)1 << 30, OWN_SIZE = (size_t)8 << 20;
    struct replay r = { .store = store, .g = g, .event = *event, .error = error, .own = region_open(OWN_SIZE),
                        .body = region_open(BODY_SIZE), .said_region = region_open(LIST_SIZE),
                        .logged_region = region_open(LIST_SIZE), .hand_region = region_open(LIST_SIZE) };
    r.lexis = lexis_in(&r.own.arena);
    bool good = replay_events(store, *event, take_event, &r, error) && end_step(&r, INT64_MAX);
    if (good)
        end_hand(&r);
    region_close(&r.body);
    region_close(&r.said_region);
    region_close(&r.logged_region);
    region_close(&r.hand_region);
    region_close(&r.own);
    if (good)
        grouping_skip(g, (uint32_t)replay_last_story(store));
    *event = r.event;
    return good;
}

/* ---- the whole ---- */

/* *g is NULL where the image is none, or of another number of articles than it should be. */
static bool read_image(struct store *store, struct replay_mark mark, struct grouping **g, struct syn_error *error)
{
    struct syn_error damage;
    struct replay_in in = replay_read_begin(store, error);
    *g = grouping_restore(replay_read, &in, &damage);
    if (!replay_read_end(&in)) {
        grouping_close(*g);
        return false;
    }
    if (*g && grouping_counts(*g).articles != mark.articles) {
        grouping_close(*g);
        *g = NULL;
    }
    return true;
}

static struct grouping *read_all(struct store *store, const struct grouping_settings *settings, int64_t *event,
                                 struct syn_error *error)
{
    static const struct grouping_settings usual = { 0 };
    struct replay_mark mark = replay_mark_of(store);
    struct grouping *g = NULL;
    if (mark.articles && !read_image(store, mark, &g, error))
        return NULL;
    *event = g ? mark.event : 0;
    if (!g)
        g = grouping_open(settings ? settings : &usual);
    if (grouping_catch_up(store, g, event, error))
        return g;
    grouping_close(g);
    return NULL;
}

struct grouping *grouping_from_store(struct store *store, const struct grouping_settings *settings, int64_t *event,
                                     struct syn_error *error)
{
    struct database *db = store_database(store);
    bool own = !database_in_transaction(db);
    int64_t last;
    if (own && !retold_begin_reading(store, error))
        return NULL;
    struct grouping *g = read_all(store, settings, event ? event : &last, error);
    if (own)
        database_rollback(db);
    return g;
}
