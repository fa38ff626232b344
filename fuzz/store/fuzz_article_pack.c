/* Whatever is read as a packed article: no mark leads outside of its text, and what was read is written back equal. */
#include "fuzz.h"
#include "store/article_pack.h"
#include "store/rows.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    struct span bytes = { (const char *)data, size };
    struct article article, again;
    rows_places(keep, bytes);
    if (!article_unpack(keep, bytes, &article))
        return 0;
    for (uint32_t i = 0; i < article.blocks.count; i++)
        assert(article.blocks.at[i].at.from <= article.blocks.at[i].at.to && article.blocks.at[i].at.to <= article.text.len);
    for (uint32_t i = 0; i < article.cuts.count; i++)
        assert(article.cuts.at[i].at.to <= article.text.len && article.cuts.at[i].why < CUT_REASON_COUNT);
    struct buffer out = buffer_in(keep);
    article_pack(&out, &article);
    assert(article_unpack(keep, buffer_span(&out), &again));
    assert(span_equal(article.text, again.text) && article.blocks.count == again.blocks.count);
    return 0;
}
