#include "tell/tell.h"

#include "fixture.h"
#include "golden.h"
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

static void test_ferry(struct arena *keep, struct arena *out_arena)
{
    const struct synopsis *s = fixture_ferry(keep);
    struct buffer out = buffer_in(out_arena);
    tell_json(&out, s);
    struct span line = buffer_span(&out);
    struct json json;
    size_t at = 0;
    check(json_parse(line, &at, &json) && at == line.len - 1 && line.at[at] == '\n', "one line, and JSON");
    int seen = 0;
    check_places(s, keep, json, &seen);
    check(seen > 60, "places were checked");
    check_text(json_text(keep, json_member(json, SPAN("format"))), SPAN("synoptic-synopsis/1"), "says its format");
    check_golden(keep, line, "ferry.json");
}

int main(void)
{
    struct region keep = test_region(), out = test_region();
    test_ferry(&keep.arena, &out.arena);
    return tap_end();
}
