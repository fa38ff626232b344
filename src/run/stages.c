#include "run/stages.h"

#include "annotate/annotate.h"
#include "extract/standing.h"
#include "group/copies.h"

enum { LIST_BYTES_PER_TEXT_BYTE = 512, LIST_LEAST = 16 << 20, COMPARE_TIMES = 16, COMPARE_LEAST = 1 << 20 };

size_t stages_bytes(size_t count, size_t text_bytes)
{
    return LIST_LEAST + (text_bytes + count * 256) * LIST_BYTES_PER_TEXT_BYTE;
}

static size_t bytes_of(const struct report *const *reports, size_t count)
{
    size_t bytes = 0;
    for (size_t i = 0; i < count; i++)
        bytes += reports[i]->article.text.len;
    return bytes;
}

struct finishing {
    struct crew *crew;
    const struct report *const *read;
    const struct report **reports;
    struct standing standing;
    bool annotated;
};

static void finish_one(void *context, size_t index, unsigned worker)
{
    struct finishing *work = context;
    const struct article *read = &work->read[index]->article;
    struct arena scratch = crew_scratch(work->crew, worker, read->text.len);
    struct arena *keep = crew_keep(work->crew, worker, read->text.len);
    struct report *report = arena_new(keep, struct report, 1);
    report->article = standing_cut(keep, scratch, &work->standing, read);
    if (work->annotated)
        report->notes = annotate(keep, scratch, &report->article);
    work->reports[index] = report;
}

const struct report **stages_finish(struct crew *crew, struct arena *keep, const struct report *const *reports,
                                    size_t count, bool annotated)
{
    struct finishing work = { .crew = crew, .read = reports, .reports = arena_new(keep, const struct report *, count),
                              .standing = standing_in(keep), .annotated = annotated };
    struct region scratch = region_open(stages_bytes(count, bytes_of(reports, count)));
    for (size_t i = 0; i < count; i++)
        standing_learn(&work.standing, scratch.arena, &reports[i]->article);
    region_close(&scratch);
    pool_each(crew->threads, count, finish_one, &work);
    return work.reports;
}

struct copies stages_copies(struct arena *keep, const struct report *const *reports, size_t count, double least)
{
    struct region scratch = region_open(stages_bytes(count, bytes_of(reports, count)));
    struct copies copies = copies_find(keep, scratch.arena, reports, count, least);
    region_close(&scratch);
    return copies;
}

struct synopsis stages_compare(struct crew *crew, unsigned worker, const struct report *const *reports, uint32_t count,
                               const struct copies *copies, struct neighbours around, struct span id)
{
    /* Pairs of statements and facts are bounded by a multiple of the text, but a far larger one than else. */
    size_t bytes = COMPARE_LEAST + (bytes_of(reports, count) + bytes_of(around.at, around.count)) * COMPARE_TIMES;
    struct arena scratch = crew_scratch(crew, worker, bytes), *keep = crew_keep(crew, worker, bytes);
    struct synopsis out = compare_story(keep, scratch, reports, count, copies, around);
    out.id = id;
    return out;
}
