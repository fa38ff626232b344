#include "tell/tell.h"

#include <math.h>

#include "fixture.h"
#include "golden.h"
#include "text/json.h"

static struct span article_line(struct arena *keep, const struct article *a)
{
    struct buffer out = buffer_in(keep);
    buffer_reserve(&out, 1 << 16);
    tell_article(&out, a);
    return buffer_span(&out);
}

static struct json parsed(struct span line)
{
    struct json json = { 0 };
    size_t at = 0;
    check(json_parse(line, &at, &json) && at == line.len - 1, "one line of JSON");
    return json;
}

static struct span text_of(struct arena *keep, struct json record, const char *name)
{
    return json_text(keep, json_member(record, span_of(name)));
}

static void test_article(struct arena *keep)
{
    struct article a = fixture_ferry(keep)->reports[1].report->article;
    struct span line = article_line(keep, &a);
    struct json record = parsed(line);
    check_golden(keep, line, "gazette.jsonl");
    check_text(text_of(keep, record, "text"), a.text, "the text as it was read");
    check_text(text_of(keep, record, "published"), SPAN("2031-05-06T07:25+02:00"), "a time in ISO 8601");
    check(json_member(record, SPAN("lede")).kind == JSON_NULL, "null where it is not said");

    a.published_text = SPAN("Tue, 06 May 2031 07:25:00 +0200");
    a.extra = SPAN("\"desk\":\"coast\",\"tags\":[1,{\"a\":null}]");
    record = parsed(article_line(keep, &a));
    check_text(text_of(keep, record, "published"), SPAN("2031-05-06T07:25+02:00"), "another form of it becomes ISO 8601");
    check_text(text_of(keep, record, "desk"), SPAN("coast"), "unknown members go through");
    check(json_member(record, SPAN("tags")).kind == JSON_ARRAY, "of any kind");

    a.published_text = SPAN("2031-05-06T07:25:00.250+02:00");
    check_text(text_of(keep, parsed(article_line(keep, &a)), "published"), a.published_text, "ISO 8601 goes through as it was");
    a.published_text = SPAN("some day in spring");
    a.published = (struct when){ .precision = WHEN_UNKNOWN };
    check_text(text_of(keep, parsed(article_line(keep, &a)), "published"), a.published_text, "so does what was not understood");
}

static void test_html_cut(struct arena *keep)
{
    struct article a = fixture_ferry(keep)->reports[1].report->article;
    a.flags |= ARTICLE_HTML;
    struct json record = parsed(article_line(keep, &a)), cut;
    struct json_step step = { 0 };
    struct span key;
    check(json_next(json_member(record, SPAN("cut")), &step, &key, &cut), "a cut");
    check_text(text_of(keep, cut, "text"), a.cuts.at[0].words, "what HTML cut is written out, as it stands nowhere else");
}

static void test_annotations(struct arena *keep)
{
    struct report r = { .article = fixture_ferry(keep)->reports[0].report->article };
    struct attribution says[2] = {
        { .source = { &(struct mark){ 244, 263 }, 1 }, .cue = { &(struct mark){ 237, 241 }, 1 },
          .content = { &(struct mark){ 188, 236 }, 1 }, .kind = ATTRIBUTION_DIRECT, .stance = STANCE_DENIES,
          .via = { 69, 78 }, .cited = { 112, 121 }, .cited_entity = ENTITY_NONE },
        { .content = { &(struct mark){ 134, 163 }, 1 }, .kind = ATTRIBUTION_INDIRECT, .nested = true,
          .refers = { 47, 133 }, .speaker = ENTITY_NONE },
    };
    struct mention mentions[2] = { { { 69, 78 }, ENTITY_OTHER, 0 }, { { 253, 263 }, ENTITY_PERSON, ENTITY_NONE } };
    struct entity entity = { .name = SPAN("Marn Rose"), .type = ENTITY_OTHER };
    struct date dates[2] = { { .at = { 112, 121 }, .type = DATE_TIME, .value = "2031-05-06T03:40" },
                             { .at = { 125, 132 }, .type = DATE_DATE } };
    struct figure figures[2] = {
        { .at = { 134, 147 }, .value = 9, .low = 9, .high = INFINITY, .unit = SPAN("people"), .of = { 148, 154 },
          .state = FIGURE_MISSING },
        { .at = { 298, 306 }, .value = 60, .low = 54, .high = 66, .dimension = DIMENSION_LENGTH,
          .change = FIGURE_CHANGE_BY },
    };
    struct sentence sentences[2] = { { .at = { 47, 133 } }, { .at = { 134, 176 } } };
    r.notes.attributions = (struct attributions){ says, 2 };
    r.notes.mentions = (struct mentions){ mentions, 2 };
    r.notes.entities = (struct entities){ &entity, 1 };
    r.notes.dates = (struct dates){ dates, 2 };
    r.notes.figures = (struct figures){ figures, 2 };
    r.notes.sentences = (struct sentences){ sentences, 2 };
    struct buffer out = buffer_in(keep);
    tell_annotations(&out, &r);
    struct json record = parsed(buffer_span(&out));
    check_text(json_member(record, SPAN("attributions")).raw,
               SPAN("[{\"source\":[[244,263]],\"cue\":[[237,241]],\"content\":[[188,236]],\"kind\":\"direct\","
                    "\"stance\":\"denies\",\"via\":{\"from\":69,\"to\":78,\"entity\":\"Marn Rose\"},"
                    "\"cited\":{\"from\":112,\"to\":121,\"entity\":null},\"speaker\":\"Marn Rose\"},"
                    "{\"source\":[],\"cue\":[],\"content\":[[134,163]],\"kind\":\"indirect\",\"nested\":true,"
                    "\"parent\":0,\"refers\":[47,133]}]"), "who says what");
    check_text(json_member(record, SPAN("mentions")).raw,
               SPAN("[{\"from\":69,\"to\":78,\"type\":\"other\",\"entity\":\"Marn Rose\"},"
                    "{\"from\":253,\"to\":263,\"type\":\"person\",\"entity\":null}]"), "names");
    check_text(json_member(record, SPAN("dates")).raw,
               SPAN("[{\"from\":112,\"to\":121,\"type\":\"TIME\",\"value\":\"2031-05-06T03:40\"},"
                    "{\"from\":125,\"to\":132,\"type\":\"DATE\",\"value\":null}]"), "dates");
    check_text(json_member(record, SPAN("figures")).raw,
               SPAN("[{\"from\":134,\"to\":147,\"kind\":\"count\",\"value\":9,\"low\":9,\"high\":null,\"unit\":\"people\","
                    "\"of\":\"people\",\"event\":\"missing\",\"change\":null},"
                    "{\"from\":298,\"to\":306,\"kind\":\"length\",\"value\":60,\"low\":54,\"high\":66,\"unit\":null,"
                    "\"of\":null,\"event\":null,\"change\":\"by\"}]"), "figures");
    check_text(json_member(record, SPAN("sentences")).raw, SPAN("[[47,133],[134,176]]"), "sentences");
}

int main(void)
{
    struct region keep = test_region();
    test_article(&keep.arena);
    test_html_cut(&keep.arena);
    test_annotations(&keep.arena);
    return tap_end();
}
