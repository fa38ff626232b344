#include "tap.h"
#include "text/json.h"

static struct region region;

static struct json parse(const char *text)
{
    struct json value;
    size_t at = 0;
    return json_parse(span_of(text), &at, &value) ? value : (struct json){ JSON_NONE, { NULL, 0 } };
}

static bool fails_at(struct span text, size_t where)
{
    struct json value;
    size_t at = 0;
    return !json_parse(text, &at, &value) && at == where && value.kind == JSON_NONE;
}

static void test_kinds(void)
{
    check(parse("null").kind == JSON_NULL, "null");
    check(parse(" true ").kind == JSON_TRUE, "true");
    check(parse("false").kind == JSON_FALSE, "false");
    check(parse("-1.5e+3").kind == JSON_NUMBER, "a number");
    check(parse("\"\"").kind == JSON_TEXT, "a string");
    check(parse("[]").kind == JSON_ARRAY, "an array");
    check(parse("{ }").kind == JSON_OBJECT, "an object");
    check_text(parse("  [1, 2] x").raw, SPAN("[1, 2]"), "the value's own letters");
    struct span two = SPAN("1 2");
    struct json value;
    size_t at = 0;
    check(json_parse(two, &at, &value) && json_parse(two, &at, &value) && at == 3, "one value after the other");
}

static void test_mistakes(void)
{
    check(fails_at(SPAN(""), 0), "nothing");
    check(fails_at(SPAN("{\"a\":1,}"), 7), "a comma too many");
    check(fails_at(SPAN("[1 2]"), 3), "a comma too few");
    check(fails_at(SPAN("{\"a\" 1}"), 5), "no colon");
    check(fails_at(SPAN("nul"), 0), "half a word");
    check(fails_at(SPAN("\"abc"), 4), "an open string");
    check(fails_at(SPAN("[1"), 2), "an open array");
    check(fails_at(SPAN("-"), 1), "a lone sign");
    check(fails_at(SPAN("1."), 2), "no digit behind the point");
    char deep[100000];
    memset(deep, '[', sizeof deep);
    check(fails_at((struct span){ deep, sizeof deep }, JSON_DEPTH_MAX), "100,000 brackets");
}

static void test_members(void)
{
    struct json object = parse("{\"a\": 1, \"b\": {\"c\": [true, \"x\"]}, \"a\": 2, \"k\\u0065y\": 3}");
    check(json_number(json_member(object, SPAN("a")), 0) == 2, "the last of equal names");
    check(json_number(json_member(object, SPAN("key")), 0) == 3, "an escaped name");
    check(json_member(object, SPAN("z")).kind == JSON_NONE, "no such name");
    check(json_member(parse("[1]"), SPAN("a")).kind == JSON_NONE, "an array has no names");
    struct json list = json_member(json_member(object, SPAN("b")), SPAN("c")), value;
    struct json_step step = { 0 };
    struct span key;
    check(json_next(list, &step, &key, &value) && value.kind == JSON_TRUE && key.len == 0, "the first of an array");
    check(json_next(list, &step, &key, &value) && value.kind == JSON_TEXT, "the second");
    check(!json_next(list, &step, &key, &value), "and no third");
    step = (struct json_step){ 0 };
    check(!json_next(parse("{}"), &step, &key, &value), "an empty object");
}

static void test_text(void)
{
    check_text(json_text(&region.arena, parse("\"a\\n\\t\\\"\\\\\\/b\"")), SPAN("a\n\t\"\\/b"), "escapes");
    check_text(json_text(&region.arena, parse("\"\\u00e9\\u041c\"")), SPAN("éМ"), "four digits");
    check_text(json_text(&region.arena, parse("\"\\ud83d\\ude00\"")), SPAN("😀"), "a pair");
    check_text(json_text(&region.arena, parse("\"\\ud83dx\"")), SPAN("\xef\xbf\xbdx"), "half a pair");
    check_text(json_text(&region.arena, parse("\"\\u12\"")), SPAN("\xef\xbf\xbd" "12"), "too few digits");
    check_text(json_text(&region.arena, parse("\"\x01\xff\"")), SPAN("\x01\xff"), "raw bytes stay");
    check_text(json_text(&region.arena, parse("12")), SPAN(""), "a number is no text");
    check(json_number(parse("1e999"), 0) > 1e300, "beyond a double");
    check(json_number(parse("\"1\""), -7) == -7, "a text is no number");
}

static void test_writer(void)
{
    struct buffer out = buffer_in(&region.arena);
    struct json_writer w = json_writer(&out, 0);
    json_open(&w, '{');
    json_key(&w, "a");
    json_open(&w, '[');
    json_put_int(&w, -3);
    json_put_double(&w, 0.5);
    json_put_double(&w, 1.0 / 0.0);
    json_put_bool(&w, true);
    json_close(&w, ']');
    json_key(&w, "b");
    json_put_text(&w, SPAN("\"</script>\x7f\xff\n"));
    json_key(&w, "c");
    json_put_text_or_null(&w, SPAN(""));
    json_key(&w, "d");
    json_open(&w, '{');
    json_close(&w, '}');
    json_close(&w, '}');
    check_text(buffer_span(&out),
               SPAN("{\"a\":[-3,0.5,null,true],\"b\":\"\\\"<\\/script>\\u007f\xef\xbf\xbd\\n\",\"c\":null,\"d\":{}}"), "one line");
    struct buffer lines = buffer_in(&region.arena);
    w = json_writer(&lines, 2);
    json_open(&w, '[');
    json_put_int(&w, 1);
    json_open(&w, '[');
    json_close(&w, ']');
    json_close(&w, ']');
    check_text(buffer_span(&lines), SPAN("[\n  1,\n  []\n]"), "with lines");
}

int main(void)
{
    region = test_region();
    test_kinds();
    test_mistakes();
    test_members();
    test_text();
    test_writer();
    region_close(&region);
    return tap_end();
}
