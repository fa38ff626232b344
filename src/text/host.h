/* text/host.h -- whose address it is
 *
 * In: an address. Out: the name of its host as written, without "www." in any case; empty where there is none.
 * Fails: never.   Threads: any.   Cost: linear.
 */
#ifndef SYN_TEXT_HOST_H
#define SYN_TEXT_HOST_H

#include "base/span.h"

static inline struct span host_of(struct span url)
{
    size_t at = span_find(url, SPAN("://"), 0);
    if (at == SPAN_NONE)
        return SPAN("");
    struct span host = span_from(url, at + 3);
    host = span_cut(host, 0, span_find_byte(host, '/', 0));
    return span_starts_nocase(host, SPAN("www.")) ? span_from(host, 4) : host;
}

#endif
