/* store/search.h -- the full-text index: table `search`, a row an article
 *
 * The row's number is article.doc, the article's place in time: (minutes since 1970 when it was published, else first
 * seen) << SEARCH_MINUTE_BITS | a number within the minute; a full minute flows over into the next.  So a stretch of
 * time is a stretch of rows, and newest first is the index read from its end: nothing is sorted.
 *
 * Columns hold words parted by blanks, ready as store/words.h and store/facet.h make them: title, text, names (of
 * persons, organisations, places), speakers, facets.  The index keeps no copy of them.  To take a row out, the words
 * that were put in are made again from what is stored.
 *
 * Fails:   as the database does.
 * Memory:  `keep`.      Threads: the store's.      Cost: linear in the words.
 */
#ifndef SYN_STORE_SEARCH_H
#define SYN_STORE_SEARCH_H

#include "store/rows.h"
#include "store/store.h"

enum { SEARCH_MINUTE_BITS = 12 };

/* The first row of an instant; that of a time before 1970 is 0, and no row comes behind INT64_MAX. */
int64_t search_row_of(int64_t seconds);

struct search_words { struct span title, text, names, speakers, facets; };

/* Of an article and what was found in it; `tokens` may be NULL, then its blocks are split anew.  Facets are those that
 * the article itself tells: the store adds its outlet and whether it has versions. */
struct search_words search_words_make(struct arena *keep, struct arena scratch, const struct article *article,
                                      const struct tokens *tokens, const struct rows *rows);

bool search_put(struct database *db, int64_t doc, const struct search_words *words, struct syn_error *error);
/* With the very words that were put. */
bool search_take(struct database *db, int64_t doc, const struct search_words *words, struct syn_error *error);

/* The words that were put for an article's version, while it is the current one. */
bool search_words_of_stored(struct store *store, struct arena *keep, struct arena scratch, int64_t article,
                            int64_t version, struct search_words *out, struct syn_error *error);

#endif
