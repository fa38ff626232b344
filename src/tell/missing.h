/* tell/missing.h -- what is still missing in a story, as JSON: the lines of the page's section of that name
 *
 * One object, a line: "untold" (of who, what, when, where), "unsettled" (ids of conflicts), "open", "unverified" and
 * "declined" (sentences in which reports say so, with their places), "unquoted" (sources without a word of their own),
 * "lacking" (claims that all accounts but one hold).
 *
 * Fails: never.   Memory: `out` grows in its own arena.   Threads: any.   Cost: linear in the reports' texts.
 */
#ifndef SYN_TELL_MISSING_H
#define SYN_TELL_MISSING_H

#include "base/buffer.h"
#include "news/synopsis.h"

void missing_json(struct buffer *out, struct arena scratch, const struct synopsis *s);

#endif
