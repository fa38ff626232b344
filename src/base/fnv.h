/* base/fnv.h -- the hash that tools/mktable.c and base/table.c must agree on (FNV-1a, 32 bits). */
#ifndef SYN_BASE_FNV_H
#define SYN_BASE_FNV_H

#include <stddef.h>
#include <stdint.h>

/* The hash of a text and one byte more, from the text's. */
static inline uint32_t fnv_step(uint32_t hash, char byte) { return (hash ^ (unsigned char)byte) * 16777619u; }

static inline uint32_t fnv_hash(const char *at, size_t len)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < len; i++)
        hash = fnv_step(hash, at[i]);
    return hash;
}

#endif
