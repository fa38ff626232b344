#include "run/revise.h"

#include "annotate/annotate.h"
#include "compare/revision.h"
#include "run/batch.h"
#include "run/crew.h"

struct revising {
    struct store *store;
    struct crew crew;                  /* one worker, for its memory */
    struct batch *batch;               /* holds the reports of files, until the next call; or NULL */
    struct shelf list;
    struct region own;
};

struct revising *revising_open(struct store *store)
{
    struct region own = region_open(sizeof(struct revising) + 4096);
    struct revising *r = arena_new(&own.arena, struct revising, 1);
    r->own = own;
    r->store = store;
    r->crew = crew_open(1);
    return r;
}

static void close_batch(struct revising *r)
{
    if (r->batch)
        batch_close(r->batch);
    r->batch = NULL;
}

void revising_close(struct revising *r)
{
    struct region own = r->own;
    close_batch(r);
    crew_close(&r->crew);
    shelf_close(&r->list);
    region_close(&own);
}

static void begin(struct revising *r)
{
    close_batch(r);
    shelf_reset(&r->list, 1 << 20);
    crew_reset(&r->crew);
}

static void annotate_report(struct revising *r, struct report *report)
{
    size_t bytes = report->article.text.len;
    struct arena scratch = crew_scratch(&r->crew, 0, bytes);
    report->notes = annotate(crew_keep(&r->crew, 0, bytes), scratch, &report->article);
}

static const struct revision *compare_reports(struct revising *r, const struct report *before,
                                              const struct report *after)
{
    size_t bytes = before->article.text.len + after->article.text.len;
    struct arena scratch = crew_scratch(&r->crew, 0, bytes), *keep = crew_keep(&r->crew, 0, bytes);
    struct revision *revision = arena_new(keep, struct revision, 1);
    *revision = revision_find(keep, scratch, before, after);
    return revision;
}

/* ---- out of the store ---- */

/* A body is as large as it is when it is unpacked; only what is used costs. */
static const size_t BODY_ROOM = (size_t)1 << 30, LIST_ROOM = (size_t)1 << 20;

static struct report *read_version(struct revising *r, const struct stored_version *version, struct syn_error *error)
{
    struct arena *keep = shelf_arena(&r->list, BODY_ROOM);
    struct report *report = arena_new(keep, struct report, 1);
    struct region scratch = region_open(BODY_ROOM);
    bool good = store_body(r->store, keep, scratch.arena, version->id, &report->article, error);
    region_close(&scratch);
    if (good)
        annotate_report(r, report);
    return good ? report : NULL;
}

static struct revision_side side_of(const struct stored_version *version)
{
    struct when seen = { .from = version->seen, .to = version->seen + 60, .precision = WHEN_MINUTE, .zoned = true };
    return (struct revision_side){ version->number, seen, { NULL, 0 } };
}

static struct revision_page page_of(struct revising *r, int64_t article, const struct stored_version *before,
                                    const struct report *earlier, const struct stored_version *after,
                                    const struct report *later)
{
    const struct revision *revision = compare_reports(r, earlier, later);
    struct span id = arena_printf(shelf_arena(&r->list, LIST_ROOM), "a%lld", (long long)article);
    return (struct revision_page){ revision, id, side_of(before), side_of(after) };
}

static const struct stored_version *version_numbered(const struct stored_versions *versions, int64_t article,
                                                     uint32_t number, struct syn_error *error)
{
    for (uint32_t i = 0; i < versions->count; i++)
        if (versions->at[i].number == number)
            return &versions->at[i];
    error_set(error, SYN_NOT_FOUND, 0, "article a%lld has no version %u; it has %u", (long long)article, number,
              versions->count);
    return NULL;
}

bool revise_stored(struct revising *r, int64_t article, uint32_t from, uint32_t to, struct revision_page *out,
                   struct syn_error *error)
{
    struct stored_versions versions;
    begin(r);
    if (!store_versions(r->store, shelf_arena(&r->list, LIST_ROOM), article, &versions, error))
        return false;
    if (versions.count < 2)
        return error_set(error, SYN_NOT_FOUND, 0, "article a%lld has one version only: nothing was changed since it "
                         "was added", (long long)article);
    to = to ? to : versions.at[versions.count - 1].number;
    from = from ? from : to > 1 ? to - 1 : to;
    const struct stored_version *before = version_numbered(&versions, article, from, error);
    const struct stored_version *after = before ? version_numbered(&versions, article, to, error) : NULL;
    const struct report *earlier = after ? read_version(r, before, error) : NULL;
    const struct report *later = earlier ? read_version(r, after, error) : NULL;
    if (!later)
        return false;
    *out = page_of(r, article, before, earlier, after, later);
    return true;
}

bool revise_all(struct revising *r, int64_t article, int64_t since, struct revision_page **out, size_t *count,
                struct syn_error *error)
{
    struct stored_versions versions;
    begin(r);
    *count = 0;
    if (!store_versions(r->store, shelf_arena(&r->list, LIST_ROOM), article, &versions, error))
        return false;
    *out = arena_new(shelf_arena(&r->list, LIST_ROOM), struct revision_page, REVISE_PAIRS_MOST);
    uint32_t first = versions.count > REVISE_PAIRS_MOST + 1 ? versions.count - REVISE_PAIRS_MOST : 1;
    const struct report *earlier = NULL;
    for (uint32_t i = first; i < versions.count; i++) {
        if (versions.at[i].seen < since)
            continue;
        if (!earlier && !(earlier = read_version(r, &versions.at[i - 1], error)))
            return false;
        const struct report *later = read_version(r, &versions.at[i], error);
        if (!later)
            return false;
        (*out)[(*count)++] = page_of(r, article, &versions.at[i - 1], earlier, &versions.at[i], later);
        earlier = later;
    }
    return true;
}

/* ---- out of files ---- */

struct reading { struct report *report; size_t count; struct syn_error error; };

static bool take_report(void *context, const struct raw_document *raw, struct report *report, void *prepared)
{
    struct reading *reading = context;
    (void)raw;
    (void)prepared;
    if (!reading->count++)
        reading->report = report;
    return true;
}

static void take_problem(void *context, const struct syn_error *error)
{
    struct reading *reading = context;
    if (reading->error.status == SYN_OK)
        reading->error = *error;
}

static struct report *read_file(struct revising *r, const char *path, struct syn_error *error)
{
    struct reading reading = { NULL, 0, { .status = SYN_OK } };
    struct run_hooks hooks = { .report = take_report, .problem = take_problem, .context = &reading };
    batch_add_inputs(r->batch, &path, 1, &hooks);
    if (reading.error.status != SYN_OK) {
        *error = reading.error;
        return NULL;
    }
    if (reading.count != 1) {
        error_set(error, SYN_MISUSE, 0, reading.count ? "%s holds %zu reports; a version is one: synoptic diff old.txt "
                  "new.txt" : "%s holds no report (%zu)", path, reading.count);
        return NULL;
    }
    annotate_report(r, reading.report);
    return reading.report;
}

bool revise_files(struct revising *r, const char *before, const char *after, struct revision_page *out,
                  struct syn_error *error)
{
    begin(r);
    r->batch = batch_open(1, RUN_EXTRACT, true);
    r->batch->as_printed = true;
    const struct report *earlier = read_file(r, before, error);
    const struct report *later = earlier ? read_file(r, after, error) : NULL;
    if (later)
        *out = (struct revision_page){ .revision = compare_reports(r, earlier, later),
                                       .before = { .name = span_of(before) }, .after = { .name = span_of(after) } };
    return later != NULL;
}

bool revise_is_silent(const struct revision *revision)
{
    for (uint32_t i = 0; i < revision->change_count; i++) {
        uint8_t kind = revision->changes[i].kind;
        if (revision->changes[i].silent && (kind == REVISION_HEADLINE || kind == REVISION_FIGURE ||
                                            kind == REVISION_QUOTE || kind == REVISION_DATE))
            return true;
    }
    return false;
}
