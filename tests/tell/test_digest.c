#include "tell/digest.h"

#include <stdlib.h>

#include "fixture.h"
#include "golden.h"
#include "hostile.h"
#include "page.h"
#include "tell/digest_story.h"
#include "text/json.h"

typedef void renderer(struct buffer *out, const struct digest *d);

static void as_text(struct buffer *out, const struct digest *d)
{
    tell_digest_text(out, d, (struct tell_options){ .width = 80 });
}

static struct span told(struct arena *keep, renderer *tell, const struct digest *d)
{
    struct region *region = arena_new(keep, struct region, 1);
    *region = test_region();
    struct buffer out = buffer_in(&region->arena);
    tell(&out, d);
    return buffer_span(&out);
}

static struct digest_story story_of(struct arena *keep, const struct synopsis *s)
{
    struct region scratch = test_region();
    struct digest_story story;
    digest_story_of(&story, keep, scratch.arena, s);
    region_close(&scratch);
    return story;
}

static struct digest digest_of(struct digest_story *stories, uint32_t count)
{
    int64_t noon = day_of(2031, 5, 6) * DAY_SECONDS + DAY_SECONDS / 2;
    return (struct digest){ .since = noon - DAY_SECONDS, .until = noon, .stories = stories, .count = count };
}

static bool has(struct span text, const char *words) { return span_find(text, span_of(words), 0) != SPAN_NONE; }

static size_t occurrences(struct span text, const char *words)
{
    size_t count = 0;
    for (size_t at = 0; (at = span_find(text, span_of(words), at)) != SPAN_NONE; at++)
        count++;
    return count;
}

/* ---- what is chosen ---- */

static void test_choice(struct arena *keep)
{
    struct digest_story s = story_of(keep, fixture_ferry(keep));
    check(s.origins == 3 && s.reports == 6 && s.outlets == 6, "accounts, reports, outlets are counted");
    check_text(s.headline.report, s.list[0].id, "the headline says whose it is");
    check(s.agreed_count && s.agreed[0].origins == 3, "what all hold comes first");
    check_text(s.speaker, SPAN("Ilse Torvan"), "the quote that most accounts have");
    check_text(s.quote.words, SPAN("We felt one blow and then the lights went out,"), "in its first words");
    for (uint32_t i = 0; i < s.agreed_count; i++)
        check(!has(s.agreed[i].said.words, "lights went out"), "what is quoted is not told twice");
    check(s.shown_count == DIGEST_DIFFERENCES && s.shown[0].label == DIFFERENCE_CONFLICT &&
          s.shown[1].label == DIFFERENCE_CONFLICT && s.shown[2].label == DIFFERENCE_MORE_PRECISE,
          "conflicts come first");
    check(s.shown[0].count == 2 && s.shown[0].sides[0].reports == 3 && s.shown[0].sides[1].reports == 2,
          "each value with how many say so");
    check_text(s.only.words, SPAN("a tug would try to free her at high water"), "what one alone has, and no neighbour");
    check(s.copies_count == 1 && s.copies[0].count == 3, "who copied whom");
    check(s.list[0].own && s.list[2].own && !s.list[3].own, "accounts of their own stand first");
}

/* All that is shown stands so in the report, at the place that is named. */
static bool is_exact(const struct digest_words *said, struct span text)
{
    return !said->words.len || span_equal(said->words, mark_span(text, said->at));
}

static void test_long_words(struct arena *keep)
{
    struct fixture *f = arena_new(keep, struct fixture, 1);
    struct buffer text = buffer_in(keep);
    f->keep = keep;
    buffer_text(&text, "Long\n\n");
    for (int i = 0; i < 200; i++)
        buffer_text(&text, i % 7 ? "слово" : "слово ");
    buffer_byte(&text, '\0');
    fixture_report(f, "a1", "Lisk Courier", "ru", fixture_day(2031, 5, 6), text.at);
    fixture_origins(f, (const uint32_t[]){ 1 }, 1);
    struct claim *c = fixture_claim(f, CLAIM_SHARED, SUPPORT(f, "Long"), NO_NUMBERS, NO_NUMBERS);
    c->wording = (struct evidence){ 0, { 6, (uint32_t)strlen(text.at) } };
    f->s.headline = SPAN("Long");
    struct digest_story s = story_of(keep, &f->s);
    struct span all = f->reports[0].article.text;
    check(s.agreed_count == 1 && s.agreed[0].said.cut && s.agreed[0].said.words.len <= 280, "long words are cut");
    check(is_exact(&s.agreed[0].said, all) && all.at[s.agreed[0].said.at.to] == ' ',
          "at a blank, and the mark with them");
    c->wording.at.from += (uint32_t)span_find_byte(span_from(all, 6), ' ', 0) + 1;
    memset(text.at + c->wording.at.from, 'w', 1);
    for (char *at = text.at + c->wording.at.from; *at; at++)
        *at = *at == ' ' ? 'x' : *at;
    s = story_of(keep, &f->s);
    check(s.agreed[0].said.cut && is_exact(&s.agreed[0].said, all) &&
          ((unsigned char)all.at[s.agreed[0].said.at.to] & 0xc0) != 0x80, "or at a character's end");
}

static void test_order(struct arena *keep)
{
    struct digest_story list[] = { { .id = SPAN("s10"), .origins = 1, .reports = 9 },
                                   { .id = SPAN("s9"), .origins = 1, .reports = 9 },
                                   { .id = SPAN("s1"), .origins = 1, .reports = 9, .to = { .from = 5 } },
                                   { .id = SPAN("s2"), .origins = 1, .reports = 10 },
                                   { .id = SPAN("s3"), .origins = 2, .reports = 2 } };
    static const char *const want[] = { "s3", "s2", "s1", "s9", "s10" };
    qsort(list, 5, sizeof *list, digest_story_order);
    for (int i = 0; i < 5; i++)
        check_text(list[i].id, span_of(want[i]), "by accounts, reports, time, number");
    struct digest_story nothing = story_of(keep, &(struct synopsis){ 0 });
    check(!nothing.reports && !nothing.agreed_count && !nothing.headline.words.len, "a story of nothing has nothing");
}

/* ---- how it is told ---- */

static void test_golden(struct arena *keep)
{
    struct digest_story stories[2] = { story_of(keep, fixture_ferry(keep)), story_of(keep, fixture_study(keep)) };
    struct digest d = digest_of(stories, 2);
    d.more = 3;
    check_golden(keep, told(keep, as_text, &d), "digest.txt");
    check_golden(keep, told(keep, tell_digest_markdown, &d), "digest.md");
    check_golden(keep, told(keep, tell_digest_json, &d), "digest.jsonl");
    struct span html = told(keep, tell_digest_html, &d);
    check_golden(keep, span_from(html, span_find(html, SPAN("<body>"), 0)), "digest.html");
    check(page_mistakes(keep, html) == 0, "the page is well formed");
    check(!has(html, "url(") && !has(html, "@import") && !has(html, "<script"), "it loads and runs nothing");
}

static void test_hostile(struct arena *keep)
{
    struct digest_story story = story_of(keep, hostile_story(keep));
    struct digest d = digest_of(&story, 1);
    d.language = SPAN("\"><script>");
    struct span html = told(keep, tell_digest_html, &d), text = told(keep, as_text, &d),
                markdown = told(keep, tell_digest_markdown, &d), json = told(keep, tell_digest_json, &d);
    check(page_mistakes(keep, html) == 0 && !has(html, "<script") && !has(html, "href=\"javascript"),
          "hostile words leave the page well formed");
    check(!has(text, "\033") && !has(text, "\007") && !has(text, "\xe2\x80\xae"), "and the terminal alone");
    check(occurrences(markdown, "<script") == occurrences(markdown, "\\<script") &&
          !has(markdown, "](javascript") && !has(markdown, "\n# 1"), "and Markdown what it is");
    size_t at = 0;
    struct json value;
    check(json_parse(json, &at, &value) && span_equal(span_from(json, at), SPAN("\n")), "and JSON one line");
}

/* One story and thirty, nothing and stories of one report. */
static void test_sizes(struct arena *keep)
{
    struct digest_story many[30];
    for (uint32_t i = 0; i < 30; i++)
        many[i] = story_of(keep, large_story(keep, 1 + i % 7 * 5, i % 4));
    struct digest d = digest_of(many, 30);
    struct span html = told(keep, tell_digest_html, &d);
    check(page_mistakes(keep, html) == 0 && occurrences(html, "<article ") == 30, "thirty stories");
    check(occurrences(html, "<nav") == 1 && has(html, "href=\"#story-30\""), "with contents");
    check(occurrences(told(keep, as_text, &d), "synoptic show") == 30, "in text");
    check(occurrences(told(keep, tell_digest_markdown, &d), "\n## ") == 30, "in Markdown");
    check(occurrences(told(keep, tell_digest_json, &d), "\n") == 30, "in JSON, a line each");
    d = digest_of(many, 1);
    check(has(told(keep, as_text, &d), "1 story ·") && !has(told(keep, tell_digest_html, &d), "<nav"), "one story");
    d = digest_of(NULL, 0);
    check(has(told(keep, as_text, &d), "No stories of that time"), "none says so");
    check(page_mistakes(keep, told(keep, tell_digest_html, &d)) == 0, "in a page, too");
    check(!told(keep, tell_digest_json, &d).len, "and writes no line");
}

int main(void)
{
    struct region region = test_region();
    test_choice(&region.arena);
    test_long_words(&region.arena);
    test_order(&region.arena);
    test_golden(&region.arena);
    test_hostile(&region.arena);
    test_sizes(&region.arena);
    region_close(&region);
    return tap_end();
}
