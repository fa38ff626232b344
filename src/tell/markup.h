/* tell/markup.h -- HTML out of our own patterns and anybody's text
 *
 * Fails: never.   Memory: `out` grows in its own arena.   Threads: any.   Cost: linear in the output.
 */
#ifndef SYN_TELL_MARKUP_H
#define SYN_TELL_MARKUP_H

#include <stdarg.h>

#include "base/buffer.h"
#include "news/when.h"
#include "tell/words.h"

/* Writes `format`, in which
 *     %t  a struct span from anywhere, escaped         %w  an enum word
 *     %s  a C string of ours, as it stands             %u  an unsigned number
 *     %i  an int64_t                                   %f  a double with two decimals
 *     %q  a struct span from anywhere, as one segment of a path or one value of a query: %XX
 *     %p  the prefix (markup_list alone; takes nothing)
 *     %%  a per cent sign */
void markup(struct buffer *out, const char *format, ...);
void markup_list(struct buffer *out, const char *prefix, const char *format, va_list args);

/* ` lang="ar" dir="rtl"` where the code is not English; ` dir="auto"` where it is none. */
void markup_language(struct buffer *out, struct span code);
/* `<time datetime="2031-03-11">11 March 2031</time>`; nothing where it is not known. */
void markup_when(struct buffer *out, struct when w);
/* An instant, told in UTC to the minute: `<time datetime="...">11 March 2031, 05:50</time>`; nothing for 0. */
void markup_instant(struct buffer *out, int64_t seconds);
/* `<a href="https://..." rel=...>`, where it may be linked to, and the text; the text alone where not. */
void markup_outside(struct buffer *out, struct span url, struct span text);

/* The drawn signs that pages refer to: once a page, at its begin.  A sign by its name: "own", "copy", "conflict",
 * "precise", "updated", "scope", "spelling", "wording", "source", "agree", "back", "silent", "short", "brand". */
void markup_signs(struct buffer *out);
void markup_sign(struct buffer *out, const char *name);
/* A kind of difference (enum difference_label): its sign's name; sign and word. */
const char *markup_kind_name(unsigned label);
void markup_kind(struct buffer *out, unsigned label);

#endif
