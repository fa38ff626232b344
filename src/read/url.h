/* read/url.h -- addresses of pages, taken apart and written one way
 *
 * Only what may be fetched is an address here: http and https, a host of letters, digits and ".-_" (others
 * become their ASCII form) or a number in brackets, no name or password.  Each is written one way: small
 * letters in scheme and host, no usual port, no "." and ".." steps, no fragment, blanks and letters beyond
 * ASCII as percent escapes.  What robots.txt is asked about is what is sent.
 *
 * Fails:   url_parse, with a word why.
 * Memory:  `keep`.      Threads: any.      Cost: linear, at most URL_BYTES_MAX bytes.
 */
#ifndef SYN_READ_URL_H
#define SYN_READ_URL_H

#include "base/arena.h"
#include "base/span.h"

enum { URL_BYTES_MAX = 4096 };

struct url {
    struct span text;        /* all of it, NUL-ended */
    struct span origin;      /* "https://host:port", a start of `text` */
    struct span host;        /* with its brackets, where it is a number of IPv6 */
    struct span target;      /* path and query, from the "/" */
    bool secure;             /* https */
};

/* Whether an input is an address and no path: it begins with "http://" or "https://". */
bool url_is(struct span text);
/* *why: what is wrong with it, as a message goes on ("it has no host"). */
bool url_parse(struct arena *keep, struct span text, struct url *url, const char **why);
/* What a report from there is called: the last part of the path without its ending, else the host. */
struct span url_id(const struct url *url);
/* As a message shows it: "..." in place of a name and password. */
struct span url_shown(struct arena *keep, struct span text);

#endif
