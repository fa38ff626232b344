/* extract/html_meta.h -- what a page tells of itself
 *
 * JSON-LD (also several objects, @graph with references, and broken JSON, from which single members are
 * read), meta tags, microdata, <time>, rel=author.  Names of the fields are data/html_meta.tsv, parameters
 * taken out of addresses data/tracking.tsv.
 *
 * In:      a page's notes (extract/html_block.h).
 * Out:     what was found, references decoded, tags removed; empty where the page does not say.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the notes, JSON-LD at most seven times.
 */
#ifndef SYN_EXTRACT_HTML_META_H
#define SYN_EXTRACT_HTML_META_H

#include "extract/html_block.h"
#include "news/when.h"

enum html_field { META_NONE, META_TITLE, META_DESCRIPTION, META_AUTHOR, META_PUBLISHED, META_MODIFIED, META_OUTLET,
                  META_CANONICAL, META_SECTION, META_LANGUAGE, META_BODY, META_FREE, META_FIELD_COUNT };

enum html_byline_part { BYLINE_NONE, BYLINE_LEAD, BYLINE_JOIN, BYLINE_ROLE, BYLINE_NO_NAME }; /* data/byline_word.tsv */

struct html_meta {
    struct span title;             /* without the outlet's name behind it */
    struct span description;
    struct spans authors;          /* names */
    struct span outlet;
    struct span canonical;         /* absolute where the page's own address is known */
    struct span section;
    struct span language;          /* two letters, as declared */
    struct span body;              /* articleBody, paragraphs parted by "\n" */
    struct when published, modified;
    struct span published_text;    /* as the page writes it */
    bool is_paid;                  /* the page says that reading on costs money */
};

/* `url` is the page's own address, or empty. */
struct html_meta html_meta_read(struct arena *keep, struct arena scratch, const struct html_page *page,
                                struct span url);

/* The names in a byline: "By Ada Quill and Tom Rusk, Harbour News" gives two. */
struct spans html_names_of(struct arena *keep, struct span byline, struct span outlet);

#endif
