/* Tokens advance, stay within the input, and whatever they hold can be decoded. */
#include "extract/html_token.h"
#include "fuzz.h"

static void check_within(struct span part, struct span whole)
{
    assert(part.at >= whole.at && part.at + part.len <= whole.at + whole.len);
}

static void decode(struct arena scratch, struct span s, unsigned coding)
{
    struct buffer out = buffer_in(&scratch);
    html_decode(&out, s, coding);
    assert(out.len <= 3 * s.len);   /* NUL becomes three bytes; references never grow so much */
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size)
        return 0;
    fuzz_keep();
    struct span text = { (const char *)data + 1, size - 1 };
    struct html_tokens tokens = html_tokens_of(text);
    tokens.state = (enum html_state)(data[0] % 6);
    tokens.foreign = data[0] & 64;
    tokens.last_start = data[0] & 128 ? SPAN("script") : SPAN("title");
    struct html_token token;
    for (size_t before = 0; html_token_next(&tokens, &token); before = tokens.at) {
        assert(tokens.at > before && tokens.at <= text.len);
        check_within(token.text, text);
        decode(fuzz_scratch(), token.text, token.coding);
        for (unsigned i = 0; i < token.attribute_count; i++) {
            check_within(token.attributes[i].name, text);
            check_within(token.attributes[i].value, text);
            decode(fuzz_scratch(), token.attributes[i].value, HTML_REFERENCES | HTML_IN_ATTRIBUTE | HTML_NULS);
        }
        if (token.kind == HTML_DOCTYPE)
            html_doctype_read(&token);
    }
    assert(token.kind == HTML_END_OF_FILE);
    return 0;
}
