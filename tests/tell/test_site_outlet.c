/* Pages of outlets, of names, of sources: of good content, of bad, of none. */
#include "hostile.h"
#include "page.h"
#include "tap.h"

#include "news/attribution.h"
#include "tell/markup.h"
#include "tell/site_name.h"
#include "tell/site_outlet.h"
#include "tell/site_sources.h"

enum { NOON = 1930996800 };            /* 11 March 2031, 12:00 */

static bool holds(struct span s, const char *words) { return span_find(s, span_of(words), 0) != SPAN_NONE; }

static bool holds_once(struct span s, const char *words)
{
    size_t at = span_find(s, span_of(words), 0);
    return at != SPAN_NONE && span_find(s, span_of(words), at + 1) == SPAN_NONE;
}

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

static bool is_whole(struct span html)
{
    struct region region = test_region();
    int mistakes = page_mistakes(&region.arena, framed(&region.arena, html));
    region_close(&region);
    return !mistakes && !holds(html, "style=");
}

static struct when minute(int64_t at) { return (struct when){ .from = at, .to = at + 60, .precision = WHEN_MINUTE, .zoned = true }; }

/* ---- outlets ---- */

static struct span list_of(struct arena *keep, struct span name, int64_t cursor, struct span letters, uint32_t count)
{
    struct outlet_line lines[] = { { 12, name, 163, 72, 0, NOON - 86400, NOON }, { 3, SPAN("صدى النهر"), 2, 0, 1, NOON, NOON } };
    struct outlets_page page = { lines, count, cursor, 2 };
    struct site_outlets shown = { &page, OUTLETS_BY_NAME, letters, cursor != 0 };
    struct buffer out = buffer_in(keep);
    site_outlets(&out, &shown);
    return buffer_span(&out);
}

static void test_list(void)
{
    struct region r = test_region();
    struct span html = list_of(&r.arena, SPAN("Harbour Times"), 3, SPAN("a&b"), 2);
    check(is_whole(html), "a list is well formed");
    check(holds(html, "<a href=\"/outlets/12\"><bdi>Harbour Times</bdi></a>") && holds(html, "صدى النهر"), "it names outlets");
    check(holds(html, ">163<") && holds(html, ">72<") && holds(html, "11 March 2031"), "and how much there is of each");
    check(holds(html, "order=name&amp;q=a%26b&amp;from=3"), "the next page keeps what was asked");
    check(holds(html, "value=\"a&amp;b\""), "and so does the form");
    html = list_of(&r.arena, SPAN(HOSTILE), 0, SPAN(HOSTILE), 1);
    check(is_whole(html) && !holds(html, "<script>"), "whatever they are called");
    html = list_of(&r.arena, SPAN(""), 0, SPAN("zz"), 0);
    check(is_whole(html) && holds(html, "No outlet is called so.") && !holds(html, "rel=\"next\""), "none is called so");
    html = list_of(&r.arena, SPAN(""), 0, SPAN(""), 0);
    check(is_whole(html) && holds(html, "no reports yet"), "there are none");
    region_close(&r);
}

static struct outlet_view view_of(struct arena *keep, struct span text, struct span language)
{
    struct outlet_view v = { .line = { 12, text, 163, 1, 1, NOON - 86400 * 3, NOON }, .looked_at = 4, .stories = 2,
                             .roles = { 1, 0, 1, 1, 1 }, .changed = OUTLET_CHANGES_COUNTED, .cursor = 77, .period_days = 1 };
    v.languages = arena_new(keep, struct outlet_language, 1);
    v.languages[v.language_count++] = (struct outlet_language){ language, 4 };
    v.reports = arena_new(keep, struct outlet_report, 4);
    for (uint32_t i = 0; i < 4; i++)
        v.reports[v.report_count++] = (struct outlet_report){
            .article = { 20 - i, i < 2 ? 4 : 5 + i, NOON, 1, language, i ? text : SPAN(""), SPAN(""), minute(NOON - i * 600) },
            .headline = text, .story_reports = 3, .origins = 2, .role = i ? (enum outlet_role)i : OUTLET_COPY,
            .source = i ? 0 : 9, .source_outlet = 3, .source_name = text, .takers = i };
    v.sources.at = arena_new(keep, struct outlet_partner, 1);
    v.sources.at[0] = (struct outlet_partner){ 3, text, 1 };
    v.sources.count = v.sources.reports = 1;
    v.sources.more = 2;
    v.changes = arena_new(keep, struct outlet_change, 1);
    v.changes[v.change_count++] = (struct outlet_change){ v.reports[0].article, NOON, true, false };
    v.changes[0].article.versions = 3;
    v.only = arena_new(keep, struct outlet_only, 1);
    v.only[v.only_count++] = (struct outlet_only){ 20, 4, { 5, 9 }, text, text, language };
    v.periods = arena_new(keep, struct outlet_period, 4);
    for (v.period_count = 0; v.period_count < 4; v.period_count++)
        v.periods[v.period_count] = (struct outlet_period){ NOON - 43200 - 86400 * (3 - v.period_count), v.period_count * 9 };
    return v;
}

static struct span write_view(struct arena *keep, const struct outlet_view *v, bool further)
{
    struct buffer out = buffer_in(keep);
    site_outlet(&out, v, further);
    return buffer_span(&out);
}

static void test_outlet(void)
{
    struct region r = test_region();
    struct outlet_view v = view_of(&r.arena, SPAN("Bridge falls"), SPAN("en"));
    struct span html = write_view(&r.arena, &v, false);
    check(is_whole(html), "an outlet's page is well formed");
    check(holds(html, "163 reports") && holds(html, "Of its latest 4 reports, in 2 stories."), "it says how many, and of how many");
    check(holds(html, "reprint from <a href=\"/articles/a9\">") && holds(html, "no title"), "of a copy, of what");
    check(holds_once(html, "<a href=\"/stories/s4\">"), "a story is told once");
    check(holds(html, "and again"), "with all reports of it");
    check(holds(html, "/articles/a20?at=5-9#at") && holds(html, "/articles/a20/changes?from=2&amp;to=3"), "places and changes");
    check(holds(html, "1000 or more") && holds(html, "no new note of correction; the headline too"), "silent changes");
    check(holds(html, "<rect x=\"31\" y=\"0\"") && holds(html, "27 at most"), "it is drawn, and told");
    check(holds(html, "/outlets/12?from=77") && holds(html, "/outlets/12/atom"), "further ones, and the feed");
    html = write_view(&r.arena, &v, true);
    check(is_whole(html) && !holds(html, "<rect") && holds(html, "and again"), "a further page has reports alone");
    v = view_of(&r.arena, SPAN(HOSTILE), SPAN("\"><b>"));
    html = write_view(&r.arena, &v, false);
    check(is_whole(html) && !holds(html, "<script>"), "whatever it says");
    v = view_of(&r.arena, SPAN("انهيار الجسر"), SPAN("ar"));
    check(holds(write_view(&r.arena, &v, false), "lang=\"ar\" dir=\"rtl\""), "words run as they are written");
    v = (struct outlet_view){ .line = { 12, SPAN("Nobody"), 0, 0, 0, 0, 0 } };
    check(is_whole(write_view(&r.arena, &v, false)), "an outlet that has nothing any more");
    region_close(&r);
}

/* ---- names ---- */

static struct name_view name_of(struct arena *keep, struct span text, struct span language)
{
    struct name_view v = { .name = text, .cursor = 88, .speaks = NAME_COUNT_MOST, .mentioned = 1 };
    v.statements = arena_new(keep, struct name_statement, 3);
    for (uint32_t i = 0; i < 3; i++)
        v.statements[v.statement_count++] = (struct name_statement){
            .article = i ? 9 : 8, .story = 4, .outlet_id = 12, .outlet = text, .title = text, .headline = text,
            .language = language, .at = NOON, .published = minute(NOON), .place = { 5 + i, 20 }, .words = text,
            .speaker = SPAN("the mayor"), .kind = (uint8_t)(i + 1), .stance = (uint8_t)(i * 5), .more = i };
    v.forms = v.roles = arena_new(keep, struct name_form, 2);
    v.forms[0] = (struct name_form){ text, ENTITY_PERSON, 4 };
    v.forms[1] = (struct name_form){ SPAN("Эмиль / Гаро"), 200, 1 };
    v.form_count = v.role_count = 2;
    v.mentions = arena_new(keep, struct name_mention, 2);
    v.mentions[0] = (struct name_mention){ 7, 4, text, text, language, minute(NOON), { 2, 6 } };
    v.mentions[1] = (struct name_mention){ .article = 6, .story = 4 };
    v.mention_count = 2;
    return v;
}

static struct span write_name(struct arena *keep, const struct name_view *v, bool further)
{
    struct buffer out = buffer_in(keep);
    site_name(&out, v, further);
    return buffer_span(&out);
}

static void test_name(void)
{
    struct region r = test_region();
    struct name_view v = name_of(&r.arena, SPAN("Emil Garo"), SPAN("en"));
    struct span html = write_name(&r.arena, &v, false);
    check(is_whole(html), "a name's page is well formed");
    check(holds(html, "Quoted in 300 reports or more") && holds(html, "named in 1 other"), "it counts as far as it goes");
    check(holds(html, "/articles/a8?at=5-20#at") && holds(html, "/articles/a9?at=7-20#at"), "words lead to their place");
    check(holds(html, "href=\"/names/%D0%AD%D0%BC%D0%B8%D0%BB%D1%8C%20%2F%20%D0%93%D0%B0%D1%80%D0%BE\""), "other spellings do");
    check(holds(html, "is said to have said") && holds(html, "as <bdi class=\"words\">the mayor</bdi>"), "how it was said");
    check(holds(html, "in 2 reports more of the story"), "and how often");
    check(holds(html, "/articles/a7?at=2-6#at") && holds(html, "/articles/a6\""), "where it is named");
    check(holds(html, "/names/Emil%20Garo?from=88"), "further ones");
    check(is_whole(write_name(&r.arena, &v, true)), "a further page is well formed");
    v = name_of(&r.arena, SPAN(HOSTILE), SPAN("x\"y"));
    html = write_name(&r.arena, &v, false);
    check(is_whole(html) && !holds(html, "<script>"), "whoever says whatever");
    char *text = arena_new(&r.arena, char, 4001);
    for (int i = 0; i < 4000; i += 2)
        memcpy(text + i, "é", 2);
    v = name_of(&r.arena, (struct span){ text, 4000 }, SPAN("fr"));
    check(is_whole(write_name(&r.arena, &v, false)) && holds(write_name(&r.arena, &v, false), "é …</a>"), "long words are cut");
    v = name_of(&r.arena, SPAN("عمدة"), SPAN("ar"));
    check(holds(write_name(&r.arena, &v, false), "<blockquote class=\"words direct\" lang=\"ar\" dir=\"rtl\">"), "right to left");
    v = (struct name_view){ .name = SPAN("Nobody") };
    check(holds(write_name(&r.arena, &v, false), "No report names anybody so."), "nobody");
    region_close(&r);
}

static void test_names(void)
{
    struct region r = test_region();
    struct name_found at[] = { { SPAN("Emil Garo"), ENTITY_PERSON, 4, 3, NOON }, { SPAN(HOSTILE), 77, 1, 0, 0 } };
    struct names_found found = { at, 2, 5, SPAN("") };
    struct buffer out = buffer_in(&r.arena);
    site_names(&out, &found, SPAN(HOSTILE));
    struct span html = buffer_span(&out);
    check(is_whole(html) && !holds(html, "<script>") && holds(html, "/names/Emil%20Garo"), "names that begin so");
    found = (struct names_found){ .count = 0, .note = SPAN(HOSTILE) };
    out = buffer_in(&r.arena);
    site_names(&out, &found, SPAN("x"));
    check(is_whole(buffer_span(&out)) && holds(buffer_span(&out), "No name begins so."), "none does");
    region_close(&r);
}

/* ---- sources ---- */

static struct span write_sources(struct arena *keep, struct span text, uint32_t count)
{
    struct site_source at[] = {
        { .url = SPAN("https://harbour.example/feed"), .title = text, .kind = SITE_SOURCE_FEED, .interval = 900, .asked = NOON - 60,
          .next = NOON + 900, .entries = 37 },
        { .url = text, .error = text, .kind = 200, .failures = 3, .status = 503, .interval = 90, .next = NOON },
        { .url = SPAN("javascript:alert(1)"), .gone = true, .status = -4, .interval = 172800 },
        { .url = SPAN("feeds.opml"), .paused = true, .interval = 3600 } };
    struct site_sources page = { .at = at, .count = count, .all = count, .failing_all = 1, .pages_ahead = 10000,
                                 .pages_most = 10000, .cursor = count ? 4 : 0, .failing = true, .store = text,
                                 .program = SPAN("0.1.0"), .articles = 1000001, .bytes = 7214088192u, .free_bytes = 4096,
                                 .told = 10000, .told_most = 10000, .schema = 3, .latest_seen = NOON - 7200, .now = NOON };
    struct buffer out = buffer_in(keep);
    site_sources(&out, &page);
    return buffer_span(&out);
}

static void test_sources(void)
{
    struct region r = test_region();
    struct span html = write_sources(&r.arena, SPAN("news.db"), 4);
    check(is_whole(html), "the page of sources is well formed");
    check(holds(html, "15 minutes") && holds(html, "90 seconds") && holds(html, "2 days") && holds(html, "1 hour"), "their paces");
    check(holds(html, "3 failures one after the other; status 503") && holds(html, "gone for good"), "how they are");
    check(!holds(html, "href=\"javascript") && holds(html, "<bdi>feeds.opml</bdi>"), "what is no page is no link");
    check(holds(html, "7.2 GB") && holds(html, "10000 or more") && holds(html, "2 hours ago"), "how the store is");
    check(holds(html, "/sources?from=4&amp;failing=1"), "further ones");
    html = write_sources(&r.arena, SPAN(HOSTILE), 4);
    check(is_whole(html) && !holds(html, "<script>"), "whatever they call themselves");
    check(is_whole(write_sources(&r.arena, SPAN(""), 0)) && holds(write_sources(&r.arena, SPAN(""), 0), "Nothing is watched."),
          "there are none");
    region_close(&r);
}

int main(void)
{
    test_list();
    test_outlet();
    test_name();
    test_names();
    test_sources();
    return tap_end();
}
