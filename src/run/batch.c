#include "run/batch.h"

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
    struct batch_slot *slot = &batch->slots[index];
    size_t size = slot->raw.bytes.len;
    struct arena scratch = crew_scratch(&batch->crew, worker, size);
    struct arena *keep = crew_keep(&batch->crew, worker, size);
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
    struct report *report = batch->slots[index].report;
    if (!report)
        return;
    size_t size = batch->slots[index].raw.bytes.len;
    struct arena scratch = crew_scratch(&batch->crew, worker, size);
    struct arena *keep = crew_keep(&batch->crew, worker, size);
    if (!batch->as_printed)
        report->article = standing_cut(keep, scratch, &batch->standing, &report->article);
    if (batch->depth == RUN_ANNOTATE)
        report->notes = annotate(keep, scratch, &report->article);
    const struct run_hooks *hooks = batch->hooks;
    if (hooks->prepare)
        batch->slots[index].prepared = hooks->prepare(hooks->context, worker, keep, scratch, report);
}

/* ---- standing text ---- */

/* What was learnt is forgotten now and then, so that a stream of any length needs no more than this. */
static void learn_standing(struct batch *batch)
{
    size_t blocks = 0;
    for (size_t i = 0; i < batch->count; i++)
        blocks += batch->slots[i].report ? batch->slots[i].report->article.blocks.count + 1 : 0;
    if (!batch->standing.blocks.arena || batch->standing.blocks.count + blocks > STANDING_BLOCKS) {
        shelf_reset(&batch->learnt, 0);
        batch->standing = standing_in(shelf_arena(&batch->learnt, STANDING_BYTES(STANDING_BLOCKS + blocks)));
    }
    for (size_t i = 0; i < batch->count; i++) {
        const struct batch_slot *slot = &batch->slots[i];
        struct arena scratch = crew_scratch(&batch->crew, 0, slot->raw.bytes.len);
        if (slot->report)
            standing_learn(&batch->standing, scratch, &slot->report->article);
    }
}

/* ---- a batch ---- */

static void tell_progress(const struct batch *batch)
{
    if (batch->hooks->progress)
        batch->hooks->progress(batch->hooks->context, "reading", batch->reported);
}

static void hand_out(struct batch *batch, struct batch_slot *slot)
{
    const struct run_hooks *hooks = batch->hooks;
    if (!slot->report) {
        batch->problems++;
        hooks->problem(hooks->context, &slot->error);
        return;
    }
    batch->reported++;
    if (!hooks->report(hooks->context, &slot->raw, slot->report, slot->prepared))
        batch->stopped = true;
}

static void work_off(struct batch *batch)
{
    tell_progress(batch);
    pool_each(batch->crew.threads, batch->count, make_report, batch);
    if (!batch->keep_all) {
        if (!batch->as_printed)
            learn_standing(batch);
        pool_each(batch->crew.threads, batch->count, finish_report, batch);
    }
    for (size_t i = 0; i < batch->count && !batch->stopped; i++)
        hand_out(batch, &batch->slots[i]);
    batch->count = batch->byte_count = 0;
    if (batch->keep_all)
        return;
    crew_reset(&batch->crew);
    shelf_reset(&batch->bytes, BATCH_BYTES);
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

static bool take_document(void *context, const struct raw_document *raw)
{
    struct batch *batch = context;
    struct batch_slot *slot = &batch->slots[batch->count++];
    *slot = (struct batch_slot){ .raw = copy_raw(&batch->bytes, raw) };
    if (!slot->raw.url.len && slot->raw.kind != RAW_RECORD)
        slot->raw.url = batch->hint.url;
    batch->byte_count += raw->bytes.len;
    if (batch->count == BATCH_SLOTS || batch->byte_count >= BATCH_BYTES)
        work_off(batch);
    return !batch->stopped;
}

static void take_problem(void *context, const struct syn_error *error)
{
    struct batch *batch = context;
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
    if (batch->count && !batch->stopped)
        work_off(batch);
    region_close(&scratch);
    return !batch->stopped;
}

bool batch_add_bytes(struct batch *batch, struct span bytes, struct span name, struct run_hint hint,
                     const struct run_hooks *hooks)
{
    struct region scratch = region_open(READ_SCRATCH);
    struct read_sink sink = { take_document, take_problem, batch };
    batch->hooks = hooks;
    batch->hint = hint;
    read_bytes(scratch.arena, bytes, name, &sink);
    if (batch->count && !batch->stopped)
        work_off(batch);
    region_close(&scratch);
    return !batch->stopped;
}

struct batch *batch_open(unsigned threads, enum run_depth depth, bool keep_all)
{
    struct region own = region_open(sizeof(struct batch) + sizeof(struct batch_slot) * BATCH_SLOTS + 4096);
    struct batch *batch = arena_new(&own.arena, struct batch, 1);
    batch->slots = arena_new(&own.arena, struct batch_slot, BATCH_SLOTS);
    batch->crew = crew_open(threads);
    batch->depth = depth;
    batch->keep_all = keep_all;
    batch->own = own;
    return batch;
}

void batch_close(struct batch *batch)
{
    struct region own = batch->own;
    crew_close(&batch->crew);
    shelf_close(&batch->bytes);
    shelf_close(&batch->learnt);
    region_close(&own);
}
