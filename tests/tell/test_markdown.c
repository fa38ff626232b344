#include "tell/tell.h"

#include "fixture.h"
#include "golden.h"
#include "hostile.h"
#include "tell/escape.h"

static struct span tell(struct arena *keep, const struct synopsis *s)
{
    struct region *region = arena_new(keep, struct region, 1);
    *region = test_region();
    struct buffer out = buffer_in(&region->arena);
    tell_markdown(&out, s);
    return buffer_span(&out);
}

static struct span escaped(struct arena *keep, const char *words)
{
    struct buffer out = buffer_in(keep);
    escape_markdown(&out, span_of(words));
    return buffer_span(&out);
}

/* Cells of a table's line: bars that no backslash stands before. */
static int bars(struct span line)
{
    int count = 0;
    for (size_t i = 0; i < line.len; i++)
        count += line.at[i] == '|' && !(i && line.at[i - 1] == '\\');
    return count;
}

/* Every line of a table has as many cells as the line before it. */
static bool tables_hold(struct span text)
{
    struct span line;
    int last = 0;
    while (span_take(&text, '\n', &line)) {
        int now = span_starts(line, SPAN("|")) ? bars(line) : 0;
        if (now && last && now != last)
            return false;
        last = now;
    }
    return true;
}

static void test_escapes(struct arena *keep)
{
    check_text(escaped(keep, "*a* _b_ `c` [d](e) <f> g|h ~i~ #j"), SPAN("\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f\\> g\\|h \\~i\\~ \\#j"),
               "marks of emphasis, code, links, tags, tables");
    check_text(escaped(keep, "1. a"), SPAN("1\\. a"), "no numbered item");
    check_text(escaped(keep, "12) a"), SPAN("12\\) a"), "nor with a bracket");
    check_text(escaped(keep, "- a - b"), SPAN("\\- a - b"), "no list");
    check_text(escaped(keep, "Mr. Orm paid 3.5 at 2031."), SPAN("Mr. Orm paid 3.5 at 2031."), "prose stays prose");
    check_text(escaped(keep, "http://a.example www.b.example c@d"), SPAN("http\\://a.example www\\.b.example c@<!-- -->d"),
               "no links, no mentions");
    check_text(escaped(keep, "a\nb\tc\033[1m"), SPAN("a b c\xef\xbf\xbd\\[1m"), "one line, no controls");
}

static void test_stories(struct arena *keep)
{
    check_golden(keep, tell(keep, fixture_ferry(keep)), "ferry.md");
    struct span hostile = tell(keep, hostile_story(keep));
    check_golden(keep, hostile, "hostile.md");
    check(tables_hold(hostile), "hostile words keep to their cells");
    bool bare = false;
    for (size_t at = 0; (at = span_find(hostile, SPAN("<script"), at)) != SPAN_NONE; at++)
        bare |= hostile.at[at - 1] != '\\';
    check(!bare, "no tags of theirs");
    check(span_find(hostile, SPAN("](<javascript"), 0) == SPAN_NONE, "no address that runs");
    check(tables_hold(tell(keep, large_story(keep, 40, 200))), "40 reports, 200 claims");
    check(tables_hold(tell(keep, large_story(keep, 1, 0))), "one report, no claims");
}

int main(void)
{
    struct region keep = test_region();
    test_escapes(&keep.arena);
    test_stories(&keep.arena);
    return tap_end();
}
