/* serve/http.h -- requests and answers, and the server that carries them (the one home of libmicrohttpd)
 *
 * One thread talks to all connections and never waits for anything else.  A request that has come whole goes to a
 * worker, its connection sleeps meanwhile, and what the worker answers is sent when it is done.  So a slow client holds
 * a connection, never a worker, and is cut off when its time is over.
 *
 * In:      anything that anybody sends.  What is no request, or too large, is answered here and never reaches a worker.
 * Fails:   http_listen, with a message (the address is taken, may not be used).
 * Memory:  HTTP_BODY_MOST a request at most, and of all together HTTP_BODIES_MOST.
 * Threads: `answer` is called on many threads at a time, each with its own `worker` number.
 */
#ifndef SYN_SERVE_HTTP_H
#define SYN_SERVE_HTTP_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/span.h"

enum {
    HTTP_BODY_MOST = 8 << 20,          /* bytes of one request's body */
    HTTP_BODIES_MOST = 64 << 20,       /* and of all that are being received */
    HTTP_HEAD_MOST = 16 << 10,         /* bytes of its head */
    HTTP_FIELDS_MOST = 64,             /* of a query, of a form */
    HTTP_FILES_MOST = 100,             /* of a form */
    HTTP_CONNECTIONS_MOST = 512,
    HTTP_IDLE_SECONDS = 30,            /* between two requests, or two pieces of one */
    HTTP_REQUEST_SECONDS = 20,         /* for a whole head, and again for every 64 kB of a body */
    HTTP_ANSWER_SECONDS = 120          /* for taking an answer (event streams excepted) */
};

enum http_method { HTTP_GET, HTTP_POST, HTTP_DELETE, HTTP_OTHER };

/* Decoded.  Of a form a file has its file's name and type, too. */
struct http_field { struct span name, value, file, type; };
struct http_fields { struct http_field *at; uint32_t count; };

struct http_request {
    enum http_method method;           /* HEAD is GET whose answer's body is not sent */
    struct span path;                  /* as it came, not decoded: "/stories/s4" */
    struct span target;                /* path and query, as they came */
    struct http_fields query;
    struct http_fields form;           /* application/x-www-form-urlencoded or multipart/form-data */
    struct span body, type;            /* of any other type: the bytes, and what they are said to be */
    struct span host, origin, site;    /* of the headers Host, Origin, Sec-Fetch-Site */
    struct span known;                 /* If-None-Match */
    struct span accept;
    struct span theme, session;        /* cookies of ours */
    struct span bearer;                /* of Authorization */
    struct span last_event;            /* Last-Event-ID */
    struct span encodings;             /* Accept-Encoding */
    struct span peer;                  /* the address it comes from: "192.0.2.7", of IPv6 the network (/64) */
};

/* An answer whose bytes come as things happen: server-sent events. */
struct events;

struct http_answer {
    unsigned status;                   /* 200 */
    struct span type;                  /* media type; text/html; charset=utf-8 where it is empty */
    struct span encoding;              /* of the body as it stands: "gzip"; or empty */
    struct buffer body;                /* in the arena that was given */
    char etag[40];                     /* without quotes; empty: none */
    struct span location;              /* of a redirect: a path of ours */
    struct span file;                  /* to be saved under this name; or empty */
    struct span cookie;                /* a whole Set-Cookie value; or empty */
    struct span allow;                 /* with 405 */
    unsigned fresh;                    /* seconds that it may be taken from a cache without asking; 0: ask always */
    unsigned retry;                    /* seconds: Retry-After; 0: none */
    bool stays;                        /* the same for good: its address names its content */
    bool hands_over;                   /* nothing was answered: it takes long, a slow worker shall answer */
    bool listens;                      /* 200 and what `events` tells from now on (serve/events.h) */
    int64_t listens_from;              /* the event behind which it goes on */
};

struct http_settings {
    const char *address;               /* "127.0.0.1:8080", "[::1]:8080", "0.0.0.0:80" */
    unsigned workers;                  /* for what is quick */
    unsigned slow_workers;             /* for what may take seconds; they are numbered behind the others */
    /* Whether a request may take long: asked before it is given to a worker.  Any thread. */
    bool (*is_slow)(void *context, const struct http_request *request);
    /* `keep` lives until the answer is sent.  A worker that is not a slow one may hand over. */
    void (*answer)(void *context, unsigned worker, const struct http_request *request, struct arena *keep,
                   struct http_answer *out);
    struct events *events;
    void *context;
    unsigned request_seconds, answer_seconds;   /* 0: HTTP_REQUEST_SECONDS, HTTP_ANSWER_SECONDS; tests hurry */
};

struct http;
/* Listens from now on; requests are answered after http_run was called. */
struct http *http_listen(const struct http_settings *settings, struct syn_error *error);
/* Where it listens: "127.0.0.1:8080", with the port that was chosen where 0 was asked for. */
const char *http_address(const struct http *http);
bool http_is_local(const struct http *http);            /* nobody but this machine can reach it */
bool http_run(struct http *http, struct syn_error *error);
/* Answers what is being answered, then closes. */
void http_stop(struct http *http);

#endif
