/* tell/markdown_parts.h -- what the parts of the Markdown share; see tell/markdown.c for their order
 *
 * Fails: never.   Memory: the buffer's arena.   Threads: one at a time.   Cost: linear in the output.
 */
#ifndef SYN_TELL_MARKDOWN_PARTS_H
#define SYN_TELL_MARKDOWN_PARTS_H

#include "news/synopsis.h"
#include "tell/label.h"
#include "tell/view.h"
#include "tell/words.h"

struct markdown_page {
    struct buffer *out;
    const struct synopsis *s;
    struct label_handles handles;
    struct view_cell *cells;   /* room for one claim's, one for each report */
    const struct lineage_edge **parents;
    struct view_counts counts;
    struct view_times times;
};

void markdown_head(struct markdown_page *m);
void markdown_claims(struct markdown_page *m);
void markdown_only(struct markdown_page *m);
/* Those that are conflicts, or all others. */
void markdown_differences(struct markdown_page *m, bool conflicts);
void markdown_quotes(struct markdown_page *m);
void markdown_lineage(struct markdown_page *m);
void markdown_timeline(struct markdown_page *m);
void markdown_reports(struct markdown_page *m);

/* As it stands: ours, and Markdown. */
void markdown_put(struct markdown_page *m, const char *ours);
void markdown_word(struct markdown_page *m, enum word word);
void markdown_count(struct markdown_page *m, enum word word, uint32_t first, uint32_t second);
/* From anywhere, escaped. */
void markdown_text(struct markdown_page *m, struct span words);
void markdown_words(struct markdown_page *m, struct evidence e);
void markdown_handle(struct markdown_page *m, uint32_t report);
/* " A B2" */
void markdown_handles(struct markdown_page *m, struct numbers reports);
/* " `A 120-180`" */
void markdown_place(struct markdown_page *m, struct evidence e);
/* A report's time, as far as it tells it from the others': " 6 May, 07:25". */
void markdown_time(struct markdown_page *m, uint32_t report);
/* "## Title" */
void markdown_title(struct markdown_page *m, enum word title);

#endif
