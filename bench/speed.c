/* bench/speed.c -- how long each stage takes, on one thread
 *
 *     bench_speed FOLDER...
 *
 * Runs read, extract, annotate, copies, group, compare and tell one after
 * the other over all reports of the folders and prints a row for each: seconds, reports a second, megabytes a second.  A megabyte
 * is 1,000,000 bytes of the files for read and extract, of the extracted text for the rest.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "annotate/annotate.h"
#include "compare/compare.h"
#include "extract/extract.h"
#include "group/copies.h"
#include "group/likeness.h"
#include "group/stories.h"
#include "read/read.h"
#include "run/shelf.h"
#include "tell/tell.h"

struct pile {
    struct shelf keep, scratch;
    struct raw_document *raw;
    struct report *reports;
    const struct report **list;
    size_t count, room, raw_bytes, text_bytes;
    struct arena lists;
    struct copies copies;
    struct stories stories;
    struct synopsis *synopses;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static double row(const char *stage, double begun, size_t count, size_t bytes)
{
    double end = now(), spent = end - begun;
    printf("%-10s %8.2f s  %9.0f reports/s  %8.1f MB/s\n", stage, spent, (double)count / spent,
           (double)bytes / spent / 1e6);
    return end;
}

static struct arena scratch_of(struct pile *pile, size_t bytes)
{
    return *shelf_arena(&pile->scratch, ((size_t)64 << 20) + bytes * 768);
}

static struct arena *keep_of(struct pile *pile, size_t bytes)
{
    return shelf_arena(&pile->keep, ((size_t)64 << 20) + bytes * 768);
}

/* ---- the stages ---- */

static bool take_document(void *context, const struct raw_document *raw)
{
    struct pile *pile = context;
    struct arena *keep = keep_of(pile, raw->bytes.len);
    ARENA_ROOM(&pile->lists, pile->raw, pile->count, pile->room);
    struct raw_document *copy = &pile->raw[pile->count++];
    *copy = *raw;
    copy->bytes = arena_copy(keep, raw->bytes);
    copy->name = arena_copy(keep, raw->name);
    copy->id = arena_copy(keep, raw->id);
    pile->raw_bytes += raw->bytes.len;
    return true;
}

static void take_problem(void *context, const struct syn_error *error)
{
    (void)context;
    fprintf(stderr, "bench_speed: %s\n", error->text);
}

static void extract_all(struct pile *pile)
{
    struct syn_error error;
    pile->reports = arena_new(keep_of(pile, pile->raw_bytes), struct report, pile->count);
    pile->list = arena_new(keep_of(pile, pile->raw_bytes), const struct report *, pile->count);
    for (size_t i = 0; i < pile->count; i++) {
        size_t size = pile->raw[i].bytes.len;
        pile->list[i] = &pile->reports[i];
        extract_article(keep_of(pile, size), scratch_of(pile, size), &pile->raw[i], &pile->reports[i].article, &error);
        pile->text_bytes += pile->reports[i].article.text.len;
    }
}

static void annotate_all(struct pile *pile)
{
    for (size_t i = 0; i < pile->count; i++) {
        struct report *report = &pile->reports[i];
        size_t size = report->article.text.len;
        report->notes = annotate(keep_of(pile, size), scratch_of(pile, size), &report->article);
    }
}

/* The reports of story `s`, and the copies among them, numbered as they are. */
static uint32_t gather(const struct pile *pile, uint32_t s, struct arena *keep, const struct report **members,
                       uint32_t *number, struct copies *copies)
{
    uint32_t count = 0;
    for (size_t i = 0; i < pile->count; i++) {
        number[i] = count;
        if (pile->stories.of[i] == s)
            members[count++] = pile->list[i];
    }
    *copies = (struct copies){ NULL, 0 };
    size_t room = 0;
    for (size_t i = 0; i < pile->copies.count; i++) {
        struct copy copy = pile->copies.at[i];
        if (pile->stories.of[copy.a] != s || pile->stories.of[copy.b] != s)
            continue;
        copy.a = number[copy.a];
        copy.b = number[copy.b];
        ARENA_ROOM(keep, copies->at, copies->count, room);
        copies->at[copies->count++] = copy;
    }
    return count;
}

static void compare_all(struct pile *pile)
{
    struct arena *lists = keep_of(pile, pile->text_bytes);
    const struct report **members = arena_new(lists, const struct report *, pile->count);
    uint32_t *number = arena_new(lists, uint32_t, pile->count);
    pile->synopses = arena_new(lists, struct synopsis, pile->stories.count);
    for (uint32_t s = 0; s < pile->stories.count; s++) {
        struct copies copies;
        uint32_t count = gather(pile, s, lists, members, number, &copies);
        size_t bytes = 0;
        for (uint32_t i = 0; i < count; i++)
            bytes += members[i]->article.text.len;
        pile->synopses[s] = compare_story(keep_of(pile, bytes), scratch_of(pile, bytes), members, count, &copies,
                                           (struct neighbours){ NULL, 0 });
    }
}

static void tell_all(struct pile *pile)
{
    for (uint32_t s = 0; s < pile->stories.count; s++) {
        struct arena room = scratch_of(pile, pile->text_bytes);
        struct buffer out = buffer_in(&room);
        tell_json(&out, &pile->synopses[s]);
    }
}

int main(int argc, char **argv)
{
    struct pile pile = { .count = 0 };
    struct region lists = region_open((size_t)1 << 30);
    pile.lists = lists.arena;
    struct read_sink sink = { take_document, take_problem, &pile };
    double begun = now(), at = begun;
    read_inputs(scratch_of(&pile, 1 << 20), (const char *const *)argv + 1, (size_t)argc - 1, NULL, &sink);
    if (!pile.count)
        return 1;
    at = row("read", at, pile.count, pile.raw_bytes);
    extract_all(&pile);
    at = row("extract", at, pile.count, pile.raw_bytes);
    annotate_all(&pile);
    at = row("annotate", at, pile.count, pile.text_bytes);
    pile.copies = copies_find(keep_of(&pile, pile.text_bytes), scratch_of(&pile, pile.text_bytes), pile.list,
                              pile.count, 0.05);
    at = row("copies", at, pile.count, pile.text_bytes);
    pile.stories = stories_group(keep_of(&pile, pile.text_bytes), scratch_of(&pile, pile.text_bytes), pile.list,
                                 pile.count, LIKENESS_LEAST);
    at = row("group", at, pile.count, pile.text_bytes);
    compare_all(&pile);
    at = row("compare", at, pile.count, pile.text_bytes);
    tell_all(&pile);
    row("tell", at, pile.count, pile.text_bytes);
    row("whole", begun, pile.count, pile.text_bytes);
    printf("%zu reports, %u stories, %.1f MB read, %.1f MB of text\n", pile.count, pile.stories.count,
           (double)pile.raw_bytes / 1e6, (double)pile.text_bytes / 1e6);
    return 0;
}
