#include "run/wording.h"

#include <stdlib.h>

#include "base/hash.h"
#include "run/document.h"

/* What finding pairs may want for each byte of the texts: each of sixty-four holders of a gram may be a pair. */
enum { WORK_PER_TEXT_BYTE = 1024, WORKING_LEAST = 64 << 20 };

struct wording_document {
    struct wording_document *before;
    struct copy_text *text;
    struct span id, file;
    uint64_t key;                  /* document_key */
    uint64_t said;                 /* hash of all else it says */
};

/* ---- adding ---- */

static void *make_text(void *context, unsigned worker, struct arena *keep, struct arena scratch,
                       const struct report *report)
{
    (void)context;
    (void)worker;
    return copy_text_make(keep, scratch, &report->article);
}

static uint64_t hash_article(const struct article *a)
{
    const struct span *const said[] = { &a->text, &a->title, &a->url, &a->published_text, &a->extra };
    uint64_t hash = 0;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        hash = hash_mix(hash, hash_span(*said[i]));
    return hash;
}

static void keep_document(struct wording *wording, const struct raw_document *raw, const struct article *article,
                          const struct copy_text *text)
{
    size_t size = copy_text_size(text);
    const struct wording_document *last = wording->last;
    size_t names = article->id.len + article->file.len;
    struct arena *keep = shelf_arena(&wording->texts, size + names + sizeof(struct wording_document) + 256);
    struct wording_document *document = arena_take_raw(keep, sizeof *document, alignof(struct wording_document), 1);
    void *copy = arena_take_raw(keep, size, alignof(struct copy_text), 1);
    memcpy(copy, text, size);
    bool same_file = last && span_equal(last->file, article->file);
    *document = (struct wording_document){
        .before = wording->last, .text = copy, .id = arena_copy(keep, article->id),
        .file = same_file ? last->file : arena_copy(keep, article->file),
        .key = document_key(raw), .said = hash_article(article),
    };
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

struct named { struct wording_document *document; struct span id; };

static int by_own_id(const void *left, const void *right)
{
    const struct wording_document *a = ((const struct named *)left)->document;
    const struct wording_document *b = ((const struct named *)right)->document;
    int order = span_compare(a->id, b->id);
    order = order ? order : span_compare(a->file, b->file);
    if (order)
        return order;
    return (a->said > b->said) - (a->said < b->said);
}

static int by_id(const void *left, const void *right)
{
    return span_compare(((const struct named *)left)->id, ((const struct named *)right)->id);
}

static int by_key(const void *left, const void *right)
{
    const struct wording_document *a = ((const struct named *)left)->document;
    const struct wording_document *b = ((const struct named *)right)->document;
    if (a->key != b->key)
        return a->key < b->key ? -1 : 1;
    return by_own_id(left, right);
}

/* Of what came several times, once: by the first of its names. */
static size_t drop_doubles(struct named *at, size_t count)
{
    size_t kept = 0;
    if (count)
        qsort(at, count, sizeof *at, by_key);
    for (size_t i = 0; i < count; i++) {
        bool again = kept && at[kept - 1].document->key == at[i].document->key;
        at[kept] = at[i];
        kept += !again;
    }
    return kept;
}

/* The documents by the ids that they get. */
static struct named *put_in_order(struct wording *wording, struct arena *keep, size_t *count)
{
    struct named *at = arena_new(keep, struct named, wording->count);
    size_t i = wording->count;
    for (struct wording_document *d = wording->last; d; d = d->before)
        at[--i].document = d;
    *count = drop_doubles(at, wording->count);
    if (*count)
        qsort(at, *count, sizeof *at, by_own_id);
    struct arena names = arena_half(keep), work = *keep;
    struct span *ids = arena_new(&work, struct span, *count);
    for (i = 0; i < *count; i++)
        ids[i] = at[i].document->id;
    document_name_all(&names, work, ids, *count);
    for (i = 0; i < *count; i++)
        at[i].id = ids[i];
    if (*count)
        qsort(at, *count, sizeof *at, by_id);
    return at;
}

struct taker { const struct named *order; wording_take *take; void *context; };

static bool name_copy(void *context, const struct copy *copy)
{
    const struct taker *taker = context;
    return taker->take(taker->context, copy, taker->order[copy->a].id, taker->order[copy->b].id);
}

void wording_each(struct wording *wording, double least, wording_take *take, void *context)
{
    take_progress(wording, "looking for copies among", wording->count);
    batch_close(wording->batch);
    wording->batch = NULL;
    size_t each = (wording->bytes + wording->count * sizeof(struct named)) * WORK_PER_TEXT_BYTE, count;
    struct region scratch = region_open(WORKING_LEAST + each);
    struct named *order = put_in_order(wording, &scratch.arena, &count);
    struct copy_text **texts = arena_new(&scratch.arena, struct copy_text *, count);
    for (size_t i = 0; i < count; i++)
        texts[i] = order[i].document->text;
    struct taker taker = { order, take, context };
    copies_each(scratch.arena, texts, (uint32_t)count, least, name_copy, &taker);
    region_close(&scratch);
}
