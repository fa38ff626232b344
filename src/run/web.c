#include "run/web.h"

#include "read/open_cache.h"
#include "read/open_http.h"
#include "read/robots.h"

/* It says what it is and names no address: whoever runs it may name theirs. */
#define USUAL_AGENT "synoptic/" SYN_VERSION " (reads news reports for one reader)"
enum { REQUESTS_AT_ONCE = 8 };

struct web {
    struct region own;
    struct http *http;
    struct cache *cache;             /* NULL: nothing is kept */
    struct fetch *fetch;
    struct web_parts parts;
    bool follow;
};

static bool check_agent(const char *agent, struct syn_error *error)
{
    for (const char *c = agent; *c; c++)
        if ((unsigned char)*c < ' ' || (unsigned char)*c >= 0x7f)
            return error_set(error, SYN_MISUSE, 0, "a user agent is written in plain ASCII; '%s' is not", agent);
    return *agent || error_set(error, SYN_MISUSE, 0, "a user agent must not be empty: say who asks");
}

static bool open_cache(struct web *web, const struct web_settings *settings, struct syn_error *error)
{
    const char *folder = settings->cache;
    if (settings->no_cache)
        return true;
    if (!folder)
        folder = cache_usual_folder(&web->own.arena).at;
    if (*folder)
        web->cache = cache_open(folder, CACHE_BYTES_MAX, error);
    return web->cache || !settings->cache;
}

static void set_parts(struct web *web, const struct web_settings *settings, const char *agent)
{
    struct web_parts *parts = &web->parts;
    parts->fetch = (struct fetch_settings){ .product = robots_product(span_of(agent)),
                                            .pace = (unsigned)(settings->pace * 1000 + 0.5),
                                            .at_once = REQUESTS_AT_ONCE, .pages_max = settings->pages_max,
                                            .progress = settings->progress, .context = settings->context };
    parts->transport = http_transport(web->http);
    if (web->cache)
        parts->store = cache_store(web->cache);
}

struct web *web_open(const struct web_settings *settings, struct syn_error *error)
{
    const char *agent = settings->agent ? settings->agent : USUAL_AGENT;
    struct http_settings http = { agent, settings->timeout, settings->allow_private };
    if (!check_agent(agent, error))
        return NULL;
    struct region own = region_open(64 << 10);
    struct web *web = arena_new(&own.arena, struct web, 1);
    web->own = own;
    web->follow = settings->follow;
    if (open_cache(web, settings, error)) {
        web->http = http_open(&http, error);
        if (web->http) {
            set_parts(web, settings, agent);
            web->fetch = fetch_open(&web->parts.fetch, web->parts.transport, web->parts.store);
            return web;
        }
    }
    web_close(web);
    return NULL;
}

void web_close(struct web *web)
{
    struct region own = web->own;
    if (web->fetch)
        fetch_close(web->fetch);
    if (web->http)
        http_close(web->http);
    if (web->cache)
        cache_close(web->cache);
    region_close(&own);
}

struct read_settings web_reading(const struct web *web) { return (struct read_settings){ web->fetch, web->follow }; }

struct web_parts web_parts(const struct web *web) { return web->parts; }

struct fetch_counts web_counts(const struct web *web) { return fetch_counts(web->fetch); }
