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

int main(void)
{
    case_run(CASES "/text/token.txt", print_tokens);
    return tap_end();
}
