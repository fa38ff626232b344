/* text/address.h -- an address without what does not tell one page from another
 *
 * In:      an address.
 * Out:     the same without fragment and without parameters that only say where a reader came from
 *          (data/tracking.tsv); the rest letter for letter.
 * Fails:   never.   Memory: in `url` or in `keep`.   Threads: any.   Cost: linear.
 */
#ifndef SYN_TEXT_ADDRESS_H
#define SYN_TEXT_ADDRESS_H

#include "base/arena.h"
#include "base/span.h"

struct span address_clean(struct arena *keep, struct span url);

#endif
