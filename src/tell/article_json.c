/* An article of a store as one line of JSON: where it belongs, its versions, the record with its annotations. */
#include "tell/article.h"
#include "tell/json_parts.h"

static struct span record_of(struct buffer *room, const struct report *report)
{
    tell_annotations(room, report);
    return span_trim(buffer_span(room));
}

void article_json(struct buffer *out, const struct article_page *page)
{
    struct arena growing = arena_half(out->arena);
    struct buffer room = buffer_in(&growing);
    struct json_writer writer = json_writer(out, 0), *w = &writer;
    json_open(w, '{');
    part_member(w, "format", SPAN("synoptic-article/1"));
    part_member(w, "article", page->id);
    part_member(w, "story", page->story);
    part_number(w, "version", page->shown);
    json_key(w, "versions");
    json_open(w, '[');
    for (uint32_t i = 0; i < page->count; i++) {
        json_open(w, '{');
        part_number(w, "version", page->versions[i].number);
        part_when(w, "seen", page->versions[i].seen);
        json_close(w, '}');
    }
    json_close(w, ']');
    json_key(w, "record");
    json_put_raw(w, record_of(&room, page->report));
    json_close(w, '}');
    buffer_byte(out, '\n');
}
