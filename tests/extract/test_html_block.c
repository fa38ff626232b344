/* Blocks of a page: tests/cases/extract/html_block.txt.  A block is written as its text and, in brackets, its element
 * and what is known of it; a note as "note KIND NAME VALUE: WORDS". */
#include "extract/html_block.h"

#include "case.h"
#include "extract/html_token.h"

/* "\n" inside of a block is written "/", the end of a block inside of a note's words "|". */
static void put_text(struct buffer *out, struct span s)
{
    for (size_t i = 0; i < s.len; i++)
        buffer_byte(out, s.at[i] == '\n' ? '/' : s.at[i] ? s.at[i] : '|');
}

static void put_block(struct buffer *out, const struct html_page *page, uint32_t i)
{
    static const struct { int place; const char *name; } shown[] = {
        { IN_NAV, "nav" }, { IN_MAIN, "main" }, { IN_ASIDE, "aside" }, { IN_FOOTER, "footer" }, { IN_HIDDEN, "hidden" },
        { IN_ARTICLE_BODY, "body" }, { IN_HEADING, "heading" }, { IN_QUOTE, "quote" }, { IN_TABLE, "table" }
    };
    const struct html_block *block = &page->blocks[i];
    const struct html_tag_row *tag = page->nodes[block->node].tag;
    put_text(out, html_block_text(page, i));
    buffer_text(out, " [");
    buffer_put(out, tag && tag->name.len ? tag->name : SPAN("-"));
    for (size_t k = 0; k < sizeof shown / sizeof *shown; k++)
        if (html_block_places(page, i) & html_bit(shown[k].place))
            buffer_printf(out, " %s", shown[k].name);
    if (block->link_words)
        buffer_printf(out, " links %u of %u words", (unsigned)block->link_words, (unsigned)block->words);
    buffer_text(out, block->bold ? " bold" : "");
    buffer_text(out, block->after_break ? " break" : "");
    buffer_text(out, block->after_rule ? " rule" : "");
    buffer_text(out, "]\n");
}

static void put_note(struct buffer *out, struct arena scratch, const struct html_page *page,
                     const struct html_note *note)
{
    static const char *const kinds[] = { [NOTE_META] = "meta", [NOTE_LINK] = "link", [NOTE_TITLE] = "title",
                                         [NOTE_LANGUAGE] = "language", [NOTE_JSON] = "json", [NOTE_TIME] = "time",
                                         [NOTE_PROPERTY] = "property", [NOTE_AUTHOR] = "author",
                                         [NOTE_MEDIA] = "media" };
    struct span parts[] = { note->name, note->value };
    buffer_printf(out, "note %s", kinds[note->kind]);
    for (int k = 0; k < 2; k++) {
        struct arena room = scratch;
        struct buffer decoded = buffer_in(&room);
        html_decode(&decoded, parts[k], note->coding);
        buffer_text(out, decoded.len ? " " : "");
        put_text(out, buffer_span(&decoded));
    }
    if (mark_length(note->words)) {
        buffer_text(out, ": ");
        put_text(out, span_trim(mark_span(page->text, note->words)));
    }
    buffer_byte(out, '\n');
}

static void print_page(struct buffer *out, struct arena *keep, struct arena scratch, struct span input,
                       const struct case_options *options)
{
    (void)options;
    struct html_page page = html_page_read(keep, scratch, input);
    for (uint32_t i = 0; i < page.block_count; i++)
        put_block(out, &page, i);
    for (uint32_t i = 0; i < page.note_count; i++)
        put_note(out, scratch, &page, &page.notes[i]);
    if (!out->len)
        buffer_text(out, "nothing\n");
}

/* ---- what lines of text can't say ---- */

static struct region files, memory, scratched;

/* A page that begins with so many <div>, then `text`, then so many end tags, then `after`. */
static struct html_page nested(size_t count, const char *text, size_t ends, const char *after)
{
    region_reset(&files, 1 << 20);
    region_reset(&memory, 1 << 20);
    struct buffer html = buffer_in(&files.arena);
    for (size_t i = 0; i < count; i++)
        buffer_text(&html, "<div>");
    buffer_text(&html, text);
    for (size_t i = 0; i < ends; i++)
        buffer_text(&html, "</div>");
    buffer_text(&html, after);
    return html_page_read(&memory.arena, scratched.arena, buffer_span(&html));
}

static struct html_page page_of(const char *html) { return nested(0, html, 0, ""); }

/* Elements beyond the limit are read as if their tags were not there, and their ends are theirs. */
static void test_too_deep(void)
{
    struct html_page page = nested(HTML_DEPTH_MAX + 10, "a<div>b</div>c<span>d</span>", 0, "");
    check(page.node_count <= HTML_DEPTH_MAX, "nodes are no deeper than the limit");
    check(page.block_count == 3, "blocks beyond it are still parted");
    check_text(html_block_text(&page, 2), SPAN("cd"), "elements in a line still do not part them");
    page = nested(HTML_DEPTH_MAX + 10, "a", HTML_DEPTH_MAX + 10, "<p>e");
    bool at_top = page.block_count == 2 && page.nodes[page.blocks[1].node].parent == 0;
    check(at_top, "as many end tags lead back to the top");
}

static void test_words(void)
{
    struct html_page page = page_of("<p>One two three. Four!</p><p>新聞新聞新聞新聞新聞新聞新聞。");
    check(page.block_count == 2 && page.blocks[0].words == 4 && page.blocks[0].stops == 2, "words and sentences");
    check(page.blocks[0].chars == 20, "code points");
    check(page.blocks[1].words == 3 && page.blocks[1].stops == 1 && page.blocks[1].chars == 15,
          "a script without blanks has words, too");
}

/* What an element is called counts for what it holds; what holds most of the page is no furniture. */
static void test_hints(void)
{
    struct html_page page = page_of("<div class=related-links><p>a</div><div class='x story-body'>b</div>"
                                            "<span class=credit>c</span>");
    check(page.nodes[page.blocks[0].node].hints & html_bit(HINT_RELATED), "a class of the element around it");
    check(page.nodes[page.blocks[1].node].own_hints & html_bit(HINT_BODY), "one of several classes");
    page = page_of("<aside class=sidebar><p>A sentence that has more words in it than a dozen, so that it is "
                           "prose, as everybody can see. It goes on.</aside><p>b");
    check(!(html_block_places(&page, 0) & html_bit(IN_ASIDE)), "an aside that holds the page's text is none");
    check(!(page.nodes[page.blocks[0].node].hints & html_bit(HINT_SIDEBAR)), "whatever it is called");
    page = page_of("<p><span hidden>a</span><p>b <span hidden>c</span>");
    check(page.blocks[0].inline_hints & html_bit(HINT_HIDDEN), "what nobody sees, in a line of its own");
    check(!(page.blocks[1].inline_hints & html_bit(HINT_HIDDEN)), "and not where others see the rest of the line");
}

int main(void)
{
    files = test_region();
    memory = test_region();
    scratched = test_region();
    case_run(CASES "/extract/html_block.txt", print_page);
    test_too_deep();
    test_words();
    test_hints();
    region_close(&files);
    region_close(&memory);
    region_close(&scratched);
    return tap_end();
}
