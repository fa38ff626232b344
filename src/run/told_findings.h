/* run/told_findings.h -- claims, quotes, differences, happenings, lineage and passages out of their JSON
 *
 * The other way of tell/json_findings.h.  Reports are known when they are read; what a claim says of differences and
 * quotes is held against their number at last.
 *
 * Fails: says so in the reader.      Memory: the reader's `keep`.      Threads: one at a time.      Cost: linear.
 */
#ifndef SYN_RUN_TOLD_FINDINGS_H
#define SYN_RUN_TOLD_FINDINGS_H

#include "run/told_reader.h"

void told_claims(struct reader *r);
void told_quotes(struct reader *r);
void told_differences(struct reader *r);
void told_timeline(struct reader *r);
void told_lineage(struct reader *r);
void told_passages(struct reader *r);

/* That all that claims refer to is there, and that lists which are told in an order stand in it. */
bool told_fits(const struct synopsis *s);

#endif
