/* tell/site_found.h -- what a search found, as a page: the form, the reports, or stories with theirs
 *
 * Fails: never.   Memory: `out` grows in its own arena.   Threads: any.   Cost: linear in the output.
 */
#ifndef SYN_TELL_SITE_FOUND_H
#define SYN_TELL_SITE_FOUND_H

#include "tell/found.h"
#include "tell/site.h"

enum { SITE_FOUND_HITS = 3 };          /* of a story, where they stand by story */

/* As the fields of the form were filled in. */
struct site_found_form {
    struct span query, language, outlet, from, to;
    bool titles, oldest, by_story;
};

/* A story of reports that were found: the `count` hits that hits[] names from `first` on. */
struct site_found_story {
    struct listed_story story;
    uint32_t first, count;
};

struct site_found {
    struct site_found_form form;
    struct span asked;                 /* all of it as one query; empty: nothing is asked */
    struct found_page page;
    const struct listed_story *story;  /* of each hit; number 0: it is in none */
    const struct site_found_story *stories;   /* where they stand by story: in the order of their first hits */
    const uint32_t *hits;              /* numbers in page.at */
    uint32_t story_count;
    struct span problem;               /* why `asked` could not be looked for; or empty */
    uint64_t problem_at;               /* its byte */
    bool bad_day;
    struct span cursor, next;          /* of this page and of the next one; empty: the first page, none */
};

/* "/search?q=...&lang=fr": what the form asks for, with a cursor. */
void site_found_address(struct buffer *out, const struct site_found_form *form, struct span cursor);

/* What stands in <main>. */
void site_found(struct buffer *out, const struct site_found *found);

#endif
