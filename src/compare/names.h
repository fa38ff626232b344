/* compare/names.h -- entities of several reports that are one
 *
 * Each report has its own entities (news/mention.h).  Here those that stand for the same person, body or
 * place get one number: same gazetteer id; same name but for case, diacritics and script; a surname alone
 * that only one full name has; the same phonetic key with at most one letter different (which is then a
 * difference in spelling); all words of one name in a longer one.
 *
 * In:      the reports of one story, in a fixed order.
 * Out:     of[report][entity] -> number; one row a number.
 * Fails:   never.   Memory: `keep`.   Threads: any.
 * Cost:    linear in the entities, but for names that share a surname's phonetic key.
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
