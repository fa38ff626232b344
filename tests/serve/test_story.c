/* The pages of a story, asked for as browsers do: all links are answered, none is too large, nothing hostile gets through. */
#include "ask.h"

#include "base/map.h"

enum { PAGE_MOST = 300000, LINKS_MOST = 3000 };

/* Three reports of one event whose titles, outlets and addresses try to be markup. */
static const char hostile[] =
    "{\"id\":\"h1\",\"url\":\"https://one.example/?a=\\\"><script>alert(1)</script>\",\"outlet\":\"<img src=x onerror=alert(1)>"
    "\",\"title\":\"Tram jumps rails in Oskeld, 12 hurt <script>alert(2)</script>\",\"published\":\"2031-03-20T08:00:00Z\","
    "\"text\":\"A tram jumped the rails in Oskeld on Thursday and 12 people were hurt, fire chief Maud Terring said.\\n\\n"
    "\\\"The brakes did not answer,\\\" said the driver, Pelle Ansgar.\\n\\nThe cause was not immediately known. "
    "The tram company Oskeld Lines declined to comment.\\n\\nThe line to the harbour stays closed until Friday.\"}\n"
    "{\"id\":\"h2\",\"url\":\"javascript:alert(3)\",\"outlet\":\"'; DROP TABLE article; --\",\"title\":\"Twelve hurt as tram "
    "jumps rails in Oskeld\",\"published\":\"2031-03-20T09:30:00Z\",\"text\":\"Twelve people were hurt when a tram jumped the "
    "rails in Oskeld on Thursday, fire chief Maud Terring said.\\n\\n\\\"The brakes did not answer,\\\" the driver Pelle Ansgar "
    "told reporters.\\n\\n<b onclick=alert(4)>The tram carried 40 people.</b>\\n\\nThe line to the harbour stays closed.\"}\n"
    "{\"id\":\"h3\",\"url\":\"https://three.example/tram\",\"outlet\":\"\\u202egro.elpmaxe\",\"title\":\"Oskeld tram jumps rails, 14 "
    "hurt\",\"published\":\"2031-03-20T11:00:00Z\",\"text\":\"A tram jumped the rails in Oskeld on Thursday and 14 people were "
    "hurt, the hospital said.\\n\\nThe tram carried 55 people, passengers said, and the brakes failed.\\n\\nThe line to the "
    "harbour stays closed until Friday, the mayor said.\"}\n";

/* ---- links ---- */

static struct span unescape(struct arena *keep, struct span s)
{
    struct buffer out = buffer_in(keep);
    for (size_t i = 0; i < s.len; i++) {
        bool amp = span_starts(span_from(s, i), SPAN("&amp;"));
        buffer_byte(&out, s.at[i]);
        i += amp ? 4 : 0;
    }
    buffer_byte(&out, '\0');
    return span_cut(buffer_span(&out), 0, out.len - 1);
}

static bool has_id(struct arena *keep, struct span page, struct span id)
{
    struct span wanted = arena_printf(keep, " id=\"%.*s\"", (int)id.len, id.at);
    return span_find(page, wanted, 0) != SPAN_NONE;
}

static bool is_answered(struct asking *a, struct span page, struct span link)
{
    struct arena *keep = &a->answers.arena;
    size_t mark = span_find_byte(link, '#', 0);
    struct span path = mark == SPAN_NONE ? link : span_cut(link, 0, mark);
    if (path.len) {
        struct http_answer answer = ask_get(a, arena_copy(keep, path).at);
        if (answer.status != 200)
            return false;
        page = buffer_span(&answer.body);
    }
    return mark == SPAN_NONE || has_id(keep, page, span_from(link, mark + 1));
}

/* How many links of the page lead nowhere; each address is asked once in all. */
static int dead_links(struct asking *a, struct intern *asked, struct span page)
{
    int dead = 0;
    for (size_t at = 0; (at = span_find(page, SPAN("href=\""), at)) != SPAN_NONE;) {
        at += 6;
        struct span link = span_cut(page, at, span_find_byte(page, '"', at));
        size_t before = asked->count;
        bool ours = link.len && (link.at[0] == '/' || link.at[0] == '#');
        if (ours && link.at[0] == '/')
            intern_add(asked, link);
        if (!ours || (link.at[0] == '/' && asked->count == before) || asked->count > LINKS_MOST)
            continue;
        if (!is_answered(a, page, unescape(&a->answers.arena, link))) {
            printf("# dead: %.*s\n", (int)link.len, link.at);
            dead++;
        }
    }
    return dead;
}

static void test_links(struct asking *a)
{
    struct region region = test_region();
    struct intern asked = intern_in(&region.arena, LINKS_MOST);
    int dead = 0, pages = 0;
    for (int story = 1; story <= 12; story++) {
        struct http_answer page = ask_get(a, arena_printf(&region.arena, "/stories/s%d", story).at);
        if (page.status != 200)
            continue;
        pages++;
        check(page.body.len < PAGE_MOST, "a page of a story is not too large");
        dead += dead_links(a, &asked, ask_body(&page));
        for (size_t i = 0; i < 5; i++) {
            static const char *const items[] = { "claims", "differences", "quotes", "timeline", "lineage" };
            page = ask_get(a, arena_printf(&region.arena, "/stories/s%d/%s/1", story, items[i]).at);
            if (page.status == 200)
                dead += dead_links(a, &asked, ask_body(&page));
        }
    }
    check(pages >= 4 && asked.count > 100, "stories with links");
    check(dead == 0, "all of which are answered");
    region_close(&region);
}

/* ---- what is asked in other ways ---- */

/* The story with these words on its page. */
static int story_with(struct asking *a, const char *words)
{
    char target[40];
    for (int story = 1; story <= 12; story++) {
        snprintf(target, sizeof target, "/stories/s%d", story);
        struct http_answer page = ask_get(a, target);
        if (page.status == 200 && ask_has(&page, words))
            return story;
    }
    return 0;
}

static bool is_harmless(const struct http_answer *page)
{
    return page->status == 200 && !ask_has(page, "<script>alert") && !ask_has(page, "<img") && !ask_has(page, "<b on") &&
           !ask_has(page, "href=\"javascript") && !ask_has(page, "\xe2\x80\xae") && !ask_has(page, " style=");
}

static void test_hostile(struct asking *a)
{
    static const char *const parts[] = { "", "?columns=origin", "?claims=all", "?reports=all", "/claims/1", "/quotes/1",
                                         "/differences/1", "/log" };
    char target[80];
    int story = story_with(a, "Oskeld");
    check(story, "the hostile reports are a story");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        snprintf(target, sizeof target, "/stories/s%d%s", story, parts[i]);
        struct http_answer page = ask_get(a, target);
        check(is_harmless(&page), target);
    }
    snprintf(target, sizeof target, "/stories/s%d", story);
    struct http_answer page = ask_get(a, target);
    check(ask_has(&page, "&lt;script&gt;alert(2)") && ask_has(&page, "&lt;img src=x"), "what they say is shown as text");
    check(ask_has(&page, "The cause was not immediately known.") && ask_has(&page, "declined to comment"),
          "what reports call open, and who gave no answer");
}

static void test_queries(struct asking *a)
{
    check(ask_get(a, "/stories/s1?columns=rows").status == 400, "columns of another kind");
    check(ask_get(a, "/stories/s1?claims=all&from=-1").status == 400, "a place before the first");
    check(ask_get(a, "/stories/s1?claims=all&from=99999").status == 200, "a place behind the last");
    check(ask_get(a, "/stories/s99999").status == 404, "no such story");
    check(ask_get(a, "/stories/1").status == 404, "a story without its letter");
    check(ask_get(a, "/stories/s1/claims/99999").status == 404, "no such claim");
    check(ask_get(a, "/stories/s1/claims/0").status == 404, "claims are counted from 1");
    check(ask_get(a, "/stories/s1/claims/1x").status == 404, "a number with a letter");
    check(ask_get(a, "/stories/s1/claims/4294967297").status == 404, "a number that is too large for any");
    struct http_answer page = ask_get(a, "/stories/s1"), part = ask_get(a, "/stories/s1/claims/1?part=1");
    check(part.status == 200 && !ask_has(&part, "<html") && ask_has(&part, "<h2 id=\"beside-h\""), "the inside alone");
    check(page.etag[0] && !page.location.len, "a page has a tag");
    a->known = span_of(page.etag);
    check(ask_get(a, "/stories/s1").status == 304, "which is not sent again");
    check(ask_get(a, "/stories/s1?columns=origin").status == 200, "but to who has another page");
    a->known = (struct span){ NULL, 0 };
}

int main(void)
{
    struct asking *a = ask_open(hostile);
    test_links(a);
    test_hostile(a);
    test_queries(a);
    ask_close(a);
    return tap_end();
}
