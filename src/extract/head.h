/* extract/head.h -- the lines around a headline: who wrote it, when, from where, whose text it is
 *
 * Each function judges one line or one paragraph by itself; whether it stands where such a line would
 * stand is the caller's matter.  The words are data/head_word.tsv, agencies data/agency.tsv.
 *
 * Fails:   never; what is no such line gives false, and *out is then empty.
 * Memory:  `keep` holds arrays; spans point into the line or into tables.
 * Threads: any.      Cost: linear in the line, which is short.
 */
#ifndef SYN_EXTRACT_HEAD_H
#define SYN_EXTRACT_HEAD_H

#include "base/arena.h"
#include "news/when.h"
#include "text/timestamp.h"

struct head_byline { struct spans authors; struct span agency; };
/* "By Jane Roe and John Doe, Correspondent", "Von Hanna Beispiel", "By [AFP](#)". */
bool head_byline(struct arena *keep, struct arena scratch, struct span line, struct head_byline *out);
/* The names in a member that lists authors, parted by commas, semicolons, "and"; a "By" before them goes. */
struct spans head_names(struct arena *keep, struct arena scratch, struct span line);
/* The name that `line` is and nothing else: two to five words written as a name is, or, behind a "By" that
 * is left out, one word, which may be an outlet's.  *by says whether there was one.  Empty where it is none. */
struct span head_bare_name(struct arena scratch, struct span line, bool *by);

struct head_date { struct when published, modified; struct span published_text; };
/* "April 3, 2024", "Published 3 April 2024, 14:05 CET | Updated ...": nothing else stands in it. */
bool head_date(struct arena scratch, struct span line, struct head_date *out);

struct head_dateline {
    uint32_t end;            /* bytes of the paragraph that it takes, with the dash and the blank behind it */
    struct span place, credit, agency;
    struct when published;   /* where it gives the year */
};
/* The begin of a paragraph, or all of it: "KYIV, April 3 (Reuters) - ", "PARIS (AFP) — ",
 * "МОСКВА, 3 апр - ТАСС. ".  In brackets may stand an outlet that no table has; it is the credit then, and
 * `agency` is empty. */
bool head_dateline(struct arena scratch, struct span paragraph, struct head_dateline *out);

/* The canonical name of the agency that `name` is, with or without brackets and dashes around it; empty
 * where it is none. */
struct span head_agency(struct arena scratch, struct span name);
/* The first agency that is named in `line`. */
struct span head_agency_in(struct arena scratch, struct span line);
/* A line that is nothing but the name of an agency: "(Reuters)", "Source: AFP". */
bool head_credit(struct arena scratch, struct span line, struct span *agency);

struct when head_when(const struct timestamp *t);

#endif
