/* tell/revision.h -- what a later version of an article changed, as text, JSON or a page
 *
 * In text, words that were taken out and put in are red with "-" and green with "+", and without colour
 * [-old-]{+new+}; paragraphs that stayed are counted, not told.
 *
 * Fails: never.   Memory: `out` grows in its own arena.   Threads: any.   Cost: linear in the output.
 */
#ifndef SYN_TELL_REVISION_H
#define SYN_TELL_REVISION_H

#include "base/buffer.h"
#include "news/revision.h"
#include "tell/tell.h"

/* What a version is called: by its number and when it was seen, or, where it is a file of its own, by its name. */
struct revision_side { uint32_t number; struct when seen; struct span name; };
struct revision_page {
    const struct revision *revision;
    struct span article;         /* "a17"; empty for files */
    struct revision_side before, after;
};

/* One line, docs/formats.md; `whole`: with headline and lines, not the changes of consequence alone. */
void revision_json(struct buffer *out, const struct revision_page *page, bool whole);
void revision_text(struct buffer *out, const struct revision_page *page, struct tell_options options);
/* Two lines and one a change: for lists of many articles. */
void revision_brief(struct buffer *out, const struct revision_page *page, struct tell_options options);
/* One self-contained page; one section for each. */
void revision_html(struct buffer *out, struct arena scratch, const struct revision_page *pages, size_t count);
/* The section of one, for a page that somebody else frames. */
void revision_html_part(struct buffer *out, struct arena scratch, const struct revision_page *page);

#endif
