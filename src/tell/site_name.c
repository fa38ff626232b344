#include "tell/site_name.h"

#include "news/attribution.h"
#include "tell/markup.h"
#include "tell/site_outlet.h"
#include "tell/words.h"

enum { WORDS_SHOWN = 1200 };     /* bytes of a statement */

/* ---- those that begin so ---- */

static enum word type_word(uint8_t type)
{
    static const enum word words[ENTITY_TYPE_COUNT] = { WORD_PEOPLE_OTHER, WORD_PEOPLE_PERSON, WORD_PEOPLE_ORGANISATION,
                                                        WORD_PEOPLE_PLACE };
    return words[type < ENTITY_TYPE_COUNT ? type : 0];
}

static void put_name_link(struct buffer *out, struct span name)
{
    markup(out, "<a href=\"/names/%q\"><bdi>%t</bdi></a>", name, name);
}

static void put_found(struct buffer *out, const struct name_found *f)
{
    markup(out, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">");
    put_name_link(out, f->name);
    markup(out, "</th><td class=\"t\">%w</td><td class=\"n\" data-l=\"%w\">%u</td><td class=\"n\" data-l=\"%w\">",
           type_word(f->type),
           WORD_PEOPLE_REPORTS, f->reports, WORD_PEOPLE_QUOTED);
    if (f->speaks)
        buffer_number(out, f->speaks);
    markup(out, "</td><td class=\"t\" data-l=\"%w\">", WORD_OUTLET_LATEST);
    markup_when(out, (struct when){ .from = f->latest, .to = f->latest + 86400, .precision = WHEN_DAY });
    markup(out, "</td></tr>\n");
}

static void put_table(struct buffer *out, const struct names_found *found)
{
    static const struct { const char *class; enum word word; } columns[] = {
        { "", WORD_PEOPLE_NAME }, { "", WORD_PEOPLE_KIND }, { "n", WORD_PEOPLE_REPORTS }, { "n", WORD_PEOPLE_QUOTED },
        { "", WORD_OUTLET_LATEST }
    };
    markup(out, "<table class=\"rows\" role=\"table\"><caption class=\"vh\">%w</caption><thead role=\"rowgroup\"><tr "
           "role=\"row\">",
           WORD_PEOPLE_TITLE);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        markup(out, "<th scope=\"col\" role=\"columnheader\" class=\"%s\">%w</th>", columns[i].class, columns[i].word);
    markup(out, "</tr></thead><tbody role=\"rowgroup\">\n");
    for (uint32_t i = 0; i < found->count; i++)
        put_found(out, &found->at[i]);
    markup(out, "</tbody></table>\n");
}

void site_names(struct buffer *out, const struct names_found *found, struct span letters)
{
    markup(out, "<h1 class=\"ui\">%w</h1>\n<form class=\"filter\" action=\"/names\"><label>%w <input name=\"q\" "
           "value=\"%t\" "
                "maxlength=\"100\" autocomplete=\"off\" dir=\"auto\"></label><button "
                "class=\"btn\">%w</button></form>\n",
           WORD_PEOPLE_TITLE, WORD_PEOPLE_FIND, letters, WORD_FIND);
    if (!found->count) {
        markup(out, "<p>%w</p>\n", letters.len ? WORD_PEOPLE_NONE : WORD_PEOPLE_NOBODY);
        if (found->note.len)
            markup(out, "<p class=\"small\">%t</p>\n", found->note);
        return;
    }
    markup(out, "<p class=\"small\">");
    word_count(out, letters.len ? WORD_PEOPLE_MATCHES : WORD_PEOPLE_RECENT, found->looked_at, 0, 0);
    markup(out, "</p>\n");
    put_table(out, found);
}

/* ---- one: its head ---- */

static void put_counted(struct buffer *out, uint32_t n, enum word word, enum word many)
{
    if (n >= NAME_COUNT_MOST)
        word_put(out, many, n, 0, 0);
    else
        word_count(out, word, n, 0, 0);
}

static void put_head(struct buffer *out, const struct name_view *v)
{
    markup(out, "<p class=\"kick\"><span><a href=\"/names\">%w</a></span><span><a "
           "href=\"/names/%q/atom\">%w</a></span></p>\n"
                "<h1 dir=\"auto\">%t</h1>\n", WORD_PEOPLE_TITLE, v->name, WORD_FEED, v->name);
    if (!v->speaks && !v->mentioned) {
        markup(out, "<p>%w</p>\n", v->statement_count ? WORD_SAID_SAID : WORD_SAID_NOBODY);
        return;
    }
    markup(out, "<div class=\"finding\"><p>");
    if (v->speaks) {
        markup(out, "<b>");
        put_counted(out, v->speaks, WORD_SAID_IN, WORD_SAID_IN_MANY);
        markup(out, "</b>");
    } else {
        markup(out, "%w", WORD_SAID_SILENT);
    }
    if (v->mentioned) {
        markup(out, v->speaks ? ", " : " ");
        put_counted(out, v->mentioned, WORD_SAID_NAMED, WORD_SAID_NAMED_MANY);
    }
    markup(out, "</p></div>\n");
}

static void put_forms(struct buffer *out, enum word title, const struct name_form *at, uint32_t count, struct span own)
{
    if (!count)
        return;
    markup(out, "<dt>%w</dt><dd>", title);
    for (uint32_t i = 0; i < count; i++) {
        bool linked = own.len && !span_equal(at[i].name, own);
        markup(out, "<span>");
        if (linked)
            put_name_link(out, at[i].name);
        else
            markup(out, "<bdi class=\"words\">%t</bdi>", at[i].name);
        markup(out, "<span class=\"small\"> ");
        if (own.len)
            markup(out, "%w, ", type_word(at[i].type));
        markup(out, "%u</span></span>", at[i].reports);
    }
    markup(out, "</dd>\n");
}

/* ---- one: statements ---- */

static void put_how(struct buffer *out, const struct name_statement *s)
{
    static const enum word kinds[] = { WORD_SAID_REPORTED, WORD_SAID_MIXED, WORD_SAID_DIRECT };
    static const enum word stances[] = { 0, WORD_SAID_DENIES, WORD_SAID_REFUSES, WORD_SAID_SUGGESTS, WORD_SAID_ASKS,
                                         WORD_SAID_MAY };
    markup(out, "%w", kinds[s->kind <= ATTRIBUTION_DIRECT ? s->kind : 0]);
    if (s->stance > STANCE_SAYS && s->stance <= STANCE_MAY_SAY)
        markup(out, "; %w", stances[s->stance]);
}

static void put_words(struct buffer *out, const struct name_statement *s)
{
    struct span words = s->words;
    bool cut = words.len > WORDS_SHOWN;
    if (cut)
        for (words.len = WORDS_SHOWN; words.len && (words.at[words.len] & 0xc0) == 0x80;)
            words.len--;
    markup(out, "<blockquote class=\"words%s\"", s->kind == ATTRIBUTION_DIRECT ? " direct" : "");
    markup_language(out, s->language);
    markup(out, "><a href=\"/articles/a%i?at=%u-%u#at\">%t%s</a></blockquote>\n", s->article, s->place.from,
           s->place.to, words,
           cut ? " …" : "");
}

static void put_time(struct buffer *out, struct when published, int64_t at)
{
    if (published.precision != WHEN_UNKNOWN)
        markup_when(out, published);
    else
        markup_instant(out, at);
}

static void put_statement(struct buffer *out, const struct name_statement *s, struct span own)
{
    put_words(out, s);
    markup(out, "<p class=\"small\">");
    put_how(out, s);
    if (s->speaker.len && !span_equal(s->speaker, own))
        markup(out, "; %w <bdi class=\"words\">%t</bdi>", WORD_SAID_AS, s->speaker);
    if (s->more) {
        markup(out, "; ");
        word_count(out, WORD_SAID_MORE, s->more, 0, 0);
    }
    markup(out, "</p>\n");
}

/* Those of one report, which stand one behind the other: `count` of them. */
static void put_statements_of(struct buffer *out, const struct name_statement *s, uint32_t count, struct span own)
{
    markup(out, "<li><p class=\"small\">");
    put_time(out, s->published, s->at);
    markup(out, "<br>");
    site_outlet_link(out, s->outlet_id, s->outlet);
    markup(out, "</p><div>\n");
    for (uint32_t i = 0; i < count; i++)
        put_statement(out, &s[i], own);
    if (s->headline.len)
        markup(out, "<p class=\"small\">%w <a href=\"/stories/s%i\"><bdi class=\"words\">%t</bdi></a></p>\n",
               WORD_IN_STORY,
               s->story, s->headline);
    markup(out, "</div></li>\n");
}

static void put_statements(struct buffer *out, const struct name_view *v, bool further)
{
    if (!v->statement_count && !further)
        return;
    markup(out, "<section class=\"sec\" id=\"said\" aria-labelledby=\"said-h\"><header><h2 "
           "id=\"said-h\">%w</h2><p>%w</p>"
                "</header>\n<ol class=\"said\">", WORD_SAID_SAID, WORD_SAID_NOTE);
    for (uint32_t from = 0, end; from < v->statement_count; from = end) {
        for (end = from + 1; end < v->statement_count &&
             v->statements[end].article == v->statements[from].article; end++)
            ;
        put_statements_of(out, &v->statements[from], end - from, v->name);
    }
    markup(out, "</ol>\n");
    if (further || v->cursor) {
        markup(out, "<nav class=\"pages\" aria-label=\"%w\">", WORD_SAID_SAID);
        if (further)
            markup(out, "<a href=\"/names/%q\">%w</a>", v->name, WORD_ROWS_FIRST);
        if (v->cursor)
            markup(out, "<a rel=\"next\" href=\"/names/%q?from=%i\">%w</a>", v->name, v->cursor, WORD_ROWS_NEXT);
        markup(out, "</nav>\n");
    }
    markup(out, "</section>\n");
}

/* ---- one: named without speaking ---- */

static void put_mention(struct buffer *out, const struct name_mention *m)
{
    markup(out, "<li><p class=\"small\">");
    markup_when(out, m->published);
    markup(out, "</p><div><p class=\"words\"");
    markup_language(out, m->language);
    markup(out, "><a href=\"/articles/a%i", m->article);
    if (m->place.to > m->place.from)
        markup(out, "?at=%u-%u#at", m->place.from, m->place.to);
    markup(out, "\">");
    if (m->title.len)
        markup(out, "%t", m->title);
    else
        markup(out, "%w", WORD_NO_TITLE);
    markup(out, "</a></p>\n<p class=\"small\">");
    site_outlet_link(out, 0, m->outlet);
    markup(out, ", <a href=\"/stories/s%i\">%w s%i</a></p></div></li>\n", m->story, WORD_IN_STORY, m->story);
}

static void put_mentions(struct buffer *out, const struct name_view *v)
{
    if (!v->mention_count)
        return;
    markup(out, "<section class=\"sec\" id=\"named\" aria-labelledby=\"named-h\"><header><h2 "
           "id=\"named-h\">%w</h2><p>%w</p>"
                "</header>\n<ol class=\"lately\">", WORD_SAID_MENTIONS, WORD_SAID_MENTIONS_NOTE);
    for (uint32_t i = 0; i < v->mention_count; i++)
        put_mention(out, &v->mentions[i]);
    markup(out, "</ol></section>\n");
}

void site_name(struct buffer *out, const struct name_view *view, bool further)
{
    if (further) {
        markup(out, "<p class=\"kick\"><span><a href=\"/names\">%w</a></span></p>\n<h1 dir=\"auto\">%t</h1>\n",
               WORD_PEOPLE_TITLE, view->name);
    } else {
        put_head(out, view);
        if (view->form_count || view->role_count) {
            markup(out, "<dl class=\"called\">");
            put_forms(out, WORD_SAID_FORMS, view->forms, view->form_count, view->name);
            put_forms(out, WORD_SAID_ROLES, view->roles, view->role_count, SPAN(""));
            markup(out, "</dl>\n");
        }
    }
    put_statements(out, view, further);
    put_mentions(out, view);
}
