/* Any bytes are a query or a mistake that is told with its place; what is understood lies in the query, and is a tree. */
#include "fuzz.h"
#include "store/search_query.h"

static uint32_t check_node(const struct search_query *q, uint32_t n, unsigned depth)
{
    assert(n < q->count && depth <= 3 * SEARCH_QUERY_DEPTH + 4);
    const struct search_node *node = &q->at[n];
    uint32_t nodes = 1, children = 0;
    assert(node->kind < SEARCH_TIME);
    if (node->kind > SEARCH_NOT)
        assert(node->words.len && node->first == SEARCH_NONE);
    for (size_t i = 0; i < node->words.len; i++)
        assert(node->words.at[i] != '"' && node->words.at[i] != '_' && node->words.at[i] != '*');
    for (uint32_t child = node->first; child != SEARCH_NONE; child = q->at[child].next, children++)
        nodes += check_node(q, child, depth + 1);
    assert(node->kind != SEARCH_NOT || children == 1);
    assert(node->kind > SEARCH_OR || children >= 2);
    return nodes;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    struct span text = arena_copy(keep, (struct span){ (const char *)data, size });
    struct search_query q;
    struct syn_error error = { .status = SYN_OK };
    if (!search_query_parse(&q, keep, text, INT64_C(1715342400), &error)) {
        assert(error.status == SYN_MISUSE && error.at <= text.len && error.text[0]);
        return 0;
    }
    assert(q.root != SEARCH_NONE || q.figure_count || q.story || q.from != INT64_MIN || q.to != INT64_MAX);
    if (q.root != SEARCH_NONE)
        assert(check_node(&q, q.root, 0) <= q.count);
    for (uint32_t i = 0; i < q.figure_count; i++)
        assert(q.figures[i].low <= q.figures[i].high && q.figures[i].at.to <= text.len);
    return 0;
}
