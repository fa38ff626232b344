/* base/fnv.h -- the hash that tools/mktable.c and base/table.c must agree on (FNV-1a, 32 bits). */
#ifndef SYN_BASE_FNV_H
#define SYN_BASE_FNV_H

#include <stddef.h>
#include <stdint.h>

static inline uint32_t fnv_hash(const char *at, size_t len)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ (unsigned char)at[i]) * 16777619u;
    return hash;
}

#endif
