#include "tell/tell.h"

#include "fixture.h"
#include "golden.h"
#include "hostile.h"
#include "page.h"

static struct span tell(struct arena *keep, const struct synopsis *stories, size_t count)
{
    struct region *region = arena_new(keep, struct region, 1);
    *region = test_region();
    struct region scratch = test_region();
    struct buffer out = buffer_in(&region->arena);
    tell_html(&out, scratch.arena, stories, count);
    region_close(&scratch);
    return buffer_span(&out);
}

static size_t occurrences(struct span text, struct span what)
{
    size_t count = 0;
    for (size_t at = 0; (at = span_find(text, what, at)) != SPAN_NONE; at += what.len)
        count++;
    return count;
}

/* ---- the stories ---- */

static void test_ferry(struct arena *keep)
{
    struct span html = tell(keep, fixture_ferry(keep), 1);
    check(page_mistakes(keep, html) == 0, "the page is well formed, its links lead somewhere");
    size_t body = span_find(html, SPAN("<body>"), 0);
    check_golden(keep, span_from(html, body), "ferry.html");
    check(span_find(span_cut(html, 0, body), SPAN("default-src 'none'"), 0) != SPAN_NONE, "nothing may be loaded");
    check(occurrences(html, SPAN("url(")) == 0 && occurrences(html, SPAN("@import")) == 0, "the style loads nothing");
    check(occurrences(html, SPAN("<article class=\"report\"")) == 6, "each report is there in full");
    check(occurrences(html, SPAN("Odo Brask")) == 1, "words that nothing points at are there once");
}

static void test_several(struct arena *keep)
{
    struct synopsis stories[3] = { *fixture_ferry(keep), *large_story(keep, 4, 5), *hostile_story(keep) };
    struct span html = tell(keep, stories, 3);
    check(page_mistakes(keep, html) == 0, "three stories on one page do not share ids");
    check(occurrences(html, SPAN("class=\"story ")) == 3, "three stories");
    check(span_find(html, SPAN("3 stories in 13 reports"), 0) != SPAN_NONE, "an index of them");
    check(span_find(html, SPAN("href=\"#s2-r0\""), 0) != SPAN_NONE, "ids of the second have its prefix");
}

static void test_hostile(struct arena *keep)
{
    struct span html = tell(keep, hostile_story(keep), 1);
    check(page_mistakes(keep, html) == 0, "hostile words leave the page well formed");
    check(occurrences(html, SPAN("<script")) == 0, "no tag of theirs");
    check(occurrences(html, SPAN("href=\"javascript")) == 0, "no address of theirs that runs");
    check(occurrences(html, SPAN("\xe2\x80\xae")) == 0, "no override of the direction");
    check_golden(keep, span_from(html, span_find(html, SPAN("<body>"), 0)), "hostile.html");
}

static void test_sizes(struct arena *keep)
{
    struct span large = tell(keep, large_story(keep, 40, 200), 1);
    check(page_mistakes(keep, large) == 0, "40 reports, 200 claims");
    check(occurrences(large, SPAN("class=\"mx dense\"")) == 1, "narrow columns for many reports");
    check(IN_ORDER(large, "class=\"by-account\" checked"), "and one for each account, at first");
    struct span many = tell(keep, large_story(keep, 63, 50), 1);
    check(page_mistakes(keep, many) == 0 && occurrences(many, SPAN("class=\"who\"")) == 50,
          "more are named, not drawn");
    check(page_mistakes(keep, tell(keep, large_story(keep, 1, 3), 1)) == 0, "one report");
    check(page_mistakes(keep, tell(keep, large_story(keep, 2, 0), 1)) == 0, "no claims");
    check(page_mistakes(keep, tell(keep, NULL, 0)) == 0, "no stories");
    struct synopsis nothing = { 0 };
    check(page_mistakes(keep, tell(keep, &nothing, 1)) == 0, "a story of nothing");
}

static void test_first_screen(struct arena *keep)
{
    struct span html = tell(keep, fixture_ferry(keep), 1);
    check(IN_ORDER(html, "<h1", "<dt>who</dt>", "<dt>when</dt>", "3 independent accounts</b> in 6 reports",
                   "2 conflicts</h2>",
                   "time of grounding", "What differs", "2 in conflict", "1 figure, 1 date", "What all 3 accounts say",
                   "id=\"lineage\""), "the first screen, then the rest");
    html = tell(keep, fixture_study(keep), 1);
    check(IN_ORDER(html, "<bdi>AFP</bdi></b> stands behind 2 of 3 reports", "All accounts rest on one study",
                   "<details>",
                   "href=\"#r0-70-107\"", "too short to tell", "No conflicts found", "Nothing was found to differ"),
          "why there are no more accounts, with the places that say so");
}

static void test_details(struct arena *keep)
{
    struct span html = tell(keep, fixture_ferry(keep), 1);
    check(IN_ORDER(html, "<em>sure</em>: credits", "<em>possible, inferred</em>: shares"), "how sure a descent is");
    check(IN_ORDER(html, "Told differently", "Background: what went before"), "background apart from news");
    check(IN_ORDER(html, "Silent: <a href=\"#r2\">", "Cannot tell: <a href=\"#r1\">"),
                   "who is silent, who cannot tell");
    check(IN_ORDER(html, "k-source", "attribution</span>", "whose word", "told as a fact", "k-agree"),
                   "kinds of difference");
    check(IN_ORDER(html, "Orvane Wire</bdi> ¶1</a> <time datetime=\"2031-05-06T06:10+02:00\">06:10</time>"),
          "a value with its report's time");
    check(IN_ORDER(html, "<mark>hard</mark>", "in full</b>", "other language</b>",
                   "the same words given to different speakers",
                   "given to <bdi>Bren Aldic", "given to <bdi>Ilse Torvan"), "changes of a quote, and its speakers");
    check(IN_ORDER(html, "Also told in 1 report of another story", "href=\"https://pilots.example/horn\"",
                   "No boat heard the horn", "pile/pilot-post.txt, 26–93"), "what other stories tell, too, in their words");
}

/* From a claim to its place and from there back; each place once. */
static void test_ways_back(struct arena *keep)
{
    struct span html = tell(keep, fixture_ferry(keep), 1);
    struct span reports = span_from(html, span_find(html, SPAN("id=\"reports\""), 0));
    check(occurrences(html, SPAN("href=\"#r0-58-108\"")) >= 3, "from the head, the claim and the table");
    check(occurrences(reports, SPAN("id=\"r0-58-108\"")) == 1, "to one place");
    check(IN_ORDER(reports, "id=\"r0-58-108\"", "</span><a class=\"back\" href=\"#c1\" title=\"back to claim 1\">"),
          "and back to the claim");
    check(IN_ORDER(reports, "id=\"r0-112-121\"", "href=\"#d1\""), "to the difference");
    check(IN_ORDER(reports, "id=\"r0-189-235\"", "href=\"#q1\""), "to the quote");
    check(IN_ORDER(reports, "id=\"r0-58-132\"", "href=\"#t2\""), "to the timeline");
}

/* A claim told in another story of the page leads to the very words there. */
static void test_homes(struct arena *keep)
{
    struct synopsis stories[2] = { *fixture_ferry(keep), *fixture_study(keep) };
    stories[0].claims[6].elsewhere->report = stories[1].reports[1].report;
    stories[0].claims[6].elsewhere->at = (struct mark){ 15, 45 };
    struct span html = tell(keep, stories, 2);
    check(page_mistakes(keep, html) == 0, "the page is well formed, its links lead somewhere");
    check(IN_ORDER(html, "Also told in", "href=\"#s2-r1-15-45\"", "<q>Eels have returned to the Vell</q>",
                   "id=\"s2-r1-15-45\""), "there and nowhere else");
    check(IN_ORDER(html, "id=\"s2-claims\" aria-labelledby=\"s2-claims-h s2-h\""),
                   "parts are told apart by their story");
}

/* Edges that run in a ring or to a later report are drawn, too. */
static void test_odd_descent(struct arena *keep)
{
    struct synopsis *s = (struct synopsis *)large_story(keep, 4, 2);
    struct fixture *f = (struct fixture *)((char *)s - offsetof(struct fixture, s));
    s->lineage_count = 0;
    for (uint32_t i = 0; i < 4; i++)
        s->reports[i].is_root = i == 3;
    fixture_edge(f, 0, 1, LINEAGE_VERBATIM, 1, 1, "a ring");
    fixture_edge(f, 2, 0, LINEAGE_VERBATIM, 1, 1, "a ring");
    fixture_edge(f, 1, 2, LINEAGE_VERBATIM, 1, 1, "a ring");
    f->reports[2].article.published = (struct when){ 0 };
    check(page_mistakes(keep, tell(keep, s, 1)) == 0, "a ring of copies");
    f->s.lineage_count = 0;
    fixture_edge(f, 3, 2, LINEAGE_VERBATIM, 1, 1, "a later one");
    fixture_edge(f, 2, 0, LINEAGE_REWRITE, 1, 1, "a later one");
    struct span html = tell(keep, s, 1);
    check(IN_ORDER(html, "class=\"rewrite\" x1=\"42.00%\" x2=\"80.00%\"", "class=\"verbatim\" x1=\"4.00%\" x2=\"42.00%\""),
          "each step from the root is one to the right");
}

/* Marks that cross, nest deeply, lie in furniture or span blocks still have their anchors. */
static void test_marks(struct arena *keep)
{
    struct synopsis s = *large_story(keep, 1, 0);
    struct claim *claims = arena_new(keep, struct claim, 60);
    static const struct mark odd[] = { { 0, 200 }, { 5, 60 }, { 20, 24 }, { 18, 30 }, { 25, 60 }, { 40, 120 }, { 129,
    129 } };
    for (uint32_t i = 0; i < 60; i++) {
        struct mark at = i < 7 ? odd[i] : (struct mark){ 22, 22 + 90 - i };
        at.to = at.to > s.reports[0].report->article.text.len ? (uint32_t)s.reports[0].report->article.text.len : at.to;
        struct evidence *e = arena_new(keep, struct evidence, 1);
        *e = (struct evidence){ 0, at };
        claims[i] = (struct claim){ .id = i + 1, .wording = *e, .support = { e, 1 }, .origins = 1, .reports = 1 };
    }
    s.claims = claims;
    s.claim_count = 60;
    check(page_mistakes(keep, tell(keep, &s, 1)) == 0, "marks that cross and nest keep their anchors");
}

int main(void)
{
    struct region keep = test_region();
    test_ferry(&keep.arena);
    test_several(&keep.arena);
    test_hostile(&keep.arena);
    test_sizes(&keep.arena);
    test_first_screen(&keep.arena);
    test_details(&keep.arena);
    test_ways_back(&keep.arena);
    test_homes(&keep.arena);
    test_odd_descent(&keep.arena);
    test_marks(&keep.arena);
    return tap_end();
}
