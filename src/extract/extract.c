#include "extract/extract.h"

#include "extract/head.h"
#include "extract/html.h"
#include "extract/plain.h"
#include "extract/record.h"
#include "text/charset.h"
#include "text/language.h"
#include "text/utf8.h"

enum { CORRECTIONS_MAX = 16 };

/* What the raw document knows fills what its bytes did not say. */
static void take_over(const struct raw_document *raw, struct article *article)
{
    article->file = raw->name;
    if (!article->id.len)
        article->id = raw->id;
    if (!article->url.len)
        article->url = raw->url;
    if (!when_known(article->seen))
        article->seen = raw->seen;
}

/* A record without an id is named after its file and line. */
static void name_record(struct arena *keep, const struct raw_document *raw, struct article *article)
{
    struct span name = raw->name;
    for (size_t at = name.len; at > 0; at--)
        if (name.at[at - 1] == '/') {
            name = span_from(name, at);
            break;
        }
    if (!article->id.len)
        article->id = arena_printf(keep, "%.*s:%u", (int)name.len, name.at, raw->line);
}

static bool is_noted(const struct article *article, struct span note)
{
    for (uint32_t i = 0; i < article->corrections.count; i++)
        if (span_find(article->corrections.at[i], note, 0) != SPAN_NONE)
            return true;
    return false;
}

/* Notes of corrections that stand in the text join those that were told. */
static void gather_corrections(struct arena *keep, struct article *article)
{
    uint32_t room = article->corrections.count;
    for (uint32_t i = 0; i < article->cuts.count && room < CORRECTIONS_MAX; i++)
        room += article->cuts.at[i].why == CUT_CORRECTION;
    struct spans told = article->corrections;
    article->corrections = (struct spans){ arena_new(keep, struct span, room), 0 };
    for (uint32_t i = 0; i < told.count; i++)
        article->corrections.at[article->corrections.count++] = told.at[i];
    for (uint32_t i = 0; i < article->cuts.count && article->corrections.count < room; i++)
        if (article->cuts.at[i].why == CUT_CORRECTION && !is_noted(article, article->cuts.at[i].words))
            article->corrections.at[article->corrections.count++] = article->cuts.at[i].words;
}

static void finish(struct arena *keep, struct arena scratch, struct article *article)
{
    gather_corrections(keep, article);
    if (!article->language.len)
        article->language = language_guess(article->text.len ? article->text : article->title);
    if (!article->agency.len && article->credit.len)
        article->agency = head_agency_in(scratch, article->credit);
    if (article->outlet.len && head_agency(scratch, article->outlet).len) {
        article->flags |= ARTICLE_AGENCY;
        if (!article->agency.len)
            article->agency = head_agency(scratch, article->outlet);
    }
    if (!article->blocks.count)
        article->flags |= ARTICLE_STUB;
}

static void extract_text(struct arena *keep, struct arena scratch, const struct raw_document *raw,
                         struct article *article)
{
    bool plain = utf8_is_valid(raw->bytes);
    article->text = !raw->bytes.len ? SPAN("") : plain ? raw->bytes : charset_decode(keep, raw->bytes, raw->charset);
    plain_extract(keep, scratch, article);
}

/* What a page says besides its body counts less than the record's own members. */
static void overlay(struct article *page, const struct article *record)
{
#define PREFER(member) if (record->member.len) page->member = record->member
    PREFER(id);
    PREFER(url);
    PREFER(canonical_url);
    PREFER(outlet);
    PREFER(lede);
    PREFER(byline);
    PREFER(dateline);
    PREFER(credit);
    PREFER(agency);
    PREFER(language);
    PREFER(section);
    PREFER(extra);
#undef PREFER
    if (record->title.len && !span_equal(page->title, record->title)) {
        page->title = record->title;
        page->title_at = (struct mark){ 0, 0 };
    }
    if (record->corrections.count)
        page->corrections = record->corrections;
    page->flags |= record->flags;
    if (record->authors.count)
        page->authors = record->authors;
    if (when_known(record->published)) {
        page->published = record->published;
        page->published_text = record->published_text;
    }
    if (when_known(record->modified))
        page->modified = record->modified;
    if (when_known(record->seen))
        page->seen = record->seen;
}

/* Every line that says something is a block; the headline is known where it is the first of them. */
static struct blocks line_blocks(struct arena *keep, struct article *article)
{
    struct span text = article->text;
    size_t lines = 1, end;
    for (size_t at = 0; (at = span_find_byte(text, '\n', at)) != SPAN_NONE; at++)
        lines++;
    struct blocks blocks = { arena_new(keep, struct block, lines), 0 };
    for (size_t from = 0; from < text.len; from = end + 1) {
        end = span_find_byte(text, '\n', from);
        end = end == SPAN_NONE ? text.len : end;
        struct mark at = mark_trim(text, (struct mark){ (uint32_t)from, (uint32_t)end });
        bool title = !blocks.count && article->title.len && span_equal(mark_span(text, at), article->title);
        if (title)
            article->title_at = at;
        if (mark_length(at))
            blocks.at[blocks.count++] = (struct block){ at, title ? BLOCK_TITLE : BLOCK_PARAGRAPH };
    }
    return blocks;
}

static bool extract_record(struct arena *keep, struct arena scratch, const struct raw_document *raw, bool brief,
                           struct article *article, struct syn_error *error)
{
    struct span html;
    if (!record_read(keep, scratch, raw, article, &html, error))
        return false;
    if (html.len) {
        struct raw_document page = *raw;
        struct article record = *article;
        page.kind = RAW_HTML;
        page.bytes = html;
        page.charset = SPAN("utf-8");
        page.url = record.url;
        *article = (struct article){ 0 };
        html_extract(keep, scratch, &page, article);
        overlay(article, &record);
    } else if (brief) {
        article->blocks = line_blocks(keep, article);
    } else {
        plain_extract(keep, scratch, article);
    }
    name_record(keep, raw, article);
    return true;
}

static bool extract(struct arena *keep, struct arena scratch, const struct raw_document *raw, bool brief,
                    struct article *article, struct syn_error *error)
{
    *article = (struct article){ 0 };
    switch (raw->kind) {
    case RAW_TEXT:
        extract_text(keep, scratch, raw, article);
        break;
    case RAW_HTML:
        html_extract(keep, scratch, raw, article);
        break;
    case RAW_RECORD:
        if (!extract_record(keep, scratch, raw, brief, article, error))
            return false;
        break;
    }
    take_over(raw, article);
    finish(keep, scratch, article);
    return true;
}

bool extract_article(struct arena *keep, struct arena scratch, const struct raw_document *raw,
                     struct article *article, struct syn_error *error)
{
    return extract(keep, scratch, raw, false, article, error);
}

bool extract_brief(struct arena *keep, struct arena scratch, const struct raw_document *raw,
                   struct article *article, struct syn_error *error)
{
    return extract(keep, scratch, raw, true, article, error);
}
