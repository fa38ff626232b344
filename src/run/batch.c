#include "run/batch.h"

#include <pthread.h>

#include "annotate/annotate.h"
#include "annotate/date_find.h"
#include "extract/extract.h"
#include "read/read.h"

enum { BATCH_SLOTS = 256, BATCH_BYTES = 8 << 20, READ_SCRATCH = 512 << 20, STANDING_BLOCKS = 1 << 20 };

/* What two maps of so many keys may take while they grow. */
#define STANDING_BYTES(blocks) (((size_t)(blocks) + 1024) * 8 * sizeof(struct map_slot))

struct batch_slot {
    struct raw_document raw;
    struct report *report;         /* NULL: `error` says why there is none */
    void *prepared;
    struct syn_error error;
    bool is_problem;               /* of reading: there is no document at all */
    bool is_known;                 /* and left as it was extracted */
};

struct hand_out {
    pthread_t thread;
    struct batch *batch;
    struct batch_side *side;
};

/* ---- the work of one document, on any thread ---- */

/* What was said of it where its address stood. */
static void heed_naming(struct article *article, struct arena *keep, const struct raw_document *raw)
{
    if (!article->title.len)
        article->title = arena_copy(keep, raw->title);
    if (!article->outlet.len)
        article->outlet = arena_copy(keep, raw->outlet);
}

static void heed_hint(struct article *article, struct arena *keep, struct run_hint hint)
{
    if (!article->url.len && hint.url.len)
        article->url = arena_copy(keep, hint.url);
    if (when_known(article->published) || !hint.published.len)
        return;
    article->published_text = arena_copy(keep, hint.published);
    article->published = date_parse(article->published_text);
}

static void make_report(void *context, size_t index, unsigned worker)
{
    struct batch *batch = context;
    struct batch_side *side = &batch->sides[batch->filling];
    struct batch_slot *slot = &side->slots[index];
    if (slot->is_problem)
        return;
    size_t size = slot->raw.bytes.len;
    struct arena scratch = crew_scratch(side->crew, worker, size);
    struct arena *keep = crew_keep(side->crew, worker, size);
    struct report *report = arena_new(keep, struct report, 1);
    bool (*extract)(struct arena *, struct arena, const struct raw_document *, struct article *, struct syn_error *)
        = batch->depth == RUN_BRIEF ? extract_brief : extract_article;
    if (!extract(keep, scratch, &slot->raw, &report->article, &slot->error))
        return;
    heed_hint(&report->article, keep, batch->hint);
    heed_hint(&report->article, keep, (struct run_hint){ slot->raw.url, slot->raw.published });
    heed_naming(&report->article, keep, &slot->raw);
    slot->report = report;
}

/* Once all the batch is known: what its outlets print under everything goes, the rest is annotated. */
static void finish_report(void *context, size_t index, unsigned worker)
{
    struct batch *batch = context;
    struct batch_side *side = &batch->sides[batch->filling];
    struct batch_slot *slot = &side->slots[index];
    struct report *report = slot->report;
    if (!report || slot->is_known)
        return;
    size_t size = slot->raw.bytes.len;
    struct article extracted = report->article;
    struct arena scratch = crew_scratch(side->crew, worker, size);
    struct arena *keep = crew_keep(side->crew, worker, size);
    if (!batch->as_printed)
        report->article = standing_cut(keep, scratch, &batch->standing, &report->article);
    if (batch->depth == RUN_ANNOTATE)
        report->notes = annotate(keep, scratch, &report->article);
    const struct run_hooks *hooks = batch->hooks;
    struct run_piece piece = { batch->batches, worker, keep, scratch, &slot->raw, &extracted, report };
    if (hooks->prepare)
        slot->prepared = hooks->prepare(hooks->context, &piece);
}

/* ---- standing text ---- */

/* What was learnt is forgotten now and then, so that a stream of any length needs no more than this. */
static void learn_standing(struct batch *batch)
{
    struct batch_side *side = &batch->sides[batch->filling];
    size_t blocks = 0;
    for (size_t i = 0; i < side->count; i++)
        blocks += side->slots[i].report ? side->slots[i].report->article.blocks.count + 1 : 0;
    if (!batch->standing.blocks.arena || batch->standing.blocks.count + blocks > STANDING_BLOCKS) {
        shelf_reset(&batch->learnt, 0);
        batch->standing = standing_in(shelf_arena(&batch->learnt, STANDING_BYTES(STANDING_BLOCKS + blocks)));
    }
    for (size_t i = 0; i < side->count; i++) {
        const struct batch_slot *slot = &side->slots[i];
        struct arena scratch = crew_scratch(side->crew, 0, slot->raw.bytes.len);
        if (slot->report)
            standing_learn(&batch->standing, scratch, &slot->report->article);
    }
}

/* ---- a batch ---- */

static void ask_known(struct batch *batch)
{
    struct batch_side *side = &batch->sides[batch->filling];
    const struct run_hooks *hooks = batch->hooks;
    for (size_t i = 0; hooks->known && i < side->count; i++) {
        struct batch_slot *slot = &side->slots[i];
        size_t size = slot->raw.bytes.len;
        if (!slot->report)
            continue;
        struct run_piece piece = { batch->batches, 0, crew_keep(side->crew, 0, size), crew_scratch(side->crew, 0, size),
                                   &slot->raw, &slot->report->article, slot->report };
        slot->prepared = hooks->known(hooks->context, &piece);
        slot->is_known = slot->prepared != NULL;
    }
}

static void hand_out_one(struct batch *batch, struct batch_side *side, struct batch_slot *slot)
{
    const struct run_hooks *hooks = batch->hooks;
    if (!slot->report) {
        batch->problems++;
        hooks->problem(hooks->context, &slot->error);
        return;
    }
    batch->reported++;
    if (!hooks->report(hooks->context, &slot->raw, slot->report, slot->prepared))
        side->stopped = true;
}

static void hand_out(struct batch *batch, struct batch_side *side)
{
    if (batch->hooks->progress)
        batch->hooks->progress(batch->hooks->context, "reading", batch->reported);
    for (size_t i = 0; i < side->count && !side->stopped; i++)
        hand_out_one(batch, side, &side->slots[i]);
    side->count = side->byte_count = 0;
    if (batch->keep_all)
        return;
    crew_reset(side->crew);
    shelf_reset(&side->bytes, BATCH_BYTES);
}

static void *run_hand_out(void *argument)
{
    struct hand_out *out = argument;
    hand_out(out->batch, out->side);
    return NULL;
}

static void await(struct batch *batch)
{
    if (!batch->out)
        return;
    pthread_join(batch->out->thread, NULL);
    batch->stopped = batch->stopped || batch->out->side->stopped;
    batch->out = NULL;
}

/* Leaves the batch to a thread, and goes on with the other side; without a thread it is done here. */
static void hand_over(struct batch *batch)
{
    struct batch_side *side = &batch->sides[batch->filling];
    struct hand_out *out = side->hand;
    *out = (struct hand_out){ .batch = batch, .side = side };
    await(batch);
    if (batch->stopped)
        return;
    if (pthread_create(&out->thread, NULL, run_hand_out, out) != 0) {
        hand_out(batch, side);
        batch->stopped = side->stopped;
        return;
    }
    batch->out = out;
    batch->filling = !batch->filling;
}

static void work_off(struct batch *batch)
{
    struct batch_side *side = &batch->sides[batch->filling];
    batch->batches++;
    pool_each(batch->crew.threads, side->count, make_report, batch);
    if (!batch->keep_all) {
        if (!batch->as_printed)
            learn_standing(batch);
        ask_known(batch);
        pool_each(batch->crew.threads, side->count, finish_report, batch);
    }
    if (batch->overlap) {
        hand_over(batch);
    } else {
        hand_out(batch, side);
        batch->stopped = side->stopped;
    }
}

/* What is left at the end of a call. */
static bool finish(struct batch *batch)
{
    if (batch->sides[batch->filling].count && !batch->stopped)
        work_off(batch);
    await(batch);
    return !batch->stopped;
}

/* ---- reading ---- */

static struct raw_document copy_raw(struct shelf *shelf, const struct raw_document *from)
{
    size_t size = from->bytes.len + from->name.len + from->id.len + from->url.len + from->charset.len +
                  from->title.len + from->outlet.len + from->published.len;
    struct arena *keep = shelf_arena(shelf, size + 4096);
    struct raw_document raw = *from;
    raw.bytes = arena_copy(keep, from->bytes);
    raw.name = arena_copy(keep, from->name);
    raw.id = arena_copy(keep, from->id);
    raw.url = arena_copy(keep, from->url);
    raw.charset = arena_copy(keep, from->charset);
    raw.title = arena_copy(keep, from->title);
    raw.outlet = arena_copy(keep, from->outlet);
    raw.published = arena_copy(keep, from->published);
    return raw;
}

static struct batch_slot *next_slot(struct batch *batch)
{
    struct batch_side *side = &batch->sides[batch->filling];
    struct batch_slot *slot = &side->slots[side->count++];
    *slot = (struct batch_slot){ .report = NULL };
    return slot;
}

static bool is_full(const struct batch *batch)
{
    const struct batch_side *side = &batch->sides[batch->filling];
    return side->count == BATCH_SLOTS || side->byte_count >= BATCH_BYTES;
}

static bool take_document(void *context, const struct raw_document *raw)
{
    struct batch *batch = context;
    struct batch_side *side = &batch->sides[batch->filling];
    struct batch_slot *slot = next_slot(batch);
    slot->raw = copy_raw(&side->bytes, raw);
    if (!slot->raw.url.len && slot->raw.kind != RAW_RECORD)
        slot->raw.url = batch->hint.url;
    side->byte_count += raw->bytes.len;
    if (is_full(batch))
        work_off(batch);
    return !batch->stopped;
}

/* Where batches overlap, hooks are called by one thread: the problem waits for its turn there. */
static void take_problem(void *context, const struct syn_error *error)
{
    struct batch *batch = context;
    if (batch->overlap) {
        struct batch_slot *slot = next_slot(batch);
        slot->is_problem = true;
        slot->error = *error;
        if (is_full(batch))
            work_off(batch);
        return;
    }
    batch->problems++;
    batch->hooks->problem(batch->hooks->context, error);
}

bool batch_add_inputs(struct batch *batch, const char *const *inputs, size_t count, const struct run_hooks *hooks)
{
    struct region scratch = region_open(READ_SCRATCH);
    struct read_sink sink = { take_document, take_problem, batch };
    batch->hooks = hooks;
    batch->hint = (struct run_hint){ { "", 0 }, { "", 0 } };
    read_inputs(scratch.arena, inputs, count, &batch->reading, &sink);
    bool good = finish(batch);
    region_close(&scratch);
    return good;
}

bool batch_add_bytes(struct batch *batch, struct span bytes, struct span name, struct run_hint hint,
                     const struct run_hooks *hooks)
{
    struct region scratch = region_open(READ_SCRATCH);
    struct read_sink sink = { take_document, take_problem, batch };
    batch->hooks = hooks;
    batch->hint = hint;
    read_bytes(scratch.arena, bytes, name, &sink);
    bool good = finish(batch);
    region_close(&scratch);
    return good;
}

bool batch_add_documents(struct batch *batch, const struct raw_document *documents, size_t count,
                         const struct run_hooks *hooks)
{
    batch->hooks = hooks;
    batch->hint = (struct run_hint){ { "", 0 }, { "", 0 } };
    for (size_t i = 0; i < count && !batch->stopped; i++)
        take_document(batch, &documents[i]);
    return finish(batch);
}

static void open_side(struct batch *batch, unsigned which, struct crew *crew)
{
    struct batch_side *side = &batch->sides[which];
    side->slots = arena_new(&batch->own.arena, struct batch_slot, BATCH_SLOTS);
    side->hand = arena_new(&batch->own.arena, struct hand_out, 1);
    side->crew = crew;
}

struct batch *batch_open(unsigned threads, enum run_depth depth, bool keep_all)
{
    struct region own = region_open(sizeof(struct batch) + 2 * sizeof(struct batch_slot) * BATCH_SLOTS + 8192);
    struct batch *batch = arena_new(&own.arena, struct batch, 1);
    batch->own = own;
    batch->crew = crew_open(threads);
    batch->depth = depth;
    batch->keep_all = keep_all;
    open_side(batch, 0, &batch->crew);
    return batch;
}

void batch_overlap(struct batch *batch)
{
    batch->overlap = true;
    batch->other_crew = crew_open(batch->crew.threads);
    open_side(batch, 1, &batch->other_crew);
}

void batch_close(struct batch *batch)
{
    struct region own = batch->own;
    crew_close(&batch->crew);
    if (batch->overlap)
        crew_close(&batch->other_crew);
    for (int i = 0; i < 2; i++)
        shelf_close(&batch->sides[i].bytes);
    shelf_close(&batch->learnt);
    region_close(&own);
}
