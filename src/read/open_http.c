#include "read/open_http.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "read/host_address.h"
#include "read/read.h"

enum {
    CONNECT_SECONDS_MAX = 20, BYTES_A_SECOND_LEAST = 16, POLL_MAX = 1000,
    LOCATION_MAX = 16 << 10, TEXT_ROOM = HTTP_HEADERS_MAX + (64 << 10)
};

struct slot {
    struct http *http;
    CURL *easy;
    struct curl_slist *headers;
    struct region body_region, text_region;
    struct buffer body;
    size_t body_max, header_bytes;
    bool too_large, headers_too_large, ready;
    const char *private_use;         /* what the address is for that was not asked */
    char detail[CURL_ERROR_SIZE];
    struct transport_answer answer;
};

struct http {
    struct http_settings settings;
    CURLM *multi;
    struct region own;
    struct slot slots[TRANSPORT_SLOTS];
};

/* ---- what libcurl calls ---- */

static bool address_of(const struct curl_sockaddr *from, struct host_address *to)
{
    *to = (struct host_address){ .length = 0 };
    if (from->family == AF_INET) {
        const struct sockaddr_in *v4 = (const void *)&from->addr;
        to->length = HOST_ADDRESS_V4;
        memcpy(to->bytes, &v4->sin_addr, to->length);
    } else if (from->family == AF_INET6) {
        const struct sockaddr_in6 *v6 = (const void *)&from->addr;
        to->length = HOST_ADDRESS_V6;
        memcpy(to->bytes, &v6->sin6_addr, to->length);
    }
    return to->length != 0;
}

/* The last place before a connection: neither a redirect nor a name that leads elsewhere now gets round it. */
static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *to)
{
    struct slot *slot = context;
    struct host_address address;
    const char *use = NULL;
    (void)purpose;
    if (!address_of(to, &address))
        use = "neither IPv4 nor IPv6";
    else if (!slot->http->settings.allow_private)
        use = host_address_range(&address);
    if (use) {
        slot->private_use = use;
        return CURL_SOCKET_BAD;
    }
    return socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
    struct slot *slot = context;
    struct span part = { bytes, size * count };
    size_t room = slot->body_max - slot->body.len;
    if (part.len > room)
        slot->too_large = true;
    buffer_put(&slot->body, span_cut(part, 0, room));
    return slot->too_large ? 0 : part.len;
}

static void keep_header(struct slot *slot, struct span *into, struct span value)
{
    *into = arena_copy(&slot->text_region.arena, value);
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context)
{
    struct slot *slot = context;
    struct transport_answer *a = &slot->answer;
    struct { struct span name, *into; } known[] = {
        { SPAN("content-type"), &a->type },   { SPAN("content-encoding"), &a->coding },
        { SPAN("etag"), &a->etag },           { SPAN("last-modified"), &a->modified },
        { SPAN("date"), &a->date },           { SPAN("retry-after"), &a->retry_after },
        { SPAN("cache-control"), &a->cache_control },
    };
    struct span line = { bytes, size * count };
    size_t colon = span_find_byte(line, ':', 0);
    slot->header_bytes += line.len;
    if (slot->header_bytes > HTTP_HEADERS_MAX) {
        slot->headers_too_large = true;
        return 0;
    }
    for (size_t i = 0; colon != SPAN_NONE && i < sizeof known / sizeof *known; i++)
        if (span_equal_nocase(span_cut(line, 0, colon), known[i].name))
            keep_header(slot, known[i].into, span_trim(span_from(line, colon + 1)));
    return line.len;
}

/* ---- asking ---- */

static void add_header(struct slot *slot, const char *name, struct span value)
{
    char line[1024];
    if (!value.len || value.len > sizeof line - 64)
        return;
    snprintf(line, sizeof line, "%s: %.*s", name, (int)value.len, value.at);
    struct curl_slist *longer = curl_slist_append(slot->headers, line);
    if (longer)
        slot->headers = longer;
}

/* All at once: nobody is asked first whether he would take it. */
static void set_post(struct slot *slot, struct span post)
{
    add_header(slot, "Content-Type", SPAN("application/json"));
    struct curl_slist *longer = curl_slist_append(slot->headers, "Expect:");
    if (longer)
        slot->headers = longer;
    curl_easy_setopt(slot->easy, CURLOPT_POSTFIELDS, post.at);
    curl_easy_setopt(slot->easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)post.len);
}

static void set_options(struct slot *slot, const struct transport_request *request)
{
    const struct http_settings *settings = &slot->http->settings;
    CURL *easy = slot->easy;
    long timeout = (long)settings->timeout;
    add_header(slot, "If-None-Match", request->etag);
    add_header(slot, "If-Modified-Since", request->modified);
    add_header(slot, "Accept", SPAN("text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5"));
    /* The body is unpacked with a limit by those who read it, as a file is; libcurl gives it as it comes. */
    add_header(slot, "Accept-Encoding", request->packed ? SPAN("gzip") : SPAN("identity"));
    if (request->post.at)
        set_post(slot, request->post);
    curl_easy_setopt(easy, CURLOPT_HTTP_CONTENT_DECODING, 0L);
    curl_easy_setopt(easy, CURLOPT_URL, request->url.at);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, slot->headers);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, settings->agent);
    /* A film of two gigabytes is refused by what it says of its length, not after the first 32 MiB. */
    if (!request->begin_will_do)
        curl_easy_setopt(easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)request->body_max);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, slot);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, slot);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, slot);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, slot->detail);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, slot);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, timeout);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, timeout < CONNECT_SECONDS_MAX ? timeout : (long)CONNECT_SECONDS_MAX);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, (long)BYTES_A_SECOND_LEAST);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, timeout / 3 + 1);
}

static void start(void *context, unsigned number, const struct transport_request *request)
{
    struct http *http = context;
    struct slot *slot = &http->slots[number];
    slot->http = http;
    if (!slot->body_region.base) {
        slot->body_region = region_open(READ_BYTES_MAX + (1 << 20));
        slot->text_region = region_open(TEXT_ROOM);
    }
    region_reset(&slot->body_region, 1 << 20);
    region_reset(&slot->text_region, TEXT_ROOM);
    /* Room for all that may come, which costs nothing until it does: the body never moves. */
    slot->body = (struct buffer){ .at = arena_take_raw(&slot->body_region.arena, 1, 1, request->body_max),
                                  .room = request->body_max };
    slot->body_max = request->body_max;
    slot->header_bytes = 0;
    slot->too_large = slot->headers_too_large = slot->ready = false;
    slot->private_use = NULL;
    slot->detail[0] = 0;
    slot->answer = (struct transport_answer){ .end = TRANSPORT_NO_CONNECTION };
    slot->headers = NULL;
    if (!slot->easy)
        slot->easy = curl_easy_init();
    else
        curl_easy_reset(slot->easy);
    slot->ready = !slot->easy;
    if (slot->ready)
        return;
    set_options(slot, request);
    slot->ready = curl_multi_add_handle(http->multi, slot->easy) != CURLM_OK;
}

/* ---- answers ---- */

static enum transport_end end_of(const struct slot *slot, CURLcode code)
{
    if (slot->headers_too_large)
        return TRANSPORT_NO_SENSE;
    if (slot->too_large || code == CURLE_FILESIZE_EXCEEDED)
        return TRANSPORT_TOO_LARGE;
    switch (code) {
    case CURLE_OK:
        return TRANSPORT_DONE;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_URL_MALFORMAT:
        return TRANSPORT_NO_HOST;
    case CURLE_COULDNT_CONNECT:
        /* Of several addresses one may be private and another not answer: what was refused is what can be said. */
        return slot->private_use ? TRANSPORT_PRIVATE : TRANSPORT_NO_CONNECTION;
    case CURLE_OPERATION_TIMEDOUT:
        return TRANSPORT_TOO_SLOW;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_ISSUER_ERROR:
        return TRANSPORT_NO_TRUST;
    case CURLE_SSL_CACERT_BADFILE:
        return TRANSPORT_NO_AUTHORITIES;
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        return TRANSPORT_BROKEN_OFF;
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_WEIRD_SERVER_REPLY:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_WRITE_ERROR:
        return TRANSPORT_NO_SENSE;
    default:
        return TRANSPORT_NO_CONNECTION;
    }
}

static void finish(struct slot *slot, CURLcode code)
{
    struct transport_answer *a = &slot->answer;
    long status = 0;
    char *location = NULL;
    a->end = end_of(slot, code);
    curl_easy_getinfo(slot->easy, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(slot->easy, CURLINFO_REDIRECT_URL, &location);
    a->status = (int)status;
    a->location = arena_copy(&slot->text_region.arena, span_cut(span_of(location), 0, LOCATION_MAX));
    a->body = buffer_span(&slot->body);
    a->detail = span_of(a->end == TRANSPORT_PRIVATE ? slot->private_use : slot->detail);
    curl_multi_remove_handle(slot->http->multi, slot->easy);
    curl_slist_free_all(slot->headers);
    slot->headers = NULL;
    slot->ready = true;
}

static void collect(struct http *http)
{
    int left;
    for (CURLMsg *message; (message = curl_multi_info_read(http->multi, &left));) {
        struct slot *slot = NULL;
        if (message->msg != CURLMSG_DONE)
            continue;
        CURLcode code = message->data.result;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&slot);
        finish(slot, code);
    }
}

static int take_ready(struct http *http)
{
    for (int i = 0; i < TRANSPORT_SLOTS; i++)
        if (http->slots[i].ready) {
            http->slots[i].ready = false;
            return i;
        }
    return -1;
}

static int64_t steady_clock(void *context)
{
    struct timespec t;
    (void)context;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static int wait_for(void *context, int64_t milliseconds)
{
    struct http *http = context;
    int64_t until = steady_clock(NULL) + milliseconds;
    for (;;) {
        int running = 0;
        curl_multi_perform(http->multi, &running);
        collect(http);
        int slot = take_ready(http);
        int64_t left = until - steady_clock(NULL);
        if (slot >= 0 || left <= 0)
            return slot;
        curl_multi_poll(http->multi, NULL, 0, (int)(left < POLL_MAX ? left : POLL_MAX), NULL);
    }
}

static const struct transport_answer *answer_in(void *context, unsigned slot)
{
    struct http *http = context;
    return &http->slots[slot].answer;
}

static int64_t epoch(void *context)
{
    (void)context;
    return (int64_t)time(NULL);
}

struct transport http_transport(struct http *http)
{
    return (struct transport){ http, start, wait_for, answer_in, steady_clock, epoch };
}

/* ---- opening ---- */

struct http *http_open(const struct http_settings *settings, struct syn_error *error)
{
    struct region own = region_open(sizeof(struct http) + 4096);
    struct http *http = arena_new(&own.arena, struct http, 1);
    http->settings = *settings;
    http->own = own;
    if (curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK) {
        http->multi = curl_multi_init();
        if (http->multi)
            return http;
        curl_global_cleanup();
    }
    region_close(&own);
    error_set(error, SYN_IO, 0, "cannot begin to fetch: libcurl does not start; check that it is installed whole");
    return NULL;
}

void http_close(struct http *http)
{
    struct region own = http->own;
    for (unsigned i = 0; i < TRANSPORT_SLOTS; i++) {
        struct slot *slot = &http->slots[i];
        if (slot->easy) {
            curl_multi_remove_handle(http->multi, slot->easy);
            curl_easy_cleanup(slot->easy);
        }
        curl_slist_free_all(slot->headers);
        if (slot->body_region.base) {
            region_close(&slot->body_region);
            region_close(&slot->text_region);
        }
    }
    curl_multi_cleanup(http->multi);
    curl_global_cleanup();
    region_close(&own);
}
