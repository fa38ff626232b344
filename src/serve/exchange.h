/* serve/exchange.h -- one request being answered, and what pages and API share in doing so
 *
 * A route names a method, a path and a function.  Each file with routes ends in its list of them; serve/routes.c names
 * the lists.  What the store says during one GET is of one moment (a transaction for reading).
 *
 * Fails:   never: what cannot be done is told in the answer, as a page or, under /api/, as problem+json (RFC 9457).
 * Memory:  `keep` lives until the answer is sent, `scratch` until the next request of the worker.
 * Threads: one a worker.
 */
#ifndef SYN_SERVE_EXCHANGE_H
#define SYN_SERVE_EXCHANGE_H

#include "run/told.h"
#include "serve/http.h"
#include "serve/serving.h"
#include "store/store.h"
#include "tell/site.h"

enum { EXCHANGE_PARTS = 4 };

struct entrance;
struct answers;

struct exchange {
    const struct http_request *request;
    struct http_answer *answer;
    const struct serving_settings *settings;
    struct store *store;               /* the worker's, for reading */
    struct told *told;                 /* the worker's */
    struct arena *keep, scratch;
    struct entrance *entrance;
    struct span part[EXCHANGE_PARTS];  /* what stood for each $ of the route's path, decoded */
    int64_t now;
    bool writes;                       /* the request may write */
    bool is_api;
    bool patient;                      /* a slow worker: it may take seconds */
    struct store *writer;              /* of exchange_writer */
    struct answers *answers;
    struct span key;                   /* by which the answer is known there; empty: it is not to be kept */
    struct span moment;                /* the same for a page that does not say what it is made of: the store as it is */
};

typedef void route_answer(struct exchange *x);

enum route_flag {
    ROUTE_SLOW = 1,                    /* may take more than some milliseconds, whatever is asked for */
    ROUTE_WRITES = 2,                  /* only with a token */
    ROUTE_FREE = 4,                    /* also without a token: style, entering */
    ROUTE_ALONE = 8                    /* opens transactions of its own */
};
struct route {
    enum http_method method;
    const char *path;                  /* "/stories/$/claims/$"; $ is one segment */
    route_answer *answer;
    unsigned flags;
};
/* Ended by a route without path. */
extern const struct route routes_front[], routes_story[], routes_article[], routes_outlet[], routes_name[],
    routes_sources[], routes_search[], routes_about[], routes_compare[], routes_entrance[], routes_assets[];
extern const struct route routes_api[], routes_api_stories[], routes_api_export[], routes_api_articles[],
    routes_api_search[], routes_api_outlets[], routes_api_write[], routes_api_compare[];
extern const struct route *const routes[];

/* ---- what is asked ---- */

/* The first value of that name in the query; empty where there is none. */
struct span exchange_query(const struct exchange *x, const char *name);
struct span exchange_form(const struct exchange *x, const char *name);
/* A number in the query between `least` and `most`; *out stays where there is none.  False: it has been answered. */
bool exchange_number(struct exchange *x, const char *name, int64_t least, int64_t most, int64_t *out);
/* The story or article that stands for $ number `part`.  False: it has been answered (404, or a redirect to the story it
 * was merged into, with what stands behind in the path). */
bool exchange_story(struct exchange *x, unsigned part, int64_t *id);
bool exchange_article(struct exchange *x, unsigned part, int64_t *id);

/* A story as it is told now.  False: it has been answered, or handed over to a slow worker since it has to be compared. */
bool exchange_told(struct exchange *x, int64_t id, struct told_story *out);

/* The store for writing, for a route with ROUTE_WRITES; closed when the answer is made.  NULL: it has been answered (503
 * where another program writes for long). */
struct store *exchange_writer(struct exchange *x);

/* ---- the answer ---- */

/* Says by what the answer is known: a hash of `parts` and of how the page looks.  True: the client has it, which has been
 * answered; or it was made before, and is sent again.  So `parts` tell all that the answer is made of, but for what is
 * asked (path, query, what is accepted, who may write). */
bool exchange_unchanged(struct exchange *x, struct span parts);
/* Begins a page; what is missing in `page` (theme, here) is filled in.  exchange_page_end ends it. */
void exchange_page(struct exchange *x, struct site_page *page);
void exchange_page_end(struct exchange *x, const struct site_page *page);
/* An address or path as this reader may see it: who has no token sees neither files' paths nor what may be a key in an
 * address: a name before the host, a query. */
struct span exchange_shown(struct exchange *x, struct span url);
/* What stands behind the last '/'. */
struct span exchange_base_name(struct span path);
/* 303 to a path of ours. */
void exchange_redirect(struct exchange *x, struct span path);
/* In the place of whatever was begun.  `detail` is a sentence that says what the user can do. */
void exchange_problem(struct exchange *x, unsigned status, const char *detail, ...)
    __attribute__((format(printf, 3, 4)));
/* By what kind of error it is: 404, 400, 413, 500. */
void exchange_error(struct exchange *x, const struct syn_error *error);

#endif
