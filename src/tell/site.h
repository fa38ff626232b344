/* tell/site.h -- the frame of every page that the server gives: head, navigation, foot
 *
 *     site_begin(&out, &page);  ... what stands in <main> ...  site_end(&out, &page);
 *
 * A page needs no script and asks no other host: /style.css and /script.js come from the program itself, and nothing
 * stands inline (docs/serving.md has the policy that holds it to that).
 *
 * Fails: never.   Memory: `out` grows in its own arena.   Threads: any.   Cost: linear in the output.
 */
#ifndef SYN_TELL_SITE_H
#define SYN_TELL_SITE_H

#include <stdbool.h>

#include "base/buffer.h"

enum site_theme { SITE_AUTO, SITE_LIGHT, SITE_DARK };
enum site_part { SITE_STORIES, SITE_COMPARE, SITE_OUTLETS, SITE_SOURCES, SITE_ABOUT, SITE_ELSEWHERE };

struct site_page {
    struct span title;       /* of the page, from anywhere */
    enum site_part part;     /* what the navigation marks as current */
    enum site_theme theme;
    struct span query;       /* what stands in the search field */
    struct span feed;        /* address of the same as an Atom feed, a path of ours; or empty */
    struct span here;        /* the page's own path and query, for forms that come back to it */
    bool wide;               /* <main> has no column of its own: the page lays itself out */
};

void site_begin(struct buffer *out, const struct site_page *page);
/* A line that a script shows when stories come in meanwhile; for the front page of today. */
void site_live(struct buffer *out);
void site_end(struct buffer *out, const struct site_page *page);

/* The style sheet of all pages, and the script: what /style.css and /script.js give. */
struct span site_style(void);
struct span site_script(void);

/* "1a2b3c4d": changes with what they hold, so that they may be kept for good under an address that names it. */
const char *site_version(void);

#endif
