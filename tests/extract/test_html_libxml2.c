/* Pages that are well formed read alike by any parser: libxml2's tree and our blocks hold the same text in the same
 * order, its elements and our start tags the same attributes.  The pages are generated, from fixed seeds. */
#include <libxml/HTMLparser.h>

#include "extract/html_block.h"
#include "extract/html_token.h"
#include "tap.h"

enum { PAGES = 300, BLOCKS_DEEP = 5, INLINE_DEEP = 3 };

/* ---- a generator of pages ---- */

struct author { struct buffer *out; uint64_t state; unsigned deep; };

static uint32_t roll(struct author *a, uint32_t sides)
{
    a->state ^= a->state << 13;
    a->state ^= a->state >> 7;
    a->state ^= a->state << 17;
    return (uint32_t)((a->state >> 32) * sides >> 32);
}

#define PICK(a, list) (list)[roll((a), sizeof(list) / sizeof *(list))]

static const char *const words[] = {
    "harbour", "night", "4,200", "said", "a", "Ministerpr\xc3\xa4sident", "\xd0\xbc\xd0\xbe\xd1\x81\xd1\x82",
    "\xe6\x96\xb0\xe8\x81\x9e", "ferry.", "why?", "\"no\"", "it's", "(sic)", "x=y", "A>B", "--", "50%", "#tag",
    "\xf0\x9f\x8c\x8a", "e\xcc\x81t\xc3\xa9", "]]>", "http://a.example/?b=c"
};
static const char *const references[] = {
    "&amp;", "&lt;", "&gt;", "&quot;", "&eacute;", "&Ouml;", "&mdash;", "&hellip;", "&euro;", "&#8211;", "&#x416;",
    "&#65;", "&nbsp;", "&ldquo;", "&rdquo;", "&shy;", "&amp;amp;", "&lt;b&gt;", "&szlig;"
};
static const char *const blanks[] = { " ", "\n", "  ", "\t", " \n   " };

static void put(struct author *a, const char *text) { buffer_text(a->out, text); }

static void put_words(struct author *a)
{
    for (unsigned count = 1 + roll(a, 6); count; count--) {
        put(a, roll(a, 5) ? PICK(a, words) : PICK(a, references));
        if (!roll(a, 12))
            put(a, " & ");
        else if (roll(a, 8))
            put(a, PICK(a, blanks));
    }
}

static const char *const attribute_names[] = { "id", "class", "title", "lang", "data-a", "data-b", "style" };

/* A value in one of the three ways of quoting, or none at all. */
static void put_value(struct author *a)
{
    static const char *const quotes[] = { "=\"", "='", " = \"", "=\n'" };
    switch (roll(a, 6)) {
    case 0:
        return;
    case 1:
        buffer_printf(a->out, "=v%u/x?y&amp;z", roll(a, 100));
        return;
    default:
        break;
    }
    const char *quote = PICK(a, quotes);
    put(a, quote);
    for (unsigned count = roll(a, 4); count; count--) {
        const char *word = roll(a, 3) ? PICK(a, words) : PICK(a, references);
        if (!strpbrk(word, "\"'"))
            put(a, word);
        put(a, roll(a, 4) ? " " : "> </p>");
    }
    put(a, quote[strlen(quote) - 1] == '"' ? "\"" : "'");
}

static void open_tag(struct author *a, const char *name)
{
    buffer_printf(a->out, "<%s", name);
    for (size_t i = 0; i < sizeof attribute_names / sizeof *attribute_names; i++)
        if (!roll(a, 5)) {
            put(a, PICK(a, blanks));
            put(a, attribute_names[i]);
            put_value(a);
        }
    put(a, roll(a, 6) ? ">" : "\n>");
}

static void close_tag(struct author *a, const char *name)
{
    buffer_printf(a->out, roll(a, 9) ? "</%s>" : "</%s >", name);
}

static void put_comment(struct author *a)
{
    static const char *const comments[] = { "<!-- a -->", "<!---->", "<!-- <p>b</p> - c -->", "<!-- d &amp; \"e' -->" };
    put(a, PICK(a, comments));
}

static void put_line(struct author *a, unsigned deep)
{
    static const char *const names[] = { "b", "i", "em", "strong", "span", "a", "code", "sub", "cite", "u", "small" };
    for (unsigned count = 1 + roll(a, 4); count; count--) {
        uint32_t what = roll(a, 10);
        if (what < 6 || deep == 0) {
            put_words(a);
        } else if (what == 6) {
            put(a, roll(a, 2) ? "<br>" : "<br/>");
        } else if (what == 7) {
            put_comment(a);
        } else if (what == 8) {
            open_tag(a, "img");
        } else {
            const char *name = PICK(a, names);
            open_tag(a, name);
            /* A link in a link would close the outer one. */
            put_line(a, strcmp(name, "a") == 0 ? 0 : deep - 1);
            close_tag(a, name);
        }
    }
}

static void put_line_in(struct author *a, const char *name)
{
    open_tag(a, name);
    put_line(a, INLINE_DEEP);
    close_tag(a, name);
}

static void put_blocks(struct author *a);

static void put_list(struct author *a)
{
    const char *name = roll(a, 2) ? "ul" : "ol";
    open_tag(a, name);
    for (unsigned count = 1 + roll(a, 4); count; count--) {
        put(a, "\n");
        open_tag(a, "li");
        put_line(a, INLINE_DEEP);
        if (a->deep < BLOCKS_DEEP && !roll(a, 4))
            put_blocks(a);
        close_tag(a, "li");
    }
    close_tag(a, name);
}

static void put_table(struct author *a)
{
    open_tag(a, "table");
    for (unsigned rows = 1 + roll(a, 4); rows; rows--) {
        open_tag(a, "tr");
        for (unsigned cells = 1 + roll(a, 4); cells; cells--)
            put_line_in(a, roll(a, 4) ? "td" : "th");
        close_tag(a, "tr");
    }
    close_tag(a, "table");
}

static void put_terms(struct author *a)
{
    open_tag(a, "dl");
    for (unsigned count = 1 + roll(a, 3); count; count--) {
        put_line_in(a, "dt");
        put_line_in(a, "dd");
    }
    close_tag(a, "dl");
}

/* What is no text: both sides must leave it out. */
static void put_unread(struct author *a)
{
    static const char *const unread[] = {
        "<script>if (a < b && c > d) e('<p>f');</script>", "<style>p > b { color: red }</style>",
        "<script type=\"application/json\">{\"a\": \"<!-- b\"}</script>", "<textarea rows=2>a &amp; b</textarea>",
        "<select><option>one</option><option>two</option></select>", "<noscript>Turn it on</noscript>",
        "<button type=button>Send</button>", "<object data=x>no such thing</object>"
    };
    put(a, PICK(a, unread));
}

static void put_blocks(struct author *a)
{
    static const char *const lines[] = { "p", "h1", "h2", "h3", "h4", "address", "pre", "p", "p", "p" };
    static const char *const holders[] = { "div", "blockquote", "section", "article", "main", "aside", "figure",
                                           "header", "div" };
    a->deep++;
    for (unsigned count = 1 + roll(a, 5); count; count--) {
        uint32_t what = a->deep < BLOCKS_DEEP ? roll(a, 14) : roll(a, 5);
        put(a, roll(a, 3) ? "\n" : "");
        if (what < 4) {
            put_line_in(a, PICK(a, lines));
        } else if (what == 4) {
            put_unread(a);
        } else if (what < 9) {
            const char *name = PICK(a, holders);
            open_tag(a, name);
            if (!roll(a, 3))
                put_line(a, INLINE_DEEP);
            put_blocks(a);
            close_tag(a, name);
        } else if (what < 11) {
            put_list(a);
        } else if (what == 11) {
            put_table(a);
        } else if (what == 12) {
            put_terms(a);
        } else {
            put(a, roll(a, 2) ? "<hr>" : "<hr />");
        }
    }
    a->deep--;
}

static struct span page_of(struct arena *keep, uint64_t seed)
{
    struct buffer out = buffer_in(keep);
    struct author author = { &out, seed * 0x9e3779b97f4a7c15u + 1, 0 };
    put(&author, "<!DOCTYPE html>\n<html lang=en><head><meta charset=utf-8><title>A &amp; B</title></head>\n<body>");
    for (int i = 0; i < 4; i++)
        put_blocks(&author);
    put(&author, "</body></html>");
    return buffer_span(&out);
}

/* ---- the text ---- */

/* Text whose blanks are one space each, without what nobody sees. */
struct folded { struct buffer out; bool blank; };

static void fold(struct folded *f, struct span s)
{
    static const struct { struct span bytes; bool blank; } odd[] = {
        { SPAN("\xc2\xa0"), true }, { SPAN("\xc2\xad"), false }, { SPAN("\xe2\x80\x8b"), false }
    };
    for (size_t i = 0; i < s.len;) {
        size_t used = 0;
        for (size_t k = 0; k < 3 && !used; k++)
            if (span_starts(span_from(s, i), odd[k].bytes)) {
                used = odd[k].bytes.len;
                f->blank = f->blank || odd[k].blank;
            }
        if (!used && byte_is_blank(s.at[i])) {
            f->blank = true;
        } else if (!used) {
            if (f->blank && f->out.len)
                buffer_byte(&f->out, ' ');
            f->blank = false;
            buffer_byte(&f->out, s.at[i]);
        }
        i += used ? used : 1;
    }
}

static struct span our_text(struct arena *keep, struct arena scratch, struct span html)
{
    struct folded f = { buffer_in(keep), false };
    struct html_page page = html_page_read(&scratch, arena_half(&scratch), html);
    for (uint32_t i = 0; i < page.block_count; i++) {
        fold(&f, html_block_text(&page, i));
        f.blank = true;
    }
    return buffer_span(&f.out);
}

static bool is_one_of(const xmlNode *node, const char *const *names)
{
    for (; *names; names++)
        if (strcmp((const char *)node->name, *names) == 0)
            return true;
    return false;
}

static void fold_tree(struct folded *f, const xmlNode *node)
{
    static const char *const unread[] = { "head", "script", "style", "select", "textarea", "noscript", "button",
                                          "object", NULL };
    static const char *const in_line[] = { "b", "i", "em", "strong", "span", "a", "code", "sub", "cite", "u", "small",
                                           "img", NULL };
    for (; node; node = node->next) {
        if (node->type == XML_TEXT_NODE)
            fold(f, span_of((const char *)node->content));
        if (node->type != XML_ELEMENT_NODE || is_one_of(node, unread))
            continue;
        bool parts = !is_one_of(node, in_line);
        f->blank = f->blank || parts;
        fold_tree(f, node->children);
        f->blank = f->blank || parts;
    }
}

static struct span their_text(struct arena *keep, xmlDoc *tree)
{
    struct folded f = { buffer_in(keep), false };
    fold_tree(&f, xmlDocGetRootElement(tree));
    return buffer_span(&f.out);
}

/* ---- start tags ---- */

static void write_attribute(struct buffer *out, struct span name, struct span value)
{
    buffer_byte(out, ' ');
    buffer_put(out, name);
    buffer_byte(out, '=');
    buffer_put(out, value);
    buffer_byte(out, '\n');
}

static size_t our_tags(struct buffer *out, struct arena scratch, struct span html)
{
    struct html_tokens tokens = html_tokens_of(html);
    struct html_token token;
    size_t attributes = 0;
    while (html_token_next(&tokens, &token)) {
        if (token.kind != HTML_START_TAG)
            continue;
        html_decode(out, token.text, token.coding);
        for (unsigned i = 0; i < token.attribute_count; i++) {
            struct arena room = scratch;
            struct buffer value = buffer_in(&room);
            html_decode(&value, token.attributes[i].value, HTML_REFERENCES | HTML_IN_ATTRIBUTE | HTML_NULS);
            write_attribute(out, token.attributes[i].name, buffer_span(&value));
            attributes++;
        }
    }
    return attributes;
}

static void their_tags(struct buffer *out, const xmlNode *node)
{
    for (; node; node = node->next) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        buffer_text(out, (const char *)node->name);
        for (const xmlAttr *a = node->properties; a; a = a->next) {
            xmlChar *value = xmlNodeListGetString(node->doc, a->children, 1);
            write_attribute(out, span_of((const char *)a->name), span_of((const char *)value));
            xmlFree(value);
        }
        their_tags(out, node->children);
    }
}

/* ---- the comparison ---- */

/* Where two texts part, with some of both. */
static bool same(struct span ours, struct span theirs, uint64_t seed, const char *what)
{
    if (span_equal(ours, theirs))
        return true;
    size_t at = 0;
    while (at < ours.len && at < theirs.len && ours.at[at] == theirs.at[at])
        at++;
    size_t from = at > 60 ? at - 60 : 0;
    struct span a = span_cut(ours, from, at + 60), b = span_cut(theirs, from, at + 60);
    printf("# page %u, %s\n", (unsigned)seed, what);
    printf("#   ours:   %.*s\n#   theirs: %.*s\n", (int)a.len, a.at, (int)b.len, b.at);
    return false;
}

int main(void)
{
    struct region memory = test_region(), scratched = test_region();
    size_t texts = 0, tags = 0, bytes = 0, attributes = 0;
    for (uint64_t seed = 1; seed <= PAGES; seed++) {
        region_reset(&memory, 1 << 20);
        struct arena keep = memory.arena;
        struct span html = page_of(&keep, seed);
        htmlDocPtr tree = htmlReadMemory(html.at, (int)html.len, NULL, "UTF-8",
                                         HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
        struct span ours = our_text(&keep, scratched.arena, html), theirs = their_text(&keep, tree);
        texts += same(ours, theirs, seed, "text");
        bytes += ours.len;
        struct buffer mine = buffer_in(&keep);
        attributes += our_tags(&mine, scratched.arena, html);
        struct buffer other = buffer_in(&keep);
        their_tags(&other, xmlDocGetRootElement(tree));
        tags += same(buffer_span(&mine), buffer_span(&other), seed, "attributes");
        xmlFreeDoc(tree);
    }
    check(texts == PAGES, "the same text in the same order");
    check(tags == PAGES, "the same start tags with the same attributes");
    printf("# %zu bytes of text, %zu attributes\n", bytes, attributes);
    check(bytes > PAGES * 1000 && attributes > PAGES * 50, "there was much to compare");
    xmlCleanupParser();
    region_close(&memory);
    region_close(&scratched);
    return tap_end();
}
