/* group/weigh.h -- what a report is about: the terms of its bag that weigh most
 *
 * A term weighs its count, dampened, times its rarity.
 *
 * In:      a bag, and rarities that were learnt with it or without.
 * Out:     a profile of length 1 (the dot product of two is their cosine) with the `most` heaviest terms; its bridges
 *          have a length of 1 of their own.
 * Fails:   never; an empty bag gives an empty profile.
 * Memory:  `keep`.      Threads: any, while nobody learns.
 * Cost:    linear in the terms.
 */
#ifndef SYN_GROUP_WEIGH_H
#define SYN_GROUP_WEIGH_H

#include "group/bag.h"
#include "group/profile.h"
#include "group/rarity.h"

enum { PROFILE_TERMS = 150, PROFILE_BRIDGES = 16 };      /* of a report of a closed set */

struct profile weigh_bag(struct arena *keep, struct arena scratch, const struct bag *bag, const struct rarity *rarity,
                         uint32_t most, double day, bool dated);

#endif
