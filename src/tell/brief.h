/* tell/brief.h -- what a list shows of a story that was told: accounts, kinds of difference, conflicts in short
 *
 * A copy of its own: the synopsis and its articles may go.
 *
 * Fails:   never.
 * Memory:  `keep`.      Threads: any.
 * Cost:    linear in reports, differences and quotes.
 */
#ifndef SYN_TELL_BRIEF_H
#define SYN_TELL_BRIEF_H

#include <stdbool.h>

#include "base/arena.h"
#include "news/synopsis.h"

enum { BRIEF_CONFLICTS = 4, BRIEF_SIDES = 4 };

struct brief_report {
    struct span id, name, language;    /* name: its outlet, or its id */
    uint32_t account;
    bool root;
};

struct brief_account { uint32_t root, reports; struct span behind; };   /* root: a number in reports */

/* Words in a report. */
struct brief_words { struct span text; struct mark at; uint32_t report; };

struct brief_side { struct brief_words words; uint32_t *accounts, count; };   /* who gives that value; each once */
struct brief_conflict {
    uint32_t number;                   /* from 1, as in the synopsis */
    struct span slot;
    uint8_t kind;                      /* enum difference_kind */
    struct brief_side sides[BRIEF_SIDES];
    uint32_t count, values;            /* sides; values that there are, of which BRIEF_SIDES are sides */
};

struct brief {
    struct brief_report *reports;      /* those of one account together, its root first */
    uint32_t report_count;
    struct brief_account *accounts;
    uint32_t account_count;
    uint32_t label[DIFFERENCE_LABEL_COUNT], varying;    /* as struct view_counts has them */
    struct brief_conflict conflicts[BRIEF_CONFLICTS];
    uint32_t conflict_count;           /* of conflicts[]: label[DIFFERENCE_CONFLICT] may be more */
    struct brief_words says;           /* the claim that stands first; text empty where there is none */
    struct span one_source;            /* what all rest on; may be empty */
};

struct brief *brief_of(struct arena *keep, struct arena scratch, const struct synopsis *s);

#endif
