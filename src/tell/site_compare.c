#include "tell/site_compare.h"

#include "tell/markup.h"

/* ---- the form ---- */

static void put_files(struct buffer *out)
{
    markup(out, "<div><label class=\"big\" for=\"files\">%w</label><input id=\"files\" type=\"file\" name=\"files\" "
                "multiple aria-describedby=\"files-h\"><p class=\"small\" id=\"files-h\">%w</p></div>\n",
           WORD_DROP_FILES, WORD_DROP_FILES_HINT);
}

/* Lines stay lines: a text area shows them as they were given. */
static void put_lines(struct buffer *out, struct span text)
{
    for (size_t at = 0; at < text.len;) {
        size_t end = span_find_byte(text, '\n', at);
        end = end == SPAN_NONE ? text.len : end;
        struct span line = span_cut(text, at, end);
        if (span_ends(line, SPAN("\r")))
            line.len--;
        markup(out, end < text.len ? "%t\n" : "%t", line);
        at = end + 1;
    }
}

static void put_paste(struct buffer *out, const struct site_drop *drop)
{
    markup(out, "<div><label class=\"big\" for=\"text\">%w</label><textarea id=\"text\" name=\"text\" "
                "aria-describedby=\"text-h\" spellcheck=\"false\">\n", WORD_DROP_PASTE);
    put_lines(out, drop->text);
    markup(out, "</textarea><p class=\"small\" id=\"text-h\">%w</p></div>\n", WORD_DROP_PASTE_HINT);
}

static void put_addresses(struct buffer *out, const struct site_drop *drop)
{
    if (!drop->fetches) {
        if (!drop->small)
            markup(out, "<p class=\"small whole\">%w</p>\n", WORD_DROP_NO_ADDRESSES);
        return;
    }
    markup(out, "<div class=\"whole\"><label class=\"big\" for=\"addresses\">%w</label><textarea id=\"addresses\" "
                "name=\"addresses\" class=\"few\" aria-describedby=\"addresses-h\" spellcheck=\"false\">\n",
           WORD_DROP_ADDRESSES);
    put_lines(out, drop->addresses);
    markup(out, "</textarea><p class=\"small\" id=\"addresses-h\">");
    word_put(out, WORD_DROP_ADDRESSES_HINT, drop->addresses_most, 0, 0);
    markup(out, "</p></div>\n");
}

static void put_forms(struct buffer *out)
{
    markup(out, "<label>%w <select name=\"as\"><option value=\"page\">%w</option>"
                "<option value=\"markdown\">Markdown</option><option value=\"json\">JSON</option></select></label>\n",
           WORD_DROP_AS, WORD_DROP_AS_PAGE);
}

void site_drop_form(struct buffer *out, const struct site_drop *drop)
{
    markup(out, "<form class=\"drop%s\" action=\"/compare#result\" method=\"post\" enctype=\"multipart/form-data\">\n",
           drop->small ? " little" : "");
    put_files(out);
    put_paste(out, drop);
    put_addresses(out, drop);
    markup(out, "<div class=\"row\"><button class=\"btn\">%w</button>\n", WORD_DROP_COMPARE);
    if (!drop->small) {
        markup(out, "<label><input type=\"checkbox\" name=\"one\" value=\"1\"%s> %w</label>\n",
               drop->one_story ? " checked" : "", WORD_DROP_ONE_STORY);
        put_forms(out);
        if (drop->keeps)
            markup(out, "<button class=\"btn plain\" formaction=\"/compare/keep\">%w</button>\n", WORD_DROP_KEEP);
        markup(out, "<span class=\"small\">");
        word_put(out, WORD_DROP_LIMITS, drop->reports_most, drop->megabytes_most, drop->body_megabytes_most);
        markup(out, "</span>\n");
    }
    markup(out, "</div>\n</form>\n");
}

/* ---- what came of it ---- */

static void put_problems(struct buffer *out, const struct span *problems, unsigned count, unsigned more)
{
    if (!count)
        return;
    markup(out, "<div class=\"err\"><p><b>%w</b></p><ul>\n", WORD_DROP_NOT_READ);
    for (unsigned i = 0; i < count; i++)
        markup(out, "<li><bdi>%t</bdi></li>\n", problems[i]);
    markup(out, "</ul>");
    if (more) {
        markup(out, "<p>");
        word_count(out, WORD_DROP_PROBLEMS_MORE, more, 0, 0);
        markup(out, "</p>");
    }
    markup(out, "</div>\n");
}

static void put_again(struct buffer *out, const struct site_dropped *d)
{
    if (!d->again.len) {
        markup(out, "<p class=\"small\">%w</p>\n", WORD_DROP_TOO_LARGE_AGAIN);
        return;
    }
    markup(out, "<form class=\"again\" action=\"/compare\" method=\"post\" enctype=\"multipart/form-data\">"
                "<input type=\"hidden\" name=\"again\" value=\"%t\">%s"
                "<button class=\"btn plain\" name=\"as\" value=\"markdown\">Markdown</button>"
                "<button class=\"btn plain\" name=\"as\" value=\"json\">JSON</button>", d->again,
           d->one_story ? "<input type=\"hidden\" name=\"one\" value=\"1\">" : "");
    if (d->keeps)
        markup(out, "<button class=\"btn\" formaction=\"/compare/keep\">%w</button><span class=\"small\">%w</span>",
               WORD_DROP_KEEP_THESE, WORD_DROP_KEEP_NOTE);
    markup(out, "</form>\n");
}

void site_drop_result(struct buffer *out, const struct site_dropped *d)
{
    markup(out, "<section class=\"sec\" id=\"result\" aria-labelledby=\"result-h\"><header><h2 id=\"result-h\">");
    if (d->reports)
        word_count(out, WORD_DROP_READ, d->reports, 0, 0);
    else
        markup(out, "%w", WORD_DROP_NOTHING);
    markup(out, "</h2></header>\n");
    put_problems(out, d->problems, d->problem_count, d->problems_more);
    if (d->reports)
        put_again(out, d);
    else if (!d->problem_count)
        markup(out, "<p>%w</p>\n", WORD_DROP_NOTHING_NOTE);
    markup(out, "</section>\n");
}

void site_drop_kept(struct buffer *out, const struct site_kept *kept)
{
    markup(out, "<section class=\"sec\" id=\"result\" aria-labelledby=\"result-h\"><header><h2 id=\"result-h\">");
    word_count(out, WORD_DROP_KEPT, kept->reports, 0, 0);
    markup(out, "</h2><p>");
    word_put(out, WORD_DROP_KEPT_FRESH, kept->fresh, 0, 0);
    markup(out, "</p></header>\n");
    put_problems(out, kept->problems, kept->problem_count, kept->problems_more);
    if (kept->story_count) {
        markup(out, "<p>%w:</p><ul class=\"keptlist\">\n", WORD_DROP_KEPT_STORIES);
        for (unsigned i = 0; i < kept->story_count; i++)
            markup(out, "<li><a class=\"words\" href=\"/stories/%q\"><bdi>%t</bdi></a></li>\n", kept->stories[i].id,
                   kept->stories[i].headline.len ? kept->stories[i].headline : kept->stories[i].id);
        markup(out, "</ul>\n");
    }
    markup(out, "</section>\n");
}
