#include "extract/html_field.h"

#include "extract/credit_phrase.h"
#include "extract/furniture.h"
#include "extract/head.h"
#include "extract/html_wording.h"
#include "tables/credit_phrase.h"
#include "text/language.h"
#include "text/timestamp.h"
#include "text/utf8.h"

enum {
    LEDE_WORDS = 6,          /* a standfirst has no fewer */
    DESCRIPTION_MAX = 2000,  /* bytes of a page's description that are looked at */
    NEAR_TEXT = 6,           /* blocks above the text that may be a date */
    NEAR_HEADLINE = 12,      /* blocks before and after it in which a printed date is looked for */
    PRINTED_DATE_MAX = 200,  /* bytes of such a block */
    BEGIN_MAX = 40,          /* of a text that may be a date */
    BEHIND_TEXT = 6,         /* blocks behind the text that may be a date */
    FIRST_YEAR = 1993, LAST_YEAR = 2100,   /* of pages */
    DAY = 24 * 3600,
    WALLED_TEXT = 1400,      /* bytes of a text that may have been cut off */
    CORRECTION_BLOCKS = 4,   /* at the text's end that may be notes of corrections */
    STAMPED = 600,           /* seconds between two stamps of one save */
    ALONE_WORDS = 4,         /* of a line that is a date */
    BYLINE_WORDS = 25,       /* of a block that may be a byline */
    SHORT_BYLINE_WORDS = 10, /* of one that is read as text */
    PLAIN_WORDS = 7,         /* of a byline without a date whose name may be any */
    NAME_WORDS = 5,          /* of a block that is a name alone */
    CREDIT_LINE_MAX = 200,   /* bytes of a line that says whose work the report is */
    CREDIT_BLOCKS = 3,       /* blocks at the text's end that may be one */
    CREDIT_CUTS = 40,        /* cuts that may be */
    CREDIT_MAX = 80,         /* bytes of a line that names an agency */
    GUESS_BYTES = 200        /* language is guessed from no less */
};

/* ---- dates ---- */

/* Where a date was found, and what it says. */
struct dated { struct timestamp time; struct span text; };

static bool is_sane(const struct timestamp *t)
{
    return t->year >= FIRST_YEAR && t->year <= LAST_YEAR && t->precision >= TIMESTAMP_DAY;
}

/* Whether nothing around a line says that its date is another one's: that of a comment, surely, or that of a link
 * or a picture. */
static bool is_of_article(const struct html_page *page, uint32_t block, bool surely)
{
    const uint64_t never = html_bit(HINT_COMMENT);
    const uint64_t maybe = html_bit(HINT_RELATED) | html_bit(HINT_NAV) | html_bit(HINT_CAPTION);
    const struct html_node *node = &page->nodes[page->blocks[block].node];
    if (node->hints & never)
        return false;
    return !surely || !(node->hints & maybe || node->places & (html_bit(IN_NAV) | html_bit(IN_CAPTION)));
}

static bool is_change(struct arena scratch, struct span line)
{
    struct head_date date;
    return head_date(scratch, line, &date) && !when_known(date.published);
}

/* A date in the line of one block. */
static bool read_printed(struct arena scratch, const struct html_page *page, uint32_t block, bool changes,
                         struct dated *out)
{
    struct mark at;
    struct span line = html_block_text(page, block);
    if (line.len > PRINTED_DATE_MAX || !is_of_article(page, block, !changes) || !timestamp_find(line, &out->time, &at) ||
        !is_sane(&out->time) || (!changes && is_change(scratch, line)))
        return false;
    out->text = mark_span(line, at);
    return true;
}

/* The datetime, or the words, of what the page marks as a date. */
static bool read_marked(struct arena scratch, const struct html_page *page, const struct html_note *note,
                        bool changes, struct dated *out)
{
    struct mark at;
    struct span words = mark_span(page->text, note->words);
    out->text = note->value.len ? note->value : span_cut(words, 0, PRINTED_DATE_MAX);
    bool found = timestamp_parse(out->text, &out->time);
    if (!found && timestamp_find(out->text, &out->time, &at)) {
        out->text = mark_span(out->text, at);
        found = true;
    }
    return found && is_sane(&out->time) && note->block < page->block_count &&
           is_of_article(page, note->block, !changes) &&
           (changes || !is_change(scratch, html_block_text(page, note->block)));
}

/* The first date marked below the headline, else the last marked above it. */
static bool find_marked(struct arena scratch, const struct html_page *page, uint32_t headline, bool changes,
                        bool below, struct dated *out)
{
    bool above = false;
    for (uint32_t i = 0; i < page->note_count; i++) {
        const struct html_note *note = &page->notes[i];
        struct dated date;
        if (note->kind != NOTE_TIME || note->block > headline + NEAR_HEADLINE || note->block + NEAR_HEADLINE < headline ||
            (above && note->block < headline - NEAR_HEADLINE / 2) || !read_marked(scratch, page, note, changes, &date))
            continue;
        if (below && note->block < headline)
            continue;
        *out = date;
        if (note->block >= headline)
            return true;
        above = true;
    }
    return above;
}

/* The first date printed below the headline, else the first above it. */
static bool find_printed(struct arena scratch, const struct html_page *page, uint32_t headline, bool changes,
                         bool below, struct dated *out)
{
    for (uint32_t k = 0; k < (below ? 1 : 2) * NEAR_HEADLINE; k++) {
        uint32_t step = k % NEAR_HEADLINE + 1, i = k < NEAR_HEADLINE ? headline + step : headline - step;
        if (i < page->block_count && read_printed(scratch, page, i, changes, out))
            return true;
    }
    return false;
}

/* "29.11.2022 - The council ...": a date that begins the text; and one that stands by itself behind its end. */
static bool find_at_ends(struct arena scratch, const struct html_page *page, const struct html_pick *pick,
                         struct dated *out)
{
    uint32_t first = 0, last = page->block_count;
    while (first < page->block_count && pick->verdict[first] != HTML_READ)
        first++;
    if (first == page->block_count)
        return false;
    struct mark at;
    struct span begin = span_cut(html_block_text(page, first), 0, BEGIN_MAX);
    if (timestamp_find(begin, &out->time, &at) && at.from <= 2 && is_sane(&out->time)) {
        out->text = mark_span(begin, at);
        return true;
    }
    while (last > first && pick->verdict[last - 1] != HTML_READ)
        last--;
    for (uint32_t i = last; i < page->block_count && i < last + BEHIND_TEXT; i++) {
        struct head_date date;
        if (head_date(scratch, html_block_text(page, i), &date) && read_printed(scratch, page, i, true, out))
            return true;
    }
    return false;
}

/* The day that all marked dates of the page agree on, wherever they stand. */
static bool find_only_marked(struct arena scratch, const struct html_page *page, struct dated *out)
{
    bool found = false;
    for (uint32_t i = 0; i < page->note_count; i++) {
        struct dated date;
        if (page->notes[i].kind != NOTE_TIME || !read_marked(scratch, page, &page->notes[i], true, &date))
            continue;
        bool same = date.time.year == out->time.year && date.time.month == out->time.month && date.time.day == out->time.day;
        if (found && !same)
            return false;
        *out = found ? *out : date;
        found = true;
    }
    return found;
}

/* A date in the first block that is read, or above it: for pages whose headline is far away, or none. */
static bool find_above_text(struct arena scratch, const struct html_page *page, const struct html_pick *pick,
                            struct dated *out)
{
    uint32_t first = 0;
    while (first < page->block_count && pick->verdict[first] != HTML_READ)
        first++;
    for (uint32_t step = 0; first < page->block_count && step <= NEAR_TEXT && step <= first; step++)
        if (read_printed(scratch, page, first - step, true, out))
            return true;
    return false;
}

static bool find_in_page(struct arena scratch, const struct html_page *page, const struct html_pick *pick, bool below,
                         struct dated *out)
{
    uint32_t headline = pick->headline == HTML_NO_BLOCK ? 0 : pick->headline;
    for (int changes = 0; changes < 2; changes++)
        if (find_marked(scratch, page, headline, changes, below, out) ||
            find_printed(scratch, page, pick->headline, changes, below, out))   /* without one, from block 0 on */
            return true;
    return !below && (find_at_ends(scratch, page, pick, out) || find_above_text(scratch, page, pick, out) ||
                      find_only_marked(scratch, page, out));
}

/* A date right below the headline that has a line of its own. */
static bool find_alone(struct arena scratch, const struct html_page *page, uint32_t headline, struct dated *out)
{
    for (uint32_t i = headline + 1; headline != HTML_NO_BLOCK && i < page->block_count && i <= headline + NEAR_HEADLINE; i++)
        if (page->blocks[i].words <= ALONE_WORDS && read_printed(scratch, page, i, false, out))
            return true;
    return false;
}

static void set_published(struct arena *keep, struct article *a, const struct dated *date)
{
    a->published = head_when(&date->time);
    a->published_text = arena_copy(keep, date->text);
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

/* Whether most of the block's wording stands in the page's description, too. */
static bool repeats(const struct map *description, struct span text)
{
    struct html_runs runs = html_wording_known(description, text);
    return runs.all && runs.known[0] * 10 >= runs.all * 6;
}

/* The standfirst: what is named so near the headline, or what stands between it and the text and is the page's
 * description. */
static struct span find_lede(struct arena scratch, const struct html_page *page, const struct html_pick *pick,
                             struct span description)
{
    struct map wording = map_in(&scratch, 0);
    html_wording_learn(&wording, 0, span_cut(description, 0, DESCRIPTION_MAX));
    if (pick->headline == HTML_NO_BLOCK)
        return SPAN("");
    for (uint32_t i = pick->headline + 1; i < page->block_count && i <= pick->headline + NEAR_HEADLINE; i++) {
        const struct html_block *block = &page->blocks[i];
        const struct html_node *node = &page->nodes[block->node];
        bool named = (node->own_hints | page->nodes[node->parent].own_hints | block->inline_hints) & html_bit(HINT_LEAD);
        if (block->words < LEDE_WORDS || block->link_words)
            continue;
        if (named || (pick->verdict[i] != HTML_READ && repeats(&wording, html_block_text(page, i))))
            return html_block_text(page, i);
    }
    return SPAN("");
}

/* ---- a printed byline ---- */

/* Where the names of a byline begin: behind "By", with which it begins, or which stands behind a date. */
static size_t lead_end(struct span line)
{
    struct timestamp time;
    struct mark date = { 0, 0 };
    for (int behind_date = 0; behind_date < 2; behind_date++) {
        struct span word;
        bool led = false;
        size_t end = 0, at = date.to;
        while (span_next_word(line, &at, &word)) {
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

/* "With reporting by Tom Rusk", "Tom Rusk contributed to this report." */
static bool is_credit(struct span line)
{
    struct span rest = line;
    while (rest.len && (rest.at[rest.len - 1] == '.' || rest.at[rest.len - 1] == ')'))
        rest.len--;
    rest = span_from(rest, rest.len && rest.at[0] == '(');
    for (size_t i = 0; line.len <= CREDIT_LINE_MAX && i < credit_phrase_COUNT; i++) {
        struct span phrase = credit_phrase_rows[i].text;
        if (rest.len <= phrase.len)
            continue;
        struct span end = credit_phrase_rows[i].place == CREDIT_BEGIN ? rest : span_from(rest, rest.len - phrase.len);
        if (span_starts_nocase(end, phrase))
            return true;
    }
    return false;
}

/* Such a line stands behind the text, or is its last. */
static struct span find_credit_line(const struct article *a)
{
    for (uint32_t i = a->blocks.count, left = CREDIT_BLOCKS; i-- > 0 && left-- > 0;)
        if (is_credit(mark_span(a->text, a->blocks.at[i].at)))
            return mark_span(a->text, a->blocks.at[i].at);
    for (uint32_t i = a->cuts.count, left = CREDIT_CUTS; i-- > 0 && left-- > 0;)
        if (a->cuts.at[i].why != CUT_CAPTION && is_credit(a->cuts.at[i].words))
            return a->cuts.at[i].words;
    return SPAN("");
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
    if (!a->credit.len) {
        a->credit = find_credit_line(a);
        agency = head_agency_in(scratch, a->credit);
        a->agency = agency.len && !a->agency.len ? arena_copy(keep, agency) : a->agency;
    }
    for (uint32_t i = 0; i < a->authors.count && !a->agency.len && !a->credit.len; i++)
        if ((agency = head_agency(scratch, a->authors.at[i])).len) {
            a->credit = a->authors.at[i];
            a->agency = arena_copy(keep, agency);
        }
}

/* What the page tells machines, unless its readers are told better: some stamp both dates anew whenever a page is
 * saved, and some names of meta tags are used for any date. */
static void choose_published(struct arena *keep, struct arena scratch, const struct html_page *page,
                             const struct html_pick *pick, const struct html_meta *meta, struct article *a)
{
    struct dated date;
    bool known = when_known(a->published);
    bool stamped = known && when_known(a->modified) && !meta->published_is_weak &&
                   a->modified.from - a->published.from < STAMPED && a->published.from - a->modified.from < STAMPED;
    if (!known || meta->published_is_weak) {
        /* A date above the headline may be today's, and is no better than any. */
        if (find_in_page(scratch, page, pick, known && !meta->published_is_marked, &date))
            set_published(keep, a, &date);
    } else if (stamped && find_alone(scratch, page, pick->headline, &date) &&
               timestamp_to(&date.time) + DAY < a->published.from) {
        set_published(keep, a, &date);
    }
    if (!when_known(a->published))
        find_address_date(a->canonical_url, a);
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
    if (!a->dateline.len)
        a->dateline = arena_copy(keep, meta->dateline);
    a->corrections = (struct spans){ arena_new(keep, struct span, meta->corrections.count), meta->corrections.count };
    for (uint32_t i = 0; i < meta->corrections.count; i++)
        a->corrections.at[i] = arena_copy(keep, meta->corrections.at[i]);
}

/* Notes that are read as text, for they stand at its end: they are told as corrections, too. */
static void find_corrections(struct arena *keep, struct arena scratch, struct article *a)
{
    struct furniture_block last[CORRECTION_BLOCKS];
    uint32_t count = a->blocks.count < CORRECTION_BLOCKS ? a->blocks.count : CORRECTION_BLOCKS;
    struct spans notes = { arena_new(keep, struct span, a->corrections.count + CORRECTION_BLOCKS), 0 };
    for (uint32_t i = 0; i < count; i++) {
        const struct block *block = &a->blocks.at[a->blocks.count - count + i];
        last[i] = (struct furniture_block){ mark_span(a->text, block->at), block->kind, 0, CUT_NONE };
    }
    furniture_mark(scratch, last, count, a->language);
    for (uint32_t i = 0; i < a->corrections.count; i++)
        notes.at[notes.count++] = a->corrections.at[i];
    for (uint32_t i = 0; i < count; i++)
        if (last[i].why == CUT_CORRECTION)
            notes.at[notes.count++] = last[i].text;
    a->corrections = notes;
}

/* A page costs money where it says so, and where its text ends soon at a wall. */
static void judge_wall(struct article *a, const struct html_meta *meta)
{
    bool walled = false;
    for (uint32_t i = 0; i < a->cuts.count; i++)
        walled |= a->cuts.at[i].why == CUT_PAYWALL;
    if (meta->is_paid || (walled && a->text.len < WALLED_TEXT))
        a->flags |= ARTICLE_PAID;
    if (walled && a->text.len < WALLED_TEXT)
        a->flags |= ARTICLE_STUB;
}

static void finish_language(struct article *a)
{
    struct span guess = a->text.len >= GUESS_BYTES ? language_guess(a->text) : SPAN("");
    if (guess.len)   /* templates declare "en" for everything */
        a->language = guess;
}

static void fill_from_text(struct arena *keep, struct arena scratch, const struct html_page *page,
                           const struct html_pick *pick, const struct html_meta *meta, struct article *a)
{
    if (!a->title.len && pick->headline != HTML_NO_BLOCK)
        a->title = arena_copy(keep, html_block_text(page, pick->headline));
    a->lede = arena_copy(keep, find_lede(scratch, page, pick, meta->description));
    a->byline = arena_copy(keep, find_byline(page, pick, a->authors));
    finish_language(a);
}

void html_field_fill(struct arena *keep, struct arena scratch, const struct html_page *page,
                     const struct html_pick *pick, const struct html_meta *meta, struct article *a)
{
    take_dateline(keep, scratch, a);
    fill_from_meta(keep, a, meta);
    choose_authors(keep, scratch, page, pick, meta, a);
    fill_from_text(keep, scratch, page, pick, meta, a);
    choose_published(keep, scratch, page, pick, meta, a);
    find_credit(keep, scratch, a);
    find_corrections(keep, scratch, a);
    judge_wall(a, meta);
}
