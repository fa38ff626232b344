#include "serve/entrance.h"

#include <arpa/inet.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

#include "base/hash.h"
#include "tell/markup.h"

/* Who showed TRIES wrong tokens within TRIES_SECONDS waits for the rest of them, right token or not: a token cannot be
 * guessed, then, however short. */
enum { NAME_BYTES = 32, NAME_LENGTH = 2 * NAME_BYTES, TRIES = 10, TRIES_SECONDS = 60, TRIERS = 256 };

struct session { char name[NAME_LENGTH]; int64_t until; };
struct trier { uint64_t peer; int64_t since; unsigned wrong; };

struct entrance {
    const struct serving_settings *settings;
    pthread_mutex_t lock;
    /* guarded by lock: */
    struct session sessions[ENTRANCE_SESSIONS];
    struct trier triers[TRIERS];       /* by the hash of the address: who shares a place shares the tries */
};

struct entrance *entrance_open(const struct serving_settings *settings)
{
    struct entrance *e = calloc(1, sizeof *e);
    if (!e)
        arena_exhausted(sizeof *e);
    e->settings = settings;
    pthread_mutex_init(&e->lock, NULL);
    return e;
}

void entrance_close(struct entrance *e)
{
    pthread_mutex_destroy(&e->lock);
    free(e);
}

/* ---- tokens and sessions ---- */

/* Takes as long for any `given` of the same length, however much of it is right. */
static bool is_same(struct span secret, struct span given)
{
    volatile unsigned char differs = secret.len != given.len;
    for (size_t i = 0; i < given.len; i++)
        differs = (unsigned char)(differs | (unsigned char)(given.at[i] ^ (secret.len ? secret.at[i % secret.len] : 1)));
    return !differs;
}

bool entrance_is_token(const struct entrance *e, struct span token)
{
    return e->settings->token.len && is_same(e->settings->token, token);
}

static struct trier *find_trier(struct entrance *e, struct span peer, int64_t now)
{
    uint64_t hash = hash_span(peer);
    struct trier *t = &e->triers[hash % TRIERS];
    if (now - t->since >= TRIES_SECONDS || now < t->since)
        *t = (struct trier){ .since = now };
    return t;
}

bool entrance_may_try(struct entrance *e, struct span peer, int64_t now)
{
    pthread_mutex_lock(&e->lock);
    bool may = find_trier(e, peer, now)->wrong < TRIES;
    pthread_mutex_unlock(&e->lock);
    return may;
}

static void count_wrong(struct entrance *e, struct span peer, int64_t now)
{
    pthread_mutex_lock(&e->lock);
    find_trier(e, peer, now)->wrong++;
    pthread_mutex_unlock(&e->lock);
}

bool entrance_try(struct entrance *e, struct span peer, struct span token, int64_t now)
{
    if (!entrance_may_try(e, peer, now))
        return false;
    bool right = entrance_is_token(e, token);
    if (!right)
        count_wrong(e, peer, now);
    return right;
}

static bool is_session(struct entrance *e, struct span name, int64_t now)
{
    bool found = false;
    pthread_mutex_lock(&e->lock);
    for (unsigned i = 0; i < ENTRANCE_SESSIONS; i++) {
        const struct session *s = &e->sessions[i];
        found |= is_same((struct span){ s->name, NAME_LENGTH }, name) && s->until > now;
    }
    pthread_mutex_unlock(&e->lock);
    return found;
}

bool entrance_knows(struct entrance *e, const struct http_request *request, int64_t now)
{
    if (!e->settings->token.len)
        return false;
    if (request->bearer.len)
        return entrance_try(e, request->peer, request->bearer, now);
    return request->session.len == NAME_LENGTH && is_session(e, request->session, now);
}

struct span entrance_session(struct entrance *e, struct arena *keep, int64_t now)
{
    unsigned char bytes[NAME_BYTES];
    char name[NAME_LENGTH + 1];
    if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
        return (struct span){ NULL, 0 };
    for (unsigned i = 0; i < NAME_BYTES; i++)
        snprintf(name + 2 * i, 3, "%02x", bytes[i]);
    pthread_mutex_lock(&e->lock);
    struct session *oldest = &e->sessions[0];
    for (unsigned i = 1; i < ENTRANCE_SESSIONS; i++)
        if (e->sessions[i].until < oldest->until)
            oldest = &e->sessions[i];
    memcpy(oldest->name, name, NAME_LENGTH);
    oldest->until = now + ENTRANCE_SESSION_SECONDS;
    pthread_mutex_unlock(&e->lock);
    return arena_copy(keep, (struct span){ name, NAME_LENGTH });
}

void entrance_end(struct entrance *e, struct span name)
{
    pthread_mutex_lock(&e->lock);
    for (unsigned i = 0; i < ENTRANCE_SESSIONS; i++)
        if (is_same((struct span){ e->sessions[i].name, NAME_LENGTH }, name))
            e->sessions[i] = (struct session){ .until = 0 };
    pthread_mutex_unlock(&e->lock);
}

/* ---- where it comes from ---- */

static struct span without_port(struct span host)
{
    size_t bracket = span_starts(host, SPAN("[")) ? span_find_byte(host, ']', 0) : 0;
    size_t colon = bracket == SPAN_NONE ? SPAN_NONE : span_find_byte(host, ':', bracket);
    return span_cut(host, 0, colon == SPAN_NONE ? host.len : colon);
}

/* An address, not a name: no page from elsewhere can have it for its own host. */
static bool is_address(struct span host, bool *loopback)
{
    char text[64];
    struct in_addr four;
    struct in6_addr six;
    bool bracketed = span_starts(host, SPAN("[")) && span_ends(host, SPAN("]"));
    if (bracketed)
        host = span_cut(host, 1, host.len - 1);
    if (!host.len || host.len >= sizeof text)
        return false;
    memcpy(text, host.at, host.len);
    text[host.len] = 0;
    if (strlen(text) != host.len)
        return false;
    if (bracketed) {
        bool is = inet_pton(AF_INET6, text, &six) == 1;
        *loopback = is && IN6_IS_ADDR_LOOPBACK(&six);
        return is;
    }
    bool is = inet_pton(AF_INET, text, &four) == 1;
    *loopback = is && ntohl(four.s_addr) >> 24 == 127;
    return is;
}

bool entrance_is_host(const struct entrance *e, struct span host)
{
    struct span name = without_port(host), rest = e->settings->hosts, own;
    bool loopback = false;
    if (span_equal_nocase(name, SPAN("localhost")))
        return true;
    if (is_address(name, &loopback) && (loopback || !e->settings->local))
        return true;
    while (span_take(&rest, ' ', &own))
        if (own.len && span_equal_nocase(own, name))
            return true;
    return false;
}

bool entrance_is_own(const struct http_request *request)
{
    struct span origin = request->origin, site = request->site;
    if (site.len && !span_equal(site, SPAN("same-origin")) && !span_equal(site, SPAN("none")))
        return false;
    if (!origin.len)
        return true;
    size_t slashes = span_find(origin, SPAN("://"), 0);
    return slashes != SPAN_NONE && span_equal_nocase(span_from(origin, slashes + 3), request->host);
}

/* ---- its pages ---- */

/* A path of ours to go on with; "/" where the form says none, or leads elsewhere. */
static struct span way_back(struct span back)
{
    if (!back.len || back.at[0] != '/' || (back.len > 1 && (back.at[1] == '/' || back.at[1] == '\\')))
        return SPAN("/");
    for (size_t i = 0; i < back.len; i++)
        if (back.at[i] <= ' ' || back.at[i] > '~')
            return SPAN("/");
    return back;
}

static void set_cookie(struct exchange *x, const char *name, struct span value, int64_t seconds)
{
    bool secure = span_starts(x->request->origin, SPAN("https://"));
    x->answer->cookie = arena_printf(x->keep, "%s=%.*s; Path=/; Max-Age=%lld; HttpOnly; SameSite=%s%s", name,
                                     (int)value.len, value.at, (long long)seconds,
                                     strcmp(name, "session") == 0 ? "Strict" : "Lax", secure ? "; Secure" : "");
}

static void put_enter(struct exchange *x, struct span back, bool wrong)
{
    struct site_page page = { .title = span_of(word_text(WORD_ENTER_TITLE)), .part = SITE_ELSEWHERE, .here = SPAN("/") };
    struct buffer *out = &x->answer->body;
    exchange_page(x, &page);
    markup(out, "<h1 class=\"ui\">%w</h1>\n<p id=\"enter-note\">%w</p>\n", WORD_ENTER_TITLE, WORD_ENTER_NOTE);
    if (wrong)
        markup(out, "<p role=\"alert\" id=\"enter-wrong\"><strong>%w</strong></p>\n", WORD_ENTER_WRONG);
    markup(out, "<form method=\"post\" action=\"/enter\"><input type=\"hidden\" name=\"back\" value=\"%t\">\n"
                "<p><label for=\"token\">%w</label> <input id=\"token\" name=\"token\" type=\"password\" required "
                "autocomplete=\"current-password\" aria-describedby=\"%s\"> <button class=\"btn\">%w</button></p>\n"
                "</form>\n", back, WORD_ENTER_TOKEN, wrong ? "enter-wrong enter-note" : "enter-note", WORD_ENTER);
    exchange_page_end(x, &page);
}

/* False: it has been answered. */
static bool takes_tokens(struct exchange *x)
{
    if (!x->settings->token.len)
        exchange_problem(x, 404, "This server asks for no token: it only reads. Start it with --token-file FILE to let it "
                                 "write.");
    return x->settings->token.len;
}

static void answer_enter_form(struct exchange *x)
{
    if (takes_tokens(x))
        put_enter(x, way_back(exchange_query(x, "back")), false);
}

static void answer_enter(struct exchange *x)
{
    struct span back = way_back(exchange_form(x, "back"));
    if (!takes_tokens(x))
        return;
    if (!entrance_may_try(x->entrance, x->request->peer, x->now)) {
        exchange_problem(x, 429, "Too many wrong tokens came from there. Try again in a minute.");
        x->answer->retry = TRIES_SECONDS;
        return;
    }
    if (!entrance_try(x->entrance, x->request->peer, exchange_form(x, "token"), x->now)) {
        x->answer->status = 403;
        put_enter(x, back, true);
        return;
    }
    struct span session = entrance_session(x->entrance, x->keep, x->now);
    exchange_redirect(x, back);
    set_cookie(x, "session", session, ENTRANCE_SESSION_SECONDS);
}

static void answer_leave(struct exchange *x)
{
    entrance_end(x->entrance, x->request->session);
    exchange_redirect(x, SPAN("/"));
    set_cookie(x, "session", SPAN(""), 0);
}

static void answer_theme(struct exchange *x)
{
    struct span theme = exchange_form(x, "theme");
    bool known = span_equal(theme, SPAN("light")) || span_equal(theme, SPAN("dark"));
    exchange_redirect(x, way_back(exchange_form(x, "back")));
    set_cookie(x, "theme", known ? theme : SPAN(""), known ? 365 * 24 * 3600 : 0);
}

const struct route routes_entrance[] = {
    { HTTP_GET, "/enter", answer_enter_form, ROUTE_FREE },
    { HTTP_POST, "/enter", answer_enter, ROUTE_FREE },
    { HTTP_POST, "/leave", answer_leave, ROUTE_FREE },
    { HTTP_POST, "/theme", answer_theme, ROUTE_FREE },
    { .path = NULL }
};
