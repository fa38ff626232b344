/* Articles as records, a line each: ours, and IPTC ninjs 3.0. */
#include "tell/export_parts.h"
#include "tell/json_parts.h"
#include "tell/tell.h"
#include "text/utf8.h"

/* ---- ours ---- */

/* The members that a record brought with it, without what an export wrote among them.  Raw control characters, which
 * records are read with, are no JSON: blanks stand for them. */
static struct span clean_extra(struct arena *keep, struct span extra)
{
    struct buffer kept = buffer_in(keep);
    extra = utf8_repair(keep, extra);
    char *whole = arena_take_raw(keep, 1, 1, extra.len + 2);
    whole[0] = '{';
    for (size_t i = 0; i < extra.len; i++)
        whole[i + 1] = (unsigned char)extra.at[i] < ' ' ? ' ' : extra.at[i];
    whole[extra.len + 1] = '}';
    struct json object, value;
    struct json_step step = { 0 };
    struct span key;
    size_t at = 0;
    if (!json_parse((struct span){ whole, extra.len + 2 }, &at, &object))
        return SPAN("");
    while (json_next(object, &step, &key, &value))
        if (!json_key_is(key, SPAN("synoptic"))) {
            buffer_put(&kept, kept.len ? SPAN(",\"") : SPAN("\""));
            buffer_put(&kept, key);
            buffer_put(&kept, SPAN("\":"));
            buffer_put(&kept, value.raw);
        }
    return buffer_span(&kept);
}

static struct when second_of(int64_t seconds)
{
    return (struct when){ .from = seconds, .to = seconds + 1, .precision = WHEN_SECOND, .zoned = true };
}

static void put_facts(struct buffer *out, const struct export_item *item)
{
    struct json_writer w = json_writer(out, 0);
    json_open(&w, '{');
    json_key(&w, "article");
    export_number_json(&w, 'a', item->number);
    json_key(&w, "story");
    export_number_json(&w, 's', item->story);
    part_number(&w, "version", item->version);
    part_number(&w, "versions", item->versions);
    json_key(&w, "seen");
    export_instant_json(&w, item->seen);
    json_close(&w, '}');
}

/* The record ends with our member, so that the rest is what tell_article writes, letter for letter. */
void export_record(struct buffer *out, const struct export_item *item)
{
    struct article a = *item->article;
    if (item->own_id.len)
        a.id = item->own_id;
    if (!when_known(a.seen))
        a.seen = second_of(item->seen);
    a.extra = a.extra.len ? clean_extra(out->arena, a.extra) : a.extra;
    struct buffer line = buffer_in(out->arena);
    tell_article(&line, &a);
    buffer_put(out, span_cut(buffer_span(&line), 0, line.len - 2));
    buffer_text(out, ",\"synoptic\":");
    put_facts(out, item);
    buffer_text(out, "}\n");
}

/* ---- ninjs ---- */

static void put_standard(struct json_writer *w)
{
    json_key(w, "standard");
    json_open(w, '{');
    part_member(w, "name", SPAN("ninjs"));
    part_member(w, "version", SPAN("3.0"));
    part_member(w, "schema", SPAN("http://www.iptc.org/std/ninjs/ninjs-schema_3.0.json#"));
    json_close(w, '}');
}

/* A list of variants, with the one we have. */
static void put_variant(struct json_writer *w, const char *name, struct span value)
{
    if (!value.len)
        return;
    json_key(w, name);
    json_open(w, '[');
    json_open(w, '{');
    part_member(w, "role", SPAN("main"));
    part_member(w, "contentType", SPAN("text/plain"));
    part_member(w, "value", value);
    json_close(w, '}');
    json_close(w, ']');
}

static void put_by(struct json_writer *w, const struct article *a)
{
    struct buffer by = buffer_in(w->out->arena);
    for (uint32_t i = 0; i < a->authors.count; i++) {
        buffer_text(&by, i ? ", " : "");
        buffer_put(&by, a->authors.at[i]);
    }
    export_member(w, "by", by.len ? buffer_span(&by) : a->byline);
}

static void put_names(struct json_writer *w, const struct export_item *item, const char *member, unsigned type)
{
    bool any = false;
    for (uint32_t i = 0; i < item->name_count; i++) {
        if (item->names[i].type != type || !item->names[i].name.len)
            continue;
        if (!any) {
            json_key(w, member);
            json_open(w, '[');
            any = true;
        }
        json_open(w, '{');
        part_member(w, "name", item->names[i].name);
        json_close(w, '}');
    }
    if (any)
        json_close(w, ']');
}

static void put_source(struct json_writer *w, struct span name, const char *role)
{
    if (!name.len)
        return;
    json_open(w, '{');
    part_member(w, "name", name);
    part_member(w, "role", span_of(role));
    json_close(w, '}');
}

static void put_sources(struct json_writer *w, const struct article *a)
{
    if (!a->outlet.len && !a->agency.len && !a->credit.len)
        return;
    json_key(w, "infoSources");
    json_open(w, '[');
    put_source(w, a->outlet, "publisher");
    put_source(w, a->agency.len ? a->agency : a->credit, "originator");
    json_close(w, ']');
}

static void put_alternative(struct json_writer *w, const char *role, char letter, int64_t number)
{
    if (!number)
        return;
    json_open(w, '{');
    part_member(w, "role", span_of(role));
    json_key(w, "value");
    export_number_json(w, letter, number);
    json_close(w, '}');
}

static void put_alternatives(struct json_writer *w, const struct export_item *item)
{
    json_key(w, "altIds");
    json_open(w, '[');
    put_alternative(w, "synoptic article", 'a', item->number);
    put_alternative(w, "synoptic story", 's', item->story);
    if (item->own_id.len) {
        json_open(w, '{');
        part_member(w, "role", SPAN("record"));
        part_member(w, "value", item->own_id);
        json_close(w, '}');
    }
    json_close(w, ']');
}

static void put_version(struct json_writer *w, uint32_t version)
{
    char digits[16];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + version % 10);
    while (version /= 10);
    part_member(w, "version", (struct span){ digits + at, sizeof digits - at });
}

void export_ninjs(struct buffer *out, const struct export_item *item)
{
    const struct article *a = item->article;
    struct json_writer w = json_writer(out, 0);
    json_open(&w, '{');
    json_key(&w, "uri");
    export_identity_json(&w, item);
    put_standard(&w);
    part_member(&w, "type", SPAN("text"));
    part_member(&w, "representationType", a->flags & ARTICLE_STUB ? SPAN("partial") : SPAN("full"));
    part_member(&w, "pubStatus", SPAN("usable"));
    put_version(&w, item->version);
    export_when_json(&w, "firstCreated", a->published);
    if (when_known(a->modified) && a->modified.precision >= WHEN_DAY) {
        export_when_json(&w, "versionCreated", a->modified);
    } else {
        json_key(&w, "versionCreated");
        export_instant_json(&w, item->seen);
    }
    export_member(&w, "language", a->language);
    put_variant(&w, "headlines", a->title);
    put_variant(&w, "descriptions", a->lede);
    put_variant(&w, "bodies", export_body(out->arena, a));
    put_by(&w, a);
    export_member(&w, "located", a->dateline);
    put_names(&w, item, "people", ENTITY_PERSON);
    put_names(&w, item, "organisations", ENTITY_ORGANISATION);
    put_names(&w, item, "places", ENTITY_PLACE);
    put_sources(&w, a);
    put_alternatives(&w, item);
    json_close(&w, '}');
    buffer_byte(out, '\n');
}
