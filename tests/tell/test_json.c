#include "tell/tell.h"

#include "fixture.h"
#include "golden.h"
#include "schema.h"
#include "text/json.h"

/* Every place in the JSON says what stands in the report there. */
static void check_places(const struct synopsis *s, struct arena *keep, struct json value, int *seen)
{
    struct json report = json_member(value, SPAN("report")), text = json_member(value, SPAN("text"));
    if (report.kind == JSON_TEXT && text.kind == JSON_TEXT) {
        struct span id = json_text(keep, report);
        uint32_t r = 0;
        while (!span_equal(s->reports[r].report->article.id, id))
            r++;
        struct mark at = { (uint32_t)json_number(json_member(value, SPAN("from")), -1),
                           (uint32_t)json_number(json_member(value, SPAN("to")), -1) };
        if (!span_equal(mark_span(s->reports[r].report->article.text, at), json_text(keep, text)))
            check(false, "a place's words stand at its offsets");
        ++*seen;
    }
    struct json_step step = { 0 };
    struct span key;
    for (struct json member; json_next(value, &step, &key, &member);)
        check_places(s, keep, member, seen);
}

/* The line as JSON; it must be one value and a line break. */
static struct json parse_line(struct span line)
{
    struct json json = { 0 };
    size_t at = 0;
    check(json_parse(line, &at, &json) && at == line.len - 1 && line.at[at] == '\n', "one line, and JSON");
    return json;
}

static int schema_mistakes(struct arena *keep, struct json synopsis)
{
    struct span text = case_file(keep, CASES "/../../docs/synopsis.schema.json");
    struct schema schema = { .keep = keep };
    size_t at = 0;
    check(json_parse(text, &at, &schema.root), "the schema is JSON");
    schema_check(&schema, schema.root, synopsis);
    return schema.mistakes;
}

static struct span tell(struct arena *keep, const struct synopsis *s)
{
    struct region *region = arena_new(keep, struct region, 1);
    *region = test_region();
    struct buffer out = buffer_in(&region->arena);
    tell_json(&out, s);
    return buffer_span(&out);
}

static void test_ferry(struct arena *keep)
{
    const struct synopsis *s = fixture_ferry(keep);
    struct span line = tell(keep, s);
    struct json json = parse_line(line);
    int seen = 0;
    check_places(s, keep, json, &seen);
    check(seen > 60, "places were checked");
    check(schema_mistakes(keep, json) == 0, "holds to docs/synopsis.schema.json");
    check_golden(keep, line, "ferry.json");
}

static void test_new_members(struct arena *keep)
{
    struct span line = tell(keep, fixture_ferry(keep));
    check(IN_ORDER(line, "\"when\":\"2030-03\"", "\"elsewhere\":[{\"id\":\"pilot-post\"", "\"from\":26,\"to\":93"),
                   "claims");
    check(IN_ORDER(line, "\"change\":\"in full\"", "\"speaker\":\"Ilse Torvan\"", "\"disputedSpeaker\":true"),
                   "quotes");
    check(IN_ORDER(line, "\"label\":\"conflict\",\"kind\":\"date\"", "\"label\":\"attribution\",\"kind\":\"source\""),
                   "differences");
    check(IN_ORDER(line, "\"inferred\":true,\"sure\":0.55"), "lineage");
    const struct synopsis *s = fixture_study(keep);
    line = tell(keep, s);
    struct json json = parse_line(line);
    int seen = 0;
    check_places(s, keep, json, &seen);
    check(schema_mistakes(keep, json) == 0, "a story of one source holds to the schema");
    check(IN_ORDER(line, "\"oneSource\":\"all accounts rest on one study of the Institute of Orm\"",
                   "\"oneSourceAt\":[{\"report\":\"herald\",\"from\":70"), "one source, and where it is named");
}

static void test_passages(struct arena *keep)
{
    struct synopsis s = *fixture_ferry(keep);
    struct passage passage = { s.claims[0].support, (uint8_t[]){ SAME_YES, SAME_NO, SAME_UNKNOWN } };
    passage.support.count = 3;
    s.passages = &passage;
    s.passage_count = 1;
    struct span line = tell(keep, &s);
    struct json json = parse_line(line);
    int seen = 0;
    check_places(&s, keep, json, &seen);
    check(schema_mistakes(keep, json) == 0, "passages hold to the schema");
    check(IN_ORDER(line, "\"passages\":[{\"support\":[{\"report\":", "\"same\":[true,false,null]}]"), "passages");
}

static void test_schema_is_strict(struct arena *keep)
{
    static const char wrong[] = "{\"format\":\"synoptic-synopsis/2\",\"story\":{\"id\":7},\"reports\":[{\"identity\":1}]}";
    size_t at = 0;
    struct json json;
    json_parse(SPAN(wrong), &at, &json);
    check(schema_mistakes(keep, json) > 10, "the schema refuses what is not a synopsis");
}

static void test_empty(struct arena *keep)
{
    struct synopsis s = { 0 };
    struct json json = parse_line(tell(keep, &s));
    check(schema_mistakes(keep, json) == 0, "a synopsis of nothing holds to the schema");
}

int main(void)
{
    struct region keep = test_region();
    test_ferry(&keep.arena);
    test_new_members(&keep.arena);
    test_passages(&keep.arena);
    test_schema_is_strict(&keep.arena);
    test_empty(&keep.arena);
    return tap_end();
}
