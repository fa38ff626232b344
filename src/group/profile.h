/* group/profile.h -- what a report is about, as weighed terms
 *
 * Terms are stems and pairs of neighbouring stems.  A term weighs more in the headline, in the first
 * words and with a capital inside a sentence (names), and the more the rarer it is, in this set and in
 * news at large (data/common_word.tsv): in a set of two reports the set itself says nothing.
 *
 * In:      annotated reports.  Where the headline is not part of the text it is read besides.
 * Out:     a profile for each, of length 1 (the dot product of two is their cosine), terms by number;
 *          a report without words has an empty one.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: linear in the tokens.
 */
#ifndef SYN_GROUP_PROFILE_H
#define SYN_GROUP_PROFILE_H

#include "base/arena.h"
#include "group/term.h"
#include "news/report.h"

struct profile {
    struct terms all;
    double day;              /* of publication, days since 1970; only where `dated` */
    bool dated;
    uint16_t language;       /* lexis_language */
    uint32_t words;          /* how many were read */
};

struct profiles {
    struct profile *at;
    size_t count;
    uint32_t *holders;       /* by number of the term: how many of the reports hold it */
    uint32_t terms;
};

struct profiles profiles_make(struct arena *keep, const struct report *const *reports, size_t count);

#endif
