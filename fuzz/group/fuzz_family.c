#include "fuzz.h"
#include "group/family.h"

enum { STORIES = 64 };

/* An article of a few bridges out of sixteen, in one of four languages. */
static struct profile read_profile(struct arena *keep, const uint8_t *at)
{
    struct profile p = { .language = (uint16_t)(at[0] & 3), .day = at[0] >> 6, .dated = at[0] >> 2 & 1 };
    p.bridge.at = arena_new(keep, struct term, 16);
    for (uint32_t i = 0; i < 16; i++)
        if (at[1 + i / 8] >> i % 8 & 1)
            p.bridge.at[p.bridge.count++] = (struct term){ i << TERM_KIND_BITS, 0.4f };
    return p;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *keep = fuzz_keep();
    struct families *families = families_open();
    uint32_t articles = 0;
    for (size_t i = 0; i + 5 <= size; i += 5) {
        uint32_t story = data[i + 1] % STORIES, other = data[i + 2] % STORIES, changed = 0;
        if (data[i] & 1) {
            struct profile p = read_profile(keep, data + i + 2);
            changed = families_add(families, &p, story, data[i + 1] & 128);
            articles++;
        } else if (data[i] & 2) {
            changed = families_merge(families, story, other);
            assert(family_of(families, story) == family_of(families, other));
        } else {
            families_move(families, data[i + 2], story);
        }
        for (uint32_t k = 0; k < changed; k++)
            assert(family_of(families, families_changed(families)[k]) < families_changed(families)[k]);
    }
    for (uint32_t story = 0; articles && story < STORIES; story++) {
        uint32_t family = family_of(families, story);
        assert(family <= story && family_of(families, family) == family);
    }
    families_close(families);
    return 0;
}
