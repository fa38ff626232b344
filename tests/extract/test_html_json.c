/* JSON as pages write it, and what its articles tell. */
#include "base/buffer.h"
#include "extract/html_json.h"
#include "extract/html_linked.h"
#include "tap.h"

static struct region kept, scratched;

/* The list as sound JSON without blanks. */
static void put_value(struct buffer *out, const struct html_json *list, uint32_t at)
{
    const struct html_json_value *v = &list->at[at];
    if (v->key.len) {
        buffer_put(out, v->key);
        buffer_byte(out, ':');
    }
    if (v->kind != JSON_OBJECT && v->kind != JSON_ARRAY) {
        buffer_put(out, v->kind == JSON_TEXT ? html_json_text(&kept.arena, list, at) : v->raw);
        return;
    }
    buffer_byte(out, v->kind == JSON_OBJECT ? '{' : '[');
    bool first = true;
    HTML_JSON_EACH(list, at, member) {
        if (!first)
            buffer_byte(out, ',');
        first = false;
        put_value(out, list, member);
    }
    buffer_byte(out, v->kind == JSON_OBJECT ? '}' : ']');
}

static void check_json(const char *script, const char *want)
{
    region_reset(&kept, 1 << 20);
    struct html_json list = { .keep = &kept.arena };
    struct region text = region_open((size_t)1 << 20);
    struct buffer out = buffer_in(&text.arena);
    html_json_add(&list, span_of(script));
    for (uint32_t at = 0; at < list.count; at = list.at[at].end)
        put_value(&out, &list, at);
    check_text(buffer_span(&out), span_of(want), script);
    region_close(&text);
}

static void test_sound(void)
{
    check_json("{\"a\": [1, -2.5e3, true, false, null, \"x\\u00e9\\n\"], \"b\": {}}",
               "{a:[1,-2.5e3,true,false,null,x\xc3\xa9],b:{}}");
    check_json("[[], [[]], {\"a\": {\"b\": \"c\"}}]", "[[],[[]],{a:{b:c}}]");
    check_json("{\"a\": \"he said \\\"no\\\", and left\"}", "{a:he said \"no\", and left}");
    check_json("{\"a\": \"x, \\\"y\\\": z\", \"b\": 1}", "{a:x, \"y\": z,b:1}");
    check_json("", "");
}

static void test_broken(void)
{
    check_json("{\"a\": \"cut off at \xc3\xba\xc3\xba", "{a:cut off at}");
    check_json("{\"a\": \"\xc3\xba", "{a:}");
    check_json("{\"a\": 1,, \"b\": [1,2,],}", "{a:1,b:[1,2]}");
    check_json("{ // the first\n \"a\": 1, /* two */ \"b\": 2 }", "{a:1,b:2}");
    check_json("{\"a\": \"one\ntwo\"}", "{a:one\ntwo}");
    check_json("{\"a\": \"she said \"no\", and left\", \"b\": 1}", "{a:she said \"no\", and left,b:1}");
    check_json("{\"a\": \"x\"\n \"b\": \"y\"}", "{a:x,b:y}");
    check_json("{'a': 'it', b: \"c\"}", "{a:it,b:c}");
    check_json("<!-- {\"a\": 1} -->", "{a:1}");
    check_json("//<![CDATA[\n{\"a\": 1}\n//]]>", "{a:1}");
    check_json("<![CDATA[{\"a\": 1}]]>", "{a:1}");
    check_json("{&quot;a&quot;: &quot;b &amp;amp; c&quot;}", "{a:b &amp; c}");
    check_json("{\"a\": {\"b\": [1, 2", "{a:{b:[1,2]}}");
    check_json("{\"a\": \"no end", "{a:no en}");
    check_json("}]{\"a\": 1}", "{a:1}");
}

static void test_limits(void)
{
    struct buffer out = buffer_in(&scratched.arena);
    for (int i = 0; i < 50000; i++)
        buffer_text(&out, i % 2 ? "{\"a\":" : "[");
    region_reset(&kept, 1 << 20);
    struct html_json list = { .keep = &kept.arena };
    html_json_add(&list, buffer_span(&out));
    check(list.count && list.count <= HTML_JSON_DEPTH, "what stands too deep is left out");
    out.len = 0;
    for (int i = 0; i < 50000; i++)
        buffer_text(&out, "\"\" , ");
    html_json_add(&list, buffer_span(&out));
    check(list.count <= HTML_JSON_VALUES, "and what is too much");
}

/* ---- what it tells ---- */

static struct html_linked linked_of(const char *script, const char *title)
{
    region_reset(&kept, 1 << 20);
    struct html_json list = { .keep = &kept.arena };
    struct html_linked linked = { .author_count = 0 };
    html_json_add(&list, span_of(script));
    html_linked_read(&kept.arena, scratched.arena, &list, span_of(title), &linked);
    return linked;
}

static void test_articles(void)
{
    struct html_linked l = linked_of("{\"@graph\": [{\"@type\": \"WebPage\", \"datePublished\": \"2024-04-03\"},"
                                     "{\"@type\": [\"NewsArticle\"], \"headline\": \"Swan freed\","
                                     "\"author\": [{\"@id\": \"#a\"}, {\"@type\": \"Organization\", \"name\": \"Post\"}],"
                                     "\"publisher\": {\"name\": \"Harbour Post\"}},"
                                     "{\"@type\": \"Person\", \"@id\": \"#a\", \"name\": \"Ada Quill\"}]}", "");
    check_text(l.fields[META_TITLE], SPAN("Swan freed"), "a graph's article");
    check_text(l.fields[META_PUBLISHED], SPAN("2024-04-03"), "the page fills what the article leaves open");
    check_text(l.fields[META_OUTLET], SPAN("Harbour Post"), "its publisher");
    check(l.is_news && l.author_count == 2 && l.authors[1].is_house, "two authors, one of them a house");
    check_text(l.authors[0].name, SPAN("Ada Quill"), "a reference leads forward");

    l = linked_of("[{\"@type\": \"Article\", \"headline\": \"Other news\", \"datePublished\": \"2020-01-01\"},"
                  "{\"@type\": \"Article\", \"headline\": \"A swan flies home\", \"datePublished\": \"2021-01-01\"}]",
                  "A swan flies home | Harbour Post");
    check_text(l.fields[META_TITLE], SPAN("A swan flies home"), "the article that the title is of");
    check_text(l.fields[META_PUBLISHED], SPAN("2021-01-01"), "and its date");

    l = linked_of("{\"@type\": \"Article\", \"hasPart\": {\"isAccessibleForFree\": \"False\"}, \"correction\":"
                  "[{\"text\": \"It was a goose.\"}, \"It was two.\"]}", "");
    check_text(l.fields[META_FREE], SPAN("False"), "a part that is not free");
    check(l.correction_count == 2, "two corrections");
    check_text(l.corrections[0], SPAN("It was a goose."), "in their own words");

    l = linked_of("{\"@type\": \"BreadcrumbList\", \"itemListElement\": [{\"name\": \"Home\"},"
                  "{\"item\": {\"name\": \"Sea\"}}, {\"name\": \"A swan flies home\"}]}", "A swan flies home");
    check_text(l.crumb, SPAN("Sea"), "the part of the site that breadcrumbs name");

    l = linked_of("{\"@type\": \"Article\", \"author\": {\"givenName\": \"Ada\", \"familyName\": \"Quill\"}}", "");
    check_text(l.authors[0].name, SPAN("Ada Quill"), "names in two parts");
    l = linked_of("{\"@type\": \"Article\", \"creator\": [\"Tom Rusk\"]}", "");
    check_text(l.authors[0].name, SPAN("Tom Rusk"), "a creator where there is no author");
    l = linked_of("{\"@type\": \"Product\", \"name\": \"Soap\"}", "");
    check(!l.fields[META_TITLE].len && !l.author_count, "a product is no article");
}

int main(void)
{
    kept = region_open((size_t)1 << 30);
    scratched = region_open((size_t)1 << 30);
    test_sound();
    test_broken();
    test_limits();
    test_articles();
    return tap_end();
}
