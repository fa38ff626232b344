#include "case.h"
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

int main(void)
{
    case_run(CASES "/text/token.txt", print_tokens);
    test_room_behind();
    return tap_end();
}
