/* tell/json_findings.h -- reports, claims, quotes, differences, happenings, passages and lineage as JSON
 *
 * Each writes one object, the element of a list: docs/synopsis.schema.json says which members it has.
 * Quotes and differences are named by their number in the synopsis, since others refer to it.
 *
 * Fails: never.   Memory: the writer's buffer.   Threads: any, on different writers.   Cost: linear.
 */
#ifndef SYN_TELL_JSON_FINDINGS_H
#define SYN_TELL_JSON_FINDINGS_H

#include "news/synopsis.h"
#include "text/json.h"

void finding_report(struct json_writer *w, const struct story_report *r);
void finding_claim(struct json_writer *w, const struct synopsis *s, const struct claim *c);
void finding_quote(struct json_writer *w, const struct synopsis *s, uint32_t number);
void finding_difference(struct json_writer *w, const struct synopsis *s, uint32_t number);
void finding_happening(struct json_writer *w, const struct synopsis *s, const struct happening *h);
void finding_passage(struct json_writer *w, const struct synopsis *s, const struct passage *passage);
void finding_edge(struct json_writer *w, const struct synopsis *s, const struct lineage_edge *e);

#endif
