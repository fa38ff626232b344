/* What later versions changed, as a page that needs nothing else: no script, no foreign host. */
#include "blobs/revision_css.h"
#include "tell/html_parts.h"
#include "tell/moment.h"
#include "tell/revision.h"

static void put_moment(struct html_page *p, struct when when)
{
    struct buffer words = buffer_in(p->scratch);
    moment_text(&words, when);
    html_print(p, "%t", buffer_span(&words));
}

static void put_side(struct html_page *p, const struct revision_side *side)
{
    if (side->name.len) {
        html_print(p, "<bdi>%t</bdi>", side->name);
        return;
    }
    word_put(p->out, WORD_VERSION, side->number, 0, 0);
    if (when_known(side->seen)) {
        html_print(p, ", %w ", WORD_SEEN_AT);
        put_moment(p, side->seen);
    }
}

static void put_top(struct html_page *p, const struct revision_page *page)
{
    html_print(p, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
                  "style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"referrer\" content=\"no-referrer\">\n<title>%w: %t – %w</title>\n<style>\n",
               WORD_CHANGES_OF, page->revision->after->article.title, WORD_PROGRAM);
    buffer_put(p->out, (struct span){ (const char *)revision_css, revision_css_SIZE });
    html_print(p, "</style>\n</head>\n<body>\n<a class=\"skip\" href=\"#text-1\">%w</a>\n<main>\n", WORD_SKIP_TEXT);
    html_print(p, "<h1><bdi");
    html_language_of(p, page->revision->after);
    html_print(p, ">%t</bdi></h1>\n<p class=\"key\">%t <del>%w</del> · <ins>%w</ins></p>\n",
               page->revision->after->article.title, page->article, WORD_KEY_REMOVED, WORD_KEY_ADDED);
}

/* A reader who hears the page is told what begins. */
static void put_piece(struct html_page *p, struct span words, uint8_t kind)
{
    if (kind == PIECE_SAME)
        html_print(p, "%t", words);
    else if (kind == PIECE_REMOVED)
        html_print(p, "<del><span class=\"vh\">[%w: </span>%t<span class=\"vh\">]</span></del>", WORD_REMOVED, words);
    else
        html_print(p, "<ins><span class=\"vh\">[%w: </span>%t<span class=\"vh\">]</span></ins>", WORD_ADDED, words);
}

static void put_pieces(struct html_page *p, const struct revision_line *line, struct span before, struct span after)
{
    for (uint32_t i = 0; i < line->count; i++) {
        const struct revision_piece *piece = &line->pieces[i];
        bool removed = piece->kind == PIECE_REMOVED;
        struct span text = removed ? before : after;
        struct mark at = removed ? piece->before : piece->after;
        if (i && at.from && byte_is_blank(text.at[at.from - 1]))
            html_print(p, " ");
        put_piece(p, mark_span(text, at), piece->kind);
    }
}

/* ---- changes of consequence ---- */

static void put_words(struct html_page *p, struct span words, uint8_t kind, enum word none)
{
    if (words.len)
        put_piece(p, words, kind);
    else
        html_print(p, "<span class=\"small\">%w</span>", none);
}

static void put_change(struct html_page *p, const struct revision_change *c)
{
    html_print(p, "<li><b>%s</b>: ", revision_kind_label(c->kind));
    put_words(p, c->was, PIECE_REMOVED, WORD_IS_NEW);
    html_print(p, " → ");
    put_words(p, c->is, PIECE_ADDED, WORD_IS_GONE);
    if (c->about.len)
        html_print(p, " <span class=\"small\">(<bdi>%t</bdi>)</span>", c->about);
    if (c->times > 1) {
        html_print(p, " <span class=\"small\">");
        word_put(p->out, WORD_TIMES, c->times, 0, 0);
        html_print(p, "</span>");
    }
    if (c->silent)
        html_print(p, " <span class=\"silent\">%w</span>", WORD_SILENTLY);
    html_print(p, "</li>\n");
}

static void put_changes(struct html_page *p, const struct revision *r)
{
    if (!r->change_count && !r->notes.count)
        return;
    html_print(p, "<h3>%w</h3>\n<ul class=\"changes\">\n", WORD_OF_CONSEQUENCE);
    for (uint32_t i = 0; i < r->change_count; i++)
        put_change(p, &r->changes[i]);
    for (uint32_t i = 0; i < r->notes.count; i++)
        html_print(p, "<li>%w <bdi>%t</bdi></li>\n", WORD_NEW_NOTE, r->notes.at[i]);
    html_print(p, "</ul>\n");
    if (r->silent)
        html_print(p, "<p class=\"small\">%w</p>\n", WORD_SILENT_NOTE);
    if (r->silent && r->restamped == RESTAMPED_NO)
        html_print(p, "<p class=\"small\">%w</p>\n", WORD_NOT_RESTAMPED);
}

/* ---- the text ---- */

static void put_line(struct html_page *p, const struct revision *r, const struct revision_line *line)
{
    struct span before = r->before->article.text, after = r->after->article.text;
    html_print(p, "<p class=\"%s\">", revision_line_label(line->kind));
    switch (line->kind) {
    case LINE_CHANGED: put_pieces(p, line, before, after); break;
    case LINE_REMOVED: put_piece(p, mark_span(before, line->before), PIECE_REMOVED); break;
    case LINE_ADDED:   put_piece(p, mark_span(after, line->after), PIECE_ADDED); break;
    case LINE_MOVED_FROM:
        html_print(p, "<span class=\"tag\">%w:</span> %t", WORD_MOVED_FROM, mark_span(before, line->before));
        break;
    case LINE_MOVED_TO:
        html_print(p, "<span class=\"tag\">%w:</span> %t", WORD_MOVED_TO, mark_span(after, line->after));
        break;
    default: html_print(p, "%t", mark_span(after, line->after)); break;
    }
    html_print(p, "</p>\n");
}

static void put_section(struct html_page *p, const struct revision_page *page, uint32_t number)
{
    const struct revision *r = page->revision;
    html_print(p, "<section aria-labelledby=\"h-%u\">\n<h2 id=\"h-%u\">", number, number);
    put_side(p, &page->before);
    html_print(p, " → ");
    put_side(p, &page->after);
    html_print(p, "</h2>\n");
    if (r->same)
        html_print(p, "<p>%w</p>\n", WORD_SAME_TEXT);
    put_changes(p, r);
    html_print(p, "<div class=\"text\" id=\"text-%u\"", number);
    html_language_of(p, r->after);
    html_print(p, ">\n");
    if (r->headline.kind != LINE_SAME) {
        html_print(p, "<p class=\"changed\"><b>");
        put_pieces(p, &r->headline, r->before->article.title, r->after->article.title);
        html_print(p, "</b></p>\n");
    }
    for (uint32_t i = 0; i < r->line_count; i++)
        put_line(p, r, &r->lines[i]);
    html_print(p, "</div>\n</section>\n");
}

void revision_html_part(struct buffer *out, struct arena scratch, const struct revision_page *page)
{
    struct html_page part = { .out = out, .scratch = &scratch };
    put_section(&part, page, 1);
}

void revision_html(struct buffer *out, struct arena scratch, const struct revision_page *pages, size_t count)
{
    struct html_page page = { .out = out, .scratch = &scratch }, *p = &page;
    if (!count)
        return;
    put_top(p, &pages[count - 1]);
    for (size_t i = 0; i < count; i++)
        put_section(p, &pages[i], (uint32_t)i + 1);
    html_print(p, "</main>\n</body>\n</html>\n");
}
