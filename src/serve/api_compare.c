/* Reports that are handed over, compared among themselves: run/drop.h.  Nothing is kept. */
#include "serve/api.h"

#include "run/drop.h"
#include "tell/tell.h"

/* ---- what came ---- */

static const char *const members[] = { "text", "html", "title", "outlet", "url", "published", "language", "id" };

static bool is_member(struct span key)
{
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (span_equal(key, span_of(members[i])))
            return true;
    return false;
}

static bool check_report(struct exchange *x, struct json report)
{
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    if (report.kind != JSON_OBJECT) {
        exchange_problem(x, 400, "Each of \"reports\" is an object: {\"text\": \"...\", \"outlet\": \"...\"}.");
        return false;
    }
    while (json_next(report, &step, &key, &value))
        if (!is_member(key) || (value.kind != JSON_TEXT && value.kind != JSON_NULL)) {
            exchange_problem(x, 400, "A report has text or html, title, outlet, url, published, language and id, which "
                             "are texts.");
            return false;
        }
    return true;
}

/* {"reports": [...], "addresses": [...]}.  A report is an article record. */
static bool add_object(struct exchange *x, struct drop *drop)
{
    struct json object, report;
    struct json_step step = { 0 };
    struct span key;
    size_t at = 0;
    unsigned number = 0;
    if (!json_parse(x->request->body, &at, &object) || object.kind != JSON_OBJECT) {
        exchange_problem(x, 400, "The body is no object of JSON (byte %zu).", at);
        return false;
    }
    struct json reports = json_member(object, SPAN("reports"));
    if (!api_takes_body(x, "reports addresses"))
        return false;
    while (json_next(reports, &step, &key, &report)) {
        if (!check_report(x, report))
            return false;
        struct span name = arena_printf(x->keep, "report-%u.json", ++number);
        drop_add(drop, &(struct drop_input){ .bytes = report.raw, .name = name });
    }
    struct spans addresses = api_body_list(x, "addresses");
    for (uint32_t i = 0; i < addresses.count; i++)
        drop_add_addresses(drop, addresses.at[i]);
    if (number || addresses.count)
        return true;
    exchange_problem(x, 400, "Send reports: {\"reports\": [{\"text\": \"...\"}, {\"text\": \"...\"}]}.");
    return false;
}

static bool add_form(struct exchange *x, struct drop *drop)
{
    for (uint32_t i = 0; i < x->request->form.count; i++) {
        const struct http_field *f = &x->request->form.at[i];
        if (f->file.len)
            drop_add(drop, &(struct drop_input){ .bytes = f->value, .name = f->file });
        else if (span_equal(f->name, SPAN("text")))
            drop_add_pasted(drop, f->value);
        else if (span_equal(f->name, SPAN("addresses")))
            drop_add_addresses(drop, f->value);
        else if (!span_equal(f->name, SPAN("file"))) {
            exchange_problem(x, 400, "The form takes: file text addresses.");
            return false;
        }
    }
    return true;
}

static bool add_body(struct exchange *x, struct drop *drop)
{
    static const struct { const char *type, *name; } kinds[] = {
        { "application/x-ndjson", "posted.jsonl" }, { "text/html", "posted.html" },
        { "application/warc", "posted.warc" }, { "application/gzip", "posted.gz" }
    };
    struct span type = x->request->type;
    if (span_starts_nocase(type, SPAN("application/json")))
        return add_object(x, drop);
    if (span_starts_nocase(type, SPAN("text/plain"))) {
        drop_add_pasted(drop, x->request->body);
        return true;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (span_starts_nocase(type, span_of(kinds[i].type))) {
            drop_add(drop, &(struct drop_input){ .bytes = x->request->body, .name = span_of(kinds[i].name) });
            return true;
        }
    exchange_problem(x, 415, "It takes application/json, application/x-ndjson, text/plain, text/html, "
                     "application/gzip, application/warc, or a form with files.");
    return false;
}

/* ---- what comes of it ---- */

static void put_drop(struct exchange *x, const struct drop *drop)
{
    struct arena rest = arena_half(x->keep);
    struct json_writer w = api_begin(x);
    json_key(&w, "items");
    json_open(&w, '[');
    for (size_t i = 0; i < drop->story_count; i++) {
        struct arena room = rest;
        struct buffer line = buffer_in(&room);
        tell_json(&line, &drop->stories[i]);
        json_put_raw(&w, span_trim(buffer_span(&line)));
    }
    json_close(&w, ']');
    json_key(&w, "reports");
    json_put_int(&w, drop->reports);
    json_key(&w, "problems");
    json_open(&w, '[');
    for (uint32_t i = 0; i < drop->problem_count; i++)
        json_put_text(&w, drop->problems[i].text);
    json_close(&w, ']');
    json_key(&w, "problemCount");
    json_put_int(&w, (int64_t)drop->problem_count + drop->problems_more);
    api_end(x, &w);
}

static void answer_compare(struct exchange *x)
{
    struct syn_error error;
    unsigned together = 0;
    if (!api_takes(x, "together") || !api_choice(x, "together", "0 1", &together))
        return;
    if (!x->request->body.len && !x->request->form.count) {
        exchange_problem(x, 400, "Send reports to compare: files in a form, text/plain, or application/json.");
        return;
    }
    struct drop_settings settings = { .threads = x->settings->threads, .fetch = x->settings->fetch,
                                      .one_story = together == 1 };
    struct drop *drop = drop_open(&settings);
    if (x->request->body.len ? add_body(x, drop) : add_form(x, drop)) {
        if (drop_compare(drop, &error))
            put_drop(x, drop);
        else
            exchange_error(x, &error);
    }
    if (x->answer->status == 200 && !drop->reports)
        x->answer->status = 422;
    drop_close(drop);
}

const struct route routes_api_compare[] = {
    { HTTP_POST, "/api/v1/compare", answer_compare, ROUTE_SLOW },
    { .path = NULL }
};
