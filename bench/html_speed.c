/* bench/html_speed.c -- how fast pages become articles, on one thread
 *
 *     bench_html [--every N] [--runs N] [--figures] FOLDER...
 *
 * Reads the pages of the folders (plain or gzip) into memory, then extracts each of them with all fields,
 * `runs` times over (5).  The first run warms up and is not counted.  Prints the median of the others and
 * how far they spread, the steps by themselves, libxml2's bare HTML parse (htmlReadMemory and xmlFreeDoc),
 * and the most memory that extraction touched beyond the pages.  --every N takes only every Nth page;
 * --figures prints only "extraction PAGES/S", for a script.
 *
 * A step is timed together with those that it needs, over all pages; the difference is its own share,
 * "choice and the rest" what remains of the whole.
 * A megabyte is 1,000,000 bytes of HTML.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <libxml/HTMLparser.h>

#include "extract/extract.h"
#include "extract/html_meta.h"
#include "extract/html_token.h"
#include "read/read.h"
#include "text/charset.h"

enum { RUNS_MAX = 100 };
#define ROOM ((size_t)8 << 30)   /* address space for one page's extraction; what is touched is little */

struct bench {
    struct region pages_room, lists, keep, scratch;
    struct raw_document *pages;
    size_t count, room, seen, bytes, longest;
    size_t every, runs;
    bool figures;
    size_t words;                  /* read out of all results, so that none can be left out */
};

typedef void step(struct bench *bench, const struct raw_document *page);

/* Seconds of processor time: what else runs on the machine is not counted. */
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- pages ---- */

static bool take_page(void *context, const struct raw_document *raw)
{
    struct bench *bench = context;
    if (raw->kind != RAW_HTML || bench->seen++ % bench->every)
        return true;
    struct arena *room = &bench->pages_room.arena;
    ARENA_ROOM(&bench->lists.arena, bench->pages, bench->count, bench->room);
    struct raw_document *page = &bench->pages[bench->count++];
    *page = *raw;
    page->bytes = arena_copy(room, raw->bytes);
    page->name = arena_copy(room, raw->name);
    page->id = arena_copy(room, raw->id);
    bench->bytes += raw->bytes.len;
    bench->longest = raw->bytes.len > bench->longest ? raw->bytes.len : bench->longest;
    return true;
}

static void take_problem(void *context, const struct syn_error *error)
{
    (void)context;
    fprintf(stderr, "bench_html: %s\n", error->text);
}

/* ---- memory: the kernel's own count of this process ---- */

/* A line of /proc/self/status in kB, or 0 where there is none. */
static size_t status_kb(const char *name)
{
    FILE *in = fopen("/proc/self/status", "r");
    char line[256];
    size_t kb = 0;
    while (in && fgets(line, sizeof line, in))
        if (strncmp(line, name, strlen(name)) == 0)
            kb = strtoul(line + strlen(name), NULL, 10);
    if (in)
        fclose(in);
    return kb;
}

/* Lets the peak begin anew at what is in use; false where the system has no such thing. */
static bool forget_peak(void)
{
    int to = open("/proc/self/clear_refs", O_WRONLY);
    bool good = to >= 0 && write(to, "5", 1) == 1;
    if (to >= 0)
        close(to);
    return good;
}

/* ---- steps ---- */

static void forget(struct bench *bench)
{
    region_reset(&bench->keep, (size_t)4 << 20);
    region_reset(&bench->scratch, (size_t)4 << 20);
}

static void run_charset(struct bench *bench, const struct raw_document *page)
{
    bench->words += charset_decode(&bench->keep.arena, page->bytes, page->charset).len;
}

static void run_tokens(struct bench *bench, const struct raw_document *page)
{
    struct html_tokens tokens = html_tokens_of(page->bytes);
    struct html_token token;
    while (html_token_next(&tokens, &token))
        bench->words += token.kind;
}

static void run_blocks(struct bench *bench, const struct raw_document *page)
{
    struct span html = charset_decode(&bench->keep.arena, page->bytes, page->charset);
    bench->words += html_page_read(&bench->keep.arena, bench->scratch.arena, html).block_count;
}

static void run_meta(struct bench *bench, const struct raw_document *raw)
{
    struct span html = charset_decode(&bench->keep.arena, raw->bytes, raw->charset);
    struct html_page page = html_page_read(&bench->keep.arena, bench->scratch.arena, html);
    bench->words += html_meta_read(&bench->keep.arena, bench->scratch.arena, &page, raw->url).title.len;
}

static void run_whole(struct bench *bench, const struct raw_document *page)
{
    struct article article;
    struct syn_error error;
    if (extract_article(&bench->keep.arena, bench->scratch.arena, page, &article, &error))
        bench->words += article.text.len;
}

static void say_nothing(void *context, const char *format, ...)
{
    (void)context;
    (void)format;
}

static void run_libxml2(struct bench *bench, const struct raw_document *page)
{
    htmlDocPtr tree = htmlReadMemory(page->bytes.at, (int)page->bytes.len, NULL, NULL,
                                     HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_RECOVER | HTML_PARSE_NONET);
    bench->words += tree != NULL;
    xmlFreeDoc(tree);
}

/* ---- measuring ---- */

enum { WHOLE, CHARSET, TOKENS, BLOCKS, FIELDS, LIBXML2, STEPS };
static step *const steps[STEPS] = { run_whole, run_charset, run_tokens, run_blocks, run_meta, run_libxml2 };

struct spread { double least, median, most; };

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Seconds for all pages, by step.  The steps take turns, so that a slower minute of the machine weighs on all. */
static void measure(struct bench *bench, struct spread *result, size_t count)
{
    double spent[STEPS][RUNS_MAX];
    for (size_t i = 0; i < (bench->runs + 1) * count; i++) {
        size_t turn = i / count, s = i % count;
        double begun = now();
        for (size_t k = 0; k < bench->count; k++) {
            steps[s](bench, &bench->pages[k]);
            forget(bench);
        }
        if (turn)
            spent[s][turn - 1] = now() - begun;
    }
    for (size_t s = 0; s < count; s++) {
        qsort(spent[s], bench->runs, sizeof *spent[s], by_size);
        result[s] = (struct spread){ spent[s][0], spent[s][bench->runs / 2], spent[s][bench->runs - 1] };
    }
}

static void print_rate(const struct bench *bench, const char *name, struct spread s)
{
    double pages = (double)bench->count;
    printf("%-25s %8.0f pages/s  %7.1f MB/s  (runs %.0f to %.0f pages/s)\n", name, pages / s.median,
           (double)bench->bytes / s.median / 1e6, pages / s.most, pages / s.least);
}

static void print_part(const struct bench *bench, const char *name, double seconds, double whole)
{
    printf("  %-23s %8.0f us a page  %4.0f %%\n", name, seconds / (double)bench->count * 1e6, 100 * seconds / whole);
}

static void print_result(const struct bench *bench, const struct spread *s)
{
    double whole = s[WHOLE].median, charset = s[CHARSET].median, tokens = s[TOKENS].median;
    print_rate(bench, "extraction", s[WHOLE]);
    print_part(bench, "charset", charset, whole);
    print_part(bench, "tokens", tokens, whole);
    print_part(bench, "blocks", s[BLOCKS].median - tokens - charset, whole);
    print_part(bench, "fields of the page", s[FIELDS].median - s[BLOCKS].median, whole);
    print_part(bench, "choice and the rest", whole - s[FIELDS].median, whole);
    print_rate(bench, "libxml2's bare parse", s[LIBXML2]);
    printf("%-25s %8.1f times libxml2's bare parse\n", "ratio", s[LIBXML2].median / whole);
}

/* Runs a step over all pages once, with arenas that nothing has touched; prints how far the process grew. */
static void print_memory(struct bench *bench, const char *name, step *run)
{
    region_close(&bench->keep);
    region_close(&bench->scratch);
    bench->keep = region_open(ROOM);
    bench->scratch = region_open(ROOM);
    bool known = forget_peak();
    size_t before = status_kb("VmRSS:");
    for (size_t k = 0; k < bench->count; k++) {
        run(bench, &bench->pages[k]);
        forget(bench);
    }
    size_t most = status_kb("VmHWM:");
    if (known && most >= before)
        printf("%-25s %8.1f MB beyond the pages (the longest page: %.2f MB)\n", name,
               (double)(most - before) * 1024 / 1e6, (double)bench->longest / 1e6);
}

static struct bench bench_open(void)
{
    struct bench bench = { .every = 1, .runs = 5 };
    bench.pages_room = region_open((size_t)4 << 30);
    bench.lists = region_open((size_t)1 << 30);
    bench.keep = region_open(ROOM);
    bench.scratch = region_open(ROOM);
    return bench;
}

static bool read_pages(struct bench *bench, const char *const *folders, size_t count)
{
    struct region work = region_open((size_t)1 << 30);
    struct read_sink sink = { take_page, take_problem, bench };
    read_inputs(work.arena, folders, count, NULL, &sink);
    region_close(&work);
    if (!bench->count)
        fputs("bench_html: no pages there\n", stderr);
    return bench->count;
}

/* The number of words on the command line that are options; -1 for a wrong one. */
static int read_options(struct bench *bench, int argc, char **argv)
{
    int i = 1;
    for (; i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
        if (strcmp(argv[i], "--figures") == 0) {
            bench->figures = true;
            continue;
        }
        size_t number = i + 1 < argc ? strtoul(argv[i + 1], NULL, 10) : 0;
        bool every = strcmp(argv[i], "--every") == 0, runs = strcmp(argv[i], "--runs") == 0;
        if (!number || (!every && !runs) || (runs && number > RUNS_MAX))
            return -1;
        *(every ? &bench->every : &bench->runs) = number;
        i++;
    }
    return i < argc ? i : -1;
}

int main(int argc, char **argv)
{
    struct bench bench = bench_open();
    int folders = read_options(&bench, argc, argv);
    if (folders < 0) {
        fputs("usage: bench_html [--every N] [--runs N] [--figures] FOLDER...\n", stderr);
        return 2;
    }
    if (!read_pages(&bench, (const char *const *)argv + folders, (size_t)(argc - folders)))
        return 1;
    xmlSetGenericErrorFunc(NULL, say_nothing);
    struct spread result[STEPS];
    if (bench.figures) {
        measure(&bench, result, 1);
        printf("extraction %.2f\n", (double)bench.count / result[WHOLE].median);
        return 0;
    }
    printf("%zu pages, %.1f MB of HTML, one thread\n", bench.count, (double)bench.bytes / 1e6);
    measure(&bench, result, STEPS);
    print_result(&bench, result);
    print_memory(&bench, "memory of extraction", run_whole);
    return bench.words ? 0 : 1;
}
