/* group/weigh.h -- what a report is about: the terms of its bag that weigh most
 *
 * A term weighs its count, dampened, times its rarity.
 *
 * In:      a bag, and rarities that were learnt with it or without.
 * Out:     a profile of length 1 (the dot product of two is their cosine), of at most PROFILE_TERMS terms.
 * Fails:   never; an empty bag gives an empty profile.
 * Memory:  `keep`.      Threads: any, while nobody learns.
 * Cost:    linear; some 10 us for 1,100 terms.
 */
#ifndef SYN_GROUP_WEIGH_H
#define SYN_GROUP_WEIGH_H

#include "group/bag.h"
#include "group/profile.h"
#include "group/rarity.h"

enum { PROFILE_TERMS = 100 };

struct profile weigh_bag(struct arena *keep, struct arena scratch, const struct bag *bag, const struct rarity *rarity,
                         double day, bool dated);

#endif
