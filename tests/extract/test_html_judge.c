/* The judge sees blocks, is the right one for what it sees, and changes what rules alone would give. */
#include "extract/html_judge.h"

#include "extract/html.h"
#include "base/buffer.h"
#include "extract/html_feature.h"
#include "tap.h"

static struct region kept, scratch;

static const char page[] =
    "<!DOCTYPE html><html lang=en><head><title>Ferry runs aground off Morrow - The Lantern</title>"
    "<meta name=description content='The ferry Alda ran aground off Morrow with ninety people on board.'>"
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Ferry runs aground off Morrow\"}</script>"
    "</head><body><nav><ul><li><a href=/a>Harbour</a><li><a href=/b>Council</a></ul></nav>"
    "<article><h1>Ferry runs aground off Morrow</h1>"
    "<div class=body><img alt='The ferry Alda on the sandbank at low tide'>"
    "<p>The ferry Alda on the sandbank at low tide</p>"
    "<p>The ferry Alda ran aground on a sandbank off Morrow on Tuesday evening, the harbour master said. All ninety "
    "people on board were taken off by fishing boats, and nobody was hurt.</p>"
    "<p>\"It was calm, and we could see the lights of the town,\" said Ina Holt, who was on her way home from "
    "work. Others waited on deck for two hours, she said, and sang.</p>"
    "<p>The company that runs the ferry, Morrow Lines, said the cause was not known. A tug from Port Elm is to "
    "pull her free at high water on Wednesday.</p></div></article>"
    "<footer><p>The Lantern, 4 Quay Street, Morrow. All rights reserved.</p></footer></body></html>";

static struct html_reading read_page(struct arena *keep, const char *html)
{
    struct raw_document raw = { .kind = RAW_HTML, .bytes = span_of(html) };
    return html_read(keep, scratch.arena, &raw);
}

static uint32_t find_block(const struct html_reading *r, const char *begin)
{
    for (uint32_t i = 0; i < r->page.block_count; i++)
        if (span_starts(html_block_text(&r->page, i), span_of(begin)))
            return i;
    return HTML_NO_BLOCK;
}

/* The feature of the block that begins so; 255 where it was passed over. */
static unsigned feature(const struct html_features *seen, uint32_t block, unsigned which)
{
    for (size_t k = 0; k < seen->count; k++)
        if (seen->block[k] == block)
            return seen->columns[which * seen->stride + k];
    return 255;
}

static void test_features(void)
{
    struct html_reading r = read_page(&kept.arena, page);
    struct html_features seen = html_features(&kept.arena, scratch.arena, &r.page, &r.meta, &r.pick);
    uint32_t caption = find_block(&r, "The ferry Alda on"), lede = find_block(&r, "The ferry Alda ran");
    uint32_t quote = find_block(&r, "\"It was"), foot = find_block(&r, "The Lantern,");
    check(seen.kind == PAGE_NEWS, "the page calls itself news");
    check(feature(&seen, find_block(&r, "Harbour"), FEATURE_WORDS) == 255, "menus are passed over");
    check(feature(&seen, foot, FEATURE_WORDS) == 255, "footers are, too");
    check(feature(&seen, caption, FEATURE_IN_ALTS) == 63, "a caption says what stands in the picture's place");
    check(feature(&seen, lede, FEATURE_IN_ALTS) < 20, "text does not");
    check(feature(&seen, caption, FEATURE_MEDIA) == 1 && feature(&seen, quote, FEATURE_MEDIA) == 0, "a picture stands before it");
    check(feature(&seen, lede, FEATURE_IN_DESCRIPTION) > feature(&seen, quote, FEATURE_IN_DESCRIPTION),
          "the first paragraph repeats the description");
    check(feature(&seen, quote, FEATURE_QUOTES) == 2, "quotation marks are counted");
    check(feature(&seen, quote, FEATURE_IS_MAIN_PARENT) == 1, "most prose stands side by side");
    check(feature(&seen, quote, FEATURE_IN_CHOSEN) == 1, "in the container");
    check(feature(&seen, find_block(&r, "Ferry runs"), FEATURE_IS_HEADLINE) == 1, "the headline is known");
    size_t beyond = 0;
    for (size_t f = 0; f < FEATURE_COUNT; f++)
        for (size_t k = 0; k < seen.count; k++)
            beyond += seen.columns[f * seen.stride + k] > 63;
    check(beyond == 0, "no feature is beyond 63");
    for (size_t k = 1; k < seen.count; k++)
        beyond += seen.block[k] <= seen.block[k - 1];
    check(beyond == 0, "blocks are seen in their order");
}

static void test_choice(void)
{
    struct forest forest;
    check(html_judge_builtin(&forest), "the forest that is compiled in was grown for these features");
    struct html_reading r = read_page(&kept.arena, page);
    html_judge(&kept.arena, scratch.arena, &r.page, &r.meta, &r.pick, &forest);
    uint32_t caption = find_block(&r, "The ferry Alda on"), lede = find_block(&r, "The ferry Alda ran");
    check(r.pick.verdict[lede] == HTML_READ && r.pick.score[lede] > 0, "the report is read");
    check(r.pick.score[caption] < r.pick.score[lede], "the caption is doubted more");
    check(r.pick.verdict[find_block(&r, "The Lantern,")] != HTML_READ, "nor is the footer");
    check(r.pick.confidence > 0.8f && r.pick.confidence <= 1, "and the judge is rather sure");
}

/* Other features, no forest, no page: the rules' choice stands. */
static void test_without(void)
{
    struct html_reading r = read_page(&kept.arena, page);
    uint32_t caption = find_block(&r, "The ferry Alda on");
    uint8_t before = r.pick.verdict[caption];
    struct forest other = { .feature_count = FEATURE_COUNT + 1 };
    html_judge(&kept.arena, scratch.arena, &r.page, &r.meta, &r.pick, &other);
    check(!r.pick.score && r.pick.verdict[caption] == before, "a forest grown for other features is not asked");
    html_judge(&kept.arena, scratch.arena, &r.page, &r.meta, &r.pick, NULL);
    check(!r.pick.score, "nor is none");
    struct forest forest;
    html_judge_builtin(&forest);
    struct buffer many = buffer_in(&kept.arena);
    for (unsigned i = 0; i < 20000; i++)
        buffer_text(&many, "<p>The ferry Alda ran aground off Morrow, and again, and again, he said at last.");
    buffer_byte(&many, '\0');
    struct html_reading endless = read_page(&kept.arena, many.at);
    html_judge(&kept.arena, scratch.arena, &endless.page, &endless.meta, &endless.pick, &forest);
    check(endless.page.block_count == 20000 && !endless.pick.score, "a page without end is left to the rules");
    static const char *const little[] = { "", "<p>", "one", "<p>one<p>two" };
    for (size_t i = 0; i < sizeof little / sizeof *little; i++) {
        struct html_reading nothing = read_page(&kept.arena, little[i]);
        html_judge(&kept.arena, scratch.arena, &nothing.page, &nothing.meta, &nothing.pick, &forest);
        check(nothing.pick.confidence >= 0 && nothing.pick.confidence <= 1, "pages of next to nothing are judged, too");
    }
}

int main(void)
{
    kept = test_region();
    scratch = test_region();
    test_features();
    test_choice();
    test_without();
    return tap_end();
}
