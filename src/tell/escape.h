/* tell/escape.h -- a report's words made harmless for where they go
 *
 * Reports come from anywhere.  No byte of theirs may steer a terminal, open a tag, end an attribute,
 * begin a link or a list, or turn round the direction of what stands beside it.
 *
 * In:      any bytes.
 * Out:     control characters (C0, DEL, C1), the bidirectional embeddings, overrides and isolates, and
 *          U+FFFE and U+FFFF, which XML forbids, become U+FFFD, line breaks and tabs a space; all else
 *          stays letter for letter.
 * Fails:   never.   Memory: the buffer's.   Threads: any.   Cost: linear.
 */
#ifndef SYN_TELL_ESCAPE_H
#define SYN_TELL_ESCAPE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/span.h"

/* What is shown for a code point: itself, a space, or U+FFFD. */
uint32_t escape_shown(uint32_t c);

/* For text and for attributes in double quotes, of HTML and of XML. */
void escape_html(struct buffer *out, struct span s);
/* For GitHub's Markdown, at any place of a line, also in a table's cell. */
void escape_markdown(struct buffer *out, struct span s);
/* A URL for an attribute or a Markdown target: blanks, quotes, brackets and controls as %XX. */
void escape_url(struct buffer *out, struct span url);

/* Whether it may be linked to: http and https, nothing else. */
bool escape_may_link(struct span url);

#endif
