#include <string.h>
#include <time.h>

#include "annotate/annotate.h"
#include "case.h"
#include "compare/quotes.h"

enum { REPORTS_MAX = 8, BLOCKS_MAX = 16 };

static void cut_blocks(struct arena *keep, struct article *article)
{
    struct block *at = arena_new(keep, struct block, BLOCKS_MAX);
    size_t from = 0;
    uint32_t count = 0;
    while (from < article->text.len && count < BLOCKS_MAX) {
        size_t to = span_find_byte(article->text, '\n', from);
        to = to == SPAN_NONE ? article->text.len : to;
        at[count++] = (struct block){ .at = { (uint32_t)from, (uint32_t)to }, .kind = BLOCK_PARAGRAPH };
        from = to + 1;
    }
    article->blocks = (struct blocks){ at, count };
}

/* "en Outlet: text", "fr Outlet < 1: text" for what was made of the first. */
static struct report *report_of(struct arena *keep, struct arena scratch, struct span words, unsigned number)
{
    struct report *report = arena_new(keep, struct report, 1);
    size_t colon = span_find(words, SPAN(": "), 0);
    report->article.id = arena_printf(keep, "%u", number);
    report->article.language = span_cut(words, 0, 2);
    report->article.outlet = span_trim(span_cut(words, 2, colon));
    report->article.text = span_trim(span_from(words, colon + 1));
    cut_blocks(keep, &report->article);
    report->notes = annotate(keep, scratch, &report->article);
    return report;
}

static uint32_t source_of(const struct report *report)
{
    struct span outlet = report->article.outlet;
    size_t at = span_find_byte(outlet, '<', 0);
    return at == SPAN_NONE ? STATEMENT_NONE : (uint32_t)(outlet.at[at + 2] - '1');
}

/* What quotes need of a story: each report an origin unless it was made of another, each statement a claim. */
static struct comparison *comparison_of(struct arena *keep, struct arena scratch, const struct report *const *reports,
                                        uint32_t count)
{
    struct comparison *c = arena_new(keep, struct comparison, 1);
    *c = (struct comparison){ .reports = reports, .count = count, .origin_count = count };
    c->rank = arena_new(keep, uint32_t, count);
    c->words = arena_new(keep, struct word *, count);
    c->origin_of = arena_new(keep, uint32_t, count);
    c->source_of = arena_new(keep, uint32_t, count);
    for (uint32_t r = 0; r < count; r++) {
        c->rank[r] = r;
        c->words[r] = words_read(keep, scratch, reports[r]);
        c->source_of[r] = source_of(reports[r]);
        c->origin_of[r] = c->source_of[r] == STATEMENT_NONE ? r : c->origin_of[c->source_of[r]];
    }
    c->names = names_join(keep, scratch, reports, count);
    c->statements = statement_cut(keep, scratch, STATEMENT_CLAUSE, reports, c->words, count, &c->names);
    for (uint32_t i = 0; i < c->statements.count; i++)
        c->statements.at[i].claim = i;
    return c;
}

static void put_words(struct buffer *out, struct span text, const struct quote_variant *v)
{
    uint32_t from = v->words.at.from;
    for (uint32_t i = 0; i < v->differing.count; i++) {
        struct mark m = v->differing.at[i];
        buffer_put(out, mark_span(text, (struct mark){ from, m.from }));
        buffer_byte(out, '{');
        buffer_put(out, mark_span(text, m));
        buffer_byte(out, '}');
        from = m.to;
    }
    buffer_put(out, mark_span(text, (struct mark){ from, v->words.at.to }));
}

static void put_quote(struct buffer *out, const struct report *const *reports, const struct quote *q)
{
    buffer_text(out, "quote ");
    buffer_put(out, q->speaker.len ? q->speaker : SPAN("nobody"));
    if (q->via.len)
        buffer_printf(out, " via %.*s", (int)q->via.len, q->via.at);
    buffer_printf(out, ", %u of %u%s%s\n", q->reports, q->origins, q->same_words ? ", same words" : "",
                 q->disputed_speaker ? ", disputed" : "");
    for (uint32_t i = 0; i < q->count; i++) {
        const struct quote_variant *v = &q->variants[i];
        const struct article *article = &reports[v->words.report]->article;
        buffer_printf(out, "%.*s %s: ", (int)article->id.len, article->id.at, variant_change_text(v->change));
        put_words(out, article->text, v);
        buffer_byte(out, '\n');
    }
}

/* The reports of a story stand on one line, parted by " || "; quotes that one report alone has are told, too. */
static void print_quotes(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                         const struct case_options *options)
{
    const struct report *reports[REPORTS_MAX];
    uint32_t count = 0;
    (void)options;
    for (size_t from = 0, to; count < REPORTS_MAX && from < input.len; from = to + 4) {
        to = span_find(input, SPAN(" || "), from);
        to = to == SPAN_NONE ? input.len : to;
        reports[count] = report_of(keep, scratch, span_cut(input, from, to), count + 1);
        count++;
    }
    struct quote_list quotes = quotes_collate(keep, scratch, comparison_of(keep, scratch, reports, count));
    for (uint32_t i = 0; i < quotes.count; i++)
        put_quote(out, reports, &quotes.at[i]);
    if (!quotes.count)
        buffer_text(out, "none\n");
}

/* Whatever stands in quotation marks, and how often: each report is told once a quote, and time stays linear. */
static void test_repeated(const char *piece, unsigned times, const char *what)
{
    struct region keep = test_region(), scratch = test_region();
    const struct report *reports[2];
    for (unsigned r = 0; r < 2; r++) {
        struct buffer text = buffer_in(&keep.arena);
        buffer_text(&text, r ? "en Second: " : "en First: ");
        for (unsigned i = 0; i < times; i++)
            buffer_text(&text, piece);
        reports[r] = report_of(&keep.arena, scratch.arena, buffer_span(&text), r + 1);
    }
    const struct comparison *c = comparison_of(&keep.arena, scratch.arena, reports, 2);
    clock_t begin = clock();
    struct quote_list quotes = quotes_collate(&keep.arena, scratch.arena, c);
    bool once = true;
    for (uint32_t i = 0; i < quotes.count; i++)
        once &= quotes.at[i].count <= 2 && mark_length(quotes.at[i].variants[0].words.at) > 0;
    check(once, what);
    check((double)(clock() - begin) / CLOCKS_PER_SEC < 5, "and in time");
    region_close(&keep);
    region_close(&scratch);
}

int main(void)
{
    case_run(CASES "/compare/quotes.txt", print_quotes);
    test_repeated("\"We will not sell the old harbour to them,\" said Mara Lind. ", 2000, "one sentence many times");
    test_repeated("\"", 20000, "nothing but quotation marks");
    test_repeated("“He said “she said “it is so, ", 3000, "marks that never close");
    test_repeated("\"ha ha ha ha ha ha ha,\" said Mara Lind. ", 1000, "one word many times");
    return tap_end();
}
