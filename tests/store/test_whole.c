/* A whole store, written and brought back: store/whole.h. */
#include "store/whole.h"

#include "store/article_pack.h"
#include "store/whole_value.h"
#include "store_of.h"

struct lines { struct arena *keep; struct span at[200]; size_t count; };

static bool take_line(void *context, struct span line)
{
    struct lines *lines = context;
    lines->at[lines->count++] = arena_copy(lines->keep, line);
    return lines->count < 200;
}

static struct lines write_lines(struct test_store *t, struct arena *keep)
{
    struct lines lines = { .keep = keep };
    struct syn_error error = { 0 };
    struct region scratch = test_region();
    check(whole_write(t->store, scratch.arena, take_line, &lines, &error), "a whole store is written");
    region_close(&scratch);
    return lines;
}

static bool read_lines(struct test_store *t, const struct lines *lines, struct syn_error *error)
{
    struct region keep = test_region(), scratch = test_region();
    struct whole_reader *reader = whole_begin(&keep.arena, t->store, error);
    bool good = reader != NULL;
    for (size_t i = 0; good && i < lines->count; i++)
        good = whole_take(reader, scratch.arena, lines->at[i], error);
    good = good && whole_end(reader, error);
    if (!good)
        database_rollback(store_database(t->store));
    region_close(&scratch);
    region_close(&keep);
    return good;
}

static void fill(struct test_store *t)
{
    struct arena *keep = &t->region.arena;
    struct report *odd = test_report(keep, "https://orm.example/1", "A bridge \x01 \xff fell",
                                     "The bridge\0 \xfe fell.");
    odd->article.text = arena_copy(keep, (struct span){ "The bridge\0 \xfe fell.", 19 });
    odd->article.extra = SPAN("\"a\":[1,\"x\"]");
    odd->article.published = (struct when){ -5, 86395, WHEN_DAY, true, -330 };
    odd->article.confidence = 0.1f;
    odd->article.flags = ARTICLE_STUB | ARTICLE_HTML;
    struct cut *cuts = arena_new(keep, struct cut, 2);
    cuts[0] = (struct cut){ { 3, 3 }, CUT_ADVERT, SPAN("Buy \xf0\x9f\x9a\x80 now") };
    cuts[1] = (struct cut){ { 4, 10 }, CUT_TAGS, { odd->article.text.at + 4, 6 } };
    odd->article.cuts = (struct cuts){ cuts, 2 };
    test_add(t, odd, 1000, 1);
    test_add(t, test_report(keep, "https://orm.example/2", "Two", "The warden of Orm saw it fall."), 1001, 1);
    test_add(t, test_report(keep, "https://orm.example/1", "A bridge fell", "The bridge fell at dawn."), 2000, 1);
}

static void test_there_and_back(void)
{
    struct test_store one = test_store_open(), two = test_store_open();
    struct region keep = test_region();
    struct syn_error error = { 0 };
    fill(&one);
    struct lines lines = write_lines(&one, &keep.arena);
    check(read_lines(&two, &lines, &error), "and read");
    struct lines again = write_lines(&two, &keep.arena);
    check(again.count == lines.count, "as many lines");
    bool same = true;
    for (size_t i = 0; i < lines.count; i++)
        same = same && span_equal(lines.at[i], again.at[i]);
    check(same, "the same lines");
    check(!read_lines(&two, &lines, &error) && error.status == SYN_MISUSE,
          "a store that holds something is left alone");
    region_close(&keep);
    test_store_close(&one);
    test_store_close(&two);
}

/* What was cut off or changed anywhere is refused, or is something else; never a fault of ours. */
static void test_damage(void)
{
    struct test_store one = test_store_open();
    struct region keep = test_region();
    fill(&one);
    struct lines lines = write_lines(&one, &keep.arena);
    for (size_t i = 0; i < lines.count; i++) {
        struct test_store two = test_store_open();
        struct syn_error error = { 0 };
        struct lines less = lines;
        less.at[i] = span_cut(lines.at[i], 0, lines.at[i].len / 2);
        check(!read_lines(&two, &less, &error) && error.status == SYN_BAD_FORMAT, "half a line is refused");
        memmove(&less.at[i], &lines.at[i + 1], (lines.count - i - 1) * sizeof *less.at);
        less.count--;
        check(!read_lines(&two, &less, &error), "and so is a missing one");
        test_store_close(&two);
    }
    region_close(&keep);
    test_store_close(&one);
}

static void test_foreign(void)
{
    static const char *const foreign[] = {
        "{\"in\":\"sqlite_master\",\"name\":\"x\"}", "{\"in\":\"body\",\"version\":1,\"packed\":\"x\"}",
        "{\"in\":\"story\",\"id) VALUES (1); --\":1}", "{\"in\":\"story\",\"nothing\":1}",
            "{\"in\":\"story\",\"id\":[1]}",
        "{\"in\":\"version\",\"id\":1}",
            "{\"in\":\"version\",\"id\":1,\"article\":1,\"number\":1,\"seen\":1,\"hash\":1,"
        "\"body\":{\"text\":\"ab\",\"blocks\":[[0,3,2]]}}", "{\"in\":7}", "[]", "{}", "{\"lines\":5}", "x", "",
        "{\"in\":\"article\",\"id\":1,\"version\":9}",
    };
    struct lines lines = { .count = 2, .at = { SPAN("{\"format\":\"synoptic-store/1\",\"tables\":1}") } };
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        struct test_store t = test_store_open();
        struct syn_error error = { 0 };
        lines.at[1] = span_of(foreign[i]);
        check(!read_lines(&t, &lines, &error) && error.text[0], foreign[i]);
        test_store_close(&t);
    }
    struct test_store t = test_store_open();
    struct syn_error error = { 0 };
    lines.at[0] = SPAN("{\"format\":\"synoptic-store/1\",\"tables\":9999}");
    check(!read_lines(&t, &lines, &error), "a newer program's store is refused");
    test_store_close(&t);
}

static void test_values(struct arena *keep)
{
    static const struct cell cells[] = {
        { .kind = CELL_NOTHING }, { .kind = CELL_NUMBER, .number = INT64_MIN }, { .kind = CELL_NUMBER,
                                                            .number = INT64_MAX },
        { .kind = CELL_DECIMAL, .decimal = 144 }, { .kind = CELL_DECIMAL, .decimal = -1e300 },
        { .kind = CELL_DECIMAL, .decimal = 0.1 }, { .kind = CELL_TEXT, .text = { "", 0 } },
        { .kind = CELL_TEXT, .text = { "a\0b\"\\</\n", 8 } }, { .kind = CELL_TEXT, .text = { "\xff\x80", 2 } },
        { .kind = CELL_BYTES, .text = { "\0\xff", 2 } }, { .kind = CELL_BYTES, .text = { "", 0 } },
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct buffer out = buffer_in(keep);
        struct json_writer w = json_writer(&out, 0);
        struct json value;
        struct cell back;
        size_t at = 0;
        whole_put_cell(&w, &cells[i]);
        check(json_parse(buffer_span(&out), &at, &value) && whole_get_cell(keep, value, &back), "a value comes back");
        bool same = back.kind == cells[i].kind && span_equal(back.text, cells[i].text) &&
                    (back.kind != CELL_NUMBER || back.number == cells[i].number) &&
                    (back.kind != CELL_DECIMAL || back.decimal == cells[i].decimal);
        check(same, "as it was");
    }
}

int main(void)
{
    struct region region = test_region();
    test_there_and_back();
    test_damage();
    test_foreign();
    test_values(&region.arena);
    region_close(&region);
    return tap_end();
}
