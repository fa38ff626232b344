/* Articles on the server: text and marks, places, versions, changes. */
#include "ask.h"

#include "tell/words.h"

#define BRIDGE(HURT) \
    "{\"id\":\"orm-1\",\"url\":\"https://orm.example/bridge\",\"outlet\":\"Orm Courier\",\"title\":\"Bridge falls at Orm\"," \
    "\"published\":\"2031-03-02T08:00:00Z\",\"language\":\"en\",\"text\":\"The old bridge at Orm fell at dawn on Sunday. " \
    "At least " HURT " people were hurt, the warden Ilsa Torm said.\\n\\nNobody was on it when it fell, she said.\"}\n"
#define ATTACK \
    "{\"id\":\"bad\",\"url\":\"javascript:alert(1)\",\"outlet\":\"<img src=x onerror=alert(1)>\"," \
    "\"title\":\"</h1><script>alert(1)</script>\",\"language\":\"\\\"><b>\",\"published\":\"2031-03-03\"," \
    "\"text\":\"<script>alert(2)</script> The ferry \\\"Estrela\\\" sank, <b onclick=x>he said</b>. Nine people died.\"}\n"

/* The number of the one article that says this. */
static int article_with(struct asking *a, const char *words)
{
    char path[64];
    for (int i = 1; i < 40; i++) {
        snprintf(path, sizeof path, "/articles/a%d", i);
        struct http_answer page = ask_get(a, path);
        if (page.status == 200 && ask_has(&page, words))
            return i;
    }
    return 0;
}

static struct http_answer get(struct asking *a, int article, const char *rest)
{
    char path[128];
    snprintf(path, sizeof path, "/articles/a%d%s", article, rest);
    return ask_get(a, path);
}

static void test_reports(void)
{
    struct asking *a = ask_open(NULL);
    struct http_answer page = ask_get(a, "/articles/a1?compare=1");
    check(page.status == 200, "an article has a page");
    check(ask_has(&page, "<h1"), "with its headline");
    check(ask_has(&page, "class=\"m\" id=\"mc"), "claims of its story are marked");
    check(ask_has(&page, "<section class=\"gloss\" id=\"nc"), "and have notes");
    check(ask_has(&page, "/stories/s"), "it leads to its story");
    check(!ask_has(&page, "style=\""), "nothing stands inline");
    struct http_answer place = ask_get(a, "/articles/a1?compare=1&at=200-230");
    check(ask_has(&place, "id=\"at\""), "a place is marked");
    check(ask_has(&place, "class=\"to\""), "and leads back");
    check(ask_get(a, "/articles/a1?at=9-3").status == 400, "a place ends behind its begin");
    check(ask_get(a, "/articles/a1?at=x").status == 400, "and is numbers");
    check(ask_get(a, "/articles/a1?at=99999999999-999999999999").status == 400, "of some size");
    check(ask_get(a, "/articles/a1?at=90000000-99999999").status == 200, "beside the text it is no mistake");
    check(ask_get(a, "/articles/a999").status == 404, "an article that is not there");
    check(ask_get(a, "/articles/story").status == 404, "and no article at all");
    check(ask_get(a, "/articles/a1?version=2").status == 404, "a version that is not there");
    check(ask_get(a, "/articles/a1/changes").status == 404, "one version has no changes");
    a->known = span_of(page.etag);
    check(page.etag[0] && ask_get(a, "/articles/a1?compare=1").status == 304, "who has it is told so");
    ask_close(a);
}

static void test_versions(void)
{
    struct asking *a = ask_open(BRIDGE("12") BRIDGE("15"));
    int id = article_with(a, "Orm Courier");
    struct http_answer now = get(a, id, "?compare=1"), before = get(a, id, "?compare=1&version=1");
    check(id && now.status == 200 && before.status == 200, "an article of two versions");
    check(ask_has(&now, "15 people") && !ask_has(&now, "12 people"), "the present one is shown");
    check(ask_has(&before, "12 people") && !ask_has(&before, "15 people"), "an earlier one where it is asked for");
    check(ask_has(&before, word_text(WORD_EARLIER_VERSION)), "which says so");
    check(ask_has(&now, "changes?from=1&amp;to=2"), "and what changed is linked to");
    struct http_answer changes = get(a, id, "/changes?from=1&to=2");
    check(changes.status == 200 && ask_has(&changes, "<del>") && ask_has(&changes, "<ins>"),
          "words taken out and put in");
    check(ask_has(&changes, word_text(WORD_SILENTLY)), "silently");
    check(get(a, id, "/changes").status == 200, "the last two where none are named");
    check(get(a, id, "/changes?from=1&to=7").status == 404, "one that is not there");
    ask_close(a);
}

static void test_attack(void)
{
    struct asking *a = ask_open(ATTACK);
    int id = article_with(a, "Estrela&quot; sank");
    struct http_answer page = get(a, id, "?compare=1");
    check(id && page.status == 200, "a hostile report has a page");
    check(ask_has(&page, "&lt;script&gt;alert("), "its markup is text");
    check(!ask_has(&page, "<script>") && !ask_has(&page, "<img") && !ask_has(&page, "<b onclick"), "and nothing else");
    check(!ask_has(&page, "href=\"javascript"), "its address is not linked to");
    ask_close(a);
}

int main(void)
{
    test_reports();
    test_versions();
    test_attack();
    return tap_end();
}
