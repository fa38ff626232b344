/* Tokens of HTML, written as one line each: what the standard's states make of small inputs. */
#include "extract/html_token.h"
#include "tap.h"

static struct region memory;

static void put(struct buffer *out, struct span s, unsigned coding)
{
    buffer_byte(out, '[');
    html_decode(out, s, coding);
    buffer_byte(out, ']');
}

static void put_tag(struct buffer *out, const struct html_token *token)
{
    put(out, token->text, token->coding);
    for (unsigned i = 0; i < token->attribute_count; i++) {
        html_decode(out, token->attributes[i].name, HTML_LOWER | HTML_NULS);
        put(out, token->attributes[i].value, HTML_REFERENCES | HTML_IN_ATTRIBUTE | HTML_NULS);
    }
    if (token->self_closing)
        buffer_byte(out, '/');
}

static void put_doctype(struct buffer *out, const struct html_token *token)
{
    struct html_doctype type = html_doctype_read(token);
    put(out, type.name, HTML_LOWER | HTML_NULS);
    put(out, type.public_id, HTML_NULS);
    put(out, type.system_id, HTML_NULS);
    buffer_text(out, type.force_quirks ? "quirks" : "");
}

/* "text[a] start[p]class[x] end[p] comment[c] doctype[html][][]" */
static struct span tokens_of(struct span text, enum html_state state, struct span last_start, bool foreign)
{
    static const char *const names[] = { "", "text", "start", "end", "comment", "doctype" };
    region_reset(&memory, 1 << 20);
    struct buffer out = buffer_in(&memory.arena);
    struct html_tokens tokens = html_tokens_of(text);
    tokens.state = state;
    tokens.last_start = last_start;
    tokens.foreign = foreign;
    struct html_token token;
    while (html_token_next(&tokens, &token)) {
        if (token.kind == HTML_TEXT && !token.text.len)
            continue;
        buffer_text(&out, out.len ? " " : "");
        buffer_text(&out, names[token.kind]);
        if (token.kind == HTML_DOCTYPE)
            put_doctype(&out, &token);
        else if (token.kind == HTML_START_TAG)
            put_tag(&out, &token);
        else
            put(&out, token.text, token.coding);
    }
    return buffer_span(&out);
}

static void test_plain(const char *html, const char *want)
{
    check_text(tokens_of(span_of(html), HTML_DATA, SPAN(""), false), span_of(want), html);
}

static void test_data(void)
{
    test_plain("", "");
    test_plain("a<p>b</p>", "text[a] start[p] text[b] end[p]");
    test_plain("<A HREF='x'>", "start[a]href[x]");
    test_plain("a < b", "text[a ] text[< b]");
    test_plain("<", "text[<]");
    test_plain("</", "text[</]");
    test_plain("x</>y", "text[x] text[y]");
    test_plain("</ p>x", "comment[ p] text[x]");
    test_plain("<?php x?>y", "comment[?php x?] text[y]");
    test_plain("<3", "text[<3]");
}

static void test_attributes(void)
{
    test_plain("<p a=1 b='2' c=\"3\" d>", "start[p]a[1]b[2]c[3]d[]");
    test_plain("<p a = 1/>", "start[p]a[1/]");
    test_plain("<br/>", "start[br]/");
    test_plain("<p / a>", "start[p]a[]");
    test_plain("<p =x=y>", "start[p]=x[y]");
    test_plain("<p a=>", "start[p]a[]");
    test_plain("<p a=\"<>\">", "start[p]a[<>]");
    test_plain("<p a='x", "");
    test_plain("x<p", "text[x]");
    test_plain("<p a=\"b\"c=d>", "start[p]a[b]c[d]");
}

static void test_references(void)
{
    test_plain("&amp;&lt&#65;&#x42", "text[&<AB]");
    test_plain("&notit; &notin;", "text[\xc2\xacit; \xe2\x88\x89]");
    test_plain("&nosuch; &", "text[&nosuch; &]");
    test_plain("&#0;&#xd800;&#x110000;", "text[\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd]");
    test_plain("&#128;&#150;", "text[\xe2\x82\xac\xe2\x80\x93]");
    test_plain("&#; &#x;", "text[&#; &#x;]");
    test_plain("<a b='?x=1&copy=2&copy;'>", "start[a]b[?x=1&copy=2\xc2\xa9]");
    test_plain("&#99999999999999999999;", "text[\xef\xbf\xbd]");
    check_text(tokens_of(SPAN("a\r\nb\rc"), HTML_DATA, SPAN(""), false), SPAN("text[a\nb\nc]"), "line ends become LF");
}

static void test_comments(void)
{
    test_plain("<!--a-->b", "comment[a] text[b]");
    test_plain("<!-->b", "comment[] text[b]");
    test_plain("<!--->b", "comment[] text[b]");
    test_plain("<!--a--!>b", "comment[a] text[b]");
    test_plain("<!--a--!-->b", "comment[a--!] text[b]");
    test_plain("<!--a---->b", "comment[a--] text[b]");
    test_plain("<!--a-", "comment[a]");
    test_plain("<!--a--", "comment[a]");
    test_plain("<!--a<!--b-->", "comment[a<!--b]");
    test_plain("<!x>b", "comment[x] text[b]");
    test_plain("<![CDATA[x]]>", "comment[[CDATA[x]]]");
    check_text(tokens_of(SPAN("<![CDATA[a<b]]]>c"), HTML_DATA, SPAN(""), true), SPAN("text[a<b]] text[c]"),
               "CDATA in foreign content");
}

static void test_doctypes(void)
{
    test_plain("<!DOCTYPE HTML>", "doctype[html][][]");
    test_plain("<!doctype>", "doctype[][][]quirks");
    test_plain("<!doctype html public 'a' \"b\">", "doctype[html][a][b]");
    test_plain("<!doctype html system 'a' x>", "doctype[html][][a]");
    test_plain("<!doctype html public 'a>", "doctype[html][a][]quirks");
    test_plain("<!doctype html else>", "doctype[html][][]quirks");
    test_plain("<!doctype html", "doctype[html][][]quirks");
}

static void test_raw_text(void)
{
    test_plain("<title>a<b>&amp;</title>c", "start[title] text[a<b>&] end[title] text[c]");
    test_plain("<style>a<b>&amp;</style >c", "start[style] text[a<b>&amp;] end[style] text[c]");
    test_plain("<title></titles></title>", "start[title] text[</titles>] end[title]");
    test_plain("<title>x</title", "start[title] text[x</title]");
    test_plain("<plaintext>a</plaintext>", "start[plaintext] text[a</plaintext>]");
    test_plain("<textarea></TEXTAREA>", "start[textarea] end[textarea]");
    check_text(tokens_of(SPAN("a</b>"), HTML_RCDATA, SPAN(""), false), SPAN("text[a</b>]"), "no last start tag, no end");
}

static void test_scripts(void)
{
    test_plain("<script>a<b</script>c", "start[script] text[a<b] end[script] text[c]");
    test_plain("<script><!--</script>c", "start[script] text[<!--] end[script] text[c]");
    test_plain("<script><!--<script></script>--></script>c",
               "start[script] text[<!--<script></script>-->] end[script] text[c]");
    test_plain("<script><!--<script>--></script>c", "start[script] text[<!--<script>-->] end[script] text[c]");
    test_plain("<script><!--><script></script>c", "start[script] text[<!--><script>] end[script] text[c]");
    test_plain("<script><!--<script></script>", "start[script] text[<!--<script></script>]");
    test_plain("<script><!--<scripts></script>", "start[script] text[<!--<scripts>] end[script]");
}

static void test_nuls(void)
{
    check_text(tokens_of((struct span){ "<p\0q\0>", 6 }, HTML_DATA, SPAN(""), false), SPAN("start[p\xef\xbf\xbdq\xef\xbf\xbd]"),
               "NUL in a tag's name");
    check_text(tokens_of((struct span){ "<!--\0-->", 8 }, HTML_DATA, SPAN(""), false), SPAN("comment[\xef\xbf\xbd]"),
               "NUL in a comment");
    check_text(tokens_of((struct span){ "a\0", 2 }, HTML_RAWTEXT, SPAN("style"), false), SPAN("text[a\xef\xbf\xbd]"),
               "NUL in raw text");
    check(tokens_of((struct span){ "a\0", 2 }, HTML_DATA, SPAN(""), false).len == 8, "NUL in data stays");
}

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

static void test_no_tag(void)
{
    struct html_tokens tokens = html_tokens_of(SPAN("<p/><!-- x -->"));
    struct html_token token;
    check(html_token_next(&tokens, &token) && token.tag && token.self_closing, "a tag has its row");
    check(html_token_next(&tokens, &token) && !token.tag && !token.self_closing, "a comment after it has none");
}

int main(void)
{
    memory = region_open((size_t)64 << 20);
    test_data();
    test_attributes();
    test_references();
    test_comments();
    test_doctypes();
    test_raw_text();
    test_scripts();
    test_nuls();
    test_many_attributes();
    test_no_tag();
    return tap_end();
}
