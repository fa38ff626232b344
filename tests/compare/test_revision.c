#include <time.h>

#include "compare/revision.h"
#include "story_of.h"

/* ---- cases as text ---- */

static void put_blank(struct buffer *out, struct span text, struct mark at)
{
    if (at.from && byte_is_blank(text.at[at.from - 1]))
        buffer_byte(out, ' ');
}

static void put_pieces(struct buffer *out, const struct revision_line *line, struct span before, struct span after)
{
    for (uint32_t i = 0; i < line->count; i++) {
        const struct revision_piece *p = &line->pieces[i];
        bool removed = p->kind == PIECE_REMOVED;
        struct span text = removed ? before : after, words = mark_span(text, removed ? p->before : p->after);
        if (i)
            put_blank(out, text, removed ? p->before : p->after);
        buffer_printf(out, p->kind == PIECE_SAME ? "%.*s" : removed ? "[-%.*s-]" : "{+%.*s+}", (int)words.len,
                      words.at);
    }
    buffer_byte(out, '\n');
}

static void put_line(struct buffer *out, const struct revision *r, const struct revision_line *line)
{
    struct span before = r->before->article.text, after = r->after->article.text;
    struct span words = line->after.to ? mark_span(after, line->after) : mark_span(before, line->before);
    if (line->kind == LINE_SAME)
        return;
    buffer_printf(out, "%s: ", revision_line_label(line->kind));
    if (line->kind == LINE_CHANGED)
        put_pieces(out, line, before, after);
    else
        buffer_printf(out, "%.*s\n", (int)words.len, words.at);
}

static void put_change(struct buffer *out, const struct revision_change *c)
{
    buffer_printf(out, "! %s: %.*s -> %.*s", revision_kind_label(c->kind), (int)c->was.len, c->was.at, (int)c->is.len,
                  c->is.at);
    if (c->about.len)
        buffer_printf(out, " (%.*s)", (int)c->about.len, c->about.at);
    if (c->times > 1)
        buffer_printf(out, " x%u", c->times);
    buffer_text(out, c->silent ? " silent\n" : "\n");
}

static void print_revision(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                           const struct case_options *options)
{
    struct story story = story_of(keep, scratch, input);
    struct report *after = (struct report *)story.at[1];
    struct span note = case_option(options, SPAN("correction"));
    after->article.corrections = (struct spans){ &note, note.len > 1 };
    struct revision r = revision_find(keep, scratch, story.at[0], story.at[1]);
    if (r.same)
        buffer_text(out, "same\n");
    if (r.headline.kind != LINE_SAME) {
        buffer_text(out, "headline: ");
        put_pieces(out, &r.headline, story.at[0]->article.title, story.at[1]->article.title);
    }
    for (uint32_t i = 0; i < r.line_count; i++)
        put_line(out, &r, &r.lines[i]);
    for (uint32_t i = 0; i < r.change_count; i++)
        put_change(out, &r.changes[i]);
}

/* ---- large ones ---- */

static const struct report *report_of(struct arena *keep, struct arena scratch, struct span text)
{
    struct report *report = arena_new(keep, struct report, 1);
    report->article.text = text;
    report->article.language = SPAN("en");
    report->article.blocks = (struct blocks){ arena_new(keep, struct block, 1), 1 };
    report->article.blocks.at[0] = (struct block){ { 0, (uint32_t)text.len }, BLOCK_PARAGRAPH };
    report->notes = annotate(keep, scratch, &report->article);
    return report;
}

static struct span repeat(struct arena *keep, const char *format, unsigned count)
{
    struct buffer out = buffer_in(keep);
    for (unsigned i = 0; i < count; i++)
        buffer_printf(&out, format, i * 2654435761u);
    return buffer_span(&out);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static struct revision timed(struct arena *keep, struct arena scratch, const char *name, struct span before,
                             struct span after)
{
    const struct report *a = report_of(keep, scratch, before), *b = report_of(keep, scratch, after);
    double begun = seconds();
    struct revision r = revision_find(keep, scratch, a, b);
    double took = seconds() - begun;
    printf("# %s: %.2f s\n", name, took);
    check(took < 20, name);
    return r;
}

static void test_large(struct arena *keep, struct arena scratch)
{
    struct span equal = repeat(keep, "word ", 100000), fewer = repeat(keep, "word ", 99000);
    struct revision r = timed(keep, scratch, "100,000 equal words, and 1,000 fewer", equal, fewer);
    check(r.words_removed == 1000 && r.words_added == 0, "what went is counted");
    r = timed(keep, scratch, "100,000 words, none of them in both", repeat(keep, "a%u ", 100000),
              repeat(keep, "b%u ", 100000));
    check(r.of_kind[LINE_REMOVED] == 1 && r.of_kind[LINE_ADDED] == 1, "a paragraph written anew is told as such");
    struct span huge = repeat(keep, "abcdefghij", 100000), other = repeat(keep, "abcdefghij", 100001);
    r = timed(keep, scratch, "one word of a megabyte, and one a bit longer", huge, other);
    check(!r.same, "what lies behind the letters that are folded tells");
    r = timed(keep, scratch, "the same huge word", huge, huge);
    check(r.same && !r.change_count, "and is the same where it is");
    r = timed(keep, scratch, "20,000 quotations", repeat(keep, "\"We saw %u go,\" he said. ", 20000),
              repeat(keep, "\"We saw the %u go,\" he said. ", 20000));
    check(r.words_added == 20000, "a word put into each of them is found");
    r = timed(keep, scratch, "numbers, all of them others", repeat(keep, "and %u people died ", 20000),
              repeat(keep, "but 7%u people died ", 20000));
    check(r.change_count > 0, "and told");
}

static void test_paragraphs(struct arena *keep, struct arena scratch)
{
    enum { MANY = 20000 };
    struct report *both[2];
    for (int v = 0; v < 2; v++) {
        struct report *report = both[v] = arena_new(keep, struct report, 1);
        report->article.text = repeat(keep, v ? "The %u boat sank\n" : "The %u boat swam\n", MANY);
        report->article.blocks = (struct blocks){ arena_new(keep, struct block, MANY), 0 };
        size_t from = 0, end;
        for (; (end = span_find_byte(report->article.text, '\n', from)) != SPAN_NONE; from = end + 1)
            report->article.blocks.at[report->article.blocks.count++] =
                (struct block){ { (uint32_t)from, (uint32_t)end }, BLOCK_PARAGRAPH };
        report->notes = annotate(keep, scratch, &report->article);
    }
    double begun = seconds();
    struct revision r = revision_find(keep, scratch, both[0], both[1]);
    check(seconds() - begun < 20 && r.of_kind[LINE_CHANGED] == MANY, "20,000 paragraphs, a word of each changed");
}

int main(void)
{
    struct region keep = region_open((size_t)32 << 30), scratch = region_open((size_t)32 << 30);
    case_run(CASES "/compare/revision.txt", print_revision);
    test_large(&keep.arena, scratch.arena);
    test_paragraphs(&keep.arena, scratch.arena);
    region_close(&keep);
    region_close(&scratch);
    return tap_end();
}
