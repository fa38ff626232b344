/* tell/html_parts.h -- what the parts of the page share; see tell/html.c for their order
 *
 * Every link to a place is kept, so that the reports at the end of the page hold exactly the anchors
 * that are asked for.  Ids begin with the story's prefix, so that several stories fit on one page.
 *
 * Fails: never.   Memory: the page's scratch.   Threads: one at a time.   Cost: linear in the output,
 * sorting of the links aside.
 */
#ifndef SYN_TELL_HTML_PARTS_H
#define SYN_TELL_HTML_PARTS_H

#include "base/buffer.h"
#include "news/synopsis.h"
#include "tell/label.h"
#include "tell/view.h"
#include "tell/words.h"

/* How a place looks in the report: underlined, edged, boxed. */
enum html_mark_kind { HTML_CLAIM, HTML_QUOTE, HTML_FIGURE };
struct html_mark { uint32_t report, from, to; uint8_t kind; };

struct html_page {
    struct buffer *out;
    const struct synopsis *s;
    struct arena *scratch;
    char prefix[24];               /* of ids: empty for the first story, "s2-" for the second */
    struct view_cell *cells;       /* room for one claim's */
    uint32_t **paragraph;          /* for each report, the number of each block: ¶3; 0 for titles and headings */
    struct html_mark *marks;       /* what was linked to, in no order */
    size_t mark_count, mark_room;
};

void html_head(struct html_page *p);
void html_lineage(struct html_page *p);
void html_claims(struct html_page *p);
void html_differences(struct html_page *p);
void html_quotes(struct html_page *p);
void html_only(struct html_page *p);
void html_timeline(struct html_page *p);
void html_reports(struct html_page *p);

/* Writes `format`, in which
 *     %t  a struct span from anywhere, escaped         %w  an enum word
 *     %s  a C string of ours, as it stands             %u  an unsigned number
 *     %f  a double with two decimals                   %p  the story's id prefix (takes nothing)
 *     %%  a per cent sign */
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
/* `#r2-120-180`, and keeps the mark. */
void html_target(struct html_page *p, struct evidence e, enum html_mark_kind kind);
/* The exact words, in <q>, as a link to their place. */
void html_words(struct html_page *p, struct evidence e, enum html_mark_kind kind);
/* `<a class="src">Radio Pellen ¶2</a>` */
void html_place(struct html_page *p, struct evidence e, enum html_mark_kind kind);
void html_when(struct html_page *p, struct when w);
/* Why one report is taken to go back to another: "Inferred: shares the quote ..." */
void html_grounds(struct html_page *p, const struct lineage_edge *e);

#endif
