/* tell/text_parts.h -- what the parts of the terminal page share; see tell/text.c for their order
 *
 * Fails: never.   Memory: the buffer's arena.   Threads: one at a time.   Cost: linear in the output.
 */
#ifndef SYN_TELL_TEXT_PARTS_H
#define SYN_TELL_TEXT_PARTS_H

#include "news/synopsis.h"
#include "tell/label.h"
#include "tell/layout.h"
#include "tell/view.h"
#include "tell/words.h"

struct text_page {
    struct layout l;
    const struct synopsis *s;
    struct label_handles handles;
    struct view_cell *cells;   /* room for one claim's, one for each report */
    const struct lineage_edge **parents;
    struct view_counts counts;
    struct view_times times;
};

void text_head(struct text_page *p);
void text_lineage(struct text_page *p);
void text_claims(struct text_page *p);
void text_differences(struct text_page *p);
void text_quotes(struct text_page *p);
void text_only(struct text_page *p);
void text_timeline(struct text_page *p);
void text_reports(struct text_page *p);

/* An empty line and the title in capitals. */
void text_section(struct text_page *p, enum word title);
/* Begins a line at column `first`; the lines it runs on to begin at `others`. */
void text_indent(struct text_page *p, unsigned first, unsigned others);
void text_handle(struct text_page *p, uint32_t report, enum style style);
/* A line of ours, or a word of ours within one. */
void text_say(struct text_page *p, enum word word, enum style style);
/* " · " */
void text_dot(struct text_page *p);
/* " A, B2" */
void text_handles(struct text_page *p, struct numbers reports, enum style style);
/* " [A 120-180]" */
void text_place(struct text_page *p, struct evidence e);
void text_words(struct text_page *p, struct evidence e, enum style style);
void text_number(struct text_page *p, enum word word, uint32_t first, uint32_t second, enum style style);
/* text_number in the form for one thing where `first` is 1. */
void text_count(struct text_page *p, enum word word, uint32_t first, uint32_t second, enum style style);
/* A report's time, as far as it tells it from the others': " 6 May, 07:25". */
void text_time(struct text_page *p, uint32_t report);
void text_when(struct text_page *p, struct when w, enum style style);
enum style text_style(unsigned label);
const char *text_sign(unsigned label);
/* "≠ 2 conflict: 1 date, 1 figure" */
void text_label_count(struct text_page *p, unsigned label);
/* " ≠ conflict" */
void text_kind(struct text_page *p, unsigned label);

#endif
