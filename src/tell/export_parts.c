#include "tell/export_parts.h"

#include <inttypes.h>
#include <stdio.h>

#include "tell/atom.h"
#include "tell/escape.h"
#include "tell/json_parts.h"
#include "tell/moment.h"

void export_identity_json(struct json_writer *w, const struct export_item *item)
{
    const struct article *a = item->article;
    struct span url = escape_may_link(a->canonical_url) ? a->canonical_url : a->url;
    struct atom_id id = atom_id_of(SPAN("article"), item->key);
    json_put_text(w, escape_may_link(url) ? url : span_of(id.text));
}

void export_number_json(struct json_writer *w, char letter, int64_t number)
{
    char name[24];
    int length = snprintf(name, sizeof name, "%c%" PRId64, letter, number);
    if (number)
        json_put_text(w, (struct span){ name, (size_t)length });
    else
        json_put_null(w);
}

void export_instant_json(struct json_writer *w, int64_t seconds)
{
    json_put_raw(w, SPAN("\""));
    moment_instant(w->out, seconds);
    buffer_byte(w->out, '"');
}

void export_when_json(struct json_writer *w, const char *name, struct when when)
{
    if (!when_known(when) || when.precision < WHEN_DAY)
        return;
    json_key(w, name);
    export_instant_json(w, when.from);
}

void export_member(struct json_writer *w, const char *name, struct span text)
{
    if (text.len)
        part_member(w, name, text);
}

struct span export_body(struct arena *keep, const struct article *a)
{
    struct buffer body = buffer_in(keep);
    for (uint32_t i = 0; i < a->blocks.count; i++) {
        const struct block *b = &a->blocks.at[i];
        if (b->kind == BLOCK_TITLE)
            continue;
        if (body.len)
            buffer_text(&body, b->kind == BLOCK_LIST_ITEM || b->kind == BLOCK_TABLE_ROW ? "\n" : "\n\n");
        buffer_put(&body, mark_span(a->text, b->at));
    }
    return a->blocks.count ? buffer_span(&body) : a->text;
}

void export_xml(struct buffer *out, struct span s)
{
    struct span rest = s, line;
    bool first = true;
    while (span_take(&rest, '\n', &line)) {
        if (!first)
            buffer_byte(out, '\n');
        escape_html(out, line);
        first = false;
    }
}
