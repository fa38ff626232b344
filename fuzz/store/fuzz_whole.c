/* An article out of a whole store: what is taken points into its text, and packs into bytes that are read again. */
#include "fuzz.h"
#include "store/article_pack.h"
#include "store/whole_value.h"

static void check_marks(const struct article *a)
{
    assert(a->title_at.from <= a->title_at.to && a->title_at.to <= a->text.len);
    for (uint32_t i = 0; i < a->blocks.count; i++)
        assert(a->blocks.at[i].at.from <= a->blocks.at[i].at.to && a->blocks.at[i].at.to <= a->text.len);
    for (uint32_t i = 0; i < a->cuts.count; i++)
        assert(a->cuts.at[i].at.from <= a->cuts.at[i].at.to && a->cuts.at[i].at.to <= a->text.len);
}

/* Written as JSON, read, packed: the same bytes. */
static struct span written(struct arena *keep, const struct article *a)
{
    struct buffer out = buffer_in(keep);
    struct json_writer w = json_writer(&out, 0);
    whole_put_article(&w, a);
    return buffer_span(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    struct json value;
    struct article one, two;
    size_t at = 0;
    if (!json_parse((struct span){ (const char *)data, size }, &at, &value) || !whole_get_article(keep, value, &one))
        return 0;
    check_marks(&one);
    struct span json = written(keep, &one);
    at = 0;
    bool again = json_parse(json, &at, &value) && whole_get_article(keep, value, &two);
    assert(again);
    struct buffer first = buffer_in(keep), second = buffer_in(keep);
    article_pack(&first, &one);
    article_pack(&second, &two);
    assert(span_equal(buffer_span(&first), buffer_span(&second)));
    return 0;
}
