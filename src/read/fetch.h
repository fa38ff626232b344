/* read/fetch.h -- pages by their addresses, politely
 *
 * A queue of addresses.  Those at its head are asked for while earlier ones are waited for, several hosts at
 * once, but one page at a time and at a pace of each; what comes is given out in the order of the queue.  What
 * is found in a page that was given out (a list's addresses) is put before the rest.
 *
 *     fetch_add(fetch, &address, group, 0)        for each address of an input
 *     while (fetch_next(fetch, group, &fetched))  its pages; with fetch_add for what stands in lists
 *
 * Before a host is asked for a page its robots.txt is, and what that says is kept to (read/robots.h): no
 * robots.txt (4xx) allows all, one that cannot be had (5xx, no answer) allows nothing.  Redirects are
 * followed FETCH_HOPS_MAX times, each as if it were an address of its own.  A server that asks to wait (429,
 * 503, Retry-After) is waited for, a connection that broke is tried once more.  What was fetched before is
 * asked for with its ETag and Last-Modified, and taken from the store where it is the same (304).
 *
 * Who does not mind the order takes what is there first (fetch_any), and may add and take for days: what robots.txt
 * said is asked anew after FETCH_ROBOTS_AGE, and a host that did not answer after FETCH_ROBOTS_AGAIN.
 *
 * Fails:   each address for itself, with a message in its struct fetched.
 * Memory:  what fetch_next gives is good until its next call.  FETCH_HELD_MAX of answers wait for their
 *          turn at most.  Addresses cost a few hundred bytes each while the fetch is open.
 * Threads: one at a time, and none of its own.
 * Limits:  READ_BYTES_MAX a page as it is sent; `pages_max` pages out of lists; FETCH_LISTS_MAX lists.
 */
#ifndef SYN_READ_FETCH_H
#define SYN_READ_FETCH_H

#include "base/error.h"
#include "read/address_list.h"
#include "read/page.h"
#include "read/transport.h"

enum {
    FETCH_HOPS_MAX = 10,
    FETCH_TRIES_MAX = 3,
    FETCH_WAIT_MAX = 60,              /* seconds; who asks for a longer pause is left alone */
    FETCH_DEPTH_MAX = 4,              /* lists in lists: an OPML file, its feeds, their entries, and one to spare */
    FETCH_LISTS_MAX = 10000,
    FETCH_WINDOW = 256,               /* how far behind the head of the queue answers are asked for */
    FETCH_ROBOTS_AGE = 86400,         /* seconds for which a robots.txt is not asked for again */
    FETCH_ROBOTS_AGAIN = 300,         /* the same for one that could not be had */
};
#define FETCH_HELD_MAX ((size_t)128 << 20)

struct fetch_progress { size_t done, known; struct span host; };   /* host: of what is waited for */

struct fetch_settings {
    struct span product;              /* whom robots.txt means by us */
    unsigned pace;                    /* milliseconds from one page of a host to its next */
    unsigned at_once;                 /* 1 .. TRANSPORT_SLOTS requests in all */
    size_t pages_max;                 /* of those that lists name */
    void (*progress)(void *context, const struct fetch_progress *progress);   /* may be NULL */
    void *context;
};

struct fetch_counts {
    size_t asked;                     /* requests */
    size_t unchanged;                 /* answered with 304 */
    size_t left_out;                  /* addresses of lists, beyond the limits */
};

struct fetched {
    const struct address *address;    /* as it was added */
    uint32_t group, depth;
    const struct syn_error *error;    /* NULL: `page` came */
    struct page page;                 /* its url is where the redirects ended */
    int status;                       /* of the last answer; 0: there was none */
    bool forbidden;                   /* robots.txt does not allow it */
    bool moved;                       /* it was sent on, and each time for good (301, 308) */
    int64_t wait, max_age;            /* seconds; Retry-After and Cache-Control, 0 where nothing is said */
};

struct fetch;
struct fetch *fetch_open(const struct fetch_settings *settings, struct transport transport, struct page_store store);
void fetch_close(struct fetch *fetch);

/* Behind what was added since fetch_next last gave something out, or said that there is no more.  Depth 0 is what
 * the user named; more comes out of lists, and is left out where it came before.  False: it was left out. */
bool fetch_add(struct fetch *fetch, const struct address *address, uint32_t group, uint32_t depth);
/* What is added from here on comes before all that is in the queue. */
void fetch_to_front(struct fetch *fetch);
/* The next of `group`, when it is there; false where the head of the queue is of another group or there is none. */
bool fetch_next(struct fetch *fetch, uint32_t group, struct fetched *fetched);
/* Whatever is there first, in no more than about so many milliseconds; false where nothing came, at once where nothing
 * is under way and nothing may be. */
bool fetch_any(struct fetch *fetch, int64_t milliseconds, struct fetched *fetched);
/* From here on nothing new is asked for: fetch_any gives what is under way, and then says false. */
void fetch_stop(struct fetch *fetch);
/* How many requests are under way. */
unsigned fetch_running(const struct fetch *fetch);

struct fetch_counts fetch_counts(const struct fetch *fetch);

#endif
