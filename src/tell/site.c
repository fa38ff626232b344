#include "tell/site.h"

#include <stdio.h>

#include "base/hash.h"
#include "blobs/script.h"
#include "blobs/style_sheet.h"
#include "tell/markup.h"

struct span site_style(void) { return (struct span){ (const char *)style_sheet, style_sheet_SIZE }; }
struct span site_script(void) { return (struct span){ (const char *)script, script_SIZE }; }

/* ---- the head ---- */

static void put_theme(struct buffer *out, enum site_theme theme)
{
    static const char *const attributes[] = { "", " data-theme=\"light\"", " data-theme=\"dark\"" };
    markup(out, "<!doctype html>\n<html lang=\"en\"%s data-close=\"%w\" data-own-page=\"%w\">\n", attributes[theme], WORD_CLOSE,
           WORD_OWN_PAGE);
}

static void put_link(struct buffer *out, const struct site_page *page, enum site_part part, const char *path,
                     enum word name)
{
    markup(out, "<li><a href=\"%s\"%s>%w</a></li>", path, page->part == part ? " aria-current=\"page\"" : "", name);
}

static void put_top(struct buffer *out, const struct site_page *page)
{
    markup(out, "<header class=\"top\"><div class=\"wrap\">\n<a class=\"brand\" href=\"/\"><svg aria-hidden=\"true\" "
                "fill=\"currentColor\"><use href=\"#s-brand\"/></svg>%w</a>\n<nav aria-label=\"%w\"><ul>", WORD_PROGRAM,
           WORD_MAIN_NAVIGATION);
    put_link(out, page, SITE_STORIES, "/", WORD_NAV_STORIES);
    put_link(out, page, SITE_COMPARE, "/compare", WORD_NAV_COMPARE);
    put_link(out, page, SITE_OUTLETS, "/outlets", WORD_NAV_OUTLETS);
    put_link(out, page, SITE_SOURCES, "/sources", WORD_NAV_SOURCES);
    put_link(out, page, SITE_ABOUT, "/about", WORD_NAV_ABOUT);
    markup(out, "</ul></nav>\n<form class=\"find\" role=\"search\" action=\"/search\"><label class=\"vh\" for=\"find\">%w"
                "</label><input id=\"find\" name=\"q\" type=\"search\" value=\"%t\" placeholder=\"%w\"><button>%w</button>"
                "</form>\n</div></header>\n", WORD_FIND_LABEL, page->query, WORD_FIND_HINT, WORD_FIND);
}

void site_begin(struct buffer *out, const struct site_page *page)
{
    put_theme(out, page->theme);
    markup(out, "<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
                "initial-scale=1\">\n<title>%t – %w</title>\n", page->title, WORD_PROGRAM);
    markup(out, "<link rel=\"stylesheet\" href=\"/style.css?%s\">\n<link rel=\"icon\" href=\"/icon.svg\">\n"
                "<script src=\"/script.js?%s\" defer></script>\n", site_version(), site_version());
    if (page->feed.len)
        markup(out, "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"%w\" href=\"%t\">\n", WORD_FEED,
               page->feed);
    markup(out, "</head>\n<body>\n<a class=\"skip\" href=\"#main\">%w</a>\n", WORD_SKIP_PAGE);
    markup_signs(out);
    put_top(out, page);
    markup(out, page->wide ? "<main id=\"main\">\n" : "<main id=\"main\" class=\"wrap page\">\n");
}

void site_live(struct buffer *out)
{
    markup(out, "<p class=\"live\" role=\"status\" data-one=\"%w\" data-many=\"%w\" hidden><a href=\"/\"></a></p>\n",
           WORD_LIVE_STORIES_ONE, WORD_LIVE_STORIES);
}

/* ---- the foot ---- */

static void put_choice(struct buffer *out, const struct site_page *page, enum site_theme theme, const char *name,
                       enum word word)
{
    markup(out, "<label><input type=\"radio\" name=\"theme\" id=\"theme-%s\" value=\"%s\"%s> %w</label>\n", name, name,
           page->theme == theme ? " checked" : "", word);
}

void site_end(struct buffer *out, const struct site_page *page)
{
    markup(out, "</main>\n<footer class=\"bottom\"><div class=\"wrap\">\n<p>%w</p>\n<form class=\"theme\" "
                "action=\"/theme\" method=\"post\"><input type=\"hidden\" name=\"back\" value=\"%t\">"
                "<fieldset><legend>%w</legend>\n", WORD_NO_VERDICT, page->here, WORD_APPEARANCE);
    put_choice(out, page, SITE_AUTO, "auto", WORD_AS_SYSTEM);
    put_choice(out, page, SITE_LIGHT, "light", WORD_LIGHT);
    put_choice(out, page, SITE_DARK, "dark", WORD_DARK);
    markup(out, "</fieldset><button class=\"btn\">%w</button></form>\n</div></footer>\n</body>\n</html>\n", WORD_APPLY);
}

/* ---- what is kept by browsers ---- */

const char *site_version(void)
{
    static _Thread_local char version[9];
    if (!version[0])
        snprintf(version, sizeof version, "%08x",
                 (unsigned)hash_mix(hash_span(site_style()), hash_span(site_script())));
    return version;
}
