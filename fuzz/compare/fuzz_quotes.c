/* Reports of one story, any bytes, parted by NUL: each quote begins with a quoted variant, what differs stands within
 * its variant, and no report stands twice. */
#include "annotate/annotate.h"
#include "compare/quotes.h"
#include "fuzz.h"

enum { REPORTS = 4 };

static const struct report *report_of(struct arena *keep, struct span text, uint32_t number)
{
    static const char *const languages[REPORTS] = { "en", "fr", "en", "uk" };
    struct report *report = arena_new(keep, struct report, 1);
    struct article *article = &report->article;
    article->id = arena_printf(keep, "%u", number);
    article->language = span_of(languages[number]);
    article->text = text;
    article->blocks = (struct blocks){ arena_new(keep, struct block, 1), 1 };
    article->blocks.at[0] = (struct block){ { 0, (uint32_t)text.len }, BLOCK_PARAGRAPH };
    report->notes = annotate(keep, fuzz_scratch(), article);
    return report;
}

static void check_variant(const struct comparison *c, const struct quote_variant *v)
{
    struct mark words = v->words.at;
    assert(words.from < words.to && words.to <= c->reports[c->count - 1 - v->words.report]->article.text.len);
    assert(v->change < VARIANT_CHANGE_COUNT && v->paraphrase == (v->change == VARIANT_PARAPHRASE));
    uint32_t last = words.from;
    for (uint32_t i = 0; i < v->differing.count; i++) {
        assert(v->differing.at[i].from >= last && v->differing.at[i].to <= words.to);
        last = v->differing.at[i].to;
    }
}

static void check_quote(const struct comparison *c, const struct quote *q)
{
    bool told[REPORTS] = { false };
    assert(q->count && q->variants[0].change == VARIANT_NONE && !q->variants[0].paraphrase);
    assert(q->origins <= q->reports && q->reports <= c->count);
    for (uint32_t v = 0; v < q->count; v++) {
        check_variant(c, &q->variants[v]);
        assert(!told[q->variants[v].words.report]);
        told[q->variants[v].words.report] = true;
    }
}

/* A story in which the second report was made of the first, and all statements are one claim. */
static struct comparison comparison_of(struct arena *keep, const struct report *const *reports, uint32_t count)
{
    struct comparison c = { .reports = reports, .count = count, .origin_count = count };
    c.rank = arena_new(keep, uint32_t, count);
    c.words = arena_new(keep, struct word *, count);
    c.origin_of = arena_new(keep, uint32_t, count);
    c.source_of = arena_new(keep, uint32_t, count);
    for (uint32_t r = 0; r < count; r++) {
        c.rank[r] = count - 1 - r;
        c.words[r] = words_read(keep, fuzz_scratch(), reports[r]);
        c.source_of[r] = r == 1 ? 0 : STATEMENT_NONE;
        c.origin_of[r] = r == 1 ? 0 : r;
    }
    c.names = names_join(keep, fuzz_scratch(), reports, count);
    c.statements = statement_cut(keep, fuzz_scratch(), STATEMENT_CLAUSE, reports, c.words, count, &c.names);
    return c;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    struct span rest = { (const char *)data, size }, text;
    const struct report *reports[REPORTS];
    uint32_t count = 0;
    while (count < REPORTS && span_take(&rest, '\0', &text)) {
        reports[count] = report_of(keep, text, count);
        count++;
    }
    struct comparison c = comparison_of(keep, reports, count);
    struct quote_list quotes = quotes_collate(keep, fuzz_scratch(), &c);
    for (uint32_t i = 0; i < quotes.count; i++)
        check_quote(&c, &quotes.at[i]);
    return 0;
}
