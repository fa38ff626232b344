/* JSON Feed: an item is an article record as it stands, with what the feed says added behind. */
#include "base/buffer.h"
#include "read/feed.h"
#include "read/feed_record.h"
#include "read/xml.h"
#include "text/charset.h"
#include "text/json.h"

enum { FEED_VALUE_MAX = 4 << 10 };   /* of what a feed says of itself, for every item repeats it */

struct json_feed {
    const struct feed_sink *sink;
    struct feed_result result;
    struct span text, base;
    struct span outlet;
    struct json title, authors, language;    /* JSON_NONE: not said */
    size_t counted;                          /* up to here the lines are counted */
    uint32_t line;
    bool stopped;
};

static bool is_said(struct json value) { return value.kind != JSON_NONE && value.kind != JSON_NULL; }

static size_t skip_blanks(struct span text, size_t at)
{
    while (at < text.len && byte_is_blank(text.at[at]))
        at++;
    return at;
}

/* The line of text[at]; `at` only grows. */
static uint32_t line_of(struct json_feed *f, size_t at)
{
    for (; f->counted < at; f->counted++)
        f->line += f->text.at[f->counted] == '\n';
    return f->line;
}

/* The next member of the feed's object; *at moves behind it, for `items` only before its value. */
static bool next_member(struct span text, size_t *at, struct json *key, struct json *value)
{
    *at = skip_blanks(text, *at);
    if (*at < text.len && text.at[*at] == ',')
        ++*at;
    *value = (struct json){ JSON_NONE, { NULL, 0 } };
    if (!json_parse(text, at, key) || key->kind != JSON_TEXT)
        return false;
    *at = skip_blanks(text, *at);
    if (*at == text.len || text.at[*at] != ':')
        return false;
    ++*at;
    return json_key_is(span_cut(key->raw, 1, key->raw.len - 1), SPAN("items")) || json_parse(text, at, value);
}

/* ---- items ---- */

static void add_member(struct buffer *record, struct json item, const char *name, const char *other,
                       struct json value)
{
    if (!is_said(value) || is_said(json_member(item, span_of(name))) || is_said(json_member(item, span_of(other))))
        return;
    buffer_printf(record, "%s\"%s\":", record->len > 1 ? "," : "", name);
    buffer_put(record, value.raw);
}

static struct span make_record(struct arena *keep, const struct json_feed *f, struct json item, bool has_body)
{
    struct buffer record = buffer_in(keep);
    buffer_put(&record, span_trim(span_cut(item.raw, 0, item.raw.len - 1)));
    add_member(&record, item, "outlet", "outlet", f->title);
    add_member(&record, item, "authors", "author", f->authors);
    add_member(&record, item, "language", "language", f->language);
    if (!has_body)
        add_member(&record, item, "text", "text", json_member(item, SPAN("summary")));
    buffer_byte(&record, '}');
    return buffer_span(&record);
}

static bool has_words(struct json value)
{
    return value.kind == JSON_TEXT && span_trim(span_cut(value.raw, 1, value.raw.len - 1)).len;
}

static void give_item(struct arena keep, struct json_feed *f, struct json item)
{
    struct feed_entry entry = { .at = (uint64_t)(item.raw.at - f->text.at) };
    bool has_body = has_words(json_member(item, SPAN("content_html"))) ||
                    has_words(json_member(item, SPAN("content_text")));
    entry.url = xml_resolve(&keep, json_text(&keep, json_member(item, SPAN("url"))), f->base);
    entry.title = json_text(&keep, json_member(item, SPAN("title")));
    entry.published = json_text(&keep, json_member(item, SPAN("date_published")));
    entry.outlet = f->outlet;
    entry.language = json_text(&keep, json_member(item, SPAN("language")));
    entry.line = line_of(f, (size_t)entry.at);
    entry.is_whole = has_body;
    entry.record = make_record(&keep, f, item, has_body);
    if (!entry.title.len && !entry.url.len && !has_body)
        return;
    f->result.entries++;
    if (!f->sink->entry(f->sink->context, &entry))
        f->stopped = true;
}

/* One after the other, so that a feed that breaks off loses only its last item. */
static size_t give_items(struct arena scratch, struct json_feed *f, size_t at)
{
    at = skip_blanks(f->text, at);
    if (at == f->text.len || f->text.at[at] != '[')
        return at;
    at++;
    while (!f->stopped) {
        struct json item;
        at = skip_blanks(f->text, at);
        if (at < f->text.len && f->text.at[at] == ']')
            return at + 1;
        if (at < f->text.len && f->text.at[at] == ',') {
            at++;
            continue;
        }
        if (!json_parse(f->text, &at, &item)) {
            f->result.cut_off = true;
            return f->text.len;
        }
        if (item.kind == JSON_OBJECT)
            give_item(scratch, f, item);
    }
    return at;
}

/* ---- the feed ---- */

/* Before the items, for its title may stand behind them. */
static void read_feed_members(struct arena *keep, struct json_feed *f, size_t at)
{
    struct json key, value, author = { JSON_NONE, { NULL, 0 } };
    while (next_member(f->text, &at, &key, &value)) {
        struct span name = span_cut(key.raw, 1, key.raw.len - 1);
        if (json_key_is(name, SPAN("items")) && !json_parse(f->text, &at, &value))
            break;
        if (value.raw.len > FEED_VALUE_MAX)
            continue;
        if (json_key_is(name, SPAN("title")))
            f->title = value;
        else if (json_key_is(name, SPAN("authors")))
            f->authors = value;
        else if (json_key_is(name, SPAN("author")))
            author = value;
        else if (json_key_is(name, SPAN("language")))
            f->language = value;
        else if (!f->base.len && (json_key_is(name, SPAN("feed_url")) || json_key_is(name, SPAN("home_page_url"))))
            f->base = json_text(keep, value);
    }
    if (!is_said(f->authors))
        f->authors = author;
    f->outlet = json_text(keep, f->title);
}

struct feed_result feed_read_json(struct arena scratch, struct span bytes, struct span base,
                                  const struct feed_sink *sink)
{
    struct json_feed *f = arena_new(&scratch, struct json_feed, 1);
    struct json key, value;
    *f = (struct json_feed){ .sink = sink, .base = base, .line = 1 };
    f->text = charset_decode(&scratch, bytes, SPAN("utf-8"));
    size_t at = skip_blanks(f->text, 0) + 1;
    if (at > f->text.len)
        return f->result;
    read_feed_members(&scratch, f, at);
    while (!f->stopped && next_member(f->text, &at, &key, &value))
        if (json_key_is(span_cut(key.raw, 1, key.raw.len - 1), SPAN("items")))
            at = give_items(scratch, f, at);
    at = skip_blanks(f->text, at);
    f->result.cut_off |= !f->stopped && (at >= f->text.len || f->text.at[at] != '}');
    f->result.line = line_of(f, f->text.len);
    return f->result;
}
