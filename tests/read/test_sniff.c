/* What a file is, by its name and first bytes. */
#include "read/sniff.h"

#include "read/media_type.h"
#include "tap.h"

static const char *const kinds[] = {"empty",     "binary",  "text", "html",      "json", "feed",
                                    "json-feed", "sitemap", "opml", "addresses", "warc", "xml"};

static void expect(const char *name, struct span bytes, enum sniff_kind want, const char *what)
{
    check_text(span_of(kinds[sniff(span_of(name), bytes)]), span_of(kinds[want]), what);
}

#define EXPECT(name, bytes, want, what) expect(name, SPAN(bytes), want, what)

static void test_feeds(void)
{
    EXPECT("a", "<rss version=\"2.0\">", SNIFF_FEED, "RSS");
    EXPECT("a.xml", "\xef\xbb\xbf\n<?xml version=\"1.0\"?>\n<!-- <html> -->\n<rss>", SNIFF_FEED, "behind comments");
    EXPECT("a.xml", "<!DOCTYPE rss PUBLIC \"x\" \"y\"><rss>", SNIFF_FEED, "behind a declaration");
    EXPECT("a.xml", "<!DOCTYPE rss [<!ENTITY a \"b\"> ]><?x y?><rss>", SNIFF_FEED, "and one with more in it");
    EXPECT("a.xml", "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\">", SNIFF_FEED, "Atom");
    EXPECT("a", "<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\">", SNIFF_FEED, "with a prefix");
    EXPECT("a.rdf", "<rdf:RDF xmlns:rdf=\"x\">", SNIFF_FEED, "RDF");
    EXPECT("a.html", "<rss>", SNIFF_FEED, "whatever its name says");
    EXPECT("a", "\xff\xfe<\0?\0x\0m\0l\0?\0>\0<\0r\0s\0s\0>\0", SNIFF_FEED, "in UTF-16");
    EXPECT("a.json", "{ \"version\" : \"https://jsonfeed.org/version/1.1\", \"title\": \"L\"", SNIFF_JSON_FEED,
           "JSON Feed");
    EXPECT("a.json", "{\"version\":\"1\",\"text\":\"see \\\"version\\\": \\\"https://jsonfeed.org\"}", SNIFF_JSON,
           "a record that speaks of it");
}

static void test_lists(void)
{
    EXPECT("a.xml", "<?xml version=\"1.0\"?><urlset>", SNIFF_SITEMAP, "a sitemap");
    EXPECT("a.xml.gz", "<sitemapindex>", SNIFF_SITEMAP, "an index");
    EXPECT("a", "<opml>", SNIFF_OPML, "OPML");
    EXPECT("a.txt", "# mine\n\nhttps://l.example/1\nhttps://l.example/2\n", SNIFF_ADDRESSES, "addresses");
    EXPECT("a.txt", "https://l.example/1\nhttp", SNIFF_ADDRESSES, "the last of which is cut");
    EXPECT("a.txt", "https://l.example/1\nA report.\nIt goes on.", SNIFF_TEXT, "a text that begins with one");
    EXPECT("a.txt", "https://l.example/1 says so\n", SNIFF_TEXT, "or holds one");
    EXPECT("a.txt", "# a heading\n", SNIFF_TEXT, "comments alone");
}

static void test_others(void)
{
    EXPECT("a", "WARC/1.0\r\nWARC-Type: warcinfo\r\n", SNIFF_WARC, "an archive");
    EXPECT("a.xml", "<nitf><head>", SNIFF_XML, "XML of another kind, by its ending");
    EXPECT("a", "<?xml version=\"1.0\"?><svg>", SNIFF_XML, "by its declaration");
    EXPECT("a.xml", "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html>", SNIFF_HTML, "XHTML is none");
    EXPECT("a", "<p>Words.", SNIFF_HTML, "a page");
    EXPECT("a", "<3 words", SNIFF_TEXT, "a text that begins with a bracket");
    EXPECT("a.md", "<rss> is a format", SNIFF_TEXT, "Markdown stays what it is");
    EXPECT("a", "{\"a\":1}", SNIFF_JSON, "JSON");
    EXPECT("a", " \n", SNIFF_EMPTY, "nothing");
    EXPECT("a", "<", SNIFF_TEXT, "next to nothing");
    EXPECT("a", "<!--", SNIFF_HTML, "a comment that does not end");
}

static void test_media(void)
{
    check(media_form(SPAN("text/html; charset=utf-8")) == MEDIA_HTML, "HTML");
    check(media_form(SPAN("Application/XHTML+XML")) == MEDIA_HTML, "in any case");
    check(media_form(SPAN("text/plain")) == MEDIA_TEXT && media_form(SPAN("application/json")) == MEDIA_JSON, "others");
    check(media_form(SPAN("application/rss+xml;charset=x")) == MEDIA_XML, "a feed");
    check(media_form(SPAN("")) == MEDIA_UNSAID && media_form(SPAN("application/octet-stream")) == MEDIA_UNSAID,
          "unsaid");
    check(media_form(SPAN("image/png")) == MEDIA_NONE, "a picture");
}

int main(void)
{
    test_feeds();
    test_lists();
    test_others();
    test_media();
    return tap_end();
}
