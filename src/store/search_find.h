/* store/search_find.h -- articles that a query finds
 *
 * Newest first, or oldest first, page by page: a page ends with a cursor, the row of its last article, from which the
 * next one goes on.  What comes in between does not move pages: rows stand in order of time.
 *
 * Fails:   as the database does; with what search_query_parse says of the query (error.at is its byte).
 * Memory:  `keep`, with the texts of the articles shown.
 * Threads: the store's.
 * Cost:    what stands in the index between the cursor and the page's last article, for the words asked for; a text
 *          unpacked for each article shown.  Counting goes on to `count_most`; where figures are asked for to 100,
 *          since each article's have to be read.
 */
#ifndef SYN_STORE_SEARCH_FIND_H
#define SYN_STORE_SEARCH_FIND_H

#include "store/search_match.h"
#include "store/search_snippet.h"

enum { SEARCH_COUNT_MOST = 1000 };

struct search_settings {
    uint32_t most;             /* articles of a page, one at least */
    bool oldest;               /* oldest first */
    int64_t cursor;            /* of the page before; 0: the first page */
    uint32_t count_most;       /* 0: no counting */
};

struct search_hit {
    struct stored_article article;
    struct span text;          /* of its current version */
    struct search_snippet snippet;
};

struct search_page {
    struct search_hit *at;
    uint32_t count;
    int64_t cursor;            /* for the next page; 0: there is none */
    uint32_t found;            /* counted from the page's begin; where `more`, there are more than were counted */
    bool more;
    struct span note;          /* struct search_match */
};

bool search_find(struct store *store, struct arena *keep, struct arena scratch, const struct search_query *query,
                 const struct search_settings *settings, struct search_page *out, struct syn_error *error);

/* The numbers of articles alone: calls `found` for each, newest first (or oldest), until it returns false. */
typedef bool search_found(void *context, int64_t article, int64_t story, int64_t doc);
bool search_each(struct store *store, struct arena scratch, const struct search_query *query, bool oldest,
                 int64_t cursor, search_found *found, void *context, struct syn_error *error);

/* Articles that came after article `after` and that the query finds: up to `most`, the first that came first.
 * *seen is the last article that was looked at: where to go on. */
bool search_new(struct store *store, struct arena *keep, struct arena scratch, struct span query, int64_t now,
                int64_t after, uint32_t most, struct stored_ids *out, int64_t *seen, struct syn_error *error);

#endif
