#include "run/pile.h"

#include <stdlib.h>

#include "base/hash.h"
#include "group/likeness.h"
#include "run/document.h"
#include "run/neighbours.h"
#include "run/stages.h"

/* ---- adding ---- */

static bool came_before(struct pile *pile, const struct raw_document *raw)
{
    bool is_new = false;
    map_at(&pile->seen, document_key(raw), &is_new);
    return !is_new;
}

/* For one more document: the map and the list may both double. */
static struct arena *make_room(struct pile *pile)
{
    size_t each = sizeof(struct map_slot) * 4 + sizeof(struct pile_entry) * 2;
    pile->seen.arena = shelf_arena(&pile->list, (pile->seen.count + 64) * each * 2);
    return pile->seen.arena;
}

static bool take_report(void *context, const struct raw_document *raw, struct report *report, void *prepared)
{
    (void)prepared;
    struct pile *pile = context;
    const struct run_hooks *hooks = &pile->hooks;
    struct arena *list = make_room(pile);
    if (came_before(pile, raw))
        return true;
    if (!report->article.blocks.count) {
        struct syn_error error;
        document_has_no_text(&error, raw);
        pile->batch->problems++;
        hooks->problem(hooks->context, &error);
        return true;
    }
    ARENA_ROOM(list, pile->entries, pile->count, pile->room);
    pile->entries[pile->count++] = (struct pile_entry){ report, report->article.id };
    pile->text_bytes += report->article.text.len;
    pile->ordered = false;
    return true;
}

static void take_problem(void *context, const struct syn_error *error)
{
    struct pile *pile = context;
    pile->hooks.problem(pile->hooks.context, error);
}

static void take_progress(void *context, const char *doing, size_t done)
{
    struct pile *pile = context;
    if (pile->hooks.progress)
        pile->hooks.progress(pile->hooks.context, doing, done);
}

void pile_add_inputs(struct pile *pile, const char *const *inputs, size_t count, const struct run_hooks *hooks)
{
    struct run_hooks own = { .report = take_report, .problem = take_problem, .progress = take_progress,
                             .context = pile };
    pile->hooks = *hooks;
    batch_add_inputs(pile->batch, inputs, count, &own);
}

void pile_add_bytes(struct pile *pile, struct span bytes, struct span name, struct run_hint hint,
                    const struct run_hooks *hooks)
{
    struct run_hooks own = { .report = take_report, .problem = take_problem, .progress = take_progress,
                             .context = pile };
    pile->hooks = *hooks;
    batch_add_bytes(pile->batch, bytes, name, hint, &own);
}

void pile_add_documents(struct pile *pile, const struct raw_document *documents, size_t count,
                        const struct run_hooks *hooks)
{
    struct run_hooks own = { .report = take_report, .problem = take_problem, .progress = take_progress,
                             .context = pile };
    pile->hooks = *hooks;
    batch_add_documents(pile->batch, documents, count, &own);
}

/* ---- order and names ---- */

static int by_article(const struct article *a, const struct article *b)
{
    const struct span *const left[] = { &a->file, &a->text, &a->title, &a->url, &a->published_text, &a->extra };
    const struct span *const right[] = { &b->file, &b->text, &b->title, &b->url, &b->published_text, &b->extra };
    for (size_t i = 0; i < sizeof left / sizeof *left; i++) {
        int order = span_compare(*left[i], *right[i]);
        if (order)
            return order;
    }
    return 0;
}

static int by_own_id(const void *left, const void *right)
{
    const struct pile_entry *a = left, *b = right;
    int order = span_compare(a->own_id, b->own_id);
    return order ? order : by_article(&a->report->article, &b->report->article);
}

static int by_id(const void *left, const void *right)
{
    const struct report *const *a = left, *const *b = right;
    return span_compare((*a)->article.id, (*b)->article.id);
}

static void name_entries(struct pile *pile, struct arena *keep)
{
    struct region scratch = region_open(pile->count * sizeof(struct span) * 4 + 4096);
    struct span *ids = arena_new(&scratch.arena, struct span, pile->count);
    for (size_t i = 0; i < pile->count; i++)
        ids[i] = pile->entries[i].own_id;
    document_name_all(keep, scratch.arena, ids, pile->count);
    for (size_t i = 0; i < pile->count; i++)
        pile->entries[i].report->article.id = ids[i];
    region_close(&scratch);
}

/* ---- what the whole set tells of each ---- */

static size_t list_bytes(const struct pile *pile)
{
    return stages_bytes(pile->count, pile->text_bytes);
}

void pile_order(struct pile *pile)
{
    if (pile->ordered)
        return;
    shelf_reset(&pile->set, 0);
    crew_reset(&pile->crew);
    struct arena *keep = shelf_arena(&pile->set, list_bytes(pile));
    if (pile->count)
        qsort(pile->entries, pile->count, sizeof *pile->entries, by_own_id);
    name_entries(pile, keep);
    pile->reports = arena_new(keep, const struct report *, pile->count);
    for (size_t i = 0; i < pile->count; i++)
        pile->reports[i] = pile->entries[i].report;
    if (pile->count)
        qsort(pile->reports, pile->count, sizeof *pile->reports, by_id);
    if (!pile->articles_alone)
        take_progress(pile, "annotating", pile->count);
    pile->reports = stages_finish(&pile->crew, keep, pile->reports, pile->count, !pile->articles_alone);
    pile->ordered = true;
}

/* ---- grouping ---- */

struct copies pile_copies(struct pile *pile, double least)
{
    pile_order(pile);
    take_progress(pile, "looking for copies among", pile->count);
    return stages_copies(shelf_arena(&pile->set, list_bytes(pile)), pile->reports, pile->count, least);
}

static struct stories group(struct pile *pile, bool one_story)
{
    struct arena *keep = shelf_arena(&pile->set, list_bytes(pile));
    if (one_story || !pile->count)
        return (struct stories){ .of = arena_new(keep, uint32_t, pile->count), .count = pile->count != 0 };
    take_progress(pile, "grouping", pile->count);
    struct region scratch = region_open(list_bytes(pile) + STORIES_SCRATCH);
    struct stories stories = stories_group(keep, scratch.arena, pile->reports, pile->count, pile->likeness_least);
    region_close(&scratch);
    return stories;
}

/* Made of the members alone, so that it is the same in every run over the same reports. */
static struct span story_id(struct arena *keep, const struct pile_story *story)
{
    uint64_t hash = 0;
    for (uint32_t i = 0; i < story->count; i++)
        hash = hash_mix(hash, hash_span(story->reports[i]->article.id));
    return arena_printf(keep, "%012llx", (unsigned long long)(hash >> 16));
}

struct pile_stories pile_stories(struct pile *pile, bool one_story)
{
    pile_order(pile);
    struct stories stories = pile->stories = group(pile, one_story);
    struct arena *keep = shelf_arena(&pile->set, list_bytes(pile));
    struct pile_stories out = { arena_new(keep, struct pile_story, stories.count), stories.count };
    for (size_t i = 0; i < pile->count; i++)
        out.at[stories.of[i]].count++;
    for (size_t i = 0; i < out.count; i++) {
        out.at[i].reports = arena_new(keep, const struct report *, out.at[i].count);
        out.at[i].count = 0;
    }
    for (size_t i = 0; i < pile->count; i++) {
        struct pile_story *story = &out.at[stories.of[i]];
        story->reports[story->count++] = pile->reports[i];
    }
    for (size_t i = 0; i < out.count; i++)
        out.at[i].id = story_id(keep, &out.at[i]);
    return out;
}

enum { STORY_TERMS = 400 };

struct links pile_chains(struct pile *pile)
{
    const struct stories *s = &pile->stories;
    struct region scratch = region_open(list_bytes(pile));
    struct arena *keep = shelf_arena(&pile->set, list_bytes(pile));
    struct cluster *wholes = arena_new(&scratch.arena, struct cluster, s->count);
    for (size_t i = 0; i < pile->count; i++) {
        struct cluster *whole = &wholes[s->of[i]], single = cluster_single(s->profiles[i]);
        *whole = whole->size ? cluster_join(&scratch.arena, whole, &single, STORY_TERMS) : single;
    }
    struct links links = chain_find(keep, scratch.arena, wholes, s->count);
    region_close(&scratch);
    return links;
}

size_t pile_find(const struct pile *pile, struct span id)
{
    for (size_t i = 0; i < pile->count; i++)
        if (span_equal(pile->reports[i]->article.id, id))
            return i;
    return PILE_NONE;
}

struct explanation pile_explain(struct pile *pile, size_t which, uint32_t most)
{
    struct region scratch = region_open(list_bytes(pile));
    struct arena *keep = shelf_arena(&pile->set, list_bytes(pile));
    struct explanation e = explain_report(keep, scratch.arena, pile->reports, pile->count, &pile->stories,
                                          (uint32_t)which, pile->likeness_least, most);
    region_close(&scratch);
    return e;
}

struct grounds pile_explain_pair(struct pile *pile, size_t which, size_t other)
{
    struct region scratch = region_open(list_bytes(pile));
    struct grounds g = explain_pair(scratch.arena, pile->reports, &pile->stories, (uint32_t)which, (uint32_t)other,
                                    pile->likeness_least);
    region_close(&scratch);
    return g;
}

/* ---- comparing ---- */

struct comparison {
    struct pile *pile;
    struct pile_stories stories;
    struct copies *copies;         /* of each story, numbered as its reports */
    struct neighbours *around;     /* of each story */
    struct synopsis *out;
};

static uint32_t *numbers_of(struct arena *keep, struct pile *pile, const struct pile_stories *stories,
                            uint32_t **number_in)
{
    struct map places = map_in(keep, pile->count);
    uint32_t *story_of = arena_new(keep, uint32_t, pile->count);
    *number_in = arena_new(keep, uint32_t, pile->count);
    for (size_t i = 0; i < pile->count; i++)
        *map_at(&places, (uintptr_t)pile->reports[i], NULL) = (uint32_t)i;
    for (size_t s = 0; s < stories->count; s++)
        for (uint32_t i = 0; i < stories->at[s].count; i++) {
            uint32_t place = *map_find(&places, (uintptr_t)stories->at[s].reports[i]);
            story_of[place] = (uint32_t)s;
            (*number_in)[place] = i;
        }
    return story_of;
}

static struct copies *share_out(struct pile *pile, const struct pile_stories *stories, const struct copies *copies,
                                const uint32_t *story_of, const uint32_t *number_in)
{
    struct arena *keep = shelf_arena(&pile->set, list_bytes(pile));
    struct copies *out = arena_new(keep, struct copies, stories->count);
    for (size_t i = 0; i < copies->count; i++)
        if (story_of[copies->at[i].a] == story_of[copies->at[i].b])
            out[story_of[copies->at[i].a]].count++;
    for (size_t s = 0; s < stories->count; s++) {
        out[s].at = arena_new(keep, struct copy, out[s].count);
        out[s].count = 0;
    }
    for (size_t i = 0; i < copies->count; i++) {
        struct copy copy = copies->at[i];
        struct copies *to = &out[story_of[copy.a]];
        if (story_of[copy.a] != story_of[copy.b])
            continue;
        copy.a = number_in[copy.a];
        copy.b = number_in[copy.b];
        to->at[to->count++] = copy;
    }
    return out;
}

static struct neighbours *look_around(struct pile *pile, const struct pile_stories *stories, const uint32_t *story_of)
{
    struct arena *keep = shelf_arena(&pile->set, list_bytes(pile));
    struct neighbours *out = arena_new(keep, struct neighbours, stories->count);
    if (stories->count < 2)
        return out;
    struct region scratch = region_open(list_bytes(pile));
    struct name_index index = neighbours_index(&scratch.arena, pile->reports, pile->count, story_of);
    for (size_t s = 0; s < stories->count; s++)
        out[s] = neighbours_of(keep, scratch.arena, &index, stories->at[s].reports, stories->at[s].count, (uint32_t)s);
    region_close(&scratch);
    return out;
}

static void compare_one(void *context, size_t index, unsigned worker)
{
    struct comparison *work = context;
    const struct pile_story *story = &work->stories.at[index];
    work->out[index] = stages_compare(&work->pile->crew, worker, story->reports, story->count, &work->copies[index],
                                      work->around[index], story->id);
}

static int by_size(const void *left, const void *right)
{
    const struct pile_story *a = left, *b = right;
    if (a->count != b->count)
        return a->count < b->count ? 1 : -1;
    return span_compare(a->reports[0]->article.id, b->reports[0]->article.id);
}

struct synopses pile_compare(struct pile *pile, bool one_story)
{
    struct copies copies = pile_copies(pile, PILE_LEAST_SHARED);
    struct comparison work = { pile, pile_stories(pile, one_story), NULL, NULL, NULL };
    uint32_t *number_in;
    if (work.stories.count)
        qsort(work.stories.at, work.stories.count, sizeof *work.stories.at, by_size);
    uint32_t *story_of = numbers_of(shelf_arena(&pile->set, list_bytes(pile)), pile, &work.stories, &number_in);
    work.copies = share_out(pile, &work.stories, &copies, story_of, number_in);
    work.around = look_around(pile, &work.stories, story_of);
    work.out = arena_new(shelf_arena(&pile->set, list_bytes(pile)), struct synopsis, work.stories.count);
    take_progress(pile, "comparing", pile->count);
    pool_each(pile->crew.threads, work.stories.count, compare_one, &work);
    return (struct synopses){ work.out, work.stories.count };
}

/* ---- the whole ---- */

struct pile *pile_open(unsigned threads)
{
    struct region own = region_open((size_t)1 << 20);
    struct pile *pile = arena_new(&own.arena, struct pile, 1);
    pile->own = own;
    pile->seen = map_in(shelf_arena(&pile->list, 4096), 0);
    pile->batch = batch_open(threads, RUN_EXTRACT, true);
    pile->crew = crew_open(threads);
    pile->likeness_least = LIKENESS_LEAST;
    return pile;
}

void pile_close(struct pile *pile)
{
    struct region own = pile->own;
    batch_close(pile->batch);
    crew_close(&pile->crew);
    shelf_close(&pile->set);
    shelf_close(&pile->list);
    region_close(&own);
}
