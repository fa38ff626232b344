#include "read/jsonl.h"

#include "base/buffer.h"
#include "tap.h"

struct log { struct buffer out; };

static bool note(void *context, const struct jsonl_record *record)
{
    struct log *log = context;
    buffer_printf(&log->out, "%u@%u %.*s|", record->line, (unsigned)record->at, (int)record->bytes.len,
                  record->bytes.at);
    return true;
}

static void note_problem(void *context, const struct syn_error *error)
{
    struct log *log = context;
    buffer_printf(&log->out, "! %s|", error->text);
}

/* Hands out one byte at a time, so that every value is cut everywhere. */
static long drip(void *context, char *into, size_t room, struct syn_error *error)
{
    struct span *rest = context;
    (void)error;
    if (!rest->len || !room)
        return 0;
    *into = rest->at[0];
    *rest = span_from(*rest, 1);
    return 1;
}

static struct span run(struct arena *keep, struct source source, size_t record_max)
{
    struct region own = test_region();
    struct log log = { buffer_in(keep) };
    struct jsonl_sink sink = { note, note_problem, &log };
    jsonl_read(own.arena, &source, record_max, &sink);
    region_close(&own);
    return buffer_span(&log.out);
}

static void expect(struct span text, const char *want, const char *what)
{
    struct region keep = test_region();
    struct span rest = text;
    check_text(run(&keep.arena, (struct source){ .ahead = text, .name = SPAN("r") }, 1 << 20), span_of(want), what);
    check_text(run(&keep.arena, (struct source){ .pull = drip, .context = &rest, .name = SPAN("r") }, 1 << 20),
               span_of(want), "the same byte by byte");
    region_close(&keep);
}

static void test_shapes(void)
{
    expect(SPAN("{\"a\":1}\n{\"a\":2}"), "1@0 {\"a\":1}|2@8 {\"a\":2}|", "one a line, the last without a line break");
    expect(SPAN("\xef\xbb\xbf\r\n{\"a\":1}\r\n\r\n {\"a\":2}\r\n"), "2@5 {\"a\":1}|4@17 {\"a\":2}|",
           "mark, CRLF, empty lines");
    expect(SPAN("{\n \"a\": {\n  \"b\": 1 }\n}\n{ \"a\":\n2 }\n"),
           "1@0 {\n \"a\": {\n  \"b\": 1 }\n}|5@23 { \"a\":\n2 }|", "records spread over lines");
    expect(SPAN("[{\"a\":\"]}\\\"\"},\n {\"a\":2},7,\"x\", [1]]  tail"),
           "1@1 {\"a\":\"]}\\\"\"}|2@16 {\"a\":2}|2@24 7|2@26 \"x\"|2@31 [1]|", "an array");
    expect(SPAN("[]"), "", "an empty array");
    expect(SPAN(""), "", "nothing");
}

static void test_broken(void)
{
    expect(SPAN("{\"a\":\n{\"a\":2}\n"), "1@0 {\"a\":|2@6 {\"a\":2}|", "a broken line does not take the next with it");
    expect(SPAN("oh dear\n{\"a\":2}\n"), "1@0 oh dear|2@8 {\"a\":2}|", "a line that is no record is handed on");
    expect(
        SPAN("[{\"a\":1},{\"a\""),
        "1@1 {\"a\":1}|! cannot read on in r, line 1: the array of records does not end; fetch or write the file anew|",
        "an array that is cut off");
}

static void test_large(void)
{
    struct region keep = test_region();
    struct buffer text = buffer_in(&keep.arena);
    buffer_put(&text, SPAN("{\"a\":\""));
    buffer_fill(&text, 'x', 5 << 20);
    buffer_put(&text, SPAN("\"}\n{\"a\":2}\n"));
    struct span got = run(&keep.arena, (struct source){ .ahead = buffer_span(&text), .name = SPAN("r") }, 4 << 20);
    check_text(span_cut(got, 0, 400),
               SPAN("! left out the record at r, line 1: it is larger than the limit of 4 MiB; shorten it|"
                    "2@5242889 {\"a\":2}|"),
               "a record that is too large is left out, the next is read");
    got = run(&keep.arena, (struct source){ .ahead = buffer_span(&text), .name = SPAN("r") }, 8 << 20);
    check(got.len > 5 << 20 && span_ends(got, SPAN("2@5242889 {\"a\":2}|")), "a large record is read whole");
    region_close(&keep);
}

struct stream { size_t left; };

static long pull_records(void *context, char *into, size_t room, struct syn_error *error)
{
    static const char record[] =
        "{\"id\":\"x\",\"text\":\"A short report of some length, so that it goes on for a while.\"}\n";
    struct stream *stream = context;
    size_t done = 0;
    (void)error;
    while (stream->left && room - done >= sizeof record - 1) {
        memcpy(into + done, record, sizeof record - 1);
        done += sizeof record - 1;
        stream->left--;
    }
    return (long)done;
}

static bool count_one(void *context, const struct jsonl_record *record)
{
    (void)record;
    ++*(size_t *)context;
    return true;
}

/* 800,000 records, 66 MB, within a megabyte of memory. */
static void test_long(void)
{
    struct region own = region_open(1 << 20);
    struct stream stream = { 800000 };
    size_t count = 0;
    struct source source = { .pull = pull_records, .context = &stream, .name = SPAN("r") };
    struct jsonl_sink sink = { count_one, note_problem, &count };
    jsonl_read(own.arena, &source, 1 << 20, &sink);
    check(count == 800000, "a long file needs the memory of a block");
    region_close(&own);
}

int main(void)
{
    test_shapes();
    test_broken();
    test_large();
    test_long();
    return tap_end();
}
