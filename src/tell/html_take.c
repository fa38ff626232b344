/* The end of a story's page on the server: its reports, a line each, and the forms in which it may be had. */
#include "tell/html_parts.h"

#include "tell/escape.h"

static void put_title(struct html_page *p, uint32_t report)
{
    const struct article *a = &p->s->reports[report].report->article;
    html_print(p, "<th scope=\"row\" role=\"rowheader\"><a class=\"words\" href=\"");
    html_report(p, report);
    html_print(p, "\"><span");
    html_language(p, report);
    if (a->title.len)
        html_print(p, ">%t</span></a>", a->title);
    else
        html_print(p, ">%w</span></a>", WORD_NO_TITLE);
    if (a->url.len && escape_may_link(a->url)) {
        html_print(p, " <a class=\"src\" rel=\"noopener noreferrer nofollow\" href=\"");
        escape_url(p->out, a->url);
        html_print(p, "\">%w<span class=\"vh\">: %t</span></a>", WORD_ORIGINAL, a->title);
    }
    html_print(p, "</th>");
}

/* Parted by blanks; 0 where a language has none between words. */
static uint32_t words_in(const struct article *a)
{
    static const char *const without[] = { "zh", "ja", "th", "lo", "km", "my" };
    uint32_t words = 0;
    for (size_t i = 0; i < sizeof without / sizeof *without; i++)
        if (span_equal(a->language, span_of(without[i])))
            return 0;
    for (size_t i = 0; i < a->text.len; i++) {
        bool letter = (unsigned char)a->text.at[i] > ' ';
        words += letter && (i + 1 == a->text.len || (unsigned char)a->text.at[i + 1] <= ' ');
    }
    return words;
}

static void put_line(struct html_page *p, uint32_t report)
{
    const struct story_report *r = &p->s->reports[report];
    const struct article *a = &r->report->article;
    html_print(p, "<tr role=\"row\"><td role=\"cell\">");
    html_origin(p, r->origin);
    html_print(p, r->is_root ? "" : " <span class=\"small\">%w</span>", WORD_COPY);
    html_print(p, "</td>");
    put_title(p, report);
    html_print(p, "<td role=\"cell\"><bdi>%t</bdi></td><td role=\"cell\">", label_report(p->s, report));
    html_when(p, a->published);
    uint32_t words = words_in(a);
    html_print(p, "</td><td role=\"cell\">%t</td><td role=\"cell\" class=\"num\">", word_language(a->language));
    if (words)
        html_print(p, "%u", words);
    html_print(p, "</td></tr>\n");
}

void html_report_list(struct html_page *p)
{
    static const enum word names[] = { WORD_ACCOUNT, WORD_TITLE, WORD_OUTLET, WORD_TIME, WORD_LANGUAGE };
    uint32_t i = html_begin_share(p, SITE_STORY_REPORTS), all = p->s->report_count;
    html_section(p, "reports", WORD_REPORTS, "");
    html_print(p, "<p>%w</p></header>\n<table class=\"reports\" role=\"table\"><thead role=\"rowgroup\">"
                  "<tr role=\"row\">", WORD_LIST_NOTE);
    for (unsigned k = 0; k < sizeof names / sizeof *names; k++)
        html_print(p, "<th scope=\"col\" role=\"columnheader\">%w</th>", names[k]);
    html_print(p, "<th scope=\"col\" role=\"columnheader\" class=\"num\">");
    word_put(p->out, WORD_WORDS_OF_TEXT, 0, 0, 0);
    html_print(p, "</th></tr></thead><tbody role=\"rowgroup\">\n");
    for (; i < all && !html_is_full(p); i++)
        put_line(p, i);
    html_print(p, "</tbody></table>\n");
    html_more(p, SITE_STORY_REPORTS, i, all);
    html_print(p, "</section>\n");
}

void html_take(struct html_page *p)
{
    static const struct { enum word name; const char *path; } forms[] = {
        { WORD_TAKE_PAGE, "export?format=html" },     { WORD_TAKE_MARKDOWN, "export?format=markdown" },
        { WORD_TAKE_TABLE, "export?format=csv" },     { WORD_TAKE_JSON, "synopsis" },
        { WORD_TAKE_LINKED, "export?format=json-ld" }, { WORD_TAKE_NINJS, "export?format=ninjs" },
        { WORD_TAKE_GRAPH, "export?format=graphml" }, { WORD_TAKE_DOT, "export?format=dot" }, { WORD_TAKE_STORY, "" },
    };
    html_section(p, "take", WORD_TAKE, "");
    html_print(p, "<p>%w</p></header>\n<ul class=\"take\">", WORD_TAKE_NOTE);
    for (unsigned i = 0; i < sizeof forms / sizeof *forms; i++)
        html_print(p, "<li><a href=\"/api/v1/stories/%q%s%s\">%w</a></li>\n", p->site->id, *forms[i].path ? "/" : "",
                   forms[i].path, forms[i].name);
    html_print(p, "</ul></section>\n");
}
