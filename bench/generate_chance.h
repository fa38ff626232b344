/* bench/generate_chance.h -- chance for made-up news: hashes and integers alone, so that every machine makes the same
 *
 * What has a number gets its fate from it (`mix_two(SEED_X, number)`), so that it can be made anew at any time and
 * nothing need be remembered.
 */
#ifndef BENCH_GENERATE_CHANCE_H
#define BENCH_GENERATE_CHANCE_H

#include <stdint.h>

static inline uint64_t mix(uint64_t x)
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static inline uint64_t mix_two(uint64_t a, uint64_t b)
{
    return mix(a ^ b * 0xd6e8feb86659fd93u);
}

static inline uint32_t below(uint64_t hash, uint32_t sides)
{
    return (uint32_t)((hash >> 32) * sides >> 32);
}

static inline uint32_t roll(uint64_t *dice, uint32_t sides)
{
    *dice = mix(*dice);
    return below(*dice, sides);
}

/* A rank from 0 to 2^octaves - 2; each octave is as likely as the next, which is Zipf's law. */
static inline uint32_t zipf(uint64_t hash, uint32_t octaves)
{
    uint32_t first = (uint32_t)1 << below(hash, octaves);
    return first - 1 + below(mix(hash), first);
}

/* About an exponential waiting time with this mean. */
static inline uint64_t wait_of(uint64_t *dice, uint64_t mean)
{
    *dice = mix(*dice);
    uint64_t halvings = (uint64_t)__builtin_ctzll(*dice | 1ull << 40);
    return mean * (halvings * 1000 + roll(dice, 1000)) / 1500;
}

#endif
