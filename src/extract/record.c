#include "extract/record.h"

#include "base/buffer.h"
#include "extract/head.h"
#include "extract/html_line.h"
#include "tables/record_field.h"
#include "text/json.h"

enum { NAME_BYTES = 64, AUTHORS_MAX = 64, CORRECTIONS_MAX = 16, DEPTH_MAX = 3, FILE_SHOWN = 110 };

struct chosen { struct json value; struct span key; double rank; };

struct record {
    struct arena *keep;
    struct arena scratch;
    struct json object;
    struct chosen field[RECORD_FIELD_COUNT];
};

/* ---- values */
/* The member of an object that stands for it. */
static struct json representative(struct json object)
{
    static const struct span names[] = { SPAN("name"), SPAN("value"), SPAN("@id"), SPAN("url"), SPAN("@value") };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct json found = json_member(object, names[i]);
        if (found.kind != JSON_NONE && found.kind != JSON_NULL)
            return found;
    }
    return (struct json){ JSON_NONE, { NULL, 0 } };
}

/* The words of a value: its string, its number as written, its name, or those of its first member. */
static struct span words_of(struct arena *keep, struct json value, unsigned depth)
{
    struct json_step step = { 0 };
    struct json member;
    struct span key, words = { "", 0 };
    if (value.kind == JSON_TEXT)
        return json_text(keep, value);
    if (value.kind == JSON_NUMBER)
        return value.raw;
    if (depth == DEPTH_MAX)
        return words;
    if (value.kind == JSON_OBJECT)
        return words_of(keep, representative(value), depth + 1);
    while (value.kind == JSON_ARRAY && !words.len && json_next(value, &step, &key, &member))
        words = words_of(keep, member, depth + 1);
    return words;
}

/* Whether words can be what the field is: `source` is an address in one system and a name in another. */
static bool suits(int field, struct span words)
{
    bool address = span_find(words, SPAN("://"), 0) != SPAN_NONE && span_find_byte(words, ' ', 0) == SPAN_NONE;
    if (!span_trim(words).len)
        return false;
    if (field == RECORD_URL || field == RECORD_CANONICAL)
        return address;
    return field != RECORD_OUTLET || !address;
}

/* ---- variants */
/* ninjs 2 and 3 write texts as lists of { role, contenttype, value }. */
static bool is_html_variant(struct arena *keep, struct json object)
{
    struct json type = json_member(object, SPAN("contenttype"));
    if (type.kind != JSON_TEXT)
        type = json_member(object, SPAN("contentType"));
    if (type.kind == JSON_TEXT)
        return span_find_nocase(json_text(keep, type), SPAN("html"), 0) != SPAN_NONE;
    return span_starts(span_trim(json_text(keep, json_member(object, SPAN("value")))), SPAN("<"));
}

static bool is_main(struct arena *keep, struct json object)
{
    return span_equal_nocase(json_text(keep, json_member(object, SPAN("role"))), SPAN("main"));
}

/* Of a list of variants the one that is in the field's form, if possible the main one; other values stay. */
static struct json variant_for(struct arena scratch, int field, struct json value)
{
    struct json_step step = { 0 };
    struct json member, found = { JSON_NONE, { NULL, 0 } };
    struct span key;
    bool any = false, found_main = false;
    while (value.kind == JSON_ARRAY && json_next(value, &step, &key, &member)) {
        struct arena inner = scratch;
        if (json_member(member, SPAN("value")).kind != JSON_TEXT)
            continue;
        any = true;
        bool in_form = (field != RECORD_TEXT && field != RECORD_HTML) ||
                       is_html_variant(&inner, member) == (field == RECORD_HTML);
        bool main = is_main(&inner, member);
        if (in_form && (found.kind == JSON_NONE || (main && !found_main))) {
            found = member;
            found_main = main;
        }
    }
    return any ? found : value;
}

/* ---- choosing */
static struct span decoded_key(struct arena *keep, struct span raw_key)
{
    struct json key = { JSON_TEXT, { raw_key.at - 1, raw_key.len + 2 } };
    return json_text(keep, key);
}

static void offer(struct record *r, const struct record_field_row *row, struct span key, struct json value)
{
    struct chosen *now = &r->field[row->field];
    struct arena inner = r->scratch;
    if (now->value.kind != JSON_NONE && now->rank <= row->rank)
        return;
    value = variant_for(r->scratch, row->field, value);
    bool is_flag = row->field == RECORD_PAYWALLED || row->field == RECORD_FREE;
    if (is_flag && (value.kind == JSON_TRUE || value.kind == JSON_FALSE || value.kind == JSON_TEXT))
        *now = (struct chosen){ value, key, row->rank };
    else if (suits(row->field, words_of(&inner, value, 0)))
        *now = (struct chosen){ value, key, row->rank };
}

static void choose(struct record *r)
{
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    while (json_next(r->object, &step, &key, &value)) {
        struct arena inner = r->scratch;
        if (key.len > NAME_BYTES)
            continue;
        const struct record_field_row *row = table_find(&record_field_table, decoded_key(&inner, key));
        for (; row; row = table_next(&record_field_table, row))
            offer(r, row, key, value);
    }
}

static bool was_used(const struct record *r, struct span key, const struct record_field_row *row)
{
    if (row && row->rank == 0)
        return true;             /* our own name is written anew */
    for (int i = 1; i < RECORD_FIELD_COUNT; i++)
        if (r->field[i].key.at == key.at)
            return true;
    return false;
}

/* The members that were not used, as they stood. */
static struct span collect_rest(struct record *r)
{
    struct buffer out = buffer_in(r->keep);
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    while (json_next(r->object, &step, &key, &value)) {
        struct arena inner = r->scratch;
        const struct record_field_row *row =
            key.len > NAME_BYTES ? NULL : table_find(&record_field_table, decoded_key(&inner, key));
        if (was_used(r, key, row))
            continue;
        if (out.len)
            buffer_byte(&out, ',');
        buffer_byte(&out, '"');
        buffer_put(&out, key);
        buffer_put(&out, SPAN("\":"));
        buffer_put(&out, value.raw);
    }
    return buffer_span(&out);
}

/* ---- fields */
static struct span field_words(const struct record *r, int field)
{
    const struct chosen *chosen = &r->field[field];
    if (chosen->value.kind == JSON_NONE)
        return SPAN("");
    struct span words = span_trim(words_of(r->keep, chosen->value, 0));
    /* "title_html": names that end so hold HTML. */
    return span_ends(chosen->key, SPAN("_html")) ? html_line(r->keep, r->scratch, words) : words;
}

static void add_authors(struct record *r, struct spans *authors, struct json value)
{
    struct span words = span_trim(words_of(r->keep, value, 0));
    struct spans names = head_names(r->keep, r->scratch, words);
    for (uint32_t i = 0; i < names.count && authors->count < AUTHORS_MAX; i++)
        authors->at[authors->count++] = names.at[i];
}

static struct spans read_authors(struct record *r)
{
    struct json value = r->field[RECORD_AUTHORS].value, member;
    struct spans authors = { NULL, 0 };
    struct json_step step = { 0 };
    struct span key;
    if (value.kind == JSON_NONE)
        return authors;
    authors.at = arena_new(r->keep, struct span, AUTHORS_MAX);
    if (value.kind != JSON_ARRAY)
        add_authors(r, &authors, value);
    else
        while (json_next(value, &step, &key, &member))
            add_authors(r, &authors, member);
    return authors;
}

static struct spans read_corrections(struct record *r)
{
    struct json value = r->field[RECORD_CORRECTIONS].value, member;
    struct spans notes = { NULL, 0 };
    struct json_step step = { 0 };
    struct span key;
    if (value.kind == JSON_NONE)
        return notes;
    notes.at = arena_new(r->keep, struct span, CORRECTIONS_MAX);
    if (value.kind != JSON_ARRAY) {
        notes.at[notes.count++] = words_of(r->keep, value, 0);
        return notes;
    }
    while (notes.count < CORRECTIONS_MAX && json_next(value, &step, &key, &member)) {
        struct span words = span_trim(words_of(r->keep, member, 0));
        if (words.len)
            notes.at[notes.count++] = words;
    }
    return notes;
}

/* Whether the record says that reading costs money. */
static bool is_paid(struct record *r)
{
    return r->field[RECORD_PAYWALLED].value.kind == JSON_TRUE || r->field[RECORD_FREE].value.kind == JSON_FALSE ||
           span_equal_nocase(field_words(r, RECORD_FREE), SPAN("false"));
}

/* A byline names the authors of a record that does not list them. */
static void heed_byline(struct record *r, struct article *article)
{
    struct head_byline byline;
    if (article->authors.count || !article->byline.len)
        return;
    if (head_byline(r->keep, r->scratch, article->byline, &byline)) {
        article->authors = byline.authors;
        article->agency = byline.agency;
    } else {
        article->authors = head_names(r->keep, r->scratch, article->byline);
    }
}

static struct when read_when(const struct record *r, int field)
{
    struct timestamp t;
    struct mark at;
    struct span words = field_words(r, field);
    if (!timestamp_parse(words, &t))
        timestamp_find(words, &t, &at);
    return head_when(&t);
}

/* "en", "en-GB", "EN_us"; whole names of languages and three-letter codes are left to the guess. */
static struct span read_language(const struct record *r)
{
    struct span words = field_words(r, RECORD_LANGUAGE);
    if (words.len < 2 || (words.len > 2 && words.at[2] != '-' && words.at[2] != '_'))
        return (struct span){ "", 0 };
    char two[2] = { byte_lower(words.at[0]), byte_lower(words.at[1]) };
    if (two[0] < 'a' || two[0] > 'z' || two[1] < 'a' || two[1] > 'z')
        return (struct span){ "", 0 };
    return arena_copy(r->keep, (struct span){ two, 2 });
}

/* The text as it stands: marks count from its first byte, blanks and all. */
static struct span read_text(const struct record *r, int field)
{
    struct json value = r->field[field].value;
    return value.kind == JSON_NONE ? (struct span){ "", 0 } : words_of(r->keep, value, 0);
}

static void read_fields(struct record *r, struct article *article)
{
    article->id = field_words(r, RECORD_ID);
    article->url = field_words(r, RECORD_URL);
    article->canonical_url = field_words(r, RECORD_CANONICAL);
    article->outlet = field_words(r, RECORD_OUTLET);
    article->title = field_words(r, RECORD_TITLE);
    article->lede = field_words(r, RECORD_LEDE);
    article->text = read_text(r, RECORD_TEXT);
    article->authors = read_authors(r);
    article->byline = field_words(r, RECORD_BYLINE);
    article->published = read_when(r, RECORD_PUBLISHED);
    article->published_text = field_words(r, RECORD_PUBLISHED);
    article->modified = read_when(r, RECORD_MODIFIED);
    article->seen = read_when(r, RECORD_SEEN);
    article->language = read_language(r);
    article->dateline = field_words(r, RECORD_DATELINE);
    article->credit = field_words(r, RECORD_CREDIT);
    article->section = field_words(r, RECORD_SECTION);
    article->corrections = read_corrections(r);
    article->flags |= is_paid(r) ? ARTICLE_PAID : 0;
    heed_byline(r, article);
}

static bool fail(const struct raw_document *raw, size_t at, const char *what, struct syn_error *error)
{
    struct span name = span_equal(raw->name, SPAN("-")) ? SPAN("standard input") : span_cut(raw->name, 0, FILE_SHOWN);
    return error_set(error, SYN_BAD_FORMAT, raw->at + at, "left out the record at %.*s, line %u: %s", (int)name.len,
                     name.at, raw->line, what);
}

bool record_read(struct arena *keep, struct arena scratch, const struct raw_document *raw, struct article *article,
                 struct span *html, struct syn_error *error)
{
    struct record r = { .keep = keep, .scratch = scratch };
    size_t at = 0;
    if (!json_parse(raw->bytes, &at, &r.object) || span_trim(span_from(raw->bytes, at)).len)
        return fail(raw, at, "it is no JSON; write one object a line", error);
    if (r.object.kind != JSON_OBJECT)
        return fail(raw, 0, "it is no JSON object; write one object a line", error);
    choose(&r);
    read_fields(&r, article);
    *html = span_trim(article->text).len ? (struct span){ "", 0 } : read_text(&r, RECORD_HTML);
    article->extra = collect_rest(&r);
    if (!span_trim(article->text).len && !html->len && !article->title.len)
        return fail(raw, 0, "it has neither text nor title; name them \"text\" and \"title\"", error);
    return true;
}
