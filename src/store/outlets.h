/* store/outlets.h -- the names of outlets as numbers
 *
 * Fails: as the database does.   Threads: the store's.   Cost: a hash lookup for those met before.
 */
#ifndef SYN_STORE_OUTLETS_H
#define SYN_STORE_OUTLETS_H

#include "store/store.h"

/* 0 for an empty name.  One that is new gets the next number. */
bool outlets_number(struct store *store, struct span name, int64_t *id, struct syn_error *error);

#endif
