/* tell/export.h -- articles, stories and tables in the forms that other programs read
 *
 * One form a file.  What comes from reports is escaped for where it goes, and what the form cannot hold (control
 * characters in XML, bytes that are no UTF-8) becomes U+FFFD, so that every form can be read by its own readers,
 * whatever was reported.
 *
 * Things are named alike everywhere: an article by its address where that is of the web, else by a "urn:uuid:..." made
 * of what it is known by (tell/atom.h); within a store "a17" and "s4".
 *
 * Out:     the same bytes for the same input.
 * Fails:   never.   Memory: `out` grows in its own arena.   Threads: any.   Cost: linear in the output.
 */
#ifndef SYN_TELL_EXPORT_H
#define SYN_TELL_EXPORT_H

#include "base/buffer.h"
#include "news/cell.h"
#include "news/raw.h"
#include "news/synopsis.h"

struct export_name { struct span name; uint8_t type; };   /* enum entity_type */

/* One version of an article, and what the store knows beside it. */
struct export_item {
    const struct article *article;
    int64_t number, story;             /* "a17", "s4"; story 0: none */
    uint32_t version, versions;        /* from 1; how many there are */
    int64_t seen, first_seen;          /* when this version came, and the first one; seconds since 1970 */
    struct span key;                   /* what the article is known by */
    struct span own_id;                /* its record's; may be empty */
    const struct export_name *names;
    uint32_t name_count;
};

/* ---- a line an article ---- */

/* tell_article's record, with "synoptic": {"article", "story", "version", "versions", "seen"}. */
void export_record(struct buffer *out, const struct export_item *item);
/* IPTC ninjs 3.0. */
void export_ninjs(struct buffer *out, const struct export_item *item);

/* ---- schema.org, as one JSON-LD document ---- */

struct export_graph { bool begun; };
void export_linked_begin(struct buffer *out, struct export_graph *graph);
/* A NewsArticle. */
void export_linked_article(struct buffer *out, struct export_graph *graph, const struct export_item *item);
/* A Collection of the reports, which are NewsArticles with isBasedOn and citation, and a Claim for each claim.
 * `items`: one for each report of `s`, in its order. */
void export_linked_story(struct buffer *out, struct export_graph *graph, const struct synopsis *s,
                         const struct export_item *items);
void export_linked_end(struct buffer *out, struct export_graph *graph);

/* ---- lineage as a graph: from the source to what was made of it ---- */

void export_graphml(struct buffer *out, const struct synopsis *s);
/* For Graphviz: an account is a cluster. */
void export_dot(struct buffer *out, const struct synopsis *s);

/* ---- tables ---- */

/* RFC 4180, with CRLF.  Unless `raw`, a text that a spreadsheet would take for a formula (=, +, -, @ or a tab first)
 * gets an apostrophe before it, and control characters become U+FFFD; in `raw` only what is no UTF-8, and NUL, does. */
void export_csv_names(struct buffer *out, const char *const *names, uint32_t count);
void export_csv(struct buffer *out, const struct cells *row, bool raw);
/* An object a line. */
void export_row(struct buffer *out, const struct cells *row);

/* ---- a folder for publication ---- */

/* All links within the folder are relative; nothing is loaded from elsewhere. */

/* index.html: tell_html's page, with links to the pages of its reports.  `items`: one for each report of `s`. */
void export_index(struct buffer *out, struct arena scratch, const struct synopsis *s, const struct export_item *items);

/* a17.html: one report. */
struct export_page {
    const struct export_item *item;
    struct span headline;              /* of the story */
    struct span diff;                  /* name of the page with its changes; empty: it never changed */
};
void export_page(struct buffer *out, const struct export_page *page);
/* README.txt: what the folder holds. */
void export_readme(struct buffer *out, const struct synopsis *s, uint32_t diffs);

/* ---- web archives (WARC 1.1): a record, not yet packed ---- */

/* The record that describes the archive; `when`: its date. */
void export_warc_info(struct buffer *out, int64_t when, struct span what);
/* A resource record of what came from outside, as it came. */
void export_warc_resource(struct buffer *out, const struct export_item *item, const struct raw_document *raw);

#endif
