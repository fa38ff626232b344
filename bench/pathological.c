/* bench/pathological.c -- whether pages made to hurt take time in proportion to their size
 *
 *     bench_pathological [--size BYTES] [NAME]
 *
 * For each shape of tests/extract/hostile_page.h (those whose name holds NAME) at BYTES (one million), two,
 * four and eight times as many: nanoseconds a byte for the tokenizer and for the whole extraction, and the
 * exponent that fits the four times best: 1.0 is linear, 2.0 quadratic.  Behind an exponent over 1.45 stands
 * a star (what else runs on the machine may double a single time), unless even the largest page costs less
 * than a nanosecond a byte: such times are those of memory, and grow where a page leaves a cache.  Of up to
 * five runs the fastest counts; a shape is not tried at larger sizes once it took SLOW seconds, and has a star
 * then, too.  Ends with the number of shapes and of stars, and the longest time of all.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "extract/hostile_page.h"
#include "extract/html.h"
#include "extract/html_token.h"

enum { SIZES = 4, RUNS = 5, SLOW = 4 };
#define STAR 1.45
#define MEMORY 1e-9   /* seconds a byte */
#define ENOUGH 0.5    /* seconds: no more runs of one page behind so much */
#define ROOM ((size_t)16 << 30)

struct curve { double bytes[SIZES], seconds[SIZES]; unsigned count; };

static struct region pages, kept, scratched;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static size_t take_tokens(struct span html)
{
    struct html_tokens tokens = html_tokens_of(html);
    struct html_token token;
    size_t count = 0;
    while (html_token_next(&tokens, &token))
        count++;
    return count;
}

static size_t take_article(struct span html)
{
    struct raw_document raw = { .kind = RAW_HTML, .bytes = html, .url = SPAN("https://a.example/b") };
    struct article article = { 0 };
    html_extract(&kept.arena, scratched.arena, &raw, &article);
    size_t blocks = article.blocks.count;
    region_reset(&kept, (size_t)1 << 30);
    return blocks;
}

/* The fastest of a few runs. */
static double time_of(size_t (*take)(struct span html), struct span html)
{
    double best = INFINITY, all = 0;
    for (int i = 0; i < RUNS && all < ENOUGH; i++) {
        double begun = now();
        volatile size_t result = take(html);
        (void)result;
        double spent = now() - begun;
        best = spent < best ? spent : best;
        all += spent;
    }
    return best;
}

static struct curve draw(const struct hostile_page *shape, size_t bytes, size_t (*take)(struct span html))
{
    struct curve curve = { .count = 0 };
    while (curve.count < SIZES && !(curve.count && curve.seconds[curve.count - 1] > SLOW)) {
        region_reset(&pages, (size_t)1 << 30);
        struct span html = hostile_page(&pages.arena, shape, bytes << curve.count);
        curve.bytes[curve.count] = (double)html.len;
        curve.seconds[curve.count] = time_of(take, html);
        curve.count++;
    }
    return curve;
}

/* The slope of the line that fits the logarithms best. */
static double exponent_of(const struct curve *c)
{
    double x = 0, y = 0, xx = 0, xy = 0, n = c->count;
    for (unsigned i = 0; i < c->count; i++) {
        double a = log(c->bytes[i]), b = log(c->seconds[i]);
        x += a, y += b, xx += a * a, xy += a * b;
    }
    return n < 2 ? 0 : (n * xy - x * y) / (n * xx - x * x);
}

static bool print_curve(const struct curve *c)
{
    double exponent = exponent_of(c);
    for (unsigned i = 0; i < SIZES; i++)
        if (i < c->count)
            printf(" %7.2f", c->seconds[i] / c->bytes[i] * 1e9);
        else
            printf(" %7s", "-");
    bool at_memory = c->seconds[c->count - 1] < MEMORY * c->bytes[c->count - 1];
    bool star = (exponent > STAR && !at_memory) || c->count < SIZES;
    printf("  %4.2f%c ", exponent, star ? '*' : ' ');
    return star;
}

int main(int argc, char **argv)
{
    size_t bytes = 1000000;
    int next = 1;
    if (argc > 2 && strcmp(argv[1], "--size") == 0) {
        bytes = strtoul(argv[2], NULL, 10);
        next = 3;
    }
    if (argc > next + 1 || !bytes) {
        fputs("usage: bench_pathological [--size BYTES] [NAME]\n", stderr);
        return 2;
    }
    pages = region_open(ROOM);
    kept = region_open(ROOM);
    scratched = region_open(ROOM);
    size_t shapes = 0, stars = 0;
    double slowest = 0;
    printf("nanoseconds a byte at %zu, two, four and eight times as many bytes; the exponent of the time\n", bytes);
    printf("%-30s %-40s %s\n", "", "tokens", "extraction");
    for (size_t i = 0; i < HOSTILE_PAGES; i++) {
        if (argc > next && !strstr(hostile_pages[i].name, argv[next]))
            continue;
        printf("%-30s", hostile_pages[i].name);
        struct curve tokens = draw(&hostile_pages[i], bytes, take_tokens);
        stars += print_curve(&tokens);
        struct curve whole = draw(&hostile_pages[i], bytes, take_article);
        stars += print_curve(&whole);
        putchar('\n');
        fflush(stdout);
        slowest = fmax(slowest, whole.seconds[whole.count - 1]);
        shapes++;
    }
    printf("%zu shapes, %zu stars; the slowest page took %.2f s\n", shapes, stars, slowest);
    return 0;
}
