/* read/received.h -- what came for an address, made ready to be read
 *
 * Fails:   received_unpack, with the end of a message ("it came packed, ...").
 * Memory:  `keep`; what is plain already points into the page.      Threads: any.      Cost: linear.
 */
#ifndef SYN_READ_RECEIVED_H
#define SYN_READ_RECEIVED_H

#include "base/error.h"
#include "news/raw.h"
#include "read/address_list.h"
#include "read/page.h"
#include "read/sniff.h"

struct received_fault { enum syn_status status; const char *why; };

/* *body: the page's, as it was before the server packed it for the way.  One that says so and did not is believed by
 * its bytes. */
bool received_unpack(struct arena *keep, struct arena scratch, const struct page *page, struct span *body,
                     struct received_fault *fault);

/* What a server calls HTML is HTML; otherwise the bytes tell, within what was promised. */
enum sniff_kind received_kind(struct span content_type, struct span body);

/* When it was sent. */
struct when received_seen(const struct page *page);

/* All of *raw but its kind, name and bytes. */
void received_describe(struct arena *keep, const struct page *page, const struct address *address,
                       struct raw_document *raw);

#endif
