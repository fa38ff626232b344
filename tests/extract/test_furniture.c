#include "extract/furniture.h"

#include "news/article.h"
#include "tables/furniture.h"
#include "tables/head_word.h"
#include "tables/month.h"
#include "tap.h"
#include "text/normal.h"

static struct region scratch;

/* A phrase that is not folded would never be met. */
static void test_table(void)
{
    size_t bad = 0;
    for (uint32_t i = 0; i < furniture_COUNT; i++) {
        const struct furniture_row *row = &furniture_rows[i];
        struct arena arena = scratch.arena;
        struct span phrase =
            arena_printf(&arena, "%.*s%.*s", (int)row->word.len, row->word.at, (int)row->rest.len, row->rest.at);
        bool good = span_equal(text_fold(&arena, phrase), phrase) && row->word.len &&
                    span_find_byte(row->word, ' ', 0) == SPAN_NONE;
        if (!good)
            printf("# %.*s\n", (int)phrase.len, phrase.at);
        bad += !good;
    }
    for (uint32_t i = 0; i < head_word_COUNT; i++) {
        struct arena arena = scratch.arena;
        bad += !span_equal(text_fold(&arena, head_word_rows[i].key), head_word_rows[i].key);
    }
    for (uint32_t i = 0; i < month_COUNT; i++) {
        struct arena arena = scratch.arena;
        bad += !span_equal(text_fold(&arena, month_rows[i].key), month_rows[i].key);
    }
    check(bad == 0, "every phrase of the tables is folded");
}

static uint8_t judge(const char *text, uint8_t kind, float link_share, struct span language)
{
    struct furniture_block blocks[] = {
        { .text = SPAN("The council of Veltown voted on Monday to close the old bridge for good.") },
        { .text = SPAN("Engineers had called it unsafe for years, and the vote was close.") },
        { .text = span_of(text), .kind = kind, .link_share = link_share },
    };
    furniture_mark(scratch.arena, blocks, 3, language);
    check(blocks[0].why == CUT_NONE && blocks[1].why == CUT_NONE, "the report stays");
    return blocks[2].why;
}

static void test_reasons(void)
{
    static const struct { const char *text; uint8_t why; } cases[] = {
        { "Support our journalism: readers like you keep us going.", CUT_FUNDING },
        { "Read also: Ten bridges, ten stories", CUT_READ_MORE },
        { "Original Source", CUT_SOURCE_LINK },
        { "https://lantern.example/bridge", CUT_SOURCE_LINK },
        { "Photo: Ann Poe", CUT_CAPTION },
        { "The old bridge at dusk. Ann Poe/Getty Images", CUT_CAPTION },
        { "This article was generated automatically.", CUT_PRODUCTION },
        { "Sign up for our newsletter and get the news in your inbox.", CUT_NEWSLETTER },
        { "Facebook Twitter WhatsApp Email", CUT_SHARE },
        { "Follow us on Instagram", CUT_SHARE },
        { "About the author: Jane Roe is a reporter based in Veltown.", CUT_AUTHOR },
        { "(c) 2024 Veltown Lantern. All rights reserved.", CUT_COPYRIGHT },
        { "Tags: bridge, Veltown", CUT_TAGS },
        { "#bridge #veltown", CUT_TAGS },
        { "Leave a comment", CUT_COMMENTS },
        { "ADVERTISEMENT", CUT_ADVERT },
        { "Subscribe to continue reading. Already a subscriber? Log in", CUT_PAYWALL },
        { "Correction: an earlier version of this article misstated the year.", CUT_CORRECTION },
        { "Back to top", CUT_NAVIGATION },
        { "The mayor thanked the readers of the paper for the donations.", CUT_NONE },
        { "\"Sign up for our newsletter,\" the mayor joked, before he left the hall with his brother.", CUT_NONE },
        { "He will read more about the bridge.", CUT_NONE },
        { "The photo was taken in March.", CUT_NONE },
        { "Nobody was hurt.", CUT_NONE },
        { "", CUT_NONE },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint8_t why = judge(cases[i].text, BLOCK_PARAGRAPH, 0, SPAN("en"));
        if (!check(why == cases[i].why, cases[i].text))
            printf("#   got: %s\n", cut_label(why));
    }
    check(judge("Тэги: мост", BLOCK_PARAGRAPH, 0, SPAN("ru")) == CUT_TAGS, "Russian");
    check(judge("Auch interessant: Zehn Brücken", BLOCK_PARAGRAPH, 0, SPAN("de")) == CUT_READ_MORE, "German");
    check(judge("Auch interessant: Zehn Brücken", BLOCK_PARAGRAPH, 0, SPAN("")) == CUT_READ_MORE,
          "no language: all of them");
    check(judge("Auch interessant: Zehn Brücken", BLOCK_PARAGRAPH, 0, SPAN("en")) == CUT_NONE,
          "another language: not its phrases");
}

static void test_lists(void)
{
    struct furniture_block blocks[] = {
        {.text = SPAN("The council of Veltown voted on Monday to close the old bridge for good.")},
        {.text = SPAN("See also:")},
        {.text = SPAN("Ten bridges, ten stories"), .kind = BLOCK_LIST_ITEM},
        {.text = SPAN("Why it was never repaired"), .kind = BLOCK_LIST_ITEM},
        {.text = SPAN("A sad day")},
        {.text = SPAN(
             "Engineers had called it unsafe for years, and the vote was close, the mayor of the town said in the hall "
             "on Monday after a debate that went on for nine hours.")},
    };
    furniture_mark(scratch.arena, blocks, 6, SPAN("en"));
    check(blocks[1].why == CUT_READ_MORE && blocks[2].why == CUT_READ_MORE && blocks[3].why == CUT_READ_MORE,
          "a list and its items");
    check(blocks[4].why == CUT_NONE && blocks[5].why == CUT_NONE, "the heading behind it stays");
    blocks[3].why = CUT_ADVERT;
    blocks[2].why = CUT_NONE;
    furniture_mark(scratch.arena, blocks, 6, SPAN("en"));
    check(blocks[3].why == CUT_ADVERT, "a caller's reason stays");
}

int main(void)
{
    scratch = test_region();
    test_table();
    test_reasons();
    test_lists();
    return tap_end();
}
