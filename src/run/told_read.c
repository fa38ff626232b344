#include "run/told.h"

#include "run/told_findings.h"
#include "tell/json_findings.h"

/* The fewest bytes that a report and an account take. */
enum { REPORT_LEAST = 150, ACCOUNT_LEAST = 30 };

/* ---- reports ---- */

/* Whether the object which begins here is what is written of the report; it is passed then. */
static bool is_report(struct reader *r, struct span object, const struct story_report *report)
{
    struct arena scratch = r->scratch;
    struct buffer written = buffer_in(&scratch);
    struct json_writer writer = json_writer(&written, 0);
    finding_report(&writer, report);
    return span_equal(object, buffer_span(&written));
}

/* Its article is the version of which the same would be written. */
static void read_report(struct reader *r, struct story_report *out)
{
    struct json object;
    if (!json_parse(r->json, &r->at, &object) || object.kind != JSON_OBJECT) {
        r->bad = true;
        return;
    }
    struct span id = json_text(&r->scratch, json_member(object, SPAN("id")));
    struct span label = json_text(r->keep, json_member(object, SPAN("origin")));
    double account = json_number(json_member(object, SPAN("account")), 0);
    r->bad = !(account >= 1 && account <= UINT32_MAX) || intern_find(&r->ids, id) != INTERN_NONE;
    if (r->bad)
        return;
    *out = (struct story_report){ .origin = (uint32_t)account - 1, .origin_label = arena_copy(r->keep, label),
                                  .is_root = json_member(object, SPAN("root")).kind == JSON_TRUE };
    intern_add(&r->ids, id);
    for (uint32_t attempt = 0; r->find(r->context, id, attempt, &out->report); attempt++)
        if (is_report(r, object.raw, out))
            return;
    r->bad = true;
}

static void read_reports(struct reader *r)
{
    uint32_t count = reader_list(r, ",\"reports\":", REPORT_LEAST), *read = &r->s->report_count;
    r->s->reports = arena_new(r->keep, struct story_report, count);
    r->ids = intern_in(&r->scratch, count);
    for (; reader_item(r, *read, count); ++*read)
        read_report(r, &r->s->reports[*read]);
    r->bad = r->bad || !count;
}

/* ---- accounts ---- */

/* The reports of an account stand together, and one of them is its root. */
static struct origin read_account(struct reader *r, uint32_t number, uint32_t first)
{
    struct origin o = { .first = first, .root = reader_report(r, "{\"root\":") };
    struct numbers reports = reader_reports(r, ",\"reports\":");
    o.count = reports.count;
    for (uint32_t i = 0; i < reports.count && !r->bad; i++) {
        const struct story_report *report = &r->s->reports[reports.at[i]];
        r->bad = reports.at[i] != first + i || report->origin != number || report->is_root != (reports.at[i] == o.root);
    }
    r->bad = r->bad || !o.count || o.root - first >= o.count;
    o.behind = reader_text(r, ",\"behind\":");
    reader_expect(r, "}");
    return o;
}

static void read_accounts(struct reader *r)
{
    uint32_t count = reader_list(r, ",\"accounts\":", ACCOUNT_LEAST), *read = &r->s->origin_count, first = 0;
    r->s->origins = arena_new(r->keep, struct origin, count);
    for (; reader_item(r, *read, count); ++*read) {
        r->s->origins[*read] = read_account(r, *read, first);
        first += r->s->origins[*read].count;
    }
    r->bad = r->bad || first != r->s->report_count;
}

/* ---- the story's own fields ---- */

static struct evidence place_or_empty(struct reader *r, const char *before)
{
    reader_expect(r, before);
    return reader_null(r) ? (struct evidence){ 0, { 0, 0 } } : reader_evidence(r);
}

static void read_story(struct reader *r)
{
    struct synopsis *s = r->s;
    s->id = reader_text(r, "{\"id\":");
    s->headline = reader_text(r, ",\"headline\":");
    s->from = reader_when(r, ",\"from\":");
    s->to = reader_when(r, ",\"to\":");
    s->languages = reader_texts(r, ",\"languages\":");
    r->bad = reader_number(r, ",\"reports\":", UINT32_MAX) != s->report_count || r->bad;
    r->bad = reader_number(r, ",\"origins\":", UINT32_MAX) != s->origin_count || r->bad;
    s->headline_at.report = reader_report(r, ",\"headlineOf\":");
    if (!r->bad)
        s->headline_at.at = reader_pair_or_empty(r, ",\"headlineAt\":",
                                                 s->reports[s->headline_at.report].report->article.text);
    s->when = reader_when(r, ",\"when\":");
    s->who = place_or_empty(r, ",\"who\":");
    s->what = place_or_empty(r, ",\"what\":");
    s->where = place_or_empty(r, ",\"where\":");
    s->one_source = reader_text(r, ",\"oneSource\":");
    s->one_source_at = reader_evidences(r, ",\"oneSourceAt\":");
    reader_expect(r, "}");
}

/* ---- the whole ---- */

/* The story's own fields stand before the reports to which they refer: they are passed, and read when those are. */
static size_t skip_story(struct reader *r)
{
    struct json story;
    reader_expect(r, "{\"format\":\"synoptic-synopsis/1\",\"story\":");
    size_t at = r->at;
    r->bad = r->bad || !json_parse(r->json, &r->at, &story);
    return at;
}

bool told_from_json(struct arena *keep, struct arena scratch, struct span json, told_find_article *find, void *context,
               struct synopsis *out)
{
    *out = (struct synopsis){ .report_count = 0 };
    struct reader r = { .json = json, .keep = keep, .scratch = scratch, .s = out, .find = find, .context = context };
    r.others = intern_in(&r.scratch, 0);
    size_t story = skip_story(&r), behind = r.at;
    read_reports(&r);
    read_accounts(&r);
    size_t findings = r.at;
    r.at = story;
    read_story(&r);
    r.bad = r.bad || r.at != behind;
    r.at = findings;
    told_claims(&r);
    told_quotes(&r);
    told_differences(&r);
    told_timeline(&r);
    told_lineage(&r);
    told_passages(&r);
    reader_expect(&r, "}\n");
    return !r.bad && r.at == json.len && told_fits(out);
}
