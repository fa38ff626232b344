#include "run/flow.h"

#include "base/calendar.h"
#include "group/bag.h"
#include "group/family.h"
#include "run/document.h"
#include "run/shelf.h"

#define NOBODY UINT32_MAX

/* Sixty million reports and as many stories; the sanitizer builds mark every byte of a region. */
static const size_t MEMBERS_SIZE = (size_t)1 << 31, STORIES_SIZE = (size_t)1 << 28, CHANGED_SIZE = (size_t)1 << 28;

/* A report that came: its story, and the next one of that. */
struct member {
    struct span id;
    uint32_t story, next;
    uint32_t told;                 /* the story that was told last: the first of its family */
    uint8_t change;                /* enum flow_change: how it came to where it is */
};
struct story { uint32_t first; };

struct flow {
    struct batch *batch;
    struct stream *stream;
    struct families *families;     /* of the stream's stories, over languages */
    struct region own, lexes, members_region, stories_region, changed_region;
    struct lexis **lexis;          /* by worker; NULL until it works */
    struct shelf ids;
    struct member *members;
    struct story *stories;
    uint32_t *changed;             /* members that the events under way concern */
    size_t member_count, member_room, story_count, story_room, changed_count, changed_room;
    const struct flow_hooks *hooks;
    bool stopped;
};

/* ---- membership ---- */

static struct story *story_at(struct flow *flow, uint32_t number)
{
    while (flow->story_count <= number) {
        ARENA_ROOM(&flow->stories_region.arena, flow->stories, flow->story_count, flow->story_room);
        flow->stories[flow->story_count++].first = NOBODY;
    }
    return &flow->stories[number];
}

static void put_into(struct flow *flow, uint32_t member, uint32_t story)
{
    struct story *to = story_at(flow, story);
    flow->members[member].story = story;
    flow->members[member].next = to->first;
    to->first = member;
}

static void take_from(struct flow *flow, uint32_t member)
{
    uint32_t *link = &story_at(flow, flow->members[member].story)->first;
    while (*link != member)
        link = &flow->members[*link].next;
    *link = flow->members[member].next;
}

static void note_change(struct flow *flow, uint32_t member)
{
    ARENA_ROOM(&flow->changed_region.arena, flow->changed, flow->changed_count, flow->changed_room);
    flow->changed[flow->changed_count++] = member;
}

static void move(struct flow *flow, uint32_t member, uint32_t story, enum flow_change change)
{
    if (flow->members[member].story == story)
        return;
    flow->members[member].change = (uint8_t)change;
    take_from(flow, member);
    put_into(flow, member, story);
    note_change(flow, member);
}

static void merge(struct flow *flow, uint32_t from, uint32_t to)
{
    for (uint32_t m; (m = story_at(flow, from)->first) != NOBODY;)
        move(flow, m, to, FLOW_MERGED);
}

/* ---- telling ---- */

static void tell(struct flow *flow, uint32_t member)
{
    struct member *m = &flow->members[member];
    uint32_t family = family_of(flow->families, m->story);
    struct flow_placing placing = { m->id, m->change, family, m->told };
    m->told = family;
    if (!flow->stopped && !flow->hooks->placed(flow->hooks->context, &placing))
        flow->stopped = true;
}

/* The reports of stories that are in another family now. */
static void note_families(struct flow *flow, uint32_t count)
{
    const uint32_t *changed = families_changed(flow->families);
    for (uint32_t i = 0; i < count; i++)
        for (uint32_t m = story_at(flow, changed[i])->first; m != NOBODY; m = flow->members[m].next) {
            flow->members[m].change = FLOW_MERGED;
            note_change(flow, m);
        }
}

/* What the last call changed; each report that is elsewhere now is told once. */
static void follow(struct flow *flow)
{
    uint32_t count;
    const struct stream_event *events = stream_events(flow->stream, &count);
    for (uint32_t i = 0; i < count; i++) {
        const struct stream_event *e = &events[i];
        if (e->kind == STREAM_MERGED) {
            merge(flow, e->from, e->to);
            note_families(flow, families_merge(flow->families, e->from, e->to));
        } else {
            move(flow, e->article, e->to, e->kind == STREAM_SPLIT ? FLOW_SPLIT : FLOW_MOVED);
            families_move(flow->families, e->article, e->to);
        }
    }
    for (size_t i = 0; i < flow->changed_count; i++) {
        const struct member *m = &flow->members[flow->changed[i]];
        if (family_of(flow->families, m->story) != m->told)
            tell(flow, flow->changed[i]);
    }
    flow->changed_count = 0;
}

/* ---- reading ---- */

static void *make_bag(void *context, unsigned worker, struct arena *keep, struct arena scratch,
                      const struct report *report)
{
    struct flow *flow = context;
    struct bag *bag = arena_new(keep, struct bag, 1);
    flow->lexis[worker]->skip_bridges = !stream_wants_bridges(flow->stream);
    *bag = bag_of(keep, scratch, flow->lexis[worker], &report->article);
    return bag;
}

static bool take_report(void *context, const struct raw_document *raw, struct report *report, void *prepared)
{
    struct flow *flow = context;
    const struct article *article = &report->article;
    if (!article->blocks.count || !((const struct bag *)prepared)->words) {
        struct syn_error error;
        document_has_no_text(&error, raw);
        flow->hooks->problem(flow->hooks->context, &error);
        return true;
    }
    double day = (double)article->published.from / DAY_SECONDS;
    uint32_t story = stream_add(flow->stream, prepared, day, when_known(article->published));
    struct arena *ids = shelf_arena(&flow->ids, article->id.len + 64);
    ARENA_ROOM(&flow->members_region.arena, flow->members, flow->member_count, flow->member_room);
    uint32_t member = (uint32_t)flow->member_count++;
    flow->members[member] = (struct member){ .id = arena_copy(ids, article->id), .told = story };
    put_into(flow, member, story);
    uint32_t joined = families_add(flow->families, stream_latest(flow->stream), story);
    tell(flow, member);
    note_families(flow, joined);
    follow(flow);
    return !flow->stopped;
}

static void take_problem(void *context, const struct syn_error *error)
{
    struct flow *flow = context;
    flow->hooks->problem(flow->hooks->context, error);
}

static void take_progress(void *context, const char *doing, size_t done)
{
    struct flow *flow = context;
    if (flow->hooks->progress)
        flow->hooks->progress(flow->hooks->context, doing, done);
}

bool flow_add_inputs(struct flow *flow, const char *const *inputs, size_t count, const struct flow_hooks *hooks)
{
    struct run_hooks own = { .report = take_report, .problem = take_problem, .progress = take_progress,
                             .context = flow, .prepare = make_bag };
    flow->hooks = hooks;
    batch_add_inputs(flow->batch, inputs, count, &own);
    return !flow->stopped;
}

bool flow_settle(struct flow *flow, const struct flow_hooks *hooks)
{
    flow->hooks = hooks;
    stream_settle(flow->stream);
    follow(flow);
    return !flow->stopped;
}

struct stream_counts flow_counts(const struct flow *flow) { return stream_count(flow->stream); }

struct batch *flow_batch(struct flow *flow) { return flow->batch; }

/* ---- the whole ---- */

struct flow *flow_open(const struct flow_settings *settings)
{
    enum { LEXIS_SIZE = 8 << 20 };
    struct region own = region_open(sizeof(struct flow) + 4096);
    struct flow *flow = arena_new(&own.arena, struct flow, 1);
    struct stream_settings stream = { .least = settings->least, .window = settings->window };
    flow->own = own;
    flow->batch = batch_open(settings->threads, RUN_BRIEF, false);
    flow->stream = stream_open(&stream);
    flow->families = families_open();
    flow->members_region = region_open(MEMBERS_SIZE);
    flow->stories_region = region_open(STORIES_SIZE);
    flow->changed_region = region_open(CHANGED_SIZE);
    unsigned threads = flow->batch->crew.threads;
    flow->lexes = region_open((size_t)threads * LEXIS_SIZE + 4096);
    flow->lexis = arena_new(&flow->lexes.arena, struct lexis *, threads);
    for (unsigned i = 0; i < threads; i++)
        flow->lexis[i] = lexis_in(&flow->lexes.arena);
    return flow;
}

void flow_close(struct flow *flow)
{
    struct region own = flow->own;
    batch_close(flow->batch);
    stream_close(flow->stream);
    families_close(flow->families);
    shelf_close(&flow->ids);
    region_close(&flow->lexes);
    region_close(&flow->members_region);
    region_close(&flow->stories_region);
    region_close(&flow->changed_region);
    region_close(&own);
}
