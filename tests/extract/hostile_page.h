/* tests/extract/hostile_page.h -- pages made to hurt, of any size
 *
 * Each shape is a piece that is repeated, with something before and behind all of them.  What a shape is
 * meant to strain is its name.  Used by the tests, at small sizes, and by bench/pathological.c, which
 * draws the curves.
 */
#ifndef SYN_TESTS_HOSTILE_PAGE_H
#define SYN_TESTS_HOSTILE_PAGE_H

#include "base/buffer.h"

struct hostile_page {
    const char *name;
    const char *before, *piece;   /* "\1" in a piece stands for its number */
    const char *close;            /* as many of these behind the pieces; NULL for none */
    const char *after;
};

#define PROSE "A sentence of a report that goes on for a while, so that it reads like prose. "
#define LINKED "<script type=\"application/ld+json\">"
#define GIVEN_BODY LINKED "{\"@type\":\"NewsArticle\",\"articleBody\":\""

static const struct hostile_page hostile_pages[] = {
    /* the tokenizer */
    { "one word", "<p>", "word", NULL, "" },
    { "one attribute value", "<p title=\"", "value ", NULL, "\">x" },
    { "one attribute name", "<p ", "name", NULL, ">x" },
    { "one tag name", "<p", "name", NULL, ">x" },
    { "many attributes", "<p", " a\1=b", NULL, ">x" },
    { "attributes without values", "<p", " a", NULL, ">x" },
    { "references", "<p>", "&amp;", NULL, "" },
    { "references without end", "<p>", "&amp", NULL, "" },
    { "numeric references", "<p>", "&#x41;&#66;", NULL, "" },
    { "long numbers", "<p>", "&#000000000000000000000000000000065;", NULL, "" },
    { "no references", "<p>", "&nosuchreferenceatall ", NULL, "" },
    { "one long non-reference", "<p>&", "counterclockwise", NULL, "" },
    { "ampersands", "<p>", "&", NULL, "" },
    { "references in a value", "<meta name=author content='", "&amp;&copy=", NULL, "'>" },
    { "less-than signs", "<p>", "<", NULL, "" },
    { "open end tags", "<p>", "</", NULL, "" },
    { "empty end tags", "<p>", "</>", NULL, "" },
    { "unclosed tags", "", "<p ", NULL, "" },
    { "unclosed end tags", "", "</p", NULL, "" },
    { "unclosed quotes", "", "<p a='", NULL, "" },
    { "unclosed double quotes", "", "<p a=\"x'", NULL, "" },
    { "unclosed comments", "", "<!--", NULL, "" },
    { "dashes in a comment", "<!--", "-", NULL, "" },
    { "almost closed comment", "<!--", "--!", NULL, "" },
    { "comments", "", "<!-- x -->", NULL, "" },
    { "short comments", "", "<!-->", NULL, "" },
    { "bogus comments", "", "<!x><?y></ z>", NULL, "" },
    { "unclosed declarations", "", "<!x ", NULL, "" },
    { "doctypes", "", "<!doctype html public \"a\" 'b'>", NULL, "" },
    { "unclosed doctype", "", "<!doctype ", NULL, "" },
    { "scripts", "", "<script>if (a<b) c()</script>", NULL, "" },
    { "unclosed script", "<script>", "if (a<b) c() ", NULL, "" },
    { "nearly closed script", "<script>", "</script", NULL, "" },
    { "script comments", "<script>", "<!--<script>", NULL, "" },
    { "closed script comments", "<script>", "<!--<script></script>-->", NULL, "" },
    { "script in script", "", "<script><!--<script></script>", NULL, "" },
    { "unclosed styles", "", "<style><!--", NULL, "" },
    { "unclosed titles", "", "<title>a", NULL, "" },
    { "titles", "", "<title>a</title>", NULL, "" },
    { "text areas", "", "<textarea></textare</textarea>", NULL, "" },
    { "CDATA", "<svg>", "<![CDATA[ x ]]", NULL, "" },
    { "closed CDATA", "<svg>", "<![CDATA[x]]>", NULL, "" },
    { "plaintext", "<plaintext>", "<p>", NULL, "" },
    { "NULs as spaces", "<p>", "\2", NULL, "" },
    { "returns", "<p>", "x\r", NULL, "" },
    { "broken UTF-8", "<p>", "\xe2\x80", NULL, "" },
    { "no UTF-8", "<p>", "\xff\xfe ", NULL, "" },

    /* the stack of open elements */
    { "deep blocks", "", "<div>", NULL, "" },
    { "deep blocks, closed", "", "<div>", "</div>", "" },
    { "deep blocks with text", "", "<div class=body>x ", "</div>", "" },
    { "deep quotes", "", "<blockquote><p>" PROSE, NULL, "" },
    { "deep lists", "", "<ul><li>x", NULL, "" },
    { "items in items", "", "<li><ul>", NULL, "" },
    { "terms", "<dl>", "<dt>x<dd>y", NULL, "" },
    { "deep tables", "", "<table><tr><td>", NULL, "" },
    { "table cells", "<table>", "<tr><td>x<td>y", NULL, "" },
    { "one row of cells", "<table><tr>", "<td>x", NULL, "" },
    { "table soup", "", "<td><table></tr><th></table><tr>x</td><tbody>", NULL, "" },
    { "nested links", "", "<a href=x>y", NULL, "" },
    { "nested links and blocks", "", "<a href=x><div>y", NULL, "" },
    { "open formatting", "", "<b><i>x", NULL, "" },
    { "misnested formatting", "", "<b><p>x</b>y</p>", NULL, "" },
    { "misnested formatting, deep", "", "<b><p>", "</b></p>", "" },
    { "formatting across blocks", "<b>", "<div>x</b>", NULL, "" },
    { "spans", "", "<span>x", "</span>", "" },
    { "unknown elements", "", "<x-\1>y", NULL, "" },
    { "end tags alone", "<b>", "</p></div></i>", NULL, "" },
    { "end tags of one far below", "<section><b><i><u>", "</section1></span>", NULL, "" },
    { "headings", "", "<h1>a", NULL, "" },
    { "line breaks", "<p>", "x<br>", NULL, "" },
    { "empty line breaks", "<p>", "<br>", NULL, "" },
    { "rules", "", "<hr>", NULL, "" },
    { "selects", "", "<select><div>", NULL, "" },
    { "drawings", "", "<svg><path d=x>", NULL, "" },
    { "drawings and blocks", "", "<svg><p>x", NULL, "" },
    { "templates", "", "<template>x", NULL, "" },
    { "noscripts", "", "<noscript><p>x", NULL, "" },
    { "bodies", "", "<body lang=en><html lang=de>", NULL, "" },

    /* names and notes */
    { "one class of many names", "<div class='", "story-body ", NULL, "'>x" },
    { "one long class", "<div class=", "story-body-related-", NULL, ">x" },
    { "many classes", "", "<div class=c\1>x</div>", NULL, "" },
    { "many signatures", "", "<p class=c\1>" PROSE, NULL, "" },
    { "meta tags", "", "<meta name=author content='A B'>", NULL, "" },
    { "distinct meta tags", "", "<meta property='article:tag' content='Tag \1'>", NULL, "" },
    { "distinct authors", "", "<meta name=author content='Ada Quill\1'>", NULL, "" },
    { "one list of authors", "<meta name=author content='", "Ada Quill\1, ", NULL, "'>" },
    { "one printed byline", "<p class=byline>By ", "Ada Quill and ", NULL, "</p>" },
    { "times", "", "<time datetime='2024-01-01'>x</time>", NULL, "" },
    { "times without end", "", "<time>1 May 2024", NULL, "" },
    { "author spans", "", "<span itemprop=author>A B</span>", NULL, "" },
    { "nested author spans", "", "<span itemprop=author>A", "</span>", "" },
    { "author links", "", "<a rel=author href=x>Ada Quill\1</a>", NULL, "" },
    { "one address", "<link rel=canonical href='https://a.example/?", "utm_a=1&b=2&", NULL, "'>" },
    { "one headline", "<h1>", "word and ", NULL, "</h1><p>" PROSE },
    { "one title", "<title>", "word | ", NULL, "</title><p>" PROSE },
    { "title and headlines", "<title>A long headline of words</title>", "<h1>A long headline of words</h1>", NULL, "" },

    /* JSON-LD */
    { "linked data scripts", "",
      LINKED "{\"@type\":\"NewsArticle\",\"headline\":\"A\",\"author\":\"B C\"}</script>", NULL, "" },
    { "linked data, brackets", LINKED, "[", NULL, "</script>" },
    { "linked data, members", LINKED, "{\"a\":", NULL, "</script>" },
    { "linked data, closed", LINKED, "{\"@graph\":[", "]}", "</script>" },
    { "linked data, broken", LINKED, "{\"headline\":[", NULL, "</script>" },
    { "linked data, authors",
      LINKED "{\"@type\":\"NewsArticle\",\"author\":[", "{\"name\":\"A B\1\"},", NULL, "1]}</script>" },
    { "linked data, references",
      LINKED "{\"@graph\":[", "{\"@id\":\"#\1\",\"@type\":\"NewsArticle\",\"author\":{\"@id\":\"#1\1\"}},", NULL,
      "1]}</script>" },
    { "linked data, one string", GIVEN_BODY, PROSE "\\n", NULL, "\"}</script>" },
    { "linked data, escapes", GIVEN_BODY, "\\u0041\\n&amp;&lt;p&gt;", NULL, "\"}</script>" },
    { "linked data, markup", GIVEN_BODY, "<p>x<", NULL, "\"}</script>" },
    { "given body and page", GIVEN_BODY PROSE "\"}</script>", "<p>" PROSE, NULL, "" },

    /* the choice of blocks, furniture, the head */
    { "links", "", "<a href=x>y</a> ", NULL, "" },
    { "paragraphs of links", "", "<p><a href=x>Another story of ours</a>", NULL, "" },
    { "paragraphs", "<article>", "<p>" PROSE PROSE, NULL, "" },
    { "short paragraphs", "<article>", "<p>Yes.", NULL, "" },
    { "loose text", "", PROSE "<br><br>", NULL, "" },
    { "bodies side by side", "", "<div class=article-body><p>" PROSE "</div>", NULL, "" },
    { "bodies in bodies", "", "<div class=article-body><p>" PROSE, NULL, "" },
    { "articles", "", "<article><h1>A headline \1</h1><p>" PROSE PROSE "</article>", NULL, "" },
    { "articles in articles", "", "<article><p>" PROSE, "</article>", "" },
    { "captions", "<article>", "<figure><figcaption>Photo: A B</figcaption></figure><p>" PROSE, NULL, "" },
    { "teasers", "<article><p>" PROSE, "<p>Read more: <a href=x>Another story</a>", NULL, "" },
    { "newsletter boxes", "<article><p>" PROSE, "<p>Sign up for our newsletter", NULL, "" },
    { "datelines", "<article>", "<p>KYIV, April 3 (Reuters) - " PROSE, NULL, "" },
    { "one long dateline", "<article><p>", "KYIV, ", NULL, "" },
    { "dates", "<article><h1>A headline</h1>", "<p>3 April 2024</p>", NULL, "" },
    { "agency lines", "<article><p>" PROSE, "<p>(Reuters)</p>", NULL, "" },
    { "copyright lines", "<article><p>" PROSE, "<p>Copyright 2024 A B. All rights reserved.</p>", NULL, "" },
    { "quotation marks", "<article><p>", "\"", NULL, "" },
    { "full stops", "<article><p>", ". ", NULL, "" },
    { "brackets", "<article><p>", "(", NULL, "" },
    { "a script without blanks", "<article><p>", "\xe6\x96\xb0\xe8\x81\x9e\xe3\x80\x82", NULL, "" },
    { "invisible characters", "<article><p>", "\xe2\x80\x8b\xc2\xad", NULL, "" },
    { "combining marks", "<article><p>a", "\xcc\x81", NULL, "" },
};

enum { HOSTILE_PAGES = sizeof hostile_pages / sizeof *hostile_pages };

static inline void hostile_piece(struct buffer *out, const char *piece, size_t number)
{
    for (; *piece; piece++)
        if (*piece == '\1')
            buffer_number(out, (int64_t)number);
        else
            buffer_byte(out, *piece == '\2' ? '\0' : *piece);
}

/* About `bytes` of the shape. */
static inline struct span hostile_page(struct arena *keep, const struct hostile_page *shape, size_t bytes)
{
    struct buffer out = buffer_in(keep);
    size_t count = 0, length = strlen(shape->piece) + (shape->close ? strlen(shape->close) : 0);
    buffer_reserve(&out, bytes + bytes / 2 + 4096);
    buffer_text(&out, shape->before);
    for (; out.len + count * (length - strlen(shape->piece)) < bytes; count++)
        hostile_piece(&out, shape->piece, count);
    for (size_t i = 0; shape->close && i < count; i++)
        buffer_text(&out, shape->close);
    buffer_text(&out, shape->after);
    return buffer_span(&out);
}

#endif
