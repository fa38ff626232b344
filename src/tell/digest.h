/* tell/digest.h -- a digest as text, Markdown, a page, or JSON
 *
 * Fails: never.   Memory: `out` grows in its own arena.   Threads: any.   Cost: linear in the output.
 */
#ifndef SYN_TELL_DIGEST_H
#define SYN_TELL_DIGEST_H

#include "news/digest.h"
#include "tell/tell.h"

void tell_digest_text(struct buffer *out, const struct digest *d, struct tell_options options);
void tell_digest_markdown(struct buffer *out, const struct digest *d);
/* Self-contained, without scripts: may be sent as a mail. */
void tell_digest_html(struct buffer *out, const struct digest *d);
/* A line a story; see docs/formats.md. */
void tell_digest_json(struct buffer *out, const struct digest *d);

#endif
