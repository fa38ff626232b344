#include "run/wording.h"

#include <stdlib.h>

#include "base/hash.h"
#include "run/document.h"

/* What finding pairs may want for each byte of the texts: each of sixty-four holders of a gram may be a pair. */
enum { WORK_PER_TEXT_BYTE = 1024, WORKING_LEAST = 64 << 20 };

/* Its small text stands behind it. */
struct wording_document {
    struct wording_document *before;
    const struct span *file;       /* shared by those that come from it one after the other */
    struct span id;
    uint64_t key;                  /* document_key */
    uint64_t said;                 /* hash of all else it says */
};

static struct copy_text *text_of(struct wording_document *document) { return (struct copy_text *)(document + 1); }

/* ---- adding ---- */

static void *make_text(void *context, const struct run_piece *piece)
{
    (void)context;
    return copy_text_make(piece->keep, piece->scratch, &piece->report->article);
}

static uint64_t hash_article(const struct article *a)
{
    const struct span *const said[] = { &a->text, &a->title, &a->url, &a->published_text, &a->extra };
    uint64_t hash = 0;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        hash = hash_mix(hash, hash_span(*said[i]));
    return hash;
}

static const struct span *keep_file(struct arena *keep, const struct wording *wording, struct span file)
{
    const struct wording_document *last = wording->last;
    if (last && span_equal(*last->file, file))
        return last->file;
    struct span *kept = arena_new(keep, struct span, 1);
    *kept = arena_copy(keep, file);
    return kept;
}

static void keep_document(struct wording *wording, const struct raw_document *raw, const struct article *article,
                          const struct copy_text *text)
{
    size_t size = copy_text_size(text), whole = sizeof(struct wording_document) + size;
    struct arena *keep = shelf_arena(&wording->texts, whole + article->id.len + article->file.len + 256);
    const struct span *file = keep_file(keep, wording, article->file);
    struct wording_document *document = arena_take_raw(keep, 1, alignof(struct wording_document), whole);
    *document = (struct wording_document){ .before = wording->last, .file = file, .id = arena_copy(keep, article->id),
                                           .key = document_key(raw), .said = hash_article(article) };
    memcpy(text_of(document), text, size);
    wording->last = document;
    wording->count++;
    wording->bytes += size;
}

static bool take_report(void *context, const struct raw_document *raw, struct report *report, void *prepared)
{
    struct wording *wording = context;
    if (report->article.blocks.count) {
        keep_document(wording, raw, &report->article, prepared);
        return true;
    }
    struct syn_error error;
    document_has_no_text(&error, raw);
    wording->batch->problems++;
    wording->hooks.problem(wording->hooks.context, &error);
    return true;
}

static void take_problem(void *context, const struct syn_error *error)
{
    struct wording *wording = context;
    wording->hooks.problem(wording->hooks.context, error);
}

static void take_progress(void *context, const char *doing, size_t done)
{
    struct wording *wording = context;
    if (wording->hooks.progress)
        wording->hooks.progress(wording->hooks.context, doing, done);
}

struct wording *wording_open(unsigned threads)
{
    struct region own = region_open(sizeof(struct wording) + 4096);
    struct wording *wording = arena_new(&own.arena, struct wording, 1);
    wording->own = own;
    wording->batch = batch_open(threads, RUN_BRIEF, false);
    wording->batch->as_printed = true;
    return wording;
}

void wording_add_inputs(struct wording *wording, const char *const *inputs, size_t count,
                        const struct run_hooks *hooks)
{
    struct run_hooks own = { .report = take_report, .problem = take_problem, .progress = take_progress,
                             .context = wording, .prepare = make_text };
    wording->hooks = *hooks;
    batch_add_inputs(wording->batch, inputs, count, &own);
}

void wording_close(struct wording *wording)
{
    struct region own = wording->own;
    if (wording->batch)
        batch_close(wording->batch);
    shelf_close(&wording->texts);
    region_close(&own);
}

/* ---- order and names ---- */

static int by_id(const void *left, const void *right)
{
    const struct wording_document *const *a = left, *const *b = right;
    int order = span_compare((*a)->id, (*b)->id);
    order = order ? order : span_compare(*(*a)->file, *(*b)->file);
    if (order)
        return order;
    return ((*a)->said > (*b)->said) - ((*a)->said < (*b)->said);
}

static int by_key(const void *left, const void *right)
{
    const struct wording_document *const *a = left, *const *b = right;
    if ((*a)->key != (*b)->key)
        return (*a)->key < (*b)->key ? -1 : 1;
    return by_id(left, right);
}

/* Of what came several times, once: by the first of its names. */
static size_t drop_doubles(struct wording_document **at, size_t count)
{
    size_t kept = 0;
    if (count)
        qsort(at, count, sizeof *at, by_key);
    for (size_t i = 0; i < count; i++) {
        bool again = kept && at[kept - 1]->key == at[i]->key;
        at[kept] = at[i];
        kept += !again;
    }
    return kept;
}

/* Documents in order get ids of their own; these live in `keep`. */
static void name_all(struct arena *keep, struct arena scratch, struct wording_document **at, size_t count)
{
    struct span *ids = arena_new(&scratch, struct span, count);
    for (size_t i = 0; i < count; i++)
        ids[i] = at[i]->id;
    document_name_all(keep, scratch, ids, count);
    for (size_t i = 0; i < count; i++)
        at[i]->id = ids[i];
}

static struct wording_document **put_in_order(struct wording *wording, struct arena *keep, struct arena scratch,
                                              size_t *count)
{
    struct wording_document **at = arena_new(keep, struct wording_document *, wording->count);
    size_t i = wording->count;
    for (struct wording_document *d = wording->last; d; d = d->before)
        at[--i] = d;
    *count = drop_doubles(at, wording->count);
    if (!*count)
        return at;
    qsort(at, *count, sizeof *at, by_id);
    name_all(keep, scratch, at, *count);
    qsort(at, *count, sizeof *at, by_id);
    return at;
}

struct taker {
    struct wording_document *const *order;
    wording_take *take;
    void *context;
};

static bool name_copy(void *context, const struct copy *copy)
{
    const struct taker *taker = context;
    return taker->take(taker->context, copy, taker->order[copy->a]->id, taker->order[copy->b]->id);
}

void wording_each(struct wording *wording, double least, wording_take *take, void *context)
{
    take_progress(wording, "looking for copies among", wording->count);
    batch_close(wording->batch);
    wording->batch = NULL;
    size_t bytes = wording->bytes + wording->count * sizeof(struct wording_document), count;
    struct region scratch = region_open(WORKING_LEAST + bytes * WORK_PER_TEXT_BYTE);
    struct arena keep = arena_half(&scratch.arena);
    struct wording_document **order = put_in_order(wording, &keep, scratch.arena, &count);
    struct copy_text **texts = arena_new(&keep, struct copy_text *, count);
    for (size_t i = 0; i < count; i++)
        texts[i] = text_of(order[i]);
    struct taker taker = { order, take, context };
    copies_each(scratch.arena, texts, (uint32_t)count, least, name_copy, &taker);
    region_close(&scratch);
}
