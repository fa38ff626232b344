/* The drop box: what is given is compared, within limits, and kept only where that is asked for. */
#include "ask.h"

#include "base/base64.h"
#include "read/inflate.h"
#include "run/drop.h"

#define FERRY_1 "Ferry runs aground at Orm\n\nThe ferry Pella ran aground off Orm on Tuesday, 4 March 2031. At least 12 " \
                "people were hurt, the warden Ilsa Torm said. The ferry had left Lisk at 5 a.m. with 140 people on board."
#define FERRY_2 "Twelve hurt as ferry Pella runs aground\n\nTwelve people were hurt when the ferry Pella ran aground off " \
                "Orm on Tuesday, 4 March 2031. It had left Lisk with 140 people on board, the harbour master said."

static struct http_answer post(struct asking *a, const char *target, struct http_field *fields, uint32_t count)
{
    struct http_request request = ask_request(a, HTTP_POST, target);
    request.form = (struct http_fields){ fields, count };
    request.site = SPAN("same-origin");
    request.origin = SPAN("http://127.0.0.1:8080");
    return ask_send(a, &request);
}

static struct http_field file(const char *name, struct span bytes)
{
    return (struct http_field){ .name = SPAN("files"), .value = bytes, .file = span_of(name) };
}

static void test_form(void)
{
    struct asking *a = ask_open(NULL);
    struct http_answer form = ask_get(a, "/compare");
    check(form.status == 200 && ask_has(&form, "type=\"file\""), "a form takes files");
    check(ask_has(&form, "200 reports"), "and says how many");
    check(ask_has(&form, "--fetch"), "addresses are not fetched unless the server may");
    check(!ask_has(&form, "/compare/keep"), "who has no token is not offered to keep");
    a->bearer = SPAN(ASK_TOKEN);
    form = ask_get(a, "/compare");
    check(ask_has(&form, "/compare/keep"), "who has it is");
    ask_close(a);
}

static void test_compare(void)
{
    struct asking *a = ask_open(NULL);
    struct http_field fields[] = {
        file("one.txt", SPAN(FERRY_1)), file("<b>two.txt", SPAN(FERRY_2)),
        file("scan.pdf", SPAN("%PDF-1.7\0\1\2\3\0\0\0\0")),
        { .name = SPAN("files"), .value = { "", 0 } },
        { .name = SPAN("text"), .value = SPAN("https://lisk.example/a\n" FERRY_2 "\n---\n\n---\n" FERRY_1) },
        { .name = SPAN("addresses"), .value = SPAN("https://pella.example/x\nno address\n") },
    };
    struct http_answer page = post(a, "/compare", fields, sizeof fields / sizeof *fields);
    check(page.status == 200 && ask_has(&page, "4 reports compared"), "reports are compared");
    check(ask_has(&page, "scan.pdf"), "what cannot be read is named");
    check(ask_has(&page, "start it with --fetch"), "addresses are not fetched");
    check(ask_has(&page, "no address: it is no address"), "and what is none is said");
    check(ask_has(&page, "class=\"story "), "the story stands below");
    check(!ask_has(&page, "<b>two"), "names of files are text");
    struct http_answer again = ask_get(a, "/stories");
    check(again.status != 200 || !ask_has(&again, "Pella"), "nothing is kept");
    struct http_answer none = post(a, "/compare", fields, 0);
    check(none.status == 200 && ask_has(&none, "Nothing to compare"), "nothing given is no mistake");
    ask_close(a);
}

static void test_formats(void)
{
    struct asking *a = ask_open(NULL);
    struct http_field fields[] = { file("one.txt", SPAN(FERRY_1)), file("two.txt", SPAN(FERRY_2)),
                                   { .name = SPAN("as"), .value = SPAN("json") } };
    struct http_answer json = post(a, "/compare", fields, 3);
    check(json.status == 200 && span_starts(ask_body(&json), SPAN("{")), "as JSON");
    fields[2].value = SPAN("markdown");
    struct http_answer markdown = post(a, "/compare", fields, 3);
    check(markdown.status == 200 && ask_has(&markdown, "# "), "as Markdown");
    struct buffer letters = buffer_in(&a->answers.arena), again = buffer_in(&a->answers.arena);
    base64_encode(&letters, SPAN(FERRY_1));
    buffer_printf(&again, "[{\"name\":\"one.txt\",\"url\":\"\",\"bytes\":\"%.*s\"},{\"bytes\":3},7]", (int)letters.len,
                  letters.at);
    struct http_field once_more[] = { { .name = SPAN("again"), .value = buffer_span(&again) } };
    struct http_answer page = post(a, "/compare", once_more, 1);
    check(page.status == 200 && ask_has(&page, "1 report compared"), "what a page held is compared once more");
    once_more[0].value = SPAN("[{\"name\":");
    check(post(a, "/compare", once_more, 1).status == 200, "half of it is nothing");
    ask_close(a);
}

static void test_limits(void)
{
    struct asking *a = ask_open(NULL);
    struct arena *keep = &a->answers.arena;
    struct buffer lines = buffer_in(keep);
    for (unsigned i = 0; i < DROP_REPORTS_MOST + 1; i++)
        buffer_printf(&lines, "{\"id\":\"r%u\",\"title\":\"Ferry %u\",\"text\":\"The ferry %u ran aground.\"}\n", i, i,
                      i);
    struct http_field fields[] = { file("many.jsonl", buffer_span(&lines)) };
    struct http_answer many = post(a, "/compare", fields, 1);
    check(many.status == 413 && ask_has(&many, "more than 200 reports"),
          "more reports than may be are refused with words");
    size_t size = DROP_BYTES_MOST + 10;
    char *zeros = arena_take(keep, 1, 1, size);
    memset(zeros, 'a', size);
    struct region scratch = test_region();
    struct span packed = inflate_pack(keep, scratch.arena, (struct span){ zeros, size });
    fields[0] = file("bomb.txt.gz", packed);
    check(packed.len < 200000 && post(a, "/compare", fields, 1).status == 413, "a few bytes that are many are refused");
    fields[0] = file("text.txt", (struct span){ zeros, DROP_TEXT_MOST + 100 });
    check(post(a, "/compare", fields, 1).status == 413, "and so is more text than may be");
    region_close(&scratch);
    ask_close(a);
}

static void test_keep(void)
{
    struct asking *a = ask_open(NULL);
    struct http_field fields[] = { file("one.txt", SPAN(FERRY_1)), file("two.txt", SPAN(FERRY_2)) };
    check(post(a, "/compare/keep", fields, 2).status == 401, "nobody keeps without the token");
    a->bearer = SPAN(ASK_TOKEN);
    struct http_answer page = post(a, "/compare/keep", fields, 2);
    check(page.status == 200 && ask_has(&page, "2 reports are kept"), "who has it does");
    check(ask_has(&page, "href=\"/stories/s"), "and is led to the story");
    page = post(a, "/compare/keep", fields, 2);
    check(ask_has(&page, "0 of them new"), "the same again is nothing new");
    ask_close(a);
}

int main(void)
{
    test_form();
    test_compare();
    test_formats();
    test_limits();
    test_keep();
    return tap_end();
}
