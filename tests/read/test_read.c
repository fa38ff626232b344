/* Builds files in a folder of its own and reads them through the front. */
#include "read/read.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "base/buffer.h"
#include "tap.h"

static char folder[64];
static struct region scratch;

struct log { struct buffer out; size_t stop_after; };

static bool note_document(void *context, const struct raw_document *raw)
{
    static const char *const kinds[] = { "text", "html", "record" };
    struct log *log = context;
    struct span name = raw->name;
    if (span_starts(name, span_of(folder)))
        name = span_from(name, strlen(folder) + 1);
    buffer_printf(&log->out, "%s %.*s id=%.*s", kinds[raw->kind], (int)name.len, name.at, (int)raw->id.len, raw->id.at);
    if (raw->kind == RAW_RECORD)
        buffer_printf(&log->out, " line=%u at=%u", raw->line, (unsigned)raw->at);
    if (raw->bytes.len < 60)
        buffer_printf(&log->out, " [%.*s]\n", (int)raw->bytes.len, raw->bytes.at);
    else
        buffer_printf(&log->out, " %zu bytes\n", raw->bytes.len);
    return !log->stop_after || --log->stop_after;
}

/* The path of the folder is another one in every run. */
static void note_problem(void *context, const struct syn_error *error)
{
    struct log *log = context;
    struct span text = span_of(error->text);
    size_t at = span_find(text, span_of(folder), 0);
    if (at != SPAN_NONE) {
        buffer_put(&log->out, SPAN("! "));
        buffer_put(&log->out, span_cut(text, 0, at));
        buffer_put(&log->out, span_from(text, at + strlen(folder) + 1));
    } else {
        buffer_printf(&log->out, "! %s", error->text);
    }
    buffer_byte(&log->out, '\n');
}

static const char *path_of(const char *name)
{
    static char path[4][512];
    static unsigned turn;
    char *to = path[turn++ % 4];
    snprintf(to, sizeof path[0], "%s/%s", folder, name);
    return to;
}

static void write_file(const char *name, struct span bytes)
{
    FILE *out = fopen(path_of(name), "wb");
    if (!out || fwrite(bytes.at, 1, bytes.len, out) != bytes.len || fclose(out))
        printf("Bail out! cannot write %s\n", path_of(name));
}

static struct span gzip(struct arena *keep, struct span bytes)
{
    z_stream z = { 0 };
    struct buffer out = buffer_in(keep);
    deflateInit2(&z, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
    z.next_in = (unsigned char *)(uintptr_t)bytes.at;
    z.avail_in = (unsigned)bytes.len;
    z.avail_out = (unsigned)deflateBound(&z, bytes.len);
    z.next_out = (unsigned char *)buffer_reserve(&out, z.avail_out);
    deflate(&z, Z_FINISH);
    out.len = z.total_out;
    deflateEnd(&z);
    return buffer_span(&out);
}

static void expect_in(const char *input, const char *want, const char *what)
{
    struct arena arena = scratch.arena;
    struct log log = { .out = buffer_in(&arena) };
    buffer_reserve(&log.out, 1 << 20);
    struct region own = test_region();
    struct read_sink sink = { note_document, note_problem, &log };
    struct read_counts counts = read_inputs(own.arena, &input, 1, NULL, &sink);
    size_t lines = 0;
    for (size_t i = 0; i < log.out.len; i++)
        lines += log.out.at[i] == '\n';
    check_text(buffer_span(&log.out), span_of(want), what);
    check(counts.documents + counts.problems == lines, "and the counts agree");
    region_close(&own);
}

static void expect(const char *name, const char *want, const char *what) { expect_in(path_of(name), want, what); }

static void test_kinds(void)
{
    write_file("plain.txt", SPAN("Two words."));
    expect("plain.txt", "text plain.txt id=plain [Two words.]\n", "a text");
    write_file("page.v2.html", SPAN("<p>Two words."));
    expect("page.v2.html", "html page.v2.html id=page.v2 [<p>Two words.]\n",
           "a page; the id drops the last ending only");
    write_file("page", SPAN(" <!DOCTYPE html><p>x"));
    expect("page", "html page id=page [ <!DOCTYPE html><p>x]\n", "a page without an ending");
}

static void test_wide(void)
{
    struct arena arena = scratch.arena;
    struct log log = { .out = buffer_in(&arena) };
    struct region own = test_region();
    struct read_sink sink = { note_document, note_problem, &log };
    struct read_counts counts = read_bytes(own.arena, SPAN("\xff\xfeT\0w\0o\0"), SPAN("wide.txt"), &sink);
    check(counts.documents == 1 && counts.problems == 0, "UTF-16 with a mark is text");
    counts = read_bytes(own.arena, SPAN("some text with a stray \0 in it"), SPAN("nul.txt"), &sink);
    check(counts.documents == 1 && counts.problems == 0, "a stray NUL does not make a text binary");
    region_close(&own);
}

static void test_refused(void)
{
    write_file("empty.txt", SPAN(""));
    expect("empty.txt", "! cannot read empty.txt: it is empty; fetch it anew or leave it out\n", "an empty file");
    write_file("mark.txt", SPAN("\xef\xbb\xbf\r\n"));
    expect("mark.txt", "! cannot read mark.txt: it is empty; fetch it anew or leave it out\n",
           "a mark and a line break");
    write_file("picture.jpg", SPAN("\xff\xd8\xff\xe0\0\0\0\1\2"));
    expect("picture.jpg", "! cannot read picture.jpg: it is not text (binary data); give text, HTML or JSON lines\n",
           "a picture");
    expect("nowhere.txt", "! cannot read nowhere.txt: there is no such file or folder; check the path\n",
           "no such file");
    write_file("locked.txt", SPAN("x"));
    chmod(path_of("locked.txt"), 0);
    if (access(path_of("locked.txt"), R_OK) != 0)
        expect("locked.txt", "! cannot read locked.txt: permission denied; change its permissions or leave it out\n",
               "a file that may not be read");
    mkfifo(path_of("pipe"), 0600);
    expect("pipe",
           "! cannot read pipe: it is no regular file but a pipe, socket or device; give it as standard input (-)\n",
           "a pipe is refused without waiting");
    symlink("circle", path_of("circle"));
    expect("circle", "! cannot read circle: its link leads in a circle; remove the link\n", "a link to itself");
    write_file("none.jsonl", SPAN("\n\n [ ]"));
    expect("none.jsonl", "! cannot read none.jsonl: it holds no records; write one JSON object a line\n", "no records");
}

static void test_folders(void)
{
    mkdir(path_of("tree"), 0700);
    mkdir(path_of("tree/b"), 0700);
    mkdir(path_of("hollow"), 0700);
    write_file("tree/c.txt", SPAN("c"));
    write_file("tree/a.txt", SPAN("a"));
    write_file("tree/b/d.txt", SPAN("d"));
    write_file("tree/.hidden.txt", SPAN("h"));
    symlink("..", path_of("tree/b/up"));
    expect("tree", "text tree/a.txt id=a [a]\ntext tree/b/d.txt id=d [d]\ntext tree/c.txt id=c [c]\n",
           "a folder: sorted, no hidden entries, no links back");
    expect("hollow", "! cannot read hollow: the folder holds no files; check the path\n", "an empty folder");
}

static void test_deep(void)
{
    char path[1024] = "deep";
    for (int i = 0; i < READ_DEPTH_MAX + 3; i++) {
        mkdir(path_of(path), 0700);
        strcat(path, "/d");
    }
    struct arena arena = scratch.arena;
    struct log log = { .out = buffer_in(&arena) };
    struct read_sink sink = { note_document, note_problem, &log };
    const char *input = path_of("deep");
    struct region own = test_region();
    struct read_counts counts = read_inputs(own.arena, &input, 1, NULL, &sink);
    check(counts.documents == 0 && counts.problems == 1, "a tree that is too deep is one problem");
    region_close(&own);
}

static void test_gzip(void)
{
    struct region own = test_region();
    struct span one = gzip(&own.arena, SPAN("First half, ")), two = gzip(&own.arena, SPAN("second half."));
    struct buffer both = buffer_in(&own.arena);
    buffer_put(&both, one);
    buffer_put(&both, two);
    write_file("two.txt.gz", buffer_span(&both));
    expect("two.txt.gz", "text two.txt.gz id=two [First half, second half.]\n", "two members are one text");
    buffer_fill(&both, 0, 700);
    write_file("padded.txt.gz", buffer_span(&both));
    expect("padded.txt.gz", "text padded.txt.gz id=padded [First half, second half.]\n",
           "zeros behind them are padding");
    write_file("cut.txt.gz", span_cut(one, 0, one.len - 5));
    expect("cut.txt.gz", "! cannot unpack cut.txt.gz: the compressed data is cut off; fetch or pack the file anew\n",
           "a stream that is cut off");
    char *broken = (char *)(uintptr_t)arena_copy(&own.arena, one).at;
    broken[12] = (char)(broken[12] ^ 0x55);
    broken[14] = (char)(broken[14] ^ 0x55);
    write_file("bad.txt.gz", (struct span){ broken, one.len });
    expect("bad.txt.gz", "! cannot unpack bad.txt.gz: the compressed data is damaged; fetch or pack the file anew\n",
           "a damaged stream");
    write_file("r.jsonl.gz", gzip(&own.arena, SPAN("{\"a\":1}\n{\"a\":2}\n")));
    expect("r.jsonl.gz",
           "record r.jsonl.gz id= line=1 at=0 [{\"a\":1}]\nrecord r.jsonl.gz id= line=2 at=8 [{\"a\":2}]\n",
           "packed records");
    region_close(&own);
}

static void test_feeds(void)
{
    struct region own = test_region();
    struct span feed = SPAN("<rss><channel>\n<item><title>A</title></item>\n<item><title>B</title></item>"
        "</channel></rss>");
    const char *want = "record feed.xml id= line=2 at=0 [{\"title_html\":\"A\"}]\n"
                       "record feed.xml id= line=3 at=0 [{\"title_html\":\"B\"}]\n";
    write_file("feed.xml", feed);
    expect("feed.xml", want, "a feed: a record an entry");
    write_file("feed.xml", gzip(&own.arena, feed));
    expect("feed.xml", want, "packed");
    write_file("cut.rss", SPAN("<rss><channel>\n<item><title>A</title></item>\n<item><ti"));
    expect("cut.rss", "record cut.rss id= line=2 at=0 [{\"title_html\":\"A\"}]\n"
                      "! cannot read on in cut.rss, line 3: the feed breaks off; fetch it anew\n", "one that "
                      "breaks off");
    write_file("none.atom", SPAN("<feed></feed>"));
    expect("none.atom", "! cannot read none.atom: the feed holds no entries; fetch it anew or leave it out\n",
        "none in it");
    write_file("feed.json", SPAN("{\"version\":\"https://jsonfeed.org/version/1\",\n\"items\":[{\"title\":\"A\"}]}"));
    expect("feed.json", "record feed.json id= line=2 at=54 [{\"title\":\"A\"}]\n", "a JSON Feed");
    write_file("svg.xml", SPAN("<?xml version=\"1.0\"?><svg/>"));
    expect("svg.xml", "! cannot read svg.xml: it is XML of a kind that is not known; give a feed, text, HTML or "
        "JSON lines\n",
           "XML that is no feed");
    region_close(&own);
}

static void test_addresses(void)
{
    write_file("urls.txt", SPAN("# mine\nhttps://l.example/1\nhttps://l.example/2\n"));
    expect("urls.txt", "! cannot read urls.txt: it holds 2 addresses and no text; give --fetch to fetch them\n",
           "addresses");
    write_file("map.xml", SPAN("<urlset><url><loc>https://l.example/1</loc></url></urlset>"));
    expect("map.xml", "! cannot read map.xml: it holds 1 address and no text; give --fetch to fetch it\n", "a sitemap");
    write_file("list.opml", SPAN("<opml><body><outline text=\"x\"/></body></opml>"));
    expect("list.opml",
           "! cannot read list.opml: it should hold addresses, and holds none; write one http or https address "
           "a line\n",
           "OPML that names none");
}

static void put_answer(struct buffer *out, const char *url, const char *type, const char *body)
{
    char block[400];
    int len = snprintf(block, sizeof block, "HTTP/1.1 200 OK\r\nContent-Type: %s\r\n\r\n%s", type, body);
    buffer_printf(out, "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %s\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n",
                  url, len, block);
}

static void test_archives(void)
{
    struct region own = test_region();
    struct buffer out = buffer_in(&own.arena);
    put_answer(&out, "https://l.example/1", "text/html", "<p>One.");
    put_answer(&out, "https://l.example/robots.txt", "text/plain", "User-agent: *");
    put_answer(&out, "https://l.example/2.txt", "text/plain", "Two.");
    put_answer(&out, "https://l.example/rss", "application/rss+xml", "<rss><item><title>Three</title></item></rss>");
    put_answer(&out, "https://l.example/4", "application/json", "{\"title\":\"Four\"}");
    put_answer(&out, "https://l.example/map.xml", "text/xml", "<urlset><url><loc>https://l.example/5</loc></url>"
        "</urlset>");
    put_answer(&out, "https://l.example/6", "text/css", "a { b: c }");
    put_answer(&out, "https://l.example/7", "text/html", "<rss><item><title>Seven</title></item></rss>");
    put_answer(&out, "https://l.example/8", "", "<html><p>Eight.");
    write_file("news.warc", buffer_span(&out));
    check(memcmp(out.at + 308, "WARC/", 5) == 0 && memcmp(out.at + 1164, "WARC/", 5) == 0, "the places below "
        "are records'");
    expect("news.warc", "html news.warc:0 id=news.warc:0 [<p>One.]\n"
                        "text news.warc:308 id=news.warc:308 [Two.]\n"
                        "record news.warc:456 id= line=1 at=0 [{\"title_html\":\"Three\"}]\n"
                        "record news.warc:651 id= line=1 at=0 [{\"title\":\"Four\"}]\n"
                        "record news.warc:1164 id= line=1 at=0 [{\"title_html\":\"Seven\"}]\n"
                        "html news.warc:1347 id=news.warc:1347 [<html><p>Eight.]\n",
           "an archive: pages, records and feeds; what is for crawlers is read over");
    out.len = 0;
    put_answer(&out, "https://l.example/api", "application/json", "{\"a\":1}");
    put_answer(&out, "https://l.example/1", "text/html", "<p>One.");
    write_file("news.warc.gz", gzip(&own.arena, buffer_span(&out)));
    expect("news.warc.gz", "html news.warc.gz:0 id=news.warc.gz:0 [<p>One.]\n", "packed");
    write_file("none.warc", SPAN("WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 1\r\n\r\nx\r\n\r\n"));
    expect("none.warc", "! cannot read none.warc: the archive holds no pages; give one with answers in it\n",
        "none in it");
    region_close(&own);
}

static void test_limits(void)
{
    struct region own = test_region();
    char *large = arena_take_raw(&own.arena, 1, 1, READ_BYTES_MAX + 1);
    memset(large, 'x', READ_BYTES_MAX + 1);
    write_file("large.txt", (struct span){ large, READ_BYTES_MAX });
    expect("large.txt", "text large.txt id=large 33554432 bytes\n", "as large as may be");
    write_file("large.txt", (struct span){ large, READ_BYTES_MAX + 1 });
    expect("large.txt", "! cannot read large.txt: it is larger than the limit of 32 MiB for one document; split it\n",
           "one byte more");
    write_file("bomb.txt.gz", gzip(&own.arena, (struct span){ large, READ_BYTES_MAX + 1 }));
    expect("bomb.txt.gz",
           "! cannot read bomb.txt.gz: it is larger than the limit of 32 MiB for one document; split it\n",
           "unpacked bytes count");
    unlink(path_of("large.txt"));
    memcpy(large, "<rss>", 5);
    write_file("large.xml", (struct span){ large, READ_LISTING_MAX + 1 });
    expect("large.xml",
           "! cannot read large.xml: it is larger than the limit of 16 MiB for feeds and lists of addresses; "
           "split it\n",
           "feeds have a limit of their own");
    unlink(path_of("large.xml"));
    region_close(&own);
}

static void test_stop(void)
{
    struct arena arena = scratch.arena;
    struct log log = { .out = buffer_in(&arena), .stop_after = 2 };
    struct read_sink sink = { note_document, note_problem, &log };
    struct region own = test_region();
    struct read_counts counts =
        read_bytes(own.arena, SPAN("{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n"), SPAN("x.jsonl"), &sink);
    check(counts.documents == 2, "a document that returns false is the last");
    region_close(&own);
}

int main(void)
{
    const char *base = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%.40s/read-XXXXXX", base ? base : "/tmp");
    if (!mkdtemp(folder))
        return 1;
    scratch = test_region();
    test_kinds();
    test_wide();
    test_refused();
    test_folders();
    test_deep();
    test_gzip();
    test_feeds();
    test_addresses();
    test_archives();
    test_limits();
    test_stop();
    char command[192];
    snprintf(command, sizeof command, "chmod -R u+rwX '%s' && rm -rf '%s'", folder, folder);
    if (system(command))
        printf("# %s stays behind\n", folder);
    return tap_end();
}
