/* tell/view.h -- what every renderer shows of a synopsis, chosen once
 *
 * Which claims stand for what all accounts say, how a claim stands with each report, which values of a
 * difference are one value.
 *
 * Fails: never.   Memory: the arena given.   Threads: any.
 * Cost:  linear in reports, support and values.
 */
#ifndef SYN_TELL_VIEW_H
#define SYN_TELL_VIEW_H

#include <stdbool.h>

#include "base/arena.h"
#include "news/synopsis.h"

/* The claims that stand for what the accounts agree on: those that all hold, else those that most do. */
enum { VIEW_AGREED_MAX = 6 };
struct view_agreed { uint32_t claim[VIEW_AGREED_MAX]; uint32_t count; bool all; };
struct view_agreed view_agreed(const struct synopsis *s);

/* The parts of the list of claims, in the order of telling. */
enum view_part { VIEW_AGREED, VIEW_DIFFERENT, VIEW_ONE, VIEW_PART_COUNT };
enum view_part view_part(const struct synopsis *s, const struct claim *c);
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

/* Things that are the same; groups are counted in the order of their first members. */
struct view_groups { uint32_t *of, *first, count; };
/* Values by their normal form. */
struct view_groups view_groups(struct arena *keep, const struct synopsis *s, const struct difference *d);
/* Variants of a quote by their words, to the letter. */
struct view_groups view_wordings(struct arena *keep, const struct synopsis *s, const struct quote *q);

/* How many differences have each label. */
void view_count_labels(uint32_t counts[DIFFERENCE_LABEL_COUNT], const struct synopsis *s);
/* How many claims are in each part. */
void view_count_parts(uint32_t counts[VIEW_PART_COUNT], const struct synopsis *s);

#endif
