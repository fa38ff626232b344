/* extract/html_linked.h -- JSON-LD: what a page tells of its article in schema.org's words
 *
 * Objects are looked for at the top, in arrays, in @graph and under mainEntity.  Of several articles the one
 * whose headline is like the page's title is the page's, or else the first; another that has the same headline
 * or none fills what it leaves open, a web page's object what both do.  References ("@id") are followed through
 * all of a page's scripts.
 *
 * In:      the scripts, read (extract/html_json.h); the page's title.
 * Out:     fields, decoded; names of authors in their order.
 * Fails:   never.   Memory: `keep`; spans may point into the scripts.   Threads: any.
 * Cost:    linear in the values, two passes.
 */
#ifndef SYN_EXTRACT_HTML_LINKED_H
#define SYN_EXTRACT_HTML_LINKED_H

#include "extract/html_json.h"
#include "extract/html_meta.h"

enum { LINKED_AUTHORS_MAX = 32, LINKED_CORRECTIONS_MAX = 8 };

struct html_linked {
    struct span fields[META_FIELD_COUNT];   /* META_TITLE: the headline; META_FREE: "true" or "false" */
    struct span name;                       /* the article's "name", another title */
    struct span crumb;                      /* the part of the site that its breadcrumbs name */
    struct { struct span name; bool is_house, is_person; } authors[LINKED_AUTHORS_MAX];   /* as their types say */
    unsigned author_count;
    struct span corrections[LINKED_CORRECTIONS_MAX];
    unsigned correction_count;
    bool is_news;                           /* the article says that it is news */
};

void html_linked_read(struct arena *keep, struct arena scratch, const struct html_json *list, struct span title,
                      struct html_linked *linked);

#endif
