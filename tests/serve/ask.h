/* tests/serve/ask.h -- a store of the bundled reports (and others), and a server without sockets that is asked for pages
 *
 *     struct asking *a = ask_open(MORE);             MORE: lines of JSONL, or NULL
 *     struct http_answer page = ask_get(a, "/stories/s1?columns=origin");
 *     check(page.status == 200 && ask_has(&page, "<h1"), "the story has a headline");
 *     ask_close(a);
 *
 * The clock stands at ASK_NOW.  Answers live until ask_close.
 */
#ifndef SYN_TESTS_ASK_H
#define SYN_TESTS_ASK_H

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run/intake.h"
#include "serve/serving.h"
#include "tap.h"

enum { ASK_NOW = 1932000000 };         /* 22 March 2031, 10:40 UTC: behind all bundled reports */
#define ASK_TOKEN "a token for tests alone"

struct asking {
    char path[64];
    struct region region, answers;
    struct serving_settings settings;
    struct serving *serving;
    struct span cookie_theme, session, bearer, known;      /* of the requests that follow */
};

static inline int64_t ask_clock(void *context)
{
    (void)context;
    return ASK_NOW;
}

static inline void ask_problem(void *context, const struct syn_error *error)
{
    (void)context;
    printf("# %s\n", error->text);
}

/* Reads the reports in the folder `reports` (NULL: none), then `more`. */
static inline bool ask_fill(struct asking *a, const char *reports, const char *more, struct syn_error *error)
{
    struct store *store = store_open(a->path, DATABASE_CREATE, error);
    if (!store)
        return false;
    struct intake_settings settings = { .threads = 1, .now = ASK_NOW - 3600 };
    struct intake_hooks hooks = { .problem = ask_problem };
    struct intake *intake = intake_open(store, &settings, error);
    bool good = intake && (!reports || intake_add_inputs(intake, &reports, 1, &hooks, error));
    for (const char *line = more; good && line && *line;) {
        size_t length = strcspn(line, "\n");
        struct raw_document raw = { .kind = RAW_RECORD, .bytes = { line, length }, .name = SPAN("more.jsonl"), .line = 1 };
        good = intake_add_documents(intake, &raw, 1, &hooks, error);
        line += length + (line[length] == '\n');
    }
    good = intake && intake_close(intake, error) && good;
    store_close(store);
    return good;
}

static inline struct asking *ask_open_of(const char *reports, const char *more, const struct serving_settings *settings)
{
    struct region region = test_region();
    struct asking *a = arena_new(&region.arena, struct asking, 1);
    struct syn_error error = { .text = "" };
    a->region = region;
    a->answers = test_region();
    strcpy(a->path, "/tmp/synoptic-serve-XXXXXX");
    close(mkstemp(a->path));
    unlink(a->path);
    bool good = ask_fill(a, reports, more, &error);
    a->settings = *settings;
    a->settings.store = a->path;
    a->settings.workers = a->settings.slow_workers = 1;
    a->settings.threads = 1;
    a->settings.clock = ask_clock;
    a->serving = good ? serving_open(&a->settings, &error) : NULL;
    if (!a->serving) {
        printf("Bail out! %s\n", error.text);
        exit(1);
    }
    return a;
}

/* The bundled reports and `more`, read from this machine, with a token. */
static inline struct asking *ask_open(const char *more)
{
    struct serving_settings settings = { .token = SPAN(ASK_TOKEN), .local = true };
    return ask_open_of(CASES "/../../demo/reports", more, &settings);
}

static inline void ask_close(struct asking *a)
{
    static const char *const endings[] = { "", "-wal", "-shm" };
    char name[96];
    struct region region = a->region, answers = a->answers;
    serving_close(a->serving);
    for (size_t i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "%s%s", a->path, endings[i]);
        unlink(name);
    }
    region_close(&answers);
    region_close(&region);
}

static inline int ask_hex(char c) { return c <= '9' ? c - '0' : (c | 32) - 'a' + 10; }

static inline struct span ask_decode(struct arena *keep, const char *from, size_t length)
{
    char *out = arena_take(keep, 1, 1, length + 1);
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        bool escaped = from[i] == '%' && i + 2 < length;
        out[count++] = escaped ? (char)(ask_hex(from[i + 1]) * 16 + ask_hex(from[i + 2])) : from[i] == '+' ? ' ' : from[i];
        i += escaped ? 2 : 0;
    }
    return (struct span){ out, count };
}

static inline struct http_fields ask_fields(struct arena *keep, const char *query)
{
    struct http_fields fields = { arena_new(keep, struct http_field, HTTP_FIELDS_MOST), 0 };
    while (*query && fields.count < HTTP_FIELDS_MOST) {
        size_t length = strcspn(query, "&"), name = strcspn(query, "=&");
        fields.at[fields.count++] = (struct http_field){
            .name = ask_decode(keep, query, name),
            .value = name < length ? ask_decode(keep, query + name + 1, length - name - 1) : (struct span){ "", 0 }
        };
        query += length + (query[length] == '&');
    }
    return fields;
}

static inline struct http_request ask_request(struct asking *a, enum http_method method, const char *target)
{
    struct arena *keep = &a->answers.arena;
    struct span whole = arena_copy(keep, span_of(target));
    size_t path = strcspn(whole.at, "?");
    return (struct http_request){ .method = method, .path = { whole.at, path }, .target = whole,
                                  .query = ask_fields(keep, whole.at[path] ? whole.at + path + 1 : ""),
                                  .host = SPAN("127.0.0.1:8080"), .theme = a->cookie_theme, .session = a->session,
                                  .bearer = a->bearer, .known = a->known };
}

/* As the server does: what is handed over is answered by the slow worker. */
static inline struct http_answer ask_send(struct asking *a, const struct http_request *request)
{
    struct http_answer answer;
    bool slow = serving_is_slow(a->serving, request);
    serving_answer(a->serving, slow, request, &a->answers.arena, &answer);
    if (answer.hands_over && !slow)
        serving_answer(a->serving, 1, request, &a->answers.arena, &answer);
    return answer;
}

static inline struct http_answer ask_get(struct asking *a, const char *target)
{
    struct http_request request = ask_request(a, HTTP_GET, target);
    return ask_send(a, &request);
}

/* A form as browsers send it, from a page of the server's own. */
static inline struct http_answer ask_post(struct asking *a, const char *target, const char *form)
{
    struct http_request request = ask_request(a, HTTP_POST, target);
    request.form = ask_fields(&a->answers.arena, form);
    request.site = SPAN("same-origin");
    request.origin = SPAN("http://127.0.0.1:8080");
    return ask_send(a, &request);
}

static inline struct span ask_body(const struct http_answer *answer) { return buffer_span(&answer->body); }

static inline bool ask_has(const struct http_answer *answer, const char *words)
{
    size_t length = strlen(words);
    for (size_t at = 0; at + length <= answer->body.len; at++)
        if (memcmp(answer->body.at + at, words, length) == 0)
            return true;
    return false;
}

#endif
