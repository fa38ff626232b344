#include "tell/found.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>

#include "tell/layout.h"
#include "tell/moment.h"

enum { DEFAULT_WIDTH = 80, BODY = 4, STORY_BODY = 8 };

struct sheet { struct layout l; struct arena *arena; };

static struct sheet sheet_of(struct buffer *out, struct tell_options options)
{
    unsigned width = options.width ? options.width : DEFAULT_WIDTH;
    return (struct sheet){ layout_in(out, width, options.colour), out->arena };
}

/* Pieces of `text`, from .. to, with marks shown as hits; without colour these stand in brackets of their own. */
static void put_marked(struct sheet *s, struct span text, struct mark shown, struct marks hits, enum style style)
{
    uint32_t at = shown.from;
    for (uint32_t i = 0; i < hits.count; i++) {
        layout_put(&s->l, mark_span(text, (struct mark){ at, hits.at[i].from }), style);
        layout_text(&s->l, s->l.colour ? "" : "[", style);
        layout_put(&s->l, mark_span(text, hits.at[i]), STYLE_MARKED);
        layout_text(&s->l, s->l.colour ? "" : "]", style);
        at = hits.at[i].to;
    }
    layout_put(&s->l, mark_span(text, (struct mark){ at, shown.to }), style);
}

/* A few words of ours; they are made where the output grows. */
__attribute__((format(printf, 3, 4)))
static void put_words(struct sheet *s, enum style style, const char *format, ...)
{
    char words[256];
    va_list values;
    va_start(values, format);
    vsnprintf(words, sizeof words, format, values);
    va_end(values);
    layout_text(&s->l, words, style);
}

static void dot(struct sheet *s) { layout_text(&s->l, " · ", STYLE_FAINT); }

static void put_thousands(struct sheet *s, uint32_t n)
{
    if (n < 1000)
        put_words(s, STYLE_PLAIN, "%" PRIu32, n);
    else
        put_words(s, STYLE_PLAIN, "%" PRIu32 ",%03" PRIu32, n / 1000, n % 1000);
}

/* ---- articles ---- */

static void put_time(struct sheet *s, const struct found_article *a)
{
    struct arena rest = *s->arena, scratch = arena_half(&rest);
    struct buffer time = buffer_in(&scratch);
    moment_text(&time, a->published);
    if (time.len)
        layout_put(&s->l, buffer_span(&time), STYLE_PLAIN);
    else
        layout_text(&s->l, "no date", STYLE_FAINT);
}

static void put_article_head(struct sheet *s, const struct found_article *a)
{
    put_words(s, STYLE_STRONG, "a%" PRId64, a->article);
    dot(s);
    put_time(s, a);
    if (a->outlet.len) {
        dot(s);
        layout_put(&s->l, a->outlet, STYLE_PLAIN);
    }
    if (a->language.len) {
        dot(s);
        layout_put(&s->l, a->language, STYLE_PLAIN);
    }
    if (a->versions > 1) {
        dot(s);
        put_words(s, STYLE_UPDATED, "%" PRIu32 " versions", a->versions);
    }
    if (a->story) {
        dot(s);
        put_words(s, STYLE_PLAIN, "s%" PRId64, a->story);
    }
    layout_end(&s->l);
}

static void put_article(struct sheet *s, const struct found_article *a)
{
    s->l.indent = 0;
    put_article_head(s, a);
    s->l.indent = BODY;
    if (a->title.len) {
        put_marked(s, a->title, (struct mark){ 0, (uint32_t)a->title.len }, a->title_hits, STYLE_STRONG);
        layout_end(&s->l);
    }
    if (mark_length(a->shown)) {
        layout_text(&s->l, a->shown.from ? "… " : "", STYLE_FAINT);
        put_marked(s, a->text, a->shown, a->hits, STYLE_PLAIN);
        layout_text(&s->l, a->shown.to < a->text.len ? " …" : "", STYLE_FAINT);
        layout_end(&s->l);
    }
    layout_end(&s->l);
}

static void put_found_foot(struct sheet *s, const struct found_page *page)
{
    s->l.indent = 0;
    if (page->found && (page->found > page->count || page->more)) {
        put_words(s, STYLE_PLAIN, "%" PRIu32 " of ", page->count);
        put_thousands(s, page->found);
        layout_text(&s->l, page->more ? " articles or more" : " articles", STYLE_PLAIN);
    } else {
        put_words(s, STYLE_PLAIN, "%" PRIu32 " article%s", page->count, page->count == 1 ? "" : "s");
    }
    if (page->goes_on) {
        layout_text(&s->l, "; the next ones: ", STYLE_PLAIN);
        put_words(s, STYLE_FAINT, "--from %" PRId64, page->at[page->count - 1].place);
    }
    layout_end(&s->l);
}

void tell_found_text(struct buffer *out, const struct found_page *page, struct tell_options options)
{
    struct sheet s = sheet_of(out, options);
    for (uint32_t i = 0; i < page->count; i++)
        put_article(&s, &page->at[i]);
    if (page->count)
        put_found_foot(&s, page);
}

static void put_marks(struct json_writer *w, const char *key, struct marks marks)
{
    json_key(w, key);
    json_open(w, '[');
    for (uint32_t i = 0; i < marks.count; i++) {
        json_open(w, '{');
        json_key(w, "from");
        json_put_int(w, marks.at[i].from);
        json_key(w, "to");
        json_put_int(w, marks.at[i].to);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_number(struct json_writer *w, const char *key, char letter, int64_t number)
{
    char text[32];
    snprintf(text, sizeof text, "%c%" PRId64, letter, number);
    json_key(w, key);
    if (number)
        json_put_text(w, span_of(text));
    else
        json_put_null(w);
}

static void put_text(struct json_writer *w, const char *key, struct span text)
{
    json_key(w, key);
    json_put_text_or_null(w, text);
}

static void put_instant(struct json_writer *w, const char *key, int64_t seconds)
{
    struct arena rest = *w->out->arena, scratch = arena_half(&rest);
    struct buffer time = buffer_in(&scratch);
    moment_instant(&time, seconds);
    json_key(w, key);
    json_put_text(w, buffer_span(&time));
}

static void put_excerpt(struct json_writer *w, const struct found_article *a)
{
    json_key(w, "excerpt");
    json_open(w, '{');
    json_key(w, "from");
    json_put_int(w, a->shown.from);
    json_key(w, "to");
    json_put_int(w, a->shown.to);
    json_key(w, "text");
    json_put_text(w, mark_span(a->text, a->shown));
    put_marks(w, "hits", a->hits);
    json_close(w, '}');
}

void found_article_json(struct json_writer *w, const struct found_article *a)
{
    char place[24];
    json_open(w, '{');
    put_number(w, "article", 'a', a->article);
    put_number(w, "story", 's', a->story);
    put_text(w, "title", a->title);
    put_marks(w, "title_hits", a->title_hits);
    put_text(w, "outlet", a->outlet);
    put_text(w, "language", a->language);
    put_text(w, "url", a->url);
    json_key(w, "published");
    moment_json(w, a->published);
    put_instant(w, "first_seen", a->first_seen);
    json_key(w, "versions");
    json_put_int(w, a->versions);
    put_excerpt(w, a);
    json_key(w, "place");
    snprintf(place, sizeof place, "%" PRId64, a->place);
    json_put_text(w, span_of(place));
    json_close(w, '}');
}

void tell_found_json(struct buffer *out, const struct found_page *page)
{
    for (uint32_t i = 0; i < page->count; i++) {
        struct json_writer w = json_writer(out, 0);
        found_article_json(&w, &page->at[i]);
        buffer_byte(out, '\n');
    }
}

/* ---- stories ---- */

static struct when minute_of(int64_t seconds)
{
    return (struct when){ .from = seconds, .to = seconds + 60, .precision = WHEN_MINUTE, .zoned = true };
}

static void put_span_of_time(struct sheet *s, const struct listed_story *story)
{
    struct arena rest = *s->arena, scratch = arena_half(&rest);
    struct buffer time = buffer_in(&scratch);
    moment_range(&time, minute_of(story->first), minute_of(story->latest));
    layout_put(&s->l, buffer_span(&time), STYLE_PLAIN);
}

static void put_count(struct sheet *s, uint32_t n, const char *one, const char *several, enum style style)
{
    put_words(s, style, "%" PRIu32 " %s", n, n == 1 ? one : several);
}

static void put_story_counts(struct sheet *s, const struct listed_story *story)
{
    put_count(s, story->reports, "report", "reports", STYLE_PLAIN);
    if (story->told) {
        dot(s);
        put_count(s, story->origins, "account", "accounts", STYLE_PLAIN);
        dot(s);
        put_count(s, story->conflicts, "conflict", "conflicts", story->conflicts ? STYLE_CONFLICT : STYLE_PLAIN);
        if (story->outdated)
            layout_text(&s->l, " (when last compared)", STYLE_FAINT);
    } else if (story->reports > 1) {
        dot(s);
        layout_text(&s->l, "not compared yet", STYLE_FAINT);
    }
    dot(s);
    put_span_of_time(s, story);
    if (story->languages.len) {
        dot(s);
        layout_whole(&s->l, story->languages, STYLE_PLAIN);
    }
    layout_end(&s->l);
}

static void put_story(struct sheet *s, const struct listed_story *story)
{
    s->l.indent = 0;
    put_words(s, STYLE_STRONG, "s%" PRId64, story->story);
    layout_text(&s->l, " ", STYLE_PLAIN);
    layout_pad(&s->l, STORY_BODY);
    s->l.indent = STORY_BODY;
    layout_put(&s->l, story->headline.len ? story->headline : SPAN("(no headline)"), STYLE_STRONG);
    layout_end(&s->l);
    put_story_counts(s, story);
}

static void put_stories_foot(struct sheet *s, const struct listed_page *page)
{
    s->l.indent = 0;
    if (page->more) {
        layout_text(&s->l, "there are more: ", STYLE_PLAIN);
        struct span place = page->at[page->count - 1].place;
        put_words(s, STYLE_FAINT, "--from %.*s", (int)place.len, place.at);
        layout_end(&s->l);
    }
    if (page->cut) {
        layout_text(&s->l, "only the latest ", STYLE_PLAIN);
        put_thousands(s, page->walked);
        layout_text(&s->l, " reports that are found were looked at; narrow the time with --since and --until",
                    STYLE_PLAIN);
        layout_end(&s->l);
    }
    if (page->unknown) {
        put_thousands(s, page->unknown);
        layout_text(&s->l, page->many ? " or more larger stories have" : page->unknown == 1 ? " larger story has" :
                    " larger stories have", STYLE_PLAIN);
        layout_text(&s->l, " not been compared as they are now; --fresh does it, the largest first", STYLE_PLAIN);
        layout_end(&s->l);
    }
}

void tell_stories_text(struct buffer *out, const struct listed_page *page, struct tell_options options)
{
    struct sheet s = sheet_of(out, options);
    for (uint32_t i = 0; i < page->count; i++)
        put_story(&s, &page->at[i]);
    put_stories_foot(&s, page);
}

static void put_known(struct json_writer *w, const char *key, bool known, uint32_t n)
{
    json_key(w, key);
    if (known)
        json_put_int(w, n);
    else
        json_put_null(w);
}

static void put_languages(struct json_writer *w, struct span languages)
{
    struct span language;
    json_key(w, "languages");
    json_open(w, '[');
    for (size_t at = 0; span_next_word(languages, &at, &language);)
        json_put_text(w, language);
    json_close(w, ']');
}

void found_story_members(struct json_writer *w, const struct listed_story *story)
{
    put_number(w, "story", 's', story->story);
    put_text(w, "headline", story->headline);
    put_instant(w, "first", story->first);
    put_instant(w, "latest", story->latest);
    json_key(w, "reports");
    json_put_int(w, story->reports);
    put_known(w, "origins", story->told, story->origins);
    put_known(w, "conflicts", story->told, story->conflicts);
    put_known(w, "differences", story->told, story->differences);
    json_key(w, "outdated");
    json_put_bool(w, story->told && story->outdated);
    put_languages(w, story->languages);
    put_text(w, "place", story->place);
}

void tell_stories_json(struct buffer *out, const struct listed_page *page)
{
    for (uint32_t i = 0; i < page->count; i++) {
        struct json_writer w = json_writer(out, 0);
        json_open(&w, '{');
        found_story_members(&w, &page->at[i]);
        json_close(&w, '}');
        buffer_byte(out, '\n');
    }
}
