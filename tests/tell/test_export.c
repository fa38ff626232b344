#include "tell/export.h"

#include "hostile.h"
#include "text/json.h"
#include "text/utf8.h"

static bool has(struct span text, const char *words) { return span_find(text, span_of(words), 0) != SPAN_NONE; }

static bool is_json(struct span text)
{
    struct json value;
    size_t at = 0;
    bool good = json_parse(text, &at, &value) && !span_trim(span_from(text, at)).len;
    for (size_t i = 0; i < text.len; i++)
        good = good && ((unsigned char)text.at[i] >= ' ' || text.at[i] == '\n');
    return good && utf8_is_valid(text);
}

static struct export_item item_of(const struct report *report)
{
    static const struct export_name names[] = { { SPAN(HOSTILE), ENTITY_PERSON }, { SPAN("Orm"), ENTITY_PLACE } };
    return (struct export_item){ .article = &report->article, .number = 17, .story = 4, .version = 2, .versions = 3,
                                 .seen = 1935792000, .first_seen = 1935700000, .key = SPAN("id:x\r\nWARC-Type: evil/1"),
                                 .own_id = SPAN(HOSTILE), .names = names, .name_count = 2 };
}

static struct export_item *items_of(struct arena *keep, const struct synopsis *s)
{
    struct export_item *items = arena_new(keep, struct export_item, s->report_count);
    for (uint32_t i = 0; i < s->report_count; i++)
        items[i] = item_of(s->reports[i].report);
    return items;
}

/* ---- a line an article ---- */

static void test_lines(struct arena *keep)
{
    const struct synopsis *s = hostile_story(keep);
    for (uint32_t i = 0; i < s->report_count; i++) {
        struct report report = *s->reports[i].report;
        struct export_item item = item_of(&report);
        struct buffer record = buffer_in(keep), ninjs = buffer_in(keep);
        report.article.extra = SPAN("\"x\":\"\x01\t\xff\",\"synoptic\":{\"article\":\"a9\"},\"y\":[1]");
        export_record(&record, &item);
        check(is_json(buffer_span(&record)), "a record is JSON, whatever it brought along");
        check(has(buffer_span(&record), "\"y\":[1],\"synoptic\":{\"article\":\"a17\",\"story\":\"s4\",\"version\":2,"
                                        "\"versions\":3,\"seen\":\"2031-05-06T00:00:00Z\"}}\n"),
              "what the store knows is last");
        check(!has(buffer_span(&record), "a9"), "what another store knew is gone");
        export_ninjs(&ninjs, &item);
        check(is_json(buffer_span(&ninjs)), "ninjs is JSON");
        check(!has(buffer_span(&ninjs), "\"uri\":\"javascript"), "nothing but the web is an address");
    }
}

static void test_graph(struct arena *keep)
{
    const struct synopsis *s = hostile_story(keep);
    struct export_graph graph;
    struct buffer out = buffer_in(keep), none = buffer_in(keep);
    const struct export_item *items = items_of(keep, s);
    export_linked_begin(&out, &graph);
    export_linked_story(&out, &graph, s, items);
    export_linked_article(&out, &graph, &items[0]);
    export_linked_end(&out, &graph);
    check(is_json(buffer_span(&out)), "JSON-LD is JSON");
    check(has(buffer_span(&out), "\"isBasedOn\":[{\"@id\":\"urn:uuid:"), "with lineage");
    check(has(buffer_span(&out), "\"citation\":"), "and what stands behind an account");
    export_linked_begin(&none, &graph);
    export_linked_end(&none, &graph);
    check_text(buffer_span(&none), SPAN("{\"@context\":\"https://schema.org\",\"@graph\":[]}\n"), "of nothing, too");
}

/* ---- graphs ---- */

/* Between tags no "<"; all that XML 1.0 forbids is gone. */
static bool is_xml(struct span xml)
{
    unsigned length;
    bool in_tag = false, good = true;
    for (size_t at = 0; at < xml.len; at += length) {
        uint32_t c = utf8_decode(xml, at, &length);
        good = good && (c >= ' ' || c == '\n') && c != 0xfffe && c != 0xffff && !(c == '<' && in_tag) &&
               !(c == '>' && !in_tag);
        in_tag = c == '<' || (in_tag && c != '>');
    }
    return good && !in_tag && utf8_is_valid(xml);
}

static void test_graphml(struct arena *keep)
{
    struct buffer out = buffer_in(keep), empty = buffer_in(keep);
    export_graphml(&out, hostile_story(keep));
    check(is_xml(buffer_span(&out)), "GraphML is XML");
    check(!has(buffer_span(&out), "<script"), "no tag of theirs");
    check(has(buffer_span(&out), "<data key=\"share\">0.5</data><data key=\"sure\">0.5</data>"), "shares are numbers");
    export_graphml(&empty, &(struct synopsis){ .id = SPAN("s1") });
    check(is_xml(buffer_span(&empty)), "of nothing, too");
}

/* Outside of quotation marks there is nothing but what we write. */
static bool is_dot(struct span dot)
{
    bool quoted = false;
    for (size_t at = 0; at < dot.len; at++) {
        char c = dot.at[at];
        if (quoted && c == '\\')
            at++;
        else if (c == '"')
            quoted = !quoted;
        else if (quoted ? (unsigned char)c < ' ' : !byte_is_alpha(c) && !byte_is_digit(c) &&
                 !strchr(" \n={};,[]_->:", c))
            return false;
    }
    return !quoted && utf8_is_valid(dot);
}

static void test_dot(struct arena *keep)
{
    struct buffer out = buffer_in(keep);
    struct synopsis *s = (struct synopsis *)(uintptr_t)hostile_story(keep);
    s->headline = SPAN("a\\\"]; evil -> x; \\N \\");
    export_dot(&out, s);
    check(is_dot(buffer_span(&out)), "DOT is ours");
    check(has(buffer_span(&out), "label=\"a\\\\\\\"]; evil -> x; \\\\N \\\\\";"), "no escape of theirs is read");
    check(!has(buffer_span(&out), "URL=\"javascript"), "nothing but the web is linked to");
}

/* ---- tables ---- */

static struct span csv_of(struct arena *keep, struct span text, bool raw)
{
    struct buffer out = buffer_in(keep);
    static const char *const names[] = { "x" };
    struct cell cell = { .kind = CELL_TEXT, .text = text };
    export_csv(&out, &(struct cells){ names, &cell, 1 }, raw);
    return buffer_span(&out);
}

static void test_csv(struct arena *keep)
{
    static const struct { struct span text, want; } cells[] = {
        { SPAN("plain words"), SPAN("plain words\r\n") },
        { SPAN("a,b"), SPAN("\"a,b\"\r\n") },
        { SPAN("say \"hi\""), SPAN("\"say \"\"hi\"\"\"\r\n") },
        { SPAN("two\nlines"), SPAN("\"two\nlines\"\r\n") },
        { SPAN(" blank"), SPAN("\" blank\"\r\n") },
        { SPAN("=1+1"), SPAN("\"'=1+1\"\r\n") },
        { SPAN("  \n=1+1"), SPAN("\"'  \n=1+1\"\r\n") },
        { SPAN("+49"), SPAN("\"'+49\"\r\n") },
        { SPAN("-2"), SPAN("\"'-2\"\r\n") },
        { SPAN("@x"), SPAN("\"'@x\"\r\n") },
        { SPAN("\tx"), SPAN("\"'\tx\"\r\n") },
        { SPAN("a=b"), SPAN("a=b\r\n") },
        { SPAN("\x07" "bell\xff"), SPAN("\"\xef\xbf\xbd" "bell\xef\xbf\xbd\"\r\n") },
        { SPAN("\xe2\x80\xaegnp"), SPAN("\"\xef\xbf\xbdgnp\"\r\n") },
        { SPAN(""), SPAN("\r\n") },
    };
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        check_text(csv_of(keep, cells[i].text, false), cells[i].want, "a cell");
    check_text(csv_of(keep, SPAN("=1+1"), true), SPAN("\"=1+1\"\r\n"), "raw: a formula stays");
    check_text(csv_of(keep, (struct span){ "a\0\x07", 3 }, true), SPAN("\"a\xef\xbf\xbd\x07\"\r\n"), "but for NUL");
}

static void test_rows(struct arena *keep)
{
    static const char *const names[] = { "a", "b", "c", "d", "e", "f", "g" };
    static const struct cell cells[] = {
        { .kind = CELL_NOTHING }, { .kind = CELL_NUMBER, .number = -7 }, { .kind = CELL_DECIMAL, .decimal = 0.5 },
        { .kind = CELL_DECIMAL, .decimal = INFINITY }, { .kind = CELL_ARTICLE, .number = 17 },
        { .kind = CELL_STORY, .number = 4 }, { .kind = CELL_TIME, .number = -1 },
    };
    struct cells row = { names, cells, 7 };
    struct buffer csv = buffer_in(keep), json = buffer_in(keep);
    export_csv_names(&csv, names, 7);
    export_csv(&csv, &row, false);
    check_text(buffer_span(&csv), SPAN("a,b,c,d,e,f,g\r\n,-7,0.5,,a17,s4,1969-12-31T23:59:59Z\r\n"),
               "numbers are no texts");
    export_row(&json, &row);
    check_text(buffer_span(&json), SPAN("{\"a\":null,\"b\":-7,\"c\":0.5,\"d\":null,\"e\":\"a17\",\"f\":\"s4\","
                                        "\"g\":\"1969-12-31T23:59:59Z\"}\n"), "the same as JSON");
}

/* ---- pages, archives ---- */

static void test_pages(struct arena *keep, struct arena scratch)
{
    const struct synopsis *s = hostile_story(keep);
    const struct export_item *items = items_of(keep, s);
    for (uint32_t i = 0; i < s->report_count; i++) {
        struct buffer out = buffer_in(keep);
        struct export_page page = { &items[i], SPAN(HOSTILE), SPAN("a17-diff.html") };
        export_page(&out, &page);
        check(!has(buffer_span(&out), "<script") && !has(buffer_span(&out), "<img"), "no tag of theirs");
        check(!has(buffer_span(&out), "href=\"javascript"), "no link that runs");
        check(!has(buffer_span(&out), "<link") && has(buffer_span(&out), "default-src 'none'"), "nothing is loaded");
        check(has(buffer_span(&out), "href=\"index.html\"") && has(buffer_span(&out), "href=\"a17-diff.html\""),
              "links");
        check(utf8_is_valid(buffer_span(&out)), "UTF-8");
    }
    struct buffer index = buffer_in(keep), readme = buffer_in(keep);
    export_index(&index, scratch, s, items);
    check(has(buffer_span(&index), "<a href=\"a17.html\">") && has(buffer_span(&index), "</main>"),
          "the story has links");
    export_readme(&readme, s, 1);
    check(!has(buffer_span(&readme), "\033") && has(buffer_span(&readme), "a17-diff.html"), "what the folder holds");
}

static void test_archive(struct arena *keep)
{
    const struct synopsis *s = hostile_story(keep);
    struct export_item item = item_of(s->reports[0].report);
    struct raw_document raw = { .kind = RAW_HTML, .bytes = SPAN("<p>\r\n\r\nWARC/1.1"),
                                .charset = SPAN("x\r\nEvil: 1") };
    struct buffer out = buffer_in(keep), info = buffer_in(keep);
    export_warc_resource(&out, &item, &raw);
    struct span record = buffer_span(&out);
    check(span_starts(record, SPAN("WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:")), "a record");
    check(has(record, "Content-Type: text/html\r\nContent-Length: 15\r\n\r\n<p>\r\n\r\nWARC/1.1\r\n\r\n"), "its block");
    check(!has(record, "\r\nWARC-Type: evil") && !has(record, "Evil"), "nothing of theirs is a header");
    check(has(record, "WARC-Date: 2031-05-06T00:00:00Z\r\n"), "when it was seen");
    struct article file = *item.article;
    file.url = file.canonical_url = SPAN("");
    item.article = &file;
    item.key = SPAN("file:/tmp/a b\r\nc.txt");
    export_warc_resource(&info, &item, &raw);
    check(has(buffer_span(&info), "WARC-Target-URI: file:///tmp/a%20b%0D%0Ac.txt\r\n"), "a file is a target");
}

int main(void)
{
    struct region region = test_region(), scratch = test_region();
    test_lines(&region.arena);
    test_graph(&region.arena);
    test_graphml(&region.arena);
    test_dot(&region.arena);
    test_csv(&region.arena);
    test_rows(&region.arena);
    test_pages(&region.arena, scratch.arena);
    test_archive(&region.arena);
    region_close(&scratch);
    region_close(&region);
    return tap_end();
}
