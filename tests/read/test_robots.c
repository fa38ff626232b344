/* Runs tests/cases/read/robots.txt; then sizes and shapes that a line of text cannot hold. */
#include "read/robots.h"

#include <time.h>

#include "case.h"

static struct span product(const struct case_options *options)
{
    struct span agent = case_option(options, SPAN("agent"));
    return robots_product(agent.len ? agent : SPAN("synoptic/1.0"));
}

static void print_robots(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                         const struct case_options *options)
{
    struct robots robots = robots_parse(keep, scratch, input, product(options));
    struct span rest = case_option(options, SPAN("paths")), path;
    while (span_take(&rest, ' ', &path))
        buffer_printf(out, "%s %.*s\n", robots_allows(scratch, &robots, path) ? "yes" : "no", (int)path.len, path.at);
    if (robots.delay)
        buffer_printf(out, "every %u ms%s\n", robots.delay, robots.delay_capped ? " at most" : "");
}

static void test_line_ends(void)
{
    static const char *const files[] = { "User-agent: *\r\nDisallow: /a\r\n", "User-agent: *\rDisallow: /a",
                                         "\xef\xbb\xbfUser-agent: *\n\n\r\nDisallow: /a#\r" };
    struct region keep = test_region(), scratch = test_region();
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct robots robots = robots_parse(&keep.arena, scratch.arena, span_of(files[i]), SPAN("synoptic"));
        check(robots.count == 1 && !robots_allows(scratch.arena, &robots, SPAN("/a")), "any end of a line");
    }
    region_close(&keep);
    region_close(&scratch);
}

static void test_limit(void)
{
    struct region keep = test_region(), scratch = test_region();
    struct buffer file = buffer_in(&keep.arena);
    buffer_text(&file, "User-agent: *\nDisallow: /early\n");
    while (file.len < ROBOTS_BYTES_MAX - 12)
        buffer_text(&file, "# filler\n");
    buffer_text(&file, "Disallow: /late/and/cut/in/two\n");
    struct robots robots = robots_parse(&keep.arena, scratch.arena, buffer_span(&file), SPAN("synoptic"));
    check(robots.count == 1, "a line that the limit cuts is left out");
    check(!robots_allows(scratch.arena, &robots, SPAN("/early")), "what stands before it counts");
    check(robots_allows(scratch.arena, &robots, SPAN("/l")), "and half a rule does not");
    region_close(&keep);
    region_close(&scratch);
}

static double seconds(void) { return (double)clock() / CLOCKS_PER_SEC; }

/* Patterns and a path that are made to keep a matcher busy. */
static void test_hostile(void)
{
    struct region keep = test_region(), scratch = test_region();
    struct buffer file = buffer_in(&keep.arena), path = buffer_in(&scratch.arena);
    buffer_text(&file, "User-agent: *\n");
    while (file.len < ROBOTS_BYTES_MAX - 400) {
        buffer_text(&file, "Disallow: /");
        for (int i = 0; i < 100; i++)
            buffer_text(&file, "*a");
        buffer_text(&file, "b$\n");
    }
    buffer_byte(&path, '/');
    buffer_fill(&path, 'a', 4000);
    double begun = seconds();
    struct robots robots = robots_parse(&keep.arena, scratch.arena, buffer_span(&file), SPAN("synoptic"));
    check(robots.count > 2000, "two thousand rules of a hundred wildcards");
    check(robots_allows(scratch.arena, &robots, buffer_span(&path)), "none of them fits");
    check(seconds() - begun < 2, "and that is known at once");
    region_close(&keep);
    region_close(&scratch);
}

static void test_many_rules(void)
{
    struct region keep = test_region(), scratch = test_region();
    struct buffer file = buffer_in(&keep.arena);
    buffer_text(&file, "User-agent: *\n");
    for (int i = 0; file.len < ROBOTS_BYTES_MAX - 40; i++)
        buffer_printf(&file, "Disallow: /%d\n", i);
    double begun = seconds();
    struct robots robots = robots_parse(&keep.arena, scratch.arena, buffer_span(&file), SPAN("synoptic"));
    check(!robots_allows(scratch.arena, &robots, SPAN("/17/story")), "one rule of many fits");
    check(robots_allows(scratch.arena, &robots, SPAN("/story")), "or none");
    check(seconds() - begun < 2, "and that is known at once");
    region_close(&keep);
    region_close(&scratch);
}

int main(void)
{
    case_run(CASES "/read/robots.txt", print_robots);
    test_line_ends();
    test_limit();
    test_hostile();
    test_many_rules();
    return tap_end();
}
