/* Blocks lie in the text, in order, apart; marks of cuts lie in it, in order. */
#include "extract/html.h"
#include "fuzz.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    struct raw_document raw = { .kind = RAW_HTML, .bytes = { (const char *)data, size },
                                .url = SPAN("https://news.example/2024/05/06/a-story?utm_source=x") };
    struct article article = { 0 };
    html_extract(keep, fuzz_scratch(), &raw, &article);
    assert(article.flags & ARTICLE_HTML);
    assert(utf8_is_valid(article.text) && utf8_is_valid(article.title));
    assert(article.confidence >= 0 && article.confidence <= 1);
    uint32_t end = 0;
    for (uint32_t i = 0; i < article.blocks.count; i++) {
        struct mark at = article.blocks.at[i].at;
        assert(at.from >= end && at.from < at.to && at.to <= article.text.len);
        end = at.to;
    }
    end = 0;
    for (uint32_t i = 0; i < article.cuts.count; i++) {
        const struct cut *cut = &article.cuts.at[i];
        assert(cut->at.from >= end && cut->at.from <= cut->at.to && cut->at.to <= article.text.len);
        assert(cut->why > CUT_NONE && cut->why < CUT_REASON_COUNT && cut->words.len);
        end = cut->at.from;
    }
    return 0;
}
