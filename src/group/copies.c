#include "group/copies.h"

#include "base/map.h"
#include "group/copy_align.h"
#include "group/copy_index.h"
#include "group/copy_standing.h"

enum {
    ALL_PAIRS = 40,         /* up to so many reports every pair is aligned: nothing hangs on sampling */
    LONG_WORDS = 4096       /* the map of a longer text is kept: whoever shares something with it is walked along it */
};

/* A text that others are walked along. */
struct mapped {
    uint32_t number;
    struct copy_map map;
    struct mark *places;
};

struct work {
    struct copy_text *const *texts;
    double least;
    struct arena kept;           /* maps of long texts */
    struct map long_numbers;     /* of a text: its number in `long_texts` + 1 */
    struct mapped **long_texts;
    size_t long_count, long_room;
    struct arena numbers;        /* where these two grow */
};

static struct mapped map_text(struct arena *keep, const struct work *work, uint32_t number)
{
    const struct copy_text *text = work->texts[number];
    return (struct mapped){ number, copy_map_of(keep, text), copy_text_places(keep, text) };
}

static bool is_long(const struct work *work, uint32_t number) { return work->texts[number]->word_count > LONG_WORDS; }

static const struct mapped *map_long(struct work *work, uint32_t number)
{
    uint32_t *place = map_at(&work->long_numbers, number, NULL);
    if (*place)
        return work->long_texts[*place - 1];
    struct mapped *mapped = arena_new(&work->kept, struct mapped, 1);
    *mapped = map_text(&work->kept, work, number);
    ARENA_ROOM(&work->numbers, work->long_texts, work->long_count, work->long_room);
    work->long_texts[work->long_count++] = mapped;
    *place = (uint32_t)work->long_count;
    return mapped;
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
static void cover(const struct copy_runs *runs, const struct copy_runs *by_mapped, uint32_t *in_walked,
                  uint32_t *in_mapped)
{
    uint32_t a_end = 0, b_end = 0;
    *in_walked = *in_mapped = 0;
    for (size_t i = 0; i < runs->count; i++) {
        *in_walked += grow(&a_end, runs->at[i].a_from, runs->at[i].a_to);
        *in_mapped += grow(&b_end, by_mapped->at[i].b_from, by_mapped->at[i].b_to);
    }
}

static struct mark words_mark(const struct mark *places, uint32_t from, uint32_t to)
{
    return (struct mark){ places[from].from, places[to - 1].to };
}

/* The runs as marks: a's of the earlier text, in whose order they are. */
static struct shared_run *as_marks(struct arena *keep, const struct copy_runs *runs, const struct mark *walked,
                                   const struct mark *mapped, bool walked_is_first)
{
    struct shared_run *marks = arena_take_raw(keep, sizeof *marks, alignof(struct shared_run), runs->count);
    for (size_t i = 0; i < runs->count; i++) {
        const struct copy_run *r = &runs->at[i];
        struct mark of_walked = words_mark(walked, r->a_from, r->a_to);
        struct mark of_mapped = words_mark(mapped, r->b_from, r->b_to);
        marks[i].a = walked_is_first ? of_walked : of_mapped;
        marks[i].b = walked_is_first ? of_mapped : of_walked;
    }
    return marks;
}

/* Whether the two share enough; the runs live in `keep`. */
static bool compare(struct arena *keep, const struct work *work, const struct mapped *mapped, uint32_t walked,
                    struct copy *copy)
{
    const struct copy_text *text = work->texts[walked];
    struct copy_runs runs = copy_align(keep, text, &mapped->map);
    if (!runs.count)
        return false;
    uint32_t words, mapped_words;
    struct copy_runs by_mapped = copy_runs_by_mapped(keep, &runs);
    cover(&runs, &by_mapped, &words, &mapped_words);
    float in_walked = (float)words / (float)text->word_count;
    float in_mapped = (float)mapped_words / (float)mapped->map.word_count;
    float containment = in_walked > in_mapped ? in_walked : in_mapped;
    if ((double)containment < work->least)
        return false;
    bool first = walked < mapped->number;
    const struct mark *places = copy_text_places(keep, text);
    *copy = (struct copy){
        .a = first ? walked : mapped->number, .b = first ? mapped->number : walked, .containment = containment,
        .in_a = first ? in_walked : in_mapped, .in_b = first ? in_mapped : in_walked,
        .runs = as_marks(keep, first ? &runs : &by_mapped, places, mapped->places, first),
        .run_count = (uint32_t)runs.count,
    };
    return true;
}

/* Text a and those behind it: it is mapped, and they are walked along it, but for longer ones that are long. */
static bool compare_with(struct work *work, struct arena scratch, uint32_t a, const struct copy_nominees *nominees,
                         copies_take *take, void *context)
{
    struct mapped own = { .number = a };
    for (uint32_t i = 0; i < nominees->count; i++) {
        uint32_t b = nominees->at[i];
        bool along_b = is_long(work, b) && work->texts[b]->word_count > work->texts[a]->word_count;
        if (!along_b && !own.places)
            own = map_text(&scratch, work, a);
        struct arena now = scratch;
        struct copy copy;
        if (compare(&now, work, along_b ? map_long(work, b) : &own, along_b ? a : b, &copy) && !take(context, &copy))
            return false;
    }
    return true;
}

void copies_each(struct arena scratch, struct copy_text *const *texts, uint32_t count, double least,
                 copies_take *take, void *context)
{
    struct work work = { .texts = texts, .least = least, .kept = arena_half(&scratch), .numbers = arena_half(&scratch) };
    struct arena numbers = arena_half(&work.numbers);
    struct copy_index index = copy_index_of(&scratch, texts, count);
    struct copy_nominees nominees = copy_nominees_in(&scratch, &index);
    work.long_numbers = map_in(&numbers, 0);
    copy_standing_mask(scratch, &index);
    for (uint32_t a = 0; a < count; a++) {
        if (count <= ALL_PAIRS)
            copy_nominate_all(&nominees, &index, a);
        else
            copy_nominate(&nominees, &index, a);
        if (!compare_with(&work, scratch, a, &nominees, take, context))
            return;
    }
}

struct found { struct arena *keep, *list; struct copies copies; size_t room; };

static bool add(void *context, const struct copy *copy)
{
    struct found *found = context;
    ARENA_ROOM(found->list, found->copies.at, found->copies.count, found->room);
    struct copy *kept = &found->copies.at[found->copies.count++];
    *kept = *copy;
    kept->runs = arena_new(found->keep, struct shared_run, copy->run_count);
    memcpy(kept->runs, copy->runs, copy->run_count * sizeof *copy->runs);
    return true;
}

struct copies copies_find(struct arena *keep, struct arena scratch, const struct report *const *reports,
                          size_t count, double least)
{
    struct copy_text **texts = arena_new(&scratch, struct copy_text *, count);
    struct arena work = arena_half(&scratch), list = arena_half(&work);
    for (size_t i = 0; i < count; i++)
        texts[i] = copy_text_make(&scratch, work, &reports[i]->article);
    struct found found = { .keep = keep, .list = &list };
    copies_each(work, texts, (uint32_t)count, least, add, &found);
    struct copies copies = { arena_new(keep, struct copy, found.copies.count), found.copies.count };
    if (copies.count)
        memcpy(copies.at, found.copies.at, copies.count * sizeof *copies.at);
    return copies;
}
