/* tell/json_parts.h -- what synopses, articles and annotations write alike in JSON
 *
 * Each writes one or more members into the object that is open.
 *
 * Fails: never.   Memory: the writer's buffer.   Threads: any, on different writers.   Cost: linear.
 */
#ifndef SYN_TELL_JSON_PARTS_H
#define SYN_TELL_JSON_PARTS_H

#include "news/article.h"
#include "text/json.h"

/* A text; null where it is empty. */
void part_member(struct json_writer *w, const char *name, struct span text);
void part_spans(struct json_writer *w, const char *name, struct spans list);
/* "from" and "to". */
void part_place(struct json_writer *w, struct mark m);
/* No member but a value: [from, to]. */
void part_pair(struct json_writer *w, struct mark m);
void part_pairs(struct json_writer *w, const char *name, struct marks list);
/* "cut": what was left out and why; for a page also its words, since its bytes can't be pointed at. */
void part_cuts(struct json_writer *w, const struct article *a);

#endif
