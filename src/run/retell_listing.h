/* run/retell_listing.h -- a list of stories of which it is known what only comparing tells
 *
 * By time or size, the stories of the page are compared that were not yet as they are now.  By origins or conflicts,
 * these are counted by comparing: a story cannot have more origins than reports, so the largest ones are compared
 * first, until none that is left could stand on the page, or `most` were compared.
 *
 * Fails:   as the store does.
 * Memory:  the page in `keep`.      Threads: as run/retell.h.      Cost: that of run/retell.h for each story compared.
 */
#ifndef SYN_RUN_RETELL_LISTING_H
#define SYN_RUN_RETELL_LISTING_H

#include "store/listing.h"

struct retell_listing {
    unsigned threads;
    uint32_t most;                     /* stories to compare */
    void (*progress)(void *context, const char *doing, size_t done);   /* may be NULL */
    void *context;
};

/* The store is open for writing. */
bool retell_listing(struct store *store, struct arena *keep, struct arena scratch,
                    const struct listing_settings *settings, const struct retell_listing *how, int64_t now,
                    struct listing_page *out, struct syn_error *error);

#endif
