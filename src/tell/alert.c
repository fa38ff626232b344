#include "tell/alert.h"

#include <stdio.h>

#include "tell/json_parts.h"
#include "text/timestamp.h"

static struct when second(int64_t at) { return (struct when){ at, at + 1, WHEN_SECOND, true, 0 }; }

/* ---- JSON ---- */

static void put_number_or_null(struct json_writer *w, const char *name, bool known, uint32_t number)
{
    json_key(w, name);
    if (known)
        json_put_int(w, number);
    else
        json_put_null(w);
}

void tell_alert_item(struct buffer *out, const struct alert_item *item)
{
    struct json_writer w = json_writer(out, 0);
    json_open(&w, '{');
    part_member(&w, "id", span_of(item->id.text));
    part_member(&w, "what", item->what);
    part_member(&w, "article", item->article);
    put_number_or_null(&w, "version", item->version != 0, item->version);
    part_member(&w, "story", item->story);
    part_member(&w, "title", item->title);
    part_member(&w, "outlet", item->outlet);
    part_member(&w, "byline", item->byline);
    part_member(&w, "url", item->url);
    part_member(&w, "language", item->language);
    part_member(&w, "summary", item->summary);
    part_when(&w, "published", item->published);
    part_when(&w, "seen", second(item->seen));
    part_number(&w, "reports", item->reports);
    put_number_or_null(&w, "origins", item->told, item->origins);
    put_number_or_null(&w, "conflicts", item->told, item->conflicts);
    json_key(&w, "show");
    json_put_text(&w, arena_printf(out->arena, "synoptic show %.*s", (int)item->story.len, item->story.at));
    json_close(&w, '}');
}

void tell_alert(struct buffer *out, const struct alert_message *message)
{
    struct json_writer w = json_writer(out, 0);
    json_open(&w, '{');
    part_member(&w, "format", SPAN("synoptic-alert/1"));
    part_member(&w, "alert", message->alert);
    part_member(&w, "search", message->search);
    part_member(&w, "story", message->story);
    part_member(&w, "condition", message->condition);
    part_when(&w, "made", second(message->made));
    part_flag(&w, "test", message->test);
    part_flag(&w, "more", message->more);
    json_key(&w, "items");
    json_open(&w, '[');
    for (uint32_t i = 0; i < message->count; i++)
        json_put_raw(&w, message->items[i]);
    json_close(&w, ']');
    json_close(&w, '}');
    buffer_byte(out, '\n');
}

/* ---- the feed ---- */

static struct span text_of(struct arena *keep, struct json item, const char *name)
{
    return json_text(keep, json_member(item, span_of(name)));
}

static int64_t time_of(struct arena *keep, struct json item, const char *name)
{
    struct timestamp stamp;
    return timestamp_parse(text_of(keep, item, name), &stamp) ? timestamp_from(&stamp) : 0;
}

static struct atom_entry entry_of(struct arena *keep, struct json item)
{
    struct atom_entry entry = {
        .title = text_of(keep, item, "title"),       .url = text_of(keep, item, "url"),
        .outlet = text_of(keep, item, "outlet"),     .byline = text_of(keep, item, "byline"),
        .language = text_of(keep, item, "language"), .summary = text_of(keep, item, "summary"),
        .story = text_of(keep, item, "story"),       .published = time_of(keep, item, "published"),
        .updated = time_of(keep, item, "seen"),
    };
    struct span id = text_of(keep, item, "id");
    snprintf(entry.id.text, sizeof entry.id.text, "%.*s", (int)id.len, id.at);
    return entry;
}

void tell_alert_feed(struct buffer *out, struct arena scratch, struct span alert, int64_t made,
                     const struct span *items, uint32_t count)
{
    struct atom_feed feed = { .id = atom_id_of(SPAN("alert"), alert), .title = alert, .updated = made };
    struct atom_entry *entries = arena_new(&scratch, struct atom_entry, count);
    uint32_t known = 0;
    for (uint32_t i = 0; i < count; i++) {
        struct json item;
        size_t at = 0;
        if (!json_parse(items[i], &at, &item))
            continue;
        entries[known] = entry_of(&scratch, item);
        if (entries[known].updated > feed.updated)
            feed.updated = entries[known].updated;
        known++;
    }
    atom_begin(out, &feed);
    for (uint32_t i = 0; i < known; i++)
        atom_entry(out, &entries[i]);
    atom_end(out);
}
