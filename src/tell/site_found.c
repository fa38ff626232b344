#include "tell/site_found.h"

#include "tell/markup.h"

/* ---- addresses ---- */

static void put_pair(struct buffer *out, const char *name, struct span value)
{
    if (value.len)
        markup(out, "&%s=%q", name, value);
}

void site_found_address(struct buffer *out, const struct site_found_form *form, struct span cursor)
{
    markup(out, "/search?q=%q", form->query);
    put_pair(out, "lang", form->language);
    put_pair(out, "outlet", form->outlet);
    put_pair(out, "since", form->from);
    put_pair(out, "until", form->to);
    put_pair(out, "in", form->titles ? SPAN("title") : SPAN(""));
    put_pair(out, "order", form->oldest ? SPAN("oldest") : SPAN(""));
    put_pair(out, "group", form->by_story ? SPAN("story") : SPAN(""));
    put_pair(out, "from", cursor);
}

/* As an attribute takes it. */
static void put_address(struct buffer *out, const struct site_found_form *form, struct span cursor)
{
    struct arena rest = *out->arena, scratch = arena_half(&rest);
    struct buffer address = buffer_in(&scratch);
    site_found_address(&address, form, cursor);
    markup(out, "%t", buffer_span(&address));
}

/* ---- the form ---- */

static const char *const languages[] = { "ar", "de", "en", "es", "fa", "fr", "he", "it", "ja", "nl", "pl", "pt", "ru",
                                         "tr", "uk", "zh" };

static void put_languages(struct buffer *out, struct span chosen)
{
    bool seen = !chosen.len;
    markup(out, "<label>%w <select name=\"lang\"><option value=\"\">%w</option>", WORD_LANGUAGE_CHOICE,
           WORD_ALL_LANGUAGES);
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        bool is_it = span_equal_nocase(span_of(languages[i]), chosen);
        seen |= is_it;
        markup(out, "<option value=\"%s\"%s>%t</option>", languages[i], is_it ? " selected" : "",
               word_language(span_of(languages[i])));
    }
    if (!seen)
        markup(out, "<option value=\"%t\" selected>%t</option>", chosen, chosen);
    buffer_text(out, "</select></label>\n");
}

static void put_choice(struct buffer *out, enum word label, const char *name, const char *value, enum word plain,
                       enum word other, bool chosen)
{
    markup(out, "<label>%w <select name=\"%s\"><option value=\"\">%w</option><option value=\"%s\"%s>%w</option></select>"
                "</label>\n", label, name, plain, value, chosen ? " selected" : "", other);
}

static void put_form(struct buffer *out, const struct site_found_form *f)
{
    markup(out, "<form class=\"filter ask\" action=\"/search\">\n<label class=\"words-field\">%w <input type=\"search\" "
                "name=\"q\" value=\"%t\"></label>\n", WORD_SEARCH_WORDS, f->query);
    markup(out, "<label><input type=\"checkbox\" name=\"in\" value=\"title\"%s> %w</label>\n", f->titles ? " checked" : "",
           WORD_SEARCH_TITLES);
    put_languages(out, f->language);
    markup(out, "<label>%w <input name=\"outlet\" value=\"%t\" size=\"16\"></label>\n", WORD_SEARCH_OUTLET, f->outlet);
    markup(out, "<label>%w <input type=\"date\" name=\"since\" value=\"%t\"></label>\n", WORD_SEARCH_FROM, f->from);
    markup(out, "<label>%w <input type=\"date\" name=\"until\" value=\"%t\"></label>\n", WORD_SEARCH_TO, f->to);
    put_choice(out, WORD_SEARCH_SORT, "order", "oldest", WORD_NEWEST_FIRST, WORD_OLDEST_FIRST, f->oldest);
    put_choice(out, WORD_SEARCH_GROUP, "group", "story", WORD_SEARCH_EACH, WORD_SEARCH_BY_STORY, f->by_story);
    markup(out, "<button class=\"btn\">%w</button></form>\n", WORD_FIND);
}

static const struct { const char *query; enum word says; } examples[] = {
    { "flood bridge", WORD_HELP_BOTH },             { "\"state of emergency\"", WORD_HELP_PHRASE },
    { "storm*", WORD_HELP_BEGIN },                  { "flood -football", WORD_HELP_WITHOUT },
    { "(flood OR landslide) bridge", WORD_HELP_EITHER }, { "title:flood", WORD_HELP_TITLE },
    { "name:\"emil garo\"", WORD_HELP_NAME },       { "said-by:garo", WORD_HELP_SAID },
    { "outlet:\"valley courier\"", WORD_HELP_OUTLET }, { "lang:fr", WORD_HELP_LANGUAGE },
    { "has:versions", WORD_HELP_HAS },              { "figure:>100 deaths", WORD_HELP_FIGURE },
    { "after:2031-03-01 before:2031-04", WORD_HELP_TIME }, { "story:s4", WORD_HELP_STORY },
};

static void put_help(struct buffer *out, bool open)
{
    markup(out, "<details class=\"help\"%s><summary>%w</summary>\n<dl>\n", open ? " open" : "", WORD_SEARCH_HELP);
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
        markup(out, "<div><dt><a href=\"/search?q=%q\"><code>%t</code></a></dt><dd>%w</dd></div>\n",
               span_of(examples[i].query), span_of(examples[i].query), examples[i].says);
    buffer_text(out, "</dl></details>\n");
}

/* ---- a mistake, shown at its place ---- */

static size_t letter_end(struct span s, size_t at)
{
    size_t end = at < s.len ? at + 1 : at;
    while (end < s.len && (s.at[end] & 0xC0) == 0x80)
        end++;
    return end;
}

static void put_problem(struct buffer *out, const struct site_found *found)
{
    struct span asked = found->asked;
    size_t at = found->problem_at < asked.len ? (size_t)found->problem_at : asked.len, end = letter_end(asked, at);
    markup(out, "<div class=\"mistake\" role=\"alert\"><p>%w</p>\n", WORD_SEARCH_NOT_UNDERSTOOD);
    markup(out, "<p class=\"asked\"><code>%t<mark>%t</mark>%t</code></p>\n", span_cut(asked, 0, at),
           at < end ? span_cut(asked, at, end) : SPAN("\xe2\x90\xa3"), span_from(asked, end));
    markup(out, "<p>%t</p></div>\n", found->problem);
}

/* ---- reports ---- */

static void put_marked(struct buffer *out, struct span text, struct mark shown, struct marks hits)
{
    uint32_t at = shown.from;
    for (uint32_t i = 0; i < hits.count; i++) {
        markup(out, "%t<mark>%t</mark>", mark_span(text, (struct mark){ at, hits.at[i].from }),
               mark_span(text, hits.at[i]));
        at = hits.at[i].to;
    }
    markup(out, "%t", mark_span(text, (struct mark){ at, shown.to }));
}

static void put_title(struct buffer *out, const struct found_article *a, const char *element)
{
    markup(out, "<%s", element);
    markup_language(out, a->language);
    markup(out, "><a href=\"/articles/a%i\">", a->article);
    if (span_trim(a->title).len)
        put_marked(out, a->title, (struct mark){ 0, (uint32_t)a->title.len }, a->title_hits);
    else
        markup(out, "a%i: %w", a->article, WORD_NO_TITLE);
    markup(out, "</a></%s>\n", element);
}

static void put_facts(struct buffer *out, const struct found_article *a)
{
    buffer_text(out, "<p class=\"kick\"><span><bdi>");
    if (a->outlet.len)
        markup(out, "%t", a->outlet);
    else
        markup(out, "%w", WORD_UNNAMED_OUTLET);
    buffer_text(out, "</bdi></span><span>");
    if (when_known(a->published))
        markup_when(out, a->published);
    else
        markup_instant(out, a->first_seen);
    markup(out, "</span>");
    if (a->language.len)
        markup(out, "<span>%t</span>", word_language(a->language));
    if (a->versions > 1) {
        markup(out, "<span><a href=\"/articles/a%i/changes?from=1&amp;to=%u\">", a->article, a->versions);
        word_count(out, WORD_VERSIONS_SEEN, a->versions, 0, 0);
        buffer_text(out, "</a></span>");
    }
    buffer_text(out, "</p>\n");
}

static void put_excerpt(struct buffer *out, const struct found_article *a)
{
    if (!mark_length(a->shown))
        return;
    buffer_text(out, "<p class=\"words\"");
    markup_language(out, a->language);
    markup(out, ">%s", a->shown.from ? "… " : "");
    put_marked(out, a->text, a->shown, a->hits);
    markup(out, "%s", a->shown.to < a->text.len ? " …" : "");
    if (a->hits.count)
        markup(out, " <a class=\"src\" href=\"/articles/a%i?at=%u-%u#at\">%w<span class=\"vh\"> a%i</span></a>",
               a->article, a->hits.at[0].from, a->hits.at[0].to, WORD_SEARCH_PLACE, a->article);
    buffer_text(out, "</p>\n");
}

/* ---- stories ---- */

static void put_story_counts(struct buffer *out, const struct listed_story *s)
{
    if (s->told || s->reports == 1) {
        word_count(out, WORD_ACCOUNTS, s->reports == 1 ? 1 : s->origins, 0, 0);
        buffer_byte(out, ' ');
        word_count(out, WORD_IN_REPORTS, s->reports, 0, 0);
        if (s->told && s->outdated)
            markup(out, ", %w", WORD_WHEN_COMPARED);
    } else {
        word_count(out, WORD_REPORTS_OF_IT, s->reports, 0, 0);
        markup(out, ", %w", WORD_DAY_NOT_COMPARED);
    }
}

static struct span first_word(struct span words)
{
    struct span word = { NULL, 0 };
    size_t at = 0;
    span_next_word(words, &at, &word);
    return word;
}

static void put_story_link(struct buffer *out, const struct listed_story *s)
{
    markup(out, "<a href=\"/stories/s%i\"><bdi", s->story);
    markup_language(out, first_word(s->languages));
    if (span_trim(s->headline).len)
        markup(out, ">%t</bdi></a>", s->headline);
    else
        markup(out, ">s%i</bdi></a>", s->story);
}

static void put_story_of(struct buffer *out, const struct listed_story *s)
{
    buffer_text(out, "<p class=\"small\">");
    if (!s->story) {
        markup(out, "%w</p>\n", WORD_SEARCH_NO_STORY);
        return;
    }
    markup(out, "%w: ", WORD_IN_STORY);
    put_story_link(out, s);
    buffer_text(out, " · ");
    put_story_counts(out, s);
    buffer_text(out, "</p>\n");
}

static void put_each(struct buffer *out, const struct site_found *found)
{
    buffer_text(out, "<ol class=\"found\">\n");
    for (uint32_t i = 0; i < found->page.count; i++) {
        const struct found_article *a = &found->page.at[i];
        buffer_text(out, "<li>");
        put_facts(out, a);
        put_title(out, a, "h2");
        put_excerpt(out, a);
        put_story_of(out, &found->story[i]);
        buffer_text(out, "</li>\n");
    }
    buffer_text(out, "</ol>\n");
}

/* All reports of the story that are found so. */
static void put_rest(struct buffer *out, const struct site_found *found, const struct site_found_story *s)
{
    markup(out, "<p class=\"small\"><a href=\"/search?q=%q%%20story%%3As%i\">%w</a></p>\n", found->asked,
           s->story.story, WORD_SEARCH_OF_IT);
}

static void put_story(struct buffer *out, const struct site_found *found, const struct site_found_story *s)
{
    buffer_text(out, "<li><h2>");
    if (s->story.story)
        put_story_link(out, &s->story);
    else
        markup(out, "%w", WORD_SEARCH_NO_STORY);
    buffer_text(out, "</h2>\n");
    if (s->story.story) {
        buffer_text(out, "<p class=\"small\">");
        put_story_counts(out, &s->story);
        buffer_text(out, "</p>\n");
    }
    buffer_text(out, "<ul>\n");
    for (uint32_t i = 0; i < s->count && i < SITE_FOUND_HITS; i++) {
        const struct found_article *a = &found->page.at[found->hits[s->first + i]];
        buffer_text(out, "<li>");
        put_facts(out, a);
        put_title(out, a, "h3");
        put_excerpt(out, a);
        buffer_text(out, "</li>\n");
    }
    buffer_text(out, "</ul>\n");
    if (s->story.story && s->count > SITE_FOUND_HITS)
        put_rest(out, found, s);
    buffer_text(out, "</li>\n");
}

static void put_by_story(struct buffer *out, const struct site_found *found)
{
    buffer_text(out, "<ol class=\"found by-story\">\n");
    for (uint32_t i = 0; i < found->story_count; i++)
        put_story(out, found, &found->stories[i]);
    buffer_text(out, "</ol>\n");
}

/* ---- the whole ---- */

static void put_count(struct buffer *out, const struct site_found *found)
{
    const struct found_page *p = &found->page;
    struct span note = p->note;
    buffer_text(out, "<p class=\"count\" role=\"status\">");
    if (!p->count)
        markup(out, "<b>%w</b> %t", WORD_SEARCH_NONE, note);
    else if (p->found) {
        buffer_text(out, "<b>");
        if (p->more)
            word_put(out, WORD_SEARCH_FOUND_MORE, p->found, 0, 0);
        else
            word_count(out, WORD_SEARCH_FOUND, p->found, 0, 0);
        markup(out, "</b> %t", note);
    }
    markup(out, " <a href=\"/search.atom?q=%q\">%w</a></p>\n", found->asked, WORD_SEARCH_FEED);
}

static void put_pager(struct buffer *out, const struct site_found *found)
{
    if (!found->cursor.len && !found->next.len)
        return;
    buffer_text(out, "<p class=\"pager\">");
    if (found->cursor.len) {
        buffer_text(out, "<a href=\"");
        put_address(out, &found->form, (struct span){ NULL, 0 });
        markup(out, "\">%w</a>", WORD_SEARCH_BEGIN);
    }
    if (found->next.len) {
        buffer_text(out, "<a rel=\"next\" href=\"");
        put_address(out, &found->form, found->next);
        markup(out, "\">%w</a>", WORD_SEARCH_NEXT);
    }
    buffer_text(out, "</p>\n");
}

void site_found(struct buffer *out, const struct site_found *found)
{
    bool looked = found->asked.len && !found->problem.len && !found->bad_day;
    markup(out, "<h1 class=\"ui\">%w</h1>\n", WORD_SEARCH_PAGE);
    put_form(out, &found->form);
    if (found->bad_day)
        markup(out, "<div class=\"mistake\" role=\"alert\"><p>%w</p></div>\n", WORD_SEARCH_BAD_DAY);
    else if (found->problem.len)
        put_problem(out, found);
    if (looked && !span_equal(found->asked, found->form.query))
        markup(out, "<p class=\"asked small\">%w <code>%t</code></p>\n", WORD_SEARCH_ASKED, found->asked);
    if (looked) {
        put_count(out, found);
        if (found->form.by_story)
            put_by_story(out, found);
        else
            put_each(out, found);
        put_pager(out, found);
    }
    put_help(out, !looked || !found->page.count);
}
