#include "extract/html.h"

#include "base/buffer.h"
#include "extract/furniture.h"
#include "extract/head.h"
#include "extract/html_block.h"
#include "extract/html_field.h"
#include "extract/html_meta.h"
#include "extract/html_judge.h"
#include "text/charset.h"

enum {
    STUB_WORDS = 60,         /* a body with fewer can't tell what it leaves out */
    PAID_STUB_WORDS = 200,   /* the same where the page says that reading on costs */
    FURNITURE_WORDS = 20,    /* a longer block is furniture only if it appeals for something at the end */
    FURNITURE_END = 8,       /* blocks at the end that are looked at whole */
    FURNITURE_BEGIN = 240,   /* bytes of a long one before them */
    FURNITURE_TAIL = 4,      /* blocks that are the end in this sense */
    DATE_BLOCKS = 5,         /* a date line stands among so many blocks that are read */
    DATE_LINE_MAX = 80       /* and has so many bytes */
};

/* ---- the body ---- */

struct body {
    struct arena *keep;
    const struct html_page *page;
    const struct html_pick *pick;
    struct buffer text;
    struct blocks blocks;
    struct cuts cuts;
    size_t block_room, cut_room;
    uint32_t words;
};

static bool is_in(const struct html_page *page, uint32_t block, enum html_place place)
{
    return (html_block_places(page, block) & html_bit(place)) != 0;
}

static enum block_kind kind_of(const struct html_page *page, uint32_t block)
{
    uint64_t own = page->nodes[page->blocks[block].node].own_places;
    if (own & html_bit(IN_HEADING))
        return BLOCK_HEADING;
    if (is_in(page, block, IN_QUOTE))
        return BLOCK_QUOTE;
    if (is_in(page, block, IN_ITEM) && is_in(page, block, IN_LIST))
        return BLOCK_LIST_ITEM;
    /* Prose in a cell stands there for the page's looks. */
    return is_in(page, block, IN_TABLE) && !html_block_is_prose(&page->blocks[block]) ? BLOCK_TABLE_ROW
                                                                                      : BLOCK_PARAGRAPH;
}

static float link_share(const struct html_block *block)
{
    return block->words ? (float)block->link_words / (float)block->words : 0;
}

/* A date by itself among the first blocks that are read tells when the page was written; where there are more of
 * them they head the parts of a chronicle. */
static void cut_late_date(struct arena scratch, const struct html_page *page, struct html_pick *pick)
{
    uint32_t found = HTML_NO_BLOCK, read = 0;
    for (uint32_t i = 0; i < page->block_count; i++) {
        struct head_date date;
        if (pick->verdict[i] != HTML_READ)
            continue;
        struct span text = html_block_text(page, i);
        if (text.len <= DATE_LINE_MAX && head_date(scratch, text, &date)) {
            if (found != HTML_NO_BLOCK || read >= DATE_BLOCKS)
                return;
            found = i;
        }
        read++;
    }
    if (found != HTML_NO_BLOCK) {
        pick->verdict[found] = HTML_CUT;
        pick->why[found] = CUT_DATELINE;
    }
}

/* Lets the rules that plain text shares judge what is read.  A page's own structure has told most furniture
 * already, so that a long paragraph must stand at the end to be some more. */
static void mark_furniture(struct arena scratch, const struct html_page *page, struct html_pick *pick,
                           struct span language)
{
    uint32_t ahead = 0;
    for (uint32_t i = 0; i < page->block_count; i++)
        ahead += pick->verdict[i] == HTML_READ;
    struct furniture_block *blocks = arena_new(&scratch, struct furniture_block, page->block_count);
    uint32_t *number = arena_new(&scratch, uint32_t, page->block_count);
    size_t count = 0;
    for (uint32_t i = 0; i < page->block_count; i++)
        if (pick->verdict[i] == HTML_READ) {
            /* A paragraph in the midst of the report would not be believed to be furniture: its begin will do. */
            bool amid = ahead-- > FURNITURE_END && page->blocks[i].words > 3 * FURNITURE_WORDS;
            struct span text = html_block_text(page, i);
            number[count] = i;
            blocks[count++] = (struct furniture_block){ amid ? span_cut(text, 0, FURNITURE_BEGIN) : text,
                                                        (uint8_t)kind_of(page, i), link_share(&page->blocks[i]),
                                                        CUT_NONE };
        }
    furniture_mark(scratch, blocks, count, language);
    unsigned tail = FURNITURE_TAIL;
    for (size_t k = count; k-- > 0;) {
        bool appeal = blocks[k].why == CUT_FUNDING || blocks[k].why == CUT_NEWSLETTER || blocks[k].why == CUT_COPYRIGHT;
        bool believed = blocks[k].why && ((tail && appeal) || page->blocks[number[k]].words <= FURNITURE_WORDS);
        tail = believed && tail ? tail - 1 : 0;
        if (believed) {
            pick->verdict[number[k]] = HTML_CUT;
            pick->why[number[k]] = blocks[k].why;
        }
    }
}

static void add_block(struct body *b, uint32_t i)
{
    if (b->text.len)
        buffer_text(&b->text, "\n\n");
    uint32_t from = (uint32_t)b->text.len;
    buffer_put(&b->text, html_block_text(b->page, i));
    ARENA_ROOM(b->keep, b->blocks.at, b->blocks.count, b->block_room);
    b->blocks.at[b->blocks.count++] = (struct block){ { from, (uint32_t)b->text.len }, (uint8_t)kind_of(b->page, i) };
    b->words += b->page->blocks[i].words;
}

/* Furniture stands at the end of the text so far, which is where it stood in the page. */
static void add_cut(struct body *b, uint32_t i)
{
    uint32_t at = (uint32_t)b->text.len;
    ARENA_ROOM(b->keep, b->cuts.at, b->cuts.count, b->cut_room);
    b->cuts.at[b->cuts.count++] =
        (struct cut){{at, at}, b->pick->why[i], arena_copy(b->keep, html_block_text(b->page, i))};
}

/* Whether the page gives its body only in its data, as pages do that a script would fill. */
static bool is_body_elsewhere(const struct html_reading *r)
{
    uint32_t read = 0, given = 0;
    for (uint32_t i = 0; i < r->page.block_count; i++)
        read += r->pick.verdict[i] == HTML_READ ? r->page.blocks[i].words : 0;
    for (size_t i = 0; i < r->meta.body.len; i++)
        given += byte_is_blank(r->meta.body.at[i]);
    return given >= STUB_WORDS && read * 2 < given && r->pick.body_held < 0.5f;
}

/* The body that the page gives in its data, in place of its blocks; they all count as cut. */
static void put_given(struct body *b, struct span given)
{
    for (struct span line; span_take(&given, '\n', &line);) {
        line = span_trim(line);
        if (!line.len)
            continue;
        if (b->text.len)
            buffer_text(&b->text, "\n\n");
        uint32_t from = (uint32_t)b->text.len;
        buffer_put(&b->text, line);
        ARENA_ROOM(b->keep, b->blocks.at, b->blocks.count, b->block_room);
        b->blocks.at[b->blocks.count++] = (struct block){ { from, (uint32_t)b->text.len }, BLOCK_PARAGRAPH };
        for (size_t i = 0; i <= line.len; i++)
            b->words += i == line.len || byte_is_blank(line.at[i]);
    }
}

static void put_together(struct body *b)
{
    size_t len = 0;
    for (uint32_t i = 0; i < b->page->block_count; i++)
        if (b->pick->verdict[i] == HTML_READ)
            len += mark_length(b->page->blocks[i].at) + 2;
    b->text = buffer_in(b->keep);
    buffer_reserve(&b->text, len);
    for (uint32_t i = 0; i < b->page->block_count; i++)
        if (b->pick->verdict[i] == HTML_READ)
            add_block(b, i);
        else if (b->pick->verdict[i] == HTML_CUT)
            add_cut(b, i);
}

/* ---- the article ---- */

static float confidence_of(const struct html_pick *pick, uint32_t words)
{
    if (pick->score)
        return words ? pick->confidence : 0;
    float sure = pick->confidence + 0.3f * (words > 200 ? 1 : (float)words / 200);
    if (pick->share_of_body >= 0)
        sure = (sure + pick->share_of_body) / 2;
    return !words ? 0 : sure > 1 ? 1 : sure;
}

struct html_reading html_read(struct arena *keep, struct arena scratch, const struct raw_document *raw)
{
    struct html_reading r = { 0 };
    struct span html = raw->bytes.len ? charset_decode(keep, raw->bytes, raw->charset) : SPAN("");
    r.page = html_page_read(keep, scratch, html);
    r.meta = html_meta_read(keep, scratch, &r.page, raw->url);
    r.pick = html_pick(keep, scratch, &r.page, r.meta.title, r.meta.body);
    mark_furniture(scratch, &r.page, &r.pick, r.meta.language);
    cut_late_date(scratch, &r.page, &r.pick);
    return r;
}

void html_extract_by(struct arena *keep, struct arena scratch, const struct raw_document *raw,
                     const struct forest *judge, struct article *a)
{
    struct arena work = arena_half(&scratch);   /* what the steps hand to each other */
    struct html_reading r = html_read(&work, scratch, raw);
    html_judge(&work, scratch, &r.page, &r.meta, &r.pick, judge);

    struct body body = { .keep = keep, .page = &r.page, .pick = &r.pick };
    if (is_body_elsewhere(&r)) {
        body.text = buffer_in(keep);
        put_given(&body, r.meta.body);
    } else {
        put_together(&body);
    }
    a->text = buffer_span(&body.text);
    a->blocks = body.blocks;
    a->cuts = body.cuts;
    a->url = raw->url;
    a->seen = raw->seen;
    html_field_fill(keep, scratch, &r.page, &r.pick, &r.meta, a);
    a->confidence = confidence_of(&r.pick, body.words);
    a->flags |= ARTICLE_HTML;
    if (body.words < STUB_WORDS || (r.meta.is_paid && body.words < PAID_STUB_WORDS))
        a->flags |= ARTICLE_STUB;
}

void html_extract(struct arena *keep, struct arena scratch, const struct raw_document *raw, struct article *a)
{
    struct forest judge;
    html_extract_by(keep, scratch, raw, html_judge_builtin(&judge) ? &judge : NULL, a);
}
