/* A query in the first line, an article behind it, whose lines are its blocks: what is marked lies in one stretch of the
 * text, in order, and at the borders of characters. */
#include "fuzz.h"
#include "store/search_snippet.h"
#include "text/utf8.h"

static struct blocks blocks_of(struct arena *keep, struct span text)
{
    struct blocks blocks = { arena_new(keep, struct block, text.len + 1), 0 };
    struct span rest = text, line;
    while (span_take(&rest, '\n', &line)) {
        uint32_t from = (uint32_t)(line.at - text.at);
        if (line.len)
            blocks.at[blocks.count++] = (struct block){ { from, from + (uint32_t)line.len }, BLOCK_PARAGRAPH };
    }
    return blocks;
}

static void check_marks(struct span text, struct mark within, struct marks marks)
{
    uint32_t last = within.from;
    for (uint32_t i = 0; i < marks.count; i++) {
        assert(marks.at[i].from >= last && marks.at[i].to > marks.at[i].from && marks.at[i].to <= within.to);
        assert(utf8_floor(text, marks.at[i].from) == marks.at[i].from);
        last = marks.at[i].to;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    struct span rest = arena_copy(keep, (struct span){ (const char *)data, size }), line = { 0 };
    struct search_query query;
    struct syn_error error;
    span_take(&rest, '\n', &line);
    if (!utf8_is_valid(rest) || !search_query_parse(&query, keep, line, INT64_C(1715342400), &error))
        return 0;
    struct article article = { .text = rest, .title = span_cut(rest, 0, utf8_floor(rest, 60)) };
    article.blocks = blocks_of(keep, rest);
    struct search_snippet s = search_snippet(keep, fuzz_scratch(), &query, &article, (struct marks){ 0 });
    assert(s.at.from <= s.at.to && s.at.to <= rest.len);
    check_marks(rest, s.at, s.hits);
    check_marks(article.title, (struct mark){ 0, (uint32_t)article.title.len }, s.title_hits);
    return 0;
}
