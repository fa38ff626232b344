#include "tell/site_about.h"

#include "news/synopsis.h"
#include "tell/markup.h"

static void begin_section(struct buffer *out, const char *id, enum word title)
{
    markup(out, "<section class=\"sec\" id=\"%s\" aria-labelledby=\"%s-h\"><header><h2 id=\"%s-h\">%w</h2></header>\n",
           id, id, id, title);
}

static void put_text(struct buffer *out, enum word words) { markup(out, "<p>%w</p>\n", words); }
static void end_section(struct buffer *out) { buffer_text(out, "</section>\n"); }

static void put_section(struct buffer *out, const char *id, enum word title, enum word words)
{
    begin_section(out, id, title);
    put_text(out, words);
    end_section(out);
}

static void put_accounts(struct buffer *out)
{
    begin_section(out, "accounts", WORD_ABOUT_ACCOUNTS_TITLE);
    put_text(out, WORD_ABOUT_ACCOUNTS);
    buffer_text(out, "<ul class=\"strip\" aria-label=\"");
    word_count(out, WORD_STRIP, 6, 3, 0);
    buffer_text(out,
        "\"><li><i aria-hidden=\"true\"><u class=\"f\"></u><u></u><u></u></i><span><abbr class=\"o\">A</abbr></span></li>"
        "<li><i aria-hidden=\"true\"><u class=\"f\"></u><u></u></i><span><abbr class=\"o\">B</abbr></span></li>"
        "<li><i aria-hidden=\"true\"><u class=\"f\"></u></i><span><abbr class=\"o\">C</abbr></span></li></ul>\n");
    put_text(out, WORD_ABOUT_STRIP);
    put_text(out, WORD_ABOUT_COPIES);
    put_text(out, WORD_ABOUT_SURE);
    end_section(out);
}

static void put_kinds(struct buffer *out)
{
    static const enum word says[DIFFERENCE_LABEL_COUNT] = {
        [DIFFERENCE_CONFLICT] = WORD_ABOUT_CONFLICT,   [DIFFERENCE_MORE_PRECISE] = WORD_ABOUT_PRECISE,
        [DIFFERENCE_UPDATED] = WORD_ABOUT_UPDATED,     [DIFFERENCE_SCOPE] = WORD_ABOUT_SCOPE,
        [DIFFERENCE_ATTRIBUTION] = WORD_ABOUT_SOURCE,  [DIFFERENCE_SPELLING] = WORD_ABOUT_SPELLING,
        [DIFFERENCE_WORDING] = WORD_ABOUT_WORDING,     [DIFFERENCE_AGREE] = WORD_ABOUT_AGREE,
    };
    begin_section(out, "kinds", WORD_ABOUT_KINDS_TITLE);
    put_text(out, WORD_ABOUT_KINDS);
    buffer_text(out, "<dl class=\"legend\">\n");
    for (unsigned i = 0; i < DIFFERENCE_LABEL_COUNT; i++) {
        buffer_text(out, "<div><dt>");
        markup_kind(out, i);
        markup(out, "</dt><dd>%w</dd></div>\n", says[i]);
    }
    buffer_text(out, "</dl>\n");
    end_section(out);
}

static void put_signs(struct buffer *out)
{
    static const struct { const char *sign; enum word says; } signs[] = {
        { "own", WORD_ABOUT_OWN }, { "copy", WORD_ABOUT_COPY }, { "silent", WORD_ABOUT_SILENT },
        { "short", WORD_ABOUT_SHORT },
    };
    begin_section(out, "signs", WORD_ABOUT_SIGNS_TITLE);
    buffer_text(out, "<ul class=\"legend\">\n");
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        buffer_text(out, "<li>");
        markup_sign(out, signs[i].sign);
        markup(out, "<span>%w</span></li>\n", signs[i].says);
    }
    buffer_text(out, "</ul>\n");
    end_section(out);
}

static void put_wrong(struct buffer *out)
{
    static const enum word lines[] = {
        WORD_ABOUT_WRONG_ALIGN, WORD_ABOUT_WRONG_DIFFERENCES, WORD_ABOUT_WRONG_LINEAGE, WORD_ABOUT_WRONG_QUOTES,
        WORD_ABOUT_WRONG_NAMES, WORD_ABOUT_WRONG_LANGUAGES, WORD_ABOUT_WRONG_PAGES,
    };
    begin_section(out, "limits", WORD_ABOUT_WRONG_TITLE);
    buffer_text(out, "<ul class=\"points\">\n");
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        markup(out, "<li>%w</li>\n", lines[i]);
    buffer_text(out, "</ul>\n");
    put_text(out, WORD_ABOUT_WRONG_MORE);
    end_section(out);
}

void site_about(struct buffer *out)
{
    markup(out, "<div class=\"method\"><h1 class=\"ui\">%w</h1>\n<p class=\"begin\">%w</p>\n", WORD_ABOUT_TITLE,
           WORD_ABOUT_LEAD);
    put_section(out, "verdict", WORD_ABOUT_VERDICT_TITLE, WORD_ABOUT_VERDICT);
    put_accounts(out);
    put_kinds(out);
    put_signs(out);
    put_section(out, "only", WORD_ABOUT_ONLY_TITLE, WORD_ABOUT_ONLY);
    begin_section(out, "evidence", WORD_ABOUT_EVIDENCE_TITLE);
    put_text(out, WORD_ABOUT_EVIDENCE);
    put_text(out, WORD_ABOUT_VERSIONS);
    end_section(out);
    put_section(out, "grouping", WORD_ABOUT_STORIES_TITLE, WORD_ABOUT_STORIES);
    put_wrong(out);
    put_section(out, "keyboard", WORD_ABOUT_KEYS_TITLE, WORD_ABOUT_KEYS);
    put_section(out, "data", WORD_ABOUT_DATA_TITLE, WORD_ABOUT_DATA);
    buffer_text(out, "</div>\n");
}
