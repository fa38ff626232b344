/* Lists of addresses, sitemaps, OPML: what they name. */
#include "read/address_list.h"

#include "base/buffer.h"
#include "tap.h"

static struct region keep, scratch;

static void expect_from(const char *text, enum address_form form, const char *base, const char *want, const char *what)
{
    static const char *const kinds[] = {"page", "feed", "sitemap", "any"};
    struct buffer out = buffer_in(&keep.arena);
    struct arena words = arena_half(&keep.arena);
    struct address_list list = address_list_read(&words, scratch.arena, span_of(text), form, span_of(base));
    for (size_t i = 0; i < list.count; i++) {
        const struct address *a = &list.at[i];
        const struct span told[] = {a->title, a->outlet, a->language, a->published};
        buffer_printf(&out, "%u %s %.*s", a->line, kinds[a->kind], (int)a->url.len, a->url.at);
        for (size_t k = 0; k < sizeof told / sizeof *told; k++)
            if (told[k].len)
                buffer_printf(&out, " %c=%.*s", "tolp"[k], (int)told[k].len, told[k].at);
        buffer_byte(&out, '\n');
    }
    if (list.left_out)
        buffer_printf(&out, "without %zu\n", list.left_out);
    check_text(buffer_span(&out), span_of(want), what);
    region_reset(&keep, 1 << 20);
}

static void expect(const char *text, enum address_form form, const char *want, const char *what)
{
    expect_from(text, form, "", want, what);
}

static void test_lines(void)
{
    expect("# reading list\nhttps://l.example/1\r\n\n  http://l.example/2?a=b#c  \nHTTPS://L.example/3", ADDRESS_LINES,
           "2 any https://l.example/1\n4 any http://l.example/2?a=b#c\n5 any HTTPS://L.example/3\n", "one a line");
    expect("https://l.example/1\nftp://l.example/2\nhello\nhttps://l.example/1\nhttps://\nhttps://l.example/a b\n",
           ADDRESS_LINES, "1 any https://l.example/1\nwithout 4\n", "what is none, and what comes twice");
    expect_from("/a\nb.html\n", ADDRESS_LINES, "https://l.example/x/y",
                "1 any https://l.example/a\n"
                "2 any https://l.example/x/b.html\n",
                "addresses that stand relative to the list's own");
    expect("", ADDRESS_LINES, "", "nothing");
    struct buffer text = buffer_in(&scratch.arena);
    buffer_text(&text, "https://l.example/");
    buffer_fill(&text, 'x', ADDRESS_BYTES_MAX);
    buffer_text(&text, "\nhttps://l.example/2\n");
    buffer_byte(&text, 0);
    expect(text.at, ADDRESS_LINES, "2 any https://l.example/2\nwithout 1\n", "an address that is too long");
}

#define NEWS                                                                                                           \
    "xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" "                                                           \
    "xmlns:n=\"http://www.google.com/schemas/sitemap-news/0.9\""

static void test_sitemaps(void)
{
    expect("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset " NEWS
           " xmlns:image=\"http://www.google.com/schemas/sitemap-image/1.1\">\n"
           "<url><loc> https://l.example/1?a=1&amp;b=2 </loc><lastmod>2024-04-04</lastmod><n:news><n:publication>"
           "<n:name>The Lantern</n:name><n:language>en</n:language></n:publication>"
           "<n:publication_date>2024-04-03T14:05:00+02:00</n:publication_date><n:title>Bridge &amp; tunnel</n:title>"
           "</n:news><image:image><image:loc>https://l.example/1.jpg</image:loc></image:image></url>\n"
           "<url><loc>https://l.example/2</loc></url>\n<url><lastmod>2024</lastmod></url></urlset>",
           ADDRESS_URLSET,
           "3 page https://l.example/1?a=1&b=2 t=Bridge & tunnel o=The Lantern l=en p=2024-04-03T14:05:00+02:00\n"
           "4 page https://l.example/2\nwithout 1\n",
           "a news sitemap; pictures are none of it, nor is a change the day of publication");
    expect("<sitemapindex><sitemap><loc>https://l.example/s1.xml.gz</loc></sitemap>\n"
           "<sitemap><loc>https://l.example/s2.xml</loc><lastmod>2024-04-03</lastmod></sitemap></sitemapindex>",
           ADDRESS_URLSET, "1 sitemap https://l.example/s1.xml.gz\n2 sitemap https://l.example/s2.xml\n", "an index");
    expect("<urlset><url><loc>https://l.example/1</loc><url><loc>https://l.example/2?a&b</loc>", ADDRESS_URLSET,
           "1 page https://l.example/1\n1 page https://l.example/2?a&b\n", "one that is broken");
}

static void test_opml(void)
{
    expect("<opml version=\"2.0\"><head><title>Mine</title></head><body><outline text=\"News\">\n"
           "<outline type=\"rss\" text=\"Lantern\" title=\"The Lantern\" xmlUrl=\"https://l.example/rss\" "
           "htmlUrl=\"https://l.example/\" language=\"en\"/>\n"
           "<outline text=\"Courier\" xmlurl=\"https://c.example/atom?a=1&b=2\"></outline>\n"
           "<outline type=\"include\" text=\"More\" url=\"https://o.example/more.opml\"/>"
           "<outline type=\"link\" text=\"A page\" url=\"https://o.example/p\"/></outline></body></opml>",
           ADDRESS_OPML,
           "2 feed https://l.example/rss o=The Lantern l=en\n3 feed https://c.example/atom?a=1&b=2 o=Courier\n"
           "4 any https://o.example/more.opml t=More\n4 page https://o.example/p t=A page\n",
           "feeds in folders, lists, pages");
}

static void test_many(void)
{
    struct region text = test_region();
    struct buffer out = buffer_in(&text.arena);
    for (int i = 0; i < 200000; i++)
        buffer_printf(&out, "https://l.example/%d\n", i % 100000);
    struct address_list list =
        address_list_read(&keep.arena, scratch.arena, buffer_span(&out), ADDRESS_LINES, SPAN(""));
    check(list.count == 100000 && !list.left_out, "200,000 lines, each address once");
    region_close(&text);
}

int main(void)
{
    keep = test_region();
    scratch = test_region();
    test_lines();
    test_sitemaps();
    test_opml();
    test_many();
    return tap_end();
}
