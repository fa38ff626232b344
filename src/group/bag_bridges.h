/* group/bag_bridges.h -- what of a report meets reports in other languages
 *
 * The bridges (text/bridge.h) of its headline and its first words.
 *
 * In:      the words that were read first, and the bag that their terms are in, names marked.
 * Out:     bridges in order of their first coming; of each `inside` says how often it stands there, `count` what its
 *          kind weighs, and more in the headline.
 * Fails:   never.   Memory: `keep`.   Threads: any, each with its own lexis.   Cost: some 15 ns a word.
 */
#ifndef SYN_GROUP_BAG_BRIDGES_H
#define SYN_GROUP_BAG_BRIDGES_H

#include "group/bag.h"

enum { EARLY_WORDS = 256 };

struct early_word {
    uint64_t hash;           /* lexis_hash */
    struct span written;     /* where it stands */
    uint32_t term;           /* in the bag */
    bool in_title;
};

/* count <= EARLY_WORDS.  Fills bag->bridges. */
void bag_add_bridges(struct arena *keep, struct arena scratch, struct lexis *lexis, struct bag *bag,
                     const struct early_word *words, uint32_t count, struct span language);

/* The number of the term that stands for a bridge, with the kinds that are known from it. */
uint32_t bag_bridge_number(const struct bridge *bridge);

#endif
