/* What changes the store: reports, corrections, saved searches, sources.  Only with the token (serve/serving.h). */
#include "serve/api.h"

#include "base/hash.h"
#include "run/facts.h"
#include "run/intake.h"
#include "run/watch_inputs.h"
#include "run/watch_log.h"

/* ---- reports ---- */

enum { PROBLEMS_MOST = 50 };

struct receiving {
    struct exchange *x;
    struct json_writer items;          /* of articles, into a buffer of their own */
    struct json_writer problems;
    uint32_t article_count, problem_count;
};

static void take_stored(void *context, const struct addition *addition)
{
    struct receiving *r = context;
    r->article_count++;
    facts_addition(&r->items, addition);
}

static void take_problem(void *context, const struct syn_error *error)
{
    struct receiving *r = context;
    if (r->problem_count++ < PROBLEMS_MOST)
        json_put_text(&r->problems, span_of(error->text));
}

/* Of what comes without a name its content is the name: sent again, it is the same report. */
static struct span name_of(struct exchange *x, struct span bytes, struct span type)
{
    static const struct { const char *type, *ending; } endings[] = {
        { "application/json", "json" }, { "application/x-ndjson", "jsonl" }, { "application/jsonl", "jsonl" },
        { "text/html", "html" }, { "application/xhtml", "xhtml" }, { "application/warc", "warc" },
        { "text/plain", "txt" },
    };
    const char *ending = "txt";
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (span_starts_nocase(type, span_of(endings[i].type)))
            ending = endings[i].ending;
    return arena_printf(x->keep, "posted-%016llx.%s", (unsigned long long)hash_span(bytes), ending);
}

/* A file's name without folders, which are the sender's. */
static struct span base_name(struct span name)
{
    size_t from = 0;
    for (size_t i = 0; i < name.len; i++)
        if (name.at[i] == '/' || name.at[i] == '\\')
            from = i + 1;
    return span_from(name, from);
}

/* "text", "title", "outlet", "url", "published" of a form, as an article record. */
static struct span record_of(struct exchange *x)
{
    static const char *const names[] = { "text", "title", "outlet", "url", "published", "language", "authors" };
    struct buffer out = buffer_in(x->keep);
    struct json_writer w = json_writer(&out, 0);
    json_open(&w, '{');
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct span value = span_trim(exchange_form(x, names[i]));
        if (!value.len)
            continue;
        json_key(&w, names[i]);
        json_put_text(&w, value);
    }
    json_close(&w, '}');
    return buffer_span(&out);
}

static bool add_bytes(struct intake *intake, const struct intake_hooks *hooks, struct span bytes, struct span name,
                      struct syn_error *error)
{
    return intake_add_bytes(intake, bytes, name, (struct run_hint){ { NULL, 0 }, { NULL, 0 } }, hooks, error);
}

static bool add_all(struct exchange *x, struct intake *intake, const struct intake_hooks *hooks,
                    struct syn_error *error)
{
    const struct http_request *request = x->request;
    if (request->body.len)
        return add_bytes(intake, hooks, request->body, name_of(x, request->body, request->type), error);
    for (uint32_t i = 0; i < request->form.count; i++) {
        const struct http_field *f = &request->form.at[i];
        struct span name = base_name(f->file);
        if (f->file.len && !add_bytes(intake, hooks, f->value, name.len ? name : name_of(x, f->value, f->type), error))
            return false;
    }
    struct span record = exchange_form(x, "text").len ? record_of(x) : (struct span){ NULL, 0 };
    return !record.len || add_bytes(intake, hooks, record, name_of(x, record, SPAN("application/json")), error);
}

static bool receive(struct receiving *r, struct store *store, struct syn_error *error)
{
    struct exchange *x = r->x;
    struct intake_settings settings = { .threads = x->settings->threads, .now = x->now };
    struct intake_hooks hooks = { .stored = take_stored, .problem = take_problem, .context = r };
    struct intake *intake = intake_open(store, &settings, error);
    bool good = intake && add_all(x, intake, &hooks, error);
    struct syn_error ignored;
    return intake && intake_close(intake, good ? error : &ignored) && good;
}

static void put_received(struct receiving *r, struct buffer *items, struct buffer *problems)
{
    struct exchange *x = r->x;
    json_close(&r->items, ']');
    json_close(&r->problems, ']');
    struct json_writer w = api_begin(x);
    json_key(&w, "items");
    json_put_raw(&w, buffer_span(items));
    json_key(&w, "problems");
    json_put_raw(&w, buffer_span(problems));
    json_key(&w, "problemCount");
    json_put_int(&w, r->problem_count);
    api_end(x, &w);
}

static bool check_form(struct exchange *x)
{
    static const char *const names = "file text title outlet url published language authors";
    const struct http_request *request = x->request;
    struct span list = span_of(names), word;
    if (!request->body.len && !request->form.count) {
        exchange_problem(x, 400, "Send reports: article records as application/x-ndjson, text/plain, text/html, or "
                         "files in a form.");
        return false;
    }
    for (uint32_t i = 0; i < request->form.count; i++) {
        bool known = false;
        for (size_t at = 0; span_next_word(list, &at, &word);)
            known = known || span_equal(word, request->form.at[i].name);
        if (!known) {
            exchange_problem(x, 400, "The form takes: %s.", names);
            return false;
        }
    }
    return true;
}

static void answer_add(struct exchange *x)
{
    struct syn_error error = { .status = SYN_OK, .text = "" };
    if (!api_takes(x, "") || !check_form(x))
        return;
    struct store *store = exchange_writer(x);
    if (!store)
        return;
    struct arena item_room = arena_half(x->keep), problem_room = arena_half(&item_room);
    struct buffer items = buffer_in(&item_room), problems = buffer_in(&problem_room);
    struct receiving r = { .x = x, .items = json_writer(&items, 0), .problems = json_writer(&problems, 0) };
    json_open(&r.items, '[');
    json_open(&r.problems, '[');
    if (!receive(&r, store, &error))
        exchange_error(x, &error);
    else
        put_received(&r, &items, &problems);
    if (x->answer->status == 200 && !r.article_count)
        x->answer->status = 422;
}

/* ---- corrections ---- */

static void put_correction(struct exchange *x, bool good, const struct correction *c, const struct syn_error *error)
{
    if (!good) {
        exchange_error(x, error);
        return;
    }
    struct buffer line = buffer_in(x->keep);
    struct json_writer w = json_writer(&line, 0);
    facts_correction(&w, c);
    buffer_byte(&line, '\n');
    api_put(x, buffer_span(&line));
}

/* What is wrong with what was asked to be done. */
static bool find_story(struct exchange *x, struct store *store, struct span name, int64_t *id)
{
    struct syn_error error;
    if (store_find_story(store, name, id, &error))
        return true;
    exchange_problem(x, error.status == SYN_NOT_FOUND ? 400 : 503, "%s", error.text);
    return false;
}

static bool find_articles(struct exchange *x, struct store *store, struct stored_ids *out)
{
    struct syn_error error;
    struct spans names = api_body_list(x, "articles");
    *out = (struct stored_ids){ arena_new(x->keep, int64_t, names.count), 0 };
    if (!names.count) {
        exchange_problem(x, 400, "Say which articles: {\"articles\": [\"a17\", \"a18\"]}.");
        return false;
    }
    for (uint32_t i = 0; i < names.count; i++) {
        if (!store_find_article(store, x->scratch, names.at[i], &out->at[out->count], &error)) {
            exchange_problem(x, error.status == SYN_NOT_FOUND ? 400 : 503, "%s", error.text);
            return false;
        }
        out->count++;
    }
    return true;
}

/* The store for writing, and the story of the path in it. */
static struct store *begin(struct exchange *x, const char *names, int64_t *story)
{
    if (!api_takes(x, "") || !api_takes_body(x, names) || !exchange_story(x, 0, story))
        return NULL;
    return exchange_writer(x);
}

static void answer_merge(struct exchange *x)
{
    struct correction c;
    struct syn_error error;
    int64_t from, into;
    struct store *store = begin(x, "into", &from);
    if (!store)
        return;
    struct span name = api_body(x, "into");
    if (!name.len)
        exchange_problem(x, 400, "Say where it goes: {\"into\": \"s9\"}.");
    else if (find_story(x, store, name, &into))
        put_correction(x, correct_merge(store, x->now, from, into, &c, &error), &c, &error);
}

static void answer_move(struct exchange *x)
{
    struct correction c;
    struct syn_error error;
    struct stored_ids articles;
    int64_t story;
    struct store *store = begin(x, "articles", &story);
    if (store && find_articles(x, store, &articles))
        put_correction(x, correct_move(store, x->now, &articles, story, &c, &error), &c, &error);
}

static bool are_of_story(struct exchange *x, struct store *store, const struct stored_ids *articles, int64_t story)
{
    struct stored_article stored;
    struct syn_error error;
    for (uint32_t i = 0; i < articles->count; i++) {
        struct arena scratch = x->scratch;
        if (!store_article(store, &scratch, articles->at[i], &stored, &error)) {
            exchange_error(x, &error);
            return false;
        }
        if (stored.story == story)
            continue;
        exchange_problem(x, 400, "a%lld is in s%lld, not in s%lld.", (long long)articles->at[i],
                         (long long)stored.story, (long long)story);
        return false;
    }
    return true;
}

static void answer_split(struct exchange *x)
{
    struct correction c;
    struct syn_error error;
    struct stored_ids articles;
    int64_t story;
    struct store *store = begin(x, "articles", &story);
    if (store && find_articles(x, store, &articles) && are_of_story(x, store, &articles, story))
        put_correction(x, correct_split(store, x->now, &articles, &c, &error), &c, &error);
}

static void fix_or_release(struct exchange *x, bool fixed)
{
    struct correction c;
    struct syn_error error;
    int64_t story;
    struct store *store = begin(x, "", &story);
    if (store)
        put_correction(x, correct_fix(store, x->now, story, fixed, &c, &error), &c, &error);
}

static void answer_fix(struct exchange *x) { fix_or_release(x, true); }
static void answer_release(struct exchange *x) { fix_or_release(x, false); }

static void answer_undo(struct exchange *x)
{
    struct correction c;
    struct syn_error error;
    int64_t number = 0;
    if (!api_takes(x, "") || !api_takes_body(x, "correction"))
        return;
    struct span said = api_body(x, "correction");
    for (size_t i = 0; i < said.len; i++)
        number = number >= 0 && byte_is_digit(said.at[i]) && i < 15 ? number * 10 + (said.at[i] - '0') : -1;
    if (said.len && number < 1) {
        exchange_problem(x, 400, "A correction is called by its number: {\"correction\": 3}.");
        return;
    }
    struct store *store = exchange_writer(x);
    if (store)
        put_correction(x, correct_undo(store, x->keep, x->now, number, &c, &error), &c, &error);
}

/* ---- saved searches ---- */

static void answer_save(struct exchange *x)
{
    struct saved_query saved;
    struct syn_error error;
    if (!api_takes(x, "") || !api_takes_body(x, "name query"))
        return;
    struct span name = api_body(x, "name"), query = api_body(x, "query");
    if (!name.len || !query.len) {
        exchange_problem(x, 400, "Say both: {\"name\": \"quakes\", \"query\": \"earthquake figure:>10 deaths\"}.");
        return;
    }
    struct store *store = exchange_writer(x);
    if (!store)
        return;
    if (!saved_put(store, x->scratch, name, query, x->now, &error) ||
        !saved_find(store, x->keep, name, &saved, &error)) {
        exchange_error(x, &error);
        return;
    }
    struct buffer line = buffer_in(x->keep);
    struct json_writer w = json_writer(&line, 0);
    facts_saved(&w, &saved);
    buffer_byte(&line, '\n');
    api_put(x, buffer_span(&line));
}

static void answer_forget(struct exchange *x)
{
    struct syn_error error;
    struct store *store = api_takes(x, "") ? exchange_writer(x) : NULL;
    if (!store)
        return;
    if (saved_forget(store, x->part[0], &error))
        x->answer->status = 204;
    else
        exchange_error(x, &error);
}

/* ---- sources ---- */

static void answer_watch(struct exchange *x)
{
    struct watched source;
    struct syn_error error;
    bool is_new;
    if (!api_takes(x, "") || !api_takes_body(x, "url title"))
        return;
    struct span url = api_body(x, "url");
    struct store *store = exchange_writer(x);
    if (!store)
        return;
    struct database *db = store_database(store);
    if (!watch_add_source(db, x->scratch, url, api_body(x, "title"), WATCHED_UNKNOWN, x->now, &is_new, &error)) {
        exchange_error(x, &error);
        return;
    }
    if (!watch_find_source(db, x->keep, arena_copy(x->keep, url).at, &source, &error)) {
        exchange_problem(x, 400, "That is no address that can be fetched: {\"url\": "
                         "\"https://outlet.example/feed.xml\"}.");
        return;
    }
    struct buffer line = buffer_in(x->keep);
    watch_put_source_json(&line, &source);
    api_put(x, buffer_span(&line));
    x->answer->status = is_new ? 201 : 200;
}

enum { WRITES = ROUTE_WRITES | ROUTE_SLOW };

const struct route routes_api_write[] = {
    { HTTP_POST, "/api/v1/articles", answer_add, WRITES },
    { HTTP_POST, "/api/v1/stories/undo", answer_undo, WRITES },
    { HTTP_POST, "/api/v1/stories/$/merge", answer_merge, WRITES },
    { HTTP_POST, "/api/v1/stories/$/move", answer_move, WRITES },
    { HTTP_POST, "/api/v1/stories/$/split", answer_split, WRITES },
    { HTTP_POST, "/api/v1/stories/$/fix", answer_fix, WRITES },
    { HTTP_POST, "/api/v1/stories/$/release", answer_release, WRITES },
    { HTTP_POST, "/api/v1/saved", answer_save, WRITES },
    { HTTP_DELETE, "/api/v1/saved/$", answer_forget, WRITES },
    { HTTP_POST, "/api/v1/sources", answer_watch, WRITES },
    { .path = NULL }
};
