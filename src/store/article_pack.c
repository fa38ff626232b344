#include "store/article_pack.h"

#include "store/packed.h"

enum { SHAPE = 1 };              /* goes up when fields change; older ones are still read */

/* The texts of an article that are no lists, in the order in which they are written. */
#define TEXTS(X) X(text) X(id) X(file) X(url) X(canonical_url) X(outlet) X(title) X(lede) X(byline) X(dateline) \
    X(credit) X(agency) X(language) X(section) X(published_text) X(extra)

/* ---- writing ---- */

static void put_spans(struct buffer *out, struct spans spans)
{
    packed_put_number(out, spans.count);
    for (uint32_t i = 0; i < spans.count; i++)
        packed_put_text(out, spans.at[i]);
}

static void put_when(struct buffer *out, struct when w)
{
    packed_put_number(out, w.precision);
    if (!when_known(w))
        return;
    packed_put_signed(out, w.from);
    packed_put_signed(out, w.to - w.from);
    packed_put_number(out, w.zoned);
    packed_put_signed(out, w.offset);
}

/* Marks come in order of place mostly: what is written is the way from the end of the one before. */
static void put_mark(struct buffer *out, struct mark m, uint32_t *end)
{
    packed_put_signed(out, (int64_t)m.from - *end);
    packed_put_number(out, m.to - m.from);
    *end = m.to;
}

void article_pack(struct buffer *out, const struct article *a)
{
    uint32_t end = 0, confidence;
    memcpy(&confidence, &a->confidence, sizeof confidence);
    packed_put_number(out, SHAPE);
#define PUT_TEXT(name) packed_put_text(out, a->name);
    TEXTS(PUT_TEXT)
    put_spans(out, a->authors);
    put_spans(out, a->corrections);
    put_when(out, a->published);
    put_when(out, a->modified);
    put_when(out, a->seen);
    packed_put_number(out, a->flags);
    packed_put_number(out, confidence);
    put_mark(out, a->title_at, &end);
    packed_put_number(out, a->blocks.count);
    for (uint32_t i = 0; i < a->blocks.count; i++) {
        put_mark(out, a->blocks.at[i].at, &end);
        packed_put_number(out, a->blocks.at[i].kind);
    }
    packed_put_number(out, a->cuts.count);
    for (uint32_t i = 0; i < a->cuts.count; i++) {
        const struct cut *cut = &a->cuts.at[i];
        bool is_there = cut->words.at == a->text.at + cut->at.from && cut->words.len == cut->at.to - cut->at.from;
        put_mark(out, cut->at, &end);
        packed_put_number(out, (uint64_t)cut->why << 1 | is_there);
        if (!is_there)
            packed_put_text(out, cut->words);
    }
}

/* ---- reading ---- */

static struct spans read_spans(struct packed_reader *r, struct arena *keep)
{
    struct spans spans = { NULL, packed_count(r, r->rest.len) };
    spans.at = arena_new(keep, struct span, spans.count);
    for (uint32_t i = 0; i < spans.count; i++)
        spans.at[i] = packed_text(r);
    return spans;
}

static struct when read_when(struct packed_reader *r)
{
    struct when w = { .precision = (uint8_t)packed_count(r, WHEN_SECOND) };
    if (!when_known(w))
        return w;
    w.from = packed_signed(r);
    w.to = (int64_t)((uint64_t)w.from + (uint64_t)packed_signed(r));
    w.zoned = packed_count(r, 1);
    w.offset = (int16_t)packed_signed(r);
    return w;
}

static struct mark read_mark(struct packed_reader *r, struct span text, uint32_t *end)
{
    int64_t from = (int64_t)((uint64_t)packed_signed(r) + *end);
    uint64_t length = packed_number(r);
    if (from < 0 || (uint64_t)from > text.len || length > text.len - (uint64_t)from) {
        r->broken = true;
        return (struct mark){ 0, 0 };
    }
    *end = (uint32_t)((uint64_t)from + length);
    return (struct mark){ (uint32_t)from, *end };
}

static void read_blocks(struct packed_reader *r, struct arena *keep, struct article *a, uint32_t *end)
{
    a->blocks.count = packed_count(r, r->rest.len);
    a->blocks.at = arena_new(keep, struct block, a->blocks.count);
    for (uint32_t i = 0; i < a->blocks.count; i++) {
        a->blocks.at[i].at = read_mark(r, a->text, end);
        a->blocks.at[i].kind = (uint8_t)packed_count(r, BLOCK_TABLE_ROW);
    }
}

static void read_cuts(struct packed_reader *r, struct arena *keep, struct article *a, uint32_t *end)
{
    a->cuts.count = packed_count(r, r->rest.len);
    a->cuts.at = arena_new(keep, struct cut, a->cuts.count);
    for (uint32_t i = 0; i < a->cuts.count; i++) {
        struct cut *cut = &a->cuts.at[i];
        cut->at = read_mark(r, a->text, end);
        uint32_t why = packed_count(r, 2 * CUT_REASON_COUNT - 1);
        cut->why = (uint8_t)(why >> 1);
        cut->words = why & 1 ? mark_span(a->text, cut->at) : packed_text(r);
    }
}

bool article_unpack(struct arena *keep, struct span bytes, struct article *a)
{
    struct packed_reader r = { bytes, false };
    uint32_t end = 0;
    *a = (struct article){ .flags = 0 };
    if (packed_number(&r) != SHAPE)
        return false;
#define READ_TEXT(name) a->name = packed_text(&r);
    TEXTS(READ_TEXT)
    a->authors = read_spans(&r, keep);
    a->corrections = read_spans(&r, keep);
    a->published = read_when(&r);
    a->modified = read_when(&r);
    a->seen = read_when(&r);
    a->flags = packed_count(&r, UINT32_MAX);
    uint32_t confidence = packed_count(&r, UINT32_MAX);
    memcpy(&a->confidence, &confidence, sizeof confidence);
    a->title_at = read_mark(&r, a->text, &end);
    read_blocks(&r, keep, a, &end);
    read_cuts(&r, keep, a, &end);
    return !r.broken && !r.rest.len;
}
