/* serve/serving.h -- requests become answers: which page or object is asked for, out of which store
 *
 * What may be done: who reaches the server over this machine's own addresses may read; to write (correct a story, keep
 * reports, save a search), and from any other address to read, a token is asked for.  A token comes in the header
 * Authorization, or a browser gets a session for it (POST /enter).  Requests of other origins may change nothing, and
 * a Host that is not ours is refused, so that no page from elsewhere reads what this one may (docs/serving.md).
 *
 * Fails:   serving_open, with a message.  Answers tell what failed.
 * Memory:  SERVING_CACHE for stories that were told, SERVING_PAGES for pages that were made; SQLite's cache a worker.
 * Threads: serving_answer any, each with its own worker number.
 */
#ifndef SYN_SERVE_SERVING_H
#define SYN_SERVE_SERVING_H

#include "serve/http.h"

enum { SERVING_CACHE = 128 << 20, SERVING_PAGES = 32 << 20 };

struct serving_settings {
    const char *store;                 /* path */
    unsigned workers, slow_workers;    /* worker numbers; the slow ones stand behind the others */
    unsigned threads;                  /* that compare one story, or read one drop; 0: as many as there are processors */
    struct span token;                 /* empty: nothing may be written */
    struct span hosts;                 /* names besides loopback ones that Host may say; parted by blanks */
    bool local;                        /* nobody but this machine reaches it */
    bool fetch;                        /* addresses that are dropped may be fetched */
    int64_t (*clock)(void *context);   /* seconds since 1970; NULL: the system's */
    void *clock_context;
    struct events *events;             /* may be NULL */
};

struct serving;
struct serving *serving_open(const struct serving_settings *settings, struct syn_error *error);
void serving_close(struct serving *serving);

bool serving_is_slow(void *serving, const struct http_request *request);
void serving_answer(void *serving, unsigned worker, const struct http_request *request, struct arena *keep,
                    struct http_answer *out);

#endif
