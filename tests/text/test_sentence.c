#include "case.h"
#include "text/sentence.h"

static void print_sentences(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                            const struct case_options *options)
{
    (void)scratch;
    struct tokens tokens = token_split(keep, input, (struct mark){ 0, (uint32_t)input.len });
    struct sentences sentences = { 0 };
    size_t room = 0;
    sentence_split(keep, &sentences, &room, input, &tokens, 0, tokens.count, 0, case_option(options, SPAN("language")));
    for (uint32_t i = 0; i < sentences.count; i++) {
        struct span words = mark_span(input, sentences.at[i].at);
        for (size_t at = 0; at < words.len; at++)
            buffer_byte(out, words.at[at] == '\n' ? ' ' : words.at[at]);
        buffer_byte(out, '\n');
    }
}

/* Whatever the text, sentences hold every token once and in order. */
static void check_cover(struct arena keep, struct span text, const char *what)
{
    struct tokens tokens = token_split(&keep, text, (struct mark){ 0, (uint32_t)text.len });
    struct sentences sentences = { 0 };
    size_t room = 0;
    sentence_split(&keep, &sentences, &room, text, &tokens, 0, tokens.count, 7, SPAN("en"));
    uint32_t next = 0;
    bool is_good = true;
    for (uint32_t i = 0; i < sentences.count; i++) {
        const struct sentence *s = &sentences.at[i];
        is_good = is_good && s->first_token == next && s->token_end > next && s->block == 7 &&
                  s->at.from == tokens.at[next].at.from && s->at.to == tokens.at[s->token_end - 1].at.to;
        next = s->token_end;
    }
    check(is_good && next == tokens.count, what);
}

static struct span repeat(struct arena *keep, struct span piece, size_t count)
{
    struct buffer out = buffer_in(keep);
    while (count--)
        buffer_put(&out, piece);
    return buffer_span(&out);
}

static void test_long_texts(void)
{
    struct region region = test_region();
    check_cover(region.arena, SPAN(""), "no text has no sentence");
    check_cover(region.arena, SPAN("..."), "only stops");
    check_cover(region.arena, repeat(&region.arena, SPAN("No. "), 50000), "50,000 abbreviations");
    check_cover(region.arena, repeat(&region.arena, SPAN("\" "), 50000), "50,000 quotation marks");
    check_cover(region.arena, repeat(&region.arena, SPAN("?!"), 50000), "50,000 stops in a row");
    check_cover(region.arena, repeat(&region.arena, SPAN("A. "), 50000), "50,000 initials");
    check_cover(region.arena, repeat(&region.arena, SPAN("(- "), 50000), "50,000 brackets");
    check_cover(region.arena, repeat(&region.arena, SPAN("l'"), 50000), "50,000 elisions");
    check_cover(region.arena, repeat(&region.arena, SPAN("a.b-"), 50000), "50,000 joints");
    region_close(&region);
}

int main(void)
{
    case_run(CASES "/text/sentence.txt", print_sentences);
    test_long_texts();
    return tap_end();
}
