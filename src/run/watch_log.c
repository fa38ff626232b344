#include "run/watch_log.h"

#include <inttypes.h>
#include <stdio.h>

#include "tell/escape.h"
#include "tell/moment.h"
#include "text/json.h"
#include "text/utf8.h"

enum { TEXT_MOST = 300, TITLE_MOST = 60 };

/* ---- words from outside ---- */

/* `most` bytes at most, in whole characters. */
static void put_harmless(struct buffer *out, struct span text, size_t most)
{
    unsigned length;
    for (size_t at = 0; at < text.len && at < most; at += length) {
        uint32_t c = escape_shown(utf8_decode(text, at, &length));
        out->len += utf8_encode(c, buffer_reserve(out, 4));
    }
}

/* In quotes where it could be taken for something else. */
static void put_value(struct buffer *out, struct span text)
{
    bool bare = text.len != 0;
    for (size_t i = 0; i < text.len; i++)
        bare = bare && text.at[i] > ' ' && text.at[i] != '"' && text.at[i] != 0x7f;
    if (bare) {
        put_harmless(out, text, TEXT_MOST);
        return;
    }
    unsigned length;
    buffer_byte(out, '"');
    for (size_t at = 0; at < text.len && at < TEXT_MOST; at += length) {
        uint32_t c = utf8_decode(text, at, &length);
        if (c == '"' || c == '\\')
            buffer_byte(out, '\\');
        put_harmless(out, span_cut(text, at, at + length), 4);
    }
    buffer_byte(out, '"');
}

/* ---- events ---- */

static void put_number(struct json_writer *w, const char *name, int64_t number)
{
    if (!number)
        return;
    json_key(w, name);
    json_put_int(w, number);
}

static void put_text(struct json_writer *w, const char *name, struct span text)
{
    if (!text.len)
        return;
    json_key(w, name);
    json_put_text(w, text);
}

static void put_name(struct json_writer *w, const char *name, char letter, int64_t number)
{
    char text[24];
    int length = snprintf(text, sizeof text, "%c%" PRId64, letter, number);
    if (number)
        put_text(w, name, (struct span){ text, (size_t)length });
}

static void put_instant(struct json_writer *w, const char *name, int64_t time)
{
    char room[48];
    struct buffer text = { .at = room, .room = sizeof room };
    if (!time)
        return;
    moment_instant(&text, time);
    put_text(w, name, buffer_span(&text));
}

void watch_put_event_json(struct buffer *out, const struct watch_event *e)
{
    struct json_writer w = json_writer(out, 0);
    json_open(&w, '{');
    put_instant(&w, "time", e->time);
    put_text(&w, "event", span_of(watch_event_label(e->kind)));
    put_text(&w, "url", e->url);
    put_text(&w, "title", e->title);
    put_number(&w, "status", e->status);
    if (e->kind == WATCH_EVENT_POLLED) {
        json_key(&w, "entries");
        json_put_int(&w, (int64_t)e->entries);
    }
    put_name(&w, "article", 'a', e->article);
    put_name(&w, "story", 's', e->story);
    put_instant(&w, "next", e->next);
    put_text(&w, "error", e->error ? span_of(e->error) : SPAN(""));
    json_close(&w, '}');
    buffer_byte(out, '\n');
}

void watch_put_event_text(struct buffer *out, const struct watch_event *e)
{
    buffer_text(out, "time=");
    moment_instant(out, e->time);
    buffer_text(out, " event=");
    put_value(out, span_of(watch_event_label(e->kind)));
    buffer_text(out, " url=");
    put_value(out, e->url);
    if (e->status)
        buffer_printf(out, " status=%d", e->status);
    if (e->kind == WATCH_EVENT_POLLED)
        buffer_printf(out, " entries=%" PRIu64, e->entries);
    if (e->article)
        buffer_printf(out, " article=a%" PRId64, e->article);
    if (e->story)
        buffer_printf(out, " story=s%" PRId64, e->story);
    if (e->next) {
        buffer_text(out, " next=");
        moment_instant(out, e->next);
    }
    if (e->error) {
        buffer_text(out, " error=");
        put_value(out, span_of(e->error));
    }
    if (e->title.len) {
        buffer_text(out, " title=");
        put_value(out, e->title);
    }
    buffer_byte(out, '\n');
}

/* ---- how far it is ---- */

/* "4 min": a length of time as people say it. */
static void put_length(struct buffer *out, int64_t seconds)
{
    if (seconds < 90)
        buffer_printf(out, "%" PRId64 " s", seconds > 0 ? seconds : 0);
    else if (seconds < 90 * 60)
        buffer_printf(out, "%" PRId64 " min", (seconds + 30) / 60);
    else if (seconds < 48 * 3600)
        buffer_printf(out, "%" PRId64 " h", (seconds + 1800) / 3600);
    else
        buffer_printf(out, "%" PRId64 " days", (seconds + 43200) / 86400);
}

static void put_count(struct buffer *out, uint64_t count, const char *one, const char *many)
{
    buffer_printf(out, "%" PRIu64 " %s", count, count == 1 ? one : many);
}

static void put_done(struct buffer *out, const struct watch_status *s)
{
    put_count(out, s->articles, "new article", "new articles");
    if (s->versions) {
        buffer_text(out, ", ");
        put_count(out, s->versions, "new version", "new versions");
    }
}

void watch_put_status(struct buffer *out, const struct watch_status *s, unsigned width)
{
    size_t from = out->len;
    if (s->jobs)
        buffer_printf(out, "fetching, ");
    else if (s->next != INT64_MAX) {
        buffer_text(out, "next in ");
        put_length(out, s->next - s->now);
        buffer_text(out, ", ");
    }
    put_count(out, s->waiting.first, "page", "pages");
    buffer_text(out, " waiting, ");
    put_done(out, s);
    buffer_printf(out, ", %" PRIu64 " stories", s->sources.stories);
    if (s->sources.failing)
        buffer_printf(out, ", %" PRIu64 " of %" PRIu64 " sources failing", s->sources.failing, s->sources.all);
    if (width > 1 && out->len - from > width - 1)
        out->len = from + width - 1;
}

void watch_put_end(struct buffer *out, const struct watch_status *s)
{
    put_done(out, s);
    buffer_text(out, " from ");
    put_count(out, s->polls, "answer", "answers");
    buffer_text(out, " of sources; ");
    put_count(out, s->waiting.first, "page is", "pages are");
    buffer_text(out, " left to fetch, ");
    buffer_printf(out, "%" PRIu64 " to look at again", s->waiting.again);
    if (s->next != INT64_MAX && s->next > s->now) {
        buffer_text(out, "; next in ");
        put_length(out, s->next - s->now);
    }
    buffer_byte(out, '\n');
}

/* ---- sources ---- */

static const char *state_of(const struct watched *s)
{
    if (s->paused)
        return s->paused == WATCHED_GONE ? "gone" : "paused";
    return s->failures ? "failing" : s->polls ? "ok" : "new";
}

void watch_put_source_json(struct buffer *out, const struct watched *s)
{
    struct json_writer w = json_writer(out, 0);
    json_open(&w, '{');
    put_text(&w, "url", s->url);
    put_text(&w, "title", s->title);
    put_text(&w, "kind", span_of(watched_kind_label((enum watched_kind)s->kind)));
    put_text(&w, "state", span_of(state_of(s)));
    json_key(&w, "entries");
    json_put_int(&w, (int64_t)s->entries);
    json_key(&w, "interval");
    json_put_int(&w, s->interval);
    put_instant(&w, "next", s->paused ? 0 : s->next);
    put_instant(&w, "asked", s->asked);
    put_instant(&w, "last_ok", s->last_ok);
    put_number(&w, "status", s->status);
    put_instant(&w, "failing_since", s->failing_since);
    put_number(&w, "failures", s->failures);
    put_text(&w, "error", s->error);
    json_close(&w, '}');
    buffer_byte(out, '\n');
}

static void pad(struct buffer *out, size_t from, size_t columns)
{
    while (out->len - from < columns)
        buffer_byte(out, ' ');
    buffer_byte(out, ' ');
}

void watch_put_source_text(struct buffer *out, const struct watched *s, int64_t now)
{
    size_t from = out->len;
    buffer_text(out, state_of(s));
    pad(out, from, 7);
    buffer_printf(out, "%-7s ", watched_kind_label((enum watched_kind)s->kind));
    buffer_printf(out, "%6" PRIu64 " entries  ", s->entries);
    from = out->len;
    if (!s->paused) {
        buffer_text(out, s->next <= now ? "due now" : "in ");
        if (s->next > now)
            put_length(out, s->next - now);
    }
    pad(out, from, 9);
    put_harmless(out, s->url, TEXT_MOST);
    if (s->title.len) {
        buffer_text(out, "  ");
        put_harmless(out, s->title, TITLE_MOST);
    }
    buffer_byte(out, '\n');
    if (!s->error.len || s->paused == WATCHED_PAUSED)
        return;
    buffer_text(out, "        ");
    if (s->failing_since) {
        buffer_text(out, "since ");
        moment_instant(out, s->failing_since);
        buffer_printf(out, ", %u %s: ", s->failures, s->failures == 1 ? "time" : "times");
    }
    put_harmless(out, s->error, TEXT_MOST);
    buffer_byte(out, '\n');
}
