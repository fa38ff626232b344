#include "extract/html_field.h"

#include "extract/head.h"
#include "text/language.h"
#include "text/timestamp.h"
#include "text/utf8.h"

enum {
    NEAR_HEADLINE = 12,      /* blocks before and after it in which a printed date is looked for */
    PRINTED_DATE_MAX = 200,  /* bytes of such a block */
    BYLINE_WORDS = 25,       /* of a block that may be a byline */
    SHORT_BYLINE_WORDS = 10, /* of one that is read as text */
    PLAIN_WORDS = 7,         /* of a byline without a date whose name may be any */
    NAME_WORDS = 5,          /* of a block that is a name alone */
    CREDIT_MAX = 80,         /* bytes of a line that names an agency */
    GUESS_BYTES = 200        /* language is guessed from no less */
};

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

/* ---- a printed byline ---- */

static bool next_word(struct span s, size_t *at, struct span *word)
{
    while (*at < s.len && byte_is_blank(s.at[*at]))
        ++*at;
    size_t end = *at;
    while (end < s.len && !byte_is_blank(s.at[end]))
        end++;
    *word = span_cut(s, *at, end);
    *at = end;
    return word->len > 0;
}

/* Where the names of a byline begin: behind "By", with which it begins, or which stands behind a date. */
static size_t lead_end(struct span line)
{
    struct timestamp time;
    struct mark date = { 0, 0 };
    for (int behind_date = 0; behind_date < 2; behind_date++) {
        struct span word;
        bool led = false;
        size_t end = 0, at = date.to;
        while (next_word(line, &at, &word)) {
            enum html_byline_part part = html_name_part(word);
            if (part != BYLINE_LEAD && part != BYLINE_LABEL && !(behind_date && !led))
                break;
            led |= part == BYLINE_LEAD || (part == BYLINE_LABEL && word.at[word.len - 1] == ':');
            end = at;
        }
        if (led)
            return end;
        if (!timestamp_find(line, &time, &date))
            break;
    }
    return 0;
}

/* Reads one block's line, and the next block where nothing stands behind "By"; true where it names somebody. */
static bool read_byline(struct arena scratch, const struct html_page *page, uint32_t block, struct span outlet,
                        struct html_names *names)
{
    struct span line = html_block_text(page, block);
    size_t end = lead_end(line);
    struct timestamp time;
    struct mark date;
    if (!end)
        return false;
    bool alone = end == line.len, dated = !alone && timestamp_find(line, &time, &date);
    if (alone && block + 1 < page->block_count && page->blocks[block + 1].words <= NAME_WORDS)
        line = html_block_text(page, block + 1);
    html_names_printed(scratch, names, alone ? line : span_from(line, end), outlet, true);
    /* What is no plain name must stand in a line that is plainly a byline. */
    bool plain = names->best == NAME_PERSON &&
                 (html_name_is_given(scratch, names->at[0]) || page->blocks[block].words <= PLAIN_WORDS);
    return names->count && (plain || dated);
}

/* A block that could be a byline: short, and near the headline. */
static bool may_be_byline(const struct html_page *page, const struct html_pick *pick, uint32_t i)
{
    const uint64_t never = html_bit(HINT_COMMENT) | html_bit(HINT_RELATED) | html_bit(HINT_NAV) | html_bit(HINT_CAPTION);
    const struct html_block *block = &page->blocks[i];
    const struct html_node *node = &page->nodes[block->node];
    return mark_length(block->at) <= PRINTED_DATE_MAX && block->words <= BYLINE_WORDS && !(node->hints & never) &&
           !(node->places & (html_bit(IN_NAV) | html_bit(IN_CAPTION))) &&
           (pick->verdict[i] != HTML_READ || block->words <= SHORT_BYLINE_WORDS);
}

/* The names printed below the headline, else above it; a person before what else stands in such lines. */
static void find_names(struct arena scratch, const struct html_page *page, const struct html_pick *pick,
                       struct span outlet, struct html_names *best)
{
    uint32_t from = pick->headline == HTML_NO_BLOCK ? 0 : pick->headline;
    for (uint32_t k = 0; k < 2 * NEAR_HEADLINE && best->best < NAME_PERSON; k++) {
        uint32_t step = k % NEAR_HEADLINE + 1, i = k < NEAR_HEADLINE ? from + step : from - step;
        struct html_names names = { .count = 0 };
        if (i < page->block_count && may_be_byline(page, pick, i) &&
            read_byline(scratch, page, i, outlet, &names) && names.best > best->best)
            *best = names;
    }
}

static void set_authors(struct arena *keep, struct article *a, const struct html_names *names)
{
    a->authors = (struct spans){ arena_new(keep, struct span, names->count), names->count };
    for (unsigned i = 0; i < names->count; i++)
        a->authors.at[i] = arena_copy(keep, names->at[i]);
}

/* Where the page tells machines only of an outlet, or of nobody, its readers may be told a person. */
static void choose_authors(struct arena *keep, struct arena scratch, const struct html_page *page,
                           const struct html_pick *pick, const struct html_meta *meta, struct article *a)
{
    struct html_names printed = { .count = 0 };
    if (meta->authors.best < NAME_HANDLE)
        find_names(scratch, page, pick, meta->outlet, &printed);
    set_authors(keep, a, printed.best > meta->authors.best ? &printed : &meta->authors);
}

/* The line that names the first author. */
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

/* A cut more, in the order of places. */
static void insert_cut(struct arena *keep, struct article *a, struct cut cut)
{
    struct cut *cuts = arena_new(keep, struct cut, a->cuts.count + 1);
    uint32_t place = 0;
    for (; place < a->cuts.count && a->cuts.at[place].at.from <= cut.at.from; place++)
        cuts[place] = a->cuts.at[place];
    cuts[place] = cut;
    for (uint32_t i = place; i < a->cuts.count; i++)
        cuts[i + 1] = a->cuts.at[i];
    a->cuts = (struct cuts){ cuts, a->cuts.count + 1 };
}

/* "KYIV, April 3 (Reuters) - " stays in the text, but its paragraph begins behind it. */
static void take_dateline(struct arena *keep, struct arena scratch, struct article *a)
{
    uint32_t first = 0;
    while (first < a->blocks.count && a->blocks.at[first].kind != BLOCK_PARAGRAPH)
        first++;
    if (first == a->blocks.count)
        return;
    struct block *block = &a->blocks.at[first];
    struct head_dateline line;
    if (!head_dateline(scratch, mark_span(a->text, block->at), &line) || block->at.from + line.end >= block->at.to)
        return;
    a->dateline = arena_copy(keep, line.place);
    a->credit = arena_copy(keep, line.credit);
    a->agency = arena_copy(keep, line.agency);
    struct mark at = mark_trim(a->text, (struct mark){ block->at.from, block->at.from + line.end });
    block->at = mark_trim(a->text, (struct mark){ block->at.from + line.end, block->at.to });
    insert_cut(keep, a, (struct cut){ at, CUT_DATELINE, mark_span(a->text, at) });
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

/* ---- all of them ---- */

static void fill_from_meta(struct arena *keep, struct article *a, const struct html_meta *meta)
{
    a->title = arena_copy(keep, meta->title);
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

void html_field_fill(struct arena *keep, struct arena scratch, const struct html_page *page,
                     const struct html_pick *pick, const struct html_meta *meta, struct article *a)
{
    take_dateline(keep, scratch, a);
    fill_from_meta(keep, a, meta);
    choose_authors(keep, scratch, page, pick, meta, a);
    fill_from_text(keep, page, pick, a);
    find_credit(keep, scratch, a);
}
