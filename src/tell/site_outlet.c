#include "tell/site_outlet.h"

#include "news/synopsis.h"
#include "tell/markup.h"
#include "tell/moment.h"
#include "tell/words.h"

enum { BAR = 10, GAP = 2, HEIGHT = 100 };

void site_outlet_link(struct buffer *out, int64_t outlet, struct span name)
{
    if (!name.len)
        markup(out, "%w", WORD_UNNAMED_OUTLET);
    else if (outlet)
        markup(out, "<a href=\"/outlets/%i\"><bdi>%t</bdi></a>", outlet, name);
    else
        markup(out, "<bdi>%t</bdi>", name);
}

/* ---- all of them ---- */

static void put_option(struct buffer *out, const char *value, enum word word, bool chosen)
{
    markup(out, "<option value=\"%s\"%s>%w</option>", value, chosen ? " selected" : "", word);
}

static void put_form(struct buffer *out, const struct site_outlets *page)
{
    markup(out, "<form class=\"filter\" action=\"/outlets\"><label>%w <input name=\"q\" value=\"%t\" maxlength=\"100\" "
                "autocomplete=\"off\" dir=\"auto\"></label><label>%w <select name=\"order\">", WORD_OUTLETS_FIND,
           page->letters, WORD_OUTLETS_ORDER);
    put_option(out, "reports", WORD_OUTLETS_BY_REPORTS, page->by == OUTLETS_BY_REPORTS);
    put_option(out, "name", WORD_OUTLETS_BY_NAME, page->by == OUTLETS_BY_NAME);
    markup(out, "</select></label><button class=\"btn\">%w</button></form>\n", WORD_SHOW_LIST);
}

/* 0 is a blank: nothing was found, which need not mean that there is nothing. */
static void put_number(struct buffer *out, enum word label, uint32_t n)
{
    markup(out, "<td class=\"n\" data-l=\"%w\">", label);
    if (n)
        buffer_number(out, n);
    markup(out, "</td>");
}

static void put_day(struct buffer *out, enum word label, int64_t at)
{
    markup(out, "<td class=\"t\" data-l=\"%w\">", label);
    if (at)
        markup_when(out, (struct when){ .from = at, .to = at + 86400, .precision = WHEN_DAY });
    markup(out, "</td>");
}

static void put_line(struct buffer *out, const struct outlet_line *line)
{
    markup(out, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">");
    site_outlet_link(out, line->id, line->name);
    markup(out, "</th>");
    put_number(out, WORD_OUTLET_REPORTS, line->reports);
    put_number(out, WORD_OUTLET_COPIES, line->copies);
    put_number(out, WORD_OUTLET_COPIED, line->copied);
    put_day(out, WORD_OUTLET_FIRST, line->first);
    put_day(out, WORD_OUTLET_LATEST, line->latest);
    markup(out, "</tr>\n");
}

static void put_column(struct buffer *out, const char *class, enum word word)
{
    markup(out, "<th scope=\"col\" role=\"columnheader\" class=\"%s\">%w</th>", class, word);
}

static void put_lines(struct buffer *out, const struct outlets_page *page)
{
    markup(out, "<table class=\"rows\" role=\"table\"><caption class=\"vh\">%w</caption><thead role=\"rowgroup\"><tr "
           "role=\"row\">",
           WORD_OUTLETS_TITLE);
    put_column(out, "", WORD_OUTLET_ONE);
    put_column(out, "n", WORD_OUTLET_REPORTS);
    put_column(out, "n", WORD_OUTLET_COPIES);
    put_column(out, "n", WORD_OUTLET_COPIED);
    put_column(out, "", WORD_OUTLET_FIRST);
    put_column(out, "", WORD_OUTLET_LATEST);
    markup(out, "</tr></thead><tbody role=\"rowgroup\">\n");
    for (uint32_t i = 0; i < page->count; i++)
        put_line(out, &page->at[i]);
    markup(out, "</tbody></table>\n");
}

static void put_list_address(struct buffer *out, const struct site_outlets *page, int64_t from)
{
    markup(out, "/outlets?order=%s&amp;q=%q", page->by == OUTLETS_BY_NAME ? "name" : "reports", page->letters);
    if (from)
        markup(out, "&amp;from=%i", from);
}

void site_outlets(struct buffer *out, const struct site_outlets *page)
{
    const struct outlets_page *list = page->page;
    markup(out, "<h1 class=\"ui\">%w</h1>\n<p class=\"small\">", WORD_OUTLETS_TITLE);
    word_count(out, WORD_OUTLETS_KNOWN, (uint32_t)list->all, 0, 0);
    markup(out, "</p>\n");
    put_form(out, page);
    if (list->count)
        put_lines(out, list);
    else
        markup(out, "<p>%w</p>\n", page->letters.len ? WORD_OUTLETS_NONE : WORD_OUTLETS_EMPTY);
    if (!page->further && !list->cursor)
        return;
    markup(out, "<nav class=\"pages\" aria-label=\"%w\">", WORD_OUTLETS_TITLE);
    if (page->further) {
        markup(out, "<a href=\"");
        put_list_address(out, page, 0);
        markup(out, "\">%w</a>", WORD_ROWS_FIRST);
    }
    if (list->cursor) {
        markup(out, "<a rel=\"next\" href=\"");
        put_list_address(out, page, list->cursor);
        markup(out, "\">%w</a>", WORD_ROWS_NEXT);
    }
    markup(out, "</nav>\n");
}

/* ---- one: its head ---- */

static void put_span_of_days(struct buffer *out, const struct outlet_line *line)
{
    if (!line->reports)
        return;
    markup(out, "<span>%w ", WORD_OUTLET_SINCE);
    markup_when(out, (struct when){ .from = line->first, .to = line->first + 86400, .precision = WHEN_DAY });
    markup(out, " %w ", WORD_OUTLET_UNTIL);
    markup_instant(out, line->latest);
    markup(out, "</span>");
}

static void put_languages(struct buffer *out, const struct outlet_view *v)
{
    if (!v->language_count)
        return;
    markup(out, "<span><span class=\"vh\">%w: </span>", WORD_OUTLET_LANGUAGES);
    for (uint32_t i = 0; i < v->language_count; i++)
        markup(out, "%s%t", i ? ", " : "", word_language(v->languages[i].code));
    markup(out, "</span>");
}

static void put_head(struct buffer *out, const struct outlet_view *v)
{
    markup(out, "<p class=\"kick\"><span><a href=\"/outlets\">%w</a></span>", WORD_OUTLETS_TITLE);
    put_span_of_days(out, &v->line);
    put_languages(out, v);
    markup(out, "<span><a href=\"/outlets/%i/atom\">%w</a></span></p>\n<h1 dir=\"auto\">%t</h1>\n"
                "<div class=\"finding\"><p><b>", v->line.id, WORD_OUTLET_FEED, v->line.name);
    word_count(out, WORD_OUTLET_TOTAL, v->line.reports, 0, 0);
    markup(out, "</b></p></div>\n");
}

/* ---- one: over time ---- */

static uint32_t most_of(const struct outlet_view *v)
{
    uint32_t most = 0;
    for (uint32_t i = 0; i < v->period_count; i++)
        most = v->periods[i].reports > most ? v->periods[i].reports : most;
    return most;
}

/* Bars to the foot; what is not nothing can be seen. */
static void put_bars(struct buffer *out, const struct outlet_view *v, uint32_t most)
{
    markup(out, "<svg viewBox=\"0 0 %u %u\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">",
           v->period_count * BAR, (unsigned)HEIGHT);
    for (uint32_t i = 0; i < v->period_count; i++) {
        uint32_t height = (uint32_t)((uint64_t)v->periods[i].reports * HEIGHT / most);
        if (!v->periods[i].reports)
            continue;
        height = height < 2 ? 2 : height;
        markup(out, "<rect x=\"%u\" y=\"%u\" width=\"%u\" height=\"%u\"/>", i * BAR + GAP / 2, HEIGHT - height,
               (unsigned)(BAR - GAP), height);
    }
    markup(out, "</svg>");
}

static void put_chart(struct buffer *out, const struct outlet_view *v)
{
    uint32_t most = most_of(v);
    if (v->period_count < 2 || !most)
        return;
    enum word what = v->period_days == 1 ? WORD_OUTLET_BY_DAY : v->period_days == 7 ? WORD_OUTLET_BY_WEEK
                     : v->period_days == 28 ? WORD_OUTLET_BY_MONTH : WORD_OUTLET_BY_YEAR;
    int64_t last = v->periods[v->period_count - 1].from + (int64_t)(v->period_days - 1) * 86400,
        first = v->periods[0].from;
    markup(out, "<figure class=\"bars\">");
    put_bars(out, v, most);
    markup(out, "<figcaption><span>");
    markup_when(out, (struct when){ .from = first, .to = first + 86400, .precision = WHEN_DAY });
    markup(out, "</span><span>%w; ", what);
    word_put(out, WORD_OUTLET_MOST, most, 0, 0);
    markup(out, "</span><span>");
    markup_when(out, (struct when){ .from = last, .to = last + 86400, .precision = WHEN_DAY });
    markup(out, "</span></figcaption></figure>\n");
}

/* ---- one: sections ---- */

static void open_section(struct buffer *out, const char *id, enum word title)
{
    markup(out, "<section class=\"sec\" id=\"%s\" aria-labelledby=\"%s-h\"><header><h2 id=\"%s-h\">%w</h2>", id, id,
           id, title);
}

static void put_standing(struct buffer *out, const struct outlet_view *v)
{
    static const struct { enum outlet_role role; const char *sign; enum word word; } rows[] = {
        { OUTLET_ROOT, "own", WORD_OUTLET_IS_ROOT },   { OUTLET_OWN, "own", WORD_OUTLET_IS_OWN },
        { OUTLET_COPY, "copy", WORD_OUTLET_IS_COPY },  { OUTLET_ALONE, "silent", WORD_OUTLET_IS_ALONE },
        { OUTLET_UNTOLD, "short", WORD_OUTLET_IS_UNTOLD }
    };
    if (!v->looked_at)
        return;
    open_section(out, "whose", WORD_OUTLET_STANDS);
    markup(out, "<p>");
    word_count(out, WORD_OUTLET_STANDS_NOTE, v->looked_at, v->stories, 0);
    markup(out, "</p></header>\n<ul class=\"shares\">");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t n = v->roles[rows[i].role];
        if (!n)
            continue;
        markup(out, "<li><svg class=\"share\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" "
                    "focusable=\"false\"><rect class=\"r-%s\" x=\".5\" y=\".5\" width=\"%u\" "
                    "height=\"9\"/></svg><b>%u</b>"
                    "<span>", rows[i].sign, n * 99 / v->looked_at + 1 > 99 ? 99 : n * 99 / v->looked_at + 1, n);
        markup_sign(out, rows[i].sign);
        markup(out, " %w</span></li>\n", rows[i].word);
    }
    markup(out, "</ul></section>\n");
}

/* ---- one: what it reported lately ---- */

void site_outlet_role(struct buffer *out, const struct outlet_report *r)
{
    static const enum word words[] = { WORD_OUTLET_ONE_ALONE, WORD_OUTLET_ONE_UNTOLD, WORD_OUTLET_ONE_OWN,
                                       WORD_OUTLET_ONE_ROOT };
    if (r->role != OUTLET_COPY) {
        markup(out, "%w", words[r->role]);
        return;
    }
    markup(out, "%s %w <a href=\"/articles/a%i\">", word_lineage((unsigned)r->kind), WORD_OUTLET_FROM, r->source);
    if (r->source_name.len)
        markup(out, "<bdi>%t</bdi>", r->source_name);
    else
        markup(out, "%w", WORD_UNNAMED_OUTLET);
    markup(out, "</a>");
}

static void put_title(struct buffer *out, struct span title)
{
    if (title.len)
        markup(out, "%t", title);
    else
        markup(out, "%w", WORD_NO_TITLE);
}

static struct when time_of(const struct outlet_article *a)
{
    if (a->published.precision != WHEN_UNKNOWN)
        return a->published;
    return (struct when){ .from = a->first_seen, .to = a->first_seen + 60, .precision = WHEN_MINUTE, .zoned = true };
}

static void put_report(struct buffer *out, const struct outlet_report *r, bool again)
{
    markup(out, "<p class=\"%s\"", again ? "words again" : "words");
    markup_language(out, r->article.language);
    markup(out, "><a href=\"/articles/a%i\">", r->article.id);
    put_title(out, r->article.title);
    markup(out, "</a></p>\n<p class=\"small\">");
    if (again) {
        markup(out, "%w, ", WORD_OUTLET_AGAIN);
        markup_when(out, time_of(&r->article));
        markup(out, ": ");
    }
    bool own = r->role == OUTLET_OWN || r->role == OUTLET_ROOT;
    if (own || r->role == OUTLET_COPY) {
        markup_sign(out, own ? "own" : "copy");
        buffer_byte(out, ' ');
    }
    site_outlet_role(out, r);
    if (r->takers) {
        markup(out, "; ");
        word_count(out, WORD_OUTLET_TAKERS, r->takers, 0, 0);
    }
    markup(out, "</p>\n");
}

static void put_story_of(struct buffer *out, const struct outlet_report *r)
{
    if (r->story_reports < 2)
        return;
    markup(out, "<p class=\"small\"><a href=\"/stories/s%i\">", r->article.story);
    if (r->origins) {
        word_count(out, WORD_ACCOUNTS, r->origins, 0, 0);
        buffer_byte(out, ' ');
        word_count(out, WORD_IN_REPORTS, r->story_reports, 0, 0);
    } else {
        word_count(out, WORD_REPORTS_OF_IT, r->story_reports, 0, 0);
    }
    markup(out, "</a>");
    if (r->headline.len && !span_equal(r->headline, r->article.title))
        markup(out, ": <bdi class=\"words\">%t</bdi>", r->headline);
    markup(out, "</p>\n");
}

/* Whether a report before it on the page is of its story. */
static bool is_later(const struct outlet_view *v, uint32_t i)
{
    for (uint32_t j = 0; j < i; j++)
        if (v->reports[j].article.story == v->reports[i].article.story)
            return true;
    return false;
}

static void put_lately(struct buffer *out, const struct outlet_view *v, bool further)
{
    if (!v->report_count)
        return;
    open_section(out, "lately", WORD_OUTLET_LATELY);
    markup(out, "<p>%w</p></header>\n<ol class=\"lately\">", WORD_OUTLET_LATELY_NOTE);
    for (uint32_t i = 0; i < v->report_count; i++) {
        const struct outlet_report *r = &v->reports[i];
        if (is_later(v, i))
            continue;
        markup(out, "<li><p class=\"small\">");
        markup_when(out, time_of(&r->article));
        markup(out, "</p><div>");
        put_report(out, r, false);
        for (uint32_t j = i + 1; j < v->report_count; j++)
            if (v->reports[j].article.story == r->article.story)
                put_report(out, &v->reports[j], true);
        put_story_of(out, r);
        markup(out, "</div></li>\n");
    }
    markup(out, "</ol>\n");
    if (further || v->cursor) {
        markup(out, "<nav class=\"pages\" aria-label=\"%w\">", WORD_OUTLET_LATELY);
        if (further)
            markup(out, "<a href=\"/outlets/%i\">%w</a>", v->line.id, WORD_ROWS_FIRST);
        if (v->cursor)
            markup(out, "<a rel=\"next\" href=\"/outlets/%i?from=%i\">%w</a>", v->line.id, v->cursor, WORD_ROWS_NEXT);
        markup(out, "</nav>\n");
    }
    markup(out, "</section>\n");
}

/* ---- one: who copies whom ---- */

static void put_partners(struct buffer *out, const struct outlet_partners *p, enum word title, enum word none)
{
    markup(out, "<div><h3 class=\"lab\">%w%s", title, p->reports ? " " : "");
    if (p->reports) {
        markup(out, "<span class=\"small\">");
        word_count(out, WORD_OUTLET_TOTAL, p->reports, 0, 0);
        markup(out, "</span>");
    }
    markup(out, "</h3>\n");
    if (!p->count)
        markup(out, "<p class=\"small\">%w</p>", none);
    else
        markup(out, "<ul class=\"partners\">");
    for (uint32_t i = 0; i < p->count; i++) {
        markup(out, "<li><b>%u</b> ", p->at[i].reports);
        site_outlet_link(out, p->at[i].outlet, p->at[i].name);
        markup(out, "</li>\n");
    }
    if (p->more) {
        markup(out, "<li class=\"small\">");
        word_count(out, WORD_OUTLET_PARTNERS_MORE, p->more, 0, 0);
        markup(out, "</li>\n");
    }
    markup(out, p->count ? "</ul></div>\n" : "</div>\n");
}

static void put_copying(struct buffer *out, const struct outlet_view *v)
{
    if (!v->line.reports)
        return;
    open_section(out, "copies", WORD_LINEAGE);
    markup(out, "<p>%w</p></header>\n<div class=\"halves\">", WORD_OUTLET_PARTNERS_NOTE);
    put_partners(out, &v->sources, WORD_OUTLET_TAKEN_FROM, WORD_OUTLET_NO_SOURCES);
    put_partners(out, &v->takers, WORD_OUTLET_SOURCE_OF, WORD_OUTLET_NO_TAKERS);
    markup(out, "</div></section>\n");
}

/* ---- one: only here, and changed ---- */

static void put_only(struct buffer *out, const struct outlet_view *v)
{
    if (!v->only_count)
        return;
    open_section(out, "only", WORD_OUTLET_ONLY);
    markup(out, "<p>%w</p></header>\n<ul class=\"lately\">", WORD_OUTLET_ONLY_NOTE);
    for (uint32_t i = 0; i < v->only_count; i++) {
        const struct outlet_only *only = &v->only[i];
        markup(out, "<li><p class=\"small\"><a href=\"/stories/s%i#only\"><bdi>", only->story);
        put_title(out, only->headline);
        markup(out, "</bdi></a></p><p class=\"words\"");
        markup_language(out, only->language);
        markup(out, "><a href=\"/articles/a%i?at=%u-%u#at\">%t</a></p></li>\n", only->article, only->at.from,
               only->at.to,
               only->words);
    }
    markup(out, "</ul></section>\n");
}

static void put_change(struct buffer *out, const struct outlet_change *c)
{
    markup(out, "<li><p class=\"small\">");
    markup_instant(out, c->seen);
    markup(out, "</p><div><p class=\"words\"");
    markup_language(out, c->article.language);
    markup(out, "><a href=\"/articles/a%i/changes?from=%u&amp;to=%u\">", c->article.id,
           c->article.versions > 1 ? c->article.versions - 1 : 1, c->article.versions);
    put_title(out, c->article.title);
    markup(out, "</a></p>\n<p class=\"small\">");
    word_put(out, WORD_VERSION, c->article.versions, 0, 0);
    markup(out, "; %w", c->noted ? WORD_OUTLET_NOTED : WORD_OUTLET_SILENT);
    if (c->title)
        markup(out, "; %w", WORD_OUTLET_HEADLINE);
    markup(out, "</p></div></li>\n");
}

static void put_changes(struct buffer *out, const struct outlet_view *v)
{
    if (!v->change_count)
        return;
    open_section(out, "changes", WORD_OUTLET_CHANGES);
    markup(out, "<p>");
    if (v->changed >= OUTLET_CHANGES_COUNTED)
        word_put(out, WORD_OUTLET_CHANGES_MANY, v->changed, 0, 0);
    else
        word_count(out, WORD_OUTLET_CHANGES_NOTE, v->changed, 0, 0);
    markup(out, "</p></header>\n<ul class=\"lately\">");
    for (uint32_t i = 0; i < v->change_count; i++)
        put_change(out, &v->changes[i]);
    markup(out, "</ul></section>\n");
}

void site_outlet(struct buffer *out, const struct outlet_view *view, bool further)
{
    put_head(out, view);
    if (!further) {
        put_chart(out, view);
        put_standing(out, view);
    }
    put_lately(out, view, further);
    if (further)
        return;
    put_copying(out, view);
    put_only(out, view);
    put_changes(out, view);
}
