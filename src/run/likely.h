/* run/likely.h -- articles in the store that may tell of the same event as another one
 *
 * The article's LIKELY_WORDS most telling words, names before others, are looked up among the articles of a stretch of
 * days; a word that few of them have counts for more.
 *
 * In:      the article and its bag (group/bag.h).
 * Out:     articles and the stories that they are in, likest first; the article itself is left out.
 * Fails:   as the store does.
 * Memory:  `keep`.      Threads: the store's.
 * Cost:    a look-up a word, each of LIKELY_FOUND rows at most: some milliseconds.
 */
#ifndef SYN_RUN_LIKELY_H
#define SYN_RUN_LIKELY_H

#include "group/bag.h"
#include "store/sharing.h"

enum { LIKELY_WORDS = 16, LIKELY_FOUND = 300 };

struct likely { int64_t article, story; float points; };
struct likelies { struct likely *at; uint32_t count; };

/* `day`: the middle of the stretch, days since 1970; `days` to both sides. */
bool likely_find(struct store *store, struct arena *keep, struct arena scratch, int64_t id,
                 const struct article *article, const struct bag *bag, double day, uint32_t days, uint32_t most,
                 struct likelies *out, struct syn_error *error);

#endif
