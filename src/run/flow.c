#include "run/flow.h"

#include "base/calendar.h"
#include "group/bag.h"
#include "run/document.h"
#include "run/shelf.h"

/* Sixty million reports; the sanitizer builds mark every byte of a region. */
static const size_t NAMES_SIZE = (size_t)1 << 31;

struct flow {
    struct batch *batch;
    struct grouping *grouping;
    struct region own, lexes, names_region;
    struct lexis **lexis;          /* by worker; NULL until it works */
    struct shelf ids;
    struct span *names;            /* the ids of all reports that came */
    size_t name_count, name_room;
    const struct flow_hooks *hooks;
    bool stopped;
};

static bool tell(struct flow *flow, struct placings placings)
{
    for (size_t i = 0; i < placings.count && !flow->stopped; i++) {
        const struct placing *p = &placings.at[i];
        struct flow_placing placing = { flow->names[p->article], p->how, p->story, p->was };
        flow->stopped = !flow->hooks->placed(flow->hooks->context, &placing);
    }
    return !flow->stopped;
}

/* ---- reading ---- */

static void *make_bag(void *context, const struct run_piece *piece)
{
    struct flow *flow = context;
    unsigned worker = piece->worker;
    struct bag *bag = arena_new(piece->keep, struct bag, 1);
    flow->lexis[worker]->skip_bridges = !grouping_wants_bridges(flow->grouping);
    *bag = bag_of(piece->keep, piece->scratch, flow->lexis[worker], &piece->report->article);
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
    struct arena *ids = shelf_arena(&flow->ids, article->id.len + 64);
    ARENA_ROOM(&flow->names_region.arena, flow->names, flow->name_count, flow->name_room);
    flow->names[flow->name_count++] = arena_copy(ids, article->id);
    return tell(flow, grouping_add(flow->grouping, prepared, day, when_known(article->published)));
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
    return tell(flow, grouping_settle(flow->grouping));
}

struct stream_counts flow_counts(const struct flow *flow) { return grouping_counts(flow->grouping); }

struct batch *flow_batch(struct flow *flow) { return flow->batch; }

/* ---- the whole ---- */

struct flow *flow_open(const struct flow_settings *settings)
{
    enum { LEXIS_SIZE = 8 << 20 };
    struct region own = region_open(sizeof(struct flow) + 4096);
    struct flow *flow = arena_new(&own.arena, struct flow, 1);
    struct grouping_settings grouping = { .least = settings->least, .window = settings->window };
    flow->own = own;
    flow->batch = batch_open(settings->threads, RUN_BRIEF, false);
    flow->grouping = grouping_open(&grouping);
    flow->names_region = region_open(NAMES_SIZE);
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
    grouping_close(flow->grouping);
    shelf_close(&flow->ids);
    region_close(&flow->lexes);
    region_close(&flow->names_region);
    region_close(&own);
}
