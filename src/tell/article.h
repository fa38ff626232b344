/* tell/article.h -- an article of a store: what it says, where it belongs, what was found in it
 *
 * Fails: never.   Memory: `out` grows in its own arena.   Threads: any.   Cost: linear in the output.
 */
#ifndef SYN_TELL_ARTICLE_H
#define SYN_TELL_ARTICLE_H

#include "base/buffer.h"
#include "news/report.h"
#include "tell/revision.h"
#include "tell/tell.h"

struct article_page {
    const struct report *report; /* the version that is shown */
    struct span id;              /* "a17" */
    struct span story, headline; /* "s4", and what that is called; empty where it has none */
    const struct revision_side *versions;
    uint32_t count;
    uint32_t shown;              /* number of the version */
};

void article_text(struct buffer *out, const struct article_page *page, struct tell_options options);
/* One line, docs/formats.md. */
void article_json(struct buffer *out, const struct article_page *page);

#endif
