#include "store/whole_value.h"

#include <math.h>


#include "base/base64.h"
#include "text/utf8.h"

/* ---- values ---- */

static void put_coded(struct json_writer *w, const char *what, struct span bytes)
{
    json_open(w, '{');
    json_key(w, what);
    json_put_raw(w, SPAN("\""));
    base64_encode(w->out, bytes);
    buffer_byte(w->out, '"');
    json_close(w, '}');
}

void whole_put_bytes(struct json_writer *w, struct span bytes) { put_coded(w, "bytes", bytes); }

void whole_put_text(struct json_writer *w, struct span text)
{
    if (utf8_is_valid(text))
        json_put_text(w, text);
    else
        put_coded(w, "text", text);
}

static bool is_decimal(struct span digits)
{
    for (size_t i = 0; i < digits.len; i++)
        if (digits.at[i] == '.' || digits.at[i] == 'e' || digits.at[i] == 'E')
            return true;
    return false;
}

/* 144.0 stays a decimal. */
static void put_decimal(struct json_writer *w, double n)
{
    size_t before = w->out->len;
    json_put_double(w, n);
    if (isfinite(n) && !is_decimal(span_from(buffer_span(w->out), before)))
        buffer_text(w->out, ".0");
}

void whole_put_cell(struct json_writer *w, const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_NUMBER:
        json_put_int(w, cell->number);
        break;
    case CELL_DECIMAL:
        put_decimal(w, cell->decimal);
        break;
    case CELL_TEXT:
        whole_put_text(w, cell->text);
        break;
    case CELL_BYTES:
        whole_put_bytes(w, cell->text);
        break;
    default:
        json_put_null(w);
    }
}

int64_t whole_get_number(struct json value)
{
    bool negative = value.kind == JSON_NUMBER && value.raw.len && value.raw.at[0] == '-';
    uint64_t n = 0;
    if (value.kind != JSON_NUMBER)
        return 0;
    for (size_t i = negative; i < value.raw.len && byte_is_digit(value.raw.at[i]); i++)
        n = n * 10 + (uint64_t)(value.raw.at[i] - '0');
    return (int64_t)(negative ? 0 - n : n);
}

struct span whole_get_text(struct arena *keep, struct json value)
{
    struct span bytes = { "", 0 };
    if (value.kind == JSON_TEXT)
        return json_text(keep, value);
    if (value.kind != JSON_OBJECT)
        return bytes;
    struct json coded = json_member(value, SPAN("text"));
    if (coded.kind != JSON_TEXT)
        coded = json_member(value, SPAN("bytes"));
    base64_decode(keep, json_text(keep, coded), &bytes);
    return bytes;
}

bool whole_get_cell(struct arena *keep, struct json value, struct cell *cell)
{
    *cell = (struct cell){ .kind = CELL_NOTHING };
    switch (value.kind) {
    case JSON_NULL:
        return true;
    case JSON_NUMBER:
        cell->kind = is_decimal(value.raw) ? CELL_DECIMAL : CELL_NUMBER;
        cell->number = whole_get_number(value);
        cell->decimal = json_number(value, 0);
        return true;
    case JSON_TEXT:
        cell->kind = CELL_TEXT;
        cell->text = json_text(keep, value);
        return true;
    case JSON_OBJECT:
        cell->kind = json_member(value, SPAN("bytes")).kind == JSON_TEXT ? CELL_BYTES : CELL_TEXT;
        cell->text = whole_get_text(keep, value);
        return true;
    default:
        return false;
    }
}

/* ---- articles ---- */

#define TEXTS(X) X(text) X(id) X(file) X(url) X(canonical_url) X(outlet) X(title) X(lede) X(byline) X(dateline) \
    X(credit) X(agency) X(language) X(section) X(published_text) X(extra)
#define LISTS(X) X(authors) X(corrections)
#define TIMES(X) X(published) X(modified) X(seen)

static void put_text_member(struct json_writer *w, const char *name, struct span text)
{
    if (!text.len)
        return;
    json_key(w, name);
    whole_put_text(w, text);
}

static void put_list(struct json_writer *w, const char *name, struct spans list)
{
    if (!list.count)
        return;
    json_key(w, name);
    json_open(w, '[');
    for (uint32_t i = 0; i < list.count; i++)
        whole_put_text(w, list.at[i]);
    json_close(w, ']');
}

/* [precision, from, to], and where a zone was given the minutes east of UTC. */
static void put_time(struct json_writer *w, const char *name, struct when when)
{
    if (!when_known(when))
        return;
    json_key(w, name);
    json_open(w, '[');
    json_put_int(w, when.precision);
    json_put_int(w, when.from);
    json_put_int(w, when.to);
    if (when.zoned)
        json_put_int(w, when.offset);
    json_close(w, ']');
}

static void put_mark(struct json_writer *w, struct mark m)
{
    json_put_int(w, m.from);
    json_put_int(w, m.to);
}

/* [from, to, kind] */
static void put_blocks(struct json_writer *w, struct blocks blocks)
{
    json_key(w, "blocks");
    json_open(w, '[');
    for (uint32_t i = 0; i < blocks.count; i++) {
        json_open(w, '[');
        put_mark(w, blocks.at[i].at);
        json_put_int(w, blocks.at[i].kind);
        json_close(w, ']');
    }
    json_close(w, ']');
}

/* [from, to, why], and its words where they do not stand in the text. */
static void put_cuts(struct json_writer *w, const struct article *a)
{
    json_key(w, "cuts");
    json_open(w, '[');
    for (uint32_t i = 0; i < a->cuts.count; i++) {
        const struct cut *cut = &a->cuts.at[i];
        bool is_there = cut->words.at == a->text.at + cut->at.from && cut->words.len == mark_length(cut->at);
        json_open(w, '[');
        put_mark(w, cut->at);
        json_put_int(w, cut->why);
        if (!is_there)
            whole_put_text(w, cut->words);
        json_close(w, ']');
    }
    json_close(w, ']');
}

void whole_put_article(struct json_writer *w, const struct article *a)
{
    json_open(w, '{');
#define PUT_TEXT(name) put_text_member(w, #name, a->name);
#define PUT_LIST(name) put_list(w, #name, a->name);
#define PUT_TIME(name) put_time(w, #name, a->name);
    TEXTS(PUT_TEXT)
    LISTS(PUT_LIST)
    TIMES(PUT_TIME)
    json_key(w, "flags");
    json_put_int(w, a->flags);
    json_key(w, "confidence");
    json_put_double(w, (double)a->confidence);
    json_key(w, "title_at");
    json_open(w, '[');
    put_mark(w, a->title_at);
    json_close(w, ']');
    put_blocks(w, a->blocks);
    put_cuts(w, a);
    json_close(w, '}');
}

static uint32_t count_members(struct json array)
{
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    uint32_t count = 0;
    while (array.kind == JSON_ARRAY && json_next(array, &step, &key, &value))
        count++;
    return count;
}

/* Up to `room` numbers of an array; what is behind them is given as the last value, if any. */
static uint32_t get_numbers(struct json array, int64_t *numbers, uint32_t room, struct json *last)
{
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    uint32_t count = 0;
    if (last)
        *last = (struct json){ JSON_NONE, { NULL, 0 } };
    while (array.kind == JSON_ARRAY && json_next(array, &step, &key, &value)) {
        if (count < room && value.kind == JSON_NUMBER)
            numbers[count++] = whole_get_number(value);
        else if (last)
            *last = value;
    }
    return count;
}

static struct spans get_list(struct arena *keep, struct json array)
{
    struct spans list = { NULL, 0 };
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    list.at = arena_new(keep, struct span, count_members(array));
    while (array.kind == JSON_ARRAY && json_next(array, &step, &key, &value))
        list.at[list.count++] = whole_get_text(keep, value);
    return list;
}

/* Beyond the years -9999 to 9999 no calendar of ours goes. */
static bool is_time(int64_t seconds)
{
    static const int64_t far = (int64_t)400000000000;
    return seconds >= -far && seconds <= far;
}

static bool get_time(struct json array, struct when *out)
{
    int64_t n[4] = { 0 };
    *out = (struct when){ .precision = WHEN_UNKNOWN };
    if (array.kind == JSON_NONE)
        return true;
    uint32_t count = get_numbers(array, n, 4, NULL);
    if (count < 3 || n[0] <= WHEN_UNKNOWN || n[0] > WHEN_SECOND || !is_time(n[1]) || !is_time(n[2]) || n[3] < INT16_MIN ||
        n[3] > INT16_MAX)
        return false;
    *out = (struct when){ .precision = (uint8_t)n[0], .from = n[1], .to = n[2], .zoned = count == 4,
                          .offset = (int16_t)n[3] };
    return true;
}

static bool get_mark(const int64_t n[2], struct span text, struct mark *m)
{
    *m = (struct mark){ (uint32_t)n[0], (uint32_t)n[1] };
    return n[0] >= 0 && n[0] <= n[1] && (uint64_t)n[1] <= text.len;
}

static bool get_blocks(struct arena *keep, struct json array, struct article *a)
{
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    a->blocks.at = arena_new(keep, struct block, count_members(array));
    while (array.kind == JSON_ARRAY && json_next(array, &step, &key, &value)) {
        struct block *b = &a->blocks.at[a->blocks.count++];
        int64_t n[3] = { 0 };
        if (get_numbers(value, n, 3, NULL) != 3 || !get_mark(n, a->text, &b->at) || n[2] < 0 || n[2] > BLOCK_TABLE_ROW)
            return false;
        b->kind = (uint8_t)n[2];
    }
    return true;
}

static bool get_cuts(struct arena *keep, struct json array, struct article *a)
{
    struct json_step step = { 0 };
    struct span key;
    struct json value, words;
    a->cuts.at = arena_new(keep, struct cut, count_members(array));
    while (array.kind == JSON_ARRAY && json_next(array, &step, &key, &value)) {
        struct cut *cut = &a->cuts.at[a->cuts.count++];
        int64_t n[3] = { 0 };
        if (get_numbers(value, n, 3, &words) != 3 || !get_mark(n, a->text, &cut->at) || n[2] < 0 ||
            n[2] >= CUT_REASON_COUNT)
            return false;
        cut->why = (uint8_t)n[2];
        cut->words = words.kind == JSON_NONE ? mark_span(a->text, cut->at) : whole_get_text(keep, words);
    }
    return true;
}

/* The members of an article, found in one pass. */
struct members {
#define AS_MEMBER(name) struct json name;
    TEXTS(AS_MEMBER)
    LISTS(AS_MEMBER)
    TIMES(AS_MEMBER)
    struct json flags, confidence, title_at, blocks, cuts;
};

static struct members find_members(struct json object)
{
    struct members m = { .text = { JSON_NONE, { NULL, 0 } } };
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    while (json_next(object, &step, &key, &value)) {
#define TAKE(name) if (json_key_is(key, SPAN(#name))) m.name = value;
        TEXTS(TAKE)
        LISTS(TAKE)
        TIMES(TAKE)
        TAKE(flags)
        TAKE(confidence)
        TAKE(title_at)
        TAKE(blocks)
        TAKE(cuts)
    }
    return m;
}

bool whole_get_article(struct arena *keep, struct json value, struct article *a)
{
    int64_t title_at[2] = { 0 };
    if (value.kind != JSON_OBJECT)
        return false;
    struct members m = find_members(value);
    *a = (struct article){ .flags = 0 };
#define GET_TEXT(name) a->name = whole_get_text(keep, m.name);
#define GET_LIST(name) a->name = get_list(keep, m.name);
#define GET_TIME(name) if (!get_time(m.name, &a->name)) return false;
    TEXTS(GET_TEXT)
    LISTS(GET_LIST)
    TIMES(GET_TIME)
    a->flags = (uint32_t)whole_get_number(m.flags);
    a->confidence = (float)json_number(m.confidence, 0);
    get_numbers(m.title_at, title_at, 2, NULL);
    return get_mark(title_at, a->text, &a->title_at) && get_blocks(keep, m.blocks, a) && get_cuts(keep, m.cuts, a);
}
