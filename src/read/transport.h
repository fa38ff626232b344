/* read/transport.h -- asking servers, as read/fetch.h needs it
 *
 * A few slots, each of which may have one request under way.  read/open_http.h is the real one; tests bring
 * their own, with a clock of their own.  A transport knows how to ask; whether, when and how often is
 * decided in read/fetch.h.
 */
#ifndef SYN_READ_TRANSPORT_H
#define SYN_READ_TRANSPORT_H

#include <stdint.h>

#include "base/span.h"

enum { TRANSPORT_SLOTS = 16 };

struct transport_request {
    struct span url;             /* NUL-ended */
    struct span etag, modified;  /* of what we have already; empty: nothing */
    size_t body_max;             /* what is longer ends with TRANSPORT_TOO_LARGE ... */
    bool begin_will_do;          /* ... and this much of it in `body`; else it may not be begun at all */
    bool packed;                 /* the body may come gzipped; it is given as it comes */
    struct span post;            /* JSON to be sent, good until the answer is there; at NULL: nothing is, and a page is
                                  * asked for */
};

enum transport_end {
    TRANSPORT_DONE,              /* there is a status, and all of the body */
    TRANSPORT_NO_HOST,           /* its name leads nowhere */
    TRANSPORT_PRIVATE,           /* its address is one that is not asked */
    TRANSPORT_NO_CONNECTION,
    TRANSPORT_NO_TRUST,          /* the certificate does not prove who it is */
    TRANSPORT_NO_AUTHORITIES,    /* this machine has no list of whom to believe certificates */
    TRANSPORT_TOO_SLOW,
    TRANSPORT_TOO_LARGE,         /* body or headers */
    TRANSPORT_BROKEN_OFF,        /* the connection ended within the answer */
    TRANSPORT_NO_SENSE,          /* what came is no HTTP */
};

/* Good until its slot is used again. */
struct transport_answer {
    enum transport_end end;
    int status;                  /* with TRANSPORT_DONE */
    struct span location;        /* where a redirect leads, in full */
    struct span type, coding, etag, modified, date, retry_after, cache_control;
    struct span body;
    struct span detail;          /* what the library says; for TRANSPORT_PRIVATE what the address is for */
};

struct transport {
    void *context;
    /* Begins to ask; the slot must be idle.  Failures come as answers. */
    void (*start)(void *context, unsigned slot, const struct transport_request *request);
    /* Waits until an answer is there, at most `milliseconds`; the slot it is in, or -1. */
    int (*wait)(void *context, int64_t milliseconds);
    const struct transport_answer *(*answer)(void *context, unsigned slot);
    int64_t (*clock)(void *context);     /* milliseconds, steady */
    int64_t (*time)(void *context);      /* seconds since 1970 */
};

#endif
