/* Whatever the text: blocks and cuts are in order, do not overlap, and lie in it. */
#include "extract/extract.h"
#include "fuzz.h"

static void check_places(const struct article *a)
{
    uint32_t b = 0, c = 0, at = 0;
    while (b < a->blocks.count || c < a->cuts.count) {
        bool block = c == a->cuts.count || (b < a->blocks.count && a->blocks.at[b].at.from < a->cuts.at[c].at.from);
        struct mark m = block ? a->blocks.at[b++].at : a->cuts.at[c++].at;
        assert(at <= m.from && m.from < m.to && m.to <= a->text.len);
        at = m.to;
    }
    assert(mark_length(a->title_at) == 0 || a->title_at.to <= a->text.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct span bytes = { (const char *)data, size };
    struct raw_document raw = { .kind = RAW_TEXT, .bytes = bytes, .name = SPAN("x.txt"), .id = SPAN("x") };
    struct article article;
    struct syn_error error;
    struct arena *keep = fuzz_keep();
    assert(extract_article(keep, fuzz_scratch(), &raw, &article, &error));
    check_places(&article);
    raw.kind = RAW_RECORD;
    raw.line = 1;
    if (extract_article(keep, fuzz_scratch(), &raw, &article, &error)) {
        if (!(article.flags & ARTICLE_HTML))
            check_places(&article);
    } else {
        assert(error.text[0]);
    }
    return 0;
}
