/* store/search_snippet.h -- where in an article what was asked for stands
 *
 * The words of a query are looked for again in the article: those that must not be there, outlets and facets are not.
 * Names and speakers are compared in Latin letters, so that name:garo marks "Гаро".
 *
 * In:      an article and what was asked for.
 * Out:     the stretch of some SNIPPET_BYTES in one block of it that shows most of what was asked for, the first
 *          of several; the beginning of the text where nothing of it stands there.  A headline that stands in the
 *          text is not looked at there.
 * Fails:   never.
 * Memory:  `keep`.      Threads: any.
 * Cost:    linear in the text, times the words asked for.
 */
#ifndef SYN_STORE_SEARCH_SNIPPET_H
#define SYN_STORE_SEARCH_SNIPPET_H

#include "news/article.h"
#include "store/search_query.h"

enum { SNIPPET_BYTES = 240 };

struct search_snippet {
    struct mark at;            /* in article.text */
    struct marks hits;         /* within it, in article.text */
    struct marks title_hits;   /* in article.title */
};

/* `also`: places that are hits besides (figures), in order. */
struct search_snippet search_snippet(struct arena *keep, struct arena scratch, const struct search_query *query,
                                     const struct article *article, struct marks also);

#endif
