#include "run/told.h"

#include "extract/standing.h"
#include "run/retell.h"
#include "run/shelf.h"
#include "run/told_cache.h"
#include "store/article_pack.h"
#include "store/retold.h"
#include "tell/tell.h"
#include "text/json.h"

struct told {
    struct store *store;
    struct told_cache *cache, *own_cache;
    struct retelling *retelling;       /* NULL: nothing was compared yet */
    unsigned threads;
    struct telling *used;              /* by who asked last */
    struct shelf json;
    struct region scratch, own;
};

/* Reserved, not used: the largest synopsis, and the articles of the largest story. */
static const size_t SCRATCH_ROOM = (size_t)1 << 30, TELLING_ROOM = (size_t)1 << 30, REPORT_ROOM = (size_t)8 << 20;
/* What is written of a byte of a report, as run/retell.c has it. */
enum { JSON_TIMES = 256, JSON_LEAST = 16 << 20 };

struct told *told_open(struct store *store, struct told_cache *cache, unsigned threads)
{
    struct region own = region_open(sizeof(struct told) + 4096);
    struct told *told = arena_new(&own.arena, struct told, 1);
    *told = (struct told){ .store = store, .threads = threads, .scratch = region_open(SCRATCH_ROOM), .own = own };
    told->own_cache = cache ? NULL : told_cache_open(0);
    told->cache = cache ? cache : told->own_cache;
    return told;
}

static void give_back(struct told *told)
{
    if (told->used)
        told_cache_give_back(told->cache, told->used);
    told->used = NULL;
}

void told_close(struct told *told)
{
    struct region own = told->own;
    give_back(told);
    if (told->own_cache)
        told_cache_close(told->own_cache);
    if (told->retelling)
        retelling_close(told->retelling);
    shelf_close(&told->json);
    region_close(&told->scratch);
    region_close(&own);
}

/* ---- articles ---- */

/* Where the articles of a synopsis come from: out of the store, or what was just compared. */
struct articles {
    struct store *store;
    struct arena *keep, scratch;
    const struct report **ready;       /* current versions without their standing text, by id */
    struct intern ids;
    const struct synopsis *compared;   /* or NULL */
};

/* "a17" */
static int64_t number_of(struct span id)
{
    int64_t n = 0;
    if (id.len < 2 || id.len > 18 || id.at[0] != 'a')
        return -1;
    for (size_t i = 1; i < id.len; i++) {
        if (!byte_is_digit(id.at[i]))
            return -1;
        n = n * 10 + (id.at[i] - '0');
    }
    return n;
}

/* The version that was current `back` versions ago. */
static const struct report *read_version(struct articles *a, struct span id, uint32_t back)
{
    struct arena scratch = a->scratch;
    struct stored_versions versions;
    struct syn_error error;
    int64_t number = number_of(id);
    if (number < 0 || !store_versions(a->store, &scratch, number, &versions, &error) || back >= versions.count)
        return NULL;
    struct report *report = arena_new(a->keep, struct report, 1);
    bool good = store_body(a->store, a->keep, scratch, versions.at[versions.count - 1 - back].id, &report->article, &error);
    return good ? report : NULL;
}

/* What an outlet prints under all its reports was cut before they were compared: as run/stages.h does it. */
static void cut_standing(struct articles *a)
{
    struct arena scratch = a->scratch;
    struct standing standing = standing_in(&scratch);
    struct arena more = arena_half(&scratch);
    uint32_t count = (uint32_t)a->ids.count;
    for (uint32_t i = 0; i < count; i++)
        if (a->ready[i])
            standing_learn(&standing, more, &a->ready[i]->article);
    for (uint32_t i = 0; i < count; i++) {
        if (!a->ready[i])
            continue;
        struct report *report = arena_new(a->keep, struct report, 1);
        report->article = standing_cut(a->keep, more, &standing, &a->ready[i]->article);
        a->ready[i] = report;
    }
}

static void read_articles(struct articles *a, struct arena *list, struct span json)
{
    struct json whole, report;
    struct json_step step = { 0 };
    struct span key;
    size_t at = 0, room = 0;
    if (!json_parse(json, &at, &whole))
        return;
    struct json reports = json_member(whole, SPAN("reports"));
    while (json_next(reports, &step, &key, &report)) {
        struct span id = json_text(list, json_member(report, SPAN("id")));
        if (intern_find(&a->ids, id) != INTERN_NONE)
            continue;
        a->ready = arena_room(list, a->ready, a->ids.count, &room, sizeof *a->ready, alignof(const struct report *));
        a->ready[a->ids.count] = read_version(a, id, 0);
        intern_add(&a->ids, id);
    }
    cut_standing(a);
}

static const struct report *of_compared(const struct synopsis *s, struct span id)
{
    for (uint32_t i = 0; i < s->report_count; i++)
        if (span_equal(s->reports[i].report->article.id, id))
            return s->reports[i].report;
    for (uint32_t i = 0; i < s->claim_count; i++)
        for (uint32_t k = 0; k < s->claims[i].elsewhere_count; k++)
            if (span_equal(s->claims[i].elsewhere[k].report->article.id, id))
                return s->claims[i].elsewhere[k].report;
    return NULL;
}

static const struct report *copy_compared(struct articles *a, struct span id)
{
    const struct report *found = of_compared(a->compared, id);
    struct report *copy = arena_new(a->keep, struct report, 1);
    struct buffer packed = buffer_in(a->keep);
    if (!found)
        return NULL;
    article_pack(&packed, &found->article);
    bool good = article_unpack(a->keep, buffer_span(&packed), &copy->article);
    copy->article.id = arena_copy(a->keep, id);
    return good ? copy : NULL;
}

static bool find_article(void *context, struct span id, uint32_t attempt, const struct report **out)
{
    struct articles *a = context;
    uint32_t number = intern_find(&a->ids, id);
    bool ready = number != INTERN_NONE && a->ready[number];
    if (a->compared)
        *out = attempt ? NULL : copy_compared(a, id);
    else
        *out = ready && !attempt ? a->ready[number] : read_version(a, id, attempt - ready);
    return *out;
}

/* ---- tellings ---- */

/* NULL where the JSON is not that of this story's articles. */
static struct telling *read_telling(struct told *told, const struct stored_story *story, int64_t revision,
                                    struct span json, const struct synopsis *compared)
{
    struct region region = region_open(TELLING_ROOM + story->reports * REPORT_ROOM);
    struct telling *t = arena_new(&region.arena, struct telling, 1);
    struct arena scratch = told->scratch.arena, list = arena_half(&scratch);
    struct articles articles = { .store = told->store, .keep = &region.arena, .scratch = arena_half(&scratch),
                                 .ids = intern_in(&list, 0), .compared = compared };
    t->story = story->id;
    t->revision = revision;
    if (!compared)
        read_articles(&articles, &list, json);
    bool good = told_from_json(&region.arena, scratch, json, find_article, &articles, &t->synopsis) &&
                span_equal(t->synopsis.id, arena_printf(&scratch, "s%lld", (long long)story->id));
    if (!good) {
        region_close(&region);
        return NULL;
    }
    region_trim(&region);
    t->region = region;
    return t;
}

static struct telling *read_kept(struct told *told, const struct stored_story *story)
{
    struct syn_error error;
    struct retold kept;
    shelf_reset(&told->json, 0);
    return retold_read(told->store, shelf_arena(&told->json, SCRATCH_ROOM), story->id, &kept, &error)
               ? read_telling(told, story, kept.revision, kept.json, NULL) : NULL;
}

static struct span write_json(struct told *told, const struct synopsis *s)
{
    size_t bytes = JSON_LEAST;
    for (uint32_t i = 0; i < s->report_count; i++)
        bytes += s->reports[i].report->article.text.len * JSON_TIMES;
    shelf_reset(&told->json, 0);
    struct buffer json = buffer_in(shelf_arena(&told->json, bytes));
    tell_json(&json, s);
    return buffer_span(&json);
}

/* Compares; what was told is in *synopsis then, also where no telling could be made of it. */
static struct telling *compare(struct told *told, const struct stored_story *story, const struct synopsis **synopsis,
                               struct syn_error *error)
{
    if (!told->retelling)
        told->retelling = retelling_open(told->store, told->threads);
    return retell(told->retelling, story->id, synopsis, error)
               ? read_telling(told, story, story->revision, write_json(told, *synopsis), *synopsis) : NULL;
}

/* ---- which one ---- */

static bool may_be_stale(const struct stored_story *story)
{
    return story->reports > TOLD_ANEW && story->told_revision >= 0;
}

/* The earliest revision that may be shown. */
static int64_t least_revision(const struct stored_story *story)
{
    return may_be_stale(story) ? story->told_revision : story->revision;
}

/* The telling of `least` or a later revision, where it needs no comparing. */
static bool take_ready(struct told *told, const struct stored_story *now, int64_t least)
{
    bool mine;
    told->used = told_cache_take(told->cache, now->id, least, false, &mine);
    if (mine) {
        told->used = now->told_revision >= least ? read_kept(told, now) : NULL;
        told_cache_put(told->cache, now->id, told->used);
    }
    return told->used;
}

/* What was taken, or what was compared where no telling could be made of it. */
static void show(const struct told *told, const struct synopsis *compared, struct told_story *out)
{
    out->synopsis = told->used ? told->used->synopsis : *compared;
    out->revision = told->used ? told->used->revision : out->story.revision;
    out->stale = out->revision < out->story.revision;
}

static bool tell(struct told *told, struct told_story *out, struct syn_error *error)
{
    const struct stored_story *now = &out->story;
    const struct synopsis *compared = NULL;
    int64_t least = least_revision(now);
    bool mine;
    told->used = told_cache_take(told->cache, now->id, least, true, &mine);
    if (mine) {
        told->used = now->told_revision >= least ? read_kept(told, now) : NULL;
        if (!told->used)
            told->used = compare(told, now, &compared, error);
        told_cache_put(told->cache, now->id, told->used);
    }
    if (!told->used && !compared)
        return false;
    show(told, compared, out);
    return true;
}

static void forget(struct told *told)
{
    give_back(told);
    region_reset(&told->scratch, 0);
}

/* What is read until the end is of one moment. */
static bool begin(struct told *told, struct syn_error *error, bool *own)
{
    *own = !database_in_transaction(store_database(told->store));
    forget(told);
    return !*own || retold_begin_reading(told->store, error);
}

static void end(struct told *told, bool own)
{
    if (own)
        database_rollback(store_database(told->store));
}

bool told_is_ready(struct told *told, int64_t story)
{
    struct syn_error error;
    struct stored_story now;
    bool own;
    if (!begin(told, &error, &own))
        return true;                   /* that it fails is soon said */
    bool ready = !store_story(told->store, &told->scratch.arena, story, &now, &error) ||
                 take_ready(told, &now, least_revision(&now));
    end(told, own);
    return ready;
}

bool told_last(struct told *told, struct arena *keep, int64_t story, struct told_story *out)
{
    struct syn_error error;
    bool own;
    *out = (struct told_story){ .revision = 0 };
    if (!begin(told, &error, &own))
        return false;
    bool good = store_story(told->store, keep, story, &out->story, &error) &&
                take_ready(told, &out->story, out->story.told_revision < 0 ? out->story.revision : out->story.told_revision);
    if (good)
        show(told, NULL, out);
    end(told, own);
    return good;
}

bool told_story(struct told *told, struct arena *keep, int64_t story, struct told_story *out, struct syn_error *error)
{
    bool own;
    *out = (struct told_story){ .revision = 0 };
    if (!begin(told, error, &own))
        return false;
    bool good = store_story(told->store, keep, story, &out->story, error) && tell(told, out, error);
    end(told, own);
    return good;
}

bool told_json(struct told *told, struct arena *keep, int64_t story, struct span *json, struct syn_error *error)
{
    struct stored_story now;
    struct told_story it;
    struct retold kept;
    if (store_story(told->store, keep, story, &now, error) && now.told &&
        retold_read(told->store, keep, story, &kept, error) && kept.revision == now.revision) {
        *json = kept.json;
        return true;
    }
    if (!told_story(told, keep, story, &it, error))
        return false;
    struct buffer out = buffer_in(keep);
    tell_json(&out, &it.synopsis);
    *json = buffer_span(&out);
    return true;
}
