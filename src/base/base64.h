/* base/base64.h -- bytes as letters (RFC 4648, with padding) and back
 *
 * Fails:   base64_decode, on anything else.   Memory: `keep`, or the buffer.   Threads: any.   Cost: linear.
 */
#ifndef SYN_BASE_BASE64_H
#define SYN_BASE_BASE64_H

#include "base/arena.h"
#include "base/buffer.h"

void base64_encode(struct buffer *out, struct span bytes);
bool base64_decode(struct arena *keep, struct span letters, struct span *bytes);

#endif
