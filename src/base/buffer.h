/* base/buffer.h -- bytes that grow
 *
 * A buffer lives in an arena and grows there, in place while it is the last thing in it.  What it
 * holds is a span at any time: `(struct span){ b.at, b.len }` (buffer_span).
 *
 * Fails:   never (see base/arena.h).      Threads: one at a time.
 * Cost:    amortised linear.
 */
#ifndef SYN_BASE_BUFFER_H
#define SYN_BASE_BUFFER_H

#include <stdint.h>

#include "base/arena.h"
#include "base/span.h"

struct buffer { char *at; size_t len, room; struct arena *arena; };

static inline struct buffer buffer_in(struct arena *arena) { return (struct buffer){ .arena = arena }; }
static inline struct span buffer_span(const struct buffer *b) { return (struct span){ b->at, b->len }; }

/* Room for `more` bytes behind the end; they become part of it by moving len. */
char *buffer_reserve(struct buffer *b, size_t more);
void buffer_put(struct buffer *b, struct span s);
void buffer_byte(struct buffer *b, char c);
void buffer_fill(struct buffer *b, char c, size_t count);
void buffer_text(struct buffer *b, const char *c_string);
void buffer_number(struct buffer *b, int64_t n);
void buffer_printf(struct buffer *b, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The shortest decimal that reads back as `n` ("144", "0.5", "1.2e+30"); no exponent below 1e15.
 * The same on every locale.  Infinities and NaN are written as "null". */
void buffer_double(struct buffer *b, double n);

#endif
