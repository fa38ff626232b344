/* tell/site_about.h -- about the method: what the program does, what its signs mean, what it gets wrong
 *
 * Fails: never.   Memory: `out` grows in its own arena.   Threads: any.   Cost: constant.
 */
#ifndef SYN_TELL_SITE_ABOUT_H
#define SYN_TELL_SITE_ABOUT_H

#include "base/buffer.h"

/* What stands in <main>. */
void site_about(struct buffer *out);

#endif
