/* Two rows of keys, a byte each, parted by a zero: both keep the same, in the same order; of short rows as much as the
 * table of all pairs says there is. */
#include "compare/sequence.h"
#include "fuzz.h"

enum { SHORT = 256 };

static struct sequence row_of(struct arena *keep, const uint8_t *bytes, size_t count)
{
    uint64_t *key = arena_new(keep, uint64_t, count);
    for (size_t i = 0; i < count; i++)
        key[i] = bytes[i];
    return (struct sequence){ key, (uint32_t)count, arena_new(keep, bool, count) };
}

static uint32_t longest(struct arena scratch, struct sequence a, struct sequence b)
{
    uint32_t wide = b.count + 1, *length = arena_new(&scratch, uint32_t, (size_t)(a.count + 1) * wide);
    for (uint32_t i = a.count; i-- > 0;)
        for (uint32_t j = b.count; j-- > 0;) {
            uint32_t skip_a = length[(i + 1) * wide + j], skip_b = length[i * wide + j + 1];
            uint32_t take = a.key[i] == b.key[j] ? length[(i + 1) * wide + j + 1] + 1 : 0;
            uint32_t skip = skip_a > skip_b ? skip_a : skip_b;
            length[i * wide + j] = take > skip ? take : skip;
        }
    return length[0];
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    size_t first = 0;
    while (first < size && data[first])
        first++;
    size_t rest = first < size ? size - first - 1 : 0;
    struct sequence a = row_of(keep, data, first), b = row_of(keep, data + size - rest, rest);
    sequence_match(fuzz_scratch(), a, b);
    uint32_t kept = 0, j = 0;
    for (uint32_t i = 0; i < a.count; i++) {
        if (!a.kept[i])
            continue;
        while (j < b.count && !b.kept[j])
            j++;
        assert(j < b.count && a.key[i] == b.key[j]);
        kept++;
        j++;
    }
    while (j < b.count)
        assert(!b.kept[j++]);
    if (a.count <= SHORT && b.count <= SHORT)
        assert(kept == longest(fuzz_scratch(), a, b));
    return 0;
}
