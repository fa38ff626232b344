/* Archives put together here, plain and packed, whole and damaged, read at once and byte by byte. */
#include "read/warc.h"

#include <zlib.h>

#include "base/buffer.h"
#include "read/warc_record.h"
#include "tap.h"

static struct region keep, own;

struct log {
    struct buffer out;
};

static bool note_page(void *context, const struct warc_page *page)
{
    struct log *log = context;
    buffer_printf(&log->out, "%u %.*s (%.*s) ", (unsigned)page->at, (int)page->url.len, page->url.at,
                  (int)page->content_type.len, page->content_type.at);
    if (page->body.len < 80)
        buffer_printf(&log->out, "[%.*s]\n", (int)page->body.len, page->body.at);
    else
        buffer_printf(&log->out, "%zu bytes\n", page->body.len);
    return true;
}

static void note_problem(void *context, const struct syn_error *error)
{
    struct log *log = context;
    buffer_printf(&log->out, "! %s\n", error->text);
}

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

static struct span run(struct source source, size_t page_max)
{
    struct log log = {buffer_in(&keep.arena)};
    source.name = SPAN("in.warc");
    warc_read(own.arena, &source, page_max, &(struct warc_sink){note_page, note_problem, &log});
    return buffer_span(&log.out);
}

static void expect(struct span archive, const char *want, const char *what)
{
    struct span rest = archive;
    check_text(run((struct source){.ahead = archive}, 1 << 20), span_of(want), what);
    check_text(run((struct source){.pull = drip, .context = &rest}, 1 << 20), span_of(want), "the same byte by byte");
    region_reset(&keep, 1 << 20);
}

/* ---- archives ---- */

static struct span pack(struct span bytes, int window)
{
    z_stream z = {0};
    struct buffer out = buffer_in(&keep.arena);
    deflateInit2(&z, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
    z.next_in = (unsigned char *)(uintptr_t)bytes.at;
    z.avail_in = (unsigned)bytes.len;
    z.avail_out = (unsigned)deflateBound(&z, bytes.len) + 64;
    z.next_out = (unsigned char *)buffer_reserve(&out, z.avail_out);
    deflate(&z, Z_FINISH);
    out.len = z.total_out;
    deflateEnd(&z);
    return buffer_span(&out);
}

static struct span gzip(struct span bytes) { return pack(bytes, 31); }

static struct span record(const char *type, const char *url, struct span block)
{
    return arena_printf(&keep.arena,
                        "WARC/1.0\r\nWARC-Type: %s\r\nWARC-Target-URI: %s\r\nWARC-Date: 2024-04-03T14:05:00Z\r\n"
                        "Content-Type: application/http; msgtype=response\r\nContent-Length: %zu\r\n\r\n%.*s\r\n\r\n",
                        type, url, block.len, (int)block.len, block.at);
}

static struct span join(struct span a, struct span b)
{
    struct buffer out = buffer_in(&keep.arena);
    buffer_put(&out, a);
    buffer_put(&out, b);
    return buffer_span(&out);
}

/* An answer with these headers, whose body may hold any bytes. */
static struct span answered(const char *url, const char *headers, struct span body)
{
    struct buffer out = buffer_in(&keep.arena);
    struct span head = arena_printf(&keep.arena, "HTTP/1.1 200 OK\r\n%s\r\n", headers);
    struct span front = arena_printf(&keep.arena,
                                     "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\n"
                                     "WARC-Date: 2024-04-03T14:05:00Z\r\nContent-Length: %zu\r\n\r\n",
                                     url, head.len + body.len);
    buffer_put(&out, front);
    buffer_put(&out, head);
    buffer_put(&out, body);
    buffer_text(&out, "\r\n\r\n");
    return buffer_span(&out);
}

static struct span page(const char *url, const char *words)
{
    return answered(url, "Content-Type: text/html\r\n", span_of(words));
}

#define OK_HTML "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"

/* ---- */

static void test_kinds(void)
{
    struct span a = SPAN("");
    a = join(a, record("warcinfo", "", SPAN("software: x\r\n")));
    a = join(a, record("request", "http://l.example/1", SPAN("GET /1 HTTP/1.1\r\n\r\n")));
    a = join(a, record("response", "http://l.example/1", SPAN(OK_HTML "<p>One.")));
    a = join(a, record("metadata", "http://l.example/1", SPAN("fetchTimeMs: 5")));
    a = join(a, record("revisit", "http://l.example/0", SPAN(OK_HTML)));
    a = join(a, record("response", "http://l.example/x", SPAN("HTTP/1.1 404 Not Found\r\n\r\n<p>None.")));
    a = join(a, record("response", "http://l.example/y", SPAN("HTTP/1.1 301 Moved\r\nLocation: /\r\n\r\n")));
    a = join(a, record("response", "http://l.example/z", SPAN("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxx")));
    a = join(a, record("response", "dns:l.example", SPAN("20240403 l.example. A 192.0.2.1")));
    a = join(a, record("response", "<http://l.example/2>", SPAN("HTTP/1.0 200\ncontent-type:text/plain\n\nTwo.")));
    a = join(a, record("response", "http://l.example/3", SPAN(OK_HTML)));
    struct span got = run((struct source){.ahead = a}, 1 << 20);
    check(span_find(got, SPAN("http://l.example/1 (text/html; charset=utf-8) [<p>One.]"), 0) != SPAN_NONE,
          "pages that were answered");
    check(span_find(got, SPAN("http://l.example/2 (text/plain) [Two.]"), 0) != SPAN_NONE,
          "an address in angle brackets, lines without CR");
    size_t lines = 0;
    for (size_t i = 0; i < got.len; i++)
        lines += got.at[i] == '\n';
    check(lines == 2, "and nothing else");
    expect(join(SPAN("WARC/1.1\nWARC-Type: resource\nWARC-Target-URI: file:///a\nContent-Type: text/html\n"
                     "Content-Length: 7\n\n<p>Res.\n\n"),
                SPAN("WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://l.example/c\r\n"
                     "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\nText.\r\n\r\n")),
           "0 file:///a (text/html) [<p>Res.]\n108 http://l.example/c (text/plain) [Text.]\n",
           "resources and conversions stand for themselves");
    expect(SPAN("WARC/1.0\r\n"), "! left out the record at in.warc, byte 0: its head does not end\n", "a begin of one");
}

static void test_packed(void)
{
    struct span one = gzip(page("http://l.example/1", "<p>One.")), two = gzip(page("http://l.example/2", "<p>Two."));
    char want[200];
    snprintf(want, sizeof want,
             "0 http://l.example/1 (text/html) [<p>One.]\n%zu http://l.example/2 (text/html) "
             "[<p>Two.]\n",
             one.len);
    expect(join(one, two), want, "a member a record: its place is the member's");
    one = gzip(page("http://l.example/1", "<p>One."));
    expect(join(one, gzip(page("http://l.example/2", "<p>Two."))), want, "again, after the memory was reset");
    expect(gzip(join(page("http://l.example/1", "<p>One."), page("http://l.example/2", "<p>Two."))),
           "0 http://l.example/1 (text/html) [<p>One.]\n0 http://l.example/2 (text/html) [<p>Two.]\n",
           "one member for all");
}

static void test_bodies(void)
{
    struct span words = SPAN("<p>The council of Veltown voted on Monday.");
    const char *want = "0 http://l.example/ (text/html) [<p>The council of Veltown voted on Monday.]\n";
#define HTML "Content-Type: text/html\r\n"
#define AT "http://l.example/"
    expect(answered(AT, HTML "Content-Encoding: gzip\r\n", gzip(words)), want, "gzip");
    expect(answered(AT, HTML "content-encoding: X-GZIP\r\n", gzip(words)), want, "its old name");
    expect(answered(AT, HTML "Content-Encoding: deflate\r\n", pack(words, 15)), want, "zlib");
    expect(answered(AT, HTML "Content-Encoding: deflate\r\n", pack(words, -15)), want, "bare deflate");
    expect(answered(AT, HTML "Content-Encoding: gzip, gzip\r\n", gzip(gzip(words))), want, "packed twice");
    expect(answered(AT, HTML "Content-Encoding: gzip\r\n", words), want, "said to be packed, and is not");
    expect(answered(AT, HTML "Content-Encoding: br\r\n", words), want, "the same for what could not be unpacked");
    expect(answered(AT, HTML "Transfer-Encoding: chunked\r\n",
                    SPAN("18\r\n<p>The council of Veltow\r\n12;x=y\r\nn voted on Monday.\r\n0\r\nTrailer: x\r\n\r\n")),
           want, "chunks");
    expect(answered(AT, HTML "Transfer-Encoding: chunked\r\n", words), want, "said to be in chunks, and is not");
    expect(answered(AT, HTML "Transfer-Encoding: chunked\r\n", SPAN("18\r\n<p>The council of Veltow\r\n12\r\nn vo")),
           "0 http://l.example/ (text/html) [<p>The council of Veltown vo]\n", "chunks that break off");
    struct span packed = gzip(words);
    struct buffer chunks = buffer_in(&keep.arena);
    buffer_printf(&chunks, "%zx\r\n", packed.len);
    buffer_put(&chunks, packed);
    buffer_text(&chunks, "\r\n0\r\n\r\n");
    expect(answered(AT, HTML "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", buffer_span(&chunks)), want,
           "chunks of what is packed");
    packed = gzip(words);
    expect(answered(AT, HTML "Content-Encoding: gzip\r\n", span_cut(packed, 0, packed.len - 9)), want,
           "packed, without its end");
    expect(answered(AT, HTML "Content-Encoding: gzip\r\n", SPAN("\x01\x02\x03\x04")),
           "! left out the record at in.warc, byte 0: its body cannot be unpacked\n", "packed, and no text");
}

static void test_unsupported(void)
{
    struct span a = SPAN("");
    for (int i = 0; i < 9; i++)
        a = join(a, answered(AT, HTML "Content-Encoding: br\r\n", SPAN("\x1b\x03\x80\x01")));
    struct span got = run((struct source){.ahead = a}, 1 << 20);
    size_t lines = 0;
    for (size_t i = 0; i < got.len; i++)
        lines += got.at[i] == '\n';
    check(lines == WARC_SAID_MAX + 1, "a few messages, then one for the rest");
    check(span_starts(got, SPAN("! left out the record at in.warc, byte 0: its body is packed in a way that is not "
                                "supported (Brotli?); fetch it as gzip\n")),
          "that say why");
    check(span_ends(got, SPAN("! left out 4 more records of in.warc: they are packed in a way that is not "
                              "supported\n")),
          "and how many");
}

static void test_broken(void)
{
    struct span good = page("http://l.example/g", "<p>Good.");
    const char *front = "! left out the record at in.warc, byte 0: ";
    char want[300];
#define BROKEN(bytes, why, what)                                                                                       \
    do {                                                                                                               \
        struct span broken = (bytes);                                                                                  \
        snprintf(want, sizeof want, "%s%s\n%zu http://l.example/g (text/html) [<p>Good.]\n", front, (why),             \
                 broken.len);                                                                                          \
        expect(join(broken, good), want, (what));                                                                      \
        good = page("http://l.example/g", "<p>Good.");                                                                 \
    } while (0)
    BROKEN(SPAN("oh dear\r\n"), "it does not begin like a record", "words between records");
    BROKEN(SPAN("WARC/1.0\r\nWARC-Type: response\r\n\r\n"), "it does not say how long it is", "no length");
    BROKEN(SPAN("WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 12x\r\n\r\n"), "it does not say how long it is",
           "a length that is no number");
    BROKEN(SPAN("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://l.example/\r\nContent-Length: "
                "62\r\n\r\n" OK_HTML "<p>One.\r\n\r\n"),
           "its length is not that of what it holds", "a length that is too short");
    BROKEN(SPAN("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://l.example/\r\nContent-Length: "
                "90\r\n\r\n" OK_HTML "<p>One.\r\n\r\n"),
           "its length is not that of what it holds", "a length that runs into the next record");
    BROKEN(SPAN("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://l.example/\r\nContent-Length: "
                "99999\r\n\r\n" OK_HTML "<p>One.\r\n\r\n"),
           "it ends before its length", "a length that runs over the end");
    BROKEN(SPAN("WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 3\r\n\r\nGET / HTTP/1.1\r\n\r\n"),
           "its length is not that of what it holds", "the same for a record that is read over");
    BROKEN(SPAN("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://l.example/\r\nContent-Length: "
                "5\r\n\r\nhello\r\n\r\n"),
           "what it holds is no answer of HTTP", "an answer that is none");
    struct span long_head = SPAN("WARC/1.0\r\nX: ");
    struct buffer head = buffer_in(&keep.arena);
    buffer_put(&head, long_head);
    buffer_fill(&head, 'x', WARC_HEAD_MAX + 10);
    buffer_text(&head, "\r\n");
    BROKEN(buffer_span(&head), "its head does not end", "a head that is too long");
    struct span nested = page("http://l.example/n", "<p>WARC/1.0\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\n");
    expect(nested, "0 http://l.example/n (text/html) [<p>WARC/1.0\r\n\r\nWARC/1.0\r\nWARC-Type: response\r\n]\n",
           "a page that quotes an archive makes no record");
}

static void test_damaged(void)
{
    struct span one = gzip(page("http://l.example/1", "<p>One.")), two = gzip(page("http://l.example/2", "<p>Two.")),
                three = gzip(page("http://l.example/3", "<p>Three."));
    char *inside = (char *)(uintptr_t)two.at;
    memset(inside + 20, 0xff, 40);
    char want[400];
    size_t third = one.len + two.len;
    snprintf(want, sizeof want,
             "0 http://l.example/1 (text/html) [<p>One.]\n"
             "! left out the record at in.warc, byte %zu: its compressed data is damaged or cut off\n"
             "%zu http://l.example/3 (text/html) [<p>Three.]\n",
             one.len, third);
    expect(join(join(one, two), three), want, "damage within a member costs its record");
    one = gzip(page("http://l.example/1", "<p>One."));
    two = gzip(page("http://l.example/2", "<p>Two."));
    snprintf(want, sizeof want,
             "0 http://l.example/1 (text/html) [<p>One.]\n"
             "! left out the record at in.warc, byte %zu: its compressed data is damaged or cut off\n",
             one.len);
    expect(join(one, span_cut(two, 0, two.len / 2)), want, "an archive that is cut off");
    one = gzip(page("http://l.example/1", "<p>One."));
    two = gzip(page("http://l.example/2", "<p>Two."));
    snprintf(want, sizeof want,
             "0 http://l.example/1 (text/html) [<p>One.]\n%zu http://l.example/2 (text/html) [<p>Two.]\n", one.len + 9);
    expect(join(join(one, SPAN("\x8b\x1f\x1f\x8b oops")), two), want, "bytes between members");
}

static void test_large(void)
{
    struct buffer words = buffer_in(&keep.arena);
    buffer_fill(&words, 'x', 300000);
    struct span a = join(page("http://l.example/1", "<p>One."), answered(AT, HTML, buffer_span(&words)));
    a = join(a, answered(AT, HTML "Content-Encoding: gzip\r\n", gzip(buffer_span(&words))));
    a = join(a, page("http://l.example/2", "<p>Two."));
    struct span got = run((struct source){.ahead = a}, 100000);
    check(span_find(got, SPAN("it is larger than the limit"), 0) != SPAN_NONE, "a record above the limit is left out");
    check(span_find(got, SPAN("its page is larger than the limit"), 0) != SPAN_NONE, "and one that is it unpacked");
    check(span_find(got, SPAN("[<p>Two.]"), 0) != SPAN_NONE, "and the next is read");
    got = run((struct source){.ahead = a}, 1000000);
    check(span_find(got, SPAN("300000 bytes"), 0) != SPAN_NONE, "within the limit it is read");
    region_reset(&keep, 1 << 20);
}

struct stream {
    struct span record;
    size_t left, at;
};

static long pull_records(void *context, char *into, size_t room, struct syn_error *error)
{
    struct stream *stream = context;
    size_t done = 0;
    (void)error;
    while (stream->left && done < room) {
        struct span part = span_cut(stream->record, stream->at, stream->at + room - done);
        memcpy(into + done, part.at, part.len);
        done += part.len;
        stream->at += part.len;
        if (stream->at == stream->record.len) {
            stream->at = 0;
            stream->left--;
        }
    }
    return (long)done;
}

static bool count_page(void *context, const struct warc_page *page)
{
    (void)page;
    ++*(size_t *)context;
    return true;
}

static void test_long(void)
{
    struct region small = region_open((size_t)4 << 20);
    struct buffer words = buffer_in(&keep.arena);
    size_t count = 0;
    buffer_fill(&words, 'x', 100000);
    struct stream stream = {gzip(answered(AT, HTML, buffer_span(&words))), 2000, 0};
    struct source source = {.pull = pull_records, .context = &stream, .name = SPAN("in.warc")};
    warc_read(small.arena, &source, 1 << 20, &(struct warc_sink){count_page, note_problem, &count});
    check(count == 2000, "200 MB need the memory of a page");
    region_close(&small);
}

/* Archives that would be read as often as they have records, were nothing done about it. */
static void test_hostile(void)
{
    static const char *const pieces[] = {
        "WARC/1.0\r\n",
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://x\r\nContent-Length: 900007\r\n\r\nHTTP/1.1 "
        "200\r\n\r\nx\r\n",
        "WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 1\r\n\r\n\r\n",
    };
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct buffer bytes = buffer_in(&keep.arena);
        while (bytes.len < (size_t)4 << 20)
            buffer_text(&bytes, pieces[i]);
        struct log log = {buffer_in(&own.arena)};
        struct region small = region_open((size_t)64 << 20);
        struct source source = {.ahead = buffer_span(&bytes), .name = SPAN("in.warc")};
        struct warc_counts counts =
            warc_read(small.arena, &source, 1 << 20, &(struct warc_sink){note_page, note_problem, &log});
        check(counts.records > 4 && !counts.pages, pieces[i]);
        region_close(&small);
        region_reset(&keep, 1 << 20);
        region_reset(&own, 1 << 20);
    }
}

static void test_heads(void)
{
    struct span head = SPAN("HTTP/1.1 200 OK\r\nDate: x\r\ncontent-TYPE:  text/html \r\nContent-Type: no\r\n\r\n");
    check_text(warc_header(head, SPAN("Content-Type")), SPAN("text/html"), "the first of a name, in any case");
    check_text(warc_header(head, SPAN("Content")), SPAN(""), "a name is all of it");
    check(warc_head_length(head) == head.len, "where a head ends");
    check(warc_head_length(SPAN("a\nb\n\nc")) == 5 && !warc_head_length(SPAN("a\r\nb\r\n")), "with or without CR");
    check(warc_status(head) == 200 && warc_status(SPAN("HTTP/2 404")) == 404, "a status");
    check(!warc_status(SPAN("HTTP/1.1")) && !warc_status(SPAN("HTTP/1.1 2x0")) && !warc_status(SPAN("<p> 200 ")),
          "none");
    struct when when = warc_when(SPAN("2024-04-03T14:05:00Z"));
    check(when.from == 1712153100 && when.precision == WHEN_SECOND && when.zoned, "a time");
    check(!when_known(warc_when(SPAN("soon"))), "none");
}

int main(void)
{
    keep = test_region();
    own = test_region();
    test_heads();
    test_kinds();
    test_packed();
    test_bodies();
    test_unsupported();
    test_broken();
    test_damaged();
    test_large();
    test_long();
    test_hostile();
    return tap_end();
}
