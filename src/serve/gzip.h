/* serve/gzip.h -- answers packed for the way (serve's one home of zlib)
 *
 * Fails:   never: what cannot be packed stays as it is.
 * Memory:  the packed body in `keep`; zlib's own quarter of a megabyte meanwhile.
 * Threads: any.
 * Cost:    some 8 ms a megabyte of page, which becomes a sixth.
 */
#ifndef SYN_SERVE_GZIP_H
#define SYN_SERVE_GZIP_H

#include "serve/http.h"

/* Whether who asks takes gzip. */
bool gzip_is_taken(const struct http_request *request);
/* Packs the body, if it is text of more than a packet, and says so in `encoding` and the entity tag. */
void gzip_answer(struct arena *keep, struct http_answer *answer);

#endif
