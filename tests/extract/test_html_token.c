/* Tokens of HTML: tests/cases/extract/html_token.txt goes through all states of the standard; here stands what lines
 * of text can't say. */
#include "extract/html_token.h"

#include "case.h"

/* ---- the cases: "text[a] start[p]class[x] end[p] comment[c] doctype[html][][]" ---- */

static unsigned hex_digit(char c) { return byte_is_digit(c) ? (unsigned)(c - '0') : (unsigned)(byte_lower(c) - 'a') + 10; }

/* "\0", "\r", "\f" and "\xhh", which the file of cases hands on as they stand. */
static struct span unescape(struct arena *keep, struct span s)
{
    struct buffer out = buffer_in(keep);
    for (size_t i = 0; i < s.len; i++) {
        char next = s.at[i] == '\\' && i + 1 < s.len ? s.at[i + 1] : ' ';
        const char *found = strchr("0rfx", next);
        if (!found || next == ' ') {
            buffer_byte(&out, s.at[i]);
            continue;
        }
        i++;
        if (next == 'x' && i + 2 < s.len) {
            buffer_byte(&out, (char)(hex_digit(s.at[i + 1]) * 16 + hex_digit(s.at[i + 2])));
            i += 2;
        } else {
            buffer_byte(&out, "\0\r\f"[found - "0rfx"]);
        }
    }
    return buffer_span(&out);
}

static void put_escaped(struct buffer *out, struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c == '\n' || c == '\r')
            buffer_text(out, c == '\n' ? "\\n" : "\\r");
        else if (c == 0)
            buffer_text(out, "\\0");
        else if (c < ' ' || c >= 0x7f)
            buffer_printf(out, "\\x%02x", c);
        else
            buffer_byte(out, (char)c);
    }
}

static void put(struct buffer *out, struct arena scratch, struct span s, unsigned coding, bool bracket)
{
    struct buffer decoded = buffer_in(&scratch);
    html_decode(&decoded, s, coding);
    buffer_text(out, bracket ? "[" : "");
    put_escaped(out, buffer_span(&decoded));
    buffer_text(out, bracket ? "]" : "");
}

static void put_tag(struct buffer *out, struct arena scratch, const struct html_token *token)
{
    put(out, scratch, token->text, token->coding, true);
    for (unsigned i = 0; token->kind == HTML_START_TAG && i < token->attribute_count; i++) {
        put(out, scratch, token->attributes[i].name, HTML_LOWER | HTML_NULS, false);
        put(out, scratch, token->attributes[i].value, HTML_REFERENCES | HTML_IN_ATTRIBUTE | HTML_NULS, true);
    }
    if (token->kind == HTML_START_TAG && token->self_closing)
        buffer_byte(out, '/');
}

static void put_doctype(struct buffer *out, struct arena scratch, const struct html_token *token)
{
    struct html_doctype type = html_doctype_read(token);
    put(out, scratch, type.name, HTML_LOWER | HTML_NULS, true);
    put(out, scratch, type.public_id, HTML_NULS, true);
    put(out, scratch, type.system_id, HTML_NULS, true);
    buffer_text(out, type.force_quirks ? "quirks" : "");
}

static enum html_state state_of(struct span name)
{
    static const struct { struct span name; enum html_state state; } states[] = {
        { SPAN("RCDATA state"), HTML_RCDATA }, { SPAN("RAWTEXT state"), HTML_RAWTEXT },
        { SPAN("Script data state"), HTML_SCRIPT }, { SPAN("PLAINTEXT state"), HTML_PLAINTEXT },
        { SPAN("CDATA section state"), HTML_CDATA }
    };
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (span_equal(name, states[i].name))
            return states[i].state;
    return HTML_DATA;
}

/* Adjacent pieces of text are one. */
static void print_tokens(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                         const struct case_options *options)
{
    struct span last = case_option(options, SPAN("last"));
    struct html_tokens tokens = html_tokens_of(unescape(keep, input));
    tokens.state = state_of(case_option(options, SPAN("state")));
    tokens.last_start = span_equal(last, SPAN("-")) ? SPAN("") : last;
    tokens.foreign = span_equal(case_option(options, SPAN("foreign")), SPAN("yes"));
    struct html_token token;
    bool in_text = false;
    while (html_token_next(&tokens, &token)) {
        static const char *const names[] = { "", "text[", "start", "end", "comment", "doctype" };
        bool is_text = token.kind == HTML_TEXT;
        if (is_text && !token.text.len)
            continue;
        if (in_text && !is_text)
            buffer_byte(out, ']');
        if (!is_text || !in_text) {
            buffer_text(out, out->len ? " " : "");
            buffer_text(out, names[token.kind]);
        }
        in_text = is_text;
        if (token.kind == HTML_DOCTYPE)
            put_doctype(out, scratch, &token);
        else if (is_text)
            put(out, scratch, token.text, token.coding, false);
        else
            put_tag(out, scratch, &token);
    }
    if (in_text)
        buffer_byte(out, ']');
    buffer_text(out, out->len ? "\n" : "-\n");
}

/* ---- what lines of text can't say ---- */

static struct region memory;

static void test_many_attributes(void)
{
    struct buffer html = buffer_in(&memory.arena);
    buffer_text(&html, "<p");
    for (int i = 0; i < 10 * HTML_ATTRIBUTES_MAX; i++)
        buffer_printf(&html, " a%d=%d", i, i);
    buffer_text(&html, ">b");
    struct html_tokens tokens = html_tokens_of(buffer_span(&html));
    struct html_token token;
    check(html_token_next(&tokens, &token) && token.attribute_count == HTML_ATTRIBUTES_MAX, "attributes are bounded");
    check_text(*html_attribute_find(&token, SPAN("a7")), SPAN("7"), "an attribute is found by its name");
    check(!html_attribute_find(&token, SPAN("b")), "and not when it is not there");
    check(html_token_next(&tokens, &token) && token.kind == HTML_TEXT, "the text behind them is read");
    check(!html_token_next(&tokens, &token) && token.kind == HTML_END_OF_FILE, "then it ends");
    check(!html_token_next(&tokens, &token), "and stays ended");
}

static void test_attribute_find(void)
{
    struct html_tokens tokens = html_tokens_of(SPAN("<p CLASS=a class=b Id>"));
    struct html_token token;
    check(html_token_next(&tokens, &token), "a tag");
    check_text(*html_attribute_find(&token, SPAN("class")), SPAN("a"), "the first of two, in whatever case");
    const struct span *id = html_attribute_find(&token, SPAN("id"));
    check(id && !id->len, "one without a value is there, and empty");
}

static void test_rows(void)
{
    struct html_tokens tokens = html_tokens_of(SPAN("<P/><!-- x --><x-card><averyveryverylongname>"));
    struct html_token token;
    check(html_token_next(&tokens, &token) && token.tag && token.self_closing, "a tag has its row");
    check_text(token.tag ? token.tag->name : SPAN(""), SPAN("p"), "in whatever case");
    check(html_token_next(&tokens, &token) && !token.tag && !token.self_closing, "a comment after it has none");
    check(html_token_next(&tokens, &token) && !token.tag, "nor has an element that nobody knows");
    check(html_token_next(&tokens, &token) && !token.tag, "nor a long one");
}

static void test_slices(void)
{
    const char *html = "a<p class=x>b</p>";
    struct html_tokens tokens = html_tokens_of(span_of(html));
    struct html_token token;
    html_token_next(&tokens, &token);
    check(token.text.at == html, "text is a slice of the input");
    html_token_next(&tokens, &token);
    check(token.text.at == html + 2 && token.attributes[0].value.at == html + 10, "so are names and values");
}

static void test_kept_state(void)
{
    struct html_tokens tokens = html_tokens_of(SPAN("<title><b>"));
    struct html_token token;
    tokens.keep_state = true;
    check(html_token_next(&tokens, &token) && html_token_next(&tokens, &token) && token.kind == HTML_START_TAG,
          "who asks for it reads on in the same state");
}

int main(void)
{
    memory = region_open((size_t)64 << 20);
    case_run(CASES "/extract/html_token.txt", print_tokens);
    test_many_attributes();
    test_attribute_find();
    test_rows();
    test_slices();
    test_kept_state();
    return tap_end();
}
