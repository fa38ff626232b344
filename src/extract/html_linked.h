/* extract/html_linked.h -- JSON-LD: what a page tells of its article in schema.org's words
 *
 * Objects are looked for at the top, in arrays, in @graph and under mainEntity; an article's members are
 * believed before a web page's, the first of two articles before the second.  References ("@id") to people
 * and organisations are followed within the same script.  Where the JSON is broken, members are read one
 * by one from wherever their names stand.
 *
 * In:      the text of one script; what earlier scripts of the page gave.
 * Out:     *linked is added to.
 * Fails:   never.   Memory: `keep`; spans may point into the script.   Threads: any.
 * Cost:    linear for a bounded depth (LINKED_DEPTH_MAX passes over the script at most).
 */
#ifndef SYN_EXTRACT_HTML_LINKED_H
#define SYN_EXTRACT_HTML_LINKED_H

#include "base/arena.h"
#include "extract/html_meta.h"

enum { LINKED_DEPTH_MAX = 6, LINKED_AUTHORS_MAX = 32 };

struct html_linked {
    struct span fields[META_FIELD_COUNT];   /* decoded strings; META_FREE: "true" or "false" */
    uint8_t weight[META_FIELD_COUNT];       /* how far each is believed */
    struct span authors[LINKED_AUTHORS_MAX];
    unsigned author_count;
};

void html_linked_read(struct arena *keep, struct html_linked *linked, struct span script);

#endif
