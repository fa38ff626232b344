/* bench/read_speed.c -- how fast inputs are read: archives, feeds, whatever is named
 *
 *     bench_read FILE...      reads each file seven times from the system's cache; prints the median
 *     bench_read --feed N     the same for a feed of N entries made here, from memory
 *
 * Only reading is measured: what comes out is counted and thrown away.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

#include "base/buffer.h"
#include "read/read.h"

enum { TURNS = 7 };

struct count {
    size_t documents, problems, bytes;
};

static bool count_document(void *context, const struct raw_document *raw)
{
    struct count *count = context;
    count->documents++;
    count->bytes += raw->bytes.len;
    return true;
}

static void count_problem(void *context, const struct syn_error *error)
{
    struct count *count = context;
    (void)error;
    count->problems++;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* `path`, or where it is NULL `bytes`; `size` is what the rate is counted on. */
static void measure(const char *name, const char *path, struct span bytes, double size)
{
    double seconds[TURNS];
    struct count count = {0};
    struct rusage used;
    for (int i = 0; i < TURNS; i++) {
        struct region scratch = region_open((size_t)512 << 20);
        struct read_sink sink = {count_document, count_problem, &count};
        double begin = now();
        count = (struct count){0};
        if (path)
            read_inputs(scratch.arena, &path, 1, NULL, &sink);
        else
            read_bytes(scratch.arena, bytes, SPAN("feed.xml"), &sink);
        seconds[i] = now() - begin;
        region_close(&scratch);
    }
    qsort(seconds, TURNS, sizeof *seconds, by_size);
    getrusage(RUSAGE_SELF, &used);
    double median = seconds[TURNS / 2];
    printf("%-24s %8zu documents %6zu problems %8.1f MB out %8.3f s (%.3f .. %.3f) %9.0f documents/s %7.1f MB/s in "
           "%7.1f MB/s out, peak %ld MB\n",
           name, count.documents, count.problems, (double)count.bytes / 1e6, median, seconds[0], seconds[TURNS - 1],
           (double)count.documents / median, size / 1e6 / median, (double)count.bytes / 1e6 / median,
           used.ru_maxrss / 1024);
}

static struct span make_feed(struct arena *keep, int entries)
{
    struct buffer out = buffer_in(keep);
    buffer_text(&out, "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                      "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>The Lantern</title>");
    for (int i = 0; i < entries; i++) {
        buffer_printf(&out,
                      "<item><title>Report %d &amp;amp; more</title><link>https://lantern.example/%d</link>"
                      "<guid>l-%d</guid><pubDate>Wed, 03 Apr 2024 14:05:00 +0200</pubDate><dc:creator>Jane Roe"
                      "</dc:creator><description>The council voted to close the bridge.</description>"
                      "<content:encoded><![CDATA[",
                      i, i, i);
        for (int k = 0; k < 15; k++)
            buffer_text(&out, "<p>The council of Veltown voted on Monday to close the old bridge over the Sirel "
                              "from June,"
                              " after engineers found cracks in its piers. &#8220;We will wait,&#8221; said the "
                              "mayor.</p>\n");
        buffer_text(&out, "]]></content:encoded></item>\n");
    }
    buffer_text(&out, "</channel></rss>");
    return buffer_span(&out);
}

int main(int argc, char **argv)
{
    struct region keep = region_open((size_t)64 << 20);
    if (argc == 3 && strcmp(argv[1], "--feed") == 0) {
        struct span feed = make_feed(&keep.arena, atoi(argv[2]));
        measure("a feed", NULL, feed, (double)feed.len);
    }
    for (int i = 1; i < argc && argv[1][0] != '-'; i++) {
        struct stat info;
        if (stat(argv[i], &info) == 0)
            measure(argv[i], argv[i], SPAN(""), (double)info.st_size);
    }
    region_close(&keep);
    return 0;
}
