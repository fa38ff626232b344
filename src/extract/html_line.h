/* extract/html_line.h -- a little HTML, as one line of words
 *
 * For titles and summaries that come as HTML: elements are dropped (what is read at all), references decoded,
 * blanks made one.
 *
 * In:      UTF-8, any bytes.      Out: `html` itself where it is a line of words already.
 * Fails:   never.      Memory: `keep`.      Threads: any.      Cost: linear.
 */
#ifndef SYN_EXTRACT_HTML_LINE_H
#define SYN_EXTRACT_HTML_LINE_H

#include "base/arena.h"
#include "base/span.h"

struct span html_line(struct arena *keep, struct arena scratch, struct span html);

#endif
