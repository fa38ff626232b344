/* tests/compare/test_line.c -- clauses that are grown to lines; what dates belong to */
#include "compare/line.h"
#include "story_of.h"

enum { PIECES_MOST = 4 };

static void set_tokens(struct statement *s, const struct report *report)
{
    s->first_token = token_at(&report->notes.tokens, s->at.from);
    s->token_end = token_at(&report->notes.tokens, s->at.to - 1) + 1;
    const struct sentences *list = &report->notes.sentences;
    while (s->sentence + 1 < list->count && list->at[s->sentence].at.to <= s->at.from)
        s->sentence++;
}

/* "en -: sentence @@ clause @@ clause": a line for each clause of it, how well it reads in tenths; then one for
 * each of its dates, what it belongs to. */
static void print_lines(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                        const struct case_options *options)
{
    (void)options;
    struct statement statements[PIECES_MOST] = { { .report = 0 } };
    size_t cut = span_find(input, SPAN(" @@ "), 0);
    struct story story = story_of(keep, scratch, span_cut(input, 0, cut));
    struct word *words = words_read(keep, scratch, story.at[0]);
    struct comparison c = { .reports = story.at, .count = 1, .words = &words, .statements = { statements, 0 } };
    while (cut != SPAN_NONE && c.statements.count < PIECES_MOST) {
        size_t next = span_find(input, SPAN(" @@ "), cut + 4);
        struct span piece = span_cut(input, cut + 4, next == SPAN_NONE ? input.len : next);
        size_t at = span_find(story.at[0]->article.text, piece, 0);
        struct statement *s = &statements[c.statements.count];
        if (at != SPAN_NONE) {
            *s = (struct statement){ .attribution = ATTRIBUTION_NONE };
            s->at = (struct mark){ (uint32_t)at, (uint32_t)(at + piece.len) };
            set_tokens(s, story.at[0]);
            c.statements.count++;
        }
        cut = next;
    }
    for (uint32_t i = 0; i < c.statements.count; i++) {
        struct line line = line_of(&c, &statements[i]);
        struct span words_of = words_at(&c, 0, line.at);
        buffer_printf(out, "%.0f %.*s\n", (double)line.fitness * 10, (int)words_of.len, words_of.at);
        const struct dates *dates = &story.at[0]->notes.dates;
        uint32_t d = line_first_date(story.at[0], &statements[i]);
        for (; d < dates->count && dates->at[d].at.to <= statements[i].at.to; d++) {
            struct span about = words_at(&c, 0, line_about(&c, &statements[i], dates->at[d].at).at);
            buffer_printf(out, "%s: %.*s\n", dates->at[d].value, (int)about.len, about.at);
        }
    }
}

static void test_any_cut(void)
{
    struct region keep = test_region(), scratch = test_region();
    const struct report *report = story_report(&keep.arena, scratch.arena,
        SPAN("en 2031-03-12: Which? \"That, who (which killed 12 on March 3, after talks), said Lind,\" he said. "
             "And, with"), 1);
    const struct token *tokens = report->notes.tokens.at;
    struct word *words = words_read(&keep.arena, scratch.arena, report);
    struct statement s = { .attribution = ATTRIBUTION_NONE };
    struct comparison c = { .reports = &report, .count = 1, .words = &words, .statements = { &s, 1 } };
    bool holds = true;
    for (s.sentence = 0; s.sentence < report->notes.sentences.count; s.sentence++) {
        const struct sentence *sentence = &report->notes.sentences.at[s.sentence];
        for (s.first_token = sentence->first_token; s.first_token < sentence->token_end; s.first_token++)
            for (s.token_end = s.first_token + 1; s.token_end <= sentence->token_end; s.token_end++) {
                s.at = (struct mark){ tokens[s.first_token].at.from, tokens[s.token_end - 1].at.to };
                struct line line = line_of(&c, &s);
                holds &= mark_length(line.at) > 0 && mark_holds(sentence->at, line.at);
                holds &= line.fitness > 0 && line.fitness <= 1;
            }
    }
    check(holds, "any run of words is given a line within its sentence");
    region_close(&keep);
    region_close(&scratch);
}

int main(void)
{
    case_run(CASES "/compare/line.txt", print_lines);
    test_any_cut();
    return tap_end();
}
