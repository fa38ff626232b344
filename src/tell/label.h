/* tell/label.h -- what reports and origins are called
 *
 * An origin is a letter (A ... Z, AA ...), a report its outlet or, where that is unknown, its id.  In
 * text a report also has a handle: its id where all ids are short, else its origin's letter for the
 * root and letter and number for the others (A, A2, A3, B).
 *
 * Fails: never.   Memory: the buffer's.   Threads: any.   Cost: constant, label_handles linear.
 */
#ifndef SYN_TELL_LABEL_H
#define SYN_TELL_LABEL_H

#include <stdbool.h>

#include "base/buffer.h"
#include "news/synopsis.h"

struct span label_report(const struct synopsis *s, uint32_t report);
void label_origin(struct buffer *out, uint32_t origin);
/* The same in place; returns the length. */
size_t label_letters(char room[8], uint32_t origin);

/* How handles are made in this synopsis, and the columns of the longest. */
struct label_handles { bool ids; unsigned columns; };
struct label_handles label_handles(const struct synopsis *s);
enum { LABEL_HANDLE_ROOM = 24 };
struct span label_handle(char room[LABEL_HANDLE_ROOM], const struct synopsis *s, struct label_handles how,
                         uint32_t report);

#endif
