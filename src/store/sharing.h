/* store/sharing.h -- articles of a stretch of time that share words of headline or text, or a name
 *
 * Fails:   as the database does.
 * Memory:  `keep`.      Threads: the store's.      Cost: of a look-up in the index, and of `most` articles.
 */
#ifndef SYN_STORE_SHARING_H
#define SYN_STORE_SHARING_H

#include "store/store.h"

struct sharing { int64_t article, story; };
struct sharings { struct sharing *at; uint32_t count; };

/* By time, the first `most` of them; seconds, both ends included. */
bool sharing_words(struct store *store, struct arena *keep, struct arena scratch, struct span words, int64_t from,
                   int64_t to, uint32_t most, struct sharings *out, struct syn_error *error);

/* The same for a name (entity.folded). */
bool sharing_name(struct store *store, struct arena *keep, struct arena scratch, struct span name, int64_t from,
                  int64_t to, uint32_t most, struct sharings *out, struct syn_error *error);

/* The middle of the days of publication of `count` articles from number `first` on; false where none has one. */
bool sharing_middle_day(struct store *store, int64_t first, uint32_t count, double *day, struct syn_error *error);

#endif
