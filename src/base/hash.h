/* base/hash.h -- fast non-cryptographic hashes (the one home of xxHash)
 *
 * The same on every machine and in every run: results may be kept in files.
 * Fails: never.   Threads: any.   Cost: linear, several bytes a cycle.
 */
#ifndef SYN_BASE_HASH_H
#define SYN_BASE_HASH_H

#include <stdint.h>

#include "base/span.h"

uint64_t hash_span(struct span s);                        /* XXH3, 64 bits */
uint64_t hash_seeded(struct span s, uint64_t seed);

/* One 64-bit value out of two, in which every bit of both tells (splitmix64's finaliser). */
static inline uint64_t hash_mix(uint64_t a, uint64_t b)
{
    uint64_t x = a * 0x9e3779b97f4a7c15u + b + 0x632be59bd9b4e019u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

#endif
