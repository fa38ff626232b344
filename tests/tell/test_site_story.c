/* A story in the server's frame: its links, its size, its items side by side. */
#include "tell/site_story.h"

#include "fixture.h"
#include "golden.h"
#include "hostile.h"
#include "page.h"
#include "tell/html.h"
#include "tell/markup.h"

static struct span finish(struct buffer *out) { return buffer_span(out); }

static struct buffer begin(struct arena *keep) { return buffer_in(keep); }

static struct span tell_of(struct arena *keep, const struct site_story *story)
{
    struct region scratch = test_region();
    struct buffer out = begin(keep);
    site_story(&out, scratch.arena, story);
    region_close(&scratch);
    return finish(&out);
}

static struct span tell(struct arena *keep, const struct synopsis *s)
{
    struct site_story story = { .synopsis = s, .id = SPAN("s4") };
    return tell_of(keep, &story);
}

static struct span beside(struct arena *keep, const struct synopsis *s, enum site_item item, uint32_t number)
{
    struct site_story story = { .synopsis = s, .id = SPAN("s4") };
    struct region scratch = test_region();
    struct buffer out = begin(keep);
    bool there = site_beside(&out, scratch.arena, &story, item, number, false);
    region_close(&scratch);
    return there ? finish(&out) : (struct span){ NULL, 0 };
}

static bool has(struct span text, const char *words) { return span_find(text, span_of(words), 0) != SPAN_NONE; }

static size_t occurrences(struct span text, const char *what)
{
    size_t count = 0;
    for (size_t at = 0; (at = span_find(text, span_of(what), at)) != SPAN_NONE; at++)
        count++;
    return count;
}

/* Every link that begins with '#' has a target, links of the server's begin as these do, and tags nest. */
static int mistakes(struct arena *keep, struct span html)
{
    static const char *const known[] = { "/stories/s4", "/articles/", "/api/v1/stories/s4" };
    struct buffer plain = begin(keep);
    markup_signs(&plain);
    for (size_t at = 0; at < html.len;) {
        size_t next = span_find(html, SPAN(" href=\"/"), at);
        next = next == SPAN_NONE ? html.len : next;
        buffer_put(&plain, span_cut(html, at, next));
        if (next == html.len)
            break;
        struct span path = span_from(html, next + 7);
        bool ours = false;
        for (size_t i = 0; i < 3; i++)
            ours |= span_starts(path, span_of(known[i]));
        buffer_text(&plain, ours ? " href=\"https://synoptic.example" : " href=\"nowhere");
        at = next + 7;
    }
    return page_mistakes(keep, buffer_span(&plain));
}

static void test_ferry(struct arena *keep)
{
    struct span html = tell(keep, fixture_ferry(keep));
    check(mistakes(keep, html) == 0, "well formed, its links lead somewhere");
    check(occurrences(html, "class=\"report\"") == 0, "the reports' texts are not in the page");
    check(has(html, "href=\"/articles/orvane-0610?at=58-108#at\""), "words lead to their place in the article");
    check(IN_ORDER(html, "id=\"c1\"", "class=\"beside\" href=\"/stories/s4/claims/1\"", "id=\"d1\"",
                   "href=\"/stories/s4/differences/1\"", "id=\"q1\"", "href=\"/stories/s4/quotes/1\"", "id=\"t1\"",
                   "href=\"/stories/s4/timeline/1\""), "items lead to themselves side by side");
    check(IN_ORDER(html, "id=\"lineage\"", "class=\"when\"", "time of grounding: 3.40 a.m. / twenty past four",
                   "href=\"/stories/s4/lineage/1\">reprint"), "the disputed hour is drawn, copies lead to the two texts");
    check(IN_ORDER(html, "<h1", "conflicts</h2>", "id=\"lineage\"", "id=\"claims\"", "id=\"differences\"", "id=\"quotes\"",
                   "id=\"only\"", "id=\"missing\"", "id=\"timeline\"", "id=\"reports\"", "id=\"take\""), "in this order");
    check(has(html, "<h3>Named as a source, but nowhere quoted word for word</h3>"), "what is missing");
    check(!has(html, "style="), "no style of its own");
}

static void test_items(struct arena *keep)
{
    const struct synopsis *s = fixture_ferry(keep);
    for (unsigned item = 0; item < SITE_ITEMS; item++)
        check(mistakes(keep, beside(keep, s, item, 1)) == 0, site_item_name(item));
    struct span claim = beside(keep, s, SITE_CLAIM, 1);
    check(IN_ORDER(claim, "<h1", "href=\"/stories/s4#c1\"", "href=\"/stories/s4/claims/2\"",
                   "<mark>The ferry Marn Rose ran aground on the Tinder Bank</mark>", "?at=58-108#at"),
          "a claim, its words marked in their paragraph");
    check(occurrences(claim, "<article class=\"card") == s->claims[0].reports, "a card a report");
    check(has(claim, "lang=\"ar\" dir=\"rtl\""), "words have their language and direction");
    struct span difference = beside(keep, s, SITE_DIFFERENCE, 1);
    check(IN_ORDER(difference, "<mark>3.40 a.m.</mark>", "<mark>twenty past four</mark>", "<mark>3.40 a.m.</mark>"),
          "each value once before any comes twice");
    check(has(beside(keep, s, SITE_QUOTE, 1), "<b>hard</b>"), "words of a quote that differ");
    check(!beside(keep, s, SITE_CLAIM, 0).len && !beside(keep, s, SITE_CLAIM, 99).len, "no item of that number");
}

/* Two texts with shared runs, of which some overlap, cross blocks or lie in what is no block. */
static void test_descent(struct arena *keep)
{
    static struct shared_run runs[] = { { { 0, 30 }, { 0, 30 } }, { { 20, 60 }, { 40, 80 } }, { { 50, 140 }, { 90, 180 } },
                                        { { 52, 58 }, { 182, 188 } } };
    struct synopsis *s = (struct synopsis *)fixture_ferry(keep);
    s->lineage[0].runs = runs;
    s->lineage[0].run_count = sizeof runs / sizeof *runs;
    struct span html = beside(keep, s, SITE_DESCENT, 1);
    check(mistakes(keep, html) == 0, "every number has its counterpart");
    check(occurrences(html, "class=\"run\"") == 2 * sizeof runs / sizeof *runs, "each run once in either text");
}

static void test_sizes(struct arena *keep)
{
    struct span html = tell(keep, large_story(keep, 40, 200));
    check(mistakes(keep, html) == 0 && html.len < 290000, "40 reports, 200 claims: it fits");
    check(has(html, "mx dense") || has(html, "mx folded") || has(html, "mx dense folded"), "narrow columns");
    check(has(html, "?claims=all") && has(html, "All 200"), "the other claims are a link away");
    html = tell(keep, large_story(keep, 63, 500));
    check(mistakes(keep, html) == 0 && html.len < 290000, "63 reports, 500 claims");
    check(mistakes(keep, tell(keep, large_story(keep, 1, 3))) == 0, "one report");
    check(mistakes(keep, tell(keep, large_story(keep, 2, 0))) == 0, "no claims");
    struct synopsis nothing = { 0 };
    check(mistakes(keep, tell(keep, &nothing)) == 0, "a story of nothing");
}

/* Pages of one section lead from each to the next, and show each claim once. */
static void test_pages(struct arena *keep)
{
    struct site_story story = { .synopsis = large_story(keep, 40, 500), .id = SPAN("s4"), .part = SITE_STORY_CLAIMS };
    uint32_t shown = 0, pages = 0;
    for (;; pages++) {
        struct span html = tell_of(keep, &story);
        shown += (uint32_t)occurrences(html, "<th class=\"claim\"");
        if (pages > 50 || mistakes(keep, html) || html.len > 290000)
            break;
        size_t at = span_find(html, SPAN("&amp;from="), 0);
        if (at == SPAN_NONE)
            break;
        story.from = (uint32_t)strtoul(html.at + at + 10, NULL, 10);
    }
    check(pages < 50 && shown == 500, "each claim once, on pages of which each fits");
    for (unsigned part = SITE_STORY_LINEAGE; part < SITE_STORY_PARTS; part++) {
        struct site_story one = { .synopsis = fixture_ferry(keep), .id = SPAN("s4"), .part = part };
        check(mistakes(keep, tell_of(keep, &one)) == 0, site_story_part_name(part));
        one.from = 1000000;
        check(mistakes(keep, tell_of(keep, &one)) == 0, "... from behind its end");
    }
}

static void test_hostile(struct arena *keep)
{
    const struct synopsis *s = hostile_story(keep);
    struct span html = tell(keep, s);
    check(mistakes(keep, html) == 0, "hostile words leave the page well formed");
    check(!has(html, "<script") && !has(html, "href=\"javascript") && !has(html, "\xe2\x80\xae"), "none of it is markup");
    for (unsigned item = 0; item < SITE_ITEMS; item++) {
        struct span one = beside(keep, s, item, 1);
        check(!one.len || (mistakes(keep, one) == 0 && !has(one, "<script")), "nor side by side");
    }
    struct site_event event = { .at = 1932000000, .what = "joined", .article = SPAN("a1"), .was = SPAN("s4"),
                                .story = SPAN("s9"), .title = SPAN("<b onclick=x>"), .outlet = SPAN("\"><script>") };
    struct site_story story = { .synopsis = s, .id = SPAN("s4") };
    struct buffer out = begin(keep);
    site_story_log(&out, &story, &event, 1, 3);
    html = finish(&out);
    check(!has(html, "<script") && !has(html, "<b on") && has(html, "3 earlier events"), "nor in the log");
}

/* In somebody else's frame links stay in the page. */
static void test_framed(struct arena *keep)
{
    struct synopsis stories[2] = { *fixture_ferry(keep), *fixture_study(keep) };
    struct region scratch = test_region();
    struct buffer out = begin(keep);
    markup_signs(&out);
    html_stories(&out, scratch.arena, stories, 2);
    struct span html = finish(&out);
    check(page_mistakes(keep, html) == 0, "stories in a frame: links lead somewhere in the page");
    check(!has(html, "<head>") && !has(html, "<main") && has(html, "2 stories in 9 reports"), "and nothing of a frame");
    region_close(&scratch);
}

/* What is told of an earlier state says so. */
static void test_stale(struct arena *keep)
{
    struct site_story story = { .synopsis = fixture_ferry(keep), .id = SPAN("s4"), .stale = true, .later = 2 };
    check(has(tell_of(keep, &story), "2 reports have come since this was told"), "how many have come since");
    story.later = 0;
    check(has(tell_of(keep, &story), "The story has changed since this was told"), "that it has changed");
}

int main(void)
{
    struct region keep = test_region();
    test_ferry(&keep.arena);
    test_items(&keep.arena);
    test_descent(&keep.arena);
    test_sizes(&keep.arena);
    test_pages(&keep.arena);
    test_hostile(&keep.arena);
    test_framed(&keep.arena);
    test_stale(&keep.arena);
    return tap_end();
}
