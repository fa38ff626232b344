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
    check_text(escaped(keep, "*a* _b_ `c` [d](e) <f> g|h ~i~ #j"),
               SPAN("\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f\\> g\\|h \\~i\\~ \\#j"),
               "marks of emphasis, code, links, tags, tables");
    check_text(escaped(keep, "1. a"), SPAN("1\\. a"), "no numbered item");
    check_text(escaped(keep, "12) a"), SPAN("12\\) a"), "nor with a bracket");
    check_text(escaped(keep, "- a - b"), SPAN("\\- a - b"), "no list");
    check_text(escaped(keep, "Mr. Orm paid 3.5 at 2031."), SPAN("Mr. Orm paid 3.5 at 2031."), "prose stays prose");
    check_text(escaped(keep, "http://a.example www.b.example c@d"),
               SPAN("http\\://a.example www\\.b.example c@<!-- -->d"),
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

static void test_first_screen(struct arena *keep)
{
    struct span text = tell(keep, fixture_ferry(keep));
    check(IN_ORDER(text, "# Ferry with 212 aboard", "*who* Marn Rose", "*when* 6 May 2031",
                   "**3 independent accounts** in 6 reports",
                   "## 2 conflicts", "**conflict** (date): time of grounding", "## What all 3 accounts say", "## What differs",
                   "2 in conflict: 1 figure, 1 date", "## Who copied whom"), "the first screen, then the rest");
    text = tell(keep, fixture_study(keep));
    check(IN_ORDER(text, "**AFP** stands behind 2 of 3 reports", "**All accounts rest on one study", "`A 70-107`",
                   "too short to tell",
                   "## No conflicts found", "## Nothing was found to differ"), "why there are no more accounts");
    check_golden(keep, text, "study.md");
}

static void test_details(struct arena *keep)
{
    struct span text = tell(keep, fixture_ferry(keep));
    check(IN_ORDER(text, "(sure): credits", "(possible, inferred): shares", "(likely): 6 of 6",
                   "Common source: **A2** and **A3**"),
          "how sure a descent is, and its grounds");
    check(IN_ORDER(text, "March 2030", "background |"), "background is told");
    check(IN_ORDER(text, "**other scope** (action)", "**attribution**: whose word", "told as a fact",
                   "**agree** (date)"), "kinds");
    check(IN_ORDER(text, "<ins>hard</ins>", "*in full*", "*other language*", "*other words*"), "changes of a quote");
    check(IN_ORDER(text, "**the same words given to different speakers**", "given to **Bren Aldic**",
                   "given to **Ilse Torvan**"),
          "who is said to have said it");
    check(IN_ORDER(text, "Also told in [Pilot Post](<https://pilots.example/horn>) (pile/pilot-post.txt 26-93)"),
          "what other stories tell, too");
    check(IN_ORDER(tell(keep, large_story(keep, 63, 20)), "and 13 more accounts"), "of many accounts the first few");
}

int main(void)
{
    struct region keep = test_region();
    test_escapes(&keep.arena);
    test_stories(&keep.arena);
    test_first_screen(&keep.arena);
    test_details(&keep.arena);
    return tap_end();
}
