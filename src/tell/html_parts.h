/* tell/html_parts.h -- what the parts of the page share; see tell/html.c for their order
 *
 * Every link to a place is kept, so that the reports at the end of the page hold exactly the anchors
 * that are asked for.  Ids begin with the story's prefix, so that several stories fit on one page.
 *
 * In the server's frame links lead to its addresses instead, and each section ends when its share of the page is full.
 *
 * Fails: never.   Memory: the page's scratch.   Threads: one at a time.   Cost: linear in the output,
 * sorting of the links aside.
 */
#ifndef SYN_TELL_HTML_PARTS_H
#define SYN_TELL_HTML_PARTS_H

#include "base/buffer.h"
#include "news/synopsis.h"
#include "tell/label.h"
#include "tell/markup.h"
#include "tell/site_story.h"
#include "tell/view.h"
#include "tell/words.h"

/* How a place looks in the report: underlined, edged, boxed. */
enum html_mark_kind { HTML_CLAIM, HTML_QUOTE, HTML_FIGURE };
/* What a line of the page is part of; a place in a report leads back to the lines that rest on it. */
enum html_line { HTML_NO_LINE, HTML_CLAIM_LINE, HTML_DIFFERENCE_LINE, HTML_QUOTE_LINE, HTML_TIME_LINE, HTML_LINES };
struct html_mark {
    uint32_t report, from, to;
    uint8_t kind;                  /* enum html_mark_kind */
    uint8_t line;                  /* enum html_line: who points here */
    uint32_t number;               /* of the claim, difference, ..., as in its id */
};

/* Where the reports of all stories of the page are told; see tell/html_homes.c. */
struct html_homes;

enum { HTML_PREFIX_ROOM = 24 };

struct html_page {
    struct buffer *out;
    const struct synopsis *s;
    struct arena *scratch;
    char prefix[HTML_PREFIX_ROOM]; /* of ids: empty for the first story, "s2-" for the second */
    uint32_t story;                /* number among the stories of the page */
    bool several;                  /* there are others */
    const struct html_homes *homes;
    struct view_cell *cells;       /* room for one claim's */
    const struct lineage_edge **parents;
    struct view_counts counts;
    struct view_times times;
    uint32_t **paragraph;          /* for each report, the number of each block: ¶3; 0 for titles and headings */
    struct html_mark *marks;       /* what was linked to, in no order */
    size_t mark_count, mark_room;
    enum html_line line;           /* what is being written */
    uint32_t number;
    uint32_t *columns;             /* of the table of claims: reports */
    uint32_t column_count;
    bool folded;                   /* a column an account: its copies are no columns */
    struct html_gaps *gaps;        /* tell/html_missing.c */
    uint32_t missing;              /* lines of that section */
    /* In the server's frame (tell/site_story.h): */
    const struct site_story *site; /* NULL: a page of its own */
    uint8_t *shown[HTML_LINES];    /* for each item of that kind, from 0: whether it stands on the page */
    size_t full;                   /* the length of `out` at which the section that is being written ends */
};

void html_head(struct html_page *p);
void html_lineage(struct html_page *p);
void html_claims(struct html_page *p);
void html_differences(struct html_page *p);
void html_quotes(struct html_page *p);
void html_only(struct html_page *p);
/* What no report tells; first how much that is. */
void html_missing_count(struct html_page *p);
void html_missing(struct html_page *p);
void html_timeline(struct html_page *p);
void html_reports(struct html_page *p);
/* A line a report, for who may open it elsewhere; and in which forms the story may be had. */
void html_report_list(struct html_page *p);
void html_take(struct html_page *p);

/* As markup does (tell/markup.h); %p is the story's id prefix. */
void html_print(struct html_page *p, const char *format, ...);
void html_count(struct html_page *p, enum word word, uint32_t first, uint32_t second, uint32_t third);

/* `<section ...><header><h2>title</h2>`: the caller writes a note and `</header>`. */
void html_section(struct html_page *p, const char *id, enum word title, const char *extra_class);
/* A drawn sign: "own", "copy", "conflict", ...; and a kind of difference with its word. */
void html_sign(struct html_page *p, const char *name);
void html_kind(struct html_page *p, unsigned label);
const char *html_kind_name(unsigned label);
/* An account's letter, with its name as the title. */
void html_origin(struct html_page *p, uint32_t origin);
/* The letters of the accounts of values or evidence; each once, in order.  `next` gives the report of item i. */
void html_origins(struct html_page *p, const struct evidence *at, size_t stride, uint32_t count);

/* ` lang="ar" dir="rtl"` where the report is not in English. */
void html_language(struct html_page *p, uint32_t report);
void html_language_of(struct html_page *p, const struct report *report);
void html_language_code(struct html_page *p, struct span language);
/* All links to places from now on are this line's. */
void html_begin_line(struct html_page *p, enum html_line line, uint32_t number);
/* Where a report stands: `#r2`, or its address on the server. */
void html_report(struct html_page *p, uint32_t report);
/* An item of the page: `#c12`; on the server its address where it does not stand on the page. */
void html_item(struct html_page *p, enum html_line line, uint32_t number);
/* On the server: a link to the item in all its reports, side by side. */
void html_beside(struct html_page *p, enum html_line line, uint32_t number);
/* `#r2-120-180`, and keeps the mark; on the server the article's address at that place. */
void html_target(struct html_page *p, struct evidence e, enum html_mark_kind kind);
/* The words at a place; on the server's page the begin of very long ones, and what says so: they are whole side by side. */
void html_shown(struct html_page *p, struct evidence e);
/* The exact words, in <q>, as a link to their place. */
void html_words(struct html_page *p, struct evidence e, enum html_mark_kind kind);
/* `<a class="src">Radio Pellen ¶2</a>` */
void html_place(struct html_page *p, struct evidence e, enum html_mark_kind kind);
/* The block that holds byte `at`, by binary search; the last one before it where none does. */
uint32_t html_block_at(const struct article *a, uint32_t at);
/* `<li>` with an account's letter, the exact words, and their place; the caller goes on, and ends with `</p></li>`. */
void html_begin_evidence(struct html_page *p, struct evidence e);
/* The same with its end. */
void html_evidence(struct html_page *p, struct evidence e);
void html_when(struct html_page *p, struct when w);
/* A report's time, as far as it tells it from the others': " 6 May, 07:25". */
void html_time(struct html_page *p, uint32_t report);
/* " Silent: Radio Pellen, Lisk Courier." as links to the reports; nothing where there are none. */
void html_names(struct html_page *p, enum word title, struct numbers reports);
/* Whose statement a claim is, and the day it tells of. */
void html_notes(struct html_page *p, const struct claim *c);
/* Why one report is taken to go back to another: "likely, inferred: shares the quote ..." */
void html_grounds(struct html_page *p, const struct lineage_edge *e);

/* ---- sections that end when they are full ---- */

/* The section of `part` begins: it gets its share of the page.  Gives the item that it begins with. */
uint32_t html_begin_share(struct html_page *p, enum site_story_part part);
bool html_is_full(const struct html_page *p);
/* Item `number` (from 0) of the kind has been written. */
void html_show(struct html_page *p, enum html_line line, uint32_t number);
/* A link to what had no room: `next` is the number of the first one that was not written, of `all`. */
void html_more(struct html_page *p, enum site_story_part part, uint32_t next, uint32_t all);

/* What ids of a story begin with. */
void html_story_prefix(char room[HTML_PREFIX_ROOM], uint32_t story);
/* Which story of the page each report is told in, and the places that claims of other stories point to. */
struct html_homes *html_homes_in(struct arena *keep, const struct synopsis *stories, size_t count);
/* Puts those places of the page's story among its marks. */
void html_homes_marks(struct html_page *p);
/* "Also told in: Lisk Courier", with the words and a link to them, here or where the report came from. */
void html_elsewhere(struct html_page *p, const struct claim *c);

#endif
