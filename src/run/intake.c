#include "run/intake.h"

#include <assert.h>
#include <stdatomic.h>
#include <time.h>

#include "base/calendar.h"
#include "group/bag.h"
#include "run/document.h"
#include "run/grouping.h"
#include "run/grouping_store.h"
#include "run/late.h"
#include "store/key.h"
#include "store/stories.h"

enum { LEXIS_SIZE = 8 << 20 };
static const size_t ADDITIONS_SIZE = (size_t)1 << 28, SCRATCH_SIZE = (size_t)1 << 30;

/* Documents whose keys share one of these places are not asked for ahead while one of them is on its way. */
enum { UNDER_WAY = 1 << 16 };

/* What is made of a document beside its report, by any thread. */
struct made {
    struct bag bag;
    struct arrival *arrival;
    struct addition known;             /* where it came before, just so: then there is neither bag nor arrival */
    uint32_t number;                   /* of the batch */
};

struct intake {
    struct region own, lexes, additions_region, scratch;
    struct store *store;
    struct store *asked;               /* the same, as the adding thread asks it */
    struct batch *batch;
    atomic_uint lasting;               /* all up to this one are committed */
    uint32_t writing;                  /* the one that is being written */
    uint32_t *under_way;               /* by key: the latest batch with something new of it */
    struct grouping *grouping;
    struct late *late;
    struct lexis **lexis;              /* by worker */
    struct compressor **compressors;
    struct intake_settings settings;
    const struct intake_hooks *hooks;
    struct addition *additions;        /* not committed yet */
    size_t addition_count, addition_room;
    uint64_t since_image;
    int64_t last_event, settled_event; /* of the log: what grouping knows; behind which stories were not settled */
    int64_t begun, now;                /* of the transaction: milliseconds of a steady clock; seconds since 1970 */
    struct intake_counts counts;
    struct syn_error error;            /* why it failed */
    bool failed;
};

/* ---- time ---- */

static int64_t steady_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t seconds_now(const struct intake *in)
{
    if (in->settings.now)
        return in->settings.now;
    return in->settings.clock ? in->settings.clock(in->settings.clock_context) : (int64_t)time(NULL);
}

/* ---- transactions ---- */

/* Nothing more is written; what was not committed is gone. */
static bool give_up(struct intake *in)
{
    database_rollback(store_database(in->store));
    in->addition_count = 0;
    in->failed = true;
    return false;
}

static bool read_last_event(struct intake *in, int64_t *event)
{
    *event = store_last_event(in->store, &in->error);
    return *event >= 0;
}

static void note_image(struct intake *in)
{
    in->settled_event = store_meta(in->store, "settled_event");
    in->since_image = grouping_counts(in->grouping).articles - (uint64_t)store_meta(in->store, "image_articles");
}

/* Others may have written since: another run, or a person who set a story right. */
static bool catch_up(struct intake *in)
{
    int64_t event;
    if (!read_last_event(in, &event))
        return false;
    if (event == in->last_event)
        return true;
    if (!grouping_catch_up(in->store, in->grouping, &in->last_event, &in->error))
        return false;
    note_image(in);
    return true;
}

static bool begin(struct intake *in)
{
    if (in->failed)
        return false;
    if (database_in_transaction(store_database(in->store)))
        return true;
    in->begun = steady_ms();
    in->now = seconds_now(in);
    return (database_begin(store_database(in->store), &in->error) && catch_up(in)) || give_up(in);
}

static void acknowledge(struct intake *in)
{
    for (size_t i = 0; i < in->addition_count; i++) {
        struct addition *a = &in->additions[i];
        a->story = grouping_story_of(in->grouping, (uint32_t)(a->article - 1)) + 1;
        if (in->hooks && in->hooks->stored)
            in->hooks->stored(in->hooks->context, a);
    }
    in->addition_count = 0;
}

static bool commit(struct intake *in)
{
    if (in->failed || !database_in_transaction(store_database(in->store)))
        return !in->failed;
    if (in->since_image >= INTAKE_IMAGE_MOST) {
        if (!grouping_to_store(in->store, in->grouping, &in->error))
            return give_up(in);
        in->since_image = 0;
    }
    if (!read_last_event(in, &in->last_event) || !database_commit(store_database(in->store), &in->error))
        return give_up(in);
    if (in->writing)
        atomic_store(&in->lasting, in->writing - 1);
    acknowledge(in);
    return true;
}

/* ---- one document ---- */

static void *make_ready(void *context, const struct run_piece *piece)
{
    struct intake *in = context;
    const struct arrival_source source = { .raw = piece->raw, .report = piece->report,
                                           .content = key_content(piece->extracted), .point = in->settings.point };
    struct made *made = arena_new(piece->keep, struct made, 1);
    made->number = piece->batch;
    made->bag = bag_of(piece->keep, piece->scratch, in->lexis[piece->worker], &piece->report->article);
    made->arrival = arrival_prepare(piece->keep, piece->scratch, in->compressors[piece->worker], &source);
    return made;
}

/* What came before just so needs no annotating.  Only what is committed is asked, so that nothing may be on its way that
 * has the same key; what fails here fails again when it is written, and is said then. */
static void *find_known(void *context, const struct run_piece *piece)
{
    struct intake *in = context;
    const struct arrival_source source = { .raw = piece->raw, .report = piece->report,
                                           .content = key_content(piece->extracted) };
    const struct arrival *arrival = arrival_name(piece->keep, piece->scratch, &source);
    uint32_t *place = &in->under_way[(uint64_t)arrival_key_hash(arrival) % UNDER_WAY];
    struct addition addition;
    struct syn_error error;
    bool known = false;
    if (piece->report->article.blocks.count && *place <= atomic_load(&in->lasting) &&
        store_knows(in->asked, arrival, &known, &addition, &error) && known) {
        struct made *made = arena_new(piece->keep, struct made, 1);
        made->known = addition;
        made->number = piece->batch;
        return made;
    }
    *place = piece->batch;
    return NULL;
}

static bool place_all(struct intake *in, struct placings placings)
{
    static const enum story_event_kind kinds[] = {
        [PLACED_NEW] = STORY_JOINED, [PLACED_MOVED] = STORY_MOVED, [PLACED_SPLIT] = STORY_SPLIT,
        [PLACED_MERGED] = STORY_MERGED
    };
    for (size_t i = 0; i < placings.count; i++) {
        const struct placing *p = &placings.at[i];
        struct story_event event = { .at = in->now, .kind = kinds[p->how], .article = (int64_t)p->article + 1,
                                     .was = p->how == PLACED_NEW ? 0 : (int64_t)p->was + 1,
                                     .story = (int64_t)p->story + 1 };
        if (!store_place(in->store, &event, &in->error))
            return false;
    }
    return true;
}

static bool find_story(struct intake *in, int64_t id, const struct article *article, const struct bag *bag)
{
    double day = (double)article->published.from / DAY_SECONDS;
    struct placings placings = grouping_add(in->grouping, bag, day, when_known(article->published));
    in->since_image++;
    return place_all(in, placings)
           && late_find(in->late, in->grouping, id, article, bag, &placings, &in->error) && place_all(in, placings);
}

static void note_addition(struct intake *in, const struct addition *addition)
{
    ARENA_ROOM(&in->additions_region.arena, in->additions, in->addition_count, in->addition_room);
    in->additions[in->addition_count++] = *addition;
    in->counts.articles += addition->what == ADDED_NEW;
    in->counts.versions += addition->what == ADDED_VERSION;
    in->counts.known += addition->what == ADDED_NOTHING;
}

static bool is_due(const struct intake *in)
{
    if (in->settings.commit_every && in->addition_count >= in->settings.commit_every)
        return true;
    return steady_ms() - in->begun >= INTAKE_COMMIT_MS;
}

static bool take_known(struct intake *in, const struct addition *known)
{
    if (!begin(in))
        return false;
    note_addition(in, known);
    return !is_due(in) || commit(in);
}

static bool take_report(void *context, const struct raw_document *raw, struct report *report, void *prepared)
{
    struct intake *in = context;
    const struct made *made = prepared;
    struct addition addition;
    struct syn_error error;
    in->counts.bytes += raw->bytes.len;
    in->writing = made->number;
    if (made->known.article)
        return take_known(in, &made->known);
    if (!report->article.blocks.count || !made->bag.words) {
        document_has_no_text(&error, raw);
        in->counts.problems++;
        in->hooks->problem(in->hooks->context, &error);
        return true;
    }
    if (!begin(in))
        return false;
    if (!store_add(in->store, in->scratch.arena, made->arrival, in->now, &addition, &in->error))
        return give_up(in);
    assert(addition.what != ADDED_NEW || grouping_counts(in->grouping).articles == addition.article - 1);
    if (addition.what == ADDED_NEW && !find_story(in, addition.article, &report->article, &made->bag))
        return give_up(in);
    note_addition(in, &addition);
    return !is_due(in) || commit(in);
}

static void take_problem(void *context, const struct syn_error *error)
{
    struct intake *in = context;
    in->counts.problems++;
    in->hooks->problem(in->hooks->context, error);
}

static void take_progress(void *context, const char *doing, size_t done)
{
    struct intake *in = context;
    if (in->hooks->progress)
        in->hooks->progress(in->hooks->context, doing, done);
}

/* ---- all of them ---- */

static struct run_hooks hooks_of(struct intake *in, const struct intake_hooks *hooks)
{
    in->hooks = hooks;
    return (struct run_hooks){ .report = take_report, .problem = take_problem, .progress = take_progress, .context = in,
                               .prepare = make_ready, .known = find_known };
}

static bool end(struct intake *in, struct syn_error *error)
{
    bool good = commit(in);
    atomic_store(&in->lasting, in->batch->batches);
    if (good)
        return true;
    *error = in->error;
    return false;
}

bool intake_add_inputs(struct intake *in, const char *const *inputs, size_t count, const struct intake_hooks *hooks,
                       struct syn_error *error)
{
    struct run_hooks own = hooks_of(in, hooks);
    batch_add_inputs(in->batch, inputs, count, &own);
    return end(in, error);
}

bool intake_add_documents(struct intake *in, const struct raw_document *documents, size_t count,
                          const struct intake_hooks *hooks, struct syn_error *error)
{
    struct run_hooks own = hooks_of(in, hooks);
    batch_add_documents(in->batch, documents, count, &own);
    return end(in, error);
}

bool intake_add_bytes(struct intake *in, struct span bytes, struct span name, struct run_hint hint,
                      const struct intake_hooks *hooks, struct syn_error *error)
{
    struct run_hooks own = hooks_of(in, hooks);
    batch_add_bytes(in->batch, bytes, name, hint, &own);
    return end(in, error);
}

/* In a transaction. */
static bool settle(struct intake *in)
{
    struct story_event event = { .at = in->now, .kind = STORY_SETTLED };
    if (!store_place(in->store, &event, &in->error) || !place_all(in, grouping_settle(in->grouping)) ||
        !read_last_event(in, &in->settled_event))
        return false;
    return store_set_meta(in->store, "settled_event", in->settled_event, &in->error);
}

bool intake_settle(struct intake *in, struct syn_error *error)
{
    int64_t event;
    if (read_last_event(in, &event) && event != in->settled_event && begin(in) && !settle(in))
        give_up(in);
    return end(in, error);
}

struct intake_counts intake_counts(const struct intake *in) { return in->counts; }

struct batch *intake_batch(struct intake *in) { return in->batch; }

/* ---- the whole ---- */

struct intake *intake_open(struct store *store, const struct intake_settings *settings, struct syn_error *error)
{
    struct region own = region_open((size_t)1 << 20);
    struct intake *in = arena_new(&own.arena, struct intake, 1);
    in->store = store;
    in->settings = *settings;
    in->under_way = arena_new(&own.arena, uint32_t, UNDER_WAY);
    in->own = own;
    in->asked = store_open(database_path(store_database(store)), DATABASE_READ, error);
    in->grouping = in->asked ? grouping_from_store(store, NULL, &in->last_event, error) : NULL;
    if (!in->grouping) {
        store_close(in->asked);
        region_close(&own);
        return NULL;
    }
    note_image(in);
    in->late = late_open(store);
    in->batch = batch_open(settings->threads, RUN_ANNOTATE, false);
    batch_overlap(in->batch);
    in->additions_region = region_open(ADDITIONS_SIZE);
    in->scratch = region_open(SCRATCH_SIZE);
    unsigned threads = in->batch->crew.threads;
    in->lexes = region_open((size_t)threads * LEXIS_SIZE + 4096);
    in->lexis = arena_new(&in->own.arena, struct lexis *, threads);
    in->compressors = arena_new(&in->own.arena, struct compressor *, threads);
    for (unsigned i = 0; i < threads; i++) {
        in->lexis[i] = lexis_in(&in->lexes.arena);
        in->compressors[i] = compressor_open();
    }
    return in;
}

static bool keep_image(struct intake *in)
{
    if (in->since_image < INTAKE_IMAGE_LEAST)
        return true;
    in->since_image = INTAKE_IMAGE_MOST;
    return begin(in) && commit(in);
}

bool intake_close(struct intake *in, struct syn_error *error)
{
    struct region own = in->own;
    bool good = !in->failed;
    if (good && !(intake_settle(in, error) && keep_image(in))) {
        *error = in->error;
        good = false;
    }
    for (unsigned i = 0; i < in->batch->crew.threads; i++)
        compressor_close(in->compressors[i]);
    batch_close(in->batch);
    store_close(in->asked);
    grouping_close(in->grouping);
    late_close(in->late);
    region_close(&in->lexes);
    region_close(&in->additions_region);
    region_close(&in->scratch);
    region_close(&own);
    return good;
}
