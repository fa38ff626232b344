/* The order of this file: what a paragraph is, the head of the text, its tail, headings, and the way out. */
#include "extract/plain.h"

#include "base/hash.h"
#include "base/map.h"
#include "extract/furniture.h"
#include "extract/head.h"
#include "extract/paragraph.h"
#include "text/language.h"
#include "text/normal.h"
#include "text/utf8.h"

enum {
    HEAD_PARAGRAPHS = 14,    /* the head is looked for in so many */
    PROSE_WORDS = 22,        /* a paragraph of so many begins the report for sure */
    SENTENCE_WORDS = 8,      /* one that ends as a sentence and has so many may begin it */
    TITLE_WORDS = 30, TITLE_BYTES = 260,
    HEADING_WORDS = 14, HEADING_BYTES = 120,
    STUB_WORDS = 60, WALLED_WORDS = 150,
    REPEATED_WORDS = 4,
    CREDIT_BYTES = 80,
    DATE_BLOCKS = 5, DATE_BYTES = 80   /* a date line stands among so many blocks, and has so many bytes */
};

struct plain {
    struct article *article;
    struct arena *keep;
    struct arena scratch;
    struct span text;
    struct paragraphs list;
    struct furniture_block *judged;   /* one a paragraph */
    uint8_t *kind;                    /* enum block_kind of each */
    uint32_t *from, *to;              /* what is left of each when a dateline or a credit is cut off */
    size_t title;                     /* its paragraph; SPAN_NONE where there is none */
    struct cuts inner;                /* datelines and credits within paragraphs */
};

static struct span words_of(const struct plain *p, size_t i) { return mark_span(p->text, p->list.at[i].at); }

static bool is_prose(const struct plain *p, size_t i)
{
    const struct paragraph *one = &p->list.at[i];
    return one->sign != PARAGRAPH_BULLET && one->words >= PROSE_WORDS;
}

static bool is_sentence(const struct plain *p, size_t i)
{
    const struct paragraph *one = &p->list.at[i];
    return one->sign != PARAGRAPH_BULLET && one->sentence_end && one->words >= SENTENCE_WORDS;
}

/* ---- the head: title, byline, date */
static bool reads_like_headline(const struct plain *p, size_t i)
{
    const struct paragraph *one = &p->list.at[i];
    struct span s = words_of(p, i);
    if (one->sign == PARAGRAPH_BULLET || one->sign == PARAGRAPH_QUOTED || one->words < 2 || one->words > TITLE_WORDS)
        return false;
    bool stops = span_ends(s, SPAN(".")) && !span_ends(s, SPAN("..."));
    bool opens = span_ends(s, SPAN(":")) || span_ends(s, SPAN(",")) || span_ends(s, SPAN(";"));
    return s.len <= TITLE_BYTES && !stops && !opens && span_find(s, SPAN("://"), 0) == SPAN_NONE;
}

static bool same_words(struct arena scratch, struct span a, struct span b)
{
    return span_equal(text_plain(&scratch, a), text_plain(&scratch, b));
}

static bool take_byline(struct plain *p, size_t i)
{
    struct head_byline byline;
    struct article *article = p->article;
    if (!head_byline(p->keep, p->scratch, words_of(p, i), &byline))
        return false;
    p->judged[i].why = CUT_BYLINE;
    if (!article->byline.len)
        article->byline = words_of(p, i);
    if (!article->authors.count)
        article->authors = byline.authors;
    if (byline.agency.len && !article->agency.len) {
        article->agency = byline.agency;
        article->credit = article->credit.len ? article->credit : byline.agency;
    }
    struct timestamp date;
    struct mark at;
    if (!when_known(article->published) && timestamp_find(words_of(p, i), &date, &at)) {
        article->published = head_when(&date);
        article->published_text = mark_span(words_of(p, i), at);
    }
    return true;
}

static bool take_date(struct plain *p, size_t i)
{
    struct head_date date;
    struct article *article = p->article;
    if (!head_date(p->scratch, words_of(p, i), &date))
        return false;
    p->judged[i].why = CUT_DATELINE;
    if (!when_known(article->published) && when_known(date.published)) {
        article->published = date.published;
        article->published_text = date.published_text;
    }
    if (!when_known(article->modified))
        article->modified = date.modified;
    return true;
}

static void keep_dateline(struct article *article, const struct head_dateline *found)
{
    article->dateline = article->dateline.len ? article->dateline : found->place;
    article->credit = article->credit.len ? article->credit : found->credit;
    article->agency = article->agency.len ? article->agency : found->agency;
    if (!when_known(article->published))
        article->published = found->published;
}

/* A dateline that is a paragraph by itself. */
static bool take_dateline(struct plain *p, size_t i)
{
    struct head_dateline found;
    struct article *article = p->article;
    if (!head_dateline(p->scratch, words_of(p, i), &found) || found.end < words_of(p, i).len)
        return false;
    p->judged[i].why = CUT_DATELINE;
    keep_dateline(article, &found);
    return true;
}

static bool take_credit(struct plain *p, size_t i)
{
    struct span agency;
    if (!head_credit(p->scratch, words_of(p, i), &agency))
        return false;
    p->judged[i].why = CUT_CREDIT;
    if (!p->article->credit.len)
        p->article->credit = words_of(p, i);
    if (!p->article->agency.len)
        p->article->agency = agency;
    return true;
}

/* A name by itself is a byline where a date stands next to it; "By" and a name also right under the title. */
static bool take_bare_name(struct plain *p, size_t i)
{
    bool by;
    struct head_date date;
    if (p->title == SPAN_NONE)
        return false;
    struct span name = head_bare_name(p->scratch, words_of(p, i), &by);
    bool dated = name.len && ((i && p->judged[i - 1].why == CUT_DATELINE) ||
                              (i + 1 < p->list.count && head_date(p->scratch, words_of(p, i + 1), &date)));
    if (!name.len || (!dated && !(by && i == p->title + 1)))
        return false;
    p->judged[i].why = CUT_BYLINE;
    if (!p->article->byline.len)
        p->article->byline = words_of(p, i);
    if (!p->article->authors.count) {
        p->article->authors = (struct spans){ arena_new(p->keep, struct span, 1), 1 };
        p->article->authors.at[0] = name;
    }
    return true;
}

static void set_title(struct plain *p, size_t i)
{
    p->title = i;
    p->kind[i] = BLOCK_TITLE;
    p->article->title_at = p->list.at[i].at;
    if (!p->article->title.len)
        p->article->title = words_of(p, i);
}

/* A headline is followed by something that is no headline's other line only. */
static bool has_report_behind(const struct plain *p, size_t i)
{
    for (size_t next = i + 1; next < p->list.count && next < i + HEAD_PARAGRAPHS; next++)
        if (is_prose(p, next) || is_sentence(p, next))
            return true;
    return false;
}

static void take_headline(struct plain *p, size_t i)
{
    struct article *article = p->article;
    if (p->title != SPAN_NONE && same_words(p->scratch, words_of(p, p->title), words_of(p, i))) {
        p->judged[i].why = CUT_REPEATED;
        return;
    }
    bool given = article->title.len > 0;
    if (p->title == SPAN_NONE && given && same_words(p->scratch, article->title, words_of(p, i)))
        set_title(p, i);
    else if (p->title == SPAN_NONE && !given && has_report_behind(p, i))
        set_title(p, i);
}

/* The line under the title is a lede where the head goes on behind it: what is no sentence, or stands
 * before the byline. */
static void find_lede(struct plain *p)
{
    size_t i = p->title + 1;
    while (i < p->list.count && p->judged[i].why == CUT_REPEATED)
        i++;
    if (p->title == SPAN_NONE || i + 1 >= p->list.count || p->judged[i].why != CUT_NONE || p->article->lede.len)
        return;
    bool head_goes_on = p->judged[i + 1].why == CUT_BYLINE || p->judged[i + 1].why == CUT_DATELINE;
    bool line =
        reads_like_headline(p, i) && !p->list.at[i].sentence_end && is_prose(p, i + 1) && p->list.at[i].words >= 6;
    if (p->list.at[i].words <= 60 && p->list.at[i].words >= 4 && (head_goes_on || line)) {
        p->kind[i] = BLOCK_LEDE;
        p->article->lede = words_of(p, i);
    }
}

static void read_head(struct plain *p)
{
    size_t end = p->list.count < HEAD_PARAGRAPHS ? p->list.count : HEAD_PARAGRAPHS;
    for (size_t i = 0; i < end; i++) {
        if (take_byline(p, i) || take_date(p, i) || take_credit(p, i) || take_dateline(p, i))
            continue;
        if (p->title != SPAN_NONE && take_bare_name(p, i))
            continue;
        if (is_prose(p, i) && !(i == 0 && reads_like_headline(p, i)))
            break;
        bool settled = p->title != SPAN_NONE && i > p->title + 1 && is_sentence(p, i);
        if (settled)
            break;
        /* A caption or a kicker's furniture is no headline. */
        struct furniture_block alone = { .text = words_of(p, i), .kind = p->kind[i] };
        furniture_mark(p->scratch, &alone, 1, p->article->language);
        if (alone.why == CUT_NONE && reads_like_headline(p, i))
            take_headline(p, i);
        else if (p->title == SPAN_NONE && alone.why == CUT_NONE && is_sentence(p, i))
            break;
    }
    find_lede(p);
}

/* A date by itself among the first blocks belongs to the head, wherever it stands; where there are more of them
 * they head the parts of a chronicle. */
static void read_late_date(struct plain *p)
{
    size_t found = SPAN_NONE;
    unsigned blocks = 0;
    for (size_t i = 0; i < p->list.count; i++) {
        struct head_date date;
        struct span s = words_of(p, i);
        if (p->judged[i].why != CUT_NONE || i == p->title)
            continue;
        bool is_date = s.len <= DATE_BYTES && p->kind[i] == BLOCK_PARAGRAPH && head_date(p->scratch, s, &date);
        if (is_date && found != SPAN_NONE)
            return;
        if (is_date && blocks < DATE_BLOCKS)
            found = i;
        else if (is_date)
            return;
        blocks++;
    }
    if (found != SPAN_NONE)
        take_date(p, found);
}

/* ---- datelines and credits within paragraphs */
static void add_inner_cut(struct plain *p, struct mark at, uint8_t why)
{
    p->inner.at[p->inner.count++] = (struct cut){ at, why, mark_span(p->text, at) };
}

static void read_dateline(struct plain *p)
{
    for (size_t i = 0; i < p->list.count && i < HEAD_PARAGRAPHS; i++) {
        struct head_dateline found;
        if (p->judged[i].why != CUT_NONE || p->kind[i] != BLOCK_PARAGRAPH || p->list.at[i].words < SENTENCE_WORDS)
            continue;
        if (!head_dateline(p->scratch, words_of(p, i), &found))
            continue;
        uint32_t from = p->list.at[i].at.from;
        add_inner_cut(p, mark_trim(p->text, (struct mark){ from, from + found.end }), CUT_DATELINE);
        p->from[i] = from + found.end;
        keep_dateline(p->article, &found);
        return;
    }
}

/* "... on Tuesday. (AFP)": an agency in brackets or behind a dash ends one of the last paragraphs. */
static bool read_end_credit(struct plain *p, size_t i)
{
    struct span s = words_of(p, i);
    size_t open = s.len;
    size_t least = s.len > CREDIT_BYTES ? s.len - CREDIT_BYTES : 0;
    while (open > least && s.at[open - 1] != '(' && s.at[open - 1] != '[')
        open--;
    if (open <= least + 1 || (!span_ends(s, SPAN(")")) && !span_ends(s, SPAN("]"))))
        return false;
    struct span before = span_trim(span_cut(s, 0, open - 1));
    struct span agency = head_agency_in(p->scratch, span_from(s, open));
    if (!agency.len || !paragraph_ends_sentence(before))
        return false;
    struct mark at = { p->list.at[i].at.from + (uint32_t)open - 1, p->list.at[i].at.to };
    add_inner_cut(p, at, CUT_CREDIT);
    p->to[i] = at.from;
    if (!p->article->credit.len)
        p->article->credit = span_cut(s, open, s.len - 1);
    if (!p->article->agency.len)
        p->article->agency = agency;
    return true;
}

/* ---- the tail */
static void read_tail(struct plain *p)
{
    unsigned looked = 0;
    for (size_t i = p->list.count; i-- > 0 && looked < 6;) {
        if (p->judged[i].why == CUT_NONE && (p->title == SPAN_NONE || i > p->title) && !take_credit(p, i)) {
            looked++;
            if (p->list.at[i].words >= SENTENCE_WORDS && read_end_credit(p, i))
                return;
        }
    }
}

/* Only a link that is said to lead to the original is the article's own. */
static void read_source_link(struct plain *p)
{
    for (size_t i = 0; i < p->list.count && !p->article->url.len; i++) {
        struct span s = words_of(p, i);
        size_t at = span_find(s, SPAN("http"), 0), end = at;
        bool told = at != SPAN_NONE && (at > 2 || (i && p->judged[i - 1].why == CUT_SOURCE_LINK));
        if (p->judged[i].why != CUT_SOURCE_LINK || !told)
            continue;
        while (end < s.len && !byte_is_blank(s.at[end]) && !memchr(">)]\"", s.at[end], 4))
            end++;
        struct span address = span_cut(s, at, end);
        if (span_find(address, SPAN("://"), 0) != SPAN_NONE)
            p->article->url = address;
    }
}

static void read_cut_credits(struct plain *p)
{
    for (size_t i = 0; i < p->list.count; i++) {
        if (p->judged[i].why != CUT_CREDIT)
            continue;
        if (!p->article->credit.len)
            p->article->credit = words_of(p, i);
        if (!p->article->agency.len)
            p->article->agency = head_agency_in(p->scratch, words_of(p, i));
    }
}

/* ---- what stands twice */
static void cut_repeated(struct plain *p)
{
    struct map seen = map_in(&p->scratch, p->list.count);
    for (size_t i = 0; i < p->list.count; i++) {
        bool is_new;
        if (p->judged[i].why != CUT_NONE || p->list.at[i].words < REPEATED_WORDS)
            continue;
        struct arena inner = p->scratch;
        uint64_t key = hash_span(text_fold(&inner, words_of(p, i)));
        map_at(&seen, key, &is_new);
        if (!is_new)
            p->judged[i].why = CUT_REPEATED;
    }
}

/* ---- headings */
static bool reads_like_heading(const struct plain *p, size_t i)
{
    const struct paragraph *one = &p->list.at[i];
    struct span s = words_of(p, i);
    if (one->sign == PARAGRAPH_HEADING)
        return true;
    /* What ends in a colon or a comma leads on to what follows. */
    size_t end = s.len;
    while (end > 0 && memchr("\"')]*", s.at[end - 1], 5))
        end--;
    if (!one->words || (end && memchr(":,;", s.at[end - 1], 3)))
        return false;
    if (one->sign != PARAGRAPH_PLAIN || one->words > HEADING_WORDS || s.len > HEADING_BYTES)
        return false;
    return !one->sentence_end || span_ends(s, SPAN("?"));
}

/* A heading stands between what is read: not first, not last, and prose follows it. */
static void find_headings(struct plain *p)
{
    bool read_before = false;
    size_t last = SPAN_NONE;
    for (size_t i = 0; i < p->list.count; i++) {
        if (p->judged[i].why != CUT_NONE || p->kind[i] == BLOCK_TITLE)
            continue;
        if (last != SPAN_NONE && p->kind[i] == BLOCK_PARAGRAPH &&
            (p->list.at[i].words >= SENTENCE_WORDS || p->list.at[i].sentence_end))
            p->kind[last] = BLOCK_HEADING;
        last = SPAN_NONE;
        if (p->kind[i] == BLOCK_PARAGRAPH && (read_before || p->title != SPAN_NONE || p->list.at[i].sign) &&
            reads_like_heading(p, i))
            last = i;
        read_before = true;
    }
}

/* ---- the way out */
static void put_blocks(struct plain *p)
{
    struct article *article = p->article;
    article->blocks = (struct blocks){ arena_new(p->keep, struct block, p->list.count), 0 };
    article->cuts = (struct cuts){ arena_new(p->keep, struct cut, p->list.count + p->inner.count), 0 };
    for (size_t i = 0; i < p->list.count; i++) {
        struct mark at = { p->from[i], p->to[i] };
        if (p->judged[i].why != CUT_NONE) {
            at = p->list.at[i].at;
            article->cuts.at[article->cuts.count++] = (struct cut){ at, p->judged[i].why, mark_span(p->text, at) };
            continue;
        }
        at = paragraph_trim(p->text, at);
        for (uint32_t k = 0; k < p->inner.count; k++)
            if (p->inner.at[k].at.from == p->list.at[i].at.from)
                article->cuts.at[article->cuts.count++] = p->inner.at[k];
        if (mark_length(at) && p->list.at[i].words)
            article->blocks.at[article->blocks.count++] = (struct block){ at, p->kind[i] };
        for (uint32_t k = 0; k < p->inner.count; k++)
            if (p->inner.at[k].at.from == p->to[i] && p->to[i] != p->list.at[i].at.to)
                article->cuts.at[article->cuts.count++] = p->inner.at[k];
    }
}

static void weigh(struct plain *p)
{
    uint32_t words = 0;
    bool walled = false;
    for (size_t i = 0; i < p->list.count; i++) {
        walled |= p->judged[i].why == CUT_PAYWALL;
        if (p->judged[i].why == CUT_NONE && p->kind[i] != BLOCK_TITLE)
            words += p->list.at[i].words;
    }
    if (words < STUB_WORDS || (walled && words < WALLED_WORDS))
        p->article->flags |= ARTICLE_STUB;
    p->article->confidence = words < STUB_WORDS ? 0.5f : 0.9f;
}

static void prepare(struct plain *p)
{
    size_t count = p->list.count;
    p->judged = arena_new(&p->scratch, struct furniture_block, count);
    p->kind = arena_new(&p->scratch, uint8_t, count);
    p->from = arena_new(&p->scratch, uint32_t, count);
    p->to = arena_new(&p->scratch, uint32_t, count);
    p->inner.at = arena_new(&p->scratch, struct cut, 2);
    for (size_t i = 0; i < count; i++) {
        uint8_t sign = p->list.at[i].sign;
        p->kind[i] = sign == PARAGRAPH_BULLET   ? BLOCK_LIST_ITEM
                     : sign == PARAGRAPH_QUOTED ? BLOCK_QUOTE
                                                : BLOCK_PARAGRAPH;
        p->judged[i] = (struct furniture_block){ .text = words_of(p, i), .kind = p->kind[i] };
        p->from[i] = p->list.at[i].at.from;
        p->to[i] = p->list.at[i].at.to;
    }
}

/* The title is no furniture, whatever words it has: it is shown to the judge as cut already. */
static void cut_furniture(struct plain *p)
{
    if (p->title != SPAN_NONE)
        p->judged[p->title].why = CUT_TITLE;
    furniture_mark(p->scratch, p->judged, p->list.count, p->article->language);
    if (p->title != SPAN_NONE)
        p->judged[p->title].why = CUT_NONE;
}

void plain_extract(struct arena *keep, struct arena scratch, struct article *article)
{
    struct plain p = {.article = article, .keep = keep, .scratch = scratch, .text = article->text, .title = SPAN_NONE};
    if (!article->language.len)
        article->language = language_guess(p.text);
    p.list = paragraph_split(&p.scratch, *keep, p.text);
    prepare(&p);
    read_head(&p);
    read_late_date(&p);
    cut_furniture(&p);
    read_tail(&p);
    cut_repeated(&p);
    read_dateline(&p);
    read_source_link(&p);
    read_cut_credits(&p);
    find_headings(&p);
    put_blocks(&p);
    weigh(&p);
}
