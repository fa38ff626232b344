#include "extract/html_linked.h"

#include "tables/html_meta.h"
#include "text/json.h"

enum { NAMES_MAX = 64, KEY_MAX = 32, FAILURES_MAX = 32 };
enum { FROM_BROKEN = 1, FROM_PAGE, FROM_ARTICLE };

struct walk {
    struct arena *keep;
    struct html_linked *linked;
    struct { struct span id; struct json object; } things[NAMES_MAX];   /* what "@id" may lead to */
    unsigned thing_count;
};

static const struct html_meta_row *field_of(struct span key)
{
    char folded[KEY_MAX];
    if (key.len > sizeof folded)
        return NULL;
    for (size_t i = 0; i < key.len; i++)
        folded[i] = byte_lower(key.at[i]);
    return table_find(&html_meta_table, (struct span){ folded, key.len });
}

static bool holds(struct span s, struct span piece) { return span_find(s, piece, 0) != SPAN_NONE; }

/* How far an object of this type tells of the page's article; 0 not at all. */
static uint8_t weight_of(struct json type)
{
    if (holds(type.raw, SPAN("Article")) || holds(type.raw, SPAN("Posting")) || holds(type.raw, SPAN("Report")))
        return FROM_ARTICLE;
    return holds(type.raw, SPAN("WebPage")) ? FROM_PAGE : 0;
}

static struct json resolve(const struct walk *w, struct json object)
{
    struct json id = json_member(object, SPAN("@id"));
    if (id.kind != JSON_TEXT || json_member(object, SPAN("name")).kind != JSON_NONE)
        return object;
    for (unsigned i = 0; i < w->thing_count; i++)
        if (span_equal(w->things[i].id, id.raw))
            return w->things[i].object;
    return object;
}

/* The text of a member: a string, an object's name or address, the first of several. */
static struct span text_of(struct walk *w, struct json value, bool address)
{
    struct json_step step = { 0 };
    struct span key;
    if (value.kind == JSON_ARRAY && !json_next(value, &step, &key, &value))
        return SPAN("");
    if (value.kind == JSON_TRUE || value.kind == JSON_FALSE)
        return value.raw;
    if (value.kind == JSON_OBJECT) {
        value = resolve(w, value);
        struct json named = address ? json_member(value, SPAN("@id")) : json_member(value, SPAN("name"));
        if (named.kind == JSON_ARRAY)
            return text_of(w, named, address);
        value = named.kind == JSON_TEXT ? named : json_member(value, SPAN("url"));
    }
    return span_trim(json_text(w->keep, value));
}

static void add_author(struct walk *w, struct json value)
{
    struct html_linked *linked = w->linked;
    struct span name = text_of(w, value, false);
    if (name.len && linked->author_count < LINKED_AUTHORS_MAX)
        linked->authors[linked->author_count++] = name;
}

static void add_authors(struct walk *w, struct json value)
{
    struct json_step step = { 0 };
    struct span key;
    struct json one = value.kind == JSON_OBJECT ? json_member(value, SPAN("name")) : value;
    if (one.kind != JSON_ARRAY) {
        add_author(w, value);
        return;
    }
    while (json_next(one.kind == JSON_ARRAY ? one : value, &step, &key, &value))
        add_author(w, value);
}

static void take_member(struct walk *w, struct span key, struct json value, uint8_t weight)
{
    const struct html_meta_row *row = field_of(key);
    struct html_linked *linked = w->linked;
    if (!row || row->rank > 0 || weight <= linked->weight[row->field])
        return;   /* schema.org's names are those of rank 0 */
    if (row->field == META_AUTHOR) {
        linked->author_count = 0;
        add_authors(w, value);
        linked->weight[META_AUTHOR] = linked->author_count ? weight : 0;
        return;
    }
    struct span text = text_of(w, value, row->field == META_CANONICAL);
    if (text.len) {
        linked->fields[row->field] = text;
        linked->weight[row->field] = weight;
    }
}

/* Members of rank 0, and the two that schema.org writes otherwise. */
static void take_members(struct walk *w, struct json object, uint8_t weight)
{
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    while (json_next(object, &step, &key, &value)) {
        if (span_equal(key, SPAN("description")) && !w->linked->fields[META_DESCRIPTION].len)
            w->linked->fields[META_DESCRIPTION] = text_of(w, value, false);
        else if (span_equal(key, SPAN("publisher")))
            w->linked->fields[META_OUTLET] = text_of(w, value, false);
        else if (span_equal(key, SPAN("mainEntityOfPage")) && !w->linked->fields[META_CANONICAL].len)
            w->linked->fields[META_CANONICAL] = text_of(w, value, true);
        else if (!(weight == FROM_PAGE && span_equal(key, SPAN("headline"))))
            take_member(w, key, value, weight);
    }
}

/* Things with a name and an "@id", for references from elsewhere. */
static void register_thing(struct walk *w, struct json object)
{
    struct json id = json_member(object, SPAN("@id"));
    if (id.kind == JSON_TEXT && w->thing_count < NAMES_MAX && json_member(object, SPAN("name")).kind != JSON_NONE) {
        w->things[w->thing_count].id = id.raw;
        w->things[w->thing_count++].object = object;
    }
}

static bool leads_on(struct span key)
{
    return span_equal(key, SPAN("@graph")) || span_equal(key, SPAN("mainEntity")) ||
           span_equal(key, SPAN("mainEntityOfPage"));
}

/* The things first, so that references may lead forward. */
static void walk_value(struct walk *w, struct json value, unsigned depth, bool things_only)
{
    struct json_step step = { 0 };
    struct span key;
    struct json member;
    if (depth == LINKED_DEPTH_MAX)
        return;
    if (value.kind == JSON_OBJECT && things_only)
        register_thing(w, value);
    uint8_t weight = value.kind == JSON_OBJECT ? weight_of(json_member(value, SPAN("@type"))) : 0;
    if (weight && !things_only)
        take_members(w, value, weight);
    while (json_next(value, &step, &key, &member))
        if (value.kind == JSON_ARRAY || leads_on(key))
            walk_value(w, member, depth + 1, things_only);
}

/* JSON that does not parse: every `"name":` that is followed by a sound value. */
static void scan_members(struct walk *w, struct span script)
{
    unsigned failures = 0;   /* each may have cost a look at all the rest */
    for (size_t quote = 0; (quote = span_find_byte(script, '"', quote)) != SPAN_NONE && failures < FAILURES_MAX;
         quote++) {
        size_t end = quote + 1;
        while (end < script.len && end - quote <= KEY_MAX && (byte_is_alpha(script.at[end]) || script.at[end] == '@'))
            end++;
        size_t colon = end + 1;
        while (colon < script.len && byte_is_blank(script.at[colon]))
            colon++;
        if (end == quote + 1 || end >= script.len || script.at[end] != '"' || colon >= script.len ||
            script.at[colon] != ':')
            continue;
        struct span key = span_cut(script, quote + 1, end);
        struct json value;
        size_t at = colon + 1;
        const struct html_meta_row *row = field_of(key);
        if (!row || row->rank > 0 || w->linked->weight[row->field])
            continue;
        if (json_parse(script, &at, &value)) {
            take_member(w, key, value, FROM_BROKEN);
            quote = at - 1;
        } else {
            failures++;
        }
    }
}

void html_linked_read(struct arena *keep, struct html_linked *linked, struct span script)
{
    struct walk w = { .keep = keep, .linked = linked };
    size_t at = 0;
    while (at < script.len && script.at[at] != '{' && script.at[at] != '[')
        at++;   /* "<!--", "//<![CDATA[" */
    struct json value;
    if (at < script.len && script.at[at] == '[' && at && script.at[at - 1] == '!')
        at = span_find_byte(script, '{', at) == SPAN_NONE ? script.len : span_find_byte(script, '{', at);
    if (!json_parse(script, &at, &value)) {
        scan_members(&w, script);
        return;
    }
    walk_value(&w, value, 0, true);
    walk_value(&w, value, 0, false);
}
