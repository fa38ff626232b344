/* store/search_query.h -- what a reader asks for, understood
 *
 *     flood bridge                    both words, anywhere in the article
 *     "state of emergency"            a phrase
 *     storm*                          words that begin so
 *     flood -football, NOT football   without a word
 *     flood OR landslide              either; ( ) hold together; AND may be written
 *     title:flood  title:"the flood"  in the headline
 *     name:"emil garo"                a person, organisation or place, written in any script
 *     said-by:garo                    who is quoted
 *     outlet:"valley courier" lang:fr has:versions has:correction has:quotes has:figures
 *     figure:>100 deaths              a quantity (store/search_figure.h)
 *     after:2024-04-03 before:2024-05 on:2024-04-03 after:7d      when it was published (store/asked_time.h): from the
 *                                     day's begin on; up to its begin; within it
 *     story:s4                        in this story
 *
 * The last three kinds hold for the whole query: they stand neither in an OR nor behind a "-".
 *
 * In:      any bytes.
 * Out:     a tree; nodes are numbered in at[], parents behind their children.
 * Fails:   search_query_parse, with what would be right; error.at is the byte of the query.
 * Memory:  `keep`.      Threads: any.      Cost: linear; SEARCH_QUERY_BYTES at most.
 */
#ifndef SYN_STORE_SEARCH_QUERY_H
#define SYN_STORE_SEARCH_QUERY_H

#include "store/search_figure.h"

enum { SEARCH_QUERY_BYTES = 4096, SEARCH_QUERY_DEPTH = 16, SEARCH_QUERY_NODES = 200 };
#define SEARCH_NONE UINT32_MAX

enum search_node_kind {
    SEARCH_AND, SEARCH_OR,     /* of children */
    SEARCH_NOT,                /* of one child */
    SEARCH_WORDS,              /* a word or a phrase */
    SEARCH_OUTLET,             /* whose folded name holds the words */
    SEARCH_LANGUAGE, SEARCH_HAS,
    SEARCH_TIME, SEARCH_STORY, SEARCH_FIGURE   /* while parsing only: what holds for the whole query is in its struct */
};

enum search_column { SEARCH_ANYWHERE, SEARCH_TITLE, SEARCH_NAME, SEARCH_SPEAKER };

struct search_node {
    uint8_t kind, column;
    bool prefix;               /* the word may go on */
    struct span words;         /* as store/words.h has them; of SEARCH_LANGUAGE "fr", of SEARCH_HAS "versions" */
    struct mark at;            /* in the query */
    uint32_t first, next;      /* first child, next sibling; or SEARCH_NONE */
};

struct search_query {
    struct search_node *at;
    uint32_t count, root;              /* root: SEARCH_NONE where no words were asked for */
    int64_t from, to;                  /* published, seconds since 1970, half open; INT64_MIN, INT64_MAX where open */
    int64_t story;                     /* 0: any */
    struct search_figure *figures;     /* each must be there */
    uint32_t figure_count;
};

/* `now`: seconds since 1970, for "after:7d". */
bool search_query_parse(struct search_query *out, struct arena *keep, struct span text, int64_t now,
                        struct syn_error *error);

#endif
