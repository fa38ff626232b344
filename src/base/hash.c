#include "base/hash.h"

#define XXH_INLINE_ALL   /* a call costs more than a short text */
#include <xxhash.h>

uint64_t hash_span(struct span s) { return XXH3_64bits(s.at, s.len); }

uint64_t hash_seeded(struct span s, uint64_t seed) { return XXH3_64bits_withSeed(s.at, s.len, seed); }
