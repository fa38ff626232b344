/* run/digest.h -- the largest stories of a stretch of time, compared and cut down to a few lines each
 *
 * A story belongs to the time when its latest report is from then.  Those with most accounts come first; how many
 * accounts a story has is known when it was compared, and it has no more of them than reports: so stories are compared
 * from the largest on, until no other one can have as many accounts as the last one shown, or DIGEST_COMPARED times as
 * many were compared as are shown.  What is compared is kept, if the store is open for writing: another digest compares
 * only what it shows.
 *
 * Fails:   where the store cannot be read.
 * Memory:  the digest in `keep`; one story compared at a time.
 * Threads: one at a time.
 * Cost:    that of run/retell.h, for each story that is compared.
 */
#ifndef SYN_RUN_DIGEST_H
#define SYN_RUN_DIGEST_H

#include "base/error.h"
#include "news/digest.h"
#include "store/store.h"

enum { DIGEST_STORIES = 20, DIGEST_COMPARED = 3, DIGEST_LISTED = 10000 };

struct digest_settings {
    int64_t now, since, until;   /* seconds; half open */
    struct span language;        /* empty: any */
    uint32_t least;              /* reports of a story; 0: 2 */
    uint32_t most;               /* stories; 0: DIGEST_STORIES */
    unsigned threads;            /* 0: as many as there are processors */
    void (*progress)(void *context, const char *doing, size_t done);   /* may be NULL */
    void *context;
};

bool digest_make(struct store *store, struct arena *keep, const struct digest_settings *settings, struct digest *out,
                 struct syn_error *error);

#endif
