/* compare/revision_align.h -- which words of two versions are the same, paragraph by paragraph
 *
 * In:      two annotated reports.
 * Out:     the lines of a revision; and for each token its partner in the other version, or the hunk that it was
 *          changed in: words that were taken out and words that were put in at one place share its number.
 * Fails:   never.   Memory: `keep`.   Threads: any.   Cost: see compare/revision.h.
 */
#ifndef SYN_COMPARE_REVISION_ALIGN_H
#define SYN_COMPARE_REVISION_ALIGN_H

#include "base/arena.h"
#include "news/revision.h"

#define PARTNER_NONE UINT32_MAX

struct version {
    const struct report *report;
    uint64_t *key;               /* by token: what it is compared by */
    uint32_t *partner;           /* by token: the other version's token, or PARTNER_NONE */
    uint32_t *hunk;              /* by token: from 1; 0 where it has a partner */
};

struct alignment {
    struct version before, after;
    uint32_t hunks;              /* numbers go up to this one */
};

/* Fills lines, their counts and the counts of words. */
struct alignment revision_align(struct arena *keep, struct arena scratch, struct revision *revision);

/* The headlines, held against each other in the same way. */
struct revision_line revision_headline(struct arena *keep, struct arena scratch, struct span before, struct span after);

/* The tokens within a mark: [*first, *end). */
void revision_tokens(const struct tokens *tokens, struct mark at, uint32_t *first, uint32_t *end);

#endif
