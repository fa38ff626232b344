/* tell/digest_parts.h -- what the renderers of a digest share
 *
 * Fails: never.   Memory: the buffer's.   Threads: any.   Cost: linear in the output.
 */
#ifndef SYN_TELL_DIGEST_PARTS_H
#define SYN_TELL_DIGEST_PARTS_H

#include "base/buffer.h"
#include "news/digest.h"

/* "5 May 2031, 12:00 – 6 May 2031, 12:00"; in UTC. */
void digest_put_range(struct buffer *out, const struct digest *d);
/* "3 stories", of that language. */
void digest_put_stories(struct buffer *out, const struct digest *d);
/* "in 6 reports of 6 outlets in English, German" */
void digest_put_reports(struct buffer *out, const struct digest_story *s);
/* What stands before a line of what accounts hold: "all say", "2 of 3 say", "says". */
void digest_put_holders(struct buffer *out, const struct digest_story *s, const struct digest_claim *c);

#endif
