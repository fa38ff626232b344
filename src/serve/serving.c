#include "serve/serving.h"

#include <sys/stat.h>
#include <time.h>

#include "serve/answers.h"
#include "serve/entrance.h"
#include "serve/gzip.h"
#include "store/retold.h"
#include "tell/markup.h"

/* Reserved, not used: the largest drop and the largest story fit. */
static const size_t SCRATCH_ROOM = (size_t)4 << 30;
enum { SCRATCH_KEPT = 16 << 20 };

struct worker {
    struct store *store;
    struct told *told;
    struct region scratch;
};

struct serving {
    struct serving_settings settings;
    struct entrance *entrance;
    struct told_cache *told;
    struct answers *answers;
    struct worker *workers;
    unsigned count;
    struct region own;
};

static bool open_worker(struct serving *s, struct worker *w, struct syn_error *error)
{
    w->store = store_open(s->settings.store, DATABASE_READ, error);
    if (!w->store)
        return false;
    w->told = told_open(w->store, s->told, s->settings.threads);
    w->scratch = region_open(SCRATCH_ROOM);
    return true;
}

struct serving *serving_open(const struct serving_settings *settings, struct syn_error *error)
{
    unsigned count = settings->workers + settings->slow_workers;
    struct region own = region_open(sizeof(struct serving) + count * sizeof(struct worker) + 4096);
    struct serving *s = arena_new(&own.arena, struct serving, 1);
    s->settings = *settings;
    s->count = count;
    s->workers = arena_new(&own.arena, struct worker, count);
    s->own = own;
    s->entrance = entrance_open(&s->settings);
    s->told = told_cache_open(SERVING_CACHE);
    s->answers = answers_open(SERVING_PAGES);
    for (unsigned i = 0; i < count; i++)
        if (!open_worker(s, &s->workers[i], error)) {
            serving_close(s);
            return NULL;
        }
    return s;
}

void serving_close(struct serving *s)
{
    struct region own = s->own;
    for (unsigned i = 0; i < s->count && s->workers[i].store; i++) {
        told_close(s->workers[i].told);
        store_close(s->workers[i].store);
        region_close(&s->workers[i].scratch);
    }
    told_cache_close(s->told);
    answers_close(s->answers);
    entrance_close(s->entrance);
    region_close(&own);
}

/* ---- which route ---- */

static int hex_of(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static struct span decode(struct arena *keep, struct span s)
{
    struct buffer out = buffer_in(keep);
    for (size_t i = 0; i < s.len; i++) {
        bool escaped = s.at[i] == '%' && i + 2 < s.len && hex_of(s.at[i + 1]) >= 0 && hex_of(s.at[i + 2]) >= 0;
        buffer_byte(&out, escaped ? (char)(hex_of(s.at[i + 1]) * 16 + hex_of(s.at[i + 2])) : s.at[i]);
        i += escaped ? 2 : 0;
    }
    return buffer_span(&out);
}

/* The stretch up to the next '/' or the end. */
static struct span next_segment(struct span s, size_t *at)
{
    size_t from = *at;
    while (*at < s.len && s.at[*at] != '/')
        ++*at;
    return span_cut(s, from, *at);
}

static bool path_fits(const char *pattern, struct span path, struct span parts[EXCHANGE_PARTS])
{
    struct span wanted = span_of(pattern);
    size_t at = 0, there = 0;
    unsigned count = 0;
    while (at < wanted.len && there < path.len) {
        if (wanted.at[at++] != '/' || path.at[there++] != '/')
            return false;
        struct span want = next_segment(wanted, &at), have = next_segment(path, &there);
        if (span_equal(want, SPAN("$")) && have.len)
            parts[count++] = have;
        else if (!span_equal(want, have))
            return false;
    }
    return at == wanted.len && there == path.len;
}

/* The route; where the path is known but not the method, NULL and *methods tells which there are (as bits). */
static const struct route *find_route(const struct http_request *request, struct span parts[EXCHANGE_PARTS],
                                      unsigned *methods)
{
    *methods = 0;
    for (const struct route *const *list = routes; *list; list++)
        for (const struct route *r = *list; r->path; r++) {
            if (!path_fits(r->path, request->path, parts))
                continue;
            if (r->method == request->method)
                return r;
            *methods |= 1u << r->method;
        }
    return NULL;
}

bool serving_is_slow(void *serving, const struct http_request *request)
{
    struct span parts[EXCHANGE_PARTS];
    unsigned methods;
    (void)serving;
    const struct route *r = find_route(request, parts, &methods);
    return r && r->flags & ROUTE_SLOW;
}

/* ---- who may ---- */

static bool is_api(const struct http_request *request)
{
    return request->path.len >= 5 && memcmp(request->path.at, "/api/", 5) == 0;
}

static void send_to_entrance(struct exchange *x)
{
    struct buffer path = buffer_in(x->keep);
    markup(&path, "/enter?back=%q", x->request->target);
    exchange_redirect(x, buffer_span(&path));
}

/* False: it has been answered. */
static bool may_come_in(struct exchange *x, const struct route *route)
{
    bool known = entrance_knows(x->entrance, x->request, x->now);
    x->writes = known && x->settings->token.len;
    if (!entrance_is_host(x->entrance, x->request->host))
        exchange_problem(x, 421, "This server is not called so; name it with --host.");
    else if (x->request->method != HTTP_GET && !x->request->bearer.len && !entrance_is_own(x->request))
        exchange_problem(x, 403, "A page from elsewhere may not ask for that.");
    else if (x->request->bearer.len && !known && x->settings->token.len &&
             !entrance_may_try(x->entrance, x->request->peer, x->now))
        exchange_problem(x, 429, "Too many wrong tokens came from there. Try again in a minute.");
    else if (!x->settings->local && !known && !(route->flags & ROUTE_FREE) && !x->is_api)
        send_to_entrance(x);
    else if (!x->settings->local && !known && !(route->flags & ROUTE_FREE))
        exchange_problem(x, 401, "Send the token: Authorization: Bearer TOKEN.");
    else if (route->flags & ROUTE_WRITES && !x->settings->token.len)
        exchange_problem(x, 403, "This server only reads; start it with --token-file FILE to let it write.");
    else if (route->flags & ROUTE_WRITES && !known)
        exchange_problem(x, 401, "Only who has the token may change something.");
    else
        return true;
    return false;
}

/* ---- answering ---- */

static void put_methods(struct exchange *x, unsigned methods)
{
    static const char *const names[] = { [HTTP_GET] = "GET, HEAD", [HTTP_POST] = "POST", [HTTP_DELETE] = "DELETE" };
    struct buffer allow = buffer_in(x->keep);
    for (unsigned i = 0; i <= HTTP_DELETE; i++)
        if (methods & 1u << i)
            buffer_printf(&allow, "%s%s", allow.len ? ", " : "", names[i]);
    exchange_problem(x, 405, "There it takes %.*s.", (int)allow.len, allow.at);
    x->answer->allow = buffer_span(&allow);
}

/* What a GET reads is of one moment. */
static void call_route(struct exchange *x, const struct route *route)
{
    struct syn_error error;
    bool apart = route->method == HTTP_GET && !(route->flags & ROUTE_ALONE);
    if (apart && !retold_begin_reading(x->store, &error)) {
        exchange_error(x, &error);
        return;
    }
    route->answer(x);
    if (apart)
        database_rollback(store_database(x->store));
    store_close(x->writer);
}

/* A page that does not say what it is made of is made of the store as it is, which is told by its files: a commit changes
 * the length or the time of one of them.  They are looked at before anything is read; so a page may be newer than it is
 * taken for, never older.  And of the time: what is told by the clock may be some minutes old. */
enum { MOMENT_SECONDS = 300 };
static struct span moment_of(struct exchange *x)
{
    struct stat db = { .st_size = 0 }, wal = { .st_size = 0 };
    if (stat(x->settings->store, &db))
        return SPAN("");
    stat(arena_printf(&x->scratch, "%s-wal", x->settings->store).at, &wal);
    return arena_printf(x->keep, "%lld.%09ld %lld, %lld.%09ld %lld, %lld %.*s %.*s %c %.*s", (long long)db.st_mtim.tv_sec,
                        db.st_mtim.tv_nsec, (long long)db.st_size, (long long)wal.st_mtim.tv_sec, wal.st_mtim.tv_nsec,
                        (long long)wal.st_size, (long long)(x->now / MOMENT_SECONDS), (int)x->request->theme.len,
                        x->request->theme.at, (int)x->request->host.len, x->request->host.at,
                        gzip_is_taken(x->request) ? 'z' : 'p', (int)x->request->target.len, x->request->target.at);
}

/* Pages for everybody; what who may write sees is his own. */
static bool was_made_now(struct exchange *x, const struct route *route)
{
    if (route->method != HTTP_GET || x->is_api || x->writes || route->flags & (ROUTE_WRITES | ROUTE_FREE))
        return false;
    x->moment = moment_of(x);
    if (!x->moment.len || !answers_take(x->answers, x->moment, x->keep, x->answer))
        return false;
    x->moment = SPAN("");
    return true;
}

static void answer(struct exchange *x)
{
    struct span parts[EXCHANGE_PARTS];
    unsigned methods;
    const struct route *route = find_route(x->request, parts, &methods);
    if (!route && methods)
        put_methods(x, methods);
    else if (!route)
        exchange_problem(x, 404, "Nothing is kept under this address.");
    if (!route)
        return;
    unsigned count = 0;
    for (const char *c = route->path; *c; c++)
        if (*c == '$') {
            x->part[count] = decode(x->keep, parts[count]);
            count++;
        }
    if (may_come_in(x, route) && !was_made_now(x, route))
        call_route(x, route);
}

/* Packed for the way, and remembered where it is known what it was made of. */
static void finish(struct exchange *x)
{
    struct http_answer *a = x->answer;
    if (a->hands_over || a->listens)
        return;
    if (gzip_is_taken(x->request))
        gzip_answer(x->keep, a);
    struct span key = x->key.len ? x->key : x->moment;
    if (a->status == 200 && key.len && a->body.len && !a->cookie.len && !a->file.len)
        answers_put(x->answers, key, a);
}

void serving_answer(void *serving, unsigned worker, const struct http_request *request, struct arena *keep,
                    struct http_answer *out)
{
    struct serving *s = serving;
    struct worker *w = &s->workers[worker];
    *out = (struct http_answer){ .status = 200, .body = buffer_in(keep) };
    region_reset(&w->scratch, SCRATCH_KEPT);
    struct exchange x = { .request = request, .answer = out, .settings = &s->settings, .store = w->store, .told = w->told,
                          .keep = keep, .scratch = w->scratch.arena, .entrance = s->entrance,
                          .answers = s->answers, .is_api = is_api(request), .patient = worker >= s->settings.workers };
    x.now = s->settings.clock ? s->settings.clock(s->settings.clock_context) : (int64_t)time(NULL);
    answer(&x);
    finish(&x);
}
