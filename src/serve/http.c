/* How a request goes through:
 *
 *     take_target     its first line has come: it exists              I/O thread
 *     take_head       its head: what it says, what is refused at once
 *     take_body       pieces of its body
 *     hand_to_worker  it is whole; its connection sleeps
 *     run_worker      its form is read, it is answered                a worker
 *     send_answer     its connection wakes; the answer is queued      I/O thread
 *     end_request     the answer was taken, or the client went away
 */
#include "serve/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "serve/events.h"
#include "serve/form.h"

/* Address space, not memory. */
static const size_t REQUEST_ROOM = (size_t)512 << 20;

enum {
    QUICK_WAITING_MOST = 256, SLOW_WAITING_MOST = 32,
    REGIONS_KEPT = 32, REGION_KEPT = 1 << 20,
    SENDING_MOST = 128 << 10,          /* that the system holds for a client who does not take it */
    POOL = 32 << 10,                   /* of a connection: its head, and its answer's */
    ADDRESS_CONNECTIONS_MOST = 64,     /* of one address, where others than this machine can reach the server */
    BODY_STEP = 64 << 10,
    TIDY_SECONDS = 5,                  /* that answers may take when the server stops */
    LISTENERS_MOST = 128,
    LISTEN_SECONDS = 3600,             /* then the client comes back, and shows again who he is */
    LISTENER_ROOM = 32 << 20, LISTENER_BLOCK = 4 << 10,
    BACKLOG = 128
};

/* ---- what there is ---- */

/* A connection, as the watchdog sees it. */
struct line {
    struct line *before, *behind;
    int socket;
    int64_t deadline;                  /* second at which it is cut off; 0: none */
};

enum stage { STAGE_HEAD, STAGE_BODY, STAGE_WAITING, STAGE_ANSWERED, STAGE_SENT };

struct request {
    struct http *http;
    struct MHD_Connection *connection;
    struct line *line;
    struct region region;
    struct http_request said;
    struct http_answer answer;
    struct MHD_Response *response;
    struct buffer body;
    size_t counted;                    /* bytes of the body that count towards HTTP_BODIES_MOST */
    uint64_t received;
    enum stage stage;
    unsigned refused;                  /* status; what else is read is thrown away */
    char peer[INET6_ADDRSTRLEN];
    struct request *next;              /* in its lane */
};

/* A request that is told of events. */
struct listener {
    struct http *http;
    struct MHD_Connection *connection;
    struct listener *before, *behind;
    struct buffer events;
    struct region region;
    int64_t from;
    int64_t until, beat;               /* seconds: when it ends; when something was last sent */
    size_t sent;
    int socket;
    bool asleep, gone;
};

struct lane {
    pthread_cond_t filled;
    struct request *first, *last;
    unsigned waiting, most;
};

struct worker { struct http *http; unsigned number; pthread_t thread; };

struct http {
    struct http_settings settings;
    struct MHD_Daemon *daemon;
    struct worker *workers;
    unsigned started;                  /* workers */
    int socket;
    bool local, six;
    char address[80];
    pthread_t watchdog;

    pthread_mutex_t lock;
    /* guarded by lock: */
    struct lane quick, slow;
    struct line *lines;
    struct listener *listeners;
    unsigned listening, requests;
    struct region regions[REGIONS_KEPT];
    unsigned regions_kept;
    size_t bodies;
    bool closing;
    pthread_cond_t idle, tick;         /* a request ended; the watchdog is to end */
    bool watched;
};

static int64_t seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec;
}

static void set_deadline(struct http *h, struct line *line, int64_t in)
{
    if (!line)
        return;
    pthread_mutex_lock(&h->lock);
    line->deadline = in ? seconds() + in : 0;
    pthread_mutex_unlock(&h->lock);
}

/* ---- connections ---- */

static void take_connection(void *context, struct MHD_Connection *connection, void **own,
                            enum MHD_ConnectionNotificationCode what)
{
    struct http *h = context;
    if (what == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        struct line *line = calloc(1, sizeof *line);
        unsigned patience = 60000;
        int sending = SENDING_MOST;
        *own = line;
        if (!line)
            return;
        line->socket = info ? info->connect_fd : -1;
        /* Who vanished without a word is found out when what is sent is not acknowledged. */
        setsockopt(line->socket, IPPROTO_TCP, TCP_USER_TIMEOUT, &patience, sizeof patience);
        setsockopt(line->socket, SOL_SOCKET, SO_SNDBUF, &sending, sizeof sending);
        pthread_mutex_lock(&h->lock);
        line->deadline = seconds() + h->settings.request_seconds;
        line->behind = h->lines;
        if (line->behind)
            line->behind->before = line;
        h->lines = line;
        pthread_mutex_unlock(&h->lock);
    } else if (*own) {
        struct line *line = *own;
        pthread_mutex_lock(&h->lock);
        if (line->behind)
            line->behind->before = line->before;
        *(line->before ? &line->before->behind : &h->lines) = line->behind;
        pthread_mutex_unlock(&h->lock);
        free(line);
        *own = NULL;
    }
}

/* Nobody waits for a connection that sleeps to be closed, so that who listens and goes away is looked for. */
static void find_gone(struct http *h)
{
    char byte;
    for (struct listener *l = h->listeners; l; l = l->behind)
        if (l->asleep) {
            ssize_t n = recv(l->socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
            l->gone = n == 0 || (n < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
            l->asleep = !l->gone;
            if (l->gone)
                MHD_resume_connection(l->connection);
        }
}

/* Cuts off those whose time is over: shutting a socket makes libmicrohttpd find it at its end.  A socket is in the list
 * while it is open, so that none is shut that meanwhile is another's. */
static void *watch(void *context)
{
    struct http *h = context;
    struct timespec next;
    clock_gettime(CLOCK_MONOTONIC, &next);
    pthread_mutex_lock(&h->lock);
    while (h->watched) {
        for (struct line *line = h->lines; line; line = line->behind)
            if (line->deadline && seconds() > line->deadline) {
                shutdown(line->socket, SHUT_RDWR);
                line->deadline = 0;
            }
        find_gone(h);
        next.tv_sec++;
        pthread_cond_timedwait(&h->tick, &h->lock, &next);
    }
    pthread_mutex_unlock(&h->lock);
    return NULL;
}

/* ---- a request's life ---- */

static struct region take_region(struct http *h)
{
    struct region region = { .base = NULL };
    pthread_mutex_lock(&h->lock);
    if (h->regions_kept)
        region = h->regions[--h->regions_kept];
    pthread_mutex_unlock(&h->lock);
    return region.base ? region : region_open(REQUEST_ROOM);
}

static void give_region(struct http *h, struct region *region)
{
    region_reset(region, REGION_KEPT);
    pthread_mutex_lock(&h->lock);
    bool kept = h->regions_kept < REGIONS_KEPT;
    if (kept)
        h->regions[h->regions_kept++] = *region;
    pthread_mutex_unlock(&h->lock);
    if (!kept)
        region_close(region);
}

/* Libmicrohttpd reads the query, too, and has not enough room to say so where there is far too much of it. */
static bool is_flood(struct span target)
{
    unsigned count = 0;
    for (size_t at = 0; count <= 4 * HTTP_FIELDS_MOST && (at = span_find_byte(target, '&', at)) != SPAN_NONE; at++)
        count++;
    return count > 4 * HTTP_FIELDS_MOST;
}

static void *take_target(void *context, const char *target, struct MHD_Connection *connection)
{
    struct http *h = context;
    struct region region = take_region(h);
    struct request *r = arena_new(&region.arena, struct request, 1);
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    r->http = h;
    r->connection = connection;
    r->line = info ? info->socket_context : NULL;
    r->region = region;
    r->said.target = arena_copy(&r->region.arena, span_of(target));
    pthread_mutex_lock(&h->lock);
    h->requests++;
    pthread_mutex_unlock(&h->lock);
    set_deadline(h, r->line, h->settings.request_seconds);
    if (r->line && is_flood(r->said.target))
        shutdown(r->line->socket, SHUT_RDWR);
    return r;
}

static void end_request(void *context, struct MHD_Connection *connection, void **own,
                        enum MHD_RequestTerminationCode how)
{
    struct http *h = context;
    struct request *r = *own;
    (void)connection;
    (void)how;
    if (!r)
        return;
    *own = NULL;
    if (r->response)
        MHD_destroy_response(r->response);
    set_deadline(h, r->line, HTTP_IDLE_SECONDS + h->settings.request_seconds);
    struct region region = r->region;
    size_t counted = r->counted;
    give_region(h, &region);
    pthread_mutex_lock(&h->lock);
    h->bodies -= counted;
    h->requests--;
    pthread_cond_broadcast(&h->idle);
    pthread_mutex_unlock(&h->lock);
}

/* ---- answers ---- */

static const struct { const char *name, *value; } always[] = {
    { "Content-Security-Policy", "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src "
                                 "'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'" },
    { "X-Content-Type-Options", "nosniff" },
    /* Not no-referrer: with that, browsers say "Origin: null" of our own forms, too. */
    { "Referrer-Policy", "same-origin" },
    { "Cross-Origin-Opener-Policy", "same-origin" },
    { "Cross-Origin-Resource-Policy", "same-origin" },
    { "Permissions-Policy", "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()" }
};

static void put_header(struct request *r, const char *name, struct span value)
{
    if (value.len)   /* what holds a line end is not taken, and left out */
        MHD_add_response_header(r->response, name, arena_copy(&r->region.arena, value).at);
}

static void put_number(struct request *r, const char *name, unsigned value)
{
    if (value)
        put_header(r, name, arena_printf(&r->region.arena, "%u", value));
}

static bool is_plain(char c) { return byte_is_alpha(c) || byte_is_digit(c) || c == '-' || c == '_' || c == '.'; }

/* A name under which anything can be saved, and the right one for those who understand it (RFC 6266). */
static void put_file(struct request *r, struct span file)
{
    struct buffer value = buffer_in(&r->region.arena);
    if (!file.len)
        return;
    buffer_text(&value, "attachment; filename=\"");
    for (size_t i = 0; i < file.len; i++)
        buffer_byte(&value, is_plain(file.at[i]) ? file.at[i] : '_');
    buffer_text(&value, "\"; filename*=UTF-8''");
    for (size_t i = 0; i < file.len; i++)
        if (is_plain(file.at[i]))
            buffer_byte(&value, file.at[i]);
        else
            buffer_printf(&value, "%%%02X", (unsigned char)file.at[i]);
    put_header(r, "Content-Disposition", buffer_span(&value));
}

static void put_caching(struct request *r, const struct http_answer *a)
{
    struct arena *keep = &r->region.arena;
    if (a->cookie.len || r->said.method != HTTP_GET)
        put_header(r, "Cache-Control", SPAN("no-store"));
    else if (a->stays)
        put_header(r, "Cache-Control", SPAN("public, max-age=31536000, immutable"));
    else if (a->fresh)
        put_header(r, "Cache-Control", arena_printf(keep, "private, max-age=%u", a->fresh));
    else
        put_header(r, "Cache-Control", SPAN("private, no-cache"));
    put_header(r, "Vary", a->stays ? SPAN("Accept-Encoding") : SPAN("Accept-Encoding, Authorization, Cookie"));
    if (a->etag[0])
        put_header(r, "ETag", arena_printf(keep, "\"%s\"", a->etag));
}

static void put_headers(struct request *r)
{
    const struct http_answer *a = &r->answer;
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        MHD_add_response_header(r->response, always[i].name, always[i].value);
    if (a->body.len || a->listens)
        put_header(r, "Content-Type", a->type.len ? a->type : SPAN("text/html; charset=utf-8"));
    put_header(r, "Content-Encoding", a->encoding);
    put_header(r, "Location", a->location);
    put_header(r, "Set-Cookie", a->cookie);
    put_header(r, "Allow", a->allow);
    put_number(r, "Retry-After", a->retry);
    if (a->status == 401)
        put_header(r, "WWW-Authenticate", SPAN("Bearer"));
    put_file(r, a->file);
    put_caching(r, a);
}

/* What is refused before anybody has looked at it. */
static void refuse(struct request *r, unsigned status, const char *text)
{
    bool is_api = span_starts(r->said.target, SPAN("/api/"));
    r->answer = (struct http_answer){ .status = status, .body = buffer_in(&r->region.arena),
                                      .retry = status == 503 ? 5 : 0 };
    if (is_api)
        buffer_printf(&r->answer.body, "{\"type\":\"about:blank\",\"title\":\"It was not looked at\",\"status\":%u,"
                      "\"detail\":\"%s\"}\n", status, text);
    else
        buffer_printf(&r->answer.body, "%s\n", text);
    r->answer.type = is_api ? SPAN("application/problem+json") : SPAN("text/plain; charset=utf-8");
}

static struct MHD_Response *listen_to_events(struct request *r);

static void make_response(struct request *r)
{
    struct http_answer *a = &r->answer;
    if (a->listens)
        r->response = listen_to_events(r);
    if (!a->listens || !r->response) {
        if (a->listens)
            refuse(r, 503, "There are too many who listen; try again later.");
        r->response = MHD_create_response_from_buffer(a->status == 304 ? 0 : a->body.len, a->body.at,
                                                      MHD_RESPMEM_PERSISTENT);
    }
    if (r->response)
        put_headers(r);
}

static enum MHD_Result send_answer(struct request *r)
{
    bool listens = r->answer.listens;
    if (!r->response)
        return MHD_NO;
    r->stage = STAGE_SENT;
    set_deadline(r->http, r->line, listens ? 0 : r->http->settings.answer_seconds);
    return MHD_queue_response(r->connection, r->answer.status, r->response);
}

static enum MHD_Result refuse_now(struct request *r, unsigned status, const char *text)
{
    refuse(r, status, text);
    make_response(r);
    if (r->response)
        MHD_add_response_header(r->response, "Connection", "close");
    return send_answer(r);
}

/* ---- those who listen ---- */

/* All who sleep look whether there is something for them. */
static void wake_listeners(void *context)
{
    struct http *h = context;
    pthread_mutex_lock(&h->lock);
    for (struct listener *l = h->listeners; l; l = l->behind)
        if (l->asleep) {
            l->asleep = false;
            MHD_resume_connection(l->connection);
        }
    pthread_mutex_unlock(&h->lock);
}

/* What is to be sent next is in l->events from l->sent on; nothing where there is none. */
static void gather(struct listener *l, int64_t now)
{
    region_reset(&l->region, REGION_KEPT);
    l->events = buffer_in(&l->region.arena);
    l->sent = 0;
    if (l->beat == 0)
        buffer_text(&l->events, "retry: 3000\n\n");
    events_since(l->http->settings.events, &l->from, &l->events);
    if (!l->events.len && now - l->beat >= EVENTS_HEARTBEAT_SECONDS)
        buffer_text(&l->events, ": still here\n\n");
    if (l->events.len)
        l->beat = now;
}

/* Called for more bytes.  Where there are none the connection sleeps: what comes after the lock is let go wakes it. */
static ssize_t read_events(void *context, uint64_t at, char *out, size_t room)
{
    struct listener *l = context;
    struct http *h = l->http;
    int64_t now = seconds();
    (void)at;
    pthread_mutex_lock(&h->lock);
    bool ends = h->closing || l->gone || now >= l->until;
    if (!ends && l->sent == l->events.len)
        gather(l, now);
    size_t more = l->events.len - l->sent < room ? l->events.len - l->sent : room;
    if (!ends && !more) {
        l->asleep = true;
        MHD_suspend_connection(l->connection);
    }
    pthread_mutex_unlock(&h->lock);
    if (ends)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (more)
        memcpy(out, l->events.at + l->sent, more);
    l->sent += more;
    return (ssize_t)more;
}

static void end_listening(void *context)
{
    struct listener *l = context;
    struct http *h = l->http;
    pthread_mutex_lock(&h->lock);
    h->listening--;
    if (l->behind)
        l->behind->before = l->before;
    *(l->before ? &l->before->behind : &h->listeners) = l->behind;
    pthread_mutex_unlock(&h->lock);
    region_close(&l->region);
    free(l);
}

/* NULL where there are too many already. */
static struct MHD_Response *listen_to_events(struct request *r)
{
    struct http *h = r->http;
    struct listener *l = calloc(1, sizeof *l);
    pthread_mutex_lock(&h->lock);
    bool room = l && h->settings.events && !h->closing && h->listening < LISTENERS_MOST;
    if (room) {
        *l = (struct listener){ .http = h, .connection = r->connection, .behind = h->listeners,
                                .from = r->answer.listens_from, .socket = r->line ? r->line->socket : -1,
                                .until = seconds() + LISTEN_SECONDS, .region = region_open(LISTENER_ROOM) };
        if (l->behind)
            l->behind->before = l;
        h->listeners = l;
        h->listening++;
    }
    pthread_mutex_unlock(&h->lock);
    if (!room) {
        free(l);
        return NULL;
    }
    r->answer.type = SPAN("text/event-stream; charset=utf-8");
    return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, LISTENER_BLOCK, read_events, l, end_listening);
}

/* ---- workers ---- */

static bool push(struct lane *lane, struct request *r)
{
    if (lane->waiting >= lane->most)
        return false;
    r->next = NULL;
    *(lane->last ? &lane->last->next : &lane->first) = r;
    lane->last = r;
    lane->waiting++;
    pthread_cond_signal(&lane->filled);
    return true;
}

/* The next request of the lane; NULL: the server closes, and there is none. */
static struct request *pull(struct http *h, struct lane *lane)
{
    pthread_mutex_lock(&h->lock);
    while (!lane->first && !h->closing)
        pthread_cond_wait(&lane->filled, &h->lock);
    struct request *r = lane->first;
    if (r) {
        lane->first = r->next;
        if (!lane->first)
            lane->last = NULL;
        lane->waiting--;
    }
    pthread_mutex_unlock(&h->lock);
    return r;
}

static bool hand_over(struct http *h, struct request *r)
{
    pthread_mutex_lock(&h->lock);
    bool taken = !h->closing && push(&h->slow, r);   /* slow workers that saw it closing are gone */
    pthread_mutex_unlock(&h->lock);
    return taken;
}

static bool read_form(struct request *r)
{
    struct form_problem problem = { 0, NULL };
    struct span body = buffer_span(&r->body), type = r->said.type;
    bool good = true;
    if (!body.len)
        return true;
    if (form_is_type(type, SPAN("application/x-www-form-urlencoded")))
        good = form_read_pairs(&r->region.arena, body, &r->said.form, &problem);
    else if (form_is_type(type, SPAN("multipart/form-data")))
        good = form_read_parts(&r->region.arena, type, body, &r->said.form, &problem);
    else
        r->said.body = body;
    if (!good)
        refuse(r, problem.status, problem.text);
    return good;
}

static void *work(void *context)
{
    struct worker *w = context;
    struct http *h = w->http;
    bool is_slow = w->number >= h->settings.workers;
    struct request *r;
    while ((r = pull(h, is_slow ? &h->slow : &h->quick))) {
        if (r->answer.hands_over || read_form(r))
            h->settings.answer(h->settings.context, w->number, &r->said, &r->region.arena, &r->answer);
        if (r->answer.hands_over && !is_slow) {
            if (hand_over(h, r))
                continue;
            refuse(r, 503, "There is more to compare than can be done now; try again in some seconds.");
        }
        make_response(r);
        r->stage = STAGE_ANSWERED;
        MHD_resume_connection(r->connection);   /* from here on it is not ours any more */
    }
    return NULL;
}

static enum MHD_Result hand_to_worker(struct request *r)
{
    struct http *h = r->http;
    bool slow = h->settings.is_slow && h->settings.is_slow(h->settings.context, &r->said);
    set_deadline(h, r->line, 0);
    pthread_mutex_lock(&h->lock);
    r->stage = STAGE_WAITING;
    bool taken = !h->closing && push(slow ? &h->slow : &h->quick, r);
    if (taken)
        MHD_suspend_connection(r->connection);
    pthread_mutex_unlock(&h->lock);
    return taken ? MHD_YES : refuse_now(r, 503, "There is more to do than can be done now; try again in some seconds.");
}

/* ---- requests ---- */

/* The value of a header; empty where there is none, or two of them. */
static struct span header(struct request *r, const char *name)
{
    const char *value;
    size_t length;
    if (MHD_lookup_connection_value_n(r->connection, MHD_HEADER_KIND, name, strlen(name), &value, &length) != MHD_YES)
        return (struct span){ NULL, 0 };
    return arena_copy(&r->region.arena, (struct span){ value, length });
}

static struct span cookie(struct request *r, const char *name)
{
    struct span rest = header(r, "Cookie"), pair;
    while (span_take(&rest, ';', &pair)) {
        size_t equals = span_find_byte(pair, '=', 0);
        if (equals != SPAN_NONE && span_equal(span_trim(span_cut(pair, 0, equals)), span_of(name)))
            return span_trim(span_from(pair, equals + 1));
    }
    return (struct span){ NULL, 0 };
}

/* Fields that may stand there once, so that nobody between the client and us reads another request than we do. */
struct counted { unsigned host, length, coding, type; bool chunked; };

static enum MHD_Result count_field(void *context, enum MHD_ValueKind kind, const char *key, const char *value)
{
    struct counted *c = context;
    struct span name = span_of(key);
    (void)kind;
    c->host += span_equal_nocase(name, SPAN("Host"));
    c->length += span_equal_nocase(name, SPAN("Content-Length"));
    c->type += span_equal_nocase(name, SPAN("Content-Type"));
    if (span_equal_nocase(name, SPAN("Transfer-Encoding"))) {
        c->coding++;
        c->chunked = span_equal_nocase(span_of(value), SPAN("chunked"));
    }
    return MHD_YES;
}

static bool is_ambiguous(struct request *r)
{
    struct counted c = { .host = 0 };
    MHD_get_connection_values(r->connection, MHD_HEADER_KIND, count_field, &c);
    return c.host > 1 || c.type > 1 || c.length + c.coding > 1 || (c.coding && !c.chunked);
}

static enum http_method method_of(const char *method)
{
    return strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0 ? HTTP_GET
         : strcmp(method, "POST") == 0 ? HTTP_POST : strcmp(method, "DELETE") == 0 ? HTTP_DELETE : HTTP_OTHER;
}

static void read_peer(struct request *r)
{
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(r->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const void *address = info ? info->client_addr : NULL;
    if (!address)
        return;
    if (info->client_addr->sa_family == AF_INET) {
        inet_ntop(AF_INET, &((const struct sockaddr_in *)address)->sin_addr, r->peer, sizeof r->peer);
    } else if (info->client_addr->sa_family == AF_INET6) {
        struct in6_addr six = ((const struct sockaddr_in6 *)address)->sin6_addr;
        if (!IN6_IS_ADDR_V4MAPPED(&six))
            memset(six.s6_addr + 8, 0, 8);
        inet_ntop(AF_INET6, &six, r->peer, sizeof r->peer);
    }
    r->said.peer = span_of(r->peer);
}

static void read_head(struct request *r, const char *method)
{
    struct http_request *said = &r->said;
    struct span bearer = header(r, "Authorization");
    size_t question = span_find_byte(said->target, '?', 0);
    said->method = method_of(method);
    said->path = span_cut(said->target, 0, question == SPAN_NONE ? said->target.len : question);
    said->type = header(r, "Content-Type");
    said->host = header(r, "Host");
    said->origin = header(r, "Origin");
    said->site = header(r, "Sec-Fetch-Site");
    said->known = header(r, "If-None-Match");
    said->accept = header(r, "Accept");
    said->encodings = header(r, "Accept-Encoding");
    said->last_event = header(r, "Last-Event-ID");
    said->theme = cookie(r, "theme");
    said->session = cookie(r, "session");
    if (span_starts_nocase(bearer, SPAN("Bearer ")))
        said->bearer = span_trim(span_from(bearer, 7));
    read_peer(r);
}

static bool is_target(struct span target)
{
    for (size_t i = 0; i < target.len; i++)
        if (target.at[i] <= ' ' || target.at[i] > '~')
            return false;
    return target.len && target.at[0] == '/';
}

/* Bytes of the body, as Content-Length says; all of its digits were looked at when it was read. */
static uint64_t announced(struct request *r)
{
    struct span digits = header(r, "Content-Length");
    uint64_t length = 0;
    for (size_t i = 0; i < digits.len && length <= HTTP_BODY_MOST; i++)
        length = length * 10 + (uint64_t)(digits.at[i] - '0');
    return length;
}

static enum MHD_Result take_head(struct request *r, const char *method)
{
    struct form_problem problem;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(r->connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    r->stage = STAGE_BODY;
    r->body = buffer_in(&r->region.arena);
    read_head(r, method);
    if (info && info->header_size > HTTP_HEAD_MOST)
        return refuse_now(r, 431, "The head of the request is too large.");
    if (!is_target(r->said.target) || is_ambiguous(r))
        return refuse_now(r, 400, "This is no request that can be understood.");
    if (announced(r) > HTTP_BODY_MOST)
        return refuse_now(r, 413, "That is more than is taken at a time: 8 MB.");
    size_t question = span_find_byte(r->said.target, '?', 0);
    if (question != SPAN_NONE &&
        !form_read_pairs(&r->region.arena, span_from(r->said.target, question + 1), &r->said.query, &problem))
        return refuse_now(r, problem.status, problem.text);
    return MHD_YES;
}

/* Counts bytes that are about to be kept; false where that is too much, of this request or of all together. */
static bool may_keep(struct request *r, size_t more)
{
    struct http *h = r->http;
    if (r->body.len + more > HTTP_BODY_MOST) {
        r->refused = 413;
        return false;
    }
    pthread_mutex_lock(&h->lock);
    bool room = h->bodies + more <= HTTP_BODIES_MOST;
    if (room) {
        h->bodies += more;
        r->counted += more;
    }
    pthread_mutex_unlock(&h->lock);
    if (!room)
        r->refused = 503;
    return room;
}

/* Who sends without end after having been refused is cut off. */
static enum MHD_Result take_body(struct request *r, struct span piece)
{
    uint64_t step = r->received / BODY_STEP;
    r->received += piece.len;
    if (r->received > 2 * (uint64_t)HTTP_BODY_MOST)
        return MHD_NO;
    if (r->received / BODY_STEP != step)
        set_deadline(r->http, r->line, r->http->settings.request_seconds);
    if (!r->refused && may_keep(r, piece.len))
        buffer_put(&r->body, piece);
    return MHD_YES;
}

static enum MHD_Result take(void *context, struct MHD_Connection *connection, const char *url, const char *method,
                            const char *version, const char *data, size_t *size, void **own)
{
    struct request *r = *own;
    (void)context;
    (void)connection;
    (void)url;
    (void)version;
    if (!r)
        return MHD_NO;
    if (r->stage == STAGE_HEAD)
        return take_head(r, method);
    if (r->stage == STAGE_ANSWERED)
        return send_answer(r);
    if (r->stage != STAGE_BODY)
        return MHD_YES;
    if (*size) {
        enum MHD_Result result = take_body(r, (struct span){ data, *size });
        *size = 0;
        return result;
    }
    if (r->refused)
        return refuse_now(r, r->refused, r->refused == 413 ? "That is more than is taken at a time: 8 MB."
                                                           : "Too much is being sent at once; try again later.");
    return hand_to_worker(r);
}

/* ---- opening ---- */

static bool is_loopback(const struct sockaddr *address)
{
    if (address->sa_family == AF_INET)
        return (ntohl(((const struct sockaddr_in *)(const void *)address)->sin_addr.s_addr) >> 24) == 127;
    const struct in6_addr *six = &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr;
    return IN6_IS_ADDR_LOOPBACK(six) || (IN6_IS_ADDR_V4MAPPED(six) && six->s6_addr[12] == 127);
}

/* "127.0.0.1:8080", "[::1]:8080", "localhost:0" */
static struct addrinfo *resolve(const char *address, struct syn_error *error)
{
    char host[128];
    struct span all = span_of(address);
    const char *colon = strrchr(address, ':');
    struct span name = span_cut(all, 0, colon ? (size_t)(colon - address) : 0);
    struct addrinfo hints = { .ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV,
                              .ai_socktype = SOCK_STREAM }, *out;
    if (span_starts(name, SPAN("[")) && span_ends(name, SPAN("]")))
        name = span_cut(name, 1, name.len - 1);
    if (span_equal(name, SPAN("localhost")))
        name = SPAN("127.0.0.1");
    snprintf(host, sizeof host, "%.*s", (int)name.len, name.at);
    char *end;
    unsigned long port = colon ? strtoul(colon + 1, &end, 10) : 0;
    if (!colon || !name.len || name.len >= sizeof host || !colon[1] || *end || port > 65535 ||
        getaddrinfo(host, colon + 1, &hints, &out) != 0) {
        error_set(error, SYN_MISUSE, 0, "'%.60s' is no address and port to listen at, such as 127.0.0.1:8080 or "
                  "[::1]:8080", address);
        return NULL;
    }
    return out;
}

static void tell_address(struct http *h)
{
    struct sockaddr_storage there;
    socklen_t length = sizeof there;
    char host[64] = "?", port[16] = "?";
    getsockname(h->socket, (struct sockaddr *)&there, &length);
    getnameinfo((struct sockaddr *)&there, length, host, sizeof host, port, sizeof port,
                NI_NUMERICHOST | NI_NUMERICSERV);
    snprintf(h->address, sizeof h->address, there.ss_family == AF_INET6 ? "[%s]:%s" : "%s:%s", host, port);
    h->local = is_loopback((struct sockaddr *)&there);
    h->six = there.ss_family == AF_INET6;
}

static bool listen_at(struct http *h, struct syn_error *error)
{
    int one = 1;
    struct addrinfo *where = resolve(h->settings.address, error);
    if (!where)
        return false;
    h->socket = socket(where->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    bool good = h->socket >= 0 && setsockopt(h->socket, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) == 0 &&
                bind(h->socket, where->ai_addr, where->ai_addrlen) == 0 && listen(h->socket, BACKLOG) == 0;
    int why = errno;
    freeaddrinfo(where);
    if (!good)
        return error_set(error, SYN_IO, 0, "cannot listen at %.60s: %s; choose another port: --listen 127.0.0.1:8081",
                         h->settings.address, strerror(why));
    tell_address(h);
    return true;
}

/* Waits by a clock that nobody sets. */
static void open_condition(pthread_cond_t *condition)
{
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(condition, &attributes);
    pthread_condattr_destroy(&attributes);
}

struct http *http_listen(const struct http_settings *settings, struct syn_error *error)
{
    struct http *h = calloc(1, sizeof *h);
    if (!h)
        arena_exhausted(sizeof *h);
    h->settings = *settings;
    if (!settings->request_seconds)
        h->settings.request_seconds = HTTP_REQUEST_SECONDS;
    if (!settings->answer_seconds)
        h->settings.answer_seconds = HTTP_ANSWER_SECONDS;
    h->socket = -1;
    h->quick.most = QUICK_WAITING_MOST;
    h->slow.most = SLOW_WAITING_MOST;
    pthread_mutex_init(&h->lock, NULL);
    open_condition(&h->idle);
    open_condition(&h->tick);
    pthread_cond_init(&h->quick.filled, NULL);
    pthread_cond_init(&h->slow.filled, NULL);
    if (listen_at(h, error))
        return h;
    http_stop(h);
    return NULL;
}

const char *http_address(const struct http *http) { return http->address; }
bool http_is_local(const struct http *http) { return http->local; }

/* ---- running ---- */

/* The query is read out of the target as it came. */
static size_t leave_escaped(void *context, struct MHD_Connection *connection, char *text)
{
    (void)context;
    (void)connection;
    return strlen(text);
}

static bool start_workers(struct http *h)
{
    unsigned count = h->settings.workers + h->settings.slow_workers;
    h->workers = calloc(count, sizeof *h->workers);
    for (; h->workers && h->started < count; h->started++) {
        struct worker *w = &h->workers[h->started];
        *w = (struct worker){ .http = h, .number = h->started };
        if (pthread_create(&w->thread, NULL, work, w) != 0)
            return false;
    }
    return h->workers != NULL;
}

bool http_run(struct http *h, struct syn_error *error)
{
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | (h->six ? MHD_USE_IPv6 : 0);
    pthread_mutex_lock(&h->lock);
    h->watched = pthread_create(&h->watchdog, NULL, watch, h) == 0;
    bool good = h->watched;
    pthread_mutex_unlock(&h->lock);
    if (!good || !start_workers(h))
        return error_set(error, SYN_IO, 0, "cannot start threads for the server");
    h->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, take, h, MHD_OPTION_LISTEN_SOCKET, h->socket, MHD_OPTION_URI_LOG_CALLBACK, take_target, h,
        MHD_OPTION_NOTIFY_COMPLETED, end_request, h, MHD_OPTION_NOTIFY_CONNECTION, take_connection, h,
        MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, h, MHD_OPTION_CONNECTION_LIMIT, (unsigned)HTTP_CONNECTIONS_MOST,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, h->local ? 0u : (unsigned)ADDRESS_CONNECTIONS_MOST,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)HTTP_IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)POOL,
        MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
    if (!h->daemon)
        return error_set(error, SYN_IO, 0, "cannot start the server at %s", h->address);
    if (h->settings.events)
        events_on_news(h->settings.events, wake_listeners, h);
    return true;
}

/* What was asked is answered, and the answers may be taken for some seconds. */
static void finish(struct http *h)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += TIDY_SECONDS;
    pthread_mutex_lock(&h->lock);
    while (h->requests && pthread_cond_timedwait(&h->idle, &h->lock, &until) == 0)
        continue;
    pthread_mutex_unlock(&h->lock);
}

void http_stop(struct http *h)
{
    int listening = h->daemon ? MHD_quiesce_daemon(h->daemon) : h->socket;
    pthread_mutex_lock(&h->lock);
    h->closing = true;
    pthread_cond_broadcast(&h->quick.filled);
    pthread_cond_broadcast(&h->slow.filled);
    pthread_mutex_unlock(&h->lock);
    if (h->daemon && h->settings.events)
        events_stop(h->settings.events);
    for (unsigned i = 0; i < h->started; i++)
        pthread_join(h->workers[i].thread, NULL);
    wake_listeners(h);
    if (h->daemon) {
        finish(h);
        MHD_stop_daemon(h->daemon);
    }
    if (h->watched) {
        pthread_mutex_lock(&h->lock);
        h->watched = false;
        pthread_cond_broadcast(&h->tick);
        pthread_mutex_unlock(&h->lock);
        pthread_join(h->watchdog, NULL);
    }
    if (listening >= 0)
        close(listening);
    for (unsigned i = 0; i < h->regions_kept; i++)
        region_close(&h->regions[i]);
    pthread_cond_destroy(&h->idle);
    pthread_cond_destroy(&h->tick);
    pthread_cond_destroy(&h->quick.filled);
    pthread_cond_destroy(&h->slow.filled);
    pthread_mutex_destroy(&h->lock);
    free(h->workers);
    free(h);
}
