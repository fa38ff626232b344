/* tell/tell.h -- a synopsis as JSON, text, Markdown or a page; articles and annotations as JSONL
 *
 * One renderer a file.  All that comes from reports is escaped for where it goes.
 * Fails: never.   Memory: `out` grows in its own arena.   Threads: any.   Cost: linear in the output.
 */
#ifndef SYN_TELL_TELL_H
#define SYN_TELL_TELL_H

#include "base/buffer.h"
#include "news/synopsis.h"

struct tell_options {
    unsigned width;          /* columns for text; 0 is 80 */
    bool colour;             /* ANSI colour for text */
};

void tell_json(struct buffer *out, const struct synopsis *s);       /* one line, docs/synopsis.schema.json */
void tell_text(struct buffer *out, const struct synopsis *s, struct tell_options options);
void tell_markdown(struct buffer *out, const struct synopsis *s);
/* One self-contained page with all the stories of a run. */
void tell_html(struct buffer *out, struct arena scratch, const struct synopsis *stories, size_t count);

void tell_article(struct buffer *out, const struct article *article);      /* one record a line */
void tell_annotations(struct buffer *out, const struct report *report);    /* the record plus its annotations */

#endif
