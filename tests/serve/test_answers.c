#include <zlib.h>

#include "ask.h"
#include "serve/answers.h"
#include "serve/gzip.h"

static struct http_answer page_of(struct arena *keep, const char *text)
{
    struct http_answer answer = { .status = 200, .type = SPAN("text/plain"), .body = buffer_in(keep), .etag = "tag" };
    buffer_text(&answer.body, text);
    return answer;
}

static struct http_answer long_page(struct arena *keep, size_t bytes)
{
    struct http_answer answer = page_of(keep, "");
    while (answer.body.len < bytes)
        buffer_text(&answer.body, "The ferry Orm Star sank off Lisk. ");
    return answer;
}

static void test_kept(void)
{
    struct region keep = test_region();
    struct http_answer first = page_of(&keep.arena, "one"), out = { .status = 200 };
    struct answers *answers = answers_open(1 << 20);
    check(!answers_take(answers, SPAN("a"), &keep.arena, &out), "what was never made is not there");
    answers_put(answers, SPAN("a"), &first);
    check(answers_take(answers, SPAN("a"), &keep.arena, &out), "what was made is");
    check_text(buffer_span(&out.body), SPAN("one"), "as it was");
    check_text(out.type, SPAN("text/plain"), "with its type");
    check(!strcmp(out.etag, "tag"), "and its tag");
    struct http_answer second = page_of(&keep.arena, "two");
    answers_put(answers, SPAN("a"), &second);
    check(answers_take(answers, SPAN("a"), &keep.arena, &out) && span_equal(buffer_span(&out.body), SPAN("two")),
          "a later one stands in its place");
    struct http_answer large = long_page(&keep.arena, 300 << 10);
    answers_put(answers, SPAN("large"), &large);
    check(!answers_take(answers, SPAN("large"), &keep.arena, &out), "what takes too large a part is not kept");
    answers_close(answers);
    region_close(&keep);
}

static void test_room(void)
{
    struct region keep = test_region();
    struct http_answer page = long_page(&keep.arena, 60 << 10), out = { .status = 200 };
    struct answers *answers = answers_open(1 << 20);
    unsigned there = 0;
    for (unsigned i = 0; i < 100; i++) {
        answers_put(answers, arena_printf(&keep.arena, "%u", i), &page);
        answers_take(answers, SPAN("0"), &keep.arena, &out);
    }
    for (unsigned i = 0; i < 100; i++)
        there += answers_take(answers, arena_printf(&keep.arena, "%u", i), &keep.arena, &out);
    check(there >= 10 && there <= 17, "as many stay as there is room for");
    check(answers_take(answers, SPAN("0"), &keep.arena, &out), "among them the one that was asked for all the time");
    check(answers_take(answers, SPAN("99"), &keep.arena, &out) && !answers_take(answers, SPAN("1"), &keep.arena, &out),
          "and the latest, not the oldest");
    answers_close(answers);
    region_close(&keep);
}

static struct span unpacked(struct arena *keep, struct span packed)
{
    enum { ROOM = 4 << 20, WINDOW = 15, AS_GZIP = 16 };
    char *out = arena_new(keep, char, ROOM);
    z_stream stream = { .next_in = (Bytef *)packed.at, .avail_in = (uInt)packed.len, .next_out = (Bytef *)out,
                        .avail_out = ROOM };
    bool good = inflateInit2(&stream, WINDOW + AS_GZIP) == Z_OK && inflate(&stream, Z_FINISH) == Z_STREAM_END;
    inflateEnd(&stream);
    return good ? (struct span){ out, ROOM - stream.avail_out } : (struct span){ NULL, 0 };
}

static bool takes(const char *encodings)
{
    return gzip_is_taken(&(struct http_request){ .encodings = span_of(encodings) });
}

static void test_gzip(void)
{
    struct region keep = test_region();
    check(takes("gzip") && takes("br, GZip;q=0.5, *") && takes("deflate,gzip"), "who says gzip takes it");
    check(!takes("") && !takes("br") && !takes("gzip;q=0") && !takes("x-gzipped"), "who does not say so does not");
    struct http_answer page = long_page(&keep.arena, 20000), same = page, small = page_of(&keep.arena, "small");
    gzip_answer(&keep.arena, &page);
    check(span_equal(page.encoding, SPAN("gzip")) && page.body.len < 2000 && !strcmp(page.etag, "tag-gz"), "a page is packed");
    check_text(unpacked(&keep.arena, buffer_span(&page.body)), buffer_span(&same.body), "and unpacked it is the page");
    gzip_answer(&keep.arena, &small);
    check(!small.encoding.len && span_equal(buffer_span(&small.body), SPAN("small")), "what is small stays as it is");
    same.type = SPAN("application/zip");
    gzip_answer(&keep.arena, &same);
    check(!same.encoding.len, "and what is no text");
    region_close(&keep);
}

static struct http_answer ask_packed(struct asking *a, const char *target)
{
    struct http_request request = ask_request(a, HTTP_GET, target);
    request.encodings = SPAN("gzip, br");
    return ask_send(a, &request);
}

static void test_server(void)
{
    struct asking *a = ask_open(NULL);
    struct arena *keep = &a->answers.arena;
    struct syn_error error;
    static const char *const targets[] = { "/", "/stories/s1", "/outlets", "/style.css" };
    unsigned same = 0, packed = 0;
    for (size_t i = 0; i < 4; i++) {
        struct http_answer first = ask_get(a, targets[i]), again = ask_get(a, targets[i]);
        struct http_answer small = ask_packed(a, targets[i]), smaller = ask_packed(a, targets[i]);
        same += first.status == 200 && span_equal(buffer_span(&first.body), buffer_span(&again.body));
        packed += span_equal(unpacked(keep, buffer_span(&small.body)), buffer_span(&first.body)) &&
                  span_equal(buffer_span(&small.body), buffer_span(&smaller.body));
    }
    check(same == 4, "pages are the same when they are sent again");
    check(packed == 4, "and packed");
    struct http_answer before = ask_get(a, "/?day=2031-03-22");
    struct store *store = store_open(a->path, DATABASE_WRITE, &error);
    struct intake_settings settings = { .threads = 1, .now = ASK_NOW - 60 };
    struct raw_document raw = { .kind = RAW_RECORD, .name = SPAN("late.jsonl"), .line = 1,
        .bytes = SPAN("{\"id\":\"late\",\"url\":\"https://late.example/1\",\"outlet\":\"Late Post\",\"language\":\"en\","
                      "\"published\":\"2031-03-22T10:00Z\",\"title\":\"Lighthouse of Torhavn opens again\","
                      "\"text\":\"The lighthouse of Torhavn opened again on Saturday, its keeper Mira Holt said.\"}") };
    struct intake_hooks hooks = { .problem = ask_problem };
    struct intake *intake = intake_open(store, &settings, &error);
    check(intake_add_documents(intake, &raw, 1, &hooks, &error) && intake_close(intake, &error), "a report comes");
    store_close(store);
    struct http_answer after = ask_get(a, "/?day=2031-03-22");
    check(ask_has(&after, "Lighthouse of Torhavn") && !ask_has(&before, "Lighthouse of Torhavn"), "the front page has it at once");
    ask_close(a);
}

int main(void)
{
    test_kept();
    test_room();
    test_gzip();
    test_server();
    return tap_end();
}
