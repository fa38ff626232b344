/* tell/html.h -- stories as parts of a page that somebody else frames
 *
 * As tell_html does it (tell/tell.h): an index where there are several, each story with its reports in full, all links
 * inside the page.  The frame must have put markup_signs and the style sheet, and no column of its own around it.
 *
 * Fails: never.   Memory: `out` grows in its own arena.   Threads: any.   Cost: linear in the output.
 */
#ifndef SYN_TELL_HTML_H
#define SYN_TELL_HTML_H

#include "base/buffer.h"
#include "news/synopsis.h"

void html_stories(struct buffer *out, struct arena scratch, const struct synopsis *stories, size_t count);

#endif
