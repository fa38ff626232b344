#include "tell/site_sources.h"

#include <stdio.h>

#include "tell/markup.h"
#include "tell/words.h"

enum { MINUTE = 60, HOUR = 3600, DAY = 86400 };

/* ---- numbers ---- */

/* "20 minutes": the largest unit of which there are two or more, or one exactly. */
static void put_length(struct buffer *out, int64_t seconds)
{
    static const struct { int64_t unit; enum word word; } units[] = {
        { DAY, WORD_WATCH_DAYS }, { HOUR, WORD_WATCH_HOURS }, { MINUTE, WORD_WATCH_MINUTES }, { 1, WORD_WATCH_SECONDS }
    };
    seconds = seconds < 0 ? 0 : seconds;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
        if (seconds >= 2 * units[i].unit || seconds == units[i].unit || units[i].unit == 1) {
            word_count(out, units[i].word, (uint32_t)(seconds / units[i].unit), 0, 0);
            return;
        }
}

static void put_size(struct buffer *out, uint64_t bytes)
{
    if (bytes >= 1000000000)
        buffer_printf(out, "%.1f GB", (double)bytes / 1e9);
    else if (bytes >= 1000000)
        buffer_printf(out, "%.1f MB", (double)bytes / 1e6);
    else
        buffer_printf(out, "%.0f kB", (double)bytes / 1e3);
}

static void put_age(struct buffer *out, int64_t at, int64_t now)
{
    markup_instant(out, at);
    if (!at || at > now)
        return;
    markup(out, " <span class=\"small\">");
    put_length(out, now - at);
    markup(out, " %w</span>", WORD_WATCH_AGO);
}

/* ---- what is watched ---- */

static void put_some(struct buffer *out, uint64_t n, enum word word)
{
    if (!n)
        return;
    markup(out, " ");
    word_put(out, word, (uint32_t)n, 0, 0);
    buffer_byte(out, '.');
}

static void put_some_counted(struct buffer *out, uint64_t n, enum word word)
{
    if (!n)
        return;
    markup(out, " ");
    word_count(out, word, (uint32_t)n, 0, 0);
    buffer_byte(out, '.');
}

static void put_counts(struct buffer *out, const struct site_sources *p)
{
    markup(out, "<p>");
    if (!p->all) {
        markup(out, "%w</p>\n", WORD_WATCH_NONE);
        return;
    }
    word_count(out, WORD_WATCH_COUNTS, (uint32_t)p->all, 0, 0);
    put_some_counted(out, p->failing_all, WORD_WATCH_FAILING);
    put_some(out, p->paused, WORD_WATCH_PAUSED);
    put_some(out, p->gone, WORD_WATCH_GONE);
    put_some(out, p->due, WORD_WATCH_DUE);
    put_some_counted(out, p->pages_due, WORD_WATCH_PAGES_DUE);
    put_some(out, p->pages_ahead, p->pages_ahead >= p->pages_most ? WORD_WATCH_MANY : WORD_WATCH_PAGES_AHEAD);
    markup(out, "</p>\n");
}

static void put_state(struct buffer *out, const struct site_source *s)
{
    bool bad = s->gone || (!s->paused && s->failures);
    markup(out, "<td data-l=\"%w\"%s>", WORD_WATCH_STATE, bad ? " class=\"bad\"" : "");
    if (s->gone)
        markup(out, "%w", WORD_WATCH_IS_GONE);
    else if (s->paused)
        markup(out, "%w", WORD_WATCH_IS_PAUSED);
    else if (s->failures)
        word_count(out, WORD_WATCH_FAILS, s->failures, 0, 0);
    else
        markup(out, "%w", s->asked ? WORD_WATCH_WELL : WORD_WATCH_UNKNOWN);
    if (bad && s->status) {
        markup(out, "; ");
        word_put(out, WORD_WATCH_STATUS, (uint32_t)(s->status < 0 ? 0 : s->status), 0, 0);
    }
    if (s->error.len)
        markup(out, "<small dir=\"auto\">%t</small>", s->error);
    markup(out, "</td>");
}

static void put_source(struct buffer *out, const struct site_source *s, int64_t now)
{
    static const enum word kinds[SITE_SOURCE_KINDS] = { WORD_WATCH_UNKNOWN, WORD_WATCH_FEED, WORD_WATCH_SITEMAP,
                                                        WORD_WATCH_ADDRESS_LIST, WORD_WATCH_PAGE };
    markup(out, "<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">");
    markup_outside(out, s->url, s->title.len ? s->title : s->url);
    markup(out, "</th><td data-l=\"%w\">%w</td><td data-l=\"%w\">", WORD_WATCH_KIND,
           kinds[s->kind < SITE_SOURCE_KINDS ? s->kind : 0], WORD_WATCH_PACE);
    put_length(out, s->interval);
    markup(out, "</td><td class=\"t\" data-l=\"%w\">", WORD_WATCH_ASKED);
    if (s->asked)
        markup_instant(out, s->asked);
    else
        markup(out, "%w", WORD_WATCH_NEVER);
    markup(out, "</td><td class=\"n\" data-l=\"%w\">%i</td><td class=\"t\" data-l=\"%w\">", WORD_WATCH_ENTRIES,
           (int64_t)s->entries, WORD_WATCH_NEXT);
    if (!s->paused && !s->gone && s->next <= now)
        markup(out, "%w", WORD_WATCH_DUE_NOW);
    else if (!s->paused && !s->gone)
        markup_instant(out, s->next);
    markup(out, "</td>");
    put_state(out, s);
    markup(out, "</tr>\n");
}

static void put_choice(struct buffer *out, const struct site_sources *p)
{
    markup(out, "<nav class=\"end small\" aria-label=\"%w\"><a href=\"/sources\"%s>%w</a> <a "
           "href=\"/sources?failing=1\"%s>"
                "%w</a></nav>", WORD_WATCH_LIST, p->failing ? "" : " aria-current=\"true\"", WORD_WATCH_ALL,
                p->failing ? " aria-current=\"true\"" : "",
           WORD_WATCH_ONLY_FAILING);
}

static void put_list(struct buffer *out, const struct site_sources *p)
{
    static const struct { const char *class; enum word word; } columns[] = {
        { "", WORD_WATCH_SOURCE }, { "", WORD_WATCH_KIND },     { "", WORD_WATCH_PACE }, { "", WORD_WATCH_ASKED },
        { "n", WORD_WATCH_ENTRIES }, { "", WORD_WATCH_NEXT }, { "", WORD_WATCH_STATE }
    };
    if (!p->all)
        return;
    markup(out, "<section class=\"sec\" aria-labelledby=\"watched-h\"><header><h2 id=\"watched-h\">%w</h2>",
           WORD_WATCH_LIST);
    put_choice(out, p);
    markup(out, "</header>\n<table class=\"rows wide\" role=\"table\"><caption class=\"vh\">%w</caption><thead "
           "role=\"rowgroup\">"
                "<tr role=\"row\">", WORD_WATCH_LIST);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        markup(out, "<th scope=\"col\" role=\"columnheader\" class=\"%s\">%w</th>", columns[i].class, columns[i].word);
    markup(out, "</tr></thead><tbody role=\"rowgroup\">\n");
    for (uint32_t i = 0; i < p->count; i++)
        put_source(out, &p->at[i], p->now);
    markup(out, "</tbody></table>\n");
    if (p->further || p->cursor) {
        markup(out, "<nav class=\"pages\" aria-label=\"%w\">", WORD_WATCH_LIST);
        if (p->further)
            markup(out, "<a href=\"/sources%s\">%w</a>", p->failing ? "?failing=1" : "", WORD_ROWS_FIRST);
        if (p->cursor)
            markup(out, "<a rel=\"next\" href=\"/sources?from=%i%s\">%w</a>", p->cursor,
                   p->failing ? "&amp;failing=1" : "",
                   WORD_ROWS_NEXT);
        markup(out, "</nav>\n");
    }
    markup(out, "</section>\n");
}

/* ---- the store ---- */

static void put_sum(struct buffer *out, enum word label, uint64_t n, bool more)
{
    markup(out, "<div><dt>%w</dt><dd>%i", label, (int64_t)n);
    if (more)
        markup(out, " %w", WORD_STORE_OR_MORE);
    markup(out, "</dd></div>\n");
}

static void put_store(struct buffer *out, const struct site_sources *p)
{
    markup(out, "<section class=\"sec\" aria-labelledby=\"store-h\"><header><h2 "
           "id=\"store-h\">%w</h2><p>%w</p></header>\n"
                "<dl class=\"sums\"><div><dt>%w</dt><dd dir=\"auto\">%t</dd></div>\n<div><dt>%w</dt><dd>",
                WORD_STORE_TITLE,
           WORD_STORE_CHECK, WORD_STORE_NAME, p->store, WORD_STORE_LATEST);
    put_age(out, p->latest_seen, p->now);
    markup(out, "</dd></div>\n<div><dt>%w</dt><dd>", WORD_STORE_PUBLISHED);
    put_age(out, p->latest_published, p->now);
    markup(out, "</dd></div>\n");
    put_sum(out, WORD_STORE_REPORTS, p->articles, false);
    put_sum(out, WORD_STORE_VERSIONS, p->versions, false);
    put_sum(out, WORD_STORE_STORIES, p->stories, false);
    put_sum(out, WORD_STORE_OUTLETS, p->outlets, false);
    put_sum(out, WORD_STORE_TOLD, p->told, p->told >= p->told_most);
    markup(out, "<div><dt>%w</dt><dd>", WORD_STORE_SIZE);
    put_size(out, p->bytes);
    if (p->free_bytes) {
        markup(out, " <span class=\"small\">%w ", WORD_STORE_FREE);
        put_size(out, p->free_bytes);
        markup(out, "</span>");
    }
    markup(out, "</dd></div>\n");
    put_sum(out, WORD_STORE_BEHIND, p->behind, false);
    markup(out, "<div><dt>%w</dt><dd>%u</dd></div>\n<div><dt>%w</dt><dd>%t</dd></div></dl></section>\n",
           WORD_STORE_SCHEMA,
           (unsigned)p->schema, WORD_STORE_PROGRAM, p->program);
}

void site_sources(struct buffer *out, const struct site_sources *page)
{
    markup(out, "<h1 class=\"ui\">%w</h1>\n", WORD_WATCH_TITLE);
    put_counts(out, page);
    put_list(out, page);
    put_store(out, page);
}
