/* read/http_header.h -- what stands in the headers of an answer
 *
 * Fails:   http_date and http_wait, where nothing is said that could be understood; the others give an
 *          empty span.
 * Threads: any.      Cost: linear; dates as text/timestamp.h.
 */
#ifndef SYN_READ_HTTP_HEADER_H
#define SYN_READ_HTTP_HEADER_H

#include <stdint.h>

#include "base/span.h"

/* Of "Content-Type: text/html; charset=utf-8" the "text/html" and the "utf-8"; they point into it. */
struct span http_media(struct span content_type);
struct span http_charset(struct span content_type);

/* Seconds since 1970, UTC. */
bool http_date(struct span text, int64_t *time);
/* "Retry-After": seconds to wait from `now` on, at least 0; a number or a date. */
bool http_wait(struct span retry_after, int64_t now, int64_t *seconds);

/* "Cache-Control": seconds for which it is fresh; 0 where it does not say. */
int64_t http_max_age(struct span cache_control);

/* Whether `word` is in a list parted by commas ("no-store" in "max-age=0, No-Store"); what stands behind a "="
 * or ";" does not count. */
bool http_lists(struct span list, struct span word);

#endif
