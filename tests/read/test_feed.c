/* Feeds of every kind, whole and broken: the records that are made of their entries. */
#include "read/feed.h"

#include "base/buffer.h"
#include "tap.h"

static struct region scratch;

struct log {
    struct buffer out;
    size_t stop_after;
};

static bool note(void *context, const struct feed_entry *entry)
{
    struct log *log = context;
    buffer_printf(&log->out, "%u%s ", entry->line, entry->is_whole ? "" : "-");
    /* "<\\/" is how JSON that may stand in a page writes "</". */
    for (size_t i = 0; i < entry->record.len; i++)
        if (!span_starts(span_from(entry->record, i), SPAN("\\/")))
            buffer_byte(&log->out, entry->record.at[i]);
    buffer_byte(&log->out, '\n');
    return !log->stop_after || --log->stop_after;
}

static struct span run(struct arena *keep, struct span bytes, bool json, struct feed_result *result)
{
    struct log log = {buffer_in(keep), 0};
    struct feed_sink sink = {note, &log};
    buffer_reserve(&log.out, 1 << 20);
    struct feed_result (*read)(struct arena, struct span, struct span, const struct feed_sink *) =
        json ? feed_read_json : feed_read_xml;
    *result = read(scratch.arena, bytes, SPAN("https://lantern.example/feeds/all"), &sink);
    return buffer_span(&log.out);
}

static void expect(const char *feed, const char *want, const char *what)
{
    struct region keep = test_region();
    struct feed_result result;
    check_text(run(&keep.arena, span_of(feed), feed[0] == '{', &result), span_of(want), what);
    check(!result.cut_off, "and it is whole");
    region_close(&keep);
}

static void expect_cut(const char *feed, uint32_t line, const char *want, const char *what)
{
    struct region keep = test_region();
    struct feed_result result;
    check_text(run(&keep.arena, span_of(feed), feed[0] == '{', &result), span_of(want), what);
    check(result.cut_off && result.line == line, "and the place where it breaks off is known");
    region_close(&keep);
}

static void test_rss(void)
{
    expect("<?xml version=\"1.0\"?>\n"
           "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"\n"
           " xmlns:d=\"http://purl.org/dc/elements/1.1/\" xmlns:atom=\"http://www.w3.org/2005/Atom\">\n"
           "<channel><title>The Lantern</title><link>https://lantern.example/</link>\n"
           "<atom:link href=\"https://lantern.example/rss\" rel=\"self\"/>\n"
           "<image><title>Logo</title><link>https://lantern.example/logo</link></image>\n"
           "<language>en-gb</language>\n"
           "<item><title>Bridge closes</title><link>https://lantern.example/1</link>\n"
           "<guid isPermaLink=\"false\">l-1</guid><pubDate>Wed, 03 Apr 2024 14:05:00 +0200</pubDate>\n"
           "<d:creator>Jane Roe</d:creator><d:creator><![CDATA[John Doe]]></d:creator>\n"
           "<category>Veltown</category><category>Roads</category>\n"
           "<enclosure url=\"https://lantern.example/1.mp3\" length=\"1\" type=\"audio/mpeg\"/>\n"
           "<description>The council voted.</description>\n"
           "<content:encoded><![CDATA[<p>The council of Veltown voted.</p>]]></content:encoded></item>\n"
           "</channel></rss>\n",
           "8 {\"id\":\"l-1\",\"url\":\"https://lantern.example/1\",\"title_html\":\"Bridge closes\","
           "\"lede_html\":\"The council voted.\",\"html\":\"<p>The council of Veltown voted.</p>\","
           "\"authors\":[\"Jane Roe\",\"John Doe\"],\"published\":\"Wed, 03 Apr 2024 14:05:00 +0200\","
           "\"language\":\"en-gb\",\"outlet_html\":\"The Lantern\",\"section_html\":\"Veltown\"}\n",
           "RSS 2.0, with any prefix for a vocabulary; the channel's picture names nothing");
    expect("<rss version=\"0.91\"><channel><title>Lantern</title>"
           "<item><title>A</title><link>/a.html</link><description>Short &amp;amp; sweet.</description></item>"
           "<item><title>B</title><author>jane@lantern.example (Jane Roe)</author><guid>https://x.example/b</guid>"
           "<source url=\"https://courier.example/rss\">The Courier</source></item></channel></rss>",
           "1- {\"url\":\"https://lantern.example/a.html\",\"title_html\":\"A\",\"lede_html\":\"Short &amp; sweet.\","
           "\"html\":\"Short &amp; sweet.\",\"outlet_html\":\"Lantern\"}\n"
           "1- {\"id\":\"https://x.example/b\",\"url\":\"https://x.example/b\",\"title_html\":\"B\","
           "\"authors\":[\"Jane Roe\"],\"outlet_html\":\"The Courier\"}\n",
           "RSS 0.91: a summary is all there is; addresses are made whole; a permanent id is an address");
    expect("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" "
           "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel rdf:about=\"https://l.example/\">"
           "<title>Lantern</title><items><rdf:Seq><rdf:li resource=\"https://l.example/1\"/></rdf:Seq></items>"
           "</channel>"
           "<item rdf:about=\"https://l.example/1\"><title>A</title><dc:date>2024-04-03T14:05:00Z</dc:date></item>"
           "<textinput><title>Search</title></textinput></rdf:RDF>",
           "1- {\"url\":\"https://l.example/1\",\"title_html\":\"A\",\"published\":\"2024-04-03T14:05:00Z\","
           "\"outlet_html\":\"Lantern\"}\n",
           "RSS 1.0: items beside the channel");
}

static void test_atom(void)
{
    expect("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"de\" xml:base=\"https://laterne.example/blog/\">"
           "<title type=\"html\">Die &amp;quot;Laterne&amp;quot;</title><author><name>Redaktion</name></author>"
           "<id>urn:x:feed</id><updated>2024-04-03T00:00:00Z</updated>"
           "<entry><id>urn:x:1</id><title>2 &lt; 3</title><link rel=\"replies\" href=\"c\"/>"
           "<link href=\"eins.html\"/><published>2024-04-02T10:00:00+02:00</published>"
           "<updated>2024-04-03T10:00:00+02:00</updated><category term=\"x\" label=\"Stadt\"/>"
           "<author><name>Jane Roe</name><email>jane@laterne.example</email><uri>u</uri></author>"
           "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>Zu &amp; <b>neu</b><br/>ja</p></div>"
           "</content></entry>"
           "<entry><id>urn:x:2</id><title>B</title><updated>2024-04-03T10:00:00Z</updated>"
           "<content type=\"text\">Kein &lt;b&gt; hier.</content></entry>"
           "<entry><title>C</title><link href=\"https://l.example/c\" type=\"text/html\"/>"
           "<link href=\"https://l.example/c.json\" rel=\"alternate\" type=\"application/json\"/>"
           "<source><id>urn:y</id><title>Der Bote</title><updated>2020-01-01T00:00:00Z</updated></source>"
           "<content type=\"image/png\">aGVsbG8=</content><summary type=\"html\">&lt;i&gt;Kurz&lt;/i&gt;</summary>"
           "</entry></feed>",
           "1 {\"id\":\"urn:x:1\",\"url\":\"https://laterne.example/blog/eins.html\",\"title\":\"2 < 3\","
           "\"html\":\"<div><p>Zu &amp; <b>neu</b><br>ja</p></div>\",\"authors\":[\"Jane Roe\"],"
           "\"published\":\"2024-04-02T10:00:00+02:00\",\"modified\":\"2024-04-03T10:00:00+02:00\",\"language\":\"de\","
           "\"outlet_html\":\"Die &quot;Laterne&quot;\",\"section\":\"Stadt\"}\n"
           "1 {\"id\":\"urn:x:2\",\"title\":\"B\",\"text\":\"Kein <b> hier.\",\"authors\":[\"Redaktion\"],"
           "\"published\":\"2024-04-03T10:00:00Z\",\"modified\":\"2024-04-03T10:00:00Z\",\"language\":\"de\","
           "\"outlet_html\":\"Die &quot;Laterne&quot;\"}\n"
           "1- {\"url\":\"https://l.example/c\",\"title\":\"C\",\"lede_html\":\"<i>Kurz</i>\",\"html\":\"<i>Kurz</i>\","
           "\"authors\":[\"Redaktion\"],\"language\":\"de\",\"outlet\":\"Der Bote\"}\n",
           "Atom 1.0: XHTML, text, media that are none; bases; the feed's author; an entry from elsewhere");
    expect("<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><title>L</title><entry><title>A</title>"
           "<issued>2003-12-13T08:29:29-04:00</issued><modified>2003-12-13T18:30:02Z</modified>"
           "<content type=\"text/html\" mode=\"escaped\">&lt;p&gt;Ja.&lt;/p&gt;</content></entry></feed>",
           "1 {\"title\":\"A\",\"html\":\"<p>Ja.</p>\",\"published\":\"2003-12-13T08:29:29-04:00\","
           "\"modified\":\"2003-12-13T18:30:02Z\",\"outlet\":\"L\"}\n",
           "Atom 0.3");
}

static void test_json(void)
{
    expect("{\"version\":\"https://jsonfeed.org/version/1.1\",\n\"items\":[\n"
           "{\"id\":\"1\",\"url\":\"https://l.example/1\",\"title\":\"A\",\"content_html\":\"<p>Ja.\",\"x\":[1]},\n"
           "{\"id\":\"2\",\"url\":\"https://l.example/2\",\"summary\":\"Kurz\",\"language\":\"de\","
           "\"author\":{\"name\":\"Jane\"}},\n7,{}],\n"
           "\"title\":\"Lantern\",\"language\":\"en\",\"authors\":[{\"name\":\"Desk\"}]}",
           "3 {\"id\":\"1\",\"url\":\"https://l.example/1\",\"title\":\"A\",\"content_html\":\"<p>Ja.\",\"x\":[1],"
           "\"outlet\":\"Lantern\",\"authors\":[{\"name\":\"Desk\"}],\"language\":\"en\"}\n"
           "4- {\"id\":\"2\",\"url\":\"https://l.example/2\",\"summary\":\"Kurz\",\"language\":\"de\","
           "\"author\":{\"name\":\"Jane\"},\"outlet\":\"Lantern\",\"text\":\"Kurz\"}\n",
           "JSON Feed: items pass with what the feed says of all, wherever it says so");
    expect_cut("{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"L\",\n\"items\":[{\"id\":\"1\",\n"
               "\"title\":\"A\"},{\"id\":\"2\",\"tit",
               3, "2- {\"id\":\"1\",\n\"title\":\"A\",\"outlet\":\"L\"}\n",
               "a feed that breaks off loses its "
               "last item");
    expect_cut("{", 1, "", "nothing but a bracket");
}

static void test_choice(void)
{
    struct region keep = test_region();
    struct buffer feed = buffer_in(&keep.arena);
    struct feed_result result;
    buffer_text(&feed, "<rss><channel><item><title>T</title><description>");
    for (int i = 0; i < 160; i++)
        buffer_text(&feed, "word ");
    buffer_text(&feed, "</description></item><item><title>U</title><description>three words here</description>"
                       "<content><![CDATA[<img alt=\"many many many many words\" src=x>]]></content></item>"
                       "</channel></rss>");
    struct span got = run(&keep.arena, buffer_span(&feed), false, &result);
    check(span_starts(got, SPAN("1 {\"title_html\":\"T\",\"html\":\"word word")), "a long description is the text");
    check(span_find(got,
                    SPAN("\n1- {\"title_html\":\"U\",\"lede_html\":\"three words here\","
                         "\"html\":\"three words here\"}"),
                    0) != SPAN_NONE,
          "a body that is a picture gives way to the summary");
    region_close(&keep);
}

#define ONE "<item><title>A</title></item>"
#define ONE_RECORD "1- {\"title_html\":\"A\",\"outlet_html\":\"L\"}\n"

static void test_broken(void)
{
    expect("<rss><channel><title>L</title><item><title>AT&T, R&D &eacute;t&eacute; &unknown; &#233; 1 < 2</title>"
           "</item></channel></rss>",
           "1- {\"title_html\":\"AT&T, R&D été &unknown; é 1 < 2\",\"outlet_html\":\"L\"}\n",
           "ampersands, names of letters and signs that should have been escaped");
    expect("\n  Warning: oh dear\n<?xml version=\"1.0\"?><rss><channel><title>L</title>" ONE "</channel></rss> tail <x",
           "3- {\"title_html\":\"A\",\"outlet_html\":\"L\"}\n", "what stands before and behind");
    expect("<rss><channel><title>L</title><item><title>A</title><description>one<br>two <p>three</description></item>"
           "<item><title>B</item></channel></rss>",
           "1- {\"title_html\":\"A\",\"lede_html\":\"one<br>two <p>three</p>\",\"html\":\"one<br>two <p>three</p>\","
           "\"outlet_html\":\"L\"}\n1- {\"title_html\":\"B\",\"outlet_html\":\"L\"}\n",
           "HTML that was not escaped; elements that are not closed");
    expect("<rss><channel><title>L</title><item><title>A</title><item><title>B</title></item></channel></rss>",
           ONE_RECORD "1- {\"title_html\":\"B\",\"outlet_html\":\"L\"}\n", "an item within an item");
    expect("<rss><channel><title>L</title><dc:date>x</dc:date><item><title>A\x01\xef\xbf\xbf</title>"
           "<dc:creator>Jane</dc:creator></item></channel></rss>",
           "1- {\"title_html\":\"A\",\"authors\":[\"Jane\"],\"outlet_html\":\"L\"}\n",
           "control characters; a prefix that is not declared");
    expect("<RSS><Channel><Title>L</Title><ITEM><TITLE>A</TITLE></ITEM></Channel></RSS>", ONE_RECORD, "other cases");
    expect_cut("<rss><channel><title>L</title>\n" ONE "\n<item><title>B</title><description>so far", 3,
               "2- {\"title_html\":\"A\",\"outlet_html\":\"L\"}\n"
               "3- {\"title_html\":\"B\",\"lede_html\":\"so far\",\"html\":\"so far\",\"outlet_html\":\"L\"}\n",
               "what breaks off within an item keeps it");
    expect_cut("<rss><channel><title>L</title>" ONE "<item><title>B</title><link hre", 1,
               ONE_RECORD "1- {\"title_html\":\"B\",\"outlet_html\":\"L\"}\n", "what breaks off within a tag");
    expect_cut("<rss><channel><title>L</title><item><title><![CDATA[B ]] ", 1,
               "1- {\"title_html\":\"B ]]\",\"outlet_html\":\"L\"}\n", "what breaks off within CDATA");
    expect("", "", "nothing");
    expect("no feed", "", "no XML");
}

static void test_charsets(void)
{
    expect("<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss><channel><title>\xcb</title><item><title>"
           "\xcc\xee\xf1\xf2"
           "</title></item></channel></rss>",
           "1- {\"title_html\":\"Мост\",\"outlet_html\":\"Л\"}\n", "windows-1251");
    struct region keep = test_region();
    struct buffer wide = buffer_in(&keep.arena);
    struct feed_result result;
    const char *feed =
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><rss><channel><title>L</title>" ONE "</channel></rss>";
    buffer_put(&wide, SPAN("\xff\xfe"));
    for (const char *c = feed; *c; c++) {
        buffer_byte(&wide, *c);
        buffer_byte(&wide, 0);
    }
    check_text(run(&keep.arena, buffer_span(&wide), false, &result), SPAN(ONE_RECORD), "UTF-16");
    region_close(&keep);
}

static void test_attributes(void)
{
    struct region keep = test_region();
    struct buffer feed = buffer_in(&keep.arena);
    struct feed_result result;
    buffer_text(
        &feed, "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>A</title><link href=\"https://l.example/a\"");
    for (int i = 0; i < 20000; i++)
        buffer_printf(&feed, " a%d='>%d'", i, i);
    buffer_text(&feed, "/><id>1</id></entry></feed>");
    check_text(run(&keep.arena, buffer_span(&feed), false, &result),
               SPAN("1- {\"id\":\"1\",\"url\":\"https://l.example/a\",\"title\":\"A\"}\n"), "20,000 attributes");
    region_close(&keep);
    expect("<rss><channel><title>L</title><item><guid x=\"1\" <y>z</guid></item></channel></rss>", "",
           "a tag that the next one ends");
}

/* Declarations are taken out, so that nothing can multiply or be fetched. */
static void test_entities(void)
{
    expect("<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">"
           "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">"
           "<!ENTITY % p SYSTEM \"http://p.example/\"> %p; <!-- \"> ]> -->]>"
           "<rss><channel><title>L</title><item><title>&c;&x;</title></item></channel></rss>",
           "1- {\"title_html\":\"&c;&x;\",\"outlet_html\":\"L\"}\n", "entities are not expanded");
    expect("<!DOCTYPE rss PUBLIC \"-//N//DTD RSS 0.91//EN\" \"http://n.example/rss.dtd\"><rss><channel><title>"
           "L</title>" ONE "</channel></rss>",
           ONE_RECORD, "a public declaration");
}

static struct span repeat(struct arena *keep, const char *head, const char *middle, size_t count, const char *tail)
{
    struct buffer out = buffer_in(keep);
    buffer_text(&out, head);
    for (size_t i = 0; i < count; i++)
        buffer_text(&out, middle);
    buffer_text(&out, tail);
    return buffer_span(&out);
}

static void test_large(void)
{
    struct feed_result result;
    static const char *const middles[] = {"<x>",  "&",         "<",         "\"",         "</x>",
                                          "<!--", "<![CDATA[", "<item>",    "<title>",    "<category>&amp;</category>",
                                          "]]>",  "<x y=\"",   "&lt;b&gt;", "<p>\"\"\"\""};
    for (size_t i = 0; i < sizeof middles / sizeof *middles; i++) {
        struct region keep = region_open((size_t)256 << 20);
        struct span feed = repeat(&keep.arena, "<rss><channel><title>L</title><item><title>A</title><description>",
                                  middles[i], ((size_t)1 << 18) / strlen(middles[i]), "");
        struct log log = {buffer_in(&keep.arena), 1};
        result = feed_read_xml(scratch.arena, feed, SPAN(""), &(struct feed_sink){note, &log});
        check(result.entries >= 1, middles[i]);
        region_close(&keep);
    }
}

static bool count_bytes(void *context, const struct feed_entry *entry)
{
    *(size_t *)context += entry->record.len;
    return true;
}

/* The largest feed that is read, made of what grows most when it is mended or written, in the memory that a
 * reader of files has left. */
static void test_largest(void)
{
    struct region keep = region_open((size_t)17 << 20), own = region_open((size_t)480 << 20);
    size_t len = (size_t)16 << 20;
    char *feed = arena_take_raw(&keep.arena, 1, 1, len);
    static const char *const middles[] = {"&", "<p>\"\"\"\"\"", "\xf0"};
    for (size_t i = 0; i < sizeof middles / sizeof *middles; i++) {
        size_t from = 64, step = strlen(middles[i]), bytes = 0;
        memset(feed, ' ', len);
        memcpy(feed, "<rss><channel><item><description><b>", 36);
        for (; from + step <= len; from += step)
            memcpy(feed + from, middles[i], step);
        feed_read_xml(own.arena, (struct span){feed, len}, SPAN(""), &(struct feed_sink){count_bytes, &bytes});
        check(bytes > 0, "16 MiB of what grows");
    }
    region_close(&own);
    region_close(&keep);
}

/* What a feed says of itself stands in each of its records, and must not multiply them. */
static void test_repeated(void)
{
    struct region keep = region_open((size_t)64 << 20);
    struct buffer xml = buffer_in(&keep.arena);
    size_t bytes = 0;
    buffer_text(&xml, "<rss><channel><title>");
    buffer_fill(&xml, 'x', (size_t)1 << 20);
    buffer_text(&xml, "</title>");
    for (int i = 0; i < 1000; i++)
        buffer_text(&xml, "<item><title>A</title></item>");
    feed_read_xml(scratch.arena, buffer_span(&xml), SPAN(""), &(struct feed_sink){count_bytes, &bytes});
    check(bytes > 1000000 && bytes < 8000000, "a title of a megabyte is cut");
    struct buffer json = buffer_in(&keep.arena);
    buffer_text(&json, "{\"title\":\"");
    buffer_fill(&json, 'x', (size_t)1 << 20);
    buffer_text(&json, "\",\"items\":[{\"title\":\"A\"}");
    for (int i = 0; i < 1000; i++)
        buffer_text(&json, ",{\"title\":\"A\"}");
    bytes = 0;
    feed_read_json(scratch.arena, buffer_span(&json), SPAN(""), &(struct feed_sink){count_bytes, &bytes});
    check(bytes > 10000 && bytes < 100000, "or left out");
    region_close(&keep);
}

static uint32_t interval_of(const char *channel)
{
    struct region keep = test_region();
    struct feed_result result;
    struct span feed = arena_printf(&keep.arena, "<rss xmlns:s=\"http://purl.org/rss/1.0/modules/syndication/\"><channel>"
                                    "<title>The Lantern</title>%s<item><title>One</title><ttl>9</ttl></item></channel></rss>",
                                    channel);
    struct region words = test_region();
    run(&words.arena, feed, false, &result);
    region_close(&words);
    region_close(&keep);
    return result.interval;
}

static void test_interval(void)
{
    check(interval_of("") == 0, "a feed that does not say how often");
    check(interval_of("<ttl> 45 </ttl>") == 2700, "ttl is in minutes");
    check(interval_of("<s:updatePeriod>hourly</s:updatePeriod><s:updateFrequency>4</s:updateFrequency>") == 900,
          "four times an hour");
    check(interval_of("<s:updatePeriod>\nDaily </s:updatePeriod>") == 86400, "once a day");
    check(interval_of("<s:updatePeriod>daily</s:updatePeriod><s:updateFrequency>24</s:updateFrequency><ttl>90</ttl>") == 5400,
          "the longer of both");
    check(interval_of("<ttl>99999999999999999999</ttl>") == 7 * 86400, "a week at most");
    check(interval_of("<ttl>soon</ttl><s:updatePeriod>often</s:updatePeriod>") == 0, "words that say nothing");
    check(interval_of("<s:updatePeriod>hourly</s:updatePeriod><s:updateFrequency>0</s:updateFrequency>") == 3600,
          "no time an hour is once");
}

int main(void)
{
    scratch = test_region();
    test_rss();
    test_atom();
    test_json();
    test_choice();
    test_broken();
    test_charsets();
    test_attributes();
    test_entities();
    test_large();
    test_largest();
    test_repeated();
    test_interval();
    return tap_end();
}
