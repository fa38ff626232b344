/* tell/site_name.h -- pages of names: those that begin so, and who said what over time
 *
 * What stands between site_begin and site_end.
 *
 * Fails: never.   Memory: `out` grows in its own arena.   Threads: any.   Cost: linear in what is shown.
 */
#ifndef SYN_TELL_SITE_NAME_H
#define SYN_TELL_SITE_NAME_H

#include <stdbool.h>

#include "base/buffer.h"
#include "news/said.h"

/* `letters`: what was typed; empty: those who are quoted in the latest reports. */
void site_names(struct buffer *out, const struct names_found *found, struct span letters);
/* `further`: a later page of statements. */
void site_name(struct buffer *out, const struct name_view *view, bool further);

#endif
