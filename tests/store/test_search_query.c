#include "case.h"
#include "store/search_query.h"
#include "text/timestamp.h"

/* 2024-05-10T12:00Z: what "7d" and "yesterday" go back from. */
#define NOW INT64_C(1715342400)

static void put_node(struct buffer *out, const struct search_query *q, uint32_t n)
{
    static const char *const kinds[] = { "and", "or", "not", "", "outlet:", "lang:", "has:" };
    static const char *const columns[] = { "", "title:", "name:", "said-by:" };
    const struct search_node *node = &q->at[n];
    buffer_text(out, kinds[node->kind]);
    if (node->kind > SEARCH_NOT) {
        bool phrase = span_find_byte(node->words, ' ', 0) != SPAN_NONE;
        buffer_text(out, columns[node->column]);
        buffer_printf(out, phrase ? "\"%.*s\"" : "%.*s", (int)node->words.len, node->words.at);
        buffer_text(out, node->prefix ? "*" : "");
        return;
    }
    buffer_byte(out, '(');
    for (uint32_t child = node->first; child != SEARCH_NONE; child = q->at[child].next) {
        put_node(out, q, child);
        buffer_text(out, q->at[child].next == SEARCH_NONE ? "" : " ");
    }
    buffer_byte(out, ')');
}

static void put_time(struct buffer *out, const char *what, int64_t time)
{
    if (time != INT64_MIN && time != INT64_MAX)
        buffer_printf(out, "%s %lld\n", what, (long long)time);
}

static void put_figure(struct buffer *out, const struct search_figure *f, struct span query)
{
    buffer_printf(out, "figure %s", f->above_low ? "(" : "[");
    buffer_double(out, f->low);
    buffer_text(out, ", ");
    buffer_double(out, f->high);
    buffer_text(out, f->below_high ? ")" : "]");
    if (f->dimension != DIMENSION_ANY)
        buffer_printf(out, " %s", dimension_label(f->dimension));
    if (f->state)
        buffer_printf(out, " %s", figure_state_label(f->state));
    if (f->unit.len)
        buffer_printf(out, " unit %.*s", (int)f->unit.len, f->unit.at);
    if (f->noun.len)
        buffer_printf(out, " noun %.*s", (int)f->noun.len, f->noun.at);
    struct span at = mark_span(query, f->at);
    buffer_printf(out, " <%.*s>\n", (int)at.len, at.at);
}

static void print(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                  const struct case_options *options)
{
    struct search_query q;
    struct syn_error error;
    (void)scratch, (void)options;
    if (!search_query_parse(&q, keep, input, NOW, &error)) {
        buffer_printf(out, "error %d: %s\n", (int)error.at, error.text);
        return;
    }
    if (q.root != SEARCH_NONE) {
        put_node(out, &q, q.root);
        buffer_byte(out, '\n');
    }
    put_time(out, "from", q.from);
    put_time(out, "to", q.to);
    if (q.story)
        buffer_printf(out, "story %lld\n", (long long)q.story);
    for (uint32_t i = 0; i < q.figure_count; i++)
        put_figure(out, &q.figures[i], input);
}

static bool parses(struct arena keep, struct span text)
{
    struct search_query q;
    struct syn_error error = { .status = SYN_OK };
    bool good = search_query_parse(&q, &keep, text, NOW, &error);
    return good == (error.status == SYN_OK);
}

/* What is far too long is refused, and quickly. */
static void test_large(void)
{
    struct region region = test_region();
    struct buffer text = buffer_in(&region.arena);
    buffer_fill(&text, '(', 5000);
    check(parses(region.arena, buffer_span(&text)), "5,000 brackets");
    check(parses(region.arena, span_cut(buffer_span(&text), 0, 4000)), "4,000 brackets");
    text.len = 0;
    for (int i = 0; i < 1000; i++)
        buffer_text(&text, "a b ");
    check(parses(region.arena, span_cut(buffer_span(&text), 0, 4000)), "2,000 words");
    check(parses(region.arena, SPAN("\xff\xfe\xe2\x80 \xe2\x80\x9c")), "bytes that are no text");
    check(parses(region.arena, SPAN("")), "nothing");
    region_close(&region);
}

int main(void)
{
    case_run(CASES "/store/search_query.txt", print);
    test_large();
    return tap_end();
}
