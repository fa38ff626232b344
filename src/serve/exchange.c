#include "serve/exchange.h"

#include <stdio.h>

#include "base/hash.h"
#include "serve/answers.h"
#include "serve/gzip.h"
#include "tell/escape.h"
#include "tell/markup.h"
#include "text/json.h"

/* Milliseconds: a worker that waits answers nobody. */
enum { WRITER_PATIENCE = 2000 };

/* ---- what is asked ---- */

static struct span field(struct http_fields fields, const char *name)
{
    for (uint32_t i = 0; i < fields.count; i++)
        if (span_equal(fields.at[i].name, span_of(name)))
            return fields.at[i].value;
    return (struct span){ NULL, 0 };
}

struct span exchange_query(const struct exchange *x, const char *name) { return field(x->request->query, name); }
struct span exchange_form(const struct exchange *x, const char *name) { return field(x->request->form, name); }

/* Digits alone, of which no more than fit. */
static bool parse_number(struct span s, int64_t *out)
{
    int64_t n = 0;
    if (!s.len || s.len > 18)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if (s.at[i] < '0' || s.at[i] > '9')
            return false;
        n = n * 10 + (s.at[i] - '0');
    }
    *out = n;
    return true;
}

bool exchange_number(struct exchange *x, const char *name, int64_t least, int64_t most, int64_t *out)
{
    struct span said = exchange_query(x, name);
    int64_t n;
    if (!said.len)
        return true;
    if (parse_number(said, &n) && n >= least && n <= most) {
        *out = n;
        return true;
    }
    exchange_problem(x, 400, "%s takes a whole number from %lld to %lld.", name, (long long)least, (long long)most);
    return false;
}

/* The path that was asked for, with "s4" in the place of the story that was merged into it. */
static void redirect_story(struct exchange *x, unsigned part, int64_t id)
{
    struct buffer path = buffer_in(x->keep);
    struct span rest = x->request->target, old = x->part[part];
    size_t at = 0;
    while (at + old.len <= rest.len && !(rest.at[at] == '/' && span_equal(span_cut(rest, at + 1, at + 1 + old.len), old)))
        at++;
    buffer_put(&path, span_cut(rest, 0, at + 1));
    buffer_printf(&path, "s%lld", (long long)id);
    buffer_put(&path, span_from(rest, at + 1 + old.len));
    exchange_redirect(x, buffer_span(&path));
    x->answer->status = 301;
}

bool exchange_story(struct exchange *x, unsigned part, int64_t *id)
{
    struct syn_error error;
    struct span name = x->part[part];
    int64_t asked;
    if (!name.len || name.at[0] != 's' || !parse_number(span_from(name, 1), &asked)) {
        exchange_problem(x, 404, "A story is called s and a number, such as s4.");
        return false;
    }
    if (!store_find_story(x->store, name, id, &error)) {
        exchange_error(x, &error);
        return false;
    }
    if (*id == asked)
        return true;
    redirect_story(x, part, *id);
    return false;
}

bool exchange_article(struct exchange *x, unsigned part, int64_t *id)
{
    struct syn_error error;
    struct span name = x->part[part];
    int64_t asked;
    if (!name.len || name.at[0] != 'a' || !parse_number(span_from(name, 1), &asked)) {
        exchange_problem(x, 404, "An article is called a and a number, such as a17.");
        return false;
    }
    if (store_find_article(x->store, x->scratch, name, id, &error))
        return true;
    exchange_error(x, &error);
    return false;
}

bool exchange_told(struct exchange *x, int64_t id, struct told_story *out)
{
    struct syn_error error;
    if (!x->patient && !told_is_ready(x->told, id)) {
        x->answer->hands_over = true;
        return false;
    }
    if (told_story(x->told, x->keep, id, out, &error))
        return true;
    exchange_error(x, &error);
    return false;
}

struct store *exchange_writer(struct exchange *x)
{
    struct syn_error error;
    if (!x->writer)
        x->writer = store_open(x->settings->store, DATABASE_WRITE, &error);
    if (x->writer)
        database_set_patience(store_database(x->writer), WRITER_PATIENCE);
    else
        exchange_error(x, &error);
    return x->writer;
}

/* ---- the answer ---- */

static bool was_made(struct exchange *x)
{
    const struct http_request *r = x->request;
    x->key = arena_printf(x->keep, "%s %c%c %.*s %.*s %.*s", x->answer->etag, x->writes ? 'w' : 'r',
                          gzip_is_taken(r) ? 'z' : 'p', (int)r->host.len, r->host.at, (int)r->target.len, r->target.at, (int)r->accept.len,
                          r->accept.at);
    if (!answers_take(x->answers, x->key, x->keep, x->answer))
        return false;
    x->key = x->moment = SPAN("");
    return true;
}

bool exchange_unchanged(struct exchange *x, struct span parts)
{
    uint64_t hash = hash_mix(hash_span(parts), hash_mix(hash_span(x->request->theme), hash_span(span_of(site_version()))));
    snprintf(x->answer->etag, sizeof x->answer->etag, "%016llx", (unsigned long long)hash);
    struct span known = x->request->known, own = span_of(x->answer->etag);
    for (size_t at = 0; at + own.len <= known.len; at++)
        if (span_equal(span_cut(known, at, at + own.len), own)) {
            x->answer->status = 304;
            return true;
        }
    return x->request->method == HTTP_GET && was_made(x);
}

static enum site_theme theme_of(struct span cookie)
{
    return span_equal(cookie, SPAN("light")) ? SITE_LIGHT : span_equal(cookie, SPAN("dark")) ? SITE_DARK : SITE_AUTO;
}

void exchange_page(struct exchange *x, struct site_page *page)
{
    page->theme = theme_of(x->request->theme);
    if (!page->here.len && x->request->method == HTTP_GET)
        page->here = x->request->target;
    site_begin(&x->answer->body, page);
}

void exchange_page_end(struct exchange *x, const struct site_page *page) { site_end(&x->answer->body, page); }

void exchange_redirect(struct exchange *x, struct span path)
{
    x->answer->status = 303;
    x->answer->location = path;
}

/* ---- what not everybody may see ---- */

struct span exchange_base_name(struct span path)
{
    size_t at = path.len;
    while (at && path.at[at - 1] != '/')
        at--;
    return span_from(path, at);
}

struct span exchange_shown(struct exchange *x, struct span url)
{
    if (x->writes)
        return url;
    if (!escape_may_link(url))
        return exchange_base_name(url);
    struct buffer out = buffer_in(x->keep);
    size_t host = 0, end = 0;
    while (host + 3 <= url.len && !span_equal(span_cut(url, host, host + 3), SPAN("://")))
        host++;
    host = host + 3 <= url.len ? host + 3 : url.len;
    buffer_put(&out, span_cut(url, 0, host));
    for (end = host; end < url.len && url.at[end] != '/' && url.at[end] != '?' && url.at[end] != '#'; end++)
        if (url.at[end] == '@')
            host = end + 1;
    while (end < url.len && url.at[end] != '?' && url.at[end] != '#')
        end++;
    buffer_put(&out, span_cut(url, host, end));
    if (end < url.len)
        buffer_text(&out, "?…");
    return arena_copy(x->keep, buffer_span(&out));
}

/* ---- what cannot be done ---- */

static enum word title_of(unsigned status)
{
    return status == 404 ? WORD_PROBLEM_NOT_FOUND : status == 401 || status == 403 ? WORD_PROBLEM_MAY_NOT
         : status == 413 ? WORD_PROBLEM_TOO_LARGE : status == 405 ? WORD_PROBLEM_METHOD
         : status == 503 || status == 429 ? WORD_PROBLEM_BUSY : status >= 500 ? WORD_PROBLEM_FAILED
         : WORD_PROBLEM_MISUSE;
}

static void put_problem_object(struct exchange *x, unsigned status, struct span detail)
{
    struct json_writer writer = json_writer(&x->answer->body, 0), *w = &writer;
    json_open(w, '{');
    json_key(w, "type");
    json_put_text(w, SPAN("about:blank"));
    json_key(w, "title");
    json_put_text(w, span_of(word_text(title_of(status))));
    json_key(w, "status");
    json_put_int(w, status);
    json_key(w, "detail");
    json_put_text(w, detail);
    json_close(w, '}');
    buffer_byte(&x->answer->body, '\n');
    x->answer->type = SPAN("application/problem+json");
}

static void put_problem_page(struct exchange *x, unsigned status, struct span detail)
{
    struct site_page page = { .title = span_of(word_text(title_of(status))), .part = SITE_ELSEWHERE, .here = SPAN("/") };
    exchange_page(x, &page);
    markup(&x->answer->body, "<h1 class=\"ui\">%w</h1>\n<p>%t</p>\n<p><a href=\"/\">%w</a></p>\n", title_of(status),
           detail, WORD_TO_STORIES);
    exchange_page_end(x, &page);
}

static void put_problem(struct exchange *x, unsigned status, struct span detail)
{
    *x->answer = (struct http_answer){ .status = status, .body = buffer_in(x->keep) };
    x->answer->retry = status == 503 || status == 429 ? 5 : 0;
    if (x->is_api)
        put_problem_object(x, status, detail);
    else
        put_problem_page(x, status, detail);
}

void exchange_problem(struct exchange *x, unsigned status, const char *detail, ...)
{
    char text[600];
    va_list args;
    va_start(args, detail);
    vsnprintf(text, sizeof text, detail, args);
    va_end(args);
    put_problem(x, status, span_of(text));
}

void exchange_error(struct exchange *x, const struct syn_error *error)
{
    static const unsigned statuses[] = { [SYN_OK] = 500, [SYN_NOT_FOUND] = 404, [SYN_BAD_FORMAT] = 400,
                                         [SYN_TOO_LARGE] = 413, [SYN_IO] = 503, [SYN_MISUSE] = 400 };
    put_problem(x, statuses[error->status], span_of(error->text));
}
