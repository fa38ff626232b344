/* fuzz/fuzz.h -- memory for fuzz targets, begun anew for every input */
#ifndef SYN_FUZZ_H
#define SYN_FUZZ_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct region fuzz_kept, fuzz_scratched;

/* Forgets what earlier inputs left; to be called first. */
static inline struct arena *fuzz_keep(void)
{
    if (!fuzz_kept.base) {
        fuzz_kept = region_open((size_t)4 << 30);
        fuzz_scratched = region_open((size_t)4 << 30);
    }
    region_reset(&fuzz_kept, 1 << 20);
    region_reset(&fuzz_scratched, 1 << 20);
    return &fuzz_kept.arena;
}

static inline struct arena fuzz_scratch(void) { return fuzz_scratched.arena; }

#endif
