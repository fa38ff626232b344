#include "extract/extract.h"

#include "base/buffer.h"
#include "tap.h"

static struct region keep, scratch;

static bool read_record(const char *json, struct article *article, struct syn_error *error)
{
    struct raw_document raw = {.kind = RAW_RECORD, .bytes = span_of(json), .name = SPAN("in/reports.jsonl"), .line = 7};
    return extract_article(&keep.arena, scratch.arena, &raw, article, error);
}

static struct article record(const char *json, const char *what)
{
    struct article article;
    struct syn_error error = { 0 };
    check(read_record(json, &article, &error), what);
    return article;
}

#define BODY "The council of Veltown voted on Monday to close the old bridge."

static void test_brief(void)
{
    struct article a;
    struct syn_error error = { 0 };
    struct raw_document raw = { .kind = RAW_RECORD, .name = SPAN("in/reports.jsonl"), .line = 9,
        .bytes = SPAN("{\"id\":\"b\",\"title\":\"Bridge closes\",\"published\":\"2024-04-03\","
                      "\"text\":\"Bridge closes\\n\\nBy Jane Roe\\n" BODY "\\n  \\nSupport our work. \\n\"}") };
    check(extract_brief(&keep.arena, scratch.arena, &raw, &a, &error), "a record taken as it stands");
    check_text(a.id, SPAN("b"), "brief: id");
    check_text(a.language, SPAN("en"), "brief: the language is guessed where the record does not say");
    check(when_known(a.published), "brief: published");
    check(a.blocks.count == 4, "brief: each line that says something is a block");
    check(a.blocks.at[0].kind == BLOCK_TITLE && a.title_at.to == sizeof "Bridge closes" - 1,
          "brief: the headline in the text is known");
    check_text(mark_span(a.text, a.blocks.at[3].at), SPAN("Support our work."), "brief: nothing is cut, blocks are trimmed");
    check(a.cuts.count == 0, "brief: no cuts");
    raw.bytes = SPAN("{\"id\":\"p\",\"html\":\"<html><body><article><p>" BODY "</p></article></body></html>\"}");
    check(extract_brief(&keep.arena, scratch.arena, &raw, &a, &error), "a record that holds a page");
    check_text(a.text, SPAN(BODY), "brief: a page is extracted as ever");
    raw.bytes = SPAN("[1,2]");
    check(!extract_brief(&keep.arena, scratch.arena, &raw, &a, &error), "brief: no record");
}

static void test_ours(void)
{
    struct article a = record(
        "{\"id\":\"v1\",\"url\":\"https://a.example/1\",\"canonical_url\":\"https://a.example/"
        "c\",\"outlet\":\"Lantern\","
        "\"title\":\"Bridge closes\",\"lede\":\"A vote\",\"text\":\" " BODY
        "\\n\",\"authors\":[\"Jane Roe\",\"John Doe\"],"
        "\"published\":\"2024-04-03T14:05:00+02:00\",\"modified\":null,\"seen\":1712152800,\"language\":\"EN-gb\","
        "\"dateline\":\"VELTOWN\",\"credit\":\"AFP\",\"section\":\"World\",\"extra\":{\"a\":[1, 2]},\"n\":null}",
        "our own record");
    check_text(a.id, SPAN("v1"), "id");
    check_text(a.url, SPAN("https://a.example/1"), "url");
    check_text(a.canonical_url, SPAN("https://a.example/c"), "canonical_url");
    check_text(a.outlet, SPAN("Lantern"), "outlet");
    check_text(a.title, SPAN("Bridge closes"), "title");
    check_text(a.lede, SPAN("A vote"), "lede");
    check_text(a.text, SPAN(" " BODY "\n"), "the text is kept letter for letter");
    check(a.authors.count == 2, "two authors");
    check(a.published.from == 1712145900 && a.published.zoned && a.published.offset == 120, "published");
    check_text(a.published_text, SPAN("2024-04-03T14:05:00+02:00"), "published as it stood");
    check(!when_known(a.modified) && a.seen.from == 1712152800, "modified, seen");
    check_text(a.language, SPAN("en"), "language");
    check_text(a.dateline, SPAN("VELTOWN"), "dateline");
    check_text(a.agency, SPAN("AFP"), "the agency of the credit");
    check_text(a.section, SPAN("World"), "section");
    check_text(a.extra, SPAN("\"extra\":{\"a\":[1, 2]},\"n\":null"), "what we do not know passes through");
    check(a.blocks.count == 1 && a.blocks.at[0].at.from == 1, "marks stand on the text");
}

static void test_trafilatura(void)
{
    struct article a =
        record("{\"title\":\"Bridge closes\",\"author\":\"Jane Roe; John "
               "Doe\",\"hostname\":\"lantern.example\",\"date\":\"2024-04-03\","
               "\"fingerprint\":\"abc\",\"raw_text\":\"short\",\"text\":\"" BODY "\",\"sitename\":\"Lantern\","
               "\"source\":\"https://lantern.example/1\",\"excerpt\":\"A vote\",\"filedate\":\"2024-04-05\"}",
               "trafilatura");
    check_text(a.outlet, SPAN("Lantern"), "the name of a site goes before its address");
    check_text(a.url, SPAN("https://lantern.example/1"), "source is an address");
    check_text(a.text, SPAN(BODY), "text goes before raw_text");
    check_text(a.lede, SPAN("A vote"), "excerpt");
    check(a.authors.count == 2 && span_equal(a.authors.at[1], SPAN("John Doe")), "authors parted by semicolons");
    check_text(a.extra, SPAN("\"hostname\":\"lantern.example\",\"fingerprint\":\"abc\",\"raw_text\":\"short\""),
               "what lost passes through");
    check_text(a.id, SPAN("reports.jsonl:7"), "a record without an id is named after its place");
}

static void test_others(void)
{
    struct article a =
        record("{\"maintext\":\"" BODY "\",\"date_publish\":\"2024-04-03 14:05:00\",\"date_modify\":null,"
               "\"source_domain\":\"lantern.example\",\"authors\":[],\"title\":\"Bridge closes\",\"language\":\"en\"}",
               "news-please");
    check(a.published.from == 1712153100 && a.published.precision == WHEN_SECOND, "date_publish");
    check_text(a.outlet, SPAN("lantern.example"), "source_domain");
    a = record("{\"text\":\"" BODY
               "\",\"publish_date\":\"April 3, 2024\",\"meta_site_name\":\"Lantern\",\"meta_lang\":\"en\","
               "\"canonical_link\":\"https://lantern.example/1\"}",
               "newspaper4k");
    check(a.published.precision == WHEN_DAY, "publish_date");
    check_text(a.canonical_url, SPAN("https://lantern.example/1"), "canonical_link");
    a = record("{\"@type\":\"NewsArticle\",\"headline\":\"Bridge closes\",\"articleBody\":\"" BODY
               "\",\"datePublished\":\"2024-04-03\","
               "\"author\":[{\"@type\":\"Person\",\"name\":\"Jane Roe\"},{\"name\":\"John "
               "Doe\"}],\"publisher\":{\"name\":\"Lantern\"},"
               "\"inLanguage\":\"en\",\"mainEntityOfPage\":{\"@id\":\"https://lantern.example/1\"}}",
               "schema.org");
    check_text(a.outlet, SPAN("Lantern"), "publisher.name");
    check_text(a.canonical_url, SPAN("https://lantern.example/1"), "mainEntityOfPage");
    check(a.authors.count == 2, "authors that are objects");
    check_text(a.extra, SPAN("\"@type\":\"NewsArticle\""), "the rest");
    a = record("{\"uri\":\"urn:x:1\",\"headlines\":[{\"value\":\"Bridge closes\"}],\"bodies\":[{\"value\":\"" BODY
               "\"}],"
               "\"versioncreated\":\"2024-04-04T00:00:00Z\",\"firstcreated\":\"2024-04-03T00:00:00Z\",\"byline\":\"By "
               "Jane Roe\","
               "\"located\":\"Veltown\",\"infosources\":[{\"name\":\"Reuters\"}]}",
               "ninjs");
    check_text(a.id, SPAN("urn:x:1"), "uri is an id");
    check(a.url.len == 0, "and no address");
    check_text(a.title, SPAN("Bridge closes"), "headlines[].value");
    check_text(a.dateline, SPAN("Veltown"), "located");
    check_text(a.agency, SPAN("Reuters"), "infosources[].name");
    check(a.published.from < a.modified.from, "firstcreated, versioncreated");
}

/* What the three generations of ninjs call the same things. */
static void test_ninjs(void)
{
    struct article a = record(
        "{\"uri\":\"tag:lantern.example,2024:1\",\"type\":\"text\",\"versioncreated\":\"2024-04-03T14:05:00Z\","
        "\"copyrightholder\":\"The Lantern Agency\",\"language\":\"en-GB\",\"byline\":\"By Jane Roe and John Doe\","
        "\"headline\":\"Bridge closes\",\"description_text\":\"A vote\",\"body_xhtml\":\"<div><p>" BODY
        "</p></div>\",\"body_text\":\"" BODY "\",\"located\":\"Veltown\","
        "\"subject\":[{\"name\":\"roads\",\"rel\":\"about\"}]}",
        "ninjs 1");
    check_text(a.text, SPAN(BODY), "plain text goes before XHTML");
    check_text(a.outlet, SPAN("The Lantern Agency"), "the holder of the copyright is the outlet");
    check_text(a.lede, SPAN("A vote"), "description_text");
    check_text(a.section, SPAN("roads"), "a subject");
    check(a.authors.count == 2 && span_equal(a.authors.at[1], SPAN("John Doe")), "the byline names the authors");
    check(when_known(a.published) && a.published.from == a.modified.from, "the version's time, where there is "
        "no other");
    a = record("{\"uri\":\"urn:x:2\",\"firstcreated\":\"2024-04-03T12:00:00Z\",\"versioncreated\":"
               "\"2024-04-03T14:05:00Z\",\"headlines\":[{\"role\":\"short\",\"value\":\"Bridge\"},"
               "{\"role\":\"main\",\"value\":\"Bridge closes\"}],\"descriptions\":[{\"role\":\"text\","
               "\"contenttype\":\"text/plain\",\"value\":\"A vote\"}],\"bodies\":[{\"role\":\"html\","
               "\"contenttype\":\"text/html\",\"value\":\"<section><p>" BODY " " BODY "</p><p>" BODY
               "</p></section>\"}],\"by\":\"Von Hanna Beispiel, dpa\",\"subjects\":[{\"name\":\"Roads\"}]}",
               "ninjs 2");
    check(a.flags & ARTICLE_HTML && a.blocks.count == 2, "a body that is HTML only is read as such");
    check_text(a.title, SPAN("Bridge closes"), "the main headline, wherever it stands");
    check_text(a.lede, SPAN("A vote"), "a description");
    check(a.authors.count == 1 && span_equal(a.authors.at[0], SPAN("Hanna Beispiel")), "by");
    check_text(a.agency, SPAN("dpa"), "and the agency in it");
    check(a.published.from < a.modified.from, "both times");
    a = record("{\"uri\":\"urn:x:3\",\"contentCreated\":\"2024-04-03T12:00:00Z\",\"versionCreated\":"
               "\"2024-04-03T14:05:00Z\",\"copyrightHolder\":\"Lantern\",\"infoSources\":[{\"name\":\"Reuters\"}],"
               "\"headlines\":[{\"value\":\"Bridge closes\"}],\"bodies\":[{\"role\":\"richtext\",\"contentType\":"
               "\"application/xhtml+xml\",\"value\":\"<p>no</p>\"},{\"role\":\"main\",\"contentType\":\"text/plain\","
               "\"value\":\"" BODY "\"}],\"by\":\"Jane Roe and John d'Or\"}",
               "ninjs 3");
    check_text(a.text, SPAN(BODY), "of several bodies the plain one");
    check_text(a.agency, SPAN("Reuters"), "infoSources");
    check_text(a.outlet, SPAN("Lantern"), "copyrightHolder");
    check(a.authors.count == 2, "by, without the word");
    check(a.published.from < a.modified.from, "contentCreated, versionCreated");
    a = record("{\"headline\":\"Bridge closes\",\"bodies\":[{\"value\":\"<p>" BODY "</p>\"},7,{\"value\":null}]}",
               "a body without a type");
    check(a.flags & ARTICLE_HTML, "shows by its begin what it is");
}

/* What is made of feeds. */
static void test_html_members(void)
{
    struct article a = record("{\"title_html\":\"Bridge &amp; <i>tunnel<\\/i> close\",\"lede_html\":"
                              "\"<p>A&nbsp;vote<br>in two<script>no</script> rounds</p>\",\"html\":\"<p>" BODY
                              "</p>\",\"outlet_html\":\"The Lantern &#8211; Veltown\",\"section_html\":\"Arts "
                              "&amp; Roads\"}",
                              "members that hold HTML");
    check_text(a.title, SPAN("Bridge & tunnel close"), "a title");
    check_text(a.lede, SPAN("A\xc2\xa0vote in two rounds"), "a summary: elements that part words leave a blank");
    check_text(a.outlet, SPAN("The Lantern – Veltown"), "an outlet");
    check_text(a.section, SPAN("Arts & Roads"), "a section");
    check_text(a.text, SPAN(BODY), "and the body");
    a = record("{\"title\":\"A &amp; B\",\"title_html\":\"A &amp; B\"}", "our own name holds words");
    check_text(a.title, SPAN("A &amp; B"), "which stand as they are");
    a = record("{\"id\":\"1\",\"url\":\"https://a.example/1\",\"title\":\"Bridge closes\",\"content_html\":\"<p>" BODY
               "</p>\",\"summary\":\"A vote\",\"date_published\":\"2024-04-03T14:05:00+02:00\","
               "\"tags\":[\"roads\",\"x\"],"
               "\"authors\":[{\"name\":\"Jane Roe\"}]}",
               "an item of a JSON Feed");
    check_text(a.text, SPAN(BODY), "content_html");
    check_text(a.lede, SPAN("A vote"), "summary");
    check_text(a.section, SPAN("roads"), "the first tag");
    check(a.published.offset == 120 && a.authors.count == 1, "date and authors");
}

static void test_little(void)
{
    struct article a = record("{\"title\":\"Bridge closes\",\"text\":\"\"}", "a title alone is taken");
    check(a.flags & ARTICLE_STUB, "and is a stub");
    a = record("{\"t\\u0069tle\":\"Br\\u00fccke\",\"text\":null}", "keys and values may be escaped");
    check_text(a.title, SPAN("Brücke"), "and are decoded");
    a = record("{\"id\":42,\"text\":\"" BODY "\",\"text\":\"" BODY "\"}", "a number for an id, a member twice");
    check_text(a.id, SPAN("42"), "the number as written");
    check(a.extra.len == 0, "our own names never pass through");
}

static void test_page(void)
{
    struct article a = record(
        "{\"id\":\"p\",\"title\":\"Bridge closes\",\"html\":\"<html><body><article><h1>Bridge closes</h1><p>" BODY
        " " BODY "</p><p>" BODY " " BODY "</p></article></body></html>\"}",
        "a record with a page");
    check(a.flags & ARTICLE_HTML, "is read as a page");
    check(span_find(a.text, SPAN("old bridge"), 0) != SPAN_NONE, "and gives its body");
    check_text(a.id, SPAN("p"), "under its own id");
}

static void expect_failure(const char *json, const char *want, const char *what)
{
    struct article article;
    struct syn_error error = { 0 };
    check(!read_record(json, &article, &error), what);
    check_text(span_of(error.text), span_of(want), "with a message");
}

static void test_failures(void)
{
    expect_failure("{\"a\":", "left out the record at in/reports.jsonl, line 7: it is no JSON; write one object a line",
                   "cut off");
    expect_failure("{} {}", "left out the record at in/reports.jsonl, line 7: it is no JSON; write one object a line",
                   "two values");
    expect_failure("[1]",
                   "left out the record at in/reports.jsonl, line 7: it is no JSON object; write one object a line",
                   "an array");
    expect_failure("{\"id\":\"x\",\"text\":\" \"}",
                   "left out the record at in/reports.jsonl, line 7: it has neither text nor title; name them \"text\" "
                   "and \"title\"",
                   "no text and no title");
}

static void test_files(void)
{
    struct article a;
    struct syn_error error;
    struct raw_document raw = {
        .kind = RAW_TEXT, .bytes = SPAN("\xef\xbb\xbfThe bridge is closed."), .name = SPAN("a.txt"), .id = SPAN("a")};
    check(extract_article(&keep.arena, scratch.arena, &raw, &a, &error), "a text file");
    check(a.text.at == raw.bytes.at && a.blocks.count == 1 && a.blocks.at[0].at.from == 3,
          "marks count from the file's first byte");
    check_text(a.id, SPAN("a"), "its id is the file's");
    raw.bytes = SPAN("Le conseil a d\xe9" "cid\xe9 de fermer le vieux pont, jug\xe9 dangereux.");
    check(extract_article(&keep.arena, scratch.arena, &raw, &a, &error), "a text in another charset");
    check(span_find(a.text, SPAN("décidé"), 0) != SPAN_NONE, "is decoded");
    raw = (struct raw_document){
        .kind = RAW_TEXT, .bytes = SPAN(BODY), .name = SPAN("a.txt"), .url = SPAN("https://a.example/")};
    check(extract_article(&keep.arena, scratch.arena, &raw, &a, &error), "a fetched text");
    check_text(a.url, SPAN("https://a.example/"), "has the address it was fetched from");
}

int main(void)
{
    keep = test_region();
    scratch = test_region();
    test_brief();
    test_ours();
    test_trafilatura();
    test_others();
    test_ninjs();
    test_html_members();
    test_little();
    test_page();
    test_failures();
    test_files();
    return tap_end();
}
