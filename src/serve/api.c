/* What the answers of the API have in common, and what it says of itself. */
#include "serve/api.h"

#include <inttypes.h>
#include <stdio.h>

#include "blobs/openapi.h"
#include "blobs/synopsis_schema.h"
#include "serve/events.h"
#include "store/asked_time.h"

/* ---- what is asked ---- */

/* The number of `name` among names parted by blanks; -1 where it is none of them. */
static int number_among(const char *names, struct span name)
{
    struct span list = span_of(names), word;
    int number = 0;
    for (size_t at = 0; span_next_word(list, &at, &word); number++)
        if (span_equal(word, name))
            return number;
    return -1;
}

/* A name from outside as a message may have it. */
static int shown_length(struct span name) { return name.len > 40 ? 40 : (int)name.len; }

static bool check_names(struct exchange *x, const struct http_fields *fields, const char *what, const char *names)
{
    for (uint32_t i = 0; i < fields->count; i++) {
        struct span name = fields->at[i].name;
        if (number_among(names, name) < 0) {
            exchange_problem(x, 400, "There is no %s called \"%.*s\" here; %s%s.", what, shown_length(name), name.at,
                             *names ? "it takes: " : "it takes none", names);
            return false;
        }
        for (uint32_t j = 0; j < i; j++)
            if (span_equal(fields->at[j].name, name)) {
                exchange_problem(x, 400, "\"%.*s\" is given twice; give it once.", shown_length(name), name.at);
                return false;
            }
    }
    return true;
}

bool api_takes(struct exchange *x, const char *names)
{
    return check_names(x, &x->request->query, "parameter", names);
}

bool api_choice(struct exchange *x, const char *name, const char *choices, unsigned *out)
{
    struct span said = exchange_query(x, name);
    int number = said.len ? number_among(choices, said) : (int)*out;
    if (number < 0) {
        exchange_problem(x, 400, "%s takes one of: %s.", name, choices);
        return false;
    }
    *out = (unsigned)number;
    return true;
}

bool api_time(struct exchange *x, const char *name, bool end, int64_t *out)
{
    struct span said = exchange_query(x, name);
    struct asked_time time;
    if (!said.len)
        return true;
    if (!asked_time_parse(said, x->now, &time)) {
        exchange_problem(x, 400, "%s takes a time such as 2024-04-03, 2024-04, 2024-04-03T12:00Z, yesterday or 7d.",
                         name);
        return false;
    }
    *out = end ? time.to : time.from;
    return true;
}

bool api_most(struct exchange *x, uint32_t *out)
{
    int64_t most = API_PAGE;
    bool good = exchange_number(x, "most", 1, API_PAGE_MOST, &most);
    *out = (uint32_t)most;
    return good;
}

/* ---- what is to be written ---- */

static bool is_json_body(const struct exchange *x)
{
    struct span type = x->request->type, wanted = SPAN("application/json");
    return span_starts_nocase(type, wanted) && (type.len == wanted.len || type.at[wanted.len] == ';' ||
                                                type.at[wanted.len] == ' ');
}

/* The body as one JSON value. */
static struct json body_json(const struct exchange *x)
{
    struct json value = { JSON_NONE, { NULL, 0 } };
    size_t at = 0;
    if (!is_json_body(x) || !json_parse(x->request->body, &at, &value) ||
        span_trim(span_from(x->request->body, at)).len)
        value.kind = JSON_NONE;
    return value;
}

static bool check_members(struct exchange *x, struct json object, const char *names)
{
    struct json_step step = { 0 };
    struct span key;
    struct json value;
    while (json_next(object, &step, &key, &value))
        if (number_among(names, key) < 0) {
            exchange_problem(x, 400, "There is no member called \"%.*s\" here; it takes: %s.", shown_length(key),
                             key.at, *names ? names : "none");
            return false;
        }
    return true;
}

bool api_takes_body(struct exchange *x, const char *names)
{
    const struct http_request *request = x->request;
    struct json object = body_json(x);
    if (!request->body.len)
        return check_names(x, &request->form, "field", names);
    if (!is_json_body(x))
        exchange_problem(x, 415, "Send a form, or an object of JSON as application/json.");
    else if (object.kind != JSON_OBJECT)
        exchange_problem(x, 400, "The body is no object of JSON.");
    else
        return check_members(x, object, names);
    return false;
}

struct span api_body(struct exchange *x, const char *name)
{
    if (!x->request->body.len)
        return span_trim(exchange_form(x, name));
    struct json value = json_member(body_json(x), span_of(name));
    return value.kind == JSON_NUMBER ? value.raw : span_trim(json_text(x->keep, value));
}

static void take_words(struct exchange *x, struct spans *list, size_t *room, struct span text)
{
    for (size_t from = 0, at = 0; at <= text.len; at++)
        if (at == text.len || text.at[at] == ',' || byte_is_blank(text.at[at])) {
            if (at > from) {
                ARENA_ROOM(x->keep, list->at, list->count, *room);
                list->at[list->count++] = span_cut(text, from, at);
            }
            from = at + 1;
        }
}

struct spans api_body_list(struct exchange *x, const char *name)
{
    struct spans list = { NULL, 0 };
    size_t room = 0;
    struct json value = json_member(body_json(x), span_of(name)), element;
    struct json_step step = { 0 };
    struct span key;
    if (value.kind != JSON_ARRAY)
        take_words(x, &list, &room, api_body(x, name));
    while (value.kind == JSON_ARRAY && json_next(value, &step, &key, &element)) {
        struct span text = json_text(x->keep, element);
        ARENA_ROOM(x->keep, list.at, list.count, room);
        list.at[list.count++] = text;
    }
    return list;
}

/* ---- the answer ---- */

struct json_writer api_begin(struct exchange *x)
{
    struct json_writer w = json_writer(&x->answer->body, 0);
    json_open(&w, '{');
    return w;
}

static void put_escaped(struct buffer *out, struct span s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (byte_is_alpha((char)c) || byte_is_digit((char)c) || (c && strchr("-._~", c)))
            buffer_byte(out, (char)c);
        else
            buffer_printf(out, "%%%02X", c);
    }
}

static struct span next_address(struct exchange *x, struct span cursor)
{
    const struct http_fields *query = &x->request->query;
    struct buffer out = buffer_in(x->keep);
    buffer_put(&out, x->request->path);
    buffer_byte(&out, '?');
    for (uint32_t i = 0; i < query->count; i++) {
        if (span_equal(query->at[i].name, SPAN("from")))
            continue;
        buffer_put(&out, query->at[i].name);       /* one that is known */
        buffer_byte(&out, '=');
        put_escaped(&out, query->at[i].value);
        buffer_byte(&out, '&');
    }
    buffer_text(&out, "from=");
    put_escaped(&out, cursor);
    return buffer_span(&out);
}

void api_next(struct exchange *x, struct json_writer *w, struct span cursor)
{
    struct span next = cursor.len ? next_address(x, cursor) : cursor;
    json_key(w, "next");
    json_put_text_or_null(w, next);
}

/* By what the client knows it; what it has need not be sent.  Nor need what is known by itself be remembered: it has
 * been made when that is asked. */
static void finish(struct exchange *x, const char *type)
{
    struct http_answer *answer = x->answer;
    answer->type = span_of(type);
    if (x->request->method != HTTP_GET || answer->etag[0])
        return;
    if (exchange_unchanged(x, buffer_span(&answer->body)) && answer->status == 304)
        answer->body.len = 0;
    x->key = (struct span){ NULL, 0 };
}

void api_end(struct exchange *x, struct json_writer *w)
{
    json_close(w, '}');
    buffer_byte(&x->answer->body, '\n');
    finish(x, "application/json");
}

void api_put(struct exchange *x, struct span json)
{
    buffer_put(&x->answer->body, json);
    finish(x, "application/json");
}

void api_put_lines(struct json_writer *w, struct span lines)
{
    struct span line;
    while (span_take(&lines, '\n', &line))
        json_put_raw(w, line);
}

void api_file(struct exchange *x, struct span bytes, struct span name, const char *type)
{
    buffer_put(&x->answer->body, bytes);
    x->answer->file = name;
    finish(x, type);
}

struct span api_name(struct exchange *x, char letter, int64_t number)
{
    return arena_printf(x->keep, "%c%lld", letter, (long long)number);
}

/* ---- what there is ---- */

static const struct span base = { "/api/v1", 7 };

static void put_route(struct json_writer *w, struct arena *keep, const struct route *r)
{
    static const char *const methods[] = { [HTTP_GET] = "GET", [HTTP_POST] = "POST", [HTTP_DELETE] = "DELETE" };
    struct buffer path = buffer_in(keep);
    for (const char *c = r->path; *c; c++)
        buffer_text(&path, *c == '$' ? "{}" : (char[]){ *c, 0 });
    json_open(w, '{');
    json_key(w, "method");
    json_put_text(w, span_of(methods[r->method]));
    json_key(w, "path");
    json_put_text(w, buffer_span(&path));
    json_key(w, "needsToken");
    json_put_bool(w, r->flags & ROUTE_WRITES);
    json_close(w, '}');
}

static void answer_index(struct exchange *x)
{
    if (!api_takes(x, ""))
        return;
    struct arena paths = arena_half(x->keep);
    struct json_writer w = api_begin(x);
    json_key(&w, "name");
    json_put_text(&w, SPAN("synoptic"));
    json_key(&w, "version");
    json_put_text(&w, SPAN(SYN_VERSION));
    json_key(&w, "description");
    json_put_text(&w, SPAN("/api/v1/openapi.json"));
    json_key(&w, "writes");
    json_put_bool(&w, x->settings->token.len);
    json_key(&w, "routes");
    json_open(&w, '[');
    for (const struct route *const *list = routes; *list; list++)
        for (const struct route *r = *list; r->path; r++)
            if (span_starts(span_of(r->path), base))
                put_route(&w, &paths, r);
    json_close(&w, ']');
    api_end(x, &w);
}

static void put_document(struct exchange *x, struct span document, const char *type)
{
    if (!api_takes(x, "") || exchange_unchanged(x, document))
        return;
    x->answer->type = span_of(type);
    buffer_put(&x->answer->body, document);
}

static void answer_description(struct exchange *x)
{
    put_document(x, (struct span){ (const char *)openapi, openapi_SIZE }, "application/json");
}

static void answer_schema(struct exchange *x)
{
    put_document(x, (struct span){ (const char *)synopsis_schema, synopsis_schema_SIZE }, "application/schema+json");
}

/* ---- what happens ---- */

/* The header of a browser that comes back counts before the parameter that it began with. */
static void answer_events(struct exchange *x)
{
    int64_t from = -1;
    if (!api_takes(x, "from") || !exchange_number(x, "from", 0, INT64_MAX / 10, &from))
        return;
    if (!x->settings->events) {
        exchange_problem(x, 503, "This server tells no events.");
        return;
    }
    struct span last = x->request->last_event;
    if (last.len && sscanf(arena_copy(&x->scratch, last).at, "%" SCNd64, &from) != 1)
        from = -1;
    x->answer->type = SPAN("text/event-stream");
    x->answer->listens = true;
    x->answer->listens_from = from < 0 ? events_last(x->settings->events) : from;
}

const struct route routes_api[] = {
    { HTTP_GET, "/api/v1", answer_index, 0 },
    { HTTP_GET, "/api/v1/openapi.json", answer_description, 0 },
    { HTTP_GET, "/api/v1/synopsis.schema.json", answer_schema, 0 },
    { HTTP_GET, "/api/v1/events", answer_events, 0 },
    { .path = NULL }
};
