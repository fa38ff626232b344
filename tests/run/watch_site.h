/* tests/run/watch_site.h -- a few hosts that live through days in an instant, for tests of watching
 *
 * A transport whose clock moves only when it is waited for.  What an address answers is a function of the address and the
 * time; each request is noted, so that a test can look at who was asked what, when.
 */
#ifndef SYN_TESTS_RUN_WATCH_SITE_H
#define SYN_TESTS_RUN_WATCH_SITE_H

#include "base/buffer.h"
#include "base/hash.h"
#include "base/map.h"
#include "read/transport.h"
#include "tap.h"

enum { SITE_BEGIN = 1717200000, SITE_REQUESTS_MOST = 400000, SITE_BODY_MOST = 256 << 10 };

struct site_answer {
    enum transport_end end;
    int status;                      /* 0: 404 */
    const char *type;                /* NULL: text/html */
    struct buffer body;              /* has room */
    char etag[64], location[128], retry_after[32], cache_control[32];
    int64_t takes;                   /* milliseconds; 0: 50 */
};

struct site_request { int64_t at; uint32_t url; int status; bool conditional; };   /* at: milliseconds since the begin */

struct site {
    struct region region;
    /* Fills what is not as usual. */
    void (*respond)(struct site *site, struct span url, struct site_answer *answer);
    void *context;
    int64_t clock;                   /* milliseconds */
    int64_t ready[TRANSPORT_SLOTS];
    char *room[TRANSPORT_SLOTS];
    struct site_answer given[TRANSPORT_SLOTS];
    struct transport_answer answers[TRANSPORT_SLOTS];
    struct intern urls;
    struct site_request *requests;
    size_t count;
};

static inline int64_t site_time(const struct site *site) { return SITE_BEGIN + site->clock / 1000; }

static void site_start(void *context, unsigned slot, const struct transport_request *request)
{
    struct site *site = context;
    struct site_answer *given = &site->given[slot];
    *given = (struct site_answer){ .end = TRANSPORT_DONE, .takes = 50,
                                   .body = { .at = site->room[slot], .room = SITE_BODY_MOST } };
    if (site->ready[slot])
        check(false, "a request goes to an idle slot");
    site->respond(site, request->url, given);
    if (!given->status)
        given->status = 404;
    if (given->status == 200 && given->etag[0] && span_equal(request->etag, span_of(given->etag))) {
        given->status = 304;
        given->body.len = 0;
    }
    site->answers[slot] = (struct transport_answer){
        .end = given->end, .status = given->status, .location = span_of(given->location),
        .type = span_of(given->type ? given->type : "text/html; charset=utf-8"), .etag = span_of(given->etag),
        .retry_after = span_of(given->retry_after), .cache_control = span_of(given->cache_control),
        .body = buffer_span(&given->body), .detail = SPAN("")
    };
    site->ready[slot] = site->clock + given->takes;
    if (site->count < SITE_REQUESTS_MOST)
        site->requests[site->count++] = (struct site_request){
            site->clock, intern_add(&site->urls, arena_copy(&site->region.arena, request->url)),
            given->end == TRANSPORT_DONE ? given->status : 0, request->etag.len != 0 };
}

static int site_wait(void *context, int64_t milliseconds)
{
    struct site *site = context;
    int first = -1;
    for (int i = 0; i < TRANSPORT_SLOTS; i++)
        if (site->ready[i] && (first < 0 || site->ready[i] < site->ready[first]))
            first = i;
    if (first < 0 || site->ready[first] > site->clock + milliseconds) {
        site->clock += milliseconds;
        return -1;
    }
    if (site->ready[first] > site->clock)
        site->clock = site->ready[first];
    site->ready[first] = 0;
    return first;
}

static const struct transport_answer *site_answer_in(void *context, unsigned slot)
{
    return &((struct site *)context)->answers[slot];
}

static int64_t site_clock(void *context) { return ((struct site *)context)->clock; }

static int64_t site_seconds(void *context) { return site_time(context); }

static struct transport site_transport(struct site *site)
{
    return (struct transport){ site, site_start, site_wait, site_answer_in, site_clock, site_seconds };
}

static struct site *site_open(void (*respond)(struct site *, struct span, struct site_answer *), void *context)
{
    struct region region = region_open((size_t)4 << 30);
    struct site *site = arena_new(&region.arena, struct site, 1);
    site->requests = arena_take_raw(&region.arena, sizeof *site->requests, 16, SITE_REQUESTS_MOST);
    for (unsigned i = 0; i < TRANSPORT_SLOTS; i++)
        site->room[i] = arena_take_raw(&region.arena, 1, 1, SITE_BODY_MOST);
    site->region = region;
    site->urls = intern_in(&site->region.arena, 1024);
    site->respond = respond;
    site->context = context;
    site->clock = 1000;
    return site;
}

static void site_close(struct site *site)
{
    struct region region = site->region;
    region_close(&region);
}

/* A stop forgets what is under way, as a program that ends does. */
static inline void site_hang_up(struct site *site)
{
    for (unsigned i = 0; i < TRANSPORT_SLOTS; i++)
        site->ready[i] = 0;
}

/* ---- what was asked ---- */

static inline struct span site_url(const struct site *site, size_t request)
{
    return site->urls.text[site->requests[request].url];
}

static inline bool site_is_of(struct span url, const char *host)
{
    size_t at = span_find(url, SPAN("://"), 0);
    struct span rest = span_from(url, at + 3);
    return span_equal(span_cut(rest, 0, span_find_byte(rest, '/', 0)), span_of(host));
}

static inline bool site_is_robots(struct span url) { return span_ends(url, SPAN("/robots.txt")); }

/* Requests for addresses that begin so, from `from` on and before `to` (seconds since the begin). */
static inline size_t site_asked(const struct site *site, const char *start, int64_t from, int64_t to)
{
    size_t count = 0;
    for (size_t i = 0; i < site->count; i++)
        count += span_starts(site_url(site, i), span_of(start)) && site->requests[i].at >= from * 1000 &&
                 site->requests[i].at < to * 1000;
    return count;
}

/* The shortest time between two pages of a host, in milliseconds, by when they were begun. */
static inline int64_t site_least_gap(const struct site *site, const char *host)
{
    int64_t least = INT64_MAX, last = -1;
    for (size_t i = 0; i < site->count; i++) {
        struct span url = site_url(site, i);
        if (!site_is_of(url, host) || site_is_robots(url))
            continue;
        if (last >= 0 && site->requests[i].at - last < least)
            least = site->requests[i].at - last;
        last = site->requests[i].at;
    }
    return least;
}

/* The same for one address, in seconds. */
static inline int64_t site_least_gap_of(const struct site *site, const char *address)
{
    int64_t least = INT64_MAX, last = -1;
    for (size_t i = 0; i < site->count; i++) {
        if (!span_equal(site_url(site, i), span_of(address)))
            continue;
        if (last >= 0 && site->requests[i].at - last < least)
            least = site->requests[i].at - last;
        last = site->requests[i].at;
    }
    return least == INT64_MAX ? least : least / 1000;
}

#endif
