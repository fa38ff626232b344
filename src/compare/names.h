/* compare/names.h -- entities of several reports that are one
 *
 * Each report has its own entities (news/mention.h).  Here those that stand for the same person, body or
 * place get one number: same gazetteer id; same name but for case, diacritics, hyphens and script; names
 * that may be one by compare/name_pair.h where no report has both side by side as two; a short name (a
 * surname, an initial, an acronym, a body without its country) where only one longer name fits, or one
 * that thrice as many reports have as any other.
 *
 * In:      the reports of one story, in a fixed order.
 * Out:     of[report][entity] -> number; one row a number.
 * Fails:   never.   Memory: `keep`.   Threads: any.
 * Cost:    linear in the entities: each distinct name is held against few others that share a key.
 */
#ifndef SYN_COMPARE_NAMES_H
#define SYN_COMPARE_NAMES_H

#include "base/arena.h"
#include "news/report.h"

struct story_name {
    struct span name;         /* the form most reports have, fullest first */
    struct span folded;
    uint8_t type;             /* enum entity_type */
    uint32_t mentions, reports;
};

struct story_names {
    struct story_name *at;
    uint32_t count;
    uint32_t **of;            /* of[report][entity of that report] */
};

struct story_names names_join(struct arena *keep, struct arena scratch, const struct report *const *reports,
                              uint32_t count);

#endif
