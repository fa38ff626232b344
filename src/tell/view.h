/* tell/view.h -- what every renderer shows of a synopsis, chosen once
 *
 * Which claims stand for what all accounts say, how a claim stands with each report, which values of a
 * difference are one value, who stands behind the accounts, what is counted on the first screen.
 *
 * Fails: never.   Memory: the arena given.   Threads: any.
 * Cost:  linear in reports, edges, support and values.
 */
#ifndef SYN_TELL_VIEW_H
#define SYN_TELL_VIEW_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "news/synopsis.h"
#include "tell/words.h"

/* ---- the first screen ---- */

/* The claims that stand for what the accounts agree on: [0, all) are held by all, the others by as many
 * as any.  What is in conflict is agreed on by nobody; what went before comes in only where there is no news.
 * Where no claim is held by two, the first ones of any stand there, and `alone` says so. */
enum { VIEW_AGREED_MAX = 5, VIEW_NAMES_MAX = 8 };   /* names in a line, before "and 12 more" */
struct view_agreed { uint32_t claim[VIEW_AGREED_MAX]; uint32_t all, count; bool most, alone; };
struct view_agreed view_agreed(const struct synopsis *s);
/* What those that not all hold are called. */
enum word view_agreed_title(const struct view_agreed *agreed);

/* Who outside the pile stands behind accounts, and behind how many reports; each once. */
struct view_behind { struct span name; uint32_t reports; };
struct view_behinds { struct view_behind *at; uint32_t count; };
struct view_behinds view_behinds(struct arena *keep, const struct synopsis *s);

/* What all rest on, with a capital; empty where it is nothing. */
struct span view_one_source(struct arena *keep, const struct synopsis *s);

/* Reports of which nothing can be said to be left out: cut off, or never long enough to tell. */
struct numbers view_short(struct arena *keep, const struct synopsis *s);

struct view_counts {
    uint32_t label[DIFFERENCE_LABEL_COUNT];
    uint32_t kind[DIFFERENCE_LABEL_COUNT][DIFFERENCE_KIND_COUNT];
    uint32_t differences;          /* all but those that agree */
    uint32_t varying, disputed;    /* quotes in other words; given to different speakers */
};
struct view_counts view_counts(const struct synopsis *s);
/* Whether the kinds of a label tell more than its name: a spelling is of a name. */
bool view_has_kinds(unsigned label);

/* ---- claims ---- */

/* The parts of the list of claims, in the order of telling. */
enum view_part { VIEW_AGREED, VIEW_DIFFERENT, VIEW_BACKGROUND, VIEW_ONE, VIEW_PART_COUNT };
enum view_part view_part(const struct synopsis *s, const struct claim *c);
/* How many claims are in each part. */
void view_count_parts(uint32_t counts[VIEW_PART_COUNT], const struct synopsis *s);
/* The claims that only one account has, news before what went before it. */
struct numbers view_only(struct arena *keep, const struct synopsis *s);
/* The first of the claim's differences that is one, or NULL; and whether one of its quotes varies. */
const struct difference *view_difference(const struct synopsis *s, const struct claim *c);
bool view_varies(const struct synopsis *s, const struct claim *c);

/* How a claim stands with a report. */
enum view_state { VIEW_NOTHING, VIEW_OWN, VIEW_COPY, VIEW_DIFFERS, VIEW_SILENT, VIEW_CANNOT_TELL };
struct view_cell {
    uint8_t state;
    uint8_t label;                          /* enum difference_label where it differs */
    const struct evidence *place;           /* where it says so, or NULL */
    const struct difference_value *value;   /* its value in the claim's first difference, or NULL */
};
/* Fills `cells`, one for each report. */
void view_cells(struct view_cell *cells, const struct synopsis *s, const struct claim *c);

/* ---- differences, quotes, lineage ---- */

/* Whether a reader is told of it: that one account agrees with its own copies says nothing. */
bool view_tells(const struct difference *d);

/* Things that are the same; groups are counted in the order of their first members. */
struct view_groups { uint32_t *of, *first, count; };
/* Values by their normal form. */
struct view_groups view_groups(struct arena *keep, const struct synopsis *s, const struct difference *d);
/* Variants of a quote by their words, to the letter, and by who is named for them. */
struct view_groups view_wordings(struct arena *keep, const struct synopsis *s, const struct quote *q);

/* A variant's words cut into those that the first variant has, too, and those that differ. */
struct view_piece { struct mark at; bool differs; };
struct view_pieces { struct view_piece *at; uint32_t count; };
struct view_pieces view_pieces(struct arena *keep, const struct quote_variant *v);

/* For each report the edge that best tells where it comes from, or NULL for roots: of those that lead to
 * it, none a common source, the one with the largest share. */
const struct lineage_edge **view_parents(struct arena *keep, const struct synopsis *s);

/* How much of a report's time tells it from the others': its day, its clock, both, nothing. */
struct view_times { bool days, years, clocks; };
struct view_times view_times(const struct synopsis *s);
/* Puts that much; false where it is nothing. */
bool view_time(struct buffer *out, struct view_times times, struct when w);

#endif
