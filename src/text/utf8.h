/* text/utf8.h -- UTF-8 that survives any bytes
 *
 * Every function takes any bytes.  A byte that begins no well-formed sequence (Unicode 15, table 3-7:
 * no overlong forms, no surrogates, nothing above U+10FFFF) reads as U+FFFD and is one byte long, so
 * a walk always ends and always covers every byte.
 *
 * Fails: never.   Threads: any.   Cost: linear; utf8_find_bad reads 15 GB/s of ASCII, 0.5 to 1 GB/s of other letters.
 */
#ifndef SYN_TEXT_UTF8_H
#define SYN_TEXT_UTF8_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/span.h"

#define UTF8_BAD 0xfffdu

/* The code point at s[at]; *length its bytes (1-4; 1 for a bad byte).  at < s.len. */
uint32_t utf8_decode(struct span s, size_t at, unsigned *length);
/* The code point that ends before s[at], at > 0; *length its bytes. */
uint32_t utf8_decode_before(struct span s, size_t at, unsigned *length);
/* Writes 1 to 4 bytes; a surrogate or a number above U+10FFFF is written as U+FFFD.  Returns how many. */
unsigned utf8_encode(uint32_t c, char out[4]);

/* The place of the first bad byte at or after `at`, or s.len; *sequences grows by the well-formed sequences of two
 * bytes and more before it. */
size_t utf8_find_bad(struct span s, size_t at, size_t *sequences);
bool utf8_is_valid(struct span s);
/* `s` itself where it is valid; else a copy with each bad byte replaced by U+FFFD. */
struct span utf8_repair(struct arena *keep, struct span s);
/* How many code points. */
size_t utf8_count(struct span s);
/* Columns on a terminal: wide East Asian characters two, combining marks none. */
size_t utf8_columns(struct span s);
/* The largest place <= at that does not cut a sequence. */
size_t utf8_floor(struct span s, size_t at);

#endif
