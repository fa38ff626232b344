/* A store's stories go on after a stop, with or without the state that was written down; corrections last and can be
 * taken back; late articles find their story. */
#include "run/grouping_store.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/hash.h"
#include "run/correct.h"
#include "run/intake.h"
#include "run/vicinity.h"
#include "store/replay.h"
#include "tap.h"
#include "text/json.h"

static char folder[] = "/tmp/synoptic-test-grouping-XXXXXX";

static const char *path_of(const char *name)
{
    static char paths[4][160];
    static int next;
    char *path = paths[next++ % 4];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static void remove_all(const char *name)
{
    static const char *const endings[] = { "", "-wal", "-shm", "-lock" };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        char path[192];
        snprintf(path, sizeof path, "%s%s", path_of(name), endings[i]);
        unlink(path);
    }
}

static struct store *open_store(const char *name)
{
    struct syn_error error;
    struct store *store = store_open(path_of(name), DATABASE_CREATE, &error);
    if (!store)
        printf("Bail out! %s\n", error.text);
    return store;
}

/* ---- what comes in ---- */

static void put_words(struct buffer *out, uint64_t subject, uint32_t from, uint32_t to)
{
    static const char syllables[16][4] = { "ba", "ker", "lo", "min", "tu", "sar", "ve", "pol",
                                           "ni", "gra", "do", "fes", "hu", "rik", "ja", "wen" };
    for (uint32_t i = from; i < to; i++) {
        uint64_t bits = hash_mix(subject, i);
        size_t at = out->len;
        for (int k = 0; k < 5; k++, bits >>= 4)
            buffer_text(out, syllables[bits & 15]);
        if (i % 3 == 0)
            out->at[at] = (char)(out->at[at] - 'a' + 'A');
        buffer_byte(out, ' ');
    }
}

/* A record on a subject: two of its names in the headline, most of its words, some of its own. */
static void put_record(struct buffer *out, struct arena scratch, uint32_t number, uint32_t subject, const char *day)
{
    struct arena titles = arena_half(&scratch);
    struct buffer title = buffer_in(&titles), text = buffer_in(&scratch);
    struct json_writer w = json_writer(out, 0);
    char url[64];
    snprintf(url, sizeof url, "https://paper.example/%u", number);
    put_words(&title, subject, 0, 5);
    buffer_text(&text, "they say that ");
    for (uint32_t i = 0; i < 40; i++)
        if (hash_mix(number, i) % 4)
            put_words(&text, subject, i, i + 1);
    put_words(&text, 1000000 + number, 0, 15);
    json_open(&w, '{');
    json_key(&w, "url");
    json_put_text(&w, span_of(url));
    json_key(&w, "title");
    json_put_text(&w, span_trim(buffer_span(&title)));
    json_key(&w, "text");
    json_put_text(&w, buffer_span(&text));
    json_key(&w, "published");
    json_put_text(&w, span_of(day));
    json_key(&w, "language");
    json_put_text(&w, SPAN("en"));
    json_close(&w, '}');
    buffer_byte(out, '\n');
}

static void say(void *context, const struct syn_error *error)
{
    (void)context;
    printf("# %s\n", error->text);
}

static bool add_text(struct store *store, struct span text)
{
    const struct intake_settings settings = { .threads = 2, .now = 1715000000 };
    const struct intake_hooks hooks = { .problem = say };
    const char *const inputs[] = { path_of("input.jsonl") };
    struct syn_error error;
    FILE *file = fopen(inputs[0], "wb");
    fwrite(text.at, 1, text.len, file);
    fclose(file);
    struct intake *intake = intake_open(store, &settings, &error);
    bool good = intake && intake_add_inputs(intake, inputs, 1, &hooks, &error);
    good = intake && intake_close(intake, &error) && good;
    if (!good)
        say(NULL, &error);
    return good;
}

/* Records [from, to), of `subjects` subjects beginning with `first`. */
static bool add(struct store *store, uint32_t from, uint32_t to, uint32_t first, uint32_t subjects, const char *day)
{
    struct region text = region_open((size_t)64 << 20), scratch = region_open((size_t)8 << 20);
    struct buffer out = buffer_in(&text.arena);
    for (uint32_t i = from; i < to; i++)
        put_record(&out, scratch.arena, i, first + i % subjects, day);
    bool good = add_text(store, buffer_span(&out));
    region_close(&text);
    region_close(&scratch);
    return good;
}

/* ---- what is there ---- */

static int64_t story_of(struct store *store, int64_t article)
{
    struct region keep = region_open(1 << 20);
    struct stored_article stored = { .story = 0 };
    struct syn_error error;
    store_article(store, &keep.arena, article, &stored, &error);
    region_close(&keep);
    return stored.story;
}

static struct stored_story read_story(struct store *store, struct arena *keep, int64_t id)
{
    struct stored_story story = { .id = 0 };
    struct syn_error error;
    store_story(store, keep, id, &story, &error);
    return story;
}

static uint32_t differing(struct store *a, struct store *b, int64_t articles)
{
    uint32_t count = 0;
    for (int64_t i = 1; i <= articles; i++)
        count += !story_of(a, i) || story_of(a, i) != story_of(b, i);
    return count;
}

static bool write_image(struct store *store, const struct grouping_settings *settings)
{
    struct syn_error error;
    struct database *db = store_database(store);
    struct grouping *g = grouping_from_store(store, settings, NULL, &error);
    bool good = g && database_begin(db, &error) && grouping_to_store(store, g, &error) && database_commit(db, &error);
    if (!good)
        say(NULL, &error);
    grouping_close(g);
    return good;
}

struct bytes { char *at; size_t len, room; };

static bool take_bytes(void *context, const void *from, size_t length)
{
    struct bytes *b = context;
    if (b->room - b->len < length)
        return false;
    memcpy(b->at + b->len, from, length);
    b->len += length;
    return true;
}

/* The whole state as it is taken up from the store. */
static struct bytes state_of(struct store *store, struct arena *keep)
{
    struct bytes b = { .room = (size_t)24 << 20 };
    struct syn_error error;
    b.at = arena_take_raw(keep, 1, 1, b.room);
    struct grouping *g = grouping_from_store(store, NULL, NULL, &error);
    if (g)
        grouping_save(g, take_bytes, &b);
    else
        say(NULL, &error);
    grouping_close(g);
    return b;
}

static bool is_same(struct bytes a, struct bytes b) { return a.len && a.len == b.len && memcmp(a.at, b.at, a.len) == 0; }

static struct correction must(bool good, const struct correction *c, const struct syn_error *error)
{
    if (!good)
        say(NULL, error);
    check(good && c->number, "it is set right");
    return *c;
}

/* ---- stopped and taken up again ---- */

static void test_goes_on(void)
{
    struct store *with = open_store("with.db"), *without = open_store("without.db");
    struct region keep = region_open((size_t)256 << 20);
    struct correction c;
    struct syn_error error;
    for (int i = 0; i < 2; i++) {
        struct store *store = i ? without : with;
        check(add(store, 0, 300, 0, 30, "2024-05-01") && add(store, 300, 420, 20, 25, "2024-05-02"), "two runs");
        if (!i)
            check(write_image(store, NULL), "the state is written down in one of two stores");
        int64_t all[] = { 3, 5 };
        must(correct_merge(store, 1715000100, story_of(store, 1), story_of(store, 2), &c, &error), &c, &error);
        must(correct_split(store, 1715000101, &(struct stored_ids){ all, 2 }, &c, &error), &c, &error);
        must(correct_undo(store, &keep.arena, 1715000102, 1, &c, &error), &c, &error);
        check(add(store, 420, 600, 0, 40, "2024-05-03"), "and a third run");
    }
    check(differing(with, without, 600) == 0, "both have the same stories");
    struct replay_mark mark = replay_mark_of(with);
    check(mark.articles == 420 && replay_mark_of(without).articles == 0, "one from its state, one from its log alone");
    struct bytes a = state_of(with, &keep.arena), b = state_of(without, &keep.arena);
    check(is_same(a, b), "they come to the very same state");
    check(write_image(with, NULL) && is_same(state_of(with, &keep.arena), b), "which is the same once written and read");
    check(add(with, 600, 900, 10, 35, "2024-05-04") && add(without, 600, 900, 10, 35, "2024-05-04"), "more comes");
    check(differing(with, without, 900) == 0, "and finds the same places");
    check(database_run(store_database(with), "UPDATE image SET bytes = zeroblob(length(bytes)) WHERE n = 1", &error)
          && is_same(state_of(with, &keep.arena), state_of(without, &keep.arena)), "a damaged state does no harm");
    store_close(with);
    store_close(without);
    region_close(&keep);
}

/* Another one writes while an intake is open. */
static void test_two_writers(void)
{
    struct store *store = open_store("two.db"), *other = open_store("two.db");
    struct region keep = region_open((size_t)256 << 20);
    const struct intake_settings settings = { .threads = 1, .now = 1715000000 };
    const struct intake_hooks hooks = { .problem = say };
    const char *const inputs[] = { path_of("input.jsonl") };
    struct syn_error error;
    struct correction c;
    check(add(store, 0, 60, 0, 6, "2024-05-01"), "a run");
    struct intake *intake = intake_open(store, &settings, &error);
    check(intake != NULL, "an intake is open");
    check(add(other, 60, 90, 0, 8, "2024-05-01"), "another one adds to the same store");
    must(correct_merge(other, 5, story_of(other, 1), story_of(other, 2), &c, &error), &c, &error);
    struct region text = region_open((size_t)8 << 20), scratch = region_open((size_t)8 << 20);
    struct buffer out = buffer_in(&text.arena);
    for (uint32_t i = 200; i < 230; i++)
        put_record(&out, scratch.arena, i, i % 6, "2024-05-01");
    FILE *file = fopen(inputs[0], "wb");
    fwrite(out.at, 1, out.len, file);
    fclose(file);
    check(intake_add_inputs(intake, inputs, 1, &hooks, &error) && intake_close(intake, &error), "the first one goes on");
    check(read_story(store, &keep.arena, story_of(store, 2)).reports == 38 && story_of(store, 1) == story_of(store, 2),
          "and knows what was done");
    struct bytes taken = state_of(store, &keep.arena);
    check(write_image(store, NULL) && is_same(state_of(store, &keep.arena), taken), "its log is whole");
    region_close(&text);
    region_close(&scratch);
    region_close(&keep);
    store_close(store);
    store_close(other);
}

/* The log has it otherwise than this program would. */
static void test_log_holds(void)
{
    struct store *store = open_store("log.db");
    struct syn_error error;
    check(add(store, 0, 60, 0, 6, "2024-05-01"), "a run");
    check(story_of(store, 1) == story_of(store, 7), "two articles are of one story");
    struct story_event event = { .at = 1, .kind = STORY_MOVED, .article = 7, .was = story_of(store, 7), .story = 500 };
    check(store_place(store, &event, &error), "another program put one of them elsewhere");
    struct grouping *g = grouping_from_store(store, NULL, NULL, &error);
    check(g && grouping_story_of(g, 6) == 499 && grouping_story_of(g, 0) + 1 == story_of(store, 1), "so it is");
    check(g && !grouping_is_fixed(g, 499), "but not fixed");
    grouping_close(g);
    check(add(store, 60, 61, 77, 1, "2024-05-01") && story_of(store, 61) > 500, "numbers go on behind the greatest");
    store_close(store);
}

/* ---- corrections ---- */

static void test_corrections(void)
{
    struct store *store = open_store("hand.db");
    struct region keep = region_open((size_t)256 << 20);
    struct syn_error error;
    struct correction c;
    check(add(store, 0, 80, 0, 8, "2024-05-01"), "eight stories");
    int64_t a = story_of(store, 1), b = story_of(store, 2);
    c = must(correct_merge(store, 10, a, b, &c, &error), &c, &error);
    struct stored_story first = read_story(store, &keep.arena, a), second = read_story(store, &keep.arena, b);
    check(c.moved == 10 && first.reports == 0 && first.redirect == b && second.reports == 20 && second.fixed,
          "one is part of the other, and leads there");
    check(!correct_merge(store, 11, b, b, &c, &error) && error.status == SYN_MISUSE, "a story is not merged with itself");
    int64_t two[] = { 3, 11 }, whole[] = { 4 };
    c = must(correct_split(store, 12, &(struct stored_ids){ two, 2 }, &c, &error), &c, &error);
    check(story_of(store, 3) == c.story && story_of(store, 11) == c.story && story_of(store, 19) != c.story,
          "two articles are a story of their own");
    int64_t parted = c.story, home = story_of(store, 19);
    check(read_story(store, &keep.arena, parted).fixed && read_story(store, &keep.arena, home).fixed, "both are fixed");
    int64_t elsewhere = story_of(store, 5);
    c = must(correct_move(store, 13, &(struct stored_ids){ whole, 1 }, elsewhere, &c, &error), &c, &error);
    check(story_of(store, 4) == elsewhere && c.number == 3, "an article is moved");
    check(!correct_move(store, 14, &(struct stored_ids){ whole, 1 }, elsewhere, &c, &error) && error.status == SYN_MISUSE,
          "what is there already is not");
    check(add(store, 80, 1500, 0, 80, "2024-05-02"), "much comes");
    check(story_of(store, 1) == b && story_of(store, 2) == b && story_of(store, 3) == parted
          && story_of(store, 11) == parted && story_of(store, 19) == home && story_of(store, 4) == elsewhere,
          "all that was set right stays");
    c = must(correct_undo(store, &keep.arena, 20, 1, &c, &error), &c, &error);
    check(span_equal(c.undone, arena_printf(&keep.arena, "merge s%lld s%lld", (long long)a, (long long)b)),
          "the first correction is taken back");
    first = read_story(store, &keep.arena, a);
    check(story_of(store, 1) == a && story_of(store, 2) == b && first.reports >= 10 && !first.redirect && !first.fixed
          && !read_story(store, &keep.arena, b).fixed, "the story lives again, and neither is fixed");
    check(!correct_undo(store, &keep.arena, 21, 1, &c, &error) && error.status == SYN_MISUSE, "that is done once");
    c = must(correct_undo(store, &keep.arena, 22, 0, &c, &error), &c, &error);
    check(story_of(store, 4) != elsewhere && read_story(store, &keep.arena, home).fixed, "then the latest that holds");
    c = must(correct_undo(store, &keep.arena, 23, 0, &c, &error), &c, &error);
    check(story_of(store, 3) == home && !read_story(store, &keep.arena, home).fixed, "and the one before it");
    check(!correct_undo(store, &keep.arena, 24, 0, &c, &error) && error.status == SYN_NOT_FOUND, "then there is none");
    c = must(correct_fix(store, 30, b, true, &c, &error), &c, &error);
    check(read_story(store, &keep.arena, b).fixed, "a story is fixed as it is");
    check(correct_fix(store, 31, b, true, &c, &error) && !c.number, "once");
    c = must(correct_fix(store, 32, b, false, &c, &error), &c, &error);
    check(!read_story(store, &keep.arena, b).fixed, "and released");
    struct vicinity v;
    check(vicinity_read(store, &keep.arena, 3, &v, &error) && v.count > 10 && v.groups.of[v.which] == 0
          && v.stories[0].id == home, "an article is shown among those it is like");
    store_close(store);
    region_close(&keep);
}

/* ---- late ---- */

static void test_late(void)
{
    static const struct grouping_settings small = { .window = 300 };
    struct store *store = open_store("late.db");
    struct region keep = region_open((size_t)256 << 20);
    check(add(store, 0, 5, 900, 1, "2024-03-01"), "a story of five reports");
    int64_t story = story_of(store, 1);
    check(story_of(store, 5) == story && write_image(store, &small), "in a small window");
    check(add(store, 10, 900, 0, 60, "2024-05-01"), "much else comes");
    check(add(store, 900, 902, 900, 1, "2024-03-02"), "and then two more, dated as the five");
    check(story_of(store, 896) == story && story_of(store, 897) == story, "they find their story");
    check(!read_story(store, &keep.arena, story).fixed && read_story(store, &keep.arena, story).reports == 7,
          "as if they had come in time");
    check(add(store, 902, 903, 901, 1, "2024-03-02") && story_of(store, 898) != story, "another one of that day does not");
    struct bytes before = state_of(store, &keep.arena);
    check(database_run(store_database(store), "DELETE FROM image", &(struct syn_error){ 0 })
          && store_set_meta(store, "image_articles", 0, &(struct syn_error){ 0 }), "the state is lost");
    struct syn_error error;
    struct grouping *g = grouping_from_store(store, &small, NULL, &error);
    struct bytes after = { .room = (size_t)24 << 20 };
    after.at = arena_take_raw(&keep.arena, 1, 1, after.room);
    check(g && grouping_save(g, take_bytes, &after) && is_same(before, after), "and comes out of the log again");
    grouping_close(g);
    store_close(store);
    region_close(&keep);
}

int main(void)
{
    if (!mkdtemp(folder))
        printf("Bail out! no folder for the test\n");
    test_goes_on();
    test_two_writers();
    test_log_holds();
    test_corrections();
    test_late();
    static const char *const names[] = { "with.db", "without.db", "log.db", "hand.db", "late.db", "two.db", "input.jsonl" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        remove_all(names[i]);
    rmdir(folder);
    return tap_end();
}
