/* Pages made to hurt (hostile_page.h): whatever comes of them is well formed, it ends, and what it takes grows with
 * the page's size and no faster.  Growth is counted in tokens, blocks and bytes of arena, never in time. */
#include "extract/hostile_page.h"

#include "extract/html.h"
#include "extract/html_block.h"
#include "extract/html_token.h"
#include "tap.h"
#include "text/utf8.h"

enum { SMALL = 12000, FACTOR = 4, SLACK = 1 << 18 };

static struct region pages, kept, scratched;

/* Every token begins at or behind the end of the one before it, and the tokenizer never stands still. */
static size_t count_tokens(struct span html, bool *good)
{
    struct html_tokens tokens = html_tokens_of(html);
    struct html_token token;
    size_t count = 0, before = 0;
    while (html_token_next(&tokens, &token)) {
        *good = *good && tokens.at > before && tokens.at <= html.len;
        before = tokens.at;
        count++;
    }
    *good = *good && count <= html.len;
    return count;
}

static bool nodes_are_sound(const struct html_page *page)
{
    for (uint32_t i = 0; i < page->node_count; i++) {
        const struct html_node *node = &page->nodes[i], *up = &page->nodes[node->parent];
        if ((i && node->parent >= i) || node->first > node->end || node->end > page->block_count)
            return false;
        if (node->first < up->first || node->end > up->end || node->link_words > node->words)
            return false;
    }
    return true;
}

static bool blocks_are_sound(const struct html_page *page)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < page->block_count; i++) {
        const struct html_block *block = &page->blocks[i];
        if (block->at.from < end || block->at.from >= block->at.to || block->at.to > page->text.len)
            return false;
        if (block->node >= page->node_count || block->link_words > block->words)
            return false;
        end = block->at.to;
    }
    return true;
}

static bool notes_are_sound(const struct html_page *page)
{
    for (uint32_t i = 0; i < page->note_count; i++) {
        const struct html_note *note = &page->notes[i];
        if (note->words.from > note->words.to || note->words.to > page->text.len || note->block > page->block_count ||
            note->node >= page->node_count)
            return false;
    }
    return true;
}

/* Bytes of arena that the blocks of a page take. */
static size_t read_page(struct span html, const char *name)
{
    region_reset(&kept, 1 << 20);
    struct html_page page = html_page_read(&kept.arena, scratched.arena, html);
    check(nodes_are_sound(&page) && blocks_are_sound(&page) && notes_are_sound(&page), name);
    return (size_t)(kept.arena.next - kept.base);
}

static bool is_utf8(struct span s)
{
    for (size_t at = 0; at < s.len;) {
        unsigned length;
        uint32_t code = utf8_decode(s, at, &length);
        if (code == UTF8_BAD && !span_equal(span_cut(s, at, at + length), SPAN("\xef\xbf\xbd")))
            return false;
        at += length;
    }
    return true;
}

static bool article_is_sound(const struct article *a)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < a->blocks.count; i++) {
        struct mark at = a->blocks.at[i].at;
        if (at.from < end || at.from > at.to || at.to > a->text.len)
            return false;
        end = at.to;
    }
    end = 0;
    for (uint32_t i = 0; i < a->cuts.count; i++) {
        struct cut cut = a->cuts.at[i];
        if (cut.at.from < end || cut.at.from > cut.at.to || cut.at.to > a->text.len)
            return false;
        end = cut.at.from;
    }
    return a->confidence >= 0 && a->confidence <= 1 && is_utf8(a->text) && is_utf8(a->title);
}

static struct article article_of(struct span html)
{
    region_reset(&kept, 1 << 20);
    struct raw_document raw = { .kind = RAW_HTML, .bytes = html, .url = SPAN("https://a.example/b") };
    struct article article = { 0 };
    html_extract(&kept.arena, scratched.arena, &raw, &article);
    return article;
}

/* Bytes of arena that the article of a page takes. */
static size_t extract(struct span html, const char *name)
{
    struct article article = article_of(html);
    check(article_is_sound(&article), name);
    return (size_t)(kept.arena.next - kept.base);
}

static bool grows_evenly(size_t small, size_t large) { return large <= small * (FACTOR + 1) + SLACK; }

static void test_shape(const struct hostile_page *shape)
{
    size_t tokens[2], blocks[2], article[2];
    bool good = true;
    for (int i = 0; i < 2; i++) {
        region_reset(&pages, 1 << 20);
        struct span html = hostile_page(&pages.arena, shape, i ? SMALL * FACTOR : SMALL);
        tokens[i] = count_tokens(html, &good);
        blocks[i] = read_page(html, shape->name);
        article[i] = extract(html, shape->name);
    }
    check(good, shape->name);
    check(grows_evenly(tokens[0], tokens[1]) && grows_evenly(blocks[0], blocks[1]) &&
              grows_evenly(article[0], article[1]), shape->name);
}

/* A prefix of a page is a page, too: wherever the bytes end, there is no reading beyond them. */
static void test_cut_off(void)
{
    static const char page[] =
        "<!doctype html><title>A &amp; B</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\","
        "\"author\":{\"name\":\"A\\u0042\"}}</script><style><!--</style><article class=\"body\"><h1>A <b>B</i></h1><p>"
        PROSE
        "<p>x&#x41;&copy;<br/><table><tr><td>y</table><svg><![CDATA[z]]></svg><!-- c --!>"
        "<p hidden a = 'b'>\xe2\x82\xac";
    bool good = true;
    for (size_t i = 0; i < sizeof page; i++) {
        region_reset(&pages, 1 << 20);
        char *copy = arena_take_raw(&pages.arena, 1, 1, i + 1);   /* a guarded end right behind it */
        memcpy(copy, page, i);
        struct article article = article_of((struct span){ copy, i });
        good = good && article_is_sound(&article);
    }
    check(good, "a page may end anywhere");
}

int main(void)
{
    pages = test_region();
    kept = test_region();
    scratched = test_region();
    for (size_t i = 0; i < HOSTILE_PAGES; i++)
        test_shape(&hostile_pages[i]);
    test_cut_off();
    region_close(&pages);
    region_close(&kept);
    region_close(&scratched);
    return tap_end();
}
