/* store/packed.h -- small binary records: numbers of variable length, texts with their length
 *
 * Numbers are LEB128, signed ones zigzag first (as in Protocol Buffers).  A reader that meets what it does not
 * understand gives zeros and empty texts from then on, and `broken` says so: what is read from files is not trusted.
 *
 * Fails:   never.   Memory: texts point into what is read.   Threads: any.   Cost: linear.
 */
#ifndef SYN_STORE_PACKED_H
#define SYN_STORE_PACKED_H

#include "base/buffer.h"

void packed_put_number(struct buffer *out, uint64_t n);
void packed_put_signed(struct buffer *out, int64_t n);
void packed_put_text(struct buffer *out, struct span text);

struct packed_reader { struct span rest; bool broken; };
uint64_t packed_number(struct packed_reader *r);
/* Broken where it is more than `most`. */
uint32_t packed_count(struct packed_reader *r, uint64_t most);
int64_t packed_signed(struct packed_reader *r);
struct span packed_text(struct packed_reader *r);

#endif
