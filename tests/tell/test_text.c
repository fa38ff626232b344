#include "tell/tell.h"

#include "fixture.h"
#include "golden.h"
#include "text/utf8.h"

static struct span tell(struct arena *keep, const struct synopsis *s, unsigned width, bool colour)
{
    struct region *region = arena_new(keep, struct region, 1);
    *region = test_region();
    struct buffer out = buffer_in(&region->arena);
    tell_text(&out, s, (struct tell_options){ width, colour });
    return buffer_span(&out);
}

/* Columns of the widest line; escape sequences would count, so without colour only. */
static size_t widest(struct span text)
{
    struct span line;
    size_t most = 0;
    while (span_take(&text, '\n', &line))
        if (utf8_columns(line) > most)
            most = utf8_columns(line);
    return most;
}

static void test_ferry(struct arena *keep)
{
    const struct synopsis *s = fixture_ferry(keep);
    check_golden(keep, tell(keep, s, 0, false), "ferry-80.txt");
    check_golden(keep, tell(keep, s, 140, false), "ferry-140.txt");
    check_golden(keep, tell(keep, s, 80, true), "ferry-colour.txt");
    for (unsigned width = 20; width <= 200; width += 7)
        check(widest(tell(keep, s, width, false)) <= width, "no line is wider than asked for");
    check(span_find_byte(tell(keep, s, 80, false), '\033', 0) == SPAN_NONE, "no colour, no escape");
}

int main(void)
{
    struct region keep = test_region();
    test_ferry(&keep.arena);
    return tap_end();
}
