/* tell/brief.h -- what a list shows of a story that was told: accounts, kinds of difference, conflicts in short
 *
 * Read out of the synopsis' JSON (tell/json.c), of which nothing else is looked at: neither the reports' texts nor the
 * articles that they came from.
 *
 * Fails:   brief_read, where it is no synopsis.
 * Memory:  `keep`; texts may point into the JSON.      Threads: any.
 * Cost:    a few passes over the JSON, at some gigabyte a second.
 */
#ifndef SYN_TELL_BRIEF_H
#define SYN_TELL_BRIEF_H

#include <stdbool.h>

#include "base/arena.h"
#include "news/synopsis.h"

enum { BRIEF_CONFLICTS = 4, BRIEF_SIDES = 4 };

struct brief_report {
    int64_t article;                   /* 0 where its id is no article's */
    struct span name, language;        /* its outlet, or its id */
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
    struct brief_words headline;       /* whose it is */
    struct span one_source;            /* what all rest on; may be empty */
};

bool brief_read(struct brief *out, struct arena *keep, struct arena scratch, struct span json);

#endif
