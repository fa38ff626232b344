#include "tell/atom.h"

#include "hostile.h"
#include "text/utf8.h"

static struct span feed_of(struct arena *keep, const struct atom_feed *feed, const struct atom_entry *entries,
                           size_t count)
{
    struct buffer out = buffer_in(keep);
    atom_begin(&out, feed);
    for (size_t i = 0; i < count; i++)
        atom_entry(&out, &entries[i]);
    atom_end(&out);
    return buffer_span(&out);
}

static struct atom_feed storms(void)
{
    return (struct atom_feed){ .id = atom_id_of(SPAN("search"), SPAN("storms")), .title = SPAN("storms"),
                               .self = SPAN("https://desk.example/storms.atom"), .updated = 1935792000 };
}

static bool has(struct span text, const char *words) { return span_find(text, span_of(words), 0) != SPAN_NONE; }

/* Only the five entities, tags that are ours, and characters that XML 1.0 allows. */
static bool is_plain_xml(struct span xml)
{
    static const char *const entities[] = { "&lt;", "&gt;", "&amp;", "&quot;", "&#39;" };
    unsigned length, depth = 0;
    for (size_t at = 0; at < xml.len; at += length) {
        uint32_t c = utf8_decode(xml, at, &length);
        bool known = c != '&';
        for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
            known |= span_starts(span_from(xml, at), span_of(entities[i]));
        depth += c == '<';
        if (!known || (c < 0x20 && c != '\n') || c == 0xfffe || c == 0xffff || (c == '<' && depth > 1) ||
            (c == '>' && !depth))
            return false;
        depth -= c == '>';
    }
    return !depth;
}

static void test_ids(void)
{
    struct atom_id a = atom_id_of(SPAN("article"), SPAN("https://lisk.example/1")),
                   b = atom_id_of(SPAN("article"), SPAN("https://lisk.example/1")),
                   c = atom_id_of(SPAN("article"), SPAN("https://lisk.example/2")),
                   d = atom_id_of(SPAN("story"), SPAN("https://lisk.example/1"));
    struct span text = span_of(a.text);
    check(text.len == ATOM_ID_LENGTH && span_starts(text, SPAN("urn:uuid:")), "a URN of its length");
    check(a.text[23] == '8' && strchr("89ab", a.text[28]), "with version and variant of RFC 9562");
    check(!strcmp(a.text, b.text), "the same for the same");
    check(strcmp(a.text, c.text) && strcmp(a.text, d.text), "another for another thing and another kind of thing");
    check_text(text, SPAN("urn:uuid:0a5b79c0-d3fe-87a4-bbd9-e1ab0012a753"), "in every run");
}

static void test_entry(struct arena *keep)
{
    struct atom_feed feed = storms();
    struct atom_entry entry = { .id = atom_id_of(SPAN("article"), SPAN("x")), .title = SPAN("Storm over Orm & Lisk"),
                                .url = SPAN("https://lisk.example/1?a=1&b=2"), .outlet = SPAN("Lisk Courier"),
                                .byline = SPAN("Ansel Greave"), .language = SPAN("pt-BR"),
                                .summary = SPAN("Roofs <fell>."),
                                .story = SPAN("s4"), .published = -1, .updated = 1935792000 };
    struct span xml = feed_of(keep, &feed, &entry, 1);
    check(has(xml, "<title type=\"text\" xml:lang=\"pt-BR\">Storm over Orm &amp; Lisk</title>"),
          "title in its language");
    check(has(xml, "<link rel=\"alternate\" href=\"https://lisk.example/1?a=1&amp;b=2\"/>"), "link");
    check(has(xml, "<link rel=\"self\" href=\"https://desk.example/storms.atom\"/>"), "link to itself");
    check(has(xml, "<author><name>Lisk Courier</name></author>"), "the outlet is the author");
    check(has(xml, "<contributor><name>Ansel Greave</name></contributor>"), "who wrote it contributed");
    check(has(xml, "<summary type=\"text\" xml:lang=\"pt-BR\">Roofs &lt;fell&gt;.</summary>"), "summary");
    check(has(xml, "<category term=\"s4\"/>"), "story");
    check(has(xml, "<published>1969-12-31T23:59:59Z</published>"), "a second before 1970");
    check(has(xml, "<updated>2031-05-06T00:00:00Z</updated>"), "time in UTC");
    check(is_plain_xml(xml), "plain XML");
}

static void test_least(struct arena *keep)
{
    struct atom_feed feed = { .id = atom_id_of(SPAN("search"), SPAN("")) };
    struct atom_entry entry = { .id = feed.id, .title = SPAN(" \n") };
    struct span xml = feed_of(keep, &feed, &entry, 1);
    check(has(xml, "<title type=\"text\">no title</title>"), "what has no title says so");
    check(has(xml, "<name>outlet not named</name>"), "nor an outlet");
    check(has(xml, "<content type=\"text\">no title</content>"), "an entry without a link has content");
    check(!has(xml, "rel=\"alternate\"") && !has(xml, "<published>") && !has(xml, "<category"),
          "what is not known is left out");
    check(has(feed_of(keep, &feed, NULL, 0), "</generator>\n</feed>\n"), "a feed of nothing");
}

static void test_hostile(struct arena *keep)
{
    static const char bytes[] = HOSTILE "\xef\xbf\xbe\xef\xbf\xbf\xed\xa0\x80\xf4\x90\x80\x80\0end";
    struct span all = { bytes, sizeof bytes - 1 };
    struct atom_feed feed = { .id = atom_id_of(SPAN("search"), all), .title = all, .subtitle = all,
                              .self = SPAN("javascript:alert(1)"), .page = SPAN("https://x.example/\"><a b='&\n") };
    struct atom_entry entry = { .id = feed.id, .title = all, .url = SPAN("http://x.example/\"/><entry>\xff"),
                                .outlet = all, .byline = all, .language = SPAN("en\" x=\""), .summary = all,
                                .story = all };
    struct span xml = feed_of(keep, &feed, &entry, 1);
    check(is_plain_xml(xml), "nothing gets out of its element");
    check(!has(xml, "javascript:") && !has(xml, "xml:lang"), "no other links, no language that is none");
    check(has(xml, "href=\"http://x.example/%22/%3E%3Centry%3E%FF\""), "an address is one to its end");
    check(has(xml, "href=\"https://x.example/%22%3E%3Ca%20b=%27&amp;%0A\""), "and so is the feed's");
}

int main(void)
{
    struct region region = test_region();
    test_ids();
    test_entry(&region.arena);
    test_least(&region.arena);
    test_hostile(&region.arena);
    region_close(&region);
    return tap_end();
}
