/* The server on real sockets, with answers of the test's own: what comes through, what is refused, who is cut off. */
#include <arpa/inet.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "serve/http.h"
#include "tap.h"

enum { QUICK = 2, SLOW = 1 };

static struct region region;
static struct http *http;
static int port;
static atomic_int gate;                /* 1: shut */

/* ---- what it answers ---- */

static void put_fields(struct buffer *out, const char *what, struct http_fields fields)
{
    for (uint32_t i = 0; i < fields.count; i++) {
        const struct http_field *f = &fields.at[i];
        buffer_printf(out, "%s %.*s=%.*s", what, (int)f->name.len, f->name.at, (int)f->value.len, f->value.at);
        if (f->type.len)
            buffer_printf(out, " file %.*s type %.*s", (int)f->file.len, f->file.at, (int)f->type.len, f->type.at);
        buffer_byte(out, '\n');
    }
}

static void pause_ms(long ms) { nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL); }

static bool is_slow(void *context, const struct http_request *request)
{
    (void)context;
    return span_equal(request->path, SPAN("/slow"));
}

static void answer(void *context, unsigned worker, const struct http_request *r, struct arena *keep,
                   struct http_answer *out)
{
    (void)context;
    *out = (struct http_answer){ .status = 200, .body = buffer_in(keep), .type = SPAN("text/plain") };
    if (span_equal(r->path, SPAN("/over")) && worker < QUICK) {
        out->hands_over = true;
        return;
    }
    while (span_equal(r->path, SPAN("/slow")) && atomic_load(&gate))
        pause_ms(5);
    if (span_equal(r->path, SPAN("/pause")))
        pause_ms(300);
    if (span_equal(r->path, SPAN("/known"))) {
        strcpy(out->etag, "0123");
        out->fresh = 60;
        out->status = span_equal(r->known, SPAN("\"0123\"")) ? 304 : 200;
    }
    if (span_equal(r->path, SPAN("/large")))
        buffer_fill(&out->body, 'x', 4 << 20);
    if (span_equal(r->path, SPAN("/file"))) {
        out->file = SPAN("räum\"e\r\nX: y.txt");
        out->location = SPAN("/a\r\nX-Bad: 1");
        out->stays = true;
    }
    buffer_printf(&out->body, "worker %s\nmethod %d path %.*s\n", worker < QUICK ? "quick" : "slow", (int)r->method,
                  (int)r->path.len, r->path.at);
    put_fields(&out->body, "query", r->query);
    put_fields(&out->body, "form", r->form);
    buffer_printf(&out->body, "body %zu theme %.*s session %.*s bearer %.*s host %.*s peer %.*s\n", r->body.len,
                  (int)r->theme.len, r->theme.at, (int)r->session.len, r->session.at, (int)r->bearer.len, r->bearer.at,
                  (int)r->host.len, r->host.at, (int)r->peer.len, r->peer.at);
}

/* ---- a client ---- */

static int reach(void)
{
    struct sockaddr_in there = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port),
                                 .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    int s = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct timeval patience = { 10, 0 };
    setsockopt(s, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    setsockopt(s, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (connect(s, (struct sockaddr *)&there, sizeof there) != 0)
        perror("# connect");
    return s;
}

static bool say(int s, struct span text)
{
    while (text.len) {
        ssize_t n = send(s, text.at, text.len, MSG_NOSIGNAL);
        if (n <= 0)
            return false;
        text = span_from(text, (size_t)n);
    }
    return true;
}

/* All that comes until the server closes. */
static struct span hear(int s)
{
    struct buffer out = buffer_in(&region.arena);
    for (;;) {
        char *at = buffer_reserve(&out, 65536);
        ssize_t n = recv(s, at, 65536, 0);
        if (n <= 0)
            return buffer_span(&out);
        out.len += (size_t)n;
    }
}

static struct span ask(struct span text)
{
    int s = reach();
    say(s, text);
    struct span reply = hear(s);
    close(s);
    return reply;
}

/* A request for `what` ("GET /x"), with more lines of its head and a body; the server closes behind it. */
static struct span ask_for(const char *what, const char *head, struct span body)
{
    struct buffer out = buffer_in(&region.arena);
    buffer_printf(&out, "%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n%s", what, head);
    if (body.len)
        buffer_printf(&out, "Content-Length: %zu\r\n", body.len);
    buffer_text(&out, "\r\n");
    buffer_put(&out, body);
    return ask(buffer_span(&out));
}

static bool has(struct span reply, const char *text) { return span_find(reply, span_of(text), 0) != SPAN_NONE; }

static unsigned status_of(struct span reply)
{
    return reply.len > 12 && span_starts(reply, SPAN("HTTP/1.1 ")) ? (unsigned)atoi(reply.at + 9) : 0;
}

/* ---- what comes through ---- */

static void test_requests(void)
{
    struct span none = { NULL, 0 };
    struct span r = ask_for("GET /a%2Fb/c?q=rail+strike%21&x=%00%ff&&y&%zz=%4", "Cookie: theme=dark; session=abc\r\n"
                            "Authorization: Bearer t0k\r\n", none);
    check(status_of(r) == 200 && has(r, "method 0 path /a%2Fb/c\n"), "a path comes as it was sent");
    check(has(r, "query q=rail strike!\n") && has(r, "query x=\xef\xbf\xbd\xef\xbf\xbd\n") && has(r, "query y=\n") &&
          has(r, "query %zz=%4\n"), "its query decoded, as UTF-8 without NUL");
    check(has(r, "theme dark session abc bearer t0k host localhost peer 127.0.0.1"),
          "with cookies and what else was said");
    check(has(r, "Content-Security-Policy: default-src 'none'") && has(r, "X-Content-Type-Options: nosniff") &&
          has(r, "Referrer-Policy: same-origin") && has(r, "Cross-Origin-Resource-Policy: same-origin") &&
          has(r, "Vary: Accept-Encoding, Authorization, Cookie"), "an answer says how far it is to be trusted");
    r = ask_for("HEAD /x", "", none);
    check(status_of(r) == 200 && !has(r, "worker") && has(r, "Content-Length: "), "HEAD gets no body");
    r = ask_for("GET /known", "", none);
    check(status_of(r) == 200 && has(r, "ETag: \"0123\"") && has(r, "private, max-age=60"), "an answer has its mark");
    r = ask_for("GET /known", "If-None-Match: \"0123\"\r\n", none);
    check(status_of(r) == 304 && !has(r, "worker"), "which saves sending it");
    r = ask_for("GET /file", "", none);
    check(has(r, "filename=\"r__um_e__X__y.txt\"; filename*=UTF-8''r%C3%A4um%22e%0D%0AX%3A%20y.txt") && !has(r, "X-Bad") &&
          has(r, "immutable"), "names of files, and where to go, cannot end a line of the head");
    check(status_of(ask_for("DELETE /x", "", none)) == 200 && has(ask_for("PUT /x", "", none), "method 3"),
          "other methods go through");
    r = ask_for("GET /large", "", none);
    check(r.len > 4 << 20, "a large answer comes whole");
}

static void test_forms(void)
{
    struct span none = { NULL, 0 };
    struct span r = ask_for("POST /f", "Content-Type: application/x-www-form-urlencoded; charset=utf-8\r\n",
                            SPAN("a=1&b=%C3%A4+%3D&a=2"));
    check(has(r, "form a=1\nform b=ä =\nform a=2\n") && has(r, "body 0 "), "a form");
    r = ask_for("POST /f", "Content-Type: multipart/form-data; boundary=\"xx\"\r\n",
                SPAN("--xx\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nhello\r\n--y\r\n--xx\r\n"
                     "content-disposition: form-data; filename=\"a%22;b.txt\"; name=file\r\nContent-Type: text/html\r\n\r\n"
                     "<p>\r\n--xx\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n--xx--\r\n"));
    check(has(r, "form text=hello\r\n--y\n") && has(r, "form file=<p> file a\";b.txt type text/html\n") &&
          has(r, "form empty=\n"), "a form with a file");
    r = ask_for("POST /f", "Content-Type: text/plain\r\n", SPAN("four"));
    check(has(r, "body 4 "), "a body of another type comes as it is");
    r = ask(SPAN("POST /f HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n"
                 "Content-Type: text/plain\r\n\r\n5\r\nhello\r\n3;x=y\r\n!!!\r\n0\r\n\r\n"));
    check(has(r, "body 8 "), "also in pieces");
    check(has(ask_for("POST /f", "", none), "body 0 "), "or none");

    static const char *const broken[] = {
        "", "--", "--xx", "--xx\r\n", "--xx\r\n\r\n", "--xx\r\nContent-Disposition: form-data\r\n\r\nx\r\n--xx--",
        "--xx\r\nContent-Disposition: form-data; name=\"a\r\n\r\nx", "--xx\r\n\r\n\r\n--xx--", "--xx--xx\r\n--xx\r\n--xx",
        "\r\n--xx\r\n--xx--", "--xx\r\nContent-Disposition: form-data; name=a\r\n\r\nx\r\n--xx"
    };
    bool good = true;
    for (size_t i = 1; i < sizeof broken / sizeof *broken; i++) {
        r = ask_for("POST /f", "Content-Type: multipart/form-data; boundary=xx\r\n", span_of(broken[i]));
        if (status_of(r) != 400 && !(status_of(r) == 200 && !has(r, "form "))) {
            good = false;
            printf("# %s: %u\n", broken[i], status_of(r));
        }
    }
    check(good, "broken forms are refused, or empty");
    check(status_of(ask_for("POST /f", "Content-Type: multipart/form-data\r\n", SPAN("--xx"))) == 400,
          "without a boundary");
}

/* ---- what is refused ---- */

static struct span repeat(const char *text, size_t count)
{
    struct buffer out = buffer_in(&region.arena);
    for (size_t i = 0; i < count; i++)
        buffer_text(&out, text);
    buffer_byte(&out, 0);
    out.len--;
    return buffer_span(&out);
}

static bool is_refused(struct span reply, unsigned status)
{
    return status_of(reply) == status && !has(reply, "worker");
}

static void test_limits(void)
{
    struct span none = { NULL, 0 };
    struct buffer text = buffer_in(&region.arena);
    buffer_printf(&text, "GET /?%s", repeat("a=1&", 65).at);
    buffer_byte(&text, 0);
    check(is_refused(ask_for(text.at, "", none), 400), "more fields than 64 in a query");
    text = buffer_in(&region.arena);
    buffer_printf(&text, "GET /?%s", repeat("a&", 5000).at);
    buffer_byte(&text, 0);
    check(!has(ask_for(text.at, "", none), "worker"), "thousands of them");
    text = buffer_in(&region.arena);
    buffer_printf(&text, "X: %s\r\n", repeat("0123456789", 1700).at);
    buffer_byte(&text, 0);
    check(is_refused(ask_for("GET /", text.at, none), 431), "a head of 17 kB");
    text = buffer_in(&region.arena);
    buffer_printf(&text, "X: %s\r\n", repeat("0123456789", 100000).at);
    buffer_byte(&text, 0);
    struct span r = ask_for("GET /", text.at, none);
    check(!has(r, "worker"), "one of 1 MB");

    r = ask(SPAN("POST /f HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8388609\r\n\r\n"));
    check(is_refused(r, 413), "a body that says it is too large");
    r = ask(SPAN("POST /f HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999999\r\n\r\n"));
    check(!has(r, "worker") && status_of(r) != 200, "that says more than can be counted");
    r = ask_for("POST /f", "Content-Type: text/plain\r\n", repeat("01234567", 1 << 20));
    check(has(r, "body 8388608 "), "one of 8 MB is taken");
    text = buffer_in(&region.arena);
    buffer_text(&text, "POST /f HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
    struct span piece = repeat("0123456789abcdef", 4096);
    for (unsigned i = 0; i < 130; i++)
        buffer_printf(&text, "10000\r\n%s\r\n", piece.at);
    buffer_text(&text, "0\r\n\r\n");
    check(is_refused(ask(buffer_span(&text)), 413), "one that turns out to be too large");
    text = buffer_in(&region.arena);
    for (unsigned i = 0; i < 101; i++)
        buffer_printf(&text, "--xx\r\nContent-Disposition: form-data; name=f; filename=%u\r\n\r\n\r\n", i);
    buffer_text(&text, "--xx--\r\n");
    check(is_refused(ask_for("POST /f", "Content-Type: multipart/form-data; boundary=xx\r\n", buffer_span(&text)), 413),
          "more files than 100");
    check(is_refused(ask_for("POST /f", "Content-Type: application/x-www-form-urlencoded\r\n", repeat("a&", 1000)), 400),
          "more fields than 64 in a form");
}

static void test_broken(void)
{
    static const char *const broken[] = {
        "GARBAGE\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / FTP/1.1\r\nHost: x\r\n\r\n",
        "GET http://localhost/ HTTP/1.1\r\nHost: localhost\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n",
        "GET /\xc3\xa4 HTTP/1.1\r\nHost: localhost\r\n\r\n", "GET /\x01 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\nContent-Length: 0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n\r\na",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n"
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        int s = reach();
        say(s, span_of(broken[i]));
        shutdown(s, SHUT_WR);
        struct span r = hear(s);
        close(s);
        if (status_of(r) == 200 || has(r, "worker"))
            printf("# %s gave %.*s\n", broken[i], (int)(r.len > 80 ? 80 : r.len), r.at);
        check(status_of(r) != 200 && !has(r, "worker"), "what is no request is not answered");
    }
    int s = reach();
    struct span nul = SPAN("GET /a\0b?c HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\nConnection: close\r\n\r\n");
    say(s, nul);
    struct span r = hear(s);
    close(s);
    check(!has(r, "b?c") && status_of(ask_for("GET /x", "", (struct span){ NULL, 0 })) == 200,
          "after all of them it answers");
}

/* ---- how it is used ---- */

static void test_pipelining(void)
{
    struct span r = ask(SPAN("GET /1 HTTP/1.1\r\nHost: localhost\r\n\r\nPOST /2 HTTP/1.1\r\nHost: localhost\r\n"
                             "Content-Length: 3\r\nContent-Type: text/plain\r\n\r\nabcGET /3 HTTP/1.1\r\nHost: localhost\r\n"
                             "Connection: close\r\n\r\n"));
    size_t one = span_find(r, SPAN("path /1\n"), 0), two = span_find(r, SPAN("path /2\n"), 0);
    size_t three = span_find(r, SPAN("path /3\n"), 0);
    check(one < two && two < three && three != SPAN_NONE, "requests behind each other are answered in their order");
}

static void test_early_ends(void)
{
    struct span request = SPAN("POST /pause HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\n\r\nabcd");
    for (size_t cut = 0; cut <= request.len; cut++) {
        int s = reach();
        say(s, span_cut(request, 0, cut));
        if (cut % 3 == 0) {   /* with a reset */
            struct linger now = { 1, 0 };
            setsockopt(s, SOL_SOCKET, SO_LINGER, &now, sizeof now);
        }
        close(s);
    }
    int s = reach();
    say(s, SPAN("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    char some[100];
    check(recv(s, some, sizeof some, 0) > 0, "a large answer begins");
    close(s);
    check(status_of(ask_for("GET /x", "", (struct span){ NULL, 0 })) == 200, "clients that go away leave it as it was");
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* How long the server suffers one who sends `piece` every half second, once `head` was sent. */
static double suffers(struct span head, struct span piece)
{
    int s = reach();
    double begun = now();
    say(s, head);
    for (unsigned i = 0; i < 20; i++) {
        struct pollfd there = { .fd = s, .events = POLLIN };
        if (poll(&there, 1, 500) > 0)
            break;
        say(s, piece);
    }
    close(s);
    return now() - begun;
}

static void test_slow_clients(void)
{
    double took = suffers(SPAN("GET / HTTP/1.1\r\nHost: localhost\r\nX: "), SPAN("a"));
    check(took >= 1.5 && took < 5, "a head that comes letter by letter is cut off");
    took = suffers(SPAN("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n"), SPAN("a"));
    check(took >= 1.5 && took < 5, "and a body");
    took = suffers((struct span){ NULL, 0 }, (struct span){ NULL, 0 });
    check(took >= 1.5 && took < 5, "and who says nothing at all");

    int s = reach();
    int small = 4096;
    setsockopt(s, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
    double begun = now();
    say(s, SPAN("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\nGET /large HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    size_t all = 0;
    char some[512];
    ssize_t n;
    while ((n = recv(s, some, sizeof some, 0)) > 0) {
        all += (size_t)n;
        if (now() - begun < 5)
            pause_ms(5);
    }
    close(s);
    check(all < 4 << 20, "and who does not take his answer");
}

/* Answers to /slow wait until the gate opens, so that no clock decides what is seen. */
static void test_lanes(void)
{
    enum { ASKING = 40, WAITING = 32, SLOWLY = WAITING + SLOW };
    int sockets[ASKING];
    unsigned good = 0, busy = 0;
    check(has(ask_for("GET /over", "", (struct span){ NULL, 0 }), "worker slow"), "what takes long is handed over");
    atomic_store(&gate, 1);
    for (unsigned i = 0; i < ASKING; i++) {
        sockets[i] = reach();
        say(sockets[i], SPAN("GET /slow HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
        if (i < SLOW)
            pause_ms(300);             /* a worker takes it */
    }
    check(has(ask_for("GET /x", "", (struct span){ NULL, 0 }), "worker quick"), "what is quick does not wait for it");
    check(status_of(ask_for("GET /over", "", (struct span){ NULL, 0 })) == 503,
          "what cannot be handed over comes back later");
    atomic_store(&gate, 0);
    for (unsigned i = 0; i < ASKING; i++) {
        struct span reply = hear(sockets[i]);
        good += status_of(reply) == 200 && has(reply, "worker slow");
        busy += status_of(reply) == 503 && has(reply, "Retry-After: 5");
        close(sockets[i]);
    }
    printf("# %u answered, %u told to come back\n", good, busy);
    check(good + busy == ASKING && good >= WAITING && good <= SLOWLY, "more than can wait are told to come back");
}

static void *hammer(void *context)
{
    unsigned *good = context;
    int s = reach();
    char some[4096];
    for (unsigned i = 0; i < 200; i++) {
        say(s, i % 10 ? SPAN("GET /x?a=b HTTP/1.1\r\nHost: localhost\r\n\r\n")
                      : SPAN("GET /over HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        ssize_t n = recv(s, some, sizeof some, 0);
        *good += n > 0 && status_of((struct span){ some, (size_t)n }) == 200;
    }
    close(s);
    return NULL;
}

static void test_many(void)
{
    enum { CLIENTS = 16 };
    pthread_t threads[CLIENTS];
    unsigned good[CLIENTS] = { 0 }, all = 0;
    for (unsigned i = 0; i < CLIENTS; i++)
        pthread_create(&threads[i], NULL, hammer, &good[i]);
    for (unsigned i = 0; i < CLIENTS; i++) {
        pthread_join(threads[i], NULL);
        all += good[i];
    }
    check(all == CLIENTS * 200, "many at a time are answered, each on its own connection");
}

static bool start(unsigned request_seconds)
{
    struct syn_error error;
    struct http_settings settings = { .address = "127.0.0.1:0", .workers = QUICK, .slow_workers = SLOW,
                                      .is_slow = is_slow, .answer = answer, .request_seconds = request_seconds,
                                      .answer_seconds = request_seconds };
    http = http_listen(&settings, &error);
    if (!http || !http_run(http, &error)) {
        printf("# %s\n", error.text);
        return false;
    }
    port = atoi(strrchr(http_address(http), ':') + 1);
    return true;
}

static void *stop_soon(void *context)
{
    (void)context;
    pause_ms(100);
    http_stop(http);
    return NULL;
}

static void test_stopping(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, stop_soon, NULL);
    check(has(ask_for("GET /pause", "", (struct span){ NULL, 0 }), "path /pause"),
          "what is being answered when it stops is sent");
    pthread_join(thread, NULL);
}

static void test_addresses(void)
{
    static const char *const wrong[] = { "", "x", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:99999", "example.org:80",
                                         ":80", "[::1:80", "127.0.0.1:80x", "127.0.0.1:-1" };
    struct syn_error error;
    bool good = true;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct http_settings settings = { .address = wrong[i], .workers = 1, .answer = answer };
        struct http *h = http_listen(&settings, &error);
        good = good && !h && error.status == SYN_MISUSE;
        if (h)
            http_stop(h);
    }
    check(good, "what is no address is told so");
    struct http_settings all = { .address = "0.0.0.0:0", .workers = 1, .answer = answer };
    struct http_settings own = { .address = "localhost:0", .workers = 1, .answer = answer };
    struct http *h = http_listen(&all, &error);
    check(h && !http_is_local(h), "all addresses are not this machine's alone");
    struct http_settings taken = { .address = h ? http_address(h) : "", .workers = 1, .answer = answer };
    check(!http_listen(&taken, &error) && strstr(error.text, "choose another port"), "an address that is taken");
    if (h)
        http_stop(h);
    h = http_listen(&own, &error);
    check(h && http_is_local(h), "localhost is");
    if (h)
        http_stop(h);
}

int main(void)
{
    region = region_open((size_t)2 << 30);
    test_addresses();
    if (!check(start(0), "it starts"))
        return tap_end();
    test_requests();
    test_forms();
    test_limits();
    test_broken();
    test_pipelining();
    test_early_ends();
    test_many();
    test_lanes();
    test_stopping();
    if (!check(start(2), "it starts again, in a hurry"))
        return tap_end();
    test_slow_clients();
    http_stop(http);
    region_close(&region);
    return tap_end();
}
