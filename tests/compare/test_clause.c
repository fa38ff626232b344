#include <string.h>

#include "annotate/annotate.h"
#include "case.h"
#include "compare/clause.h"
#include "news/article.h"

/* Each clause on a line: what it says, and "+" before one that goes on with the subject before it. */
static void print_clauses(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                          const struct case_options *options)
{
    struct report report = { .article = { .text = input, .language = case_option(options, SPAN("language")) } };
    struct block whole = { .at = { 0, (uint32_t)input.len }, .kind = BLOCK_PARAGRAPH };
    report.article.blocks = (struct blocks){ &whole, 1 };
    report.notes = annotate(keep, scratch, &report.article);
    struct word *words = words_read(keep, scratch, &report);
    struct clauses clauses = clause_cut(keep, scratch, &report, words);
    for (uint32_t i = 0; i < clauses.count; i++) {
        const struct clause *c = &clauses.at[i];
        const struct token *at = report.notes.tokens.at;
        buffer_put(out, c->goes_on ? SPAN("+ ") : SPAN(""));
        buffer_put(out, mark_span(input, (struct mark){ at[c->first].at.from, at[c->end - 1].at.to }));
        buffer_byte(out, '\n');
    }
}

/* Whatever is repeated, it is cut, and each clause stands behind the one before. */
static void test_repeated(const char *piece, unsigned times, const char *what)
{
    struct region keep = test_region(), scratch = test_region();
    struct buffer text = buffer_in(&keep.arena);
    buffer_reserve(&text, strlen(piece) * times + 1);
    for (unsigned i = 0; i < times; i++)
        buffer_text(&text, piece);
    struct report report = { .article = { .text = buffer_span(&text), .language = SPAN("en") } };
    struct block whole = { .at = { 0, (uint32_t)text.len }, .kind = BLOCK_PARAGRAPH };
    report.article.blocks = (struct blocks){ &whole, 1 };
    report.notes = annotate(&keep.arena, scratch.arena, &report.article);
    struct word *words = words_read(&keep.arena, scratch.arena, &report);
    struct clauses clauses = clause_cut(&keep.arena, scratch.arena, &report, words);
    bool in_order = true;
    for (uint32_t i = 0; i < clauses.count; i++)
        in_order &= clauses.at[i].first < clauses.at[i].end && (!i || clauses.at[i - 1].end <= clauses.at[i].first);
    check(in_order, what);
    region_close(&keep);
    region_close(&scratch);
}

int main(void)
{
    case_run(CASES "/compare/clause.txt", print_clauses);
    test_repeated("and fell and rose ", 20000, "20,000 conjunctions in one sentence");
    test_repeated(", which the old mill, ", 10000, "10,000 relative pronouns");
    test_repeated("He said that ", 10000, "10,000 nested frames");
    test_repeated("\" - ( ; ", 20000, "20,000 marks");
    return tap_end();
}
