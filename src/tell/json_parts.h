/* tell/json_parts.h -- what synopses, articles and annotations write alike in JSON
 *
 * Each writes one or more members into the object that is open.
 *
 * Fails: never.   Memory: the writer's buffer.   Threads: any, on different writers.   Cost: linear.
 */
#ifndef SYN_TELL_JSON_PARTS_H
#define SYN_TELL_JSON_PARTS_H

#include "news/synopsis.h"
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

/* ---- of a synopsis ---- */

void part_number(struct json_writer *w, const char *name, uint32_t n);
void part_flag(struct json_writer *w, const char *name, bool b);
/* A weight, a share, a chance: with three decimals. */
void part_share(struct json_writer *w, const char *name, float share);
/* ISO 8601 at its precision; null where unknown. */
void part_when(struct json_writer *w, const char *name, struct when when);
struct span part_report_id(const struct synopsis *s, uint32_t report);
/* Reports by their ids; differences and quotes by theirs, which count from 1. */
void part_ids(struct json_writer *w, const struct synopsis *s, const char *name, struct numbers reports);
void part_references(struct json_writer *w, const char *name, struct numbers list);
void part_pair_or_null(struct json_writer *w, const char *name, struct mark m);
/* "report", "from", "to", "text": where something stands, and what stands there. */
void part_words(struct json_writer *w, const struct synopsis *s, struct evidence e);
/* No member but a value: an object of these. */
void part_evidence(struct json_writer *w, const struct synopsis *s, struct evidence e);
void part_evidence_or_null(struct json_writer *w, const struct synopsis *s, const char *name, struct evidence e);
void part_evidences(struct json_writer *w, const struct synopsis *s, const char *name, struct evidences places);

#endif
