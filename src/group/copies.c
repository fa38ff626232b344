#include "group/copies.h"

#include <stdlib.h>

#include "group/copy_align.h"
#include "group/copy_index.h"

enum { ALL_PAIRS = 40 };   /* up to so many reports every pair is aligned: nothing hangs on sampling */

struct pairs {
    struct copy *at;
    size_t count, room;
};

/* A text that others are walked along. */
struct mapped {
    uint32_t number;
    struct copy_map map;
    struct mark *places;
};

static int by_b(const void *x, const void *y)
{
    const struct copy_run *p = x, *q = y;
    return (p->b_from > q->b_from) - (p->b_from < q->b_from);
}

static uint32_t grow(uint32_t *end, uint32_t from, uint32_t to)
{
    uint32_t begin = from > *end ? from : *end;
    if (to <= begin)
        return 0;
    *end = to;
    return to - begin;
}

/* How many words of the walked and of the mapped text stand in runs. */
static void cover(struct arena scratch, const struct copy_runs *runs, uint32_t *in_walked, uint32_t *in_mapped)
{
    uint32_t a_end = 0, b_end = 0;
    struct copy_run *sorted = arena_take_raw(&scratch, sizeof *sorted, alignof(struct copy_run), runs->count);
    *in_walked = *in_mapped = 0;
    if (!runs->count)
        return;
    memcpy(sorted, runs->at, runs->count * sizeof *sorted);
    qsort(sorted, runs->count, sizeof *sorted, by_b);
    for (size_t i = 0; i < runs->count; i++) {
        *in_walked += grow(&a_end, runs->at[i].a_from, runs->at[i].a_to);
        *in_mapped += grow(&b_end, sorted[i].b_from, sorted[i].b_to);
    }
}

static int by_mark(const void *x, const void *y)
{
    const struct shared_run *p = x, *q = y;
    if (p->a.from != q->a.from)
        return p->a.from < q->a.from ? -1 : 1;
    return (p->b.from > q->b.from) - (p->b.from < q->b.from);
}

static struct mark words_mark(const struct mark *places, uint32_t from, uint32_t to)
{
    return (struct mark){ places[from].from, places[to - 1].to };
}

/* The runs as marks: a's of the earlier text. */
static struct shared_run *as_marks(struct arena *keep, const struct copy_runs *runs, const struct mark *walked,
                                   const struct mark *mapped, bool walked_is_first)
{
    struct shared_run *marks = arena_new(keep, struct shared_run, runs->count);
    for (size_t i = 0; i < runs->count; i++) {
        const struct copy_run *r = &runs->at[i];
        struct mark of_walked = words_mark(walked, r->a_from, r->a_to), of_mapped = words_mark(mapped, r->b_from, r->b_to);
        marks[i].a = walked_is_first ? of_walked : of_mapped;
        marks[i].b = walked_is_first ? of_mapped : of_walked;
    }
    if (!walked_is_first)
        qsort(marks, runs->count, sizeof *marks, by_mark);
    return marks;
}

/* Adds the pair to the list when it shares enough; its runs stay in `keep`. */
static void try_pair(struct arena *keep, struct arena *list, struct arena scratch, struct pairs *pairs,
                     struct copy_text *const *texts, const struct mapped *mapped, uint32_t walked, double least)
{
    const struct copy_text *text = texts[walked];
    struct copy_runs runs = copy_align(&scratch, text, &mapped->map);
    if (!runs.count)
        return;
    uint32_t words, mapped_words;
    cover(scratch, &runs, &words, &mapped_words);
    double in_walked = words / (double)text->word_count, in_mapped = mapped_words / (double)mapped->map.word_count;
    double containment = in_walked > in_mapped ? in_walked : in_mapped;
    if (containment < least)
        return;
    bool first = walked < mapped->number;
    struct mark *places = copy_text_places(&scratch, text);
    ARENA_ROOM(list, pairs->at, pairs->count, pairs->room);
    pairs->at[pairs->count++] = (struct copy){
        .a = first ? walked : mapped->number, .b = first ? mapped->number : walked,
        .containment = (float)containment, .in_a = (float)(first ? in_walked : in_mapped),
        .in_b = (float)(first ? in_mapped : in_walked), .run_count = (uint32_t)runs.count,
        .runs = as_marks(keep, &runs, places, mapped->places, first),
    };
}

/* Sorted by a, then b. */
static int by_numbers(const void *x, const void *y)
{
    const struct copy *p = x, *q = y;
    if (p->a != q->a)
        return p->a < q->a ? -1 : 1;
    return (p->b > q->b) - (p->b < q->b);
}

struct copies copies_among(struct arena *keep, struct arena scratch, struct copy_text *const *texts, uint32_t count,
                           double least)
{
    struct arena lists = arena_half(&scratch), found = arena_half(&scratch);
    struct copy_pairs tried = count <= ALL_PAIRS ? copy_index_all(&lists, texts, count)
                                                 : copy_index_pairs(&lists, scratch, texts, count);
    struct pairs pairs = { .count = 0 };
    for (size_t i = 0; i < tried.count;) {
        struct arena now = scratch;
        uint32_t longer = tried.at[i].longer;
        struct mapped mapped = { .number = longer, .map = copy_map_of(&now, texts[longer]),
                                 .places = copy_text_places(&now, texts[longer]) };
        for (; i < tried.count && tried.at[i].longer == longer; i++)
            try_pair(keep, &found, now, &pairs, texts, &mapped, tried.at[i].shorter, least);
    }
    struct copies copies = { arena_new(keep, struct copy, pairs.count), pairs.count };
    if (pairs.count) {
        qsort(pairs.at, pairs.count, sizeof *pairs.at, by_numbers);
        memcpy(copies.at, pairs.at, pairs.count * sizeof *pairs.at);
    }
    return copies;
}

struct copies copies_find(struct arena *keep, struct arena scratch, const struct report *const *reports,
                          size_t count, double least)
{
    struct copy_text **texts = arena_new(&scratch, struct copy_text *, count);
    struct arena work = arena_half(&scratch);
    for (size_t i = 0; i < count; i++)
        texts[i] = copy_text_make(&scratch, work, &reports[i]->article);
    return copies_among(keep, scratch, texts, (uint32_t)count, least);
}
