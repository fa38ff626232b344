#include "run/retell.h"

#include <assert.h>
#include <stdlib.h>

#include "annotate/annotate.h"
#include "run/pile.h"
#include "run/retell_around.h"
#include "run/stages.h"
#include "run/told_reader.h"
#include "store/retold.h"
#include "tell/moment.h"
#include "tell/tell.h"
#include "tell/view.h"

struct retelling {
    struct store *store;
    struct crew crew;
    struct shelf list;
    struct region own;
    bool told;
    struct stored_story story;         /* the one told last, if `told` */
    struct synopsis synopsis;
};

struct retelling *retelling_open(struct store *store, unsigned threads)
{
    struct region own = region_open(sizeof(struct retelling) + 4096);
    struct retelling *r = arena_new(&own.arena, struct retelling, 1);
    r->store = store;
    r->own = own;
    r->crew = crew_open(threads);
    return r;
}

void retelling_close(struct retelling *r)
{
    struct region own = r->own;
    crew_close(&r->crew);
    shelf_close(&r->list);
    region_close(&own);
}

/* ---- reports out of the store ---- */

enum { LIST_ROOM = 1 << 20 };          /* for what is as long as the list of a story's reports */

/* What bodies take is known when they are unpacked: room for one that is as large as can be, and for the others beyond
 * what any page has.  Only what is used costs. */
static const size_t BODIES_LEAST = (size_t)1 << 30, BODY_ROOM = (size_t)8 << 20;

/* Reports with nothing but their articles: of each its current version. */
struct bodies { const struct report **at; uint32_t count; size_t text_bytes; };

static bool read_body(struct retelling *r, struct arena *keep, int64_t id, struct report *report,
                      struct syn_error *error)
{
    struct stored_article stored;
    struct region scratch = region_open(BODIES_LEAST);
    bool good = store_article(r->store, keep, id, &stored, error) &&
                store_body(r->store, keep, scratch.arena, stored.version, &report->article, error);
    region_close(&scratch);
    return good;
}

static int by_id(const void *left, const void *right)
{
    const struct report *const *a = left, *const *b = right;
    return span_compare((*a)->article.id, (*b)->article.id);
}

static bool read_bodies(struct retelling *r, const struct stored_ids *ids, struct bodies *out, struct syn_error *error)
{
    struct arena *keep = shelf_arena(&r->list, BODIES_LEAST + ids->count * BODY_ROOM);
    struct report *reports = arena_new(keep, struct report, ids->count);
    *out = (struct bodies){ arena_new(keep, const struct report *, ids->count), 0, 0 };
    for (uint32_t i = 0; i < ids->count; i++) {
        if (!read_body(r, keep, ids->at[i], &reports[i], error))
            return false;
        out->at[out->count++] = &reports[i];
        out->text_bytes += reports[i].article.text.len;
    }
    if (out->count)
        qsort(out->at, out->count, sizeof *out->at, by_id);
    return true;
}

static const struct report **finish(struct retelling *r, const struct bodies *bodies)
{
    struct arena *keep = shelf_arena(&r->list, stages_bytes(bodies->count, bodies->text_bytes));
    return stages_finish(&r->crew, keep, bodies->at, bodies->count, true);
}

/* ---- telling ---- */

static bool look_around(struct retelling *r, const struct report *const *reports, const struct bodies *bodies,
                        struct neighbours *out, struct syn_error *error)
{
    size_t bytes = stages_bytes(bodies->count, bodies->text_bytes);
    struct region scratch = region_open(bytes);
    struct stored_ids ids;
    struct bodies around;
    bool good = retell_around(r->store, shelf_arena(&r->list, bytes), scratch.arena, &r->story, reports, bodies->count,
                              &ids, error) && read_bodies(r, &ids, &around, error);
    if (good && around.count) {
        /* The likest stands first, as it was found. */
        const struct report **finished = finish(r, &around), **sorted;
        sorted = arena_new(shelf_arena(&r->list, LIST_ROOM), const struct report *, around.count);
        for (uint32_t i = 0; i < ids.count; i++)
            for (uint32_t j = 0; j < around.count; j++)
                if (span_equal(finished[j]->article.id, arena_printf(&scratch.arena, "a%lld", (long long)ids.at[i])))
                    sorted[i] = finished[j];
        *out = (struct neighbours){ sorted, around.count };
    }
    region_close(&scratch);
    return good;
}

static bool read_story(struct retelling *r, int64_t story, struct stored_ids *ids, struct syn_error *error)
{
    struct arena *keep = shelf_arena(&r->list, LIST_ROOM);
    if (!store_story(r->store, keep, story, &r->story, error) ||
        !store_story_articles(r->store, keep, story, RETELL_MOST, ids, error))
        return false;
    if (ids->count)
        return true;
    if (r->story.redirect)
        return error_set(error, SYN_NOT_FOUND, 0, "story s%lld was merged into s%lld", (long long)story,
                         (long long)r->story.redirect);
    return error_set(error, SYN_NOT_FOUND, 0, "story s%lld has no reports", (long long)story);
}

/* A time as it will be read again: a morning is its day, and a day is nowhere in particular. */
static void settle_time(struct arena scratch, struct when *w)
{
    struct buffer written = buffer_in(&scratch);
    struct json_writer writer = json_writer(&written, 0);
    moment_json(&writer, *w);
    if (when_known(*w))
        *w = reader_when_of(span_cut(buffer_span(&written), 1, written.len - 1));
}

/* What is told from here is what would be told from the synopsis that is kept of it. */
static void settle_times(struct arena scratch, struct synopsis *s)
{
    settle_time(scratch, &s->when);
    settle_time(scratch, &s->from);
    settle_time(scratch, &s->to);
    for (uint32_t i = 0; i < s->claim_count; i++)
        settle_time(scratch, &s->claims[i].when);
    for (uint32_t i = 0; i < s->happening_count; i++)
        settle_time(scratch, &s->timeline[i].when);
}

static bool tell(struct retelling *r, int64_t story, struct syn_error *error)
{
    struct stored_ids ids;
    struct bodies bodies;
    struct neighbours around = { NULL, 0 };
    shelf_reset(&r->list, 0);
    crew_reset(&r->crew);
    if (!read_story(r, story, &ids, error) || !read_bodies(r, &ids, &bodies, error))
        return false;
    const struct report **reports = finish(r, &bodies);
    if (!look_around(r, reports, &bodies, &around, error))
        return false;
    struct arena *keep = shelf_arena(&r->list, stages_bytes(bodies.count, bodies.text_bytes));
    struct copies copies = stages_copies(keep, reports, bodies.count, PILE_LEAST_SHARED);
    struct span id = arena_printf(keep, "s%lld", (long long)story);
    r->synopsis = stages_compare(&r->crew, 0, reports, bodies.count, &copies, around, id);
    settle_times(*keep, &r->synopsis);
    return true;
}

/* What is read is of one moment, also where another process writes meanwhile; nobody waits for it. */
bool retell(struct retelling *r, int64_t story, const struct synopsis **out, struct syn_error *error)
{
    bool own = !database_in_transaction(store_database(r->store));
    *out = NULL;
    if (own && !retold_begin_reading(r->store, error))
        return false;
    bool good = tell(r, story, error);
    if (own)
        database_rollback(store_database(r->store));
    r->told = good;
    *out = good ? &r->synopsis : NULL;
    return good;
}

/* ---- keeping ---- */

static int64_t article_of(const struct synopsis *s, uint32_t report)
{
    struct span id = s->reports[report].report->article.id;      /* "a17" */
    int64_t number = 0;
    for (size_t i = 1; i < id.len; i++)
        number = number * 10 + (id.at[i] - '0');
    return number;
}

static struct span lines_of(struct arena *keep, struct spans grounds)
{
    struct buffer out = buffer_in(keep);
    for (uint32_t i = 0; i < grounds.count; i++) {
        buffer_text(&out, i ? "\n" : "");
        buffer_put(&out, grounds.at[i]);
    }
    return buffer_span(&out);
}

static const struct retold_edge *edges_of(struct arena *keep, const struct synopsis *s)
{
    struct retold_edge *edges = arena_new(keep, struct retold_edge, s->lineage_count);
    for (uint32_t i = 0; i < s->lineage_count; i++) {
        const struct lineage_edge *e = &s->lineage[i];
        edges[i] = (struct retold_edge){ article_of(s, e->from), article_of(s, e->to), e->kind, (double)e->share,
                                       (double)e->sure, e->inferred, lines_of(keep, e->grounds) };
    }
    return edges;
}

/* What is written of a byte of a report: claims, quotes, differences and passages each give its words again. */
enum { JSON_TIMES = 256, JSON_LEAST = 16 << 20 };

static bool keep_told(struct retelling *r, int64_t now, struct syn_error *error)
{
    const struct synopsis *s = &r->synopsis;
    size_t bytes = JSON_LEAST;
    for (uint32_t i = 0; i < s->report_count; i++)
        bytes += s->reports[i].report->article.text.len * JSON_TIMES;
    struct region keep = region_open(bytes), text = region_open(bytes), scratch = region_open(bytes * 4);
    struct buffer json = buffer_in(&text.arena);
    struct view_counts counts = view_counts(s);
    tell_json(&json, s);
    struct retold told = { .revision = r->story.revision, .made = now, .json = buffer_span(&json),
                         .origins = s->origin_count, .conflicts = counts.label[DIFFERENCE_CONFLICT],
                         .differences = counts.differences, .edges = edges_of(&keep.arena, s),
                         .edge_count = s->lineage_count };
    bool good = retold_write(r->store, scratch.arena, r->story.id, &told, error);
    region_close(&scratch);
    region_close(&text);
    region_close(&keep);
    return good;
}

bool retelling_keep(struct retelling *r, int64_t now, struct syn_error *error)
{
    struct database *db = store_database(r->store);
    bool own = !database_in_transaction(db);
    assert(r->told);
    if (own && !database_begin(db, error))
        return false;
    bool good = keep_told(r, now, error) && (!own || database_commit(db, error));
    if (!good && own)
        database_rollback(db);
    return good;
}

bool retell_keep(struct retelling *r, int64_t story, int64_t now, const struct synopsis **out,
                 struct syn_error *error)
{
    bool good = retell(r, story, out, error) && retelling_keep(r, now, error);
    if (!good)
        *out = NULL;
    return good;
}

bool retell_report(struct store *store, struct arena *keep, struct arena scratch, int64_t version, struct report *out,
                   struct syn_error *error)
{
    if (!store_body(store, keep, scratch, version, &out->article, error))
        return false;
    out->notes = annotate(keep, scratch, &out->article);
    return true;
}

bool retell_due(struct store *store, struct arena *keep, int64_t since, uint32_t reports, uint32_t most,
                struct stored_ids *out, struct syn_error *error)
{
    return retold_due(store, keep, since, reports, most, out, error);
}
