/* read/robots.h -- what a host asks of programs (robots.txt, RFC 9309)
 *
 * The groups that name our product count, all of them together; where none does, those for "*".  Of the
 * rules that fit a path the longest one tells, and Allow where two are equally long; where none fits, all
 * is allowed.  "*" stands for any bytes and "$" at the end for the end of the path.  Paths and patterns are
 * compared with the same percent escapes: "%7E" is "~", "ü" is "%C3%BC", a "*" or "$" of a path is "%2A", "%24".
 *
 * Beyond the RFC: Crawl-delay; byte order marks; a pattern without a slash before it gets one.
 *
 * Fails:   never; a line that is no rule is left out.
 * Memory:  the rules live in `keep`; nothing points into the file.      Threads: any.
 * Cost:    robots_parse linear in the file, of which ROBOTS_BYTES_MAX are read; robots_allows linear in the
 *          path times the rules' number, and on patterns made for it in the path times the file's size.
 */
#ifndef SYN_READ_ROBOTS_H
#define SYN_READ_ROBOTS_H

#include "base/arena.h"
#include "base/span.h"

/* A host may ask for any pause; beyond this one a page a day could be had, which helps nobody. */
enum { ROBOTS_BYTES_MAX = 500 << 10, ROBOTS_DELAY_MAX = 30000 };

struct robots_rule {
    struct span pattern;     /* escaped one way; without the "$" */
    bool allow, to_end;      /* to_end: there was a "$" */
};

struct robots {
    struct robots_rule *rules;   /* the longest pattern first, Allow before Disallow */
    size_t count;
    unsigned delay;              /* milliseconds between two requests, 0 where nothing is said */
    bool delay_capped;
};

/* `product` is the name in the user agent, without version ("synoptic"). */
struct robots robots_parse(struct arena *keep, struct arena scratch, struct span file, struct span product);
/* `target` is path and query, from the "/". */
bool robots_allows(struct arena scratch, const struct robots *robots, struct span target);

/* The product of a user agent: "synoptic" of "synoptic/1.0 (a reader)". */
struct span robots_product(struct span agent);

#endif
