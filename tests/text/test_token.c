#include "case.h"
#include "base/fnv.h"
#include "text/token.h"

static void print_tokens(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                         const struct case_options *options)
{
    static const char *const names[] = { "", "number", "sign" };
    static const struct { unsigned bit; const char *name; } shapes[] = {
        { TOKEN_CAPITAL, "capital" }, { TOKEN_ALL_CAPITALS, "capitals" }, { TOKEN_HYPHENATED, "hyphenated" },
        { TOKEN_QUOTE, "quote" }, { TOKEN_CLITIC, "clitic" },
    };
    (void)scratch;
    bool in_full = span_equal(case_option(options, SPAN("shapes")), SPAN("yes"));
    struct tokens tokens = token_split(keep, input, (struct mark){ 0, (uint32_t)input.len });
    for (uint32_t i = 0; i < tokens.count; i++) {
        const struct token *token = &tokens.at[i];
        buffer_put(out, i && !in_full ? SPAN(" | ") : SPAN(""));
        buffer_put(out, token_folded(&tokens, i));
        if (!in_full)
            continue;
        buffer_printf(out, " %u-%u %s", token->at.from, token->at.to, names[token->kind]);
        for (size_t k = 0; k < sizeof shapes / sizeof *shapes; k++)
            if (token->shape & shapes[k].bit)
                buffer_printf(out, " %s", shapes[k].name);
        while (out->at[out->len - 1] == ' ')
            out->len--;
        buffer_byte(out, '\n');
    }
    buffer_byte(out, '\n');
}

static bool is_same(const struct tokens *a, const struct tokens *b)
{
    if (a->count != b->count || !span_equal(a->folded, b->folded))
        return false;
    return !a->count || memcmp(a->at, b->at, a->count * sizeof *a->at) == 0;
}

/* Words are read sixteen bytes at once where the text goes on behind them: that must not be seen. */
static void test_room_behind(void)
{
    static const char *const texts[] = {
        "Fifteen letters stand in Uncharacteristi, sixteen in uncharacteristic, more in UNCHARACTERISTICALLY.",
        "U.S. troops, EE.UU., a.m. and e.g. John's players' 'tis o'clock dit-il l'homme can't snake_case x2 3rd",
        "\xd0\x9f\xd1\x80\xd0\xb8\xd0\xb2\xd1\x96\xd1\x82 Caf\xc3\xa9 e\xcc\x81t\xc3\xa9 \xff\xfe A\xc3 12k 1,200.5 G20... -- end",
    };
    struct region region = region_open(1 << 20);
    bool same = true;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct span text = span_of(texts[i]);
        for (size_t to = 0; to <= text.len; to++) {
            struct arena arena = region.arena;
            char *alone = arena_take_raw(&arena, 1, 1, to);
            memcpy(alone, text.at, to);
            struct mark part = { 0, (uint32_t)to };
            struct tokens tight = token_split(&arena, (struct span){ alone, to }, part);
            struct tokens wide = token_split(&arena, text, part);
            same = same && is_same(&tight, &wide);
        }
    }
    check(same, "tokens do not depend on what stands behind their part");
    region_close(&region);
}

/* Words have one number each, in the order of their coming; the same letters are two words where one is a sign. */
static void test_words(void)
{
    struct region region = region_open(1 << 20);
    struct span text = SPAN("The river rose, the RIVER fell; uncharacteristically so, uncharacteristicallx so.");
    static const uint32_t expected[] = { 0, 1, 2, 3, 0, 1, 4, 5, 6, 7, 3, 8, 7, 9 };
    struct tokens tokens = token_split(&region.arena, text, (struct mark){ 0, (uint32_t)text.len });
    check(!tokens.words.of, "splitting numbers no words");
    struct token_words words = token_words(&region.arena, &tokens);
    check(tokens.count == sizeof expected / sizeof *expected && words.count == 10, "as many words as differ");
    check(memcmp(words.of, expected, sizeof expected) == 0, "numbers in the order of their coming");
    bool first = true, hashed = true;
    for (uint32_t i = 0; i < tokens.count; i++) {
        struct token_word word = words.at[words.of[i]];
        struct span folded = token_folded(&tokens, i);
        first = first && word.first <= i && span_equal(token_folded(&tokens, word.first), folded);
        hashed = hashed && word.hash == fnv_hash(folded.at, folded.len);
    }
    check(first, "a word tells its first token");
    check(hashed, "a word tells the hash that tables hold it under");
    tokens.words = words;
    check(token_words(&region.arena, &tokens).of == words.of, "words that are numbered are not numbered again");
    tokens = token_split(&region.arena, text, (struct mark){ 0, 0 });
    check(token_words(&region.arena, &tokens).count == 0, "no tokens have no words");
    region_close(&region);
}

int main(void)
{
    test_words();
    case_run(CASES "/text/token.txt", print_tokens);
    test_room_behind();
    return tap_end();
}
