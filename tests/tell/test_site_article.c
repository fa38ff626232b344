/* The page of an article: marks of any kind over any text. */
#include "hostile.h"
#include "page.h"
#include "tap.h"
#include "tell/escape.h"
#include "tell/markup.h"
#include "tell/site_article.h"
#include "tell/site_marks.h"

/* ---- what a page says, without its tags ---- */

static bool holds(struct span s, const char *words) { return span_find(s, span_of(words), 0) != SPAN_NONE; }

static void unescape(struct buffer *out, struct span html, size_t *at)
{
    static const struct { struct span name; char is; } names[] = { { SPAN("&amp;"), '&' },   { SPAN("&lt;"), '<' },
                                                                  { SPAN("&gt;"), '>' },    { SPAN("&quot;"), '"' },
                                                                  { SPAN("&#39;"), '\'' } };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (span_starts(span_from(html, *at), names[i].name)) {
            buffer_byte(out, names[i].is);
            *at += names[i].name.len;
            return;
        }
    buffer_byte(out, html.at[(*at)++]);
}

static struct span without_tags(struct arena *keep, struct span html)
{
    struct buffer out = buffer_in(keep);
    for (size_t at = 0; at < html.len;) {
        if (html.at[at] == '<')
            at = span_find_byte(html, '>', at) + 1;
        else
            unescape(&out, html, &at);
    }
    return buffer_span(&out);
}

/* What a reader should see of these blocks. */
static struct span shown(struct arena *keep, const struct article *a, uint32_t first)
{
    struct buffer html = buffer_in(keep);
    for (uint32_t i = first; i < a->blocks.count; i++) {
        escape_html(&html, mark_span(a->text, a->blocks.at[i].at));
        buffer_byte(&html, '\n');
    }
    return without_tags(keep, buffer_span(&html));
}

struct written { struct span title, body; };

static struct written write_text(struct arena *keep, struct site_text *text)
{
    struct buffer out = buffer_in(keep);
    struct site_walk *walk = site_text_begin(&out, keep, text);
    site_text_title(walk);
    size_t middle = out.len;
    site_text_body(walk);
    return (struct written){ { out.at, middle }, { out.at + middle, out.len - middle } };
}

/* Addresses of our own are of the server: for the check they stand for places elsewhere. */
static struct span with_hosts(struct arena *keep, struct span html)
{
    struct buffer out = buffer_in(keep);
    for (size_t at = 0; at < html.len;) {
        if (span_starts(span_from(html, at), SPAN("href=\"/"))) {
            buffer_text(&out, "href=\"http://x.example/");
            at += 7;
        } else {
            buffer_byte(&out, html.at[at++]);
        }
    }
    return buffer_span(&out);
}

/* Tags nest, ids are given once, and the words are all there, once. */
static void check_body(struct arena *keep, struct site_text *text, const char *what)
{
    struct written w = write_text(keep, text);
    struct buffer linked = buffer_in(keep);
    markup_signs(&linked);
    buffer_put(&linked, w.body);
    for (uint32_t i = 0; i < text->count; i++)
        if (text->marks[i].list)
            buffer_printf(&linked, "<i id=\"n%c%u\"></i>", text->marks[i].list, text->marks[i].number);
    struct span words = without_tags(keep, w.body), body = span_trim(words);
    bool first_is_title = text->article->blocks.count && text->article->blocks.at[0].kind == BLOCK_TITLE;
    /* every byte once, no link in a link, tags nest */
    check(span_equal(body, span_trim(shown(keep, text->article, first_is_title))), what);
    check(!holds(w.body, "<a href=\"#nc1\"><a"), what);
    check(page_mistakes(keep, with_hosts(keep, buffer_span(&linked))) == 0, what);
}

static struct article two_blocks(struct arena *keep, struct span text, uint32_t split)
{
    struct article a = { .id = SPAN("a1"), .text = text, .language = SPAN("en") };
    a.blocks.at = arena_new(keep, struct block, 2);
    a.blocks.at[0] = (struct block){ { 0, split }, BLOCK_PARAGRAPH };
    a.blocks.at[1] = (struct block){ { split + 2, (uint32_t)text.len }, BLOCK_PARAGRAPH };
    a.blocks.count = 2;
    return a;
}

/* ---- tests ---- */

static void test_crossing(void)
{
    struct region r = test_region();
    struct span text = SPAN("The bridge fell at dawn.\n\nNobody was hurt, the warden said.");
    struct article a = two_blocks(&r.arena, text, 24);
    struct site_mark marks[] = {
        { .at = { 4, 17 }, .kind = SITE_MARK_CLAIM, .list = 'c', .is_first = true, .number = 1 },
        { .at = { 11, 40 }, .kind = SITE_MARK_QUOTE, .list = 'q', .is_first = true, .number = 1 },
        { .at = { 0, 60 }, .kind = SITE_MARK_ALONE, .list = 'c', .is_first = true, .number = 2 },
        { .at = { 19, 23 }, .kind = SITE_MARK_FIGURE, .list = 'd', .is_first = true, .number = 1, .has_sign = true },
        { .at = { 4, 10 }, .kind = SITE_MARK_NAME, .name = SPAN("Orm <&>") },
        { .at = { 7, 7 }, .kind = SITE_MARK_CLAIM, .list = 'c', .is_first = true, .number = 9 },
        { .at = { 50, 4000 }, .kind = SITE_MARK_CLAIM, .list = 'c', .is_first = true, .number = 3 },
        { .at = { 900, 4000 }, .kind = SITE_MARK_CLAIM, .list = 'c', .is_first = true, .number = 4 },
    };
    struct site_text page = { .article = &a, .marks = marks, .count = sizeof marks / sizeof *marks, .at = { 8, 30 } };
    check_body(&r.arena, &page, "crossing marks");
    check(page.count == 6, "empty ones and those beside the text are left out");
    struct written w = write_text(&r.arena, &page);
    check(holds(w.body, "<mark class=\"sought\" id=\"at\">ge</mark>"),
          "the place that was asked for begins where it was said");
    check(holds(w.body, "<mark class=\"sought\">Nobo</mark>"), "and goes on into the next paragraph");
    check(holds(w.body, "/names/Orm%20%3C%26%3E"), "a name leads to its page");
    check(holds(w.body, "href=\"#nd1\""), "a mark leads to its note");
    region_close(&r);
}

static void test_asked(void)
{
    struct region r = test_region();
    struct span text = SPAN("渡轮周二搁浅。\n\nجنحت العبارة عند الفجر.");
    struct article a = two_blocks(&r.arena, text, 21);
    struct site_text page = { .article = &a, .at = { 4, 5 } };
    struct written w = write_text(&r.arena, &page);
    check(holds(w.body, "<mark class=\"sought\" id=\"at\">轮</mark>"), "a place inside a letter is the whole letter");
    check_body(&r.arena, &page, "letters of several bytes");
    page.at = (struct mark){ 23, 4000 };
    check_body(&r.arena, &page, "a place beyond the end");
    page.at = (struct mark){ 21, 23 };
    w = write_text(&r.arena, &page);
    check(!holds(w.body, "<mark"), "between paragraphs there is nothing to mark");
    page.at = (struct mark){ 5000, 6000 };
    check_body(&r.arena, &page, "a place behind the end");
    region_close(&r);
}

static void test_cuts(void)
{
    struct region r = test_region();
    struct span text = SPAN("The bridge fell.\n\nSign up <b>now</b>.\n\nNobody was hurt.");
    struct article a = { .text = text, .language = SPAN("en") };
    struct block blocks[] = { { { 0, 16 }, BLOCK_PARAGRAPH }, { { 39, (uint32_t)text.len }, BLOCK_PARAGRAPH } };
    struct cut cuts[] = { { { 18, 37 }, CUT_NEWSLETTER, { NULL, 0 } } };
    a.blocks = (struct blocks){ blocks, 2 };
    a.cuts = (struct cuts){ cuts, 1 };
    struct site_text page = { .article = &a, .at = { 18, 25 } };
    struct written w = write_text(&r.arena, &page);
    check(holds(w.body, "<details class=\"furn\" open>"), "what was cut is folded, and open where it was asked for");
    check(holds(w.body, "id=\"at\">Sign up</mark> &lt;b&gt;now"), "and marked there");
    check(holds(w.body, "19 bytes"), "its size is said");
    page.at = (struct mark){ 0, 3 };
    w = write_text(&r.arena, &page);
    check(holds(w.body, "<details class=\"furn\"><summary>"), "else it stays folded");
    region_close(&r);
}

/* Any marks, the same each time: a small generator of numbers of its own. */
static void test_any(void)
{
    struct region r = test_region();
    struct span text = SPAN("A bridge at Orm fell\n\nThe bridge at Orm – 渡轮 – fell at \"dawn\" & <nobody> was on it.");
    uint32_t seed = 7;
    for (unsigned round = 0; round < 60; round++) {
        struct article a = two_blocks(&r.arena, text, 20);
        struct site_mark marks[40] = { { .at = { 0, 0 } } };
        for (uint32_t i = 0; i < 40; i++) {
            seed = seed * 1664525u + 1013904223u;
            marks[i] = (struct site_mark){ .at = { (seed >> 9) % 90, (seed >> 17) % 110 }, .kind = (seed >> 5) % 6,
                                           .list = "cdqfs"[(seed >> 27) % 5], .is_first = true, .number = i + 1,
                                           .has_sign = seed >> 31 };
        }
        seed = seed * 1664525u + 1013904223u;
        struct site_text page = { .article = &a, .marks = marks, .count = 40,
                                  .at = { (seed >> 9) % 60, (seed >> 17) % 110 } };
        check_body(&r.arena, &page, "any marks");
    }
    region_close(&r);
}

static void test_deep(void)
{
    struct region r = region_open((size_t)1 << 30);
    enum { MANY = 50000 };
    char *letters = arena_take(&r.arena, 1, 1, 2 * MANY + 2);
    memset(letters, 'x', 2 * MANY + 2);
    struct article a = two_blocks(&r.arena, (struct span){ letters, 2 * MANY + 2 }, MANY);
    struct site_mark *marks = arena_new(&r.arena, struct site_mark, MANY);
    for (uint32_t i = 0; i < MANY; i++)
        marks[i] = (struct site_mark){ .at = { i, 2 * MANY + 2 - i }, .kind = SITE_MARK_QUOTE, .list = 'q',
                                       .is_first = true, .number = i + 1 };
    struct site_text page = { .article = &a, .marks = marks, .count = MANY };
    struct written w = write_text(&r.arena, &page);
    check(w.body.len < (size_t)MANY * 120, "marks within marks are told to a depth");
    check(holds(w.body, "id=\"mq50000\""), "and those beyond have their places");
    region_close(&r);
}

static void put_page(struct buffer *out, const struct synopsis *s, uint32_t report, struct mark at)
{
    static const struct revision_side versions[] = { { .number = 1 }, { .number = 2 } };
    struct region scratch = test_region();
    markup_signs(out);
    struct mark places[] = { { 0, 4 }, { 10, 14 } };
    struct site_figure figures[] = { { { 2, 6 } }, { { 30, 34 } } };
    struct site_saying sayings[] = { { { 12, 40 }, SPAN(HOSTILE), true }, { { 20, 30 }, SPAN("w"), false } };
    struct site_name names[] = { { SPAN(HOSTILE), { places, 2 } } };
    struct site_article page = { .article = &s->reports[report].report->article, .id = SPAN("a1"), .story = SPAN("s1"),
                                 .headline = SPAN(HOSTILE), .told = SITE_TOLD, .synopsis = s, .report = report,
                                 .figures = figures, .figure_count = 2, .sayings = sayings, .saying_count = 2,
                                 .names = names, .name_count = 1, .versions = versions, .version_count = 2, .shown = 1,
                                 .at = at };
    site_article(out, scratch.arena, &page);
    region_close(&scratch);
}

static void test_hostile(void)
{
    struct region keep = region_open((size_t)512 << 20);
    const struct synopsis *s = hostile_story(&keep.arena);
    for (uint32_t report = 0; report < s->report_count; report++) {
        struct buffer out = buffer_in(&keep.arena);
        put_page(&out, s, report, (struct mark){ 3, 60 });
        check(page_mistakes(&keep.arena, with_hosts(&keep.arena, buffer_span(&out))) == 0,
              "a hostile report is a page");
        check(!holds(buffer_span(&out), "<script"), "its scripts are text");
        check(!holds(buffer_span(&out), "href=\"javascript"), "its address is not linked to");
    }
    region_close(&keep);
}

static void test_large(void)
{
    struct region keep = region_open((size_t)512 << 20);
    const struct synopsis *s = large_story(&keep.arena, 40, 200);
    struct buffer out = buffer_in(&keep.arena);
    put_page(&out, s, 3, (struct mark){ 0, 0 });
    check(page_mistakes(&keep.arena, with_hosts(&keep.arena, buffer_span(&out))) == 0,
          "a large story's report is a page");
    check(out.len < 300000, "and no larger than a page may be");
    region_close(&keep);
}

static void test_not_compared(void)
{
    struct region keep = test_region(), scratch = test_region();
    struct article a = two_blocks(&keep.arena, SPAN("The bridge fell at dawn.\n\nNobody was hurt, he said."), 24);
    struct revision_side version = { .number = 1 };
    struct site_article page = { .article = &a, .id = SPAN("a7"), .story = SPAN("s2"), .told = SITE_NOT_COMPARED,
                                 .shown = 1, .versions = &version, .version_count = 1, .at = { 4, 10 } };
    struct buffer out = buffer_in(&keep.arena);
    site_article(&out, scratch.arena, &page);
    check(holds(buffer_span(&out), "/articles/a7?compare=1&amp;version=1&amp;at=4-10#at"),
          "what is not compared leads to comparing");
    check(holds(buffer_span(&out), "<a class=\"to\" href=\"/stories/s2\">"), "and back to the story");
    region_close(&scratch);
    region_close(&keep);
}

int main(void)
{
    test_crossing();
    test_asked();
    test_cuts();
    test_any();
    test_deep();
    test_hostile();
    test_large();
    test_not_compared();
    return tap_end();
}
