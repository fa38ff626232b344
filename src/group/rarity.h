/* group/rarity.h -- how rare terms are, learnt as reports come
 *
 * Every report's terms are counted when it comes.  The first hundred are not judged blind: it is as if
 * RARITY_BACKGROUND reports had been seen before, of which each term stood in its share at large (bag_term.share).
 * Reports are counted by language, since a term cannot stand in what is written in another one.  Whenever
 * RARITY_MOST reports are remembered all counts are halved, so that what was in the news once is rare again.
 *
 * Rarity is (ln(1 / (share + 1/5000)) + 1) ^ 1.5, where the share is (1 + reports with the term) / (1 + reports), the
 * background among them: so that weights stay in scale however many reports came.  Bridges are counted in one pool for
 * all languages; theirs is ln(1 / share) ^ 1.25, where it is as if RARITY_BRIDGE_BACKGROUND reports had been seen.
 *
 * In:      bags (group/bag.h).
 * Fails:   rarity_restore, on an image that is none; else never.
 * Memory:  8 bytes a distinct term, at most half full, until there are RARITY_EXACT; then 32 MB in all, where terms
 *          share counters by chance: one in ten when 1.7 million are known.
 * Threads: one at a time.
 * Cost:    10 to 20 ns a term.
 */
#ifndef SYN_GROUP_RARITY_H
#define SYN_GROUP_RARITY_H

#include "base/image.h"
#include "group/bag.h"

enum {
    RARITY_BACKGROUND = 600,
    RARITY_BRIDGE_BACKGROUND = 50,
    RARITY_MOST = 1 << 17,       /* reports that are remembered */
    RARITY_EXACT = 1 << 19,
    RARITY_LANGUAGES = 64        /* that are told apart; all others are one */
};

struct rarity;

/* Closed by rarity_close. */
struct rarity *rarity_open(void);
void rarity_close(struct rarity *rarity);

/* Counts the report's terms. */
void rarity_learn(struct rarity *rarity, const struct bag *bag);

/* How many languages came so far; those of no known language are one. */
uint32_t rarity_languages(const struct rarity *rarity);

/* Of the bag's terms, and of its bridges, in their order to `rarities`. */
void rarity_weigh(const struct rarity *rarity, const struct bag *bag, float *rarities);
void rarity_weigh_bridges(const struct rarity *rarity, const struct bag *bag, float *rarities);

/* All that was learnt. */
void rarity_save(const struct rarity *rarity, struct image_out *out);
/* NULL where the image is none. */
struct rarity *rarity_restore(struct image_in *in);

#endif
