/* text/json.h -- reading JSON where it stands, and writing it
 *
 * A value is the span of its own letters in the text that was given: nothing is built, members that
 * nobody asks for cost one scan, and what is passed through stays letter for letter.  (That, broken
 * UTF-8 inside strings, and numbers beyond a double are why no library does it for us.)
 * RFC 8259 is accepted, and besides it: raw control characters and bad UTF-8 inside strings, which
 * real feeds hold.  Depth is limited to JSON_DEPTH_MAX.
 *
 * Fails:   json_parse, with the byte where it stopped; the rest works on values that passed it.
 * Threads: any.
 * Cost:    json_parse one pass; walking an object one pass over it; json_text one pass over the string.
 */
#ifndef SYN_TEXT_JSON_H
#define SYN_TEXT_JSON_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/span.h"

enum { JSON_DEPTH_MAX = 128 };
enum json_kind { JSON_NONE, JSON_NULL, JSON_TRUE, JSON_FALSE, JSON_NUMBER, JSON_TEXT, JSON_ARRAY, JSON_OBJECT };

struct json { enum json_kind kind; struct span raw; };

/* The value that begins at text[*at] (blanks before it are skipped); *at moves behind it.  On a
 * mistake: false, and *at is the byte that could not be. */
bool json_parse(struct span text, size_t *at, struct json *value);

/* Steps through an array or object: begin with step = 0, call until false.  In an array `key` is empty.
 * A key is given as the raw letters between its quotes (see json_key_is).  Anything but an array or
 * object has no members. */
struct json_step { size_t at; };
bool json_next(struct json container, struct json_step *step, struct span *key, struct json *value);

/* The member called `name`; the last one where there are several; JSON_NONE where there is none. */
struct json json_member(struct json object, struct span name);
/* Whether raw key letters, escapes decoded, are `name`. */
bool json_key_is(struct span raw_key, struct span name);

/* The decoded string; a lone surrogate becomes U+FFFD, bad bytes stay as they are.  Points into the
 * source where nothing was escaped, else into `keep`.  Anything but a string gives an empty span. */
struct span json_text(struct arena *keep, struct json value);
/* The number, or `otherwise` where it is not one. */
double json_number(struct json value, double otherwise);

/* The writer: puts commas and, where `indent` is set, lines.  Keys and C strings are ASCII or UTF-8. */
struct json_writer { struct buffer *out; unsigned depth, indent; bool filled, after_key; };

struct json_writer json_writer(struct buffer *out, unsigned indent);
void json_open(struct json_writer *w, char bracket);            /* '{' or '[' */
void json_close(struct json_writer *w, char bracket);           /* '}' or ']' */
void json_key(struct json_writer *w, const char *name);
void json_put_text(struct json_writer *w, struct span s);       /* bad UTF-8 becomes U+FFFD */
void json_put_text_or_null(struct json_writer *w, struct span s);  /* null where it is empty */
void json_put_int(struct json_writer *w, int64_t n);
void json_put_double(struct json_writer *w, double n);          /* null where it is not finite */
void json_put_bool(struct json_writer *w, bool b);
void json_put_null(struct json_writer *w);
void json_put_raw(struct json_writer *w, struct span json);     /* a finished value, as it stands */

/* The string with its quotes, escaped for JSON that may also stand inside HTML ("</" is broken up). */
void json_quote(struct buffer *out, struct span s);

#endif
