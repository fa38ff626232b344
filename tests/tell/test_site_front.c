/* The stories of a day, what a search found, the method: as pages, of good content and bad. */
#include "hostile.h"
#include "page.h"
#include "tap.h"

#include "tell/brief.h"
#include "tell/markup.h"
#include "tell/site_about.h"
#include "tell/site_found.h"
#include "tell/site_front.h"

enum { DAY = 1930953600 };             /* 11 March 2031 */

static bool holds(struct span s, const char *words) { return span_find(s, span_of(words), 0) != SPAN_NONE; }

/* Addresses of ours with a host, as the page's check wants them; with the signs that the frame has. */
static struct span framed(struct arena *keep, struct span html)
{
    struct buffer out = buffer_in(keep);
    markup_signs(&out);
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

static struct front_story story_of(const struct brief *b, struct span headline)
{
    static const struct front_tick ticks[] = { { 350, false }, { 430, true }, { 1439, false } };
    return (struct front_story){ .id = 4, .headline = headline, .languages = SPAN("ar en"), .first = DAY + 21000,
                                 .latest = DAY + 86340, .reports = b ? b->report_count : 3, .told = b != NULL,
                                 .accounts = b ? b->account_count : 0, .brief = b, .ticks = ticks, .tick_count = 3 };
}

static struct front_page page_of(const struct front_story *stories, uint32_t count)
{
    static const struct span languages[] = { { "ar", 2 }, { "en", 2 } };
    return (struct front_page){ .day = DAY, .before = DAY - 86400, .behind = INT64_MIN, .event = 7, .event_at = DAY,
                                .stories = count, .reports = 3 * count, .several = count, .languages = languages,
                                .language_count = 2, .at = stories, .count = count };
}

static struct span write(struct arena *keep, const struct front_page *page)
{
    struct buffer out = buffer_in(keep);
    site_front(&out, page);
    return buffer_span(&out);
}

static void test_brief(void)
{
    struct region keep = test_region(), scratch = test_region();
    const struct synopsis *s = fixture_ferry(&keep.arena);
    const struct brief *b = brief_of(&keep.arena, scratch.arena, s);
    uint32_t reports = 0, conflicts = 0;
    for (uint32_t i = 0; i < b->account_count; i++)
        reports += b->accounts[i].reports;
    for (uint32_t i = 0; i < s->difference_count; i++)
        conflicts += s->differences[i].label == DIFFERENCE_CONFLICT;
    check(b->report_count == s->report_count && reports == b->report_count, "every report is in one account");
    check(b->label[DIFFERENCE_CONFLICT] == conflicts && conflicts, "conflicts are counted");
    check(b->conflict_count == (conflicts < BRIEF_CONFLICTS ? conflicts : BRIEF_CONFLICTS), "the first of them are told");
    check(b->conflicts[0].count >= 2, "each has its sides");
    for (uint32_t i = 0; i < b->conflicts[0].count; i++) {
        struct brief_words w = b->conflicts[0].sides[i].words;
        check_text(w.text, evidence_words(s, (struct evidence){ w.report, w.at }), "in the report's words");
        check(b->conflicts[0].sides[i].count > 0, "and who gives it");
    }
    check(b->says.text.len && !span_equal(b->says.text, s->headline), "the first claim is not the headline");
    region_close(&scratch);
    region_close(&keep);
}

static void test_page(void)
{
    struct region keep = test_region(), scratch = test_region();
    const struct synopsis *s = fixture_ferry(&keep.arena);
    const struct brief *b = brief_of(&keep.arena, scratch.arena, s);
    struct front_story stories[] = { story_of(b, s->headline), story_of(b, SPAN("عنوان")), story_of(NULL, SPAN("")) };
    struct front_page page = page_of(stories, 3);
    struct span html = write(&keep.arena, &page);
    check(page_mistakes(&keep.arena, framed(&keep.arena, html)) == 0, "a page");
    check(holds(html, "Tuesday, 11 March 2031") && holds(html, "href=\"/?day=2031-03-10\""), "of a day, which leads to the other");
    check(holds(html, "M48 1V19M199 1V19") && holds(html, "M59 11V19"), "reports are drawn: own tall, copies low");
    check(holds(html, "<h3 lang=\"ar\" dir=\"rtl\">"), "right-to-left headlines are told to be so");
    check(holds(html, "s4: no title") && holds(html, "not compared yet"), "what is missing is said");
    check(!holds(html, "style="), "nothing stands inline");
    page.filter = (struct front_filter){ .day_named = true, .accounts = 3, .conflicts = true, .since = 9,
                                         .language = SPAN("e\"n"), .order = FRONT_BY_SIZE };
    page.next = SPAN("12.5.4");
    html = write(&keep.arena, &page);
    check(holds(html, "/?day=2031-03-11&amp;min=3&amp;conflicts=1&amp;since=9&amp;lang=e%22n&amp;order=largest&amp;from=12.5.4"),
          "the next page asks for the same");
    check(page_mistakes(&keep.arena, framed(&keep.arena, html)) == 0, "also with filters");
    region_close(&scratch);
    region_close(&keep);
}

static void test_little(void)
{
    struct region keep = test_region();
    struct front_page none = { .day = INT64_MIN, .before = INT64_MIN, .behind = INT64_MIN };
    struct span html = write(&keep.arena, &none);
    check(holds(html, "No stories yet"), "an empty store");
    check(page_mistakes(&keep.arena, framed(&keep.arena, html)) == 0, "is a page");
    struct front_page day = page_of(NULL, 0);
    html = write(&keep.arena, &day);
    check(holds(html, "No story of this day is so") && !holds(html, "class=\"sts\""), "an empty day");
    struct front_story one = story_of(NULL, SPAN("Quay closed"));
    one.reports = 1;
    one.tick_count = 1;
    one.latest = one.first;
    struct front_page single = page_of(&one, 1);
    html = write(&keep.arena, &single);
    check(holds(html, "1 independent account</b> in 1 report") && !holds(html, "class=\"sts\""), "one story, of one report");
    check(page_mistakes(&keep.arena, framed(&keep.arena, html)) == 0, "is a page, too");
    region_close(&keep);
}

static void test_hostile(void)
{
    struct region keep = region_open((size_t)512 << 20), scratch = test_region();
    const struct synopsis *s = hostile_story(&keep.arena);
    const struct brief *b = brief_of(&keep.arena, scratch.arena, s);
    struct front_story stories[] = { story_of(b, SPAN(HOSTILE)), story_of(b, SPAN(HOSTILE)), story_of(NULL, SPAN(HOSTILE)) };
    stories[1].languages = stories[2].outlet = stories[2].begin = SPAN(HOSTILE);
    stories[2].ticks = NULL;
    stories[2].tick_count = 0;
    struct front_page page = page_of(stories, 3);
    struct span html = write(&keep.arena, &page);
    check(page_mistakes(&keep.arena, framed(&keep.arena, html)) == 0, "hostile stories are a page");
    check(!holds(html, "<script") && !holds(html, "\xe2\x80\xae"), "their scripts are text, their turns of direction are not there");
    char *long_title = arena_new(&keep.arena, char, 5001);
    memset(long_title, 'w', 5000);
    stories[0].headline = span_of(long_title);
    check(write(&keep.arena, &page).len < html.len + 1000, "a headline without end ends");
    region_close(&scratch);
    region_close(&keep);
}

static void test_large(void)
{
    struct region keep = region_open((size_t)512 << 20), scratch = test_region();
    const struct synopsis *s = large_story(&keep.arena, 40, 200);
    const struct brief *b = brief_of(&keep.arena, scratch.arena, s);
    struct front_story stories[25];
    struct front_tick ticks[2000];
    for (unsigned i = 0; i < 2000; i++)
        ticks[i] = (struct front_tick){ (uint16_t)(i * 7 % 1440), i % 3 == 0 };
    for (unsigned i = 0; i < 25; i++) {
        stories[i] = story_of(b, s->headline);
        stories[i].ticks = ticks;
        stories[i].tick_count = 2000;
    }
    struct front_page page = page_of(stories, 25);
    struct span html = write(&keep.arena, &page);
    check(html.len < 300000, "a page of large stories is no larger than a page may be");
    region_close(&scratch);
    region_close(&keep);
}

static void test_found(void)
{
    struct region keep = test_region();
    struct mark hits[] = { { 4, 9 } };
    struct found_article at[] = {
        { .article = 17, .story = 4, .outlet = SPAN(HOSTILE), .language = SPAN("ar"), .title = SPAN(HOSTILE), .versions = 2,
          .text = SPAN("The <b>fe</b> rry ran aground."), .shown = { 0, 20 }, .hits = { hits, 1 }, .title_hits = { hits, 1 } },
        { .article = 18, .first_seen = DAY, .text = SPAN("Nothing"), .versions = 1 },
    };
    struct listed_story story[] = { { .story = 4, .headline = SPAN(HOSTILE), .languages = SPAN("en"), .reports = 9,
                                      .origins = 3, .told = true, .outdated = true }, { .story = 0 } };
    struct site_found found = { .form = { .query = SPAN(HOSTILE), .outlet = SPAN("\"") }, .asked = SPAN(HOSTILE),
                                .page = { .at = at, .count = 2, .found = 1000, .more = true }, .story = story,
                                .next = SPAN("99") };
    struct buffer out = buffer_in(&keep.arena);
    site_found(&out, &found);
    struct span html = buffer_span(&out);
    check(page_mistakes(&keep.arena, framed(&keep.arena, html)) == 0, "what was found is a page");
    check(!holds(html, "<script") && holds(html, "<mark>&lt;b&gt;fe</mark>"), "words are marked, markup is text");
    check(holds(html, "More than 1000 reports found"), "what was not counted to the end says so");
    struct site_found_story by_story[] = { { story[0], 0, 1 }, { story[1], 1, 1 } };
    const uint32_t order[] = { 0, 1 };
    found.form.by_story = true;
    found.stories = by_story;
    found.story_count = 2;
    found.hits = order;
    struct buffer grouped = buffer_in(&keep.arena);
    site_found(&grouped, &found);
    check(page_mistakes(&keep.arena, framed(&keep.arena, buffer_span(&grouped))) == 0, "also by story");
    region_close(&keep);
}

/* A mistake at any byte, also within a letter and behind the end. */
static void test_mistake(void)
{
    struct region keep = test_region();
    bool good = true;
    for (uint64_t at = 0; at <= 9; at++) {
        struct site_found found = { .asked = SPAN("flöd <x"), .problem = SPAN("no such <field>"), .problem_at = at };
        struct buffer out = buffer_in(&keep.arena);
        site_found(&out, &found);
        good &= page_mistakes(&keep.arena, framed(&keep.arena, buffer_span(&out))) == 0;
        good &= holds(buffer_span(&out), "no such &lt;field&gt;");
    }
    check(good, "a mistake is shown wherever it is");
    region_close(&keep);
}

static void test_about(void)
{
    struct region keep = test_region();
    struct buffer out = buffer_in(&keep.arena);
    site_about(&out);
    check(page_mistakes(&keep.arena, framed(&keep.arena, buffer_span(&out))) == 0, "the method is a page");
    for (unsigned i = 0; i < DIFFERENCE_LABEL_COUNT; i++)
        check(holds(buffer_span(&out), word_difference(i)), word_difference(i));
    region_close(&keep);
}

int main(void)
{
    test_brief();
    test_page();
    test_little();
    test_hostile();
    test_large();
    test_found();
    test_mistake();
    test_about();
    return tap_end();
}
