/* extract/html_meta.h -- what a page tells of itself
 *
 * JSON-LD (also several objects, @graph with references, and broken JSON, from which single members are
 * read), meta tags, microdata, <time>, rel=author.  Names of the fields are data/html_meta.tsv, parameters
 * taken out of addresses data/tracking.tsv.
 *
 * In:      a page's notes (extract/html_block.h).
 * Out:     what was found, references decoded, tags removed; empty where the page does not say.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the notes and scripts; about 40 us a page.
 */
#ifndef SYN_EXTRACT_HTML_META_H
#define SYN_EXTRACT_HTML_META_H

#include "extract/html_block.h"
#include "extract/html_name.h"
#include "news/when.h"

enum html_field { META_NONE, META_TITLE, META_DESCRIPTION, META_AUTHOR, META_PUBLISHED, META_MODIFIED, META_OUTLET,
                  META_CANONICAL, META_SECTION, META_LANGUAGE, META_BODY, META_FREE, META_DATELINE,
                  META_CORRECTION, META_FIELD_COUNT };

struct html_meta {
    struct span title;             /* without the outlet's name behind it */
    struct span description;
    struct html_names authors;
    struct span outlet;
    struct span canonical;         /* absolute where the page's own address is known */
    struct span section;
    struct span language;          /* two letters, as declared */
    struct span body;              /* articleBody, paragraphs parted by "\n" */
    struct when published, modified;
    bool published_is_weak;        /* it may be any date: the page's, or one that stands somewhere in it */
    bool published_is_marked;      /* weak, and of an element */
    struct span published_text;    /* as the page writes it */
    struct span dateline;          /* a place, where the page tells it */
    struct spans corrections;      /* what JSON-LD tells of changes for the sake of truth */
    bool is_paid;                  /* the page says that reading on costs money */
};

/* `url` is the page's own address, or empty. */
struct html_meta html_meta_read(struct arena *keep, struct arena scratch, const struct html_page *page,
                                struct span url);

#endif
