/* Every place that a story points to is marked in its report, letter for letter: also where the outlet prints the same
 * under all its pages, which is taken out before they are compared. */
#include "ask.h"

#include <sys/stat.h>

#include "text/json.h"

static const char standing[] = "The Ostwick Chronicle has been printed in the harbour town since the year of the great "
                               "flood and is read in forty villages along the coast every single morning.";
static const char *const bodies[][3] = {
    { "A fire broke out in the grain store of Ostwick harbour on Friday morning, the fire service said.",
      "Eleven people were taken to hospital with burns after the fire in the grain store of Ostwick.",
      "The harbour master Tilda Brenn said the harbour would stay closed until Sunday." },
    { "Fire has destroyed the grain store of Ostwick harbour, the fire service of Ostwick said on Friday.",
      "Burns brought eleven people to hospital after the grain store of Ostwick burnt.",
      "Harbour master Tilda Brenn said that the harbour stays closed until Sunday evening." },
    { "The grain store of Ostwick harbour burnt on Friday morning, according to the fire service.",
      "In the Ostwick hospital eleven people are treated for burns from the grain store fire.",
      "The harbour will be closed until Sunday, said Tilda Brenn, its \"master\" & warden." },
    { "On Friday the grain store in the harbour of Ostwick went up in flames, said the fire service.",
      "Eleven people with burns were in hospital after the fire at the Ostwick grain store.",
      "Until Sunday the harbour is closed, its master Tilda Brenn said." }
};
enum { PAGES = sizeof bodies / sizeof *bodies };

static void put_escaped(FILE *out, const char *text)
{
    for (const char *c = text; *c; c++)
        if (*c == '&')
            fputs("&amp;", out);
        else
            fputc(*c, out);
}

static void write_page(const char *folder, unsigned number)
{
    char path[128];
    snprintf(path, sizeof path, "%s/page%u.html", folder, number);
    FILE *out = fopen(path, "w");
    fprintf(out, "<html lang=en><head><title>Fire in grain store of Ostwick harbour</title>"
                 "<meta property='og:site_name' content='Ostwick Chronicle'>"
                 "<meta property='article:published_time' content='2031-03-21T08:0%u:00Z'>"
                 "<link rel=canonical href='https://ostwick.example/fire-%u'></head><body><article>"
                 "<h1>Fire in grain store of Ostwick harbour</h1><p>%s</p>", number, number, standing);
    for (unsigned i = 0; i < 3; i++) {
        fputs("<p>", out);
        put_escaped(out, bodies[number][i]);
        fputs("</p>", out);
    }
    fputs("</article></body></html>\n", out);
    fclose(out);
}

static void remove_pages(const char *folder)
{
    char path[128];
    for (unsigned i = 0; i < PAGES; i++) {
        snprintf(path, sizeof path, "%s/page%u.html", folder, i);
        unlink(path);
    }
    rmdir(folder);
}

/* ---- what is marked on a page ---- */

static bool begins(struct span s, size_t at, const char *with)
{
    size_t length = strlen(with);
    return at + length <= s.len && memcmp(s.at + at, with, length) == 0;
}

static size_t behind(struct span s, size_t at, const char *what)
{
    while (at < s.len && !begins(s, at, what))
        at++;
    return at < s.len ? at + strlen(what) : s.len;
}

/* The letters between `at` and the mark's end; tags, words for those who hear the page, and blanks are no letters. */
static size_t take_letters(struct buffer *out, struct span page, size_t at)
{
    static const struct { const char *entity; char letter; } entities[] = {
        { "&amp;", '&' }, { "&lt;", '<' }, { "&gt;", '>' }, { "&quot;", '"' }, { "&#39;", '\'' }
    };
    while (at < page.len && !begins(page, at, "</mark>")) {
        size_t i = 0, count = sizeof entities / sizeof *entities;
        while (i < count && !begins(page, at, entities[i].entity))
            i++;
        if (begins(page, at, "<span class=\"vh\"")) {
            at = behind(page, at, "</span>");
        } else if (begins(page, at, "<")) {
            at = behind(page, at, ">");
        } else {
            char c = i < count ? entities[i].letter : page.at[at];
            at += i < count ? strlen(entities[i].entity) : 1;
            if (!byte_is_blank(c))
                buffer_byte(out, c);
        }
    }
    return at;
}

/* Up to the key, which shows what a mark looks like. */
static struct span marked(struct arena *keep, struct span whole)
{
    struct buffer out = buffer_in(keep);
    struct span page = span_cut(whole, 0, behind(whole, 0, "<ul class=\"key\""));
    for (size_t at = 0; (at = behind(page, at, "<mark")) < page.len;)
        at = take_letters(&out, page, behind(page, at, ">"));
    return buffer_span(&out);
}

static struct span letters(struct arena *keep, struct span words)
{
    struct buffer out = buffer_in(keep);
    for (size_t i = 0; i < words.len; i++)
        if (!byte_is_blank(words.at[i]))
            buffer_byte(&out, words.at[i]);
    return buffer_span(&out);
}

/* ---- the places of a story ---- */

static void check_place(struct asking *a, struct json place)
{
    struct arena *keep = &a->answers.arena;
    struct span report = json_text(keep, json_member(place, SPAN("report")));
    struct span words = json_text(keep, json_member(place, SPAN("text")));
    struct span address = arena_printf(keep, "/articles/%.*s?at=%.0f-%.0f", (int)report.len, report.at,
                                       json_number(json_member(place, SPAN("from")), -1),
                                       json_number(json_member(place, SPAN("to")), -1));
    struct http_answer page = ask_get(a, address.at);
    check(page.status == 200, "the report is there");
    check_text(marked(keep, ask_body(&page)), letters(keep, words), "the words of the story are marked in it");
}

static unsigned check_places(struct asking *a, struct json synopsis, const char *list, const char *places)
{
    struct json_step one = { 0 };
    struct span key;
    struct json thing, place;
    unsigned count = 0;
    while (json_next(json_member(synopsis, span_of(list)), &one, &key, &thing)) {
        struct json_step two = { 0 };
        while (json_next(json_member(thing, span_of(places)), &two, &key, &place)) {
            check_place(a, place);
            count++;
        }
    }
    return count;
}

static void check_story(struct asking *a)
{
    struct http_answer answer = ask_get(a, "/api/v1/stories/s1/synopsis");
    struct json synopsis = { JSON_NONE, { NULL, 0 } };
    size_t at = 0;
    check(answer.status == 200 && json_parse(ask_body(&answer), &at, &synopsis), "there is a synopsis");
    check(check_places(a, synopsis, "statements", "support") > 2, "claims have places");
    check_places(a, synopsis, "conflicts", "values");
    check_places(a, synopsis, "quotes", "variants");
    check_places(a, synopsis, "timeline", "support");
}

static void test_standing_text(void)
{
    char folder[] = "/tmp/synoptic-pages-XXXXXX";
    struct serving_settings settings = { .local = true };
    if (!check(mkdtemp(folder) != NULL, "a folder for pages"))
        return;
    for (unsigned i = 0; i < PAGES; i++)
        write_page(folder, i);
    struct asking *a = ask_open_of(folder, NULL, &settings);
    struct http_answer synopsis = ask_get(a, "/api/v1/stories/s1/synopsis");
    check(ask_has(&synopsis, "repeated text"), "what stands under all pages is cut");
    check_story(a);
    struct http_answer kept = ask_get(a, "/articles/a1?at=4-11");
    check(kept.status == 200 && ask_has(&kept, "printed in the harbour town"), "a place in the text as it is kept");
    ask_close(a);
    remove_pages(folder);
}

static void test_bundled(void)
{
    struct asking *a = ask_open(NULL);
    check_story(a);
    ask_close(a);
}

int main(void)
{
    test_standing_text();
    test_bundled();
    return tap_end();
}
