/* store/search_match.h -- a query in the words of FTS5
 *
 * Every word is quoted, so that nothing a reader types means anything to FTS5.  Outlets become their numbers, figures
 * the facets of the buckets that they may lie in; the beginning of a word becomes the words of the index that begin so,
 * where they are few.
 *
 * Fails:   as the database does; SYN_MISUSE where fewer than SEARCH_BEGINNING_LETTERS letters begin many words.
 * Memory:  `keep`.      Threads: the store's.
 * Cost:    an outlet: a look at all outlets' names.  The beginning of a word: a look into the index for each word
 *          that begins so, up to SEARCH_BEGINNINGS.
 */
#ifndef SYN_STORE_SEARCH_MATCH_H
#define SYN_STORE_SEARCH_MATCH_H

#include "store/search_query.h"
#include "store/store.h"

enum { SEARCH_BEGINNINGS = 40, SEARCH_BEGINNING_LETTERS = 3 };

struct search_match {
    struct span text;          /* for MATCH */
    struct span note;          /* what a reader should know, as that no outlet is called so; or empty */
    bool everything;           /* no words or facets were asked for */
};

bool search_match(struct store *store, struct arena *keep, struct arena scratch, const struct search_query *query,
                  struct search_match *out, struct syn_error *error);

#endif
