/* tell/export_parts.h -- what the forms of tell/export.h write alike
 *
 * Fails: never.   Memory: the buffer's.   Threads: any.   Cost: linear.
 */
#ifndef SYN_TELL_EXPORT_PARTS_H
#define SYN_TELL_EXPORT_PARTS_H

#include "tell/export.h"
#include "text/json.h"

/* The article's address where it may be linked to, else a "urn:uuid:..." of its key; as a JSON value. */
void export_identity_json(struct json_writer *w, const struct export_item *item);

/* "a17" and "s4" as JSON values; null for 0. */
void export_number_json(struct json_writer *w, char letter, int64_t number);
/* An instant as a JSON value. */
void export_instant_json(struct json_writer *w, int64_t seconds);
/* The begin of a time that is known to the day or better, as RFC 3339 wants it; else nothing is written. */
void export_when_json(struct json_writer *w, const char *name, struct when when);
/* A member, where there is something to say. */
void export_member(struct json_writer *w, const char *name, struct span text);

/* What is read of it: its blocks but the headline, parted by empty lines; the whole text where it has none. */
struct span export_body(struct arena *keep, const struct article *a);

/* Text and attributes of XML: escape_html, with line breaks kept. */
void export_xml(struct buffer *out, struct span s);

#endif
