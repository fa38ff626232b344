#include "extract/html.h"

#include <string.h>

#include "base/buffer.h"
#include "extract/furniture.h"
#include "extract/head.h"
#include "extract/html_block.h"
#include "extract/html_meta.h"
#include "extract/html_pick.h"
#include "text/charset.h"
#include "text/language.h"
#include "text/timestamp.h"
#include "text/utf8.h"

enum {
    NEAR_HEADLINE = 12,      /* blocks before and after it in which a printed date is looked for */
    PRINTED_DATE_MAX = 200,  /* bytes of such a block */
    STUB_WORDS = 60,         /* a body with fewer can't tell what it leaves out */
    PAID_STUB_WORDS = 200,   /* the same where the page says that reading on costs */
    FURNITURE_WORDS = 20,    /* a longer block is furniture only if it appeals for something at the end */
    FURNITURE_TAIL = 4,      /* blocks that are the end in this sense */
    DATE_BLOCKS = 5,         /* a date line stands among so many blocks that are read */
    DATE_LINE_MAX = 80,      /* and has so many bytes */
    CREDIT_MAX = 80,         /* bytes of a line that names an agency */
    GUESS_BYTES = 200        /* language is guessed from no less */
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
    struct furniture_block *blocks = arena_new(&scratch, struct furniture_block, page->block_count);
    uint32_t *number = arena_new(&scratch, uint32_t, page->block_count);
    size_t count = 0;
    for (uint32_t i = 0; i < page->block_count; i++)
        if (pick->verdict[i] == HTML_READ) {
            number[count] = i;
            blocks[count++] = (struct furniture_block){ html_block_text(page, i), (uint8_t)kind_of(page, i),
                                                        link_share(&page->blocks[i]), CUT_NONE };
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

/* ---- what the page's text tells ---- */

/* A date printed near the headline (near the page's begin without one); the first below it, else the first above. */
static void find_printed_date(struct arena *keep, const struct html_page *page, uint32_t headline, struct article *a)
{
    for (uint32_t k = 0; k < 2 * NEAR_HEADLINE; k++) {
        uint32_t step = k % NEAR_HEADLINE + 1, i = k < NEAR_HEADLINE ? headline + step : headline - step;
        struct timestamp time;
        struct mark at;
        if (i >= page->block_count || mark_length(page->blocks[i].at) > PRINTED_DATE_MAX ||
            !timestamp_find(html_block_text(page, i), &time, &at))
            continue;
        a->published = head_when(&time);
        a->published_text = arena_copy(keep, mark_span(html_block_text(page, i), at));
        return;
    }
}

static bool read_number(struct span url, size_t at, size_t digits, int *number)
{
    *number = 0;
    for (size_t i = at; i < at + digits; i++) {
        if (i >= url.len || !byte_is_digit(url.at[i]))
            return false;
        *number = *number * 10 + url.at[i] - '0';
    }
    return true;
}

static bool is_address_break(struct span url, size_t at)
{
    return at < url.len && (url.at[at] == '/' || url.at[at] == '-' || url.at[at] == '_');
}

/* "/2024/04/03/" and "/2024-04-03-". */
static void find_address_date(struct span url, struct article *a)
{
    for (size_t at = 0; at + 11 < url.len; at++) {
        struct timestamp t = { .precision = TIMESTAMP_DAY };
        bool good = url.at[at] == '/' && read_number(url, at + 1, 4, &t.year) && is_address_break(url, at + 5) &&
                    read_number(url, at + 6, 2, &t.month) && is_address_break(url, at + 8) &&
                    read_number(url, at + 9, 2, &t.day) && is_address_break(url, at + 11);
        if (!good || t.year < 1990 || t.year > 2100 || t.month < 1 || t.month > 12 || t.day < 1 || t.day > 31)
            continue;
        a->published = head_when(&t);
        a->published_text = span_cut(url, at + 1, at + 11);
        return;
    }
}

/* The standfirst: what is named so near the headline. */
static struct span find_lede(const struct html_page *page, const struct html_pick *pick)
{
    if (pick->headline == HTML_NO_BLOCK)
        return SPAN("");
    for (uint32_t i = pick->headline + 1; i < page->block_count && i <= pick->headline + NEAR_HEADLINE; i++) {
        const struct html_node *node = &page->nodes[page->blocks[i].node];
        bool named = (node->own_hints | page->nodes[node->parent].own_hints | page->blocks[i].inline_hints) &
                     html_bit(HINT_LEAD);
        if (named && page->blocks[i].words >= 6 && !page->blocks[i].link_words)
            return html_block_text(page, i);
    }
    return SPAN("");
}

static struct span find_byline(const struct html_page *page, const struct html_pick *pick, struct spans authors)
{
    uint32_t from = pick->headline == HTML_NO_BLOCK ? 0 : pick->headline;
    for (uint32_t i = from; authors.count && i < page->block_count && i < from + 2 * NEAR_HEADLINE; i++) {
        struct span text = html_block_text(page, i);
        if (pick->verdict[i] != HTML_READ && text.len <= PRINTED_DATE_MAX &&
            span_find_nocase(text, authors.at[0], 0) != SPAN_NONE)
            return text;
    }
    return SPAN("");
}

/* "KYIV, April 3 (Reuters) - " stays in the text, but its paragraph begins behind it. */
static void take_dateline(struct arena *keep, struct arena scratch, struct body *b, struct article *a)
{
    uint32_t first = 0;
    while (first < b->blocks.count && b->blocks.at[first].kind != BLOCK_PARAGRAPH)
        first++;
    if (first == b->blocks.count)
        return;
    struct block *block = &b->blocks.at[first];
    struct span text = buffer_span(&b->text);
    struct head_dateline line;
    if (!head_dateline(scratch, mark_span(text, block->at), &line) || block->at.from + line.end >= block->at.to)
        return;
    a->dateline = arena_copy(keep, line.place);
    a->credit = arena_copy(keep, line.credit);
    a->agency = arena_copy(keep, line.agency);
    struct mark at = mark_trim(text, (struct mark){ block->at.from, block->at.from + line.end });
    block->at = mark_trim(text, (struct mark){ block->at.from + line.end, block->at.to });
    uint32_t place = 0;
    ARENA_ROOM(b->keep, b->cuts.at, b->cuts.count, b->cut_room);
    while (place < b->cuts.count && b->cuts.at[place].at.from <= at.from)
        place++;
    memmove(&b->cuts.at[place + 1], &b->cuts.at[place], (b->cuts.count - place) * sizeof *b->cuts.at);
    b->cuts.at[place] = (struct cut){ at, CUT_DATELINE, mark_span(text, at) };
    b->cuts.count++;
}

/* A line that only names an agency, or an agency among the authors. */
static void find_credit(struct arena *keep, struct arena scratch, struct article *a)
{
    struct span agency = SPAN("");
    for (uint32_t i = 0; i < a->cuts.count && !a->agency.len && !a->credit.len; i++) {
        struct span words = a->cuts.at[i].words;
        bool stands_alone =
            words.len <= CREDIT_MAX && a->cuts.at[i].why != CUT_CAPTION && head_credit(scratch, words, &agency);
        if (stands_alone) {
            a->credit = words;
            a->agency = arena_copy(keep, agency);
        }
    }
    for (uint32_t i = 0; i < a->authors.count && !a->agency.len && !a->credit.len; i++)
        if ((agency = head_agency(scratch, a->authors.at[i])).len) {
            a->credit = a->authors.at[i];
            a->agency = arena_copy(keep, agency);
        }
}

/* ---- the article ---- */

static float confidence_of(const struct html_pick *pick, uint32_t words)
{
    float sure = pick->confidence + 0.3f * (words > 200 ? 1 : (float)words / 200);
    if (pick->share_of_body >= 0)
        sure = (sure + pick->share_of_body) / 2;
    return !words ? 0 : sure > 1 ? 1 : sure;
}

static void fill_from_meta(struct arena *keep, struct article *a, const struct html_meta *meta)
{
    a->title = arena_copy(keep, meta->title);
    a->authors = (struct spans){ arena_new(keep, struct span, meta->authors.count), meta->authors.count };
    for (uint32_t i = 0; i < meta->authors.count; i++)
        a->authors.at[i] = arena_copy(keep, meta->authors.at[i]);
    a->outlet = arena_copy(keep, meta->outlet);
    a->canonical_url = arena_copy(keep, meta->canonical);
    a->section = arena_copy(keep, meta->section);
    a->language = arena_copy(keep, meta->language);
    a->published = meta->published;
    a->published_text = arena_copy(keep, meta->published_text);
    a->modified = meta->modified;
}

static void finish_language(struct article *a)
{
    struct span guess = a->text.len >= GUESS_BYTES ? language_guess(a->text) : SPAN("");
    if (guess.len)   /* templates declare "en" for everything */
        a->language = guess;
}

/* Takes the upper half of an arena away from it. */
static struct arena take_half(struct arena *arena)
{
    char *middle = arena->next + (size_t)(arena->end - arena->next) / 2;
    struct arena half = { middle, arena->end };
    arena->end = middle;
    return half;
}

static void fill_from_text(struct arena *keep, const struct html_page *page, const struct html_pick *pick,
                           struct article *a)
{
    if (!a->title.len && pick->headline != HTML_NO_BLOCK)
        a->title = arena_copy(keep, html_block_text(page, pick->headline));
    a->lede = arena_copy(keep, find_lede(page, pick));
    a->byline = arena_copy(keep, find_byline(page, pick, a->authors));
    if (!when_known(a->published))
        find_printed_date(keep, page, pick->headline, a);
    if (!when_known(a->published))
        find_address_date(a->canonical_url, a);
    finish_language(a);
}

void html_extract(struct arena *keep, struct arena scratch, const struct raw_document *raw, struct article *a)
{
    struct arena work = take_half(&scratch);   /* what the steps hand to each other */
    struct span html = raw->bytes.len ? charset_decode(&work, raw->bytes, raw->charset) : SPAN("");
    struct html_page page = html_page_read(&work, scratch, html);
    struct html_meta meta = html_meta_read(&work, scratch, &page, raw->url);
    struct html_pick pick = html_pick(&work, scratch, &page, meta.title, meta.body);
    mark_furniture(scratch, &page, &pick, meta.language);
    cut_late_date(scratch, &page, &pick);

    struct body body = { .keep = keep, .page = &page, .pick = &pick };
    put_together(&body);
    take_dateline(keep, scratch, &body, a);
    a->text = buffer_span(&body.text);
    a->blocks = body.blocks;
    a->cuts = body.cuts;
    a->url = raw->url;
    a->seen = raw->seen;
    fill_from_meta(keep, a, &meta);
    fill_from_text(keep, &page, &pick, a);
    find_credit(keep, scratch, a);
    a->confidence = confidence_of(&pick, body.words);
    a->flags |= ARTICLE_HTML;
    if (body.words < STUB_WORDS || (meta.is_paid && body.words < PAID_STUB_WORDS))
        a->flags |= ARTICLE_STUB;
}
