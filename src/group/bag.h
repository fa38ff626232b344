/* group/bag.h -- the terms of a report, each once, with how much it counts there
 *
 * One light pass over headline and text, without annotations.  A word counts more in the headline, among the first
 * words of the text and where it is written as a name (a capital inside a sentence).  Two words in a row are a term
 * besides; behind the first hundred words only where one has a capital or is a number.  Words that stand in every other
 * report are none.
 *
 * In:      an article with blocks and language; the headline is read besides where it is no part of the text,
 *          without the outlet's name that sites put beside it.
 * Out:     terms in order of their first coming.  How rare they are is for group/rarity.h to say.
 * Fails:   never; an article without words gives an empty bag.  Of a longer one BAG_WORDS words are read.
 * Memory:  the terms in `keep`.
 * Threads: any, each with its own lexis; the bag hangs on the article alone.
 * Cost:    linear; 800 words of English some 60 us (bench_stream).
 */
#ifndef SYN_GROUP_BAG_H
#define SYN_GROUP_BAG_H

#include <stdbool.h>

#include "base/arena.h"
#include "group/lexis.h"
#include "group/term.h"
#include "news/article.h"

enum { BAG_WORDS = 1 << 14 };

struct bag_term {
    uint32_t number;         /* with its kinds: term_number */
    float count;             /* weighed */
    float share;             /* of reports at large that hold it */
    uint16_t inside, names;  /* how often it stands inside a sentence, and how often as a name there; of a bridge how
                              * often it stands anywhere */
};

struct bag {
    struct bag_term *at;
    struct bag_term *bridges;/* of headline and first words, what meets reports in other languages (bag_bridges.h) */
    uint32_t bridge_count;
    uint32_t count, words;   /* words: those that were read, common ones with them */
    uint16_t language;       /* lexis_language */
    bool titled;             /* has a headline */
};

struct bag bag_of(struct arena *keep, struct arena scratch, struct lexis *lexis, const struct article *article);

/* The first words of headline or text that make the term of this id, one or two; empty where none do. */
struct span bag_wording(struct arena scratch, struct lexis *lexis, const struct article *article, uint32_t id);

#endif
