/* Whole pages: tests/cases/extract/html/NAME.html and, in NAME.txt, what the rules make of it to the letter; what must
 * come of pages whatever the judge of blocks has learnt stands in test_html_kinds.c. */
#include "extract/html.h"
#include "extract/html_block.h"
#include "extract/html_meta.h"
#include "case.h"
#include "tables/html_cue.h"
#include "tables/html_hint.h"

static struct region kept, scratched;

static void put_line(struct buffer *out, const char *name, struct span value)
{
    if (!value.len)
        return;
    buffer_text(out, name);
    buffer_text(out, ": ");
    for (size_t i = 0; i < value.len; i++)
        buffer_byte(out, value.at[i] == '\n' ? '/' : value.at[i]);
    buffer_byte(out, '\n');
}

static void put_head(struct buffer *out, const struct article *a)
{
    put_line(out, "title", a->title);
    put_line(out, "lede", a->lede);
    for (uint32_t i = 0; i < a->authors.count; i++)
        put_line(out, "author", a->authors.at[i]);
    put_line(out, "byline", a->byline);
    put_line(out, "published", a->published_text);
    put_line(out, "outlet", a->outlet);
    put_line(out, "section", a->section);
    put_line(out, "language", a->language);
    put_line(out, "canonical", a->canonical_url);
    put_line(out, "dateline", a->dateline);
    put_line(out, "agency", a->agency);
    if (a->flags & ARTICLE_STUB)
        put_line(out, "flag", SPAN("stub"));
}

static void put_body(struct buffer *out, const struct article *a)
{
    static const char *const kinds[] = { "title", "lede", "paragraph", "heading", "item", "quote", "row" };
    uint32_t cut = 0;
    for (uint32_t i = 0; i <= a->blocks.count; i++) {
        bool last = i == a->blocks.count;
        for (; cut < a->cuts.count && (last || a->cuts.at[cut].at.from <= a->blocks.at[i].at.from); cut++) {
            buffer_text(out, "  cut ");
            put_line(out, cut_label((enum cut_reason)a->cuts.at[cut].why), a->cuts.at[cut].words);
        }
        if (!last)
            put_line(out, kinds[a->blocks.at[i].kind], mark_span(a->text, a->blocks.at[i].at));
    }
}

static struct article article_of(struct span html, struct span url)
{
    region_reset(&kept, 1 << 20);
    struct raw_document raw = { .kind = RAW_HTML, .bytes = html, .url = url };
    struct article article = { 0 };
    html_extract_by(&kept.arena, scratched.arena, &raw, NULL, &article);
    return article;
}

static void test_page(const char *name)
{
    char path[512];
    struct region files = region_open((size_t)16 << 20);
    snprintf(path, sizeof path, "%s/extract/html/%s.html", CASES, name);
    struct span html = case_file(&files.arena, path);
    snprintf(path, sizeof path, "%s/extract/html/%s.txt", CASES, name);
    struct span want = case_file(&files.arena, path);
    struct article article = article_of(html, SPAN("https://harbourpost.example/x"));
    struct buffer out = buffer_in(&files.arena);
    put_head(&out, &article);
    put_body(&out, &article);
    check_text(buffer_span(&out), want, name);
    region_close(&files);
}

/* ---- names, titles, addresses ---- */

static void check_names(const char *byline, const char *want)
{
    region_reset(&kept, 1 << 20);
    struct spans names = html_names_of(&kept.arena, span_of(byline), SPAN("Harbour Post"));
    struct buffer out = buffer_in(&kept.arena);
    for (uint32_t i = 0; i < names.count; i++) {
        buffer_text(&out, i ? "|" : "");
        buffer_put(&out, names.at[i]);
    }
    check_text(buffer_span(&out), span_of(want), byline);
}

static void test_names(void)
{
    check_names("By Ada Quill", "Ada Quill");
    check_names("By Ada Quill and Tom Rusk, Harbour Post", "Ada Quill|Tom Rusk");
    check_names("Von Eva Stein und Bo Lind", "Eva Stein|Bo Lind");
    check_names("Ada Quill, Senior Reporter", "Ada Quill");
    check_names("Ada Quill; Tom Rusk; Ada Quill", "Ada Quill|Tom Rusk");
    check_names("Harbour Post", "");
    check_names("Published 12 May", "");
    check_names("ada@harbour.example", "");
}

static void check_field(const char *html, const char *title, const char *canonical)
{
    struct article a = article_of(span_of(html), SPAN("https://harbourpost.example/a/b"));
    check_text(a.title, span_of(title), html);
    check_text(a.canonical_url, span_of(canonical), "its address");
}

static void test_fields(void)
{
    check_field("<title>Cold spell ends | Harbour Post</title>", "Cold spell ends", "https://harbourpost.example/a/b");
    check_field("<title>Cold spell ends - or not</title>", "Cold spell ends - or not", "https://harbourpost.example/a/b");
    check_field("<link rel=canonical href='/c?utm_medium=x&id=2&fbclid=3#d'><h1>Two words here</h1>", "Two words here",
                "https://harbourpost.example/c?id=2");
    check_field("<meta property=og:title content='A &amp; B'><meta property=og:url content='//m.example/x?utm_a=1'>", "A & B",
                "https://m.example/x");
}

static void test_dates(void)
{
    struct article a = article_of(SPAN("<h1>A long headline</h1><p>Posted 3 April 2024"), SPAN(""));
    check_text(a.published_text, SPAN("3 April 2024"), "a printed date below the headline");
    a = article_of(SPAN("<p>no date"), SPAN("https://a.example/2024/04/03/story"));
    check(a.published.precision == WHEN_DAY && a.published.from == 1712102400, "a date in the address");
    a = article_of(SPAN("<meta property=article:published_time content='2024-04-03T02:00:00+03:00'>"), SPAN(""));
    check(a.published.zoned && a.published.offset == 180 && a.published.from == 1712098800, "a date with its zone");
    a = article_of(SPAN("<p>nothing"), SPAN(""));
    check(!when_known(a.published), "no date is no date");
}

/* ---- the vocabularies ---- */

static void test_vocabularies(void)
{
    bool all = true;
    for (int i = 0; i < html_hint_COUNT; i++)
        all = all && html_hints_of(html_hint_rows[i].name) & html_bit(html_hint_rows[i].hint);
    check(all, "every piece of a name is found in itself");
    for (int i = 0; i < html_cue_COUNT; i++) {
        struct span text = arena_copy(&kept.arena, html_cue_rows[i].text);
        for (size_t k = 0; k < text.len; k++)
            if (text.at[k] == '_')
                ((char *)text.at)[k] = ' ';
        all = all && html_cues_of(text) & html_bit(html_cue_rows[i].cue);
    }
    check(all, "every phrase is found in itself");
    check(html_hints_of(SPAN("storyBody")) & html_bit(HINT_BODY), "capitals part names");
    check(!html_hints_of(SPAN("pad")), "\"ad\" is no advertisement inside of a word");
}

int main(void)
{
    kept = region_open((size_t)1 << 30);
    scratched = region_open((size_t)1 << 30);
    test_page("news");
    test_page("broken");
    test_page("plain_layout");
    test_page("live");
    test_page("interview");
    test_page("paywall");
    test_names();
    test_fields();
    test_dates();
    test_vocabularies();
    return tap_end();
}
