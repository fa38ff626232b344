/* Pages of a story's folder, beside the story's own (tell/html.c). */
#include <inttypes.h>

#include "blobs/page_css.h"
#include "tell/escape.h"
#include "tell/export_parts.h"
#include "tell/html_parts.h"
#include "tell/moment.h"
#include "tell/tell.h"
#include "text/utf8.h"

/* ---- a report ---- */

static void put_head(struct html_page *p, const struct export_page *page)
{
    const struct article *a = page->item->article;
    html_print(p, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    html_print(p, "%t – %t</title>\n<style>\n", a->title.len ? a->title : a->id, a->outlet);
    buffer_put(p->out, (struct span){ (const char *)page_css, page_css_SIZE });
    html_print(p, "</style>\n</head>\n<body>\n<header class=\"top\"><div class=\"wrap\"><span class=\"brand\">%w</span>"
                  "</div></header>\n<main id=\"main\" class=\"wrap page\">\n"
                  "<p><a href=\"index.html\"><bdi>%t</bdi></a></p>\n", WORD_PROGRAM, page->headline);
}

static void put_fact(struct html_page *p, const char *name, struct span value)
{
    if (value.len)
        html_print(p, "<dt>%s</dt><dd><bdi>%t</bdi></dd>", name, value);
}

static void put_seen(struct html_page *p, const struct export_page *page)
{
    html_print(p, "<dt>%w</dt><dd>", WORD_SEEN);
    moment_instant(p->out, page->item->first_seen);
    if (page->item->versions > 1) {
        html_print(p, "; ");
        html_count(p, WORD_VERSIONS_SEEN, page->item->versions, 0, 0);
    }
    if (page->diff.len)
        html_print(p, ": <a href=\"%t\">%w</a>", page->diff, WORD_WHAT_CHANGED);
    html_print(p, "</dd>");
}

static void put_facts(struct html_page *p, const struct export_page *page)
{
    const struct article *a = page->item->article;
    html_print(p, "<dl class=\"facts\">");
    if (when_known(a->published)) {
        html_print(p, "<dt>%w</dt><dd>", WORD_PUBLISHED);
        html_when(p, a->published);
        html_print(p, "</dd>");
    }
    put_fact(p, word_text(WORD_BYLINE), a->byline);
    put_fact(p, word_text(WORD_CREDIT), a->credit);
    put_fact(p, word_text(WORD_LANGUAGE), word_language(a->language));
    put_seen(p, page);
    if (escape_may_link(a->url)) {
        html_print(p, "<dt>%w</dt><dd><a rel=\"noopener noreferrer nofollow\" href=\"", WORD_SOURCE);
        escape_url(p->out, a->url);
        html_print(p, "\">%t</a></dd>", a->url);
    }
    html_print(p, "</dl>\n");
}

static void put_body(struct html_page *p, const struct article *a)
{
    static const char *const begin[] = { "<p>", "<p class=\"lede\">", "<p>", "<h2>", "<p class=\"item\">",
                                         "<p class=\"quoted\">", "<p>" };
    bool right = span_equal(a->language, SPAN("ar")) || span_equal(a->language, SPAN("he")) ||
                 span_equal(a->language, SPAN("fa")) || span_equal(a->language, SPAN("ur"));
    html_print(p, "<div class=\"body\" lang=\"%t\" dir=\"%s\">\n", a->language.len ? a->language : SPAN("en"),
               right ? "rtl" : "auto");
    for (uint32_t i = 0; i < a->blocks.count; i++) {
        const struct block *b = &a->blocks.at[i];
        if (b->kind == BLOCK_TITLE)
            continue;
        html_print(p, "%s%t%s\n", begin[b->kind], mark_span(a->text, b->at),
                   b->kind == BLOCK_HEADING ? "</h2>" : "</p>");
    }
    html_print(p, "</div>\n");
}

void export_page(struct buffer *out, const struct export_page *page)
{
    struct html_page whole = { .out = out }, *p = &whole;
    const struct article *a = page->item->article;
    put_head(p, page);
    html_print(p, "<article class=\"report\" id=\"a%u\"><header><p><b><bdi>%t</bdi></b></p>\n<h1><bdi>",
               (unsigned)page->item->number, a->outlet.len ? a->outlet : a->id);
    if (a->title.len)
        html_print(p, "%t", a->title);
    else
        html_print(p, "%w", WORD_NO_TITLE);
    html_print(p, "</bdi></h1>\n");
    put_facts(p, page);
    html_print(p, "</header>\n");
    put_body(p, a);
    html_print(p, "</article>\n</main>\n</body>\n</html>\n");
}

/* ---- the story ---- */

static void put_links(struct html_page *p, const struct export_item *items)
{
    html_print(p, "<nav class=\"wrap page\" aria-label=\"%w\"><ul>\n", WORD_REPORTS);
    for (uint32_t i = 0; i < p->s->report_count; i++) {
        const struct article *a = items[i].article;
        buffer_printf(p->out, "<li><a href=\"a%" PRId64 ".html\"><bdi>", items[i].number);
        html_print(p, "%t</bdi></a>", label_report(p->s, i));
        html_print(p, a->title.len ? ": <bdi>%t</bdi></li>\n" : "</li>\n", a->title);
    }
    html_print(p, "</ul></nav>\n");
}

/* The links stand at the end of the page's own part. */
void export_index(struct buffer *out, struct arena scratch, const struct synopsis *s, const struct export_item *items)
{
    struct arena keep = arena_half(&scratch);
    struct buffer whole = buffer_in(&keep);
    struct html_page page = { .out = out, .s = s }, *p = &page;
    tell_html(&whole, scratch, s, 1);
    struct span rest = buffer_span(&whole);
    size_t end = rest.len;
    while (end && !span_starts(span_from(rest, end), SPAN("</main>")))
        end--;
    buffer_put(out, span_cut(rest, 0, end));
    put_links(p, items);
    buffer_put(out, span_from(rest, end));
}

/* ---- README.txt ---- */

/* On one line, whatever stands in it. */
static void put_line(struct buffer *out, struct span words)
{
    for (size_t at = 0; at < words.len;) {
        unsigned length;
        char letters[4];
        uint32_t c = escape_shown(utf8_decode(words, at, &length));
        buffer_put(out, (struct span){ letters, utf8_encode(c, letters) });
        at += length;
    }
}

void export_readme(struct buffer *out, const struct synopsis *s, uint32_t diffs)
{
    put_line(out, s->headline);
    buffer_printf(out, "\n\nOne event as %" PRIu32 " reports tell it, set side by side by synoptic. No verdict is given:\n"
                       "the reports' own words stand beside each other, each with its place.\n\n"
                       "index.html       the story; open this one\n"
                       "a17.html ...     each report with its text\n", s->report_count);
    if (diffs)
        buffer_text(out, "a17-diff.html    how a report changed after it was published\n");
    buffer_text(out, "story.json       the same as index.html for programs\n"
                     "lineage.dot      who copied whom, for Graphviz\n"
                     "lineage.graphml  the same for other programs that draw graphs\n\n"
                     "All pages work from a disk or any web server; nothing is loaded from elsewhere. Texts and\n"
                     "headlines belong to those who published them.\n");
}
